/** Pictures of virtual cameras in time: spacing, numbers, timestamps, changes while they flow. */
import type { Configuration } from "../../../bindings/hosts/host.js";
import { steppedClock } from "../../../bindings/hosts/stepped-clock.js";
import type { Clock } from "../../../bindings/hosts/clock.js";
import { readFrameNumber } from "../../../bindings/hosts/virtual/read-frame-number.js";
import { virtualHost } from "../../../bindings/hosts/virtual/virtual-host.js";
import type { SourceDescription } from "../../../bindings/solver/types.js";
import { cameraOf, deviceOf, errorOf, inMode, open, Recording, Told, withSettings } from "./recording.js";

/** A camera at a moment that is no round number, read. */
async function reading(width: number, height: number, ...rates: number[]) {
  const clock = steppedClock(1234.5);
  const host = virtualHost({ clock, devices: [cameraOf(width, height, ...rates)] });
  const source = await open(host, "camera", inMode(undefined, rates[0]));
  const recording = new Recording(host);
  const stop = source.read(recording);
  return { clock, host, source, recording, stop };
}

const numbersOf = ({ pictures }: Recording) => pictures.map(readFrameNumber);
const timesOf = ({ pictures }: Recording) => pictures.map(({ timestamp }) => timestamp);

test.each([
  [640, 480, 30],
  [1280, 720, 60],
  [320, 240, 30000 / 1001],
  [160, 120, 7.5],
  [96, 96, 240],
  [641, 361, 25],
])("%i x %i at %d: evenly spaced, numbered and stamped", async (width, height, rate) => {
  const { clock, recording } = await reading(width, height, rate);
  await clock.advance(1000);
  const count = Math.floor(rate + 1e-6) + 1;
  const indices = Array.from({ length: count }, (_, i) => i);
  expect(numbersOf(recording)).toEqual(indices);
  expect(timesOf(recording)).toEqual(indices.map((i) => Math.round((i * 1e6) / rate)));
  recording.times.forEach((time, i) => expect(time).toBeCloseTo(1234.5 + (i * 1000) / rate, 6));
  for (const picture of recording.pictures) expect([picture.width, picture.height]).toEqual([width, height]);
});

test("nothing drifts in an hour", async () => {
  const { clock, host, source, stop } = await reading(32, 32, 30000 / 1001);
  stop();
  let count = 0;
  let last = 0;
  let worst = 0;
  source.read({
    picture: ({ timestamp }) => {
      count += 1;
      last = timestamp;
      worst = Math.max(worst, Math.abs(host.clock.now() - 1234.5 - timestamp / 1000));
    },
    block: () => undefined,
  });
  clock.advanceSync(3_600_000);
  expect(worst).toBeLessThan(0.001);
  expect(count).toBe(Math.floor((3600 * 30000) / 1001) + 1);
  expect(last).toBe(Math.round(((count - 1) * 1001e6) / 30000));
});

test("nothing is provided before read returns, after its answer was called, or after close", async () => {
  const { clock, source, recording, stop } = await reading(64, 48, 10);
  expect(recording.pictures).toHaveLength(0);
  await clock.advance(200);
  expect(recording.pictures).toHaveLength(3);
  stop();
  stop();
  expect(clock.pending).toBe(0);
  await clock.advance(1000);
  expect(recording.pictures).toHaveLength(3);
  source.read(recording);
  await clock.advance(100);
  source.close();
  source.close();
  expect(clock.pending).toBe(0);
  await clock.advance(1000);
  // Numbers and timestamps count the time in which nobody read.
  expect(numbersOf(recording)).toEqual([0, 1, 2, 12, 13]);
  expect(timesOf(recording)).toEqual([0, 100000, 200000, 1200000, 1300000]);
  source.read(recording)();
  expect(clock.pending).toBe(0);
});

test("no timer runs before somebody reads, and the first picture is at that moment", async () => {
  const clock = steppedClock();
  const host = virtualHost({ clock, devices: [cameraOf(64, 48, 10)] });
  const source = await open(host, "camera");
  expect(clock.pending).toBe(0);
  await clock.advance(12345.6);
  const recording = new Recording(host);
  source.read(recording);
  await clock.advance(100);
  expect(recording.times).toEqual([12345.6, 12445.6]);
  expect(timesOf(recording)).toEqual([0, 100000]);
});

test("several readers get the same pictures; one that stops or throws disturbs no other", async () => {
  const { clock, host, source, recording } = await reading(64, 48, 10);
  const other = new Recording(host);
  const stop = source.read(other);
  const third = new Recording(host);
  source.read(third);
  await clock.advance(100);
  source.read({ picture: () => stop(), block: () => undefined });
  await clock.advance(100);
  expect(numbersOf(recording)).toEqual([0, 1, 2]);
  expect(numbersOf(other)).toEqual([0, 1, 2]);
  await clock.advance(100);
  expect(numbersOf(other)).toEqual([0, 1, 2]);
  expect(numbersOf(third)).toEqual([0, 1, 2, 3]);
});

test("what a reader throws is reported as uncaught, and pictures go on", async () => {
  const { clock, host, source, stop } = await reading(64, 48, 10);
  stop();
  const reported: unknown[] = [];
  Object.defineProperty(globalThis, "reportError", {
    value: (error: unknown) => reported.push(error),
    configurable: true,
  });
  try {
    const failure = new Error("reader");
    source.read({
      picture: () => {
        throw failure;
      },
      block: () => undefined,
    });
    const recording = new Recording(host);
    source.read(recording);
    await clock.advance(200);
    expect(numbersOf(recording)).toEqual([0, 1, 2]);
    expect(reported).toEqual([failure, failure, failure]);
  } finally {
    Reflect.deleteProperty(globalThis, "reportError");
  }
});

test("a late clock loses pictures instead of providing them in a bunch", async () => {
  let now = 0;
  let pending: (() => void) | undefined;
  const clock: Clock = {
    now: () => now,
    setTimeout: (callback) => {
      pending = callback;
      return 1;
    },
    clearTimeout: () => {
      pending = undefined;
    },
  };
  const host = virtualHost({ clock, devices: [cameraOf(64, 48, 10)] });
  const source = await open(host, "camera");
  const recording = new Recording(host);
  source.read(recording);
  const wake = (time: number) => {
    now = time;
    const callback = pending;
    pending = undefined;
    callback?.();
  };
  wake(3); // a little late
  wake(99); // early: not yet
  wake(101);
  wake(570);
  wake(605);
  wake(100000);
  expect(numbersOf(recording)).toEqual([0, 1, 5, 6, 1000]);
  expect(timesOf(recording)).toEqual([0, 100000, 500000, 600000, 100000000]);
  expect(recording.times).toEqual([3, 101, 570, 605, 100000]);
});

test("another rate keeps numbers and timestamps going, one period after the last picture", async () => {
  const { clock, source, recording } = await reading(64, 48, 10, 20, 50);
  await clock.advance(210);
  await source.configure(inMode(undefined, 50));
  await clock.advance(40);
  await source.configure(inMode(undefined, 20));
  await clock.advance(100);
  expect(numbersOf(recording)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(timesOf(recording)).toEqual([0, 100000, 200000, 220000, 240000, 290000, 340000]);
  expect(recording.times.map((time) => Math.round((time - 1234.5) * 1000))).toEqual(timesOf(recording));
});

test("another rate after a pause begins at once, later than what was before", async () => {
  const { clock, source, recording, stop } = await reading(64, 48, 10, 20);
  await clock.advance(100);
  stop();
  await clock.advance(1000);
  await source.configure(inMode(undefined, 20));
  await clock.advance(7);
  source.read(recording);
  await clock.advance(50);
  expect(timesOf(recording)).toEqual([0, 100000, 1150000]);
  expect(numbersOf(recording)).toEqual([0, 1, 3]);
});

test("another size comes with the next picture", async () => {
  const clock = steppedClock();
  const host = virtualHost({ clock });
  const [camera] = await host.devices();
  const [vga, hd] = camera?.description?.modes ?? [];
  const source = await open(host, "virtual-camera", inMode(vga, 60));
  const recording = new Recording(host);
  source.read(recording);
  await clock.advance(20);
  await source.configure(inMode(hd, 60));
  await clock.advance(20);
  expect(recording.pictures.map(({ width, height }) => `${width}x${height}`)).toEqual([
    "640x480",
    "640x480",
    "1280x720",
  ]);
  expect(numbersOf(recording)).toEqual([0, 1, 2]);
});

test("a configuration that the device does not have is rejected, and it runs as before", async () => {
  const { clock, source, recording } = await reading(64, 48, 10);
  const impossible: Configuration[] = [
    inMode({ width: 65, height: 48, frameRates: [10] }),
    inMode(undefined, 11),
    inMode(undefined, NaN),
  ];
  for (const configuration of impossible) {
    expect(await errorOf(source.configure(configuration))).toMatchObject({ name: "NotReadableError" });
  }
  await clock.advance(200);
  expect(numbersOf(recording)).toEqual([0, 1, 2]);
  expect(recording.last.width).toBe(64);
});

test.each([
  { width: 1e5, height: 1e5 },
  { width: 0 },
  { width: 10.5 },
  { frameRate: 0 },
  { frameRate: 1e9 },
  { frameRate: Infinity },
])("a camera without modes cannot run at %j", async (settings) => {
  const capabilities = { width: { min: 1 } };
  const camera: SourceDescription = { kind: "videoinput", deviceId: "camera", capabilities };
  const host = virtualHost({ clock: steppedClock(), devices: [camera] });
  const error = await errorOf(open(host, "camera", withSettings(settings)));
  expect(error).toBeInstanceOf(DOMException);
  expect(error).toMatchObject({ name: "NotReadableError" });
  expect(host.openSources).toBe(0);
});

test("a camera without modes runs as its settings say, or as is usual within its capabilities", async () => {
  const clock = steppedClock();
  const host = virtualHost({
    clock,
    devices: [
      {
        kind: "videoinput",
        deviceId: "camera",
        capabilities: { width: { max: 320 }, height: { max: 4294967295 }, frameRate: { min: 1, max: 20 } },
      },
    ],
  });
  const usual = await open(host, "camera", withSettings());
  const told = await open(host, "camera", withSettings({ width: 100, height: 50, frameRate: 10 }));
  const [first, second] = [new Recording(host), new Recording(host)];
  usual.read(first);
  told.read(second);
  await clock.advance(1000);
  expect([first.last.width, first.last.height, first.pictures.length]).toEqual([320, 480, 21]);
  expect([second.last.width, second.last.height, second.pictures.length]).toEqual([100, 50, 11]);
});

test("a range of rates offers what lies in it", async () => {
  const clock = steppedClock();
  const modes = [{ width: 64, height: 48, frameRates: { min: 5, max: 30 } }];
  const host = virtualHost({ clock, devices: [{ kind: "videoinput", deviceId: "camera", modes }] });
  const recording = new Recording(host);
  (await open(host, "camera", inMode(modes[0], 12.5))).read(recording);
  await clock.advance(1000);
  expect(recording.pictures).toHaveLength(13);
  expect(await errorOf(open(host, "camera", inMode(modes[0], 31)))).toMatchObject({
    name: "NotReadableError",
  });
});

test("a muted camera provides nothing, and goes on where time has gone", async () => {
  const clock = steppedClock();
  const host = virtualHost({ clock, devices: [cameraOf(64, 48, 10)] });
  const told = new Told();
  const source = await open(host, "camera", inMode(), told);
  const recording = new Recording(host);
  source.read(recording);
  await clock.advance(150);
  host.mute("camera");
  host.mute("camera");
  expect(source.muted).toBe(true);
  expect(clock.pending).toBe(0);
  await clock.advance(1000);
  host.unmute("camera");
  expect(source.muted).toBe(false);
  await clock.advance(100);
  expect(told.words).toEqual(["muted", "unmuted"]);
  expect(numbersOf(recording)).toEqual([0, 1, 12]);
  expect(timesOf(recording)).toEqual([0, 100000, 1200000]);
});

test("a source opened while the device is muted is muted and starts with its first picture", async () => {
  const clock = steppedClock();
  const host = virtualHost({ clock, devices: [cameraOf(64, 48, 10)] });
  host.mute("camera");
  const source = await open(host, "camera");
  const recording = new Recording(host);
  source.read(recording);
  expect(source.muted).toBe(true);
  await clock.advance(500);
  host.unmute("camera");
  await clock.advance(100);
  expect(timesOf(recording)).toEqual([0, 100000]);
  expect(numbersOf(recording)).toEqual([0, 1]);
});

test("a turned camera flips its pictures, which stay upright and readable", async () => {
  const clock = steppedClock();
  const host = virtualHost({ clock, devices: [cameraOf(640, 360, 10)] });
  const told = new Told();
  const source = await open(host, "camera", inMode(), told);
  const recording = new Recording(host);
  source.read(recording);
  for (const degrees of [90, 180, 270, 270, 0]) {
    await clock.advance(100);
    host.rotate("camera", degrees);
    expect(source.rotation).toBe(degrees);
  }
  await clock.advance(100);
  expect(told.words).toEqual(["rotated 90", "rotated 180", "rotated 270", "rotated 0"]);
  expect(recording.pictures.map(({ width, height }) => `${width}x${height}`)).toEqual([
    "640x360",
    "640x360",
    "360x640",
    "640x360",
    "360x640",
    "360x640",
    "640x360",
  ]);
  expect(numbersOf(recording)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  host.rotate("camera", 90);
  expect((await (await deviceOf(host, "camera")).open(inMode(), new Told())).rotation).toBe(90);
});

test("pictures of two sources of one device are their own", async () => {
  const { clock, host, recording } = await reading(64, 48, 10);
  await clock.advance(100);
  const other = new Recording(host);
  (await open(host, "camera")).read(other);
  await clock.advance(100);
  expect(numbersOf(recording)).toEqual([0, 1, 2]);
  expect(numbersOf(other)).toEqual([0, 1]);
});
