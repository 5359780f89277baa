import { steppedClock } from "../../../bindings/hosts/stepped-clock.js";
import type { SteppedClock } from "../../../bindings/hosts/stepped-clock.js";
import type { AudioBlock } from "../../../bindings/hosts/media.js";
import { AudioFlow } from "../../../bindings/flow/audio-flow.js";
import type { AudioFlowSettings } from "../../../bindings/flow/audio-flow.js";
import { keptBlock } from "./pictures.js";
import { measureTone, tone } from "./tones.js";

interface SetUp {
  clock: SteppedClock;
  flow: AudioFlow;
  outputs: AudioBlock[];
}

function setUp(settings?: AudioFlowSettings): SetUp {
  const clock = steppedClock(7000);
  const outputs: AudioBlock[] = [];
  const flow = new AudioFlow(clock, (block) => outputs.push(keptBlock(block)));
  if (settings) flow.configure(settings);
  return { clock, flow, outputs };
}

/** Native blocks of a tone, by the clock, of the lengths given in turn, from the sample `first` on. */
function run(
  { clock, flow }: SetUp,
  rate: number,
  frames: number,
  { frequency = 440, lengths = [rate / 100], first = 0, channels = 1 } = {},
): void {
  for (let at = 0, i = 0; at < frames; i++) {
    const length = Math.min(lengths[i % lengths.length] ?? rate, frames - at);
    const samples = tone(frequency, rate, first + at, length);
    flow.push({
      sampleRate: rate,
      channels: Array.from({ length: channels }, () => samples),
      timestamp: Math.round(((first + at) * 1e6) / rate),
    });
    clock.advanceSync((length * 1000) / rate);
    at += length;
  }
}

function samplesOf(outputs: readonly AudioBlock[], channel = 0): number[] {
  return outputs.flatMap(({ channels }) => [...(channels[channel] ?? [])]);
}

describe("native blocks", () => {
  test("of the settings come out as they are, in blocks of 10 ms", () => {
    const parts = setUp({ sampleRate: 48000, channelCount: 1 });
    run(parts, 48000, 48000, { lengths: [1, 128, 1024, 480, 7] });
    const samples = samplesOf(parts.outputs);
    expect(samples.length).toBeGreaterThan(47500);
    expect(samples).toEqual([...tone(440, 48000, 0, samples.length)]);
    expect(parts.outputs.every(({ channels }) => channels[0]?.length === 480)).toBe(true);
    expect(parts.outputs.map(({ timestamp }) => timestamp)).toEqual(parts.outputs.map((_, i) => i * 10_000));
  });

  test.each([
    [48000, 16000, 440],
    [48000, 44100, 440],
    [44100, 48000, 440],
    [16000, 48000, 440],
    [48000, 8000, 440],
    [8000, 44100, 440],
    [96000, 22050, 440],
    [48000, 44101, 440],
    [47999, 32003, 997],
    [48000, 44100, 15000],
    [48000, 16000, 6000],
  ])("at %i Hz come out at %i Hz with a tone of %i Hz as it was", (from, to, frequency) => {
    const parts = setUp({ sampleRate: to, channelCount: 1 });
    run(parts, from, 2 * from, { frequency, lengths: [480, 441, 1, 1000, 333] });
    const samples = samplesOf(parts.outputs);
    // In the middle, where the filter sees no beginning.
    const start = to / 4 - ((to / 4) % 1);
    const steady = samples.slice(start, start + to);
    const { amplitude, phase, decibels } = measureTone(steady, frequency, to);
    expect(decibels).toBeGreaterThan(70);
    expect(amplitude).toBeGreaterThan(0.498);
    expect(amplitude).toBeLessThan(0.502);
    // No delay: sample n is the stream at n / to seconds.
    const turn = 2 * Math.PI;
    const expected = (turn * frequency * start) / to;
    const error = (((phase - expected) % turn) + 1.5 * turn) % turn;
    expect(Math.abs(error - turn / 2)).toBeLessThan(0.01);
    // Nothing jumps where blocks meet: no step is larger than a sine's largest.
    const steps = steady.slice(1).map((value, i) => Math.abs(value - (steady[i] ?? NaN)));
    expect(Math.max(...steps)).toBeLessThan(Math.min(1.01, 1.01 * 0.5 * ((turn * frequency) / to)));
  });

  test("lose what the lower rate cannot carry instead of folding it back", () => {
    const parts = setUp({ sampleRate: 16000, channelCount: 1 });
    run(parts, 48000, 48000, { frequency: 9500 });
    const steady = samplesOf(parts.outputs).slice(2000, 12000);
    expect(Math.max(...steady.map(Math.abs))).toBeLessThan(0.5e-3);
  });

  test.each([
    [48000, 44100],
    [44100, 48000],
    [48000, 11025],
    [44100, 22050],
    [8000, 7999],
  ])("from %i to %i Hz neither gain nor lose samples", (from, to) => {
    const clock = steppedClock();
    let [frames, blocks, last] = [0, 0, NaN];
    const flow = new AudioFlow(clock, ({ channels, timestamp }) => {
      frames += channels[0]?.length ?? 0;
      blocks += 1;
      last = timestamp;
    });
    flow.configure({ sampleRate: to, channelCount: 1 });
    const seconds = 20;
    const silent = new Float32Array(from);
    for (let second = 0; second < seconds; second++) {
      flow.push({ sampleRate: from, channels: [silent], timestamp: second * 1_000_000 });
      clock.advanceSync(1000);
    }
    // What is missing is half the filter and a block that is not full yet.
    expect(frames).toBeLessThanOrEqual(to * seconds);
    expect(frames).toBeGreaterThan(to * seconds - 0.02 * to);
    expect(Math.abs(last - (blocks - 1) * 10_000)).toBeLessThanOrEqual(1e6 / to);
  });

  test("at rates that 100 does not divide come in blocks whose lengths make up for it", () => {
    const parts = setUp({ sampleRate: 22050, channelCount: 1 });
    run(parts, 22050, 22050, { lengths: [441] });
    expect(parts.outputs.map(({ channels }) => channels[0]?.length)).toEqual(
      Array.from({ length: 100 }, (_, i) => 220 + (i % 2)),
    );
    const stamps = parts.outputs.map(({ timestamp }) => timestamp);
    expect(stamps.slice(0, 3)).toEqual([0, 9977, 20000]);
    const slow = setUp({ sampleRate: 30, channelCount: 1 });
    run(slow, 30, 30, { lengths: [3] });
    expect(slow.outputs.map(({ channels }) => channels[0]?.length)).toEqual(Array(30).fill(1));
  });

  test("are mixed to the track's channels", () => {
    const parts = setUp({ sampleRate: 48000, channelCount: 2 });
    run(parts, 48000, 4800);
    expect(samplesOf(parts.outputs, 1)).toEqual([...tone(440, 48000, 0, 4800)]);
    const down = setUp({ sampleRate: 24000, channelCount: 1 });
    const left = new Float32Array(48000).fill(0.5);
    const right = new Float32Array(48000).fill(-0.25);
    down.flow.push({ sampleRate: 48000, channels: [left, right], timestamp: 0 });
    const samples = samplesOf(down.outputs);
    expect(samples.slice(1000, 20000).every((value) => Math.abs(value - 0.125) < 1e-6)).toBe(true);
  });

  test("come out in buffers that are used again", () => {
    const seen = new Set<ArrayBufferLike>();
    const clock = steppedClock();
    const flow = new AudioFlow(clock, ({ channels }) => channels.forEach(({ buffer }) => seen.add(buffer)));
    flow.configure({ sampleRate: 44100, channelCount: 2 });
    run({ clock, flow, outputs: [] }, 48000, 48000, { channels: 6 });
    expect(seen.size).toBe(2);
  });

  test("after a gap begin anew where they say", () => {
    const parts = setUp({ sampleRate: 48000, channelCount: 1 });
    run(parts, 48000, 4800);
    parts.clock.advanceSync(400);
    run(parts, 48000, 4800, { first: 24000 });
    const stamps = parts.outputs.map(({ timestamp }) => timestamp);
    expect(stamps).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59].map((n) => n * 10_000),
    );
  });

  test("take new settings, without going back in time", () => {
    const parts = setUp({ sampleRate: 48000, channelCount: 1 });
    run(parts, 48000, 4800);
    parts.flow.configure({ sampleRate: 16000, channelCount: 2 });
    run(parts, 48000, 4800, { first: 4800 });
    const after = parts.outputs.slice(10);
    expect(after.length).toBeGreaterThanOrEqual(9);
    expect(after.every(({ sampleRate, channels }) => sampleRate === 16000 && channels.length === 2)).toBe(
      true,
    );
    expect(after.map(({ timestamp }) => timestamp)).toEqual(after.map((_, i) => 100_000 + i * 10_000));
  });

  test("give nothing before there are settings, nor after stop()", () => {
    const parts = setUp();
    run(parts, 48000, 4800);
    parts.flow.setFlowing(false);
    parts.clock.advanceSync(100);
    expect(parts.outputs).toEqual([]);
    parts.flow.configure({ sampleRate: 48000, channelCount: 1 });
    parts.clock.advanceSync(100);
    expect(parts.outputs.length).toBeGreaterThanOrEqual(10);
    parts.flow.stop();
    parts.outputs.length = 0;
    parts.flow.setFlowing(true);
    run(parts, 48000, 4800, { first: 48000 });
    parts.flow.setFlowing(false);
    parts.flow.configure({ sampleRate: 16000, channelCount: 1 });
    parts.clock.advanceSync(100);
    expect(parts.outputs).toEqual([]);
    expect(parts.clock.pending).toBe(0);
  });
});

describe("silence", () => {
  test("goes on where native blocks end, in blocks of 10 ms by the clock", () => {
    const parts = setUp({ sampleRate: 44100, channelCount: 2 });
    run(parts, 44100, 44100, { channels: 2 });
    parts.flow.setFlowing(false);
    parts.clock.advanceSync(1000);
    const silent = parts.outputs.slice(100);
    expect(
      parts.outputs.slice(0, 100).every(({ channels }) => channels[0]?.some((value) => value !== 0)),
    ).toBe(true);
    expect(silent.length).toBeGreaterThanOrEqual(100);
    expect(silent.length).toBeLessThanOrEqual(101);
    expect(
      silent.every(({ channels }) => channels.every((samples) => samples.every((value) => value === 0))),
    ).toBe(true);
    expect(silent.every(({ channels }) => channels.length === 2 && channels[0]?.length === 441)).toBe(true);
    expect(silent.map(({ timestamp }) => timestamp)).toEqual(silent.map((_, i) => 1_000_000 + i * 10_000));
  });

  test("gives way to native blocks at their own time, whether they went on or begin anew", () => {
    for (const wentOn of [true, false]) {
      const parts = setUp({ sampleRate: 48000, channelCount: 1 });
      run(parts, 48000, 48000);
      parts.flow.setFlowing(false);
      if (wentOn) run(parts, 48000, 24000, { first: 48000 });
      else parts.clock.advanceSync(500);
      parts.flow.setFlowing(true);
      run(parts, 48000, 48000, { first: wentOn ? 72000 : 0 });
      const stamps = parts.outputs.map(({ timestamp }) => timestamp);
      const gaps = stamps.slice(1).map((stamp, i) => stamp - (stamps[i] ?? NaN));
      expect(Math.min(...gaps)).toBe(10_000);
      expect(Math.max(...gaps)).toBeLessThanOrEqual(20_000);
      expect(Math.abs((stamps.at(-1) ?? 0) - 2_490_000)).toBeLessThanOrEqual(20_000);
      const last = parts.outputs.at(-1);
      expect(last?.channels[0]?.some((value) => value !== 0)).toBe(true);
      if (!wentOn || !last) continue;
      // The source went on, so its samples are where they would have been.
      const at = Math.round((last.timestamp * 48000) / 1e6);
      expect([...(last.channels[0] ?? [])]).toEqual([...tone(440, 48000, at, 480)]);
    }
  });

  test("that a late clock has missed is made up for, but not for longer than a second", () => {
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
    const flow = new AudioFlow(clock, ({ timestamp }) => stamps.push(timestamp));
    flow.configure({ sampleRate: 8000, channelCount: 1 });
    flow.setFlowing(false);
    for (now of [0, 35, 40, 9000]) due?.();
    expect(stamps).toEqual([0, 10_000, 20_000, 30_000, 40_000, 9_000_000]);
  });

  test("a flow may be stopped, muted or reconfigured from within its output", () => {
    const clock = steppedClock();
    const outputs: AudioBlock[] = [];
    const flow = new AudioFlow(clock, (block) => {
      outputs.push(keptBlock(block));
      if (outputs.length === 2) flow.setFlowing(false);
      if (outputs.length === 5) flow.configure({ sampleRate: 8000, channelCount: 3 });
      if (outputs.length === 8) flow.stop();
    });
    flow.configure({ sampleRate: 16000, channelCount: 1 });
    flow.push({ sampleRate: 48000, channels: [tone(440, 48000, 0, 48000)], timestamp: 0 });
    clock.advanceSync(1000);
    expect(outputs.map(({ sampleRate }) => sampleRate)).toEqual([
      ...Array<number>(5).fill(16000),
      8000,
      8000,
      8000,
    ]);
    expect(outputs.map(({ timestamp }) => timestamp)).toEqual(outputs.map((_, i) => i * 10_000));
    expect(outputs.map(({ channels }) => channels[0]?.some((value) => value !== 0))).toEqual(
      outputs.map((_, i) => i < 2),
    );
    expect(clock.pending).toBe(0);
  });
});
