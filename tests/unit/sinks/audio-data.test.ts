import { AudioData, microphoneData } from "../../../bindings/sinks/audio-data.js";
import { BytesPool } from "../../../bindings/sinks/shared-bytes.js";
import { errorName } from "./frames.js";

/** Two channels of three frames: 0, 0.25, 0.5 and -1, -0.5, 1. */
const planar = new Float32Array([0, 0.25, 0.5, -1, -0.5, 1]);
const base = {
  ...{ format: "f32-planar", sampleRate: 48000, numberOfFrames: 3, numberOfChannels: 2 },
  ...{ timestamp: 10, data: planar },
} as const;

const make =
  (init: object = {}) =>
  (): AudioData =>
    new AudioData({ ...base, ...init } as AudioDataInit);

function copy(data: AudioData, options: AudioDataCopyToOptions): number[] {
  const bytes = new Uint8Array(data.allocationSize(options));
  data.copyTo(bytes, options);
  const format = (options.format ?? data.format ?? "").replace("-planar", "");
  const types = { u8: Uint8Array, s16: Int16Array, s32: Int32Array, f32: Float32Array };
  return [...new types[format as keyof typeof types](bytes.buffer)];
}

test("attributes are those of the init", () => {
  const data = make({ timestamp: -2.5 })();
  expect([data.format, data.sampleRate, data.numberOfFrames, data.numberOfChannels]).toEqual([
    ...["f32-planar", 48000, 3, 2],
  ]);
  expect([data.timestamp, data.duration]).toEqual([-2, 62]);
  expect(Object.prototype.toString.call(data)).toBe("[object AudioData]");
  const platform: globalThis.AudioData = data;
  expect(platform.clone().numberOfFrames).toBe(3);
});

test.each([
  [{ format: "f64" }, "TypeError"],
  [{ sampleRate: 0 }, "TypeError"],
  [{ sampleRate: NaN }, "TypeError"],
  [{ numberOfFrames: 0 }, "TypeError"],
  [{ numberOfFrames: 4 }, "TypeError"],
  [{ numberOfChannels: 0 }, "TypeError"],
  [{ numberOfChannels: -1 }, "TypeError"],
  [{ timestamp: undefined }, "TypeError"],
  [{ data: undefined }, "TypeError"],
  [{ data: new Uint8Array(23) }, "TypeError"],
  [{ data: new Uint8Array(24) }, "none"],
  [{ data: planar.buffer }, "none"],
])("the constructor, %j: %s", (init, name) => {
  expect(errorName(make(init))).toBe(name);
});

test("the bytes are copied, and detached where they are transferred", () => {
  const samples = planar.slice();
  const data = make({ data: samples })();
  samples.fill(0);
  expect(copy(data, { planeIndex: 1 })).toEqual([-1, -0.5, 1]);
  make({ data: samples, transfer: [samples.buffer] })();
  expect(samples).toHaveLength(0);
});

describe("copyTo", () => {
  test("copies a plane, or a part of it", () => {
    const data = make()();
    expect(copy(data, { planeIndex: 0 })).toEqual([0, 0.25, 0.5]);
    expect(copy(data, { planeIndex: 1, frameOffset: 1 })).toEqual([-0.5, 1]);
    expect(copy(data, { planeIndex: 1, frameOffset: 0, frameCount: 2 })).toEqual([-1, -0.5]);
    expect(copy(data, { planeIndex: 0, frameCount: 0 })).toEqual([]);
  });

  test("interleaves and converts", () => {
    const data = make()();
    expect(copy(data, { planeIndex: 0, format: "f32" })).toEqual([0, -1, 0.25, -0.5, 0.5, 1]);
    expect(copy(data, { planeIndex: 0, format: "s16" })).toEqual([0, -32768, 8192, -16384, 16384, 32767]);
    expect(copy(data, { planeIndex: 1, format: "s16-planar" })).toEqual([-32768, -16384, 32767]);
    expect(copy(data, { planeIndex: 1, format: "s32-planar" })).toEqual([
      -2147483648, -1073741824, 2147483647,
    ]);
    expect(copy(data, { planeIndex: 0, format: "u8", frameOffset: 1 })).toEqual([160, 64, 192, 255]);
  });

  test("takes every format apart again", () => {
    for (const format of ["u8", "s16", "s32", "f32", "u8-planar", "s16-planar", "s32-planar"] as const) {
      const source = make({ data: planar.map((value) => value / 2) })();
      const planes = format.endsWith("-planar") ? [0, 1] : [0];
      const parts = planes.map((planeIndex) => {
        const bytes = new Uint8Array(source.allocationSize({ planeIndex, format }));
        source.copyTo(bytes, { planeIndex, format });
        return bytes;
      });
      const data = new AudioData({
        ...base,
        format,
        data: Uint8Array.from(parts.flatMap((part) => [...part])),
      });
      expect(copy(data, { planeIndex: 0, format: "f32-planar" })).toEqual([0, 0.125, 0.25]);
      expect(copy(data, { planeIndex: 1, format: "f32-planar", frameOffset: 1 })).toEqual([-0.25, 0.5]);
      expect(copy(data, { planeIndex: 0, format: "f32" })).toEqual([0, -0.5, 0.125, -0.25, 0.25, 0.5]);
    }
  });

  test("clips what is beyond 1", () => {
    const data = make({ data: new Float32Array([2, -2, 0, 0, 0, 0]) })();
    expect(copy(data, { planeIndex: 0, format: "s16-planar" })).toEqual([32767, -32768, 0]);
    expect(copy(data, { planeIndex: 0, format: "u8-planar" })).toEqual([255, 0, 128]);
  });

  test.each([
    [{ planeIndex: 2 }, "RangeError"],
    [{ planeIndex: 1, format: "f32" }, "RangeError"],
    [{ planeIndex: 0, frameOffset: 3 }, "RangeError"],
    [{ planeIndex: 0, frameOffset: 2, frameCount: 2 }, "RangeError"],
    [{ planeIndex: -1 }, "TypeError"],
    [{}, "TypeError"],
    [{ planeIndex: 0, format: "mp3" }, "TypeError"],
    [undefined, "TypeError"],
    [{ planeIndex: 0 }, "none"],
  ])("%j: %s", (options, name) => {
    const data = make()();
    const given = options as AudioDataCopyToOptions;
    expect(errorName(() => data.allocationSize(given))).toBe(name);
    expect(errorName(() => data.copyTo(new Float32Array(3), given))).toBe(name);
  });

  test("needs a destination that is large enough", () => {
    const data = make()();
    expect(errorName(() => data.copyTo(new Float32Array(2), { planeIndex: 0 }))).toBe("RangeError");
    expect(errorName(() => data.copyTo(undefined as unknown as Uint8Array, { planeIndex: 0 }))).toBe(
      "TypeError",
    );
  });
});

test("closing empties the attributes, makes methods throw, and gives the bytes back with the last clone", () => {
  const pool = new BytesPool();
  const shared = pool.copy(new Uint8Array(planar.buffer));
  const { bytes } = shared;
  const data = microphoneData(shared, 48000, 2, 3, 77);
  const clone = data.clone();
  data.close();
  data.close();
  expect([data.format, data.sampleRate, data.numberOfFrames, data.numberOfChannels]).toEqual([null, 0, 0, 0]);
  expect([data.duration, data.timestamp]).toEqual([0, 77]);
  expect(errorName(() => data.clone())).toBe("InvalidStateError");
  expect(errorName(() => data.allocationSize({ planeIndex: 0 }))).toBe("InvalidStateError");
  expect(errorName(() => data.copyTo(new Float32Array(3), { planeIndex: 0 }))).toBe("InvalidStateError");
  expect(copy(clone, { planeIndex: 1 })).toEqual([-1, -0.5, 1]);
  expect(pool.take(24).bytes).not.toBe(bytes);
  clone.close();
  expect(pool.take(24).bytes).toBe(bytes);
});
