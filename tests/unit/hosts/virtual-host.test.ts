/** Devices that are plugged in, unplugged, made to fail: what the host tells and what becomes of open sources. */
import { device as catalogueDevice } from "../../../devices/index.js";
import type { HostDevice } from "../../../bindings/hosts/host.js";
import { RealClock } from "../../../bindings/hosts/real-clock.js";
import { steppedClock } from "../../../bindings/hosts/stepped-clock.js";
import type { VirtualDevice } from "../../../bindings/hosts/virtual/describe-device.js";
import { virtualHost, type VirtualHost } from "../../../bindings/hosts/virtual/virtual-host.js";
import { createSolver, type SourceDescription } from "../../../bindings/solver/index.js";
import {
  cameraOf,
  deviceOf,
  errorOf,
  inMode,
  microphone,
  open,
  Recording,
  Told,
  withSettings,
} from "./recording.js";

const camera = cameraOf(64, 48, 10);
const speaker = { kind: "audiooutput", deviceId: "speaker", label: "Speaker", groupId: "desk" } as const;
const another = (description: SourceDescription, deviceId: string): SourceDescription => ({
  ...description,
  deviceId,
});

const hostOf = (...devices: VirtualDevice[]) => virtualHost({ clock: steppedClock(), devices });
const ids = async (host: VirtualHost) => (await host.devices()).map(({ id }) => id);
const defaults = async (host: VirtualHost) =>
  (await host.devices()).filter(({ isDefault }) => isDefault).map(({ id }) => id);

describe("without options", () => {
  test("there are the camera and the microphone of one physical device, by the real clock", async () => {
    const host = virtualHost();
    const devices = await host.devices();
    expect(devices.map(({ kind, label, isDefault }) => [kind, label, isDefault])).toEqual([
      ["videoinput", "Virtual camera", true],
      ["audioinput", "Virtual microphone", true],
    ]);
    expect(devices[0]?.groupId).toBe(devices[1]?.groupId);
    expect(devices[0]?.description?.facingMode).toBe("user");
    expect(host.clock).toBeInstanceOf(RealClock);
    expect(host.openSources).toBe(0);
  });

  test("the solver takes them, and they run as it says", async () => {
    const clock = steppedClock();
    const host = virtualHost({ clock });
    const solver = await createSolver();
    for (const device of await host.devices()) {
      if (!device.description) throw new Error("There is no description.");
      const fit = solver.selectSettings(device.description, {});
      if (!fit.ok) throw new Error(fit.message);
      const { settings, nativeMode } = fit;
      const source = await device.open({ nativeMode, frameRate: settings.frameRate, settings }, new Told());
      const recording = new Recording(host);
      source.read(recording);
      await clock.advance(100);
      expect(recording.times.length).toBeGreaterThan(3);
      source.close();
    }
  });
});

describe("descriptions", () => {
  test("are shown as they were given, and are nobody else's to change", async () => {
    const given = structuredClone({ ...camera, groupId: "desk", capabilities: { zoom: { min: 1, max: 5 } } });
    const host = hostOf(given, speaker);
    const before = structuredClone(given);
    given.modes = [];
    given.capabilities.zoom.max = 9;
    const [first, second] = await host.devices();
    expect(first?.description).toEqual(before);
    expect(Object.isFrozen(first?.description?.modes?.[0]?.frameRates)).toBe(true);
    expect(first).toMatchObject({ id: "camera", kind: "videoinput", label: "Camera", groupId: "desk" });
    expect(second).toMatchObject({ id: "speaker", kind: "audiooutput", label: "Speaker", groupId: "desk" });
    expect(second?.description).toBeUndefined();
  });

  test.each<[unknown, string]>([
    [null, "device must be a source description, an output or a name of the catalogue, got null."],
    [5, "device must be a source description, an output or a name of the catalogue, got 5."],
    [[], "device must be a source description, an output or a name of the catalogue, got "],
    [{}, 'device.kind must be "videoinput" or "audioinput", got undefined.'],
    [{ kind: "audiooutput" }, "device.deviceId must be a string, got undefined."],
    [{ ...speaker, label: 5 }, "device.label must be a string, got 5."],
    [{ ...camera, deviceId: 5 }, "device.deviceId must be a string, got 5."],
    [
      { ...camera, modes: [{ width: -1, height: 1, frameRates: [1] }] },
      "device.modes[0].width must be a positive integer, got -1.",
    ],
  ])("%j is none", async (device, message) => {
    const host = hostOf();
    const error = await errorOf(() => host.plug(device as SourceDescription));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message.startsWith(message)).toBe(true);
    expect(await ids(host)).toEqual([]);
    expect(() => hostOf(microphone, device as SourceDescription)).toThrow(
      message.replace(/^device/, "options.devices[1]"),
    );
  });

  test("cyclic ones and ones that throw end in their error", () => {
    const cyclic: Record<string, unknown> = { ...camera };
    cyclic["modes"] = [cyclic];
    expect(() => hostOf(cyclic as unknown as SourceDescription)).toThrow(TypeError);
    const failure = new Error("getter");
    const throwing = {
      get kind(): never {
        throw failure;
      },
    };
    expect(() => hostOf(throwing as unknown as SourceDescription)).toThrow(failure);
  });

  test("an id twice is a TypeError, until the first is unplugged", async () => {
    const host = hostOf(camera);
    const message = 'device.deviceId must be the id of no device that is plugged in already, got "camera".';
    expect(() => host.plug(camera)).toThrow(new TypeError(message));
    expect(() => hostOf(camera, microphone, camera)).toThrow(/^options\.devices\[2\]\.deviceId must be/);
    host.unplug("camera");
    host.plug(camera);
    expect(await ids(host)).toEqual(["camera"]);
  });

  test("devices must be a list", () => {
    expect(() => virtualHost({ devices: "camera" as unknown as string[] })).toThrow(
      new TypeError('options.devices must be a list, got "camera".'),
    );
  });
});

describe("the catalogue", () => {
  test("gives devices by name, in the order of enumeration", async () => {
    const host = hostOf(microphone, "logitech-c270", "logitech-c270-mic", camera);
    const [, c270, c270Microphone] = await host.devices();
    expect(await ids(host)).toEqual(["microphone", "logitech-c270", "logitech-c270-mic", "camera"]);
    expect(await defaults(host)).toEqual(["microphone", "logitech-c270"]);
    expect(c270?.description).toEqual(await catalogueDevice("logitech-c270"));
    expect(c270Microphone?.label).toBe("Logi C270 microphone");
    expect(host.toneOf("logitech-c270-mic")).not.toBe(host.toneOf("microphone"));
    expect((await open(host, "logitech-c270")).muted).toBe(false);
  });

  test("can be told what to do before it has been read", async () => {
    const host = hostOf(camera, "logitech-c270");
    host.setDefault("logitech-c270");
    host.mute("logitech-c270");
    host.rotate("logitech-c270", 90);
    const source = await open(host, "logitech-c270");
    expect([source.muted, source.rotation]).toEqual([true, 90]);
    expect(await defaults(host)).toEqual(["logitech-c270"]);
    const wrong = hostOf("logitech-c270-mic");
    wrong.rotate("logitech-c270-mic", 90);
    await expect(wrong.devices()).rejects.toThrow(/^deviceId must be a camera's to be rotated, got/);
  });

  test("an unknown name is told of by devices(), with the nearest, until it is unplugged", async () => {
    const host = hostOf("logitech-c271", camera);
    const message = /^name must be a name of the catalogue, such as "logitech-c270"/;
    await expect(host.devices()).rejects.toThrow(message);
    await expect(host.devices()).rejects.toBeInstanceOf(TypeError);
    host.unplug("logitech-c271");
    expect(await ids(host)).toEqual(["camera"]);
  });

  test("plug() takes names too, and rejects unknown ones", async () => {
    const host = hostOf();
    let calls = 0;
    host.observe(() => (calls += 1));
    await host.plug("logitech-c270");
    expect(await ids(host)).toEqual(["logitech-c270"]);
    await expect(host.plug("logitech-c270")).rejects.toBeInstanceOf(TypeError);
    await expect(host.plug("no such device")).rejects.toThrow(/^name must be a name of the catalogue/);
    expect(calls).toBe(1);
    const both = await Promise.allSettled([host.plug("logitech-c310"), host.plug("logitech-c310")]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });

  test("calls of devices() side by side agree", async () => {
    const host = hostOf("logitech-c270", "logitech-c920-mic");
    const [one, two] = await Promise.all([host.devices(), host.devices()]);
    expect(one.map(({ id, description }) => [id, description])).toEqual(
      two.map(({ id, description }) => [id, description]),
    );
  });
});

describe("defaults", () => {
  test("are the first of their kind, unless told otherwise, and fall back", async () => {
    const host = hostOf(camera, another(camera, "second"), speaker, microphone);
    expect(await defaults(host)).toEqual(["camera", "speaker", "microphone"]);
    host.setDefault("second");
    expect(await defaults(host)).toEqual(["second", "speaker", "microphone"]);
    host.plug(another(camera, "third"), { default: true });
    expect(await defaults(host)).toEqual(["speaker", "microphone", "third"]);
    host.unplug("third");
    expect(await defaults(host)).toEqual(["second", "speaker", "microphone"]);
    host.unplug("second");
    expect(await defaults(host)).toEqual(["camera", "speaker", "microphone"]);
  });
});

describe("observers", () => {
  test("are called after devices have come, gone or become the default", async () => {
    const host = hostOf(camera, another(camera, "second"));
    const seen: Promise<string>[] = [];
    const stop = host.observe(() => seen.push(Promise.all([ids(host), defaults(host)]).then(String)));
    host.plug(microphone);
    await Promise.all(seen);
    host.setDefault("second");
    await Promise.all(seen);
    host.setDefault("second");
    host.unplug("second");
    await Promise.all(seen);
    host.mute("camera");
    host.busy("camera");
    host.fail("camera");
    host.rotate("camera", 90);
    stop();
    stop();
    host.unplug("camera");
    expect(await Promise.all(seen)).toEqual([
      "camera,second,microphone,camera,microphone",
      "camera,second,microphone,second,microphone",
      "camera,microphone,camera,microphone",
    ]);
  });

  test("may stop observing while they are called, and throw", () => {
    const host = hostOf();
    const calls: string[] = [];
    const reported: unknown[] = [];
    const failure = new Error("listener");
    Object.defineProperty(globalThis, "reportError", {
      value: (error: unknown) => reported.push(error),
      configurable: true,
    });
    try {
      const stopFirst = host.observe(() => {
        calls.push("first");
        stopFirst();
        stopThird();
        throw failure;
      });
      host.observe(() => calls.push("second"));
      const stopThird = host.observe(() => calls.push("third"));
      host.plug(camera);
      host.unplug("camera");
    } finally {
      Reflect.deleteProperty(globalThis, "reportError");
    }
    expect(calls).toEqual(["first", "second", "second"]);
    expect(reported).toEqual([failure]);
  });
});

describe("unplugging", () => {
  test("ends every open source once, and nothing follows", async () => {
    const clock = steppedClock();
    const host = virtualHost({ clock, devices: [camera, microphone] });
    const [one, two, closed] = [new Told(), new Told(), new Told()];
    const source = await open(host, "camera", inMode(), one);
    await open(host, "camera", inMode(), two);
    (await open(host, "camera", inMode(), closed)).close();
    const recording = new Recording(host);
    source.read(recording);
    await clock.advance(100);
    expect(host.openSources).toBe(2);
    const device = await deviceOf(host, "camera");
    host.unplug("camera");
    expect(host.openSources).toBe(0);
    expect(clock.pending).toBe(0);
    await clock.advance(1000);
    host.plug(camera);
    host.mute("camera");
    host.rotate("camera", 90);
    source.close();
    expect([one.words, two.words, closed.words]).toEqual([["ended"], ["ended"], []]);
    expect(recording.pictures).toHaveLength(2);
    // The old device stays gone, whatever was plugged in under its id.
    for (const failed of [device.open(inMode(), new Told()), source.configure(inMode())]) {
      expect(await errorOf(failed)).toMatchObject({ name: "AbortError" });
    }
    expect(await ids(host)).toEqual(["microphone", "camera"]);
  });

  test("while it is being opened or configured, that rejects", async () => {
    const host = hostOf(camera);
    const source = await open(host, "camera");
    const device = await deviceOf(host, "camera");
    const opening = device.open(inMode(), new Told());
    const configuring = source.configure(inMode());
    host.unplug("camera");
    for (const promise of [opening, configuring]) {
      const error = await errorOf(promise);
      expect(error).toBeInstanceOf(DOMException);
      expect(error).toMatchObject({ name: "AbortError" });
    }
    expect(host.openSources).toBe(0);
  });

  test("an observer that unplugs others or throws stops nothing", async () => {
    const host = hostOf(camera, microphone);
    const told = new Told();
    await open(host, "camera", inMode(), {
      muted: () => host.unplug("camera"),
      rotated: () => undefined,
      ended: () => host.unplug("microphone"),
    });
    await open(host, "camera", inMode(), told);
    await open(host, "microphone", withSettings(), told);
    host.mute("camera");
    expect(told.words).toEqual(["ended", "ended"]);
    expect(host.openSources).toBe(0);
    expect(await ids(host)).toEqual([]);
  });
});

describe("failing", () => {
  test.each(["NotReadableError", "AbortError", "SecurityError"])(
    "with %s until it may work again",
    async (name) => {
      const clock = steppedClock();
      const host = virtualHost({ clock, devices: [camera] });
      const source = await open(host, "camera");
      const recording = new Recording(host);
      source.read(recording);
      host.fail("camera", name);
      for (const promise of [open(host, "camera"), source.configure(inMode())]) {
        const error = await errorOf(promise);
        expect(error).toBeInstanceOf(DOMException);
        expect(error).toMatchObject({ name });
        expect((error as Error).message).toContain('"camera"');
      }
      await clock.advance(200);
      expect(recording.pictures).toHaveLength(3);
      host.fail("camera", null);
      await source.configure(inMode());
      (await open(host, "camera")).close();
      expect(host.openSources).toBe(1);
    },
  );

  test("is NotReadableError unless told otherwise", async () => {
    const host = hostOf(camera);
    host.fail("camera");
    expect(await errorOf(open(host, "camera"))).toMatchObject({ name: "NotReadableError" });
    expect(() => host.fail("camera", "")).toThrow(/^errorName must be the name of a DOMException or null/);
    expect(() => host.fail("camera", 5 as unknown as string)).toThrow(TypeError);
  });
});

describe("another program", () => {
  test("keeps the device from being opened, but takes no open source away", async () => {
    const clock = steppedClock();
    const host = virtualHost({ clock, devices: [camera] });
    const told = new Told();
    const source = await open(host, "camera", inMode(), told);
    const recording = new Recording(host);
    source.read(recording);
    host.busy("camera");
    expect(await errorOf(open(host, "camera"))).toMatchObject({ name: "NotReadableError" });
    await source.configure(inMode());
    await clock.advance(200);
    expect(recording.pictures).toHaveLength(3);
    expect(told.words).toEqual([]);
    source.close();
    host.busy("camera", false);
    await open(host, "camera");
    expect(host.openSources).toBe(1);
  });
});

test("configuring what was closed rejects", async () => {
  const host = hostOf(camera);
  const source = await open(host, "camera");
  const configuring = source.configure(inMode());
  source.close();
  expect(await errorOf(configuring)).toMatchObject({ name: "AbortError" });
});

test("an output cannot be opened", async () => {
  expect(await errorOf(open(hostOf(speaker), "speaker"))).toMatchObject({ name: "NotReadableError" });
});

test("a thousand sources open and close, and none is left", async () => {
  const host = hostOf(camera);
  const device = await deviceOf(host, "camera");
  const sources = await Promise.all(Array.from({ length: 1000 }, () => device.open(inMode(), new Told())));
  expect(host.openSources).toBe(1000);
  for (const source of sources) source.close();
  expect(host.openSources).toBe(0);
});

test("a list of devices is of its moment and cannot be changed", async () => {
  const host = hostOf(camera);
  const devices = await host.devices();
  host.plug(microphone);
  expect(devices).toHaveLength(1);
  expect(() => (devices as HostDevice[]).pop()).toThrow(TypeError);
});

test.each<[string, (host: VirtualHost) => unknown]>([
  ["unplug", (host) => host.unplug("nothing")],
  ["mute", (host) => host.mute("nothing")],
  ["unmute", (host) => host.unmute("nothing")],
  ["fail", (host) => host.fail("nothing")],
  ["busy", (host) => host.busy("nothing")],
  ["setDefault", (host) => host.setDefault("nothing")],
  ["rotate", (host) => host.rotate("nothing", 90)],
  ["play", (host) => host.play("nothing", null)],
  ["toneOf", (host) => host.toneOf("nothing")],
])("%s of an unknown id names those there are", (_, call) => {
  expect(() => call(hostOf(camera, microphone))).toThrow(
    new TypeError('deviceId must be that of a device plugged in ("camera", "microphone"), got "nothing".'),
  );
  expect(() => call(hostOf())).toThrow(/\(there is none\)/);
});

test("only cameras turn, by a quarter at a time", () => {
  const host = hostOf(camera, microphone);
  expect(() => host.rotate("microphone", 90)).toThrow(
    /^deviceId must be a camera's to be rotated, got "microphone"/,
  );
  expect(() => host.rotate("camera", 45)).toThrow(
    new TypeError("degrees must be 0 or 90 or 180 or 270, got 45."),
  );
  expect(() => host.toneOf("camera")).toThrow(/^deviceId must be a microphone's to have a tone/);
});
