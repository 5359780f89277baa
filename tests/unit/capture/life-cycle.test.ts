/** Media Capture and Streams, 4.3.1: how tracks end and are muted, by queued tasks. */
import type { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import { type Scene, scene } from "./scene.js";

let s: Scene;

beforeEach(async () => {
  s = await scene();
});

/** A log of a track's events, each with the state that its listener sees. */
function logOf(track: MediaStreamTrack): string[] {
  const log: string[] = [];
  for (const type of ["mute", "unmute", "ended"]) {
    track.addEventListener(type, (event) => {
      log.push(`${event.type} ${track.muted ? "muted" : "unmuted"} ${track.readyState}`);
      expect(event.constructor).toBe(Event);
      expect([event.bubbles, event.cancelable]).toEqual([false, false]);
    });
  }
  return log;
}

describe("ending", () => {
  test("when the source is unplugged: in a task, with ended after the change [4.3.1-12, 4.3.1-14, 4.3.1-17]", async () => {
    const track = await s.camera("front");
    const log = logOf(track);
    s.unplug("front");
    expect(track.readyState).toBe("live");
    await s.settle();
    expect(log).toEqual(["ended unmuted ended"]);
    expect(track.readyState).toBe("ended");
  });

  test("every track of the source ends, each with one event, and it is stopped [4.3.1-12, 4.3.1-13]", async () => {
    const track = await s.camera("front");
    const tracks = [track, track.clone(), track.clone()];
    const logs = tracks.map(logOf);
    const other = await s.camera("back");
    s.unplug("front");
    await s.settle();
    expect(logs).toEqual(Array(3).fill(["ended unmuted ended"]));
    expect(other.readyState).toBe("live");
    expect(s.watched.open).toEqual(["back"]);
  });

  test("a track that is stopped before the task runs fires nothing [4.3.1-15]", async () => {
    const track = await s.camera("front");
    const clone = track.clone();
    const [log, cloneLog] = [logOf(track), logOf(clone)];
    s.unplug("front");
    track.stop();
    await s.settle();
    expect(track.readyState).toBe("ended");
    expect(log).toEqual([]);
    expect(cloneLog).toEqual(["ended unmuted ended"]);
  });

  test("a listener of ended sees its own track ended, and may stop the others [4.3.1-14, 4.3.1-15]", async () => {
    const track = await s.camera("front");
    const clone = track.clone();
    const log = logOf(clone);
    track.addEventListener("ended", () => clone.stop());
    s.unplug("front");
    await s.settle();
    expect(log).toEqual([]);
    expect([track.readyState, clone.readyState]).toEqual(["ended", "ended"]);
  });

  test("a device that is gone is not told of any more, and can come back for new tracks [4.3.1-12]", async () => {
    const track = await s.camera("front");
    const log = logOf(track);
    s.unplug("front");
    await s.settle();
    s.plug("front");
    await s.settle();
    const again = await s.camera("front");
    s.mute("front", true);
    await s.settle();
    expect(log).toEqual(["ended unmuted ended"]);
    expect([track.readyState, again.readyState, again.muted]).toEqual(["ended", "live", true]);
  });
});

test("a clone made between the source's end and the task ends as well [4.3.1-12]", async () => {
  const track = await s.camera("front");
  s.unplug("front");
  const clone = track.clone();
  await s.settle();
  expect([track.readyState, clone.readyState]).toEqual(["ended", "ended"]);
});

describe("muting", () => {
  test("changes the track in a task, then tells [4.3.1-20, 4.3.1-22]", async () => {
    const track = await s.camera("front");
    const log = logOf(track);
    s.mute("front", true);
    expect(track.muted).toBe(false);
    await s.settle();
    expect(track.muted).toBe(true);
    s.mute("front", false);
    expect(track.muted).toBe(true);
    await s.settle();
    expect(track.muted).toBe(false);
    expect(log).toEqual(["mute muted live", "unmute unmuted live"]);
  });

  test("to the state that the track is in tells nothing [4.3.1-21]", async () => {
    const track = await s.camera("front");
    const log = logOf(track);
    s.mute("front", false);
    await s.settle();
    s.mute("front", true);
    s.mute("front", true);
    await s.settle();
    s.mute("front", true);
    await s.settle();
    expect(log).toEqual(["mute muted live"]);
  });

  test("reaches every track of the source, and no other [4.3.1-20]", async () => {
    const track = await s.camera("front");
    const clone = track.clone();
    const other = await s.microphone("microphone");
    s.mute("front", true);
    await s.settle();
    expect([track.muted, clone.muted, other.muted]).toEqual([true, true, false]);
  });

  test("a clone made between the source's change and the task keeps up with its source [4.3.1-10]", async () => {
    const track = await s.camera("front");
    s.mute("front", true);
    const clone = track.clone();
    await s.settle();
    expect([track.muted, clone.muted]).toEqual([true, true]);
    s.mute("front", false);
    await s.settle();
    expect([track.muted, clone.muted]).toEqual([false, false]);
  });

  test("is independent of enabled [4.3.1-23]", async () => {
    const track = await s.camera("front");
    const log = logOf(track);
    track.enabled = false;
    await s.settle();
    expect(track.muted).toBe(false);
    s.mute("front", true);
    await s.settle();
    track.enabled = true;
    await s.settle();
    expect(track.muted).toBe(true);
    expect(log).toEqual(["mute muted live"]);
  });

  test("a track that has ended is not muted any more [4.3.1-21]", async () => {
    const track = await s.camera("front");
    const clone = track.clone();
    const log = logOf(track);
    track.stop();
    s.mute("front", true);
    await s.settle();
    expect([track.muted, clone.muted]).toEqual([false, true]);
    expect(log).toEqual([]);
  });
});
