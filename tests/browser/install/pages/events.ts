/** Events of tracks and of devices, each told once. */
import { only, settled, stop, trackfit, trackfitBrowser } from "./common.js";

/** What is heard of an object: by a handler, and by listeners of before and after it was set. */
function hear(object: EventTarget, types: readonly string[], label = ""): string[] {
  const heard: string[] = [];
  for (const type of types) {
    object.addEventListener(type, () => heard.push(`${label}${type} listener`));
    Reflect.set(object, `on${type}`, () => heard.push(`${label}${type} handler`));
  }
  return heard;
}

const OF_TRACKS = ["ended", "mute", "unmute"];

/** A device is muted, unmuted and unplugged while two tracks of it are live. */
export async function ofTracks(): Promise<unknown> {
  const { install } = await trackfitBrowser();
  const { virtualHost } = await trackfit();
  const host = virtualHost();
  const undo = install({ host });
  const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
  const [video, audio] = [only(stream.getVideoTracks()), only(stream.getAudioTracks())];
  const clone = video.clone();
  const heard = [video, clone, audio].map((track) => hear(track, OF_TRACKS));
  const states: string[] = [];
  const note = (): void => void states.push(`${video.muted} ${clone.readyState} ${audio.readyState}`);
  host.mute("virtual-camera");
  await settled();
  note();
  host.unmute("virtual-camera");
  await settled();
  note();
  const inHandler = new Promise((resolve) =>
    video.addEventListener("ended", () => resolve(video.readyState)),
  );
  host.unplug("virtual-camera");
  const ended = await inHandler;
  await settled();
  note();
  // Whoever stops a track is not told.
  audio.stop();
  await settled();
  const { active } = stream;
  undo();
  return { heard, states, ended, active };
}

/** Devices come and go. */
export async function ofDevices(): Promise<unknown> {
  const { install } = await trackfitBrowser();
  const { virtualHost } = await trackfit();
  const host = virtualHost();
  const { mediaDevices } = navigator;
  const before = hear(mediaDevices, ["devicechange"], "before ");
  const undo = install({ host });
  const handler = mediaDevices.ondevicechange;
  const heard: string[] = [];
  mediaDevices.addEventListener("devicechange", (event) => {
    heard.push(`${event.type} ${event.currentTarget === mediaDevices} ${event.bubbles}`);
  });
  const stream = await mediaDevices.getUserMedia({ video: true });
  const counts = [(await mediaDevices.enumerateDevices()).length];
  host.plug({ kind: "videoinput", deviceId: "second", label: "Second camera", modes: [] });
  await settled();
  counts.push((await mediaDevices.enumerateDevices()).length);
  host.unplug("second");
  await settled();
  counts.push((await mediaDevices.enumerateDevices()).length);
  stop(stream);
  undo();
  // The page's object is left to itself.
  host.plug({ kind: "videoinput", deviceId: "third", label: "Third camera", modes: [] });
  await settled();
  const isKept = handler !== null && mediaDevices.ondevicechange === handler;
  mediaDevices.ondevicechange = null;
  return { before, heard, counts, isKept };
}
