/** Devices that play files, and files that are not what they seem. */
import fc from "fast-check";
import { pictureSize } from "../../../bindings/hosts/media.js";
import { steppedClock } from "../../../bindings/hosts/stepped-clock.js";
import { readMedia, type MediaFile } from "../../../bindings/hosts/virtual/media-file.js";
import { readFrameNumber } from "../../../bindings/hosts/virtual/read-frame-number.js";
import { TestPattern } from "../../../bindings/hosts/virtual/test-pattern.js";
import { virtualHost } from "../../../bindings/hosts/virtual/virtual-host.js";
import type { TrackSettings } from "../../../bindings/solver/types.js";
import { cameraOf, inMode, microphone, open, Recording, withSettings } from "./recording.js";

const encoder = new TextEncoder();

function joined(...parts: (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const bytes = parts.map((part) => (typeof part === "string" ? encoder.encode(part) : part));
  const whole = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of bytes) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A Y4M file of plain pictures, by their luma and chromas. */
function y4mOf(width: number, height: number, header: string, ...colours: [number, number, number][]) {
  const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
  const pictures = colours.map(([y, u, v]) =>
    joined(
      "FRAME\n",
      new Uint8Array(width * height).fill(y),
      new Uint8Array(chroma).fill(u),
      new Uint8Array(chroma).fill(v),
    ),
  );
  return joined(`YUV4MPEG2 W${width} H${height}${header}\n`, ...pictures);
}

interface WavOptions {
  tag?: number;
  bits?: number;
  channelCount?: number;
  sampleRate?: number;
  frame?: number;
  dataSize?: number;
  extensible?: boolean;
  before?: Uint8Array;
}

/** A WAV file whose samples are already bytes. */
function wavOf(samples: Uint8Array, options: WavOptions = {}): Uint8Array<ArrayBuffer> {
  const { tag = 1, bits = 16, channelCount = 1, sampleRate = 48000, extensible = false } = options;
  const { frame = (channelCount * bits) / 8, dataSize = samples.length, before = new Uint8Array() } = options;
  const format = new DataView(new ArrayBuffer(extensible ? 48 : 24));
  encoder.encodeInto("fmt ", new Uint8Array(format.buffer));
  format.setUint32(4, format.byteLength - 8, true);
  format.setUint16(8, extensible ? 0xfffe : tag, true);
  format.setUint16(10, channelCount, true);
  format.setUint32(12, sampleRate, true);
  format.setUint32(16, sampleRate * frame, true);
  format.setUint16(20, frame, true);
  format.setUint16(22, bits, true);
  if (extensible) format.setUint16(32, tag, true);
  const size = new DataView(new ArrayBuffer(4));
  size.setUint32(0, dataSize, true);
  const chunks = [before, new Uint8Array(format.buffer), "data", new Uint8Array(size.buffer), samples];
  return joined("RIFF", new Uint8Array(4), "WAVE", ...chunks);
}

function bytesOf(
  values: readonly number[],
  size: number,
  set: (view: DataView, at: number, value: number) => void,
) {
  const view = new DataView(new ArrayBuffer(values.length * size));
  values.forEach((value, i) => set(view, i * size, value));
  return new Uint8Array(view.buffer);
}

const pcm16 = (values: readonly number[]) =>
  bytesOf(values, 2, (view, at, value) => view.setInt16(at, Math.round(value * 32767), true));

async function shown(media: MediaFile, width: number, height: number, rate: number, milliseconds: number) {
  const clock = steppedClock();
  const host = virtualHost({ clock, devices: [] });
  host.plug(cameraOf(width, height, rate), { media });
  const source = await open(host, "camera", inMode());
  const recording = new Recording(host);
  source.read(recording);
  await clock.advance(milliseconds);
  return { clock, host, source, recording };
}

async function heard(media: MediaFile, settings: TrackSettings, milliseconds = 10) {
  const clock = steppedClock();
  const host = virtualHost({ clock, devices: [microphone] });
  host.play("microphone", media);
  const source = await open(host, "microphone", withSettings(settings));
  const recording = new Recording(host);
  source.read(recording);
  await clock.advance(milliseconds);
  return { clock, host, recording };
}

const red: [number, number, number] = [65, 100, 212];
const blue: [number, number, number] = [35, 212, 114];
const grey: [number, number, number] = [100, 128, 128];

describe("Y4M", () => {
  test.each(["", " C420", " C420jpeg", " C420mpeg2 XYSCSS=420MPEG2", " C420paldv"])(
    "of colour space %j is shown picture by picture, over and over",
    async (colours) => {
      const file = y4mOf(8, 6, ` F10:1 Ip A1:1${colours}`, red, blue, grey);
      const { recording } = await shown(file, 8, 6, 10, 600);
      expect(recording.pictures.map(({ data }) => [data[0], data[48], data[60]])).toEqual([
        red,
        blue,
        grey,
        red,
        blue,
        grey,
        red,
      ]);
      expect(recording.last.data).toHaveLength(pictureSize(8, 6));
      expect(recording.pictures.map(({ timestamp }) => timestamp)).toEqual(
        [0, 1, 2, 3, 4, 5, 6].map((i) => i * 100000),
      );
    },
  );

  test.each([
    ["as fast as it says, when the camera is faster", " F5:1", 10, "rrbbggrrbbg"],
    ["as fast as it says, when the camera is slower", " F20:1", 10, "rgbrgbrgbrg"],
    ["at its own fraction", " F30000:1001", 30000 / 1001, "rbgrbgrbgrbgrbgrbgrbgrbgrbgrbg"],
    ["one by one, when it does not say", " F0:0", 10, "rbgrbgrbgrb"],
    ["one by one, when it says nothing", "", 10, "rbgrbgrbgrb"],
  ])("is shown %s", async (_, header, rate, expected) => {
    const { recording } = await shown(y4mOf(8, 6, header, red, blue, grey), 8, 6, rate, 1000);
    const names = new Map([
      [red[0], "r"],
      [blue[0], "b"],
      [grey[0], "g"],
    ]);
    expect(recording.pictures.map(({ data }) => names.get(data[0] ?? 0)).join("")).toBe(expected);
  });

  test.each([
    [1280, 720, 640, 480],
    [640, 480, 320, 180],
    [160, 120, 640, 480],
    [320, 180, 180, 320],
    [641, 363, 127, 95],
  ])("of %i x %i is cropped and scaled to %i x %i, without stretching", async (width, height, w, h) => {
    const picture = new TestPattern(width, height, ["File"]).draw(987654);
    const file = joined(`YUV4MPEG2 W${width} H${height} F1:1\n`, "FRAME\n", picture);
    const { recording } = await shown(file, w, h, 10, 0);
    expect(recording.last.data).toHaveLength(pictureSize(w, h));
    expect(readFrameNumber(recording.last)).toBe(987654);
  });

  test("keeps its colours to the edges when scaled", async () => {
    for (const [w, h] of [
      [5, 3],
      [100, 10],
      [1, 1],
      [33, 77],
    ] as const) {
      const { recording } = await shown(y4mOf(16, 9, " F1:1", red), w, h, 10, 0);
      const { data } = recording.last;
      const chroma = ((w + 1) >> 1) * ((h + 1) >> 1);
      expect(new Set(data.subarray(0, w * h))).toEqual(new Set([red[0]]));
      expect(new Set(data.subarray(w * h, w * h + chroma))).toEqual(new Set([red[1]]));
      expect(new Set(data.subarray(w * h + chroma))).toEqual(new Set([red[2]]));
    }
  });

  test("is scaled linearly: a ramp stays a ramp", async () => {
    const ramp = new Uint8Array(pictureSize(64, 16)).fill(128);
    for (let y = 0; y < 16; y++) for (let x = 0; x < 64; x++) ramp[y * 64 + x] = 20 + 3 * x;
    const file = joined("YUV4MPEG2 W64 H16\n", "FRAME Ip\n", ramp);
    for (const [w, h] of [
      [32, 8],
      [16, 4],
      [128, 32],
    ] as const) {
      const { recording } = await shown(file, w, h, 10, 0);
      // Away from the edges, where there is nothing beyond to weigh.
      for (let x = w / 8; x < w - w / 8; x++) {
        const expected = 20 + 3 * ((x + 0.5) * (64 / w) - 0.5);
        expect(Math.abs((recording.last.data[(h / 2) * w + x] ?? 0) - expected)).toBeLessThanOrEqual(0.51);
      }
    }
  });

  test("keeps upright on a turned camera", async () => {
    const picture = new TestPattern(640, 360, ["File"]).draw(55);
    const file = joined("YUV4MPEG2 W640 H360 F1:1\n", "FRAME\n", picture);
    const { clock, host, recording } = await shown(file, 640, 360, 10, 0);
    host.rotate("camera", 270);
    await clock.advance(100);
    expect([recording.last.width, recording.last.height]).toEqual([360, 640]);
    expect(readFrameNumber(recording.last)).toBe(55);
  });

  test("begins and ends while pictures flow", async () => {
    const clock = steppedClock();
    const host = virtualHost({ clock, devices: [cameraOf(64, 48, 10)] });
    const recording = new Recording(host);
    (await open(host, "camera")).read(recording);
    await clock.advance(0);
    host.play("camera", y4mOf(64, 48, "", red));
    await clock.advance(100);
    host.play("camera", null);
    await clock.advance(100);
    expect(recording.pictures.map(readFrameNumber)).toEqual([0, undefined, 2]);
  });

  test("is copied: what is done to the bytes afterwards does not show", async () => {
    const file = y4mOf(8, 6, " F1:1", red);
    const { clock, recording } = await shown(file, 8, 6, 10, 0);
    file.fill(0);
    structuredClone(file.buffer, { transfer: [file.buffer] });
    await clock.advance(100);
    expect(recording.last.data[0]).toBe(red[0]);
  });

  const good = y4mOf(8, 6, " F10:1", red, blue);
  test.each<[string, Uint8Array, string]>([
    ["no end of the header", encoder.encode("YUV4MPEG2 W8 H6"), "the header has no end"],
    ["no width", encoder.encode("YUV4MPEG2 H6\n"), "W, the width, is missing from the header"],
    ["no height", encoder.encode("YUV4MPEG2 W8\n"), "H, the height, is missing from the header"],
    ["a width of 0", y4mOf(8, 6, " W0"), 'W, the width, must be a positive integer, and is "0"'],
    ["a width that is none", y4mOf(8, 6, " Wx"), 'W, the width, must be a positive integer, and is "x"'],
    ["a height below 0", y4mOf(8, 6, " H-6"), 'H, the height, must be a positive integer, and is "-6"'],
    ["a huge size", y4mOf(8, 6, " W99999999 H99999999"), "pictures of 99999999 x 99999999 are too large"],
    [
      "another colour space",
      y4mOf(8, 6, " C444", red),
      'C, the colour space, must be one of 420jpeg, 420, 420mpeg2, 420paldv, and is "444"',
    ],
    ["more bits", y4mOf(8, 6, " C420p10", red), "C, the colour space, must be one of"],
    [
      "a rate that is none",
      y4mOf(8, 6, " F30", red),
      'F, the frame rate, must be a ratio up to 10000, and is "30"',
    ],
    ["an endless rate", y4mOf(8, 6, " F30:0", red), "F, the frame rate, must be a ratio up to 10000"],
    ["no pictures", y4mOf(8, 6, ""), "it has no pictures"],
    ["a picture cut short", good.subarray(0, good.length - 1), "picture 1 has 71 of its 72 bytes"],
    ["a picture without data", joined(good, "FRAME\n"), "picture 2 has 0 of its 72 bytes"],
    ["something else after the pictures", joined(good, "FRAM\n"), "picture 2 does not begin with FRAME"],
    ["bytes after the pictures", joined(good, "F"), "the line before picture 2 has no end"],
  ])("with %s is malformed", (_, file, problem) => {
    expect(() => readMedia(file)).toThrow(TypeError);
    expect(() => readMedia(file)).toThrow(`media must be a well-formed file: ${problem}`);
  });
});

describe("WAV", () => {
  const values = [0, 0.5, -0.5, 0.25, -1, 0.999];
  const formats: [string, WavOptions, number, (view: DataView, at: number, value: number) => void, number][] =
    [
      [
        "PCM 8",
        { bits: 8 },
        1,
        (view, at, value) => view.setUint8(at, Math.round(value * 127) + 128),
        1 / 64,
      ],
      ["PCM 16", { bits: 16 }, 2, (view, at, value) => view.setInt16(at, value * 32767, true), 1e-4],
      [
        "PCM 24",
        { bits: 24 },
        3,
        (view, at, value) => {
          const whole = Math.round(value * 8388607);
          view.setUint8(at, whole & 0xff);
          view.setInt16(at + 1, whole >> 8, true);
        },
        1e-6,
      ],
      ["PCM 32", { bits: 32 }, 4, (view, at, value) => view.setInt32(at, value * 2147483647, true), 1e-6],
      ["float 32", { bits: 32, tag: 3 }, 4, (view, at, value) => view.setFloat32(at, value, true), 1e-6],
    ];
  test.each(formats)(
    "of %s is heard sample by sample, over and over",
    async (_, options, size, set, error) => {
      for (const extensible of [false, true]) {
        const file = wavOf(bytesOf(values, size, set), { ...options, extensible });
        const { recording } = await heard(file, { sampleRate: 48000, channelCount: 1 });
        const samples = recording.channel(0);
        expect(samples).toHaveLength(480);
        samples.forEach((sample, i) => {
          expect(Math.abs(sample - (values[i % values.length] ?? 0))).toBeLessThanOrEqual(error);
        });
      }
    },
  );

  test("goes on from block to block at the device's rate, linear between its samples", async () => {
    const length = 441 * 7;
    const file = wavOf(pcm16(Array.from({ length }, (_, i) => (i / length) * 2 - 1)), { sampleRate: 44100 });
    const { recording } = await heard(file, { sampleRate: 48000, channelCount: 1 }, 60);
    const samples = recording.channel(0);
    expect(samples).toHaveLength(2880);
    samples.forEach((sample, i) => {
      const expected = ((i * 44100) / 48000 / length) * 2 - 1;
      expect(Math.abs(sample - expected)).toBeLessThan(1e-4);
    });
  });

  test("is joined from its end to its beginning", async () => {
    const file = wavOf(pcm16([1, 0]), { sampleRate: 24000 });
    const { recording } = await heard(file, { sampleRate: 48000, channelCount: 1 });
    const expected = Array.from({ length: 480 }, (_, i) => [1, 0.5, 0, 0.5][i % 4] ?? 0);
    recording.channel(0).forEach((sample, i) => expect(sample).toBeCloseTo(expected[i] ?? 0, 3));
  });

  test.each([
    [1, 3, [0.5, 0.5, 0.5]],
    [2, 2, [0.5, -0.25]],
    [2, 1, [0.125]],
    [2, 3, [0.5, -0.25, 0]],
    [3, 2, [0.5, -0.25]],
  ])("with %i channels on %i", async (channelCount, channels, expected) => {
    const frame = [0.5, -0.25, 0.75].slice(0, channelCount);
    const file = wavOf(pcm16([...frame, ...frame]), { channelCount });
    const { recording } = await heard(file, { sampleRate: 48000, channelCount: channels });
    const [block] = recording.blocks;
    expect(block?.channels).toHaveLength(channels);
    block?.channels.forEach((samples, channel) => {
      for (const sample of samples) expect(sample).toBeCloseTo(expected[channel] ?? NaN, 3);
    });
  });

  test("floats are limited to what samples are", async () => {
    const set = (view: DataView, at: number, value: number) => view.setFloat32(at, value, true);
    const file = wavOf(bytesOf([NaN, Infinity, -7, 0.5], 4, set), { bits: 32, tag: 3 });
    const { recording } = await heard(file, { sampleRate: 48000, channelCount: 1 });
    expect(Array.from(recording.channel(0).subarray(0, 4))).toEqual([0, 1, -1, 0.5]);
  });

  test("chunks before the data are passed over, and a size that is not known is the rest", async () => {
    const list = joined("LIST", Uint8Array.of(3, 0, 0, 0), "abc", Uint8Array.of(0));
    const file = wavOf(pcm16([0.5, 0.5]), { before: list, dataSize: 0xffffffff });
    const { recording } = await heard(file, { sampleRate: 48000, channelCount: 1 });
    expect(recording.channel(0)[100]).toBeCloseTo(0.5, 3);
  });

  test("gives way to the tone again", async () => {
    const { clock, host, recording } = await heard(wavOf(pcm16([0, 0])), { sampleRate: 48000 });
    host.play("microphone", null);
    await clock.advance(10);
    const peaks = recording.blocks.map(({ channels }) => Math.max(...(channels[0] ?? [])));
    expect(peaks[0]).toBe(0);
    expect(peaks[1]).toBeGreaterThan(0.49);
  });

  const good = wavOf(pcm16([0, 1, 0, -1]));
  test.each<[string, Uint8Array, string]>([
    ["nothing in it", good.subarray(0, 12), "it has no chunk data"],
    ["no data", good.subarray(0, 36), "it has no chunk data"],
    ["data cut short", good.subarray(0, 50), 'chunk "data" has 6 of its 8 bytes'],
    ["a format cut short", good.subarray(0, 30), 'chunk "fmt " has 10 of its 16 bytes'],
    ["no samples", wavOf(new Uint8Array()), "it has no samples"],
    ["less than a sample", wavOf(new Uint8Array(3), { channelCount: 2 }), "it has no samples"],
    [
      "data before the format",
      joined(good.subarray(0, 12), good.subarray(36)),
      "its chunk data comes before its chunk fmt",
    ],
    [
      "a small format",
      joined(good.subarray(0, 16), Uint8Array.of(4, 0, 0, 0), good.subarray(20)),
      "its chunk fmt has 4 bytes of 16",
    ],
    ["no channels", wavOf(pcm16([0]), { channelCount: 0 }), "it cannot have 0 channels"],
    [
      "too many channels",
      wavOf(pcm16([0]), { channelCount: 60000, frame: 2 }),
      "it cannot have 60000 channels",
    ],
    ["no rate", wavOf(pcm16([0]), { sampleRate: 0 }), "it cannot have 0 samples per second"],
    ["another rate", wavOf(pcm16([0]), { sampleRate: 4e9 }), "it cannot have 4000000000 samples per second"],
    ["frames of another size", wavOf(pcm16([0]), { frame: 4 }), "1 channels of 16 bits take 2 bytes, not 4"],
    [
      "A-law",
      wavOf(pcm16([0]), { tag: 6, bits: 8 }),
      "samples must be PCM of 8, 16, 24 or 32 bits or float of 32, and are of format 6 with 8 bits",
    ],
    ["12 bits", wavOf(pcm16([0]), { bits: 12, frame: 2 }), "samples must be PCM"],
    ["float 64", wavOf(new Uint8Array(8), { tag: 3, bits: 64 }), "samples must be PCM"],
  ])("with %s is malformed", (_, file, problem) => {
    expect(() => readMedia(file)).toThrow(TypeError);
    expect(() => readMedia(file)).toThrow(`media must be a well-formed file: ${problem}`);
  });
});

describe("files", () => {
  test("may be buffers and views of parts of them", () => {
    const file = y4mOf(8, 6, "", red);
    const padded = joined("xyz", file, "more");
    expect(readMedia(file.buffer).kind).toBe("videoinput");
    expect(readMedia(padded.subarray(3, 3 + file.length)).kind).toBe("videoinput");
    expect(readMedia(Buffer.from(wavOf(pcm16([0])))).kind).toBe("audioinput");
  });

  test.each([undefined, "RIFF", 5, {}, [1, 2], new Date(0)])("%p is none", (media) => {
    expect(() => readMedia(media as unknown as MediaFile)).toThrow(
      /^media must be the bytes of a file, as Uint8Array or ArrayBuffer, got /,
    );
  });

  test.each(["", "RIFF", "RIFFxxxxAVI ", "YUV4MPEG", "\x89PNG"])("%j is neither Y4M nor WAV", (text) => {
    expect(() => readMedia(encoder.encode(text))).toThrow(
      new TypeError(
        "media must be a Y4M or WAV file: it begins neither with YUV4MPEG2 nor with RIFF and WAVE.",
      ),
    );
  });

  test("of the wrong kind are refused, and nothing changes", async () => {
    const host = virtualHost({ clock: steppedClock(), devices: [cameraOf(64, 48, 10), microphone] });
    const y4m = y4mOf(8, 6, "", red);
    const wav = wavOf(pcm16([0]));
    expect(() => host.play("camera", wav)).toThrow(
      /^deviceId must be a microphone's to play such media, got "camera"/,
    );
    expect(() => host.play("microphone", y4m)).toThrow(TypeError);
    const other = { kind: "audioinput", deviceId: "other" } as const;
    expect(() => host.plug(other, { media: y4m })).toThrow(TypeError);
    expect(() => host.plug(other, { media: encoder.encode("RIFF") })).toThrow(TypeError);
    expect(await host.devices()).toHaveLength(2);
  });

  test("cut and garbled anywhere are read or end in a TypeError", () => {
    const files = [
      y4mOf(8, 6, " F30000:1001 C420jpeg", red, blue),
      wavOf(pcm16([0, 1, 2, 3]), { before: joined("LIST", Uint8Array.of(2, 0, 0, 0), "ab") }),
      wavOf(pcm16([0, 1, 2, 3]), { extensible: true, channelCount: 2 }),
    ];
    const garbled = fc
      .record({
        file: fc.constantFrom(...files),
        changes: fc.array(fc.tuple(fc.nat(120), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
        length: fc.nat(300),
      })
      .map(({ file, changes, length }) => {
        const bytes = file.slice(0, length);
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        return bytes;
      });
    fc.assert(
      fc.property(garbled, (bytes) => {
        try {
          const media = readMedia(bytes);
          if (media.kind === "audioinput") {
            for (let channel = 0; channel < media.channelCount; channel++) {
              expect(Math.abs(media.sampleAt(media.length - 1, channel))).toBeLessThanOrEqual(1);
            }
          } else {
            for (const picture of media.pictures) {
              expect(picture).toHaveLength(pictureSize(media.width, media.height));
            }
          }
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError);
          expect((error as Error).message).toMatch(/^media must be a (well-formed file: |Y4M or WAV file: )/);
        }
      }),
      { numRuns: 2000, seed: 20211013 },
    );
  });
});
