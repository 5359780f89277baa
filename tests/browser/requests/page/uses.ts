/** What browsers' own interfaces make of a track. */
import type { Screen, Size } from "./screen.js";

/** How long is recorded, in milliseconds. */
const RECORDING = 1000;

/** The size in a recording of the track; undefined where the browser does not record. */
export async function recordedSize(
  track: MediaStreamTrack,
  wanted: Size,
  patience: number,
  screen: Screen,
): Promise<Size | undefined> {
  if (!("MediaRecorder" in window)) return undefined;
  const recorder = new MediaRecorder(new MediaStream([track]));
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise<void>((resolve, reject) => {
    recorder.onstop = () => resolve();
    recorder.onerror = () => reject(new Error("The recording failed."));
  });
  recorder.start();
  setTimeout(() => recorder.stop(), RECORDING);
  await stopped;
  screen.show(new Blob(parts, { type: recorder.mimeType }));
  const size = await screen.size(() => wanted, patience);
  screen.clear();
  return size;
}

/** The size at the far end of a connection within the page; undefined where the browser has none. */
export async function receivedSize(
  track: MediaStreamTrack,
  wanted: Size,
  patience: number,
  screen: Screen,
): Promise<Size | undefined> {
  if (!("RTCPeerConnection" in window)) return undefined;
  const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()];
  try {
    near.onicecandidate = ({ candidate }) => void far.addIceCandidate(candidate ?? undefined);
    far.onicecandidate = ({ candidate }) => void near.addIceCandidate(candidate ?? undefined);
    const received = new Promise<MediaStreamTrack>((resolve) => {
      far.ontrack = (event) => resolve(event.track);
    });
    const sender = near.addTrack(track, new MediaStream([track]));
    await near.setLocalDescription();
    if (near.localDescription) await far.setRemoteDescription(near.localDescription);
    await far.setLocalDescription();
    if (far.localDescription) await near.setRemoteDescription(far.localDescription);
    // Otherwise senders begin with small pictures until they know the connection.
    const parameters = sender.getParameters();
    await sender.setParameters({ ...parameters, degradationPreference: "maintain-resolution" } as never);
    screen.show(await received);
    const size = await screen.size(() => wanted, patience);
    screen.clear();
    return size;
  } finally {
    near.close();
    far.close();
  }
}
