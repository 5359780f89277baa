/** Two ends of an RTCPeerConnection in the page: what one sends of ours, the other receives. */
import { pictures, play, remove, settled, shown, type Size } from "./pictures.js";
import { begin, capture, exactly, only, type Devices } from "./scene.js";

/** For how many milliseconds sound is waited for. */
const LIMIT = 8000;

interface Ends {
  readonly here: RTCPeerConnection;
  readonly there: RTCPeerConnection;
  /** Tracks in the order in which they came. */
  readonly received: RTCTrackEvent[];
  /** To be called when both know each other's descriptions. */
  readonly exchangeCandidates: () => void;
}

function ends(): Ends {
  const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const received: RTCTrackEvent[] = [];
  there.addEventListener("track", (event) => void received.push(event));
  let exchangeCandidates: () => void = () => undefined;
  const exchanged = new Promise<void>((resolve) => {
    exchangeCandidates = resolve;
  });
  const relay = (from: RTCPeerConnection, to: RTCPeerConnection): void => {
    from.addEventListener("icecandidate", ({ candidate }) => {
      void exchanged.then(() => to.addIceCandidate(candidate ?? undefined));
    });
  };
  relay(here, there);
  relay(there, here);
  return { here, there, received, exchangeCandidates };
}

/** Offer and answer. */
async function negotiate({ here, there, exchangeCandidates }: Ends): Promise<void> {
  await here.setLocalDescription();
  await there.setRemoteDescription(described(here));
  await there.setLocalDescription();
  await here.setRemoteDescription(described(there));
  exchangeCandidates();
}

function described({ localDescription }: RTCPeerConnection): RTCSessionDescription {
  if (!localDescription) throw new Error("There is no description.");
  return localDescription;
}

function close({ here, there }: Ends): void {
  here.close();
  there.close();
}

/** Pictures a second, over so many of them. */
async function rateOf(element: HTMLVideoElement, count: number): Promise<number> {
  const times = await pictures(element, count);
  return ((count - 1) * 1000) / ((times[count - 1] ?? 0) - (times[0] ?? 0));
}

/** A machine that has much to do sends fewer pictures, not smaller ones. */
async function keepSize(sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters();
  await sender.setParameters({ ...parameters, degradationPreference: "maintain-resolution" });
}

/** What is sent: first, after applyConstraints(), and from another track, which has 15 pictures a second. */
export interface Sizes {
  readonly first: Size;
  readonly changed: Size;
  readonly replaced: Size;
}

/** A track of ours is sent, changed while it is, and replaced. */
export async function video(devices: Devices, { first, changed, replaced: second }: Sizes) {
  await begin(devices);
  const { stream, video: track } = await capture(exactly(...first));
  const connection = ends();
  const sender = connection.here.addTrack(track, stream);
  await negotiate(connection);
  await keepSize(sender);
  const { streams, track: arrived } = only(connection.received);
  const element = await play(only(streams));
  const outcome = {
    isTheTrack: sender.track === track,
    streamIds: [only(streams).id === stream.id],
    size: await shown(element, first),
    settings: settled(track),
    isOfThePage: arrived instanceof MediaStreamTrack && only(streams) instanceof MediaStream,
  };

  await track.applyConstraints(exactly(...changed));
  const applied = { settings: settled(track), size: await shown(element, changed) };

  const other = await navigator.mediaDevices.getUserMedia({ video: exactly(...second, 15) });
  const replacement = only(other.getVideoTracks());
  await sender.replaceTrack(replacement);
  const replaced = {
    settings: settled(replacement),
    size: await shown(element, second),
    asked: replacement.getSettings().frameRate,
    rate: await rateOf(element, 16),
  };

  track.stop();
  replacement.stop();
  remove(element);
  close(connection);
  return { outcome, applied, replaced };
}

/** A transceiver with a stream of ours, and sound; what is received goes into streams of ours. */
export async function both(devices: Devices) {
  await begin(devices);
  const { stream, video: track, audio } = await capture(exactly(320, 240), true);
  if (!audio) throw new Error("There is no microphone.");
  const connection = ends();
  connection.here.addTransceiver(track, { direction: "sendonly", streams: [stream] });
  connection.here.addTransceiver(audio, { direction: "sendonly", streams: [stream] });
  await negotiate(connection);
  const [video, sound] = ["video", "audio"].map((kind) =>
    connection.received.find((event) => event.track.kind === kind),
  );
  if (!video || !sound) throw new Error("A track has not come.");
  const local = await navigator.mediaDevices.getUserMedia({ video: exactly(500, 400) });
  const own = only(local.getVideoTracks());
  const mixed = new MediaStream([video.track, own]);
  // A stream that getUserMedia() gave takes what the browser received.
  local.addTrack(video.track);
  local.removeTrack(own);
  const element = await play(local);
  const size = await shown(element, [320, 240]);
  const outcome = {
    size,
    isTogether: only(video.streams) === only(sound.streams),
    mixed: mixed.getVideoTracks().map((one) => one === video.track || one === own),
    packets: await arrives(sound.receiver),
  };
  for (const one of [track, audio, own]) one.stop();
  remove(element);
  close(connection);
  return outcome;
}

/** Whether sound arrives. */
async function arrives(receiver: RTCRtpReceiver): Promise<boolean> {
  for (const start = performance.now(); performance.now() - start < LIMIT;) {
    for (const stats of (await receiver.getStats()).values() as Iterable<RTCInboundRtpStreamStats>) {
      if (stats.type === "inbound-rtp" && (stats.packetsReceived ?? 0) > 10) return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Whether the browser has peer connections at all. */
export function isThere(): boolean {
  return "RTCPeerConnection" in globalThis;
}
