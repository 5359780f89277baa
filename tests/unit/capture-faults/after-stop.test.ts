/** No event after stop(), whatever happens to the device; nothing left of what was dropped. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { MediaStream } from "../../../bindings/capture/media-stream.js";
import type { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import { MediaStreamTrackProcessor } from "../../../bindings/sinks/media-stream-track-processor.js";
import { type Scene, scene } from "../capture/scene.js";

let s: Scene;

beforeEach(async () => {
  s = await scene();
});

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

async function collected(reference: WeakRef<object>): Promise<boolean> {
  for (let i = 0; i < 10 && reference.deref(); i++) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  return reference.deref() === undefined;
}

function eventsOf(track: MediaStreamTrack): string[] {
  const events: string[] = [];
  for (const type of ["mute", "unmute", "ended"]) track.addEventListener(type, () => events.push(type));
  return events;
}

describe("no event after stop()", () => {
  test.each<[what: string, cause: (s: Scene) => void]>([
    ["muted", (scene) => scene.host.mute("front")],
    ["unplugged", (scene) => scene.host.unplug("front")],
    ["revoked", (scene) => scene.permissions.set("camera", "denied")],
    ["unloaded", (scene) => scene.document.unload()],
    [
      "muted and unplugged",
      (scene) => {
        scene.host.mute("front");
        scene.host.unplug("front");
      },
    ],
  ])("%s before or after it, in the same turn or later", async (_what, cause) => {
    for (const order of ["before", "after", "later"]) {
      s = await scene();
      const track = await s.camera("front");
      const kept = track.clone();
      const events = eventsOf(track);
      if (order === "before") cause(s);
      track.stop();
      if (order === "later") await s.settle();
      if (order !== "before") cause(s);
      await s.settle();
      expect([events, track.readyState, track.muted]).toEqual([[], "ended", false]);
      kept.stop();
      await s.settle();
      expect(s.host.openSources).toBe(0);
    }
  });

  test("stop() in a listener: the events behind it in the queue do not fire", async () => {
    const track = await s.camera("front");
    const events = eventsOf(track);
    track.addEventListener("mute", () => track.stop());
    s.host.mute("front");
    s.host.mute("front", false);
    s.host.unplug("front");
    await s.settle();
    expect([events, track.readyState]).toEqual([["mute"], "ended"]);
  });

  test("a listener that throws stops neither the other listeners nor the other tracks", async () => {
    const track = await s.camera("front");
    const clone = track.clone();
    const [events, others] = [eventsOf(track), eventsOf(clone)];
    const thrown: unknown[] = [];
    track.onended = () => {
      try {
        throw new Error("a listener's own");
      } catch (error) {
        thrown.push(error);
      }
      clone.stop();
      track.stop();
    };
    s.host.unplug("front");
    await s.settle();
    expect([thrown.length, events, others]).toEqual([1, ["ended"], []]);
  });
});

describe("what is dropped", () => {
  test("processors that nobody reads leave no timer and no memory when the track has ended", async () => {
    const track = await s.camera("front", { width: { exact: 320 } });
    const readables = Array.from({ length: 20 }, () => new MediaStreamTrackProcessor({ track }).readable);
    await s.pass(1000);
    track.stop();
    await s.settle();
    const results = await s.until(Promise.all(readables.map((readable) => readable.getReader().read())));
    expect(results.every(({ done }) => done)).toBe(true);
    await s.pass(3000);
    expect([s.clock.pending, s.host.openSources]).toEqual([0, 0]);
  });

  test("processors that are cancelled leave no timer while the track lives", async () => {
    const track = await s.camera("front", { width: { exact: 320 } });
    const muted = await s.microphone("microphone");
    muted.enabled = false;
    await s.pass(3000);
    const idle = s.clock.pending;
    const processors = [track, track.clone(), muted, muted.clone()].map(
      (each) => new MediaStreamTrackProcessor({ track: each }),
    );
    await s.pass(200);
    expect(s.clock.pending).toBeGreaterThan(idle);
    await s.until(Promise.all(processors.map(({ readable }) => readable.cancel())));
    await s.pass(3000);
    expect(s.clock.pending).toBe(idle);
    expect([track.readyState, muted.readyState]).toEqual(["live", "live"]);
  });

  test("streams over a live track can be collected", async () => {
    const track = await s.camera("front");
    const make = (): WeakRef<object>[] => [
      new WeakRef(new MediaStream([track])),
      new WeakRef(new MediaStream(new MediaStream([track]))),
    ];
    for (const reference of make()) expect(await collected(reference)).toBe(true);
    expect(track.readyState).toBe("live");
  });

  test("tracks that have ended can be collected while others of the device live", async () => {
    const track = await s.camera("front");
    const make = async (): Promise<WeakRef<object>> => {
      const clone = track.clone();
      new MediaStreamTrackProcessor({ track: clone });
      await s.until(clone.applyConstraints({ width: { exact: 320 } }));
      await s.pass(100);
      clone.stop();
      return new WeakRef(clone);
    };
    const reference = await make();
    await s.settle();
    expect(await collected(reference)).toBe(true);
    expect(track.readyState).toBe("live");
  });

  test("a source that has been stopped is forgotten", async () => {
    const make = async (): Promise<WeakRef<object>> => {
      const track = await s.camera("front");
      track.stop();
      return new WeakRef(track);
    };
    const reference = await make();
    await s.pass(3000);
    expect(await collected(reference)).toBe(true);
    expect(s.clock.pending).toBe(0);
  });
});
