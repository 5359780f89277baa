/** Blocks of virtual microphones: their tones, lengths, times. */
import type { Clock } from "../../../bindings/hosts/clock.js";
import { steppedClock } from "../../../bindings/hosts/stepped-clock.js";
import { toneFrequency } from "../../../bindings/hosts/virtual/tone.js";
import { virtualHost } from "../../../bindings/hosts/virtual/virtual-host.js";
import type { SourceDescription, TrackSettings } from "../../../bindings/solver/types.js";
import { errorOf, microphone, open, Recording, withSettings } from "./recording.js";

async function heard(
  settings: TrackSettings,
  milliseconds = 1000,
  description: SourceDescription = microphone,
): Promise<Recording> {
  const clock = steppedClock(77.25);
  const host = virtualHost({ clock, devices: [description] });
  const source = await open(host, description.deviceId, withSettings(settings));
  const recording = new Recording(host);
  source.read(recording);
  await clock.advance(milliseconds);
  source.close();
  return recording;
}

/** The amplitude of a frequency among samples, after Goertzel. */
function amplitudeOf(samples: Float32Array, frequency: number, sampleRate: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * frequency) / sampleRate);
  let [before, last] = [0, 0];
  for (const sample of samples) [before, last] = [last, sample + turn * last - before];
  return (2 * Math.sqrt(before * before + last * last - turn * before * last)) / samples.length;
}

/** Cycles per second by the upward crossings of zero. */
function crossingFrequency(samples: Float32Array, sampleRate: number): number {
  const crossings: number[] = [];
  for (let i = 1; i < samples.length; i++) {
    const [a, b] = [samples[i - 1] ?? 0, samples[i] ?? 0];
    if (a < 0 && b >= 0) crossings.push(i - 1 + a / (a - b));
  }
  const [first = 0, last = 0] = [crossings[0], crossings.at(-1)];
  return ((crossings.length - 1) * sampleRate) / (last - first);
}

test.each([8000, 11025, 16000, 22050, 44100, 48000, 96000, 192000])(
  "at %i: a tone of 440 Hz without a gap, in blocks of 10 ms",
  async (sampleRate) => {
    const { blocks, channel, times } = await heard({ sampleRate, channelCount: 1 }).then((recording) => ({
      blocks: recording.blocks,
      channel: recording.channel(0),
      times: recording.times,
    }));
    expect(blocks).toHaveLength(100);
    expect(channel).toHaveLength(sampleRate);
    let samples = 0;
    blocks.forEach((block, i) => {
      expect(block.timestamp).toBe(Math.round((samples * 1e6) / sampleRate));
      expect(Math.abs(block.timestamp - i * 10000)).toBeLessThan(1e6 / sampleRate + 1);
      expect(times[i]).toBeCloseTo(77.25 + (i + 1) * 10, 6);
      samples += block.channels[0]?.length ?? 0;
    });
    expect(crossingFrequency(channel, sampleRate)).toBeCloseTo(440, 1);
    expect(amplitudeOf(channel, 440, sampleRate)).toBeCloseTo(0.5, 3);
    expect(channel[0]).toBe(0);
    channel.forEach((sample, i) => {
      const ideal = 0.5 * Math.sin((2 * Math.PI * 440 * i) / sampleRate);
      if (Math.abs(sample - ideal) > 1e-6) throw new Error(`Sample ${i} is ${sample}, not ${ideal}.`);
    });
  },
);

test("every channel has its own harmonic", async () => {
  const recording = await heard({ sampleRate: 48000, channelCount: 4 });
  expect(recording.blocks[0]?.channels).toHaveLength(4);
  for (let channel = 0; channel < 4; channel++) {
    const samples = recording.channel(channel);
    expect(crossingFrequency(samples, 48000)).toBeCloseTo(440 * (channel + 1), 1);
    for (let other = 0; other < 4; other++) {
      const amplitude = amplitudeOf(samples, toneFrequency(0, other), 48000);
      expect(amplitude).toBeCloseTo(other === channel ? 0.5 : 0, 2);
    }
  }
});

test("no harmonic exceeds what the sample rate can carry", async () => {
  const recording = await heard({ sampleRate: 8000, channelCount: 10 });
  expect(toneFrequency(0, 7, 8000)).toBe(3520);
  expect(toneFrequency(0, 8, 8000)).toBe(440);
  expect(crossingFrequency(recording.channel(7), 8000)).toBeCloseTo(3520, 0);
  expect(crossingFrequency(recording.channel(8), 8000)).toBeCloseTo(440, 0);
});

test("different microphones have different tones, and a free one is used again", async () => {
  const clock = steppedClock();
  const ids = Array.from({ length: 24 }, (_, i) => `microphone ${i}`);
  const host = virtualHost({ clock, devices: ids.map((deviceId) => ({ kind: "audioinput", deviceId })) });
  const tones = ids.map((id) => host.toneOf(id));
  expect(new Set(tones).size).toBe(24);
  expect(tones[0]).toBe(440);
  expect(tones[1]).toBeCloseTo(452.89, 2);
  expect(tones[23]).toBeLessThan(880);
  const recording = new Recording(host);
  (await open(host, "microphone 5", withSettings({ sampleRate: 48000, channelCount: 1 }))).read(recording);
  await clock.advance(1000);
  expect(crossingFrequency(recording.channel(0), 48000)).toBeCloseTo(host.toneOf("microphone 5"), 1);
  host.unplug("microphone 5");
  host.plug({ kind: "audioinput", deviceId: "other" });
  expect(host.toneOf("other")).toBe(tones[5]);
  expect(host.toneOf("other", 1)).toBe(2 * (tones[5] ?? 0));
});

test("what settings leave open is the largest that the description offers", async () => {
  const ranges = { sampleRate: { min: 8000, max: 44100 }, channelCount: { min: 1, max: 2 } };
  const formats = async (description: Partial<SourceDescription>, settings = {}) => {
    const { blocks } = await heard(settings, 20, { ...microphone, ...description });
    return [blocks[0]?.sampleRate, blocks[0]?.channels.length];
  };
  expect(await formats({})).toEqual([48000, 2]);
  expect(await formats({ capabilities: ranges })).toEqual([44100, 2]);
  expect(await formats({ capabilities: ranges }, { sampleRate: 8000 })).toEqual([8000, 2]);
  expect(await formats({ capabilities: { sampleRate: { min: 8000 } } })).toEqual([48000, 2]);
  const alternatives = [{ sampleRate: 16000 }, { sampleRate: 32000, channelCount: 4 }];
  expect(await formats({ alternatives })).toEqual([32000, 4]);
});

test.each([
  { sampleRate: 0 },
  { sampleRate: 44100.5 },
  { sampleRate: 4294967295 },
  { channelCount: 0 },
  { channelCount: 4294967295 },
  { sampleRate: NaN },
])("a microphone cannot run at %j", async (settings) => {
  expect(await errorOf(heard(settings))).toMatchObject({ name: "NotReadableError" });
});

test("sample rates below 100 give samples now and then", async () => {
  const recording = await heard({ sampleRate: 3, channelCount: 1 }, 2000);
  expect(recording.channel(0)).toHaveLength(6);
  expect(recording.blocks.map(({ timestamp }) => timestamp)).toEqual([
    0, 333333, 666667, 1000000, 1333333, 1666667,
  ]);
});

test("the tone's phase goes on at another sample rate", async () => {
  const clock = steppedClock();
  const host = virtualHost({ clock, devices: [microphone] });
  const source = await open(host, "microphone", withSettings({ sampleRate: 48000, channelCount: 1 }));
  const recording = new Recording(host);
  source.read(recording);
  await clock.advance(105);
  await source.configure(withSettings({ sampleRate: 16000, channelCount: 2 }));
  await clock.advance(100);
  const { blocks } = recording;
  expect(blocks.map(({ timestamp }) => timestamp)).toEqual(blocks.map((_, i) => i * 10000));
  expect(blocks.map(({ channels }) => channels[0]?.length)).toEqual([
    ...Array<number>(10).fill(480),
    ...Array<number>(10).fill(160),
  ]);
  for (const { timestamp, sampleRate, channels } of blocks) {
    channels[0]?.forEach((sample, i) => {
      const seconds = timestamp / 1e6 + i / sampleRate;
      expect(sample).toBeCloseTo(0.5 * Math.sin(2 * Math.PI * 440 * seconds), 5);
    });
  }
});

test("after a mute, blocks are of the time after it", async () => {
  const clock = steppedClock();
  const host = virtualHost({ clock, devices: [microphone] });
  const source = await open(host, "microphone", withSettings());
  const recording = new Recording(host);
  source.read(recording);
  await clock.advance(25);
  host.mute("microphone");
  expect(clock.pending).toBe(0);
  await clock.advance(500);
  host.unmute("microphone");
  await clock.advance(25);
  expect(recording.blocks.map(({ timestamp }) => timestamp)).toEqual([0, 10000, 530000, 540000]);
  expect(recording.times).toEqual([10, 20, 540, 550]);
});

test("a late clock brings the missed blocks of the last second, without a gap", async () => {
  let now = 0;
  let pending: (() => void) | undefined;
  const clock: Clock = {
    now: () => now,
    setTimeout: (callback) => {
      pending = callback;
      return 1;
    },
    clearTimeout: () => undefined,
  };
  const host = virtualHost({ clock, devices: [microphone] });
  const source = await open(host, "microphone", withSettings());
  const recording = new Recording(host);
  source.read(recording);
  for (const time of [10, 45, 50, 9050]) {
    now = time;
    pending?.();
  }
  const times = recording.blocks.map(({ timestamp }) => timestamp / 10000);
  const first = [0, 1, 2, 3, 4];
  const last = Array.from({ length: 100 }, (_, i) => 805 + i);
  expect(times).toEqual([...first, ...last]);
});

test("a reader that closes the source in the midst of missed blocks gets no more", async () => {
  let now = 0;
  let pending: (() => void) | undefined;
  const clock: Clock = {
    now: () => now,
    setTimeout: (callback) => {
      pending = callback;
      return 1;
    },
    clearTimeout: () => undefined,
  };
  const host = virtualHost({ clock, devices: [microphone] });
  const source = await open(host, "microphone", withSettings());
  let count = 0;
  source.read({
    picture: () => undefined,
    block: () => {
      count += 1;
      if (count === 3) source.close();
    },
  });
  now = 500;
  pending?.();
  expect(count).toBe(3);
});
