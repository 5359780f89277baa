/**
 * @jest-environment jsdom
 *
 * twilio-video, unmodified, makes its local tracks of our devices, by the options it has for that.
 */
import { createRequire } from "node:module";
import type { MediaDevices } from "../../bindings/capture/media-devices.js";
import { MediaStream } from "../../bindings/capture/media-stream.js";
import { MediaStreamTrack } from "../../bindings/capture/media-stream-track.js";
import { install } from "../../bindings/install/install.js";
import { type Scene, scene } from "../unit/capture/scene.js";

/** What is used of the library. Its own types are those of a page. */
interface LocalTrack {
  readonly kind: string;
  readonly name: string;
  readonly id: string;
  readonly isEnabled: boolean;
  readonly isMuted: boolean;
  readonly isStopped: boolean;
  readonly mediaStreamTrack: MediaStreamTrack;
  disable(): void;
  enable(): void;
  stop(): void;
  restart(constraints?: object): Promise<void>;
  on(event: string, listener: () => void): void;
}

interface TwilioVideo {
  createLocalTracks(options: object): Promise<LocalTrack[]>;
  createLocalVideoTrack(options: object): Promise<LocalTrack>;
  createLocalAudioTrack(options: object): Promise<LocalTrack>;
}

const twilio = createRequire(import.meta.url)("twilio-video") as TwilioVideo;

/** The options by which the library takes another's devices and classes than the page's. */
function injected(mediaDevices: MediaDevices): object {
  return {
    getUserMedia: mediaDevices.getUserMedia.bind(mediaDevices),
    enumerateDevices: mediaDevices.enumerateDevices.bind(mediaDevices),
    MediaStream,
    MediaStreamTrack,
    logLevel: "off",
  };
}

let s: Scene;

beforeEach(async () => {
  s = await scene();
});

test("createLocalTracks gives a microphone's and a camera's track", async () => {
  const tracks = await s.until(
    twilio.createLocalTracks({
      ...injected(s.mediaDevices),
      audio: { name: "voice", channelCount: 2 },
      video: { name: "face", width: { exact: 1280 }, height: { exact: 720 } },
    }),
  );
  expect(tracks.map(({ kind, name }) => [kind, name])).toEqual([
    ["audio", "voice"],
    ["video", "face"],
  ]);
  for (const { id, mediaStreamTrack, isEnabled, isMuted, isStopped } of tracks) {
    expect(mediaStreamTrack).toBeInstanceOf(MediaStreamTrack);
    expect(id).toBe(mediaStreamTrack.id);
    expect([isEnabled, isMuted, isStopped]).toEqual([true, false, false]);
  }
  expect(tracks[0]?.mediaStreamTrack.getSettings()).toMatchObject({ channelCount: 2 });
  expect(tracks[1]?.mediaStreamTrack.getSettings()).toMatchObject({ width: 1280, height: 720 });
});

test("createLocalVideoTrack takes the camera that is asked for", async () => {
  const options = {
    ...injected(s.mediaDevices),
    facingMode: { exact: "environment" },
    width: 1920,
    height: 1080,
  };
  const { mediaStreamTrack } = await s.until(twilio.createLocalVideoTrack(options));
  expect(mediaStreamTrack.label).toBe("Back Camera");
  expect(mediaStreamTrack.getSettings()).toMatchObject({
    facingMode: "environment",
    width: 1920,
    height: 1080,
  });
});

test("disabling, muting, stopping and restarting are those of our track", async () => {
  const track = await s.until(
    twilio.createLocalVideoTrack({ ...injected(s.mediaDevices), facingMode: { exact: "user" } }),
  );
  const events: string[] = [];
  for (const type of ["disabled", "enabled", "muted", "unmuted", "stopped"]) {
    track.on(type, () => events.push(type));
  }
  track.disable();
  expect([track.isEnabled, track.mediaStreamTrack.enabled]).toEqual([false, false]);
  track.enable();
  s.mute("front", true);
  await s.settle();
  expect(track.isMuted).toBe(true);
  s.mute("front", false);
  await s.settle();
  expect(track.isMuted).toBe(false);
  const before = track.mediaStreamTrack;
  await s.until(track.restart({ facingMode: { exact: "environment" } }));
  expect(before.readyState).toBe("ended");
  expect(track.mediaStreamTrack.label).toBe("Back Camera");
  await s.settle();
  expect(s.watched.open).toEqual(["back"]);
  track.stop();
  await s.settle();
  expect([track.isStopped, s.watched.open]).toEqual([true, []]);
  expect(events).toEqual(["disabled", "enabled", "muted", "unmuted", "stopped", "stopped"]);
});

test("a camera that is unplugged stops its track", async () => {
  const track = await s.until(
    twilio.createLocalVideoTrack({ ...injected(s.mediaDevices), facingMode: { exact: "user" } }),
  );
  let stopped = 0;
  track.on("stopped", () => {
    stopped += 1;
  });
  s.unplug("front");
  await s.settle();
  expect([track.isStopped, stopped]).toEqual([true, 1]);
});

test.each([
  ["NotReadableError", () => ["front", "back"].forEach((id) => s.host.busy(id)), {}],
  ["OverconstrainedError", () => undefined, { width: { min: 99_999 } }],
  ["NotFoundError", () => ["front", "back"].forEach((id) => s.unplug(id)), {}],
])("the library passes our %s on", async (name, arrange, constraints) => {
  arrange();
  const promise = twilio.createLocalVideoTrack({ ...injected(s.mediaDevices), ...constraints });
  await expect(s.until(promise)).rejects.toMatchObject({ name });
});

test("a microphone's track follows the system's default, told by devicechange and the order of the list", async () => {
  const uninstall = install(globalThis, { mediaDevices: s.mediaDevices });
  try {
    const track = await s.until(twilio.createLocalAudioTrack(injected(s.mediaDevices)));
    const first = track.mediaStreamTrack;
    expect(first.label).toBe("Phone Microphone");
    s.host.setDefault("headset");
    await s.settle();
    await s.settle();
    expect(first.readyState).toBe("ended");
    expect(track.mediaStreamTrack.label).toBe("Headset Microphone");
    expect(s.watched.open).toEqual(["headset"]);
    track.stop();
  } finally {
    uninstall();
  }
});
