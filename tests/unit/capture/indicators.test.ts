/** Media Capture and Streams, 14, and the maps of 9.2 and 4.3 behind it. */
import type { Indicators, IndicatorState } from "../../../bindings/capture/indicators.js";
import { only, type Scene, scene } from "./scene.js";

const off: IndicatorState = { accessible: false, live: false };
const both: IndicatorState = { accessible: true, live: true };

/** The deviceId of a camera or microphone of the scene. */
async function idOf(s: Scene, id: string): Promise<string> {
  const kind = id === "front" || id === "back" ? "camera" : "microphone";
  const track = await s[kind](id);
  const { deviceId = "" } = track.getSettings();
  track.stop();
  await s.pass(3000);
  return deviceId;
}

/** What indicators show, at each of their change events. */
function shown(indicators: Indicators): IndicatorState[] {
  const states: IndicatorState[] = [];
  indicators.addEventListener("change", () => states.push({ ...indicators.any }));
  return states;
}

describe("the maps", () => {
  test("kindsAccessible begins with what is granted [9.2-1]", async () => {
    const s = await scene({ permissions: { camera: "granted", microphone: "denied" } });
    expect(s.indicators.kindsAccessible.get("video")).toBe(true);
    expect(s.indicators.kindsAccessible.get("audio")).toBe(false);
    const none = await scene();
    expect([...none.indicators.kindsAccessible.values()]).toEqual([false, false]);
  });

  test("devices begin not live, and accessible as their permission is [9.2-2]", async () => {
    const s = await scene();
    const devices = await s.until(s.mediaDevices.enumerateDevices());
    expect(devices).toHaveLength(2);
    expect([...s.indicators.devicesLive.values()].some(Boolean)).toBe(false);
    expect([...s.indicators.devicesAccessible.values()].some(Boolean)).toBe(false);
    const granted = await scene({ permissions: { camera: "granted" } });
    await granted.settle();
    expect([...granted.indicators.devicesLive.values()].some(Boolean)).toBe(false);
    expect([...granted.indicators.devicesAccessible.values()].filter(Boolean)).toHaveLength(2);
  });

  test("a kind's permission is followed both ways [9.2-3]", async () => {
    const s = await scene();
    s.permissions.set("microphone", "granted");
    expect(s.indicators.kindsAccessible.get("audio")).toBe(true);
    expect(s.indicators.kindsAccessible.get("video")).toBe(false);
    s.permissions.set("microphone", "prompt");
    expect(s.indicators.kindsAccessible.get("audio")).toBe(false);
  });

  test("a device's permission granted makes it accessible; its end does once it is stopped [9.2-4, 9.2-5]", async () => {
    const s = await scene();
    const deviceId = await idOf(s, "front");
    expect(s.indicators.devicesAccessible.get(deviceId)).toBe(false);
    s.permissions.set("camera", "granted", deviceId);
    expect(s.indicators.devicesAccessible.get(deviceId)).toBe(true);
    s.permissions.set("camera", "prompt", deviceId);
    expect(s.indicators.devicesAccessible.get(deviceId)).toBe(false);
    s.permissions.set("camera", "granted", deviceId);
    const track = await s.camera("front");
    s.permissions.set("camera", "prompt", deviceId);
    expect(s.indicators.devicesAccessible.get(deviceId)).toBe(true);
    await s.settle();
    expect(track.readyState).toBe("ended");
    expect(s.indicators.devicesAccessible.get(deviceId)).toBe(false);
  });

  test("a granted request makes its devices live and accessible, and no others [10.2-20]", async () => {
    const s = await scene();
    const stream = await s.take({ audio: true, video: true });
    const ids = stream.getTracks().map((track) => track.getSettings().deviceId ?? "");
    for (const map of [s.indicators.devicesLive, s.indicators.devicesAccessible]) {
      expect(
        [...map]
          .filter(([, value]) => value)
          .map(([id]) => id)
          .sort(),
      ).toEqual([...ids].sort());
    }
  });

  test.each([["stop"], ["unplug"]] as const)(
    "a device that is stopped by %s is not live and not accessible any more [4.3-2, 4.3-3]",
    async (how) => {
      const s = await scene();
      const track = await s.camera("front");
      const { deviceId = "" } = track.getSettings();
      const clone = track.clone();
      track.stop();
      await s.settle();
      expect(s.indicators.devicesLive.get(deviceId)).toBe(true);
      if (how === "stop") clone.stop();
      else s.unplug("front");
      await s.settle();
      expect(s.indicators.devicesLive.get(deviceId)).toBe(false);
      expect(s.indicators.devicesAccessible.get(deviceId)).toBe(false);
    },
  );

  test("it stays accessible where permission for it is granted [4.3-3]", async () => {
    const s = await scene({ permissions: { camera: "granted" } });
    const track = await s.camera("front");
    const { deviceId = "" } = track.getSettings();
    track.stop();
    await s.settle();
    expect(s.indicators.devicesLive.get(deviceId)).toBe(false);
    expect(s.indicators.devicesAccessible.get(deviceId)).toBe(true);
  });

  test("a device given back while its tracks are disabled is not live, and live again at once [4.3.1-3]", async () => {
    const s = await scene();
    const track = await s.camera("front");
    const { deviceId = "" } = track.getSettings();
    track.enabled = false;
    await s.pass(3000);
    expect(s.indicators.devicesLive.get(deviceId)).toBe(false);
    expect(s.indicators.devicesAccessible.get(deviceId)).toBe(true);
    track.enabled = true;
    await s.settle();
    expect(s.indicators.devicesLive.get(deviceId)).toBe(true);
  });

  test("a device whose tracks are muted is not live after a while, and live again at once [4.3.1-3]", async () => {
    const s = await scene();
    const track = await s.camera("front");
    const { deviceId = "" } = track.getSettings();
    s.mute("front", true);
    await s.pass(3000);
    expect(s.indicators.devicesLive.get(deviceId)).toBe(false);
    s.mute("front", false);
    await s.settle();
    expect(s.indicators.devicesLive.get(deviceId)).toBe(true);
  });
});

describe("what is shown", () => {
  test("nothing at first; a kind and its device while it is in use [14-1, 14-2, 14-3, 14-6]", async () => {
    const s = await scene();
    expect([s.indicators.any, s.indicators.kind("video"), s.indicators.kind("audio")]).toEqual([
      off,
      off,
      off,
    ]);
    const track = await s.camera("front");
    const { deviceId = "" } = track.getSettings();
    expect([s.indicators.any, s.indicators.kind("video"), s.indicators.device(deviceId)]).toEqual([
      both,
      both,
      both,
    ]);
    expect(s.indicators.kind("audio")).toEqual(off);
    await s.pass(5000);
    track.stop();
    await s.settle();
    expect([s.indicators.any, s.indicators.kind("video"), s.indicators.device(deviceId)]).toEqual([
      off,
      off,
      off,
    ]);
  });

  test("a kind as long as one of its devices is in use [14-1, 14-2, 14-3]", async () => {
    const s = await scene();
    const [front, back, audio] = [
      await s.camera("front"),
      await s.camera("back"),
      await s.microphone("headset"),
    ];
    await s.pass(5000);
    front.stop();
    await s.settle();
    expect(s.indicators.kind("video")).toEqual(both);
    back.stop();
    await s.settle();
    expect(s.indicators.kind("video")).toEqual(off);
    expect([s.indicators.kind("audio"), s.indicators.any]).toEqual([both, both]);
    audio.stop();
    await s.settle();
    expect(s.indicators.any).toEqual(off);
  });

  test("a kind that is granted is accessible [14-1, 14-3]", async () => {
    const s = await scene({ permissions: { camera: "granted" } });
    expect(s.indicators.kind("video").accessible).toBe(true);
    expect(s.indicators.any.accessible).toBe(true);
    expect(s.indicators.kind("audio")).toEqual(off);
  });

  test("changes are told as they happen [14-4, 14-5, 14-6]", async () => {
    const s = await scene();
    const states = shown(s.indicators);
    const track = await s.camera("front");
    expect(states.length).toBeGreaterThan(0);
    expect(states.at(-1)).toEqual(both);
    await s.pass(5000);
    const before = states.length;
    track.enabled = false;
    await s.pass(3000);
    expect(states.length).toBeGreaterThan(before);
    expect(states.at(-1)).toEqual({ accessible: true, live: false });
    track.stop();
    await s.settle();
    expect(states.at(-1)).toEqual(off);
    const after = states.length;
    await s.pass(60_000);
    expect(states).toHaveLength(after);
  });

  test("what has become true is shown for 3 seconds at least [14-7]", async () => {
    const s = await scene();
    const track = await s.camera("front");
    const { deviceId = "" } = track.getSettings();
    await s.clock.advance(1000);
    track.stop();
    await s.settle();
    expect(s.indicators.devicesLive.get(deviceId)).toBe(false);
    const all = (): IndicatorState[] => [
      s.indicators.any,
      s.indicators.kind("video"),
      s.indicators.device(deviceId),
    ];
    expect(all()).toEqual([both, both, both]);
    await s.pass(1999);
    expect(all()).toEqual([both, both, both]);
    await s.pass(1);
    expect(all()).toEqual([off, off, off]);
  });

  test("in use again before that, it goes on being shown [14-7]", async () => {
    const s = await scene();
    (await s.camera("front")).stop();
    await s.pass(2000);
    const track = await s.camera("front");
    await s.pass(2000);
    expect(s.indicators.any).toEqual(both);
    track.stop();
    await s.pass(3000);
    expect(s.indicators.any).toEqual(off);
  });

  test("in use again for a moment, it is shown for 3 seconds from then [14-7]", async () => {
    const s = await scene();
    (await s.camera("front")).stop();
    await s.pass(2900);
    (await s.camera("front")).stop();
    await s.pass(2900);
    expect(s.indicators.any).toEqual(both);
    await s.pass(100);
    expect(s.indicators.any).toEqual(off);
  });

  test("anything is shown for as long as one of its devices is [14-1, 14-2, 14-3]", async () => {
    const s = await scene();
    const sound = await s.microphone("microphone");
    await s.pass(1000);
    const picture = await s.camera("front");
    picture.stop();
    sound.stop();
    await s.pass(2500);
    expect([s.indicators.kind("audio"), s.indicators.kind("video"), s.indicators.any]).toEqual([
      off,
      both,
      both,
    ]);
    await s.pass(500);
    expect(s.indicators.any).toEqual(off);
  });
});

test("several documents have indicators of their own", async () => {
  const first = await scene();
  const second = await scene({ host: first.host });
  only((await first.take({ video: true })).getTracks());
  expect([first.indicators.any, second.indicators.any]).toEqual([both, off]);
});
