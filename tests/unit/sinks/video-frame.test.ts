import { BytesPool } from "../../../bindings/sinks/shared-bytes.js";
import { VideoFrame, cameraFrame } from "../../../bindings/sinks/video-frame.js";
import { counting, countingFrame, errorName, rejectionName } from "./frames.js";

async function copy(frame: VideoFrame, options: VideoFrameCopyToOptions = {}): Promise<number[]> {
  const bytes = new Uint8Array(frame.allocationSize(options));
  await frame.copyTo(bytes, options);
  return [...bytes];
}

const make =
  (init: object, data: unknown = counting(24)) =>
  (): VideoFrame =>
    new VideoFrame(data as Uint8Array, {
      format: "I420",
      codedWidth: 4,
      codedHeight: 4,
      timestamp: 0,
      ...init,
    });

describe("attributes", () => {
  test("are those of the init, with WebCodecs' defaults", () => {
    const frame = countingFrame();
    expect([frame.format, frame.codedWidth, frame.codedHeight]).toEqual(["I420", 4, 4]);
    expect([frame.displayWidth, frame.displayHeight, frame.timestamp, frame.duration]).toEqual([
      4,
      4,
      1000,
      null,
    ]);
    expect(frame.codedRect?.toJSON()).toEqual({
      ...{ x: 0, y: 0, width: 4, height: 4 },
      ...{ top: 0, left: 0, right: 4, bottom: 4 },
    });
    expect(frame.visibleRect?.toJSON()).toEqual(frame.codedRect?.toJSON());
    expect(frame.colorSpace.toJSON()).toEqual({
      ...{ primaries: "bt709", transfer: "bt709", matrix: "bt709", fullRange: false },
    });
    expect(frame.metadata()).toEqual({});
    expect(Object.prototype.toString.call(frame)).toBe("[object VideoFrame]");
    expect(VideoFrame.length).toBe(1);
    // What was written for the platform's own takes it.
    const platform: globalThis.VideoFrame = frame;
    expect(platform.clone().format).toBe("I420");
  });

  test("given are kept, numbers converted as WebIDL does", () => {
    const frame = countingFrame({
      ...{ timestamp: -1.9, duration: 40.7, displayWidth: 8, displayHeight: 2 },
      visibleRect: { x: 2, y: 0, width: 2, height: 3 },
      colorSpace: { matrix: "smpte170m", fullRange: true },
    });
    expect([frame.timestamp, frame.duration, frame.displayWidth, frame.displayHeight]).toEqual([
      -1, 40, 8, 2,
    ]);
    expect(frame.visibleRect).toMatchObject({ x: 2, y: 0, width: 2, height: 3, right: 4, bottom: 3 });
    expect(frame.colorSpace.toJSON()).toEqual({
      ...{ primaries: null, transfer: null, matrix: "smpte170m", fullRange: true },
    });
  });

  test("of RGB are sRGB, of a camera's picture BT.601", () => {
    const rgb = new VideoFrame(counting(16), { format: "RGBA", codedWidth: 2, codedHeight: 2, timestamp: 0 });
    expect(rgb.colorSpace).toMatchObject({ primaries: "bt709", transfer: "iec61966-2-1", matrix: "rgb" });
    expect(rgb.colorSpace.fullRange).toBe(true);
    const camera = cameraFrame(new BytesPool().copy(counting(6)), 2, 2, 5);
    expect(camera.colorSpace.toJSON()).toEqual({
      ...{ primaries: "smpte170m", transfer: "smpte170m", matrix: "smpte170m", fullRange: false },
    });
  });
});

describe("the constructor", () => {
  test.each([
    [{ format: "I421" }, "TypeError"],
    [{ format: undefined }, "TypeError"],
    [{ format: "NV12" }, "NotSupportedError"],
    [{ codedWidth: 0 }, "TypeError"],
    [{ codedHeight: -1 }, "TypeError"],
    [{ codedHeight: NaN }, "TypeError"],
    [{ timestamp: undefined }, "TypeError"],
    [{ timestamp: Infinity }, "TypeError"],
    [{ duration: -1 }, "TypeError"],
    [{ displayWidth: 4 }, "TypeError"],
    [{ displayWidth: 4, displayHeight: 0 }, "TypeError"],
    [{ visibleRect: { x: 0, y: 0, width: 5, height: 4 } }, "TypeError"],
    [{ visibleRect: { x: 2, y: 0, width: 3, height: 4 } }, "TypeError"],
    [{ visibleRect: { x: -2, y: 0, width: 3, height: 4 } }, "TypeError"],
    [{ visibleRect: { x: 0, y: 0, width: 0, height: 4 } }, "TypeError"],
    [{ visibleRect: { x: 1, y: 0, width: 2, height: 4 } }, "TypeError"],
    [{ visibleRect: { x: 0, y: 0, width: NaN, height: 4 } }, "TypeError"],
    [{ layout: [{ offset: 0, stride: 4 }] }, "TypeError"],
    [{ layout: [16, 2, 2].map((offset) => ({ offset, stride: 1 })) }, "TypeError"],
    [{ layout: [0, 15, 20].map((offset) => ({ offset, stride: 4 })) }, "TypeError"],
    [{ colorSpace: { matrix: "bt601" } }, "TypeError"],
    [{ codedHeight: 5 }, "TypeError"],
    [{}, "none"],
  ])("%j: %s", (init, name) => {
    expect(errorName(make(init))).toBe(name);
  });

  test("takes buffers and views and nothing else", () => {
    expect(errorName(make({}, counting(24).buffer))).toBe("none");
    expect(errorName(make({}, new SharedArrayBuffer(24)))).toBe("none");
    expect(errorName(make({}, new DataView(new ArrayBuffer(30), 6)))).toBe("none");
    expect(errorName(make({}, new DataView(new ArrayBuffer(30), 7)))).toBe("TypeError");
    for (const data of [null, 5, "bytes", {}, [1]]) expect(errorName(make({}, data))).toBe("TypeError");
    expect(errorName(() => new VideoFrame(undefined as unknown as VideoFrame))).toBe("TypeError");
    expect(errorName(() => new VideoFrame(counting(24), undefined as unknown as VideoFrameBufferInit))).toBe(
      "TypeError",
    );
  });

  test("says what is wrong", () => {
    expect(make({ codedWidth: "wide" })).toThrow(
      'init.codedWidth must be an integer from 0 to 4294967295, got "wide".',
    );
    expect(make({}, counting(23))).toThrow("data must have at least 24 bytes, got 23.");
  });

  test("copies the bytes, from wherever the layout has them", async () => {
    const bytes = counting(64);
    const frame = new VideoFrame(bytes, {
      ...{ format: "I420", codedWidth: 3, codedHeight: 3, timestamp: 0 },
      layout: [
        { offset: 10, stride: 8 },
        { offset: 40, stride: 3 },
        { offset: 0, stride: 2 },
      ],
    });
    bytes.fill(0);
    expect(await copy(frame)).toEqual([10, 11, 12, 18, 19, 20, 26, 27, 28, 40, 41, 43, 44, 0, 1, 2, 3]);
  });

  test("detaches buffers that are transferred", async () => {
    const { buffer } = counting(24);
    const given = new VideoFrame(buffer, {
      ...{ format: "I420", codedWidth: 4, codedHeight: 4, timestamp: 0 },
      ...{ transfer: [buffer] },
    });
    expect(buffer.byteLength).toBe(0);
    expect(await copy(given)).toEqual([...counting(24)]);
  });
});

describe("a frame from a frame", () => {
  test("shares its pixels, with other times and another part", async () => {
    const frame = countingFrame({ displayWidth: 8, displayHeight: 4, duration: 9 });
    const other = new VideoFrame(frame, { timestamp: 5, visibleRect: { x: 2, y: 2, width: 2, height: 2 } });
    frame.close();
    expect([other.timestamp, other.duration, other.displayWidth, other.displayHeight]).toEqual([5, 9, 4, 2]);
    expect(await copy(other)).toEqual([10, 11, 14, 15, 19, 23]);
    const plain = new VideoFrame(other);
    expect([plain.timestamp, plain.codedWidth, plain.visibleRect?.x]).toEqual([5, 4, 2]);
    expect(errorName(() => new VideoFrame(frame))).toBe("InvalidStateError");
    expect(errorName(() => new VideoFrame(other, { visibleRect: { x: 0, y: 0, width: 5, height: 1 } }))).toBe(
      "TypeError",
    );
  });

  test("discards alpha where asked to", async () => {
    const rgba = new VideoFrame(counting(4), { format: "RGBA", codedWidth: 1, codedHeight: 1, timestamp: 0 });
    const rgbx = new VideoFrame(rgba, { alpha: "discard" });
    expect(rgbx.format).toBe("RGBX");
    expect(await copy(rgbx, { format: "RGBA" })).toEqual([0, 1, 2, 255]);
  });
});

describe("copyTo", () => {
  test("gives the planes and where they are", async () => {
    const frame = countingFrame();
    const bytes = new Uint8Array(24);
    expect(await frame.copyTo(bytes)).toEqual([
      { offset: 0, stride: 4 },
      { offset: 16, stride: 2 },
      { offset: 20, stride: 2 },
    ]);
    expect([...bytes]).toEqual([...counting(24)]);
  });

  test("copies the visible part, or one given, to a layout", async () => {
    const frame = countingFrame({ visibleRect: { x: 0, y: 2, width: 3, height: 2 } });
    expect(await copy(frame)).toEqual([8, 9, 10, 12, 13, 14, 18, 19, 22, 23]);
    expect(await copy(frame, { rect: { x: 2, y: 0, width: 1, height: 1 } })).toEqual([2, 17, 21]);
    const layout = [
      { offset: 2, stride: 4 },
      { offset: 0, stride: 2 },
      { offset: 12, stride: 2 },
    ];
    expect(await copy(frame, { layout })).toEqual([18, 19, 8, 9, 10, 0, 12, 13, 14, 0, 0, 0, 22, 23]);
    expect(frame.allocationSize({ layout })).toBe(14);
  });

  test("converts to four bytes a pixel by the frame's colour space", async () => {
    const colours: [string, number[], number[]][] = [
      ["white", [235, 128, 128], [255, 255, 255]],
      ["black", [16, 128, 128], [0, 0, 0]],
      ["grey", [126, 128, 128], [128, 128, 128]],
      ["red", [81, 90, 240], [255, 0, 0]],
      ["green", [145, 54, 34], [0, 255, 0]],
      ["blue", [41, 240, 110], [0, 0, 255]],
      ["below black", [0, 128, 128], [0, 0, 0]],
      ["above white", [255, 128, 128], [255, 255, 255]],
    ];
    for (const [, yuv, rgb] of colours) {
      const frame = cameraFrame(new BytesPool().copy(Uint8Array.from(yuv)), 1, 1, 0);
      const [r = NaN, g = NaN, b = NaN, a] = await copy(frame, { format: "RGBA" });
      expect(a).toBe(255);
      [r, g, b].forEach((value, i) => expect(Math.abs(value - (rgb[i] ?? NaN))).toBeLessThanOrEqual(1));
      expect(await copy(frame, { format: "RGBX" })).toEqual([r, g, b, 255]);
      expect(await copy(frame, { format: "BGRA" })).toEqual([b, g, r, 255]);
    }
    const full = new VideoFrame(Uint8Array.of(255, 128, 128), {
      ...{ format: "I420", codedWidth: 1, codedHeight: 1, timestamp: 0 },
      colorSpace: { matrix: "bt709", fullRange: true },
    });
    expect(await copy(full, { format: "RGBA" })).toEqual([255, 255, 255, 255]);
    // Pure red in BT.709 is another triple than in BT.601.
    const red709 = new VideoFrame(Uint8Array.of(63, 102, 240), {
      ...{ format: "I420", codedWidth: 1, codedHeight: 1, timestamp: 0 },
    });
    const [r = NaN, g = NaN, b = NaN] = await copy(red709, { format: "RGBA" });
    expect(r).toBeGreaterThanOrEqual(254);
    expect(Math.max(g, b)).toBeLessThanOrEqual(1);
  });

  test("converts a part with chroma where it belongs, to rows with gaps", async () => {
    const bytes = new Uint8Array(24).fill(126, 0, 16).fill(128, 16);
    bytes[23] = 200;
    const frame = new VideoFrame(bytes, { format: "I420", codedWidth: 4, codedHeight: 4, timestamp: 0 });
    const rgba = await copy(frame, { format: "RGBA" });
    const isGrey = (pixel: number): boolean => new Set(rgba.slice(4 * pixel, 4 * pixel + 3)).size === 1;
    expect(Array.from({ length: 16 }, (_, i) => i).filter((i) => !isGrey(i))).toEqual([10, 11, 14, 15]);
    const part = await copy(frame, {
      format: "RGBA",
      rect: { x: 2, y: 2, width: 1, height: 2 },
      layout: [{ offset: 3, stride: 6 }],
    });
    expect(part).toEqual([0, 0, 0, ...rgba.slice(40, 44), 0, 0, ...rgba.slice(40, 44), 0, 0]);
  });

  test("reorders four bytes a pixel", async () => {
    const init = { codedWidth: 2, codedHeight: 1, timestamp: 0 };
    const rgba = new VideoFrame(counting(8), { format: "RGBA", ...init });
    expect(await copy(rgba)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(await copy(rgba, { format: "BGRA" })).toEqual([2, 1, 0, 3, 6, 5, 4, 7]);
    expect(await copy(rgba, { format: "BGRX" })).toEqual([2, 1, 0, 255, 6, 5, 4, 255]);
    const bgrx = new VideoFrame(counting(8), { format: "BGRX", ...init });
    expect(await copy(bgrx, { format: "RGBA" })).toEqual([2, 1, 0, 255, 6, 5, 4, 255]);
  });

  test("rejects, never throws", async () => {
    const frame = countingFrame();
    const calls: [unknown, unknown, string][] = [
      [new Uint8Array(23), {}, "TypeError"],
      [undefined, {}, "TypeError"],
      [new Uint8Array(99), 5, "TypeError"],
      [new Uint8Array(99), { format: "I422" }, "NotSupportedError"],
      [new Uint8Array(99), { format: "yuv" }, "TypeError"],
      [new Uint8Array(99), { rect: { x: 1, y: 0, width: 1, height: 1 } }, "TypeError"],
      [new Uint8Array(99), { rect: { x: 0, y: 0, width: 9, height: 1 } }, "TypeError"],
      [new Uint8Array(99), { layout: [] }, "TypeError"],
      [new Uint8Array(99), { format: "RGBA", layout: [{ offset: 0, stride: 15 }] }, "TypeError"],
      [new Uint8Array(24), {}, "none"],
    ];
    for (const [destination, options, name] of calls) {
      const promise = frame.copyTo(destination as Uint8Array, options as VideoFrameCopyToOptions);
      expect([options, await rejectionName(promise)]).toEqual([options, name]);
    }
    const rgba = new VideoFrame(counting(4), { format: "RGBA", codedWidth: 1, codedHeight: 1, timestamp: 0 });
    expect(errorName(() => rgba.allocationSize({ format: "I420" }))).toBe("NotSupportedError");
  });
});

describe("closing", () => {
  test("empties the attributes and makes methods throw", async () => {
    const frame = countingFrame({ duration: 7 });
    frame.close();
    frame.close();
    expect([frame.format, frame.codedRect, frame.visibleRect]).toEqual([null, null, null]);
    expect([frame.codedWidth, frame.codedHeight, frame.displayWidth, frame.displayHeight]).toEqual([
      0, 0, 0, 0,
    ]);
    expect([frame.timestamp, frame.duration, frame.colorSpace.matrix]).toEqual([1000, 7, null]);
    expect(errorName(() => frame.clone())).toBe("InvalidStateError");
    expect(errorName(() => frame.allocationSize())).toBe("InvalidStateError");
    expect(errorName(() => frame.metadata())).toBe("InvalidStateError");
    expect(await rejectionName(frame.copyTo(new Uint8Array(24)))).toBe("InvalidStateError");
  });

  test("gives the bytes back with the last clone, once", async () => {
    const pool = new BytesPool();
    const shared = pool.copy(counting(6));
    const { bytes } = shared;
    const frame = cameraFrame(shared, 2, 2, 0);
    const clone = frame.clone();
    const view = new VideoFrame(clone, { timestamp: 4 });
    frame.close();
    frame.close();
    frame.close();
    expect(await copy(clone)).toEqual([...counting(6)]);
    clone.close();
    expect(pool.take(6).bytes).not.toBe(bytes);
    expect(await copy(view)).toEqual([...counting(6)]);
    view.close();
    expect(pool.take(6).bytes).toBe(bytes);
    expect(shared.bytes).toHaveLength(0);
  });
});

test("a pool keeps few buffers, of one size, and none once closed", () => {
  const pool = new BytesPool();
  const taken = Array.from({ length: 10 }, () => pool.take(8));
  const buffers = new Set(taken.map(({ bytes }) => bytes));
  taken.forEach((shared) => shared.letGo());
  const again = Array.from({ length: 10 }, () => pool.take(8));
  expect(again.filter(({ bytes }) => buffers.has(bytes))).toHaveLength(4);
  const larger = pool.take(16);
  again.forEach((shared) => shared.letGo());
  const { bytes } = larger;
  larger.letGo();
  expect(pool.take(8).bytes).toHaveLength(8);
  expect(pool.take(16).bytes).not.toBe(bytes);
  const last = pool.take(16);
  const lastBytes = last.bytes;
  pool.close();
  last.letGo();
  expect(pool.take(16).bytes).not.toBe(lastBytes);
});
