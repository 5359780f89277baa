/** Media Capture and Streams, 4.3.5, 4.3.7, 4.3.8, 11.3 and 11.4: what a track tells of its source and itself. */
import type { TrackConstraints } from "../../../bindings/constrainable/constraint-types.js";
import type { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import { edition2021 } from "../../idl/idl.js";
import { only, type Scene, scene } from "./scene.js";
import { headset, microphone, plain } from "./sources.js";

let s: Scene;

beforeEach(async () => {
  s = await scene();
});

const ofVideo = ["width", "height", "aspectRatio", "frameRate", "facingMode", "resizeMode"];
const ofAudio = [
  "sampleRate",
  "sampleSize",
  "echoCancellation",
  "autoGainControl",
  "noiseSuppression",
  "latency",
  "channelCount",
];
const ofBoth = ["deviceId", "groupId"];

/** The capability, which the platform's types lack. */
function resizeModes(track: MediaStreamTrack): string[] {
  return (track.getCapabilities() as { resizeMode?: string[] }).resizeMode ?? [];
}

/** Whether a setting lies within what a capability allows. */
function isWithin(value: unknown, capability: unknown): boolean {
  if (Array.isArray(capability)) return capability.includes(value);
  if (typeof capability !== "object" || capability === null) return value === capability;
  const { min = -Infinity, max = Infinity } = capability as { min?: number; max?: number };
  return typeof value === "number" && min <= value && value <= max;
}

describe("capabilities", () => {
  test("of a camera: its sizes from 1 and rates from 0 to the largest [4.3.8-6, 4.3.8-7, 4.3.8-9]", async () => {
    const capabilities = (await s.camera("back")).getCapabilities();
    expect(capabilities.width).toEqual({ min: 1, max: 1920 });
    expect(capabilities.height).toEqual({ min: 1, max: 1080 });
    expect(capabilities.frameRate).toEqual({ min: 0, max: 60 });
    expect(capabilities.facingMode).toEqual(["environment"]);
  });

  test("resizeMode lists both means, none among them [4.3.5-2, 4.3.5-3]", async () => {
    expect(resizeModes(await s.camera("front")).sort()).toEqual(["crop-and-scale", "none"]);
  });

  test("a camera that is only cropped by description still tells none [4.3.5-3]", async () => {
    s = await scene({ devices: [{ ...plain, resizeModes: ["none"] }] });
    expect(resizeModes(await s.camera("plain"))).toEqual(["none"]);
  });

  test("a camera that faces two ways tells both [4.3.5-1]", async () => {
    s = await scene({ devices: [{ ...plain, facingMode: ["user", "left"] }] });
    expect((await s.camera("plain")).getCapabilities().facingMode).toEqual(["user", "left"]);
  });

  test("a camera that faces no known way tells an empty list or nothing, and has no such setting", async () => {
    s = await scene({ devices: [plain] });
    const track = await s.camera("plain");
    expect(track.getCapabilities().facingMode ?? []).toEqual([]);
    expect(track.getSettings()).not.toHaveProperty("facingMode");
  });

  test("switches list what they can be set to [4.3.5-4]", async () => {
    const free = (await s.microphone("microphone")).getCapabilities();
    expect(new Set(free.echoCancellation)).toEqual(new Set([true, false]));
    const fixed = (await s.microphone("headset")).getCapabilities();
    expect([fixed.echoCancellation, fixed.autoGainControl]).toEqual([[false], [true]]);
    expect(new Set(fixed.noiseSuppression)).toEqual(new Set([true, false]));
  });

  test("are the same for every track of the source, whatever its constraints [4.3.3-13, 5-1, 11.1-1]", async () => {
    const track = await s.camera("front", { width: { exact: 320 }, frameRate: { max: 15 } });
    const other = await s.camera("front", { width: { exact: 640 } });
    expect(other.getCapabilities()).toEqual(track.getCapabilities());
    expect(track.getCapabilities().width).toEqual({ min: 1, max: 1280 });
    await s.until(track.applyConstraints({ width: { exact: 100 } }));
    expect(track.getCapabilities()).toEqual(other.getCapabilities());
  });

  test("are copies: changing one changes nothing else", async () => {
    const track = await s.camera("front");
    const given = track.getCapabilities();
    given.width = { min: 5, max: 6 };
    given.facingMode?.push("left");
    expect(track.getCapabilities().width).toEqual({ min: 1, max: 1280 });
    expect(track.getCapabilities().facingMode).toEqual(["user"]);
  });
});

describe("ids", () => {
  test("deviceId and groupId are single values, of settings and capabilities [4.3.8-1, 4.3.8-4]", async () => {
    const track = await s.camera("front");
    const { deviceId, groupId } = track.getSettings();
    expect(deviceId).toEqual(expect.stringMatching(/./));
    expect(groupId).toEqual(expect.stringMatching(/./));
    expect(track.getCapabilities()).toMatchObject({ deviceId, groupId });
    const other = (await s.camera("back")).getSettings();
    expect(other.deviceId).not.toBe(deviceId);
    expect(other.groupId).toBe(groupId);
  });

  test("no other value can be applied [4.3.8-2, 4.3.8-5]", async () => {
    const track = await s.camera("front");
    const other = (await s.camera("back")).getSettings();
    for (const [name, value] of [
      ["deviceId", other.deviceId],
      ["deviceId", ""],
      ["groupId", "else"],
    ] as const) {
      await expect(s.until(track.applyConstraints({ [name]: { exact: value } }))).rejects.toMatchObject({
        name: "OverconstrainedError",
        constraint: name,
      });
    }
    const { deviceId, groupId } = track.getSettings();
    await s.until(track.applyConstraints({ deviceId: { exact: deviceId ?? "" }, groupId: groupId ?? "" }));
    await s.until(track.applyConstraints({ deviceId: other.deviceId ?? "" }));
    expect(track.getSettings().deviceId).toBe(deviceId);
  });
});

describe("settings", () => {
  test("have every property that the capabilities have, each within them [11.4-1, 11.3-1]", async () => {
    const properties = edition2021.dictionaries.get("MediaTrackCapabilities")?.members;
    for (const track of [
      await s.camera("front"),
      await s.camera("back", { width: 333, frameRate: { max: 7.5 }, resizeMode: "crop-and-scale" }),
      await s.microphone("microphone"),
      await s.microphone("headset"),
    ]) {
      const [capabilities, settings] = [track.getCapabilities(), track.getSettings()];
      expect(Object.keys(settings).sort()).toEqual(Object.keys(capabilities).sort());
      for (const [name, capability] of Object.entries(capabilities)) {
        expect(properties?.has(name)).toBe(true);
        const value = settings[name as keyof MediaTrackSettings];
        expect([name, value, isWithin(value, capability)]).toEqual([name, value, true]);
      }
    }
  });

  test("properties of the other kind are not among them [4.3.8-17]", async () => {
    expect(Object.keys((await s.camera("front")).getSettings()).sort()).toEqual(
      [...ofVideo, ...ofBoth].sort(),
    );
    expect(Object.keys((await s.microphone("microphone")).getSettings()).sort()).toEqual(
      [...ofAudio, ...ofBoth].sort(),
    );
  });

  test("all fifteen properties are there between a camera and a microphone [11.4-2]", () => {
    expect(new Set([...ofVideo, ...ofAudio, ...ofBoth]).size).toBe(15);
    expect(s.mediaDevices.getSupportedConstraints()).toEqual(
      Object.fromEntries([...ofVideo, ...ofAudio, ...ofBoth].map((name) => [name, true])),
    );
  });

  test("without constraints are the defaults [11.1-4, 11.1-15]", async () => {
    expect((await s.camera("back")).getSettings()).toMatchObject({
      width: 640,
      height: 480,
      frameRate: 30,
      aspectRatio: 1.3333333333,
      resizeMode: "none",
    });
    expect((await s.microphone("microphone")).getSettings()).toMatchObject({
      echoCancellation: true,
      sampleRate: 48000,
      sampleSize: 16,
    });
  });

  test("the system's own defaults of a device come before [11.1-15]", async () => {
    const defaults = { sampleRate: 44100, echoCancellation: false };
    s = await scene({ devices: [{ ...microphone, defaults }] });
    expect((await s.microphone("microphone")).getSettings()).toMatchObject(defaults);
  });

  test("any smaller size can be had by scaling [4.3.8-8, 4.3.8-14]", async () => {
    for (const [width, height] of [
      [1, 1],
      [639, 479],
      [1279, 5],
      [17, 720],
    ] as const) {
      const track = await s.camera("front", { width: { exact: width }, height: { exact: height } });
      expect(track.getSettings()).toMatchObject({ width, height, resizeMode: "crop-and-scale" });
      track.stop();
    }
  });

  test("and none beyond the native one [4.3.8-14]", async () => {
    for (const constraints of [
      { width: { min: 1281 } },
      { height: { exact: 721 } },
      { frameRate: { min: 31 } },
      { width: { exact: 1280 }, height: { min: 721 } },
    ]) {
      await expect(
        s.take({ video: { ...constraints, facingMode: { exact: "user" } } }),
      ).rejects.toMatchObject({
        name: "OverconstrainedError",
      });
    }
  });

  test("integral parts of the native rate can be had [4.3.8-10]", async () => {
    s = await scene({ devices: [{ ...plain, frameRates: "integral" }] });
    for (const k of [1, 2, 3, 4, 5, 6, 7]) {
      const track = await s.camera("plain", { frameRate: { exact: 30 / k } });
      expect(track.getSettings().frameRate).toBe(30 / k);
      track.stop();
    }
    await expect(s.take({ video: { frameRate: { exact: 24 } } })).rejects.toMatchObject({
      name: "OverconstrainedError",
    });
  });

  test("aspectRatio is the quotient at ten decimals [4.3.8-11]", async () => {
    const track = await s.camera("front", { width: { exact: 640 }, height: { exact: 360 } });
    expect(track.getSettings().aspectRatio).toBe(1.7777777778);
    await s.until(track.applyConstraints({ aspectRatio: { exact: 16 / 9 } }));
    expect(track.getSettings().aspectRatio).toBe(1.7777777778);
    await s.until(track.applyConstraints({ aspectRatio: { exact: 1.7777777778 }, width: 640 }));
    expect(track.getSettings()).toMatchObject({ width: 640, height: 360 });
  });

  test("resizeMode none is a native size at a native rate [4.3.8-13]", async () => {
    const track = await s.camera("back", { resizeMode: { exact: "none" }, width: 1000, frameRate: 45 });
    const { width, height, frameRate, resizeMode } = track.getSettings();
    expect(resizeMode).toBe("none");
    expect([
      [640, 480, 30],
      [1280, 720, 60],
      [1920, 1080, 30],
    ]).toContainEqual([width, height, frameRate]);
    await expect(
      s.until(track.applyConstraints({ resizeMode: { exact: "none" }, width: { exact: 800 } })),
    ).rejects.toMatchObject({ name: "OverconstrainedError", constraint: "" });
  });

  test("facingMode selects by direction [4.3.8-12]", async () => {
    const stream = await s.take({ video: { facingMode: { exact: "environment" } } });
    expect(only(stream.getVideoTracks()).getSettings().facingMode).toBe("environment");
    await expect(s.take({ video: { facingMode: { exact: "left" } } })).rejects.toMatchObject({
      name: "OverconstrainedError",
      constraint: "facingMode",
    });
  });

  test("a microphone's sampleRate, sampleSize, channelCount and latency [4.3.8-18]", async () => {
    const constraints = {
      sampleRate: { exact: 44100 },
      sampleSize: { exact: 16 },
      channelCount: { exact: 2 },
      latency: { max: 0.02 },
    } as TrackConstraints;
    const { sampleRate, sampleSize, channelCount, latency } = (
      await s.microphone("microphone", constraints)
    ).getSettings();
    expect([sampleRate, sampleSize, channelCount]).toEqual([44100, 16, 2]);
    expect(latency).toBeGreaterThanOrEqual(0.01);
    expect(latency).toBeLessThanOrEqual(0.02);
  });

  test("a microphone's switches [4.3.8-19]", async () => {
    const off = { echoCancellation: false, autoGainControl: false, noiseSuppression: false };
    const track = await s.microphone("microphone", off);
    expect(track.getSettings()).toMatchObject(off);
    const on = { echoCancellation: true, autoGainControl: true, noiseSuppression: true };
    await s.until(track.applyConstraints(on));
    expect(track.getSettings()).toMatchObject(on);
    s = await scene({ devices: [headset] });
    await expect(s.take({ audio: { echoCancellation: { exact: true } } })).rejects.toMatchObject({
      name: "OverconstrainedError",
    });
  });
});

describe("a device that is turned", () => {
  test("settings are those of the picture, constraints and capabilities of the primary orientation [4.3.8-15, 4.3.8-16]", async () => {
    const track = await s.camera("front", { width: { exact: 1280 }, height: { exact: 720 } });
    const capabilities = track.getCapabilities();
    const constraints = track.getConstraints();
    for (const [degrees, width, height, aspectRatio] of [
      [90, 720, 1280, 0.5625],
      [180, 1280, 720, 1.7777777778],
      [270, 720, 1280, 0.5625],
      [0, 1280, 720, 1.7777777778],
    ] as const) {
      s.host.rotate("front", degrees);
      await s.settle();
      expect(track.getSettings()).toMatchObject({ width, height, aspectRatio, frameRate: 30 });
      expect(track.getCapabilities()).toEqual(capabilities);
      expect(track.getConstraints()).toEqual(constraints);
    }
  });

  test("constraints are judged in the primary orientation [4.3.8-15]", async () => {
    s.host.rotate("front", 90);
    const track = await s.camera("front", { width: { exact: 1280 }, height: { exact: 720 } });
    expect(track.getSettings()).toMatchObject({ width: 720, height: 1280 });
    await expect(
      s.until(track.applyConstraints({ width: { exact: 720 }, height: { exact: 1280 } })),
    ).rejects.toMatchObject({ name: "OverconstrainedError", constraint: "height" });
    expect(track.getSettings()).toMatchObject({ width: 720, height: 1280 });
    await s.until(track.applyConstraints({ width: { exact: 640 }, height: { exact: 480 } }));
    expect(track.getSettings()).toMatchObject({ width: 480, height: 640, aspectRatio: 0.75 });
  });
});
