/** Devices that fail when they are opened, configured or taken again. */
import { connectSink } from "../../../bindings/capture/track-sink.js";
import { type Scene, scene } from "../capture/scene.js";
import { back, front, microphone } from "../capture/sources.js";

let s: Scene;

beforeEach(async () => {
  s = await scene({ devices: [front, back, microphone] });
});

function live(): boolean[] {
  return [...s.userAgent.indicators.devicesLive.values()];
}

describe("opening", () => {
  test.each([
    ["NotReadableError", "NotReadableError"],
    ["AbortError", "AbortError"],
    ["OperationError", "AbortError"],
    ["UnknownError", "AbortError"],
    ["InvalidStateError", "AbortError"],
    ["OverconstrainedError", "AbortError"],
    ["NotFoundError", "AbortError"],
  ])("%s of the only device becomes %s [10.2, step 6.5.4]", async (failure, name) => {
    s.host.fail("microphone", failure);
    const error: unknown = await s.take({ audio: true }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DOMException);
    expect(error).toMatchObject({ name });
    expect(error).toHaveProperty("message", expect.stringMatching(/microphone "Phone Microphone"/));
    expect([s.host.openSources, live()]).toEqual([0, live().map(() => false)]);
    s.host.fail("microphone", null);
    expect((await s.take({ audio: true })).active).toBe(true);
  });

  test("what a host throws that is no DOMException becomes AbortError", async () => {
    const all = ["broken", undefined, null, { name: "NotReadableError" }, new Error("no such file")];
    for (const thrown of all as Error[]) {
      s.watched.beforeOpen = () => Promise.reject(thrown);
      await expect(s.take({ audio: true })).rejects.toMatchObject({ name: "AbortError" });
      await expect(s.take({ audio: true })).rejects.toBeInstanceOf(DOMException);
    }
    expect(s.host.openSources).toBe(0);
  });

  test("a device in use by another program is NotReadableError", async () => {
    s.host.busy("microphone");
    await expect(s.take({ audio: true })).rejects.toMatchObject({ name: "NotReadableError" });
  });

  test("the next best is taken instead, as long as there is one; the last one's error is told", async () => {
    s.host.fail("front", "NotReadableError");
    const stream = await s.take({ video: { facingMode: "user" } });
    expect(stream.getVideoTracks()[0]?.label).toBe("Back Camera");
    stream.getTracks().forEach((track) => track.stop());
    s.host.fail("back", "OperationError");
    await expect(s.take({ video: { facingMode: "user" } })).rejects.toMatchObject({ name: "AbortError" });
    await expect(s.take({ video: { facingMode: "environment" } })).rejects.toMatchObject({
      name: "NotReadableError",
    });
    expect(s.host.openSources).toBe(0);
  });

  test("of one kind gives the other kind's device back, without an event and without a trace", async () => {
    s.host.fail("microphone");
    await expect(s.take({ audio: true, video: true })).rejects.toMatchObject({ name: "NotReadableError" });
    await s.settle();
    expect([s.host.openSources, live().includes(true)]).toEqual([0, false]);
    await s.pass(3000);
    expect(s.userAgent.indicators.any).toEqual({ live: false, accessible: false });
    expect(s.clock.pending).toBe(0);
  });
});

describe("configuring", () => {
  test.each(["NotReadableError", "AbortError", "OperationError"])(
    "%s: rejected with it; constraints, settings and frames stay those from before",
    async (failure) => {
      const track = await s.camera("front", { width: { exact: 320 }, height: { exact: 240 } });
      const sizes = new Set<string>();
      connectSink(track, {
        picture: ({ width, height }) => sizes.add(`${width}x${height}`),
        block: () => undefined,
        ended: () => undefined,
      });
      const before = [track.getConstraints(), track.getSettings()];
      s.host.fail("front", failure);
      await expect(s.until(track.applyConstraints({ width: { exact: 1280 } }))).rejects.toMatchObject({
        name: failure,
      });
      expect([track.getConstraints(), track.getSettings(), track.readyState]).toEqual([...before, "live"]);
      await s.pass(200);
      expect([...sizes]).toEqual(["320x240"]);
      s.host.fail("front", null);
      await s.until(track.applyConstraints({ width: { exact: 1280 }, height: { exact: 720 } }));
      sizes.clear();
      await s.pass(200);
      expect([...sizes]).toEqual(["1280x720"]);
    },
  );

  test("for a second track by getUserMedia: the first one keeps what it has", async () => {
    s = await scene({ devices: [front] });
    const track = await s.camera("front", { width: { exact: 640 }, height: { exact: 480 } });
    const before = [track.getConstraints(), track.getSettings()];
    s.host.fail("front", "NotReadableError");
    await expect(s.take({ video: { width: { exact: 1280 } } })).rejects.toMatchObject({
      name: "NotReadableError",
    });
    await s.settle();
    expect([track.getConstraints(), track.getSettings(), track.readyState]).toEqual([...before, "live"]);
    expect(s.host.openSources).toBe(1);
  });

  test("when a track has gone: what the others have still holds", async () => {
    const track = await s.camera("front", { width: { exact: 640 }, height: { exact: 480 } });
    const other = track.clone();
    await s.until(other.applyConstraints({ width: { exact: 1280 }, height: { exact: 720 } }));
    s.host.fail("front");
    other.stop();
    await s.settle();
    expect(track.getSettings()).toMatchObject({ width: 640, height: 480 });
    expect(track.readyState).toBe("live");
  });

  test("calls after one that fails take effect", async () => {
    const track = await s.camera("front");
    let calls = 0;
    s.watched.beforeConfigure = () => {
      calls += 1;
      if (calls === 1) throw new DOMException("once", "OperationError");
    };
    const results = await s.until(
      Promise.allSettled([
        track.applyConstraints({ width: { exact: 1280 } }),
        track.applyConstraints({ width: { exact: 1280 }, height: { exact: 720 } }),
      ]),
    );
    expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    expect(track.getSettings()).toMatchObject({ width: 1280, height: 720 });
  });
});

describe("taking a device again", () => {
  test.each(["NotReadableError", "AbortError", "OperationError", "busy", "unplugged"])(
    "%s ends its tracks, each with one event [4.3.1]",
    async (failure) => {
      const track = await s.camera("front");
      const tracks = [track, track.clone()];
      const events: string[] = [];
      tracks.forEach((each, i) =>
        each.addEventListener("ended", () => events.push(`${i} ${each.readyState}`)),
      );
      for (const each of tracks) each.enabled = false;
      await s.pass(3000);
      expect(s.host.openSources).toBe(0);
      if (failure === "busy") s.host.busy("front");
      else if (failure === "unplugged") s.host.unplug("front");
      else s.host.fail("front", failure);
      track.enabled = true;
      await s.settle();
      expect(events).toEqual(["0 ended", "1 ended"]);
      expect([s.host.openSources, live().includes(true)]).toEqual([0, false]);
      await s.pass(3000);
      expect(s.clock.pending).toBe(0);
      if (failure === "unplugged") return;
      s.host.busy("front", false);
      s.host.fail("front", null);
      expect((await s.camera("front")).readyState).toBe("live");
    },
  );

  test("for a new track, while muted by then: the others are told", async () => {
    s = await scene({ devices: [front] });
    const track = await s.camera("front");
    const events: string[] = [];
    for (const type of ["mute", "unmute"]) track.addEventListener(type, () => events.push(type));
    track.enabled = false;
    await s.pass(3000);
    s.host.mute("front");
    const other = await s.camera("front");
    await s.settle();
    expect([track.muted, other.muted, events]).toEqual([true, true, ["mute"]]);
  });
});
