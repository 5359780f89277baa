import { jest } from "@jest/globals";
import { steppedClock } from "../../../bindings/hosts/stepped-clock.js";
import type { SteppedClock } from "../../../bindings/hosts/stepped-clock.js";
import type { Picture } from "../../../bindings/hosts/media.js";
import { VideoFlow } from "../../../bindings/flow/video-flow.js";
import type { VideoFlowSettings } from "../../../bindings/flow/video-flow.js";
import { draw, kept, rows } from "./pictures.js";

function setUp(settings?: VideoFlowSettings): { clock: SteppedClock; flow: VideoFlow; outputs: Picture[] } {
  const clock = steppedClock(5000);
  const outputs: Picture[] = [];
  const flow = new VideoFlow(clock, (picture) => outputs.push(kept(picture)));
  if (settings) flow.configure(settings);
  return { clock, flow, outputs };
}

/** Native pictures at a rate, by the clock, from the picture numbered `first` on. */
function run(clock: SteppedClock, flow: VideoFlow, count: number, rate = 30, first = 0): void {
  for (let i = first; i < first + count; i++) {
    flow.push(draw(8, 6, () => 100, undefined, undefined, Math.round((i * 1e6) / rate)));
    clock.advanceSync(1000 / rate);
  }
}

const isBlack = (picture: Picture): boolean =>
  rows(picture, 0)
    .flat()
    .every((value) => value === 16) &&
  [...rows(picture, 1), ...rows(picture, 2)].flat().every((value) => value === 128);

const stampsOf = (pictures: readonly Picture[]): number[] => pictures.map(({ timestamp }) => timestamp);

function expectRising(stamps: readonly number[]): void {
  for (let i = 1; i < stamps.length; i++) expect(stamps[i]).toBeGreaterThan(stamps[i - 1] ?? NaN);
}

describe("native pictures", () => {
  test("of the size and rate of the settings are passed on as they are", () => {
    const output = jest.fn();
    const flow = new VideoFlow(steppedClock(), output);
    flow.configure({ width: 8, height: 6, frameRate: 30 });
    const picture = draw(8, 6, () => 1);
    flow.push(picture);
    expect(output.mock.calls).toEqual([[picture]]);
    expect(output.mock.calls[0]?.[0]).toBe(picture);
  });

  test("are scaled into bytes that are the same every time", () => {
    const seen: Uint8Array[] = [];
    const flow = new VideoFlow(steppedClock(), ({ data }) => seen.push(data));
    flow.configure({ width: 4, height: 3, frameRate: 30 });
    for (let i = 0; i < 50; i++) flow.push(draw(8, 6, () => i, undefined, undefined, i * 33_333));
    expect(seen).toHaveLength(50);
    expect(new Set(seen).size).toBe(1);
    flow.configure({ width: 6, height: 6, frameRate: 30 });
    for (let i = 50; i < 99; i++) flow.push(draw(8, 6, () => i, undefined, undefined, i * 33_333));
    expect(new Set(seen.map(({ buffer }) => buffer)).size).toBe(2);
  });

  test("allocate nothing but small objects once they flow", () => {
    const flow = new VideoFlow(steppedClock(), () => undefined);
    flow.configure({ width: 4, height: 3, frameRate: 30 });
    const pictures = Array.from({ length: 20 }, (_, i) =>
      draw(8, 6, () => i, undefined, undefined, i * 33_333),
    );
    for (const picture of pictures.slice(0, 10)) flow.push(picture);
    const sizes: unknown[] = [];
    const names = ["Uint8Array", "Int32Array", "Float64Array", "ArrayBuffer"] as const;
    const originals = names.map((name) => globalThis[name]);
    try {
      names.forEach((name) => {
        const counted = new Proxy(globalThis[name], {
          construct(target, parameters: [number]) {
            sizes.push(parameters[0]);
            return new (target as ArrayBufferConstructor)(...parameters);
          },
        });
        Object.defineProperty(globalThis, name, { value: counted, configurable: true, writable: true });
      });
      expect(new Uint8Array(3)).toHaveLength(3);
      expect(sizes.splice(0)).toEqual([3]);
      for (const picture of pictures.slice(10)) flow.push(picture);
    } finally {
      names.forEach((name, i) =>
        Object.defineProperty(globalThis, name, { value: originals[i], configurable: true, writable: true }),
      );
    }
    expect(sizes).toEqual([]);
  });

  test("that are smaller than the settings are dropped, never enlarged", () => {
    const { flow, outputs } = setUp({ width: 8, height: 6, frameRate: 30 });
    flow.push(draw(7, 6, () => 1));
    flow.push(draw(8, 5, () => 1, undefined, undefined, 33_333));
    expect(outputs).toEqual([]);
    flow.push(draw(8, 6, () => 1, undefined, undefined, 66_667));
    expect(outputs).toHaveLength(1);
  });

  test("take new settings from the next one on", () => {
    const { flow, outputs } = setUp({ width: 8, height: 6, frameRate: 30 });
    const sizes: [number, number][] = [
      [8, 6],
      [4, 3],
      [3, 4],
      [1, 1],
      [8, 6],
    ];
    sizes.forEach(([width, height], i) => {
      flow.configure({ width, height, frameRate: 30 });
      flow.push(draw(8, 6, () => 77, undefined, undefined, Math.round((i * 1e6) / 30)));
    });
    expect(outputs.map(({ width, height }) => [width, height])).toEqual(sizes);
    expect(
      outputs.every((picture) =>
        rows(picture, 0)
          .flat()
          .every((value) => value === 77),
      ),
    ).toBe(true);
  });

  test("of another size than before are fitted too", () => {
    const { flow, outputs } = setUp({ width: 4, height: 4, frameRate: 30 });
    flow.push(draw(8, 4, (x) => x));
    flow.push(draw(4, 8, (_, y) => y, undefined, undefined, 33_333));
    expect(outputs.map((picture) => rows(picture, 0)[0])).toEqual([
      [2, 3, 4, 5],
      [2, 2, 2, 2],
    ]);
  });

  test("give nothing before there are settings, nor after stop()", () => {
    const { clock, flow, outputs } = setUp();
    flow.push(draw(8, 6, () => 1));
    flow.setFlowing(false);
    clock.advanceSync(1000);
    expect(outputs).toEqual([]);
    flow.configure({ width: 8, height: 6, frameRate: 30 });
    clock.advanceSync(500);
    expect(outputs.length).toBeGreaterThan(10);
    flow.stop();
    outputs.length = 0;
    flow.configure({ width: 4, height: 6, frameRate: 15 });
    flow.setFlowing(true);
    flow.push(draw(8, 6, () => 1, undefined, undefined, 1e7));
    flow.setFlowing(false);
    clock.advanceSync(1000);
    expect(outputs).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});

describe("a device that is opened again", () => {
  test("goes on where the clock is, though its timestamps are above those before and far behind the clock", async () => {
    const { clock, flow, outputs } = setUp({ width: 4, height: 4, frameRate: 30 });
    run(clock, flow, 8);
    await clock.advance(3000);
    flow.restart();
    run(clock, flow, 10, 30, 9);
    const stamps = stampsOf(outputs);
    expect(stamps).toHaveLength(18);
    expectRising(stamps);
    // Eight pictures took 267 milliseconds by the clock.
    expect(stamps[8]).toBeGreaterThan(3_000_000);
    expect(stamps[8]).toBeLessThan(3_400_000);
  });
});

describe("black pictures", () => {
  test("are exact, at the settings' size and rate, and go on where native ones end", () => {
    const { clock, flow, outputs } = setUp({ width: 5, height: 3, frameRate: 30 });
    run(clock, flow, 10);
    flow.setFlowing(false);
    clock.advanceSync(1000);
    expect(outputs.slice(0, 10).some(isBlack)).toBe(false);
    const black = outputs.slice(10);
    expect(black.every(isBlack)).toBe(true);
    expect(black.every(({ width, height }) => width === 5 && height === 3)).toBe(true);
    expect(stampsOf(black)).toEqual(black.map((_, i) => Math.round(((i + 10) * 1e6) / 30)));
    expect(black.length).toBeGreaterThanOrEqual(30);
    expect(black.length).toBeLessThanOrEqual(31);
  });

  test("come in a new size and at a new rate when the settings change", () => {
    const { clock, flow, outputs } = setUp({ width: 4, height: 4, frameRate: 10 });
    flow.setFlowing(false);
    clock.advanceSync(250);
    flow.configure({ width: 2, height: 4, frameRate: 10 });
    clock.advanceSync(100);
    flow.configure({ width: 2, height: 4, frameRate: 50 });
    clock.advanceSync(30);
    expect(outputs.map(({ width }) => width)).toEqual([4, 4, 4, 2, 2, 2]);
    expect(stampsOf(outputs)).toEqual([0, 100_000, 200_000, 300_000, 350_000, 370_000]);
    expect(outputs.every(isBlack)).toBe(true);
  });

  test("give way to native ones, evenly spaced at the seam, with the source's own timestamps", () => {
    const { clock, flow, outputs } = setUp({ width: 8, height: 6, frameRate: 15 });
    run(clock, flow, 30);
    flow.setFlowing(false);
    // The source goes on for other tracks.
    run(clock, flow, 15, 30, 30);
    flow.setFlowing(true);
    run(clock, flow, 30, 30, 45);
    expect(outputs.filter(isBlack).length).toBeGreaterThanOrEqual(7);
    const stamps = stampsOf(outputs);
    expectRising(stamps);
    expect(stamps.at(-1)).toBeGreaterThan(2_400_000);
    const gaps = stamps.slice(1).map((stamp, i) => stamp - (stamps[i] ?? NaN));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(50_000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(100_001);
    const native = outputs.filter((picture) => !isBlack(picture));
    const ticks = native.map(({ timestamp }) => (timestamp * 30) / 1e6);
    expect(ticks.every((tick) => Math.abs(tick - Math.round(tick)) < 1e-4)).toBe(true);
  });

  test("hold their place on the line when the device has been given back and counts from 0 again", () => {
    const { clock, flow, outputs } = setUp({ width: 8, height: 6, frameRate: 30 });
    run(clock, flow, 30);
    flow.setFlowing(false);
    clock.advanceSync(4000);
    flow.setFlowing(true);
    run(clock, flow, 30);
    flow.setFlowing(false);
    clock.advanceSync(500);
    const stamps = stampsOf(outputs);
    expectRising(stamps);
    // By the clock 6.5 seconds have passed.
    expect(Math.abs((stamps.at(-1) ?? 0) - 6_500_000)).toBeLessThanOrEqual(70_000);
    expect(Math.abs(outputs.length - 195)).toBeLessThanOrEqual(2);
  });

  test("may come first; the source's timestamps are then moved behind them", () => {
    const { clock, flow, outputs } = setUp({ width: 8, height: 6, frameRate: 30 });
    flow.setFlowing(false);
    clock.advanceSync(990);
    flow.setFlowing(true);
    run(clock, flow, 30);
    expectRising(stampsOf(outputs));
    const native = outputs.filter((picture) => !isBlack(picture));
    expect(native.length).toBeGreaterThanOrEqual(29);
    expect(Math.abs((native.at(-1)?.timestamp ?? 0) - 1_956_667)).toBeLessThan(2);
  });

  test("that a late clock has missed are left out, not made up for", () => {
    let now = 0;
    let due: (() => void) | undefined;
    const clock = {
      now: () => now,
      setTimeout: (callback: () => void) => {
        due = callback;
        return 1;
      },
      clearTimeout: () => undefined,
    };
    const stamps: number[] = [];
    const flow = new VideoFlow(clock, ({ timestamp }) => stamps.push(timestamp));
    flow.configure({ width: 2, height: 2, frameRate: 10 });
    flow.setFlowing(false);
    for (now of [0, 100, 10_020, 10_021, 10_100]) due?.();
    expect(stamps).toEqual([0, 100_000, 200_000, 10_000_000, 10_100_000]);
  });

  test("a flow may be stopped, reconfigured or resumed from within its output", () => {
    const clock = steppedClock();
    const outputs: Picture[] = [];
    const flow = new VideoFlow(clock, (picture) => {
      outputs.push(kept(picture));
      if (outputs.length === 2) flow.configure({ width: 4, height: 2, frameRate: 20 });
      if (outputs.length === 4) flow.setFlowing(true);
      if (outputs.length === 5) flow.stop();
    });
    flow.configure({ width: 2, height: 2, frameRate: 10 });
    flow.setFlowing(false);
    clock.advanceSync(1000);
    expect(outputs.map(({ width }) => width)).toEqual([2, 2, 4, 4]);
    expect(stampsOf(outputs)).toEqual([0, 100_000, 150_000, 200_000]);
    flow.push(draw(4, 2, () => 9));
    flow.setFlowing(false);
    clock.advanceSync(1000);
    expect(outputs).toHaveLength(5);
    expect(clock.pending).toBe(0);
  });
});
