/** Media Capture and Streams, 4.3.1: a device that no track wants media of is given back, and taken again. */
import type { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import { connectSink } from "../../../bindings/capture/track-sink.js";
import { type Scene, scene } from "./scene.js";

let s: Scene;

beforeEach(async () => {
  s = await scene();
});

function eventsAt(track: MediaStreamTrack): string[] {
  const types: string[] = [];
  for (const type of ["mute", "unmute", "ended"]) track.addEventListener(type, () => types.push(type));
  return types;
}

/** Disables tracks and lets the device go. */
async function relinquish(...tracks: MediaStreamTrack[]): Promise<void> {
  for (const track of tracks) track.enabled = false;
  await s.pass(3000);
  expect(s.watched.open).toEqual([]);
}

test("the device is given back within 3 seconds after its only track was disabled [4.3.1-4]", async () => {
  const track = await s.camera("front");
  const events = eventsAt(track);
  track.enabled = false;
  await s.settle();
  expect(s.watched.open).toEqual(["front"]);
  await s.pass(3000);
  expect(s.watched.open).toEqual([]);
  expect(s.host.openSources).toBe(0);
  expect([track.readyState, track.muted]).toEqual(["live", false]);
  expect(events).toEqual([]);
});

test("it is kept while any of its tracks is enabled [4.3.1-4]", async () => {
  const track = await s.camera("front");
  const clone = track.clone();
  track.enabled = false;
  await s.pass(10_000);
  expect(s.watched.open).toEqual(["front"]);
  clone.stop();
  await s.pass(3000);
  expect(s.watched.open).toEqual([]);
});

test("a track enabled again in time keeps it, without opening it once more [4.3.1-4]", async () => {
  const track = await s.camera("front");
  track.enabled = false;
  await s.pass(1000);
  track.enabled = true;
  await s.pass(10_000);
  expect(s.watched.open).toEqual(["front"]);
  expect(s.watched.timesOpened("front")).toBe(1);
});

test("it is taken again as soon as a track is enabled [4.3.1-5]", async () => {
  const track = await s.camera("front", { width: { exact: 1280 } });
  const clone = track.clone();
  await relinquish(track, clone);
  clone.enabled = true;
  await s.settle();
  expect(s.watched.open).toEqual(["front"]);
  expect([track.readyState, clone.readyState]).toEqual(["live", "live"]);
  expect(s.watched.opened.at(-1)?.configurations[0]?.nativeMode).toMatchObject({ width: 1280 });
  expect(track.getSettings().width).toBe(1280);
});

test("without focus the track is muted by a task instead, until the focus is back [4.3.1-6]", async () => {
  const track = await s.camera("front");
  const events = eventsAt(track);
  await relinquish(track);
  s.document.hasFocus = false;
  track.enabled = true;
  expect(track.muted).toBe(false);
  await s.pass(60_000);
  expect([track.muted, track.readyState]).toEqual([true, "live"]);
  expect(s.watched.open).toEqual([]);
  expect(events).toEqual(["mute"]);
  s.document.hasFocus = true;
  await s.settle();
  expect([track.muted, track.readyState]).toEqual([false, "live"]);
  expect(s.watched.open).toEqual(["front"]);
  expect(events).toEqual(["mute", "unmute"]);
});

test("if it cannot be had any more, the track ends [4.3.1-7]", async () => {
  const track = await s.camera("front");
  const events = eventsAt(track);
  await relinquish(track);
  s.host.busy("front");
  track.enabled = true;
  await s.settle();
  expect(track.readyState).toBe("ended");
  expect(events).toEqual(["ended"]);
  expect(s.watched.open).toEqual([]);
});

test("all tracks of it end then [4.3.1-7, 4.3.1-13]", async () => {
  const track = await s.camera("front");
  const clone = track.clone();
  await relinquish(track, clone);
  s.host.fail("front", "NotReadableError");
  clone.enabled = true;
  await s.settle();
  expect([track.readyState, clone.readyState]).toEqual(["ended", "ended"]);
});

test("a device unplugged meanwhile ends its track, at the latest when it is wanted [4.3.1-7]", async () => {
  const track = await s.camera("front");
  const events = eventsAt(track);
  await relinquish(track);
  s.unplug("front");
  await s.settle();
  track.enabled = true;
  await s.settle();
  expect(track.readyState).toBe("ended");
  expect(events).toEqual(["ended"]);
});

test("stopping a disabled track leaves nothing open and no timer", async () => {
  const track = await s.camera("front");
  track.enabled = false;
  await s.pass(100);
  track.stop();
  await s.pass(10_000);
  expect(s.watched.open).toEqual([]);
  expect(s.clock.pending).toBe(0);
});

test("constraints can be applied while the device is away, and hold when it is back [4.3.1-5]", async () => {
  const track = await s.camera("front");
  await relinquish(track);
  await s.until(track.applyConstraints({ resizeMode: { exact: "none" }, width: { exact: 1280 } }));
  expect(track.getSettings().width).toBe(1280);
  track.enabled = true;
  await s.settle();
  expect(s.watched.opened.at(-1)?.configurations.at(-1)?.nativeMode).toMatchObject({ width: 1280 });
});

test("a request for the device while it is away opens it for the new track [4.3.1-5]", async () => {
  const track = await s.camera("front");
  await relinquish(track);
  const second = await s.camera("front");
  expect(s.watched.open).toEqual(["front"]);
  expect([track.readyState, track.enabled, second.readyState]).toEqual(["live", false, "live"]);
});

test("a device that came muted again tells so [4.3.1-20]", async () => {
  const track = await s.camera("front");
  const events = eventsAt(track);
  await relinquish(track);
  s.mute("front", true);
  track.enabled = true;
  await s.settle();
  expect([track.muted, track.readyState]).toEqual([true, "live"]);
  s.mute("front", false);
  await s.settle();
  expect(track.muted).toBe(false);
  expect(events).toEqual(["mute", "unmute"]);
});

test("fast toggling of enabled leaves the device as it is wanted last [4.3.1-4, 4.3.1-5]", async () => {
  const track = await s.camera("front");
  for (let i = 0; i < 50; i++) {
    track.enabled = !track.enabled;
    if (i % 7 === 0) await s.pass(3000);
    if (i % 5 === 0) await s.settle();
  }
  track.enabled = false;
  await s.pass(3000);
  expect(s.watched.open).toEqual([]);
  track.enabled = true;
  await s.settle();
  expect(s.watched.open).toEqual(["front"]);
  expect(track.readyState).toBe("live");
});

/** How many pictures come out of a track in a second. */
async function picturesOf(track: MediaStreamTrack): Promise<string[]> {
  const sizes: string[] = [];
  const disconnect = connectSink(track, {
    picture: ({ width, height }) => void sizes.push(`${width}x${height}`),
    block: () => undefined,
    ended: () => undefined,
  });
  await s.pass(1000);
  disconnect();
  return sizes;
}

test("a request that opens it while its tracks await the focus unmutes them [4.3.1-5]", async () => {
  const track = await s.camera("front");
  const clone = track.clone();
  await relinquish(track, clone);
  s.document.hasFocus = false;
  track.enabled = true;
  await s.settle();
  expect(track.muted).toBe(true);
  s.document.hasFocus = true;
  track.stop();
  const another = await s.camera("front");
  await s.settle();
  expect([clone.muted, another.muted]).toEqual([false, false]);
  expect((await picturesOf(another)).length).toBeGreaterThan(25);
});

test("a track disabled once more before the focus comes back is not left muted [4.3.1-5]", async () => {
  const track = await s.camera("front");
  await relinquish(track);
  s.document.hasFocus = false;
  track.enabled = true;
  await s.settle();
  track.enabled = false;
  await s.settle();
  s.document.hasFocus = true;
  await s.settle();
  expect([track.muted, s.host.openSources]).toEqual([false, 0]);
});

test("turned while it was given back, it delivers in its new orientation [4.3.1-5]", async () => {
  const track = await s.camera("front");
  const disconnect = connectSink(track, {
    picture: () => undefined,
    block: () => undefined,
    ended: () => undefined,
  });
  await relinquish(track);
  s.host.rotate("front", 90);
  track.enabled = true;
  await s.settle();
  const { width, height } = track.getSettings();
  expect([width, height]).toEqual([480, 640]);
  const sizes = await picturesOf(track);
  expect(sizes.length).toBeGreaterThan(25);
  expect(new Set(sizes)).toEqual(new Set(["480x640"]));
  disconnect();
});

test("muted in the moment it would be given back, it stays open and is heard of again [4.3.1-4]", async () => {
  const track = await s.camera("front");
  track.enabled = false;
  s.clock.advanceSync(3000);
  s.host.mute("front");
  await s.settle();
  s.host.unmute("front");
  track.enabled = true;
  await s.settle();
  expect([track.muted, s.host.openSources]).toEqual([false, 1]);
});
