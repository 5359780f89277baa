/** livekit-client, unmodified: local tracks, muted, restarted, on another device, stopped. */
import {
  createLocalAudioTrack,
  createLocalTracks,
  createLocalVideoTrack,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  TrackEvent,
  type LocalTrack,
} from "livekit-client";
import { shown, type Size } from "./pictures.js";
import { begin } from "./scene.js";

/** What a test sees of a video track. */
export interface Seen {
  readonly settings: Size;
  readonly frameRate: number | undefined;
  /** What an element shows that the library attached the track to. */
  readonly shown: Size;
  readonly dimensions: Size;
  readonly isNative: boolean;
}

async function look(track: LocalVideoTrack): Promise<Seen> {
  const { mediaStreamTrack } = track;
  const { width = 0, height = 0, frameRate } = mediaStreamTrack.getSettings();
  const element = track.attach() as HTMLVideoElement;
  document.body.append(element);
  const size = await shown(element, [width, height]);
  for (const attached of track.detach()) attached.remove();
  const { width: w, height: h } = await track.waitForDimensions();
  return {
    settings: [width, height],
    frameRate,
    shown: size,
    dimensions: [w, h],
    isNative: mediaStreamTrack instanceof MediaStreamTrack && mediaStreamTrack instanceof EventTarget,
  };
}

/** A camera's track through its life. */
export async function videoTrack() {
  await begin("hardware");
  const track = await createLocalVideoTrack({
    resolution: { width: 500, height: 500, frameRate: 30, aspectRatio: 1 },
  });
  const created = await look(track);
  const first = track.mediaStreamTrack;

  await track.mute();
  const muted = { isMuted: track.isMuted, state: first.readyState, enabled: first.enabled };
  await track.unmute();
  const unmuted = {
    isMuted: track.isMuted,
    isAnother: track.mediaStreamTrack !== first,
    ...(await look(track)),
  };

  const second = track.mediaStreamTrack;
  await track.restartTrack({ resolution: { width: 641, height: 361, frameRate: 15 } });
  const restarted = { before: second.readyState, ...(await look(track)) };

  const devices = await Room.getLocalDevices("videoinput");
  const current = await track.getDeviceId();
  const other = devices.find(({ deviceId }) => deviceId !== current)?.deviceId ?? "";
  const isSet = await track.setDeviceId({ exact: other });
  const moved = {
    isSet,
    isOther: track.mediaStreamTrack.getSettings().deviceId === other && other !== current,
    ...(await look(track)),
  };

  const last = track.mediaStreamTrack;
  track.stop();
  return { created, muted, unmuted, restarted, moved, stopped: [track.isStopped, last.readyState] };
}

/** A microphone's track through its life. */
export async function audioTrack() {
  await begin("hardware");
  const track = await createLocalAudioTrack({ echoCancellation: false, noiseSuppression: false });
  const first = track.mediaStreamTrack;
  const { echoCancellation, noiseSuppression } = first.getSettings();
  await track.mute();
  const muted = { isMuted: track.isMuted, enabled: first.enabled, state: first.readyState };
  await track.unmute();
  const unmuted = { isMuted: track.isMuted, enabled: first.enabled };
  await track.restartTrack({ echoCancellation: true });
  const restarted = {
    before: first.readyState,
    echoCancellation: track.mediaStreamTrack.getSettings().echoCancellation,
    isNative: track.mediaStreamTrack instanceof MediaStreamTrack,
  };
  track.stop();
  return {
    created: { echoCancellation, noiseSuppression },
    muted,
    unmuted,
    restarted,
    stopped: track.mediaStreamTrack.readyState,
  };
}

/** Both at once; and a camera that ends is told of by the library. */
export async function tracks() {
  const { host } = await begin("virtual");
  const made: LocalTrack[] = await createLocalTracks({
    audio: true,
    video: { resolution: { width: 320, height: 240 } },
  });
  const audio = made.find((track) => track instanceof LocalAudioTrack);
  const video = made.find((track) => track instanceof LocalVideoTrack);
  if (!host || !audio || !video) throw new Error("A track is missing.");
  const created = {
    count: made.length,
    labels: [audio, video].map(({ mediaStreamTrack }) => mediaStreamTrack.label),
    seen: await look(video),
  };
  const ended = new Promise((resolve) => video.once(TrackEvent.Ended, resolve));
  host.unplug("virtual-camera");
  await ended;
  const state = video.mediaStreamTrack.readyState;
  for (const track of made) track.stop();
  return { created, unplugged: state, open: host.openSources };
}
