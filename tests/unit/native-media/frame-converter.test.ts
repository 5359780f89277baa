import { FrameConverter } from "../../../bindings/native-media/frame-converter.js";
import { PlaneFitter } from "../../../bindings/native-media/frame-planes.js";
import { bytesOf, fitted, frame, installFrames, noise, openFrames, removeFrames } from "./frames.js";

beforeEach(installFrames);
afterEach(removeFrames);

function converter(width: number, height: number, frameRate = 30): FrameConverter {
  return new FrameConverter({ width, height, frameRate });
}

test("a frame that fits passes through untouched", async () => {
  const given = frame(64, 48, 5000);
  expect(await converter(64, 48).convert(given)).toBe(given);
  expect(given.format).toBe("I420");
});

test.each([
  ["cropped at the sides", [48, 48]],
  ["cropped above and below", [64, 30]],
  ["cropped to odd sides", [47, 48]],
  ["scaled", [32, 24]],
  ["scaled to odd sides", [33, 25]],
  ["cropped and scaled", [20, 31]],
  ["made as small as can be", [1, 1]],
] as const)("a frame %s has the pixels that portable tracks have", async (_, [width, height]) => {
  const converted = await converter(width, height).convert(frame(64, 48, 5000));
  expect(converted).toMatchObject({ displayWidth: width, displayHeight: height, timestamp: 5000 });
  if (converted) expect(await bytesOf(converted)).toEqual(fitted([64, 48], [width, height]));
  expect(openFrames()).toBe(1);
});

test("a frame of a crop shares the memory of the one it was made of", async () => {
  const converted = await converter(48, 48).convert(frame(64, 48, 0));
  expect([converted?.codedWidth, converted?.codedHeight]).toEqual([64, 48]);
});

test("what is shown in another size than its pixels is cropped within what is shown, not passed on", async () => {
  const shown = new VideoFrame(frame(64, 48, 0), { displayWidth: 32, displayHeight: 24 });
  // It would have to be drawn, which Node cannot.
  await expect(converter(32, 24).convert(shown)).rejects.toThrow("OffscreenCanvas");
  expect(shown.format).toBeNull();
});

test("frames smaller than the output are dropped and closed, and cropped where no others come", async () => {
  const told: unknown[] = [];
  const conversion = new FrameConverter({ width: 64, height: 48, frameRate: 30 }, (size) => told.push(size));
  expect(await conversion.convert(frame(62, 48, 0))).toBeUndefined();
  expect(await conversion.convert(frame(64, 46, 33_333))).toBeUndefined();
  expect(openFrames()).toBe(0);
  (await conversion.convert(frame(64, 48, 66_667)))?.close();
  expect(await conversion.convert(frame(60, 60, 100_000))).toBeUndefined();
  const converted = await conversion.convert(frame(60, 60, 1_200_000));
  expect(converted).toMatchObject({ displayWidth: 60, displayHeight: 45 });
  expect(openFrames()).toBe(1);
  expect(told.at(-1)).toEqual({ width: 60, height: 60, isShort: true });
});

test("every third of thirty frames a second is ten a second, from the next frame on", async () => {
  const conversion = converter(32, 24, 10);
  const taken: number[] = [];
  const pass = async (from: number, to: number): Promise<void> => {
    for (let i = from; i < to; i++) {
      const converted = await conversion.convert(frame(64, 48, Math.round((i * 1e6) / 30)));
      if (converted) taken.push(i);
      converted?.close();
    }
  };
  await pass(0, 12);
  expect(taken).toEqual([0, 3, 6, 9]);
  conversion.configure({ width: 16, height: 12, frameRate: 15 });
  await pass(12, 18);
  expect(taken).toEqual([0, 3, 6, 9, 12, 14, 16]);
  expect(openFrames()).toBe(0);
});

test("timestamps rise on when those of another track begin anew", async () => {
  const conversion = converter(64, 48);
  const first = await conversion.convert(frame(64, 48, 9_000_000));
  conversion.restart();
  // The very next one comes too soon after the first, by the clock.
  (await conversion.convert(frame(64, 48, 0)))?.close();
  const third = await conversion.convert(frame(64, 48, 40_000));
  const fourth = await conversion.convert(frame(64, 48, 80_000));
  expect(first?.timestamp).toBe(9_000_000);
  expect(third?.timestamp).toBeGreaterThanOrEqual(9_040_000);
  expect((fourth?.timestamp ?? 0) - (third?.timestamp ?? 0)).toBe(40_000);
  expect(openFrames()).toBe(3);
});

test("a frame that cannot be converted is closed", async () => {
  const broken = frame(64, 48, 0);
  broken.copyTo = () => Promise.reject(new Error("lost"));
  await expect(converter(32, 24).convert(broken)).rejects.toThrow("lost");
  expect(openFrames()).toBe(0);
});

test.each([
  [64, 48],
  [63, 47],
])("planes in NV12, %d x %d, become those of I420", async (width, height) => {
  const picture = noise(width, height);
  const luma = width * height;
  const chroma = (picture.length - luma) / 2;
  const stride = 2 * ((width + 1) >> 1);
  const interleaved = Uint8Array.from(
    { length: 2 * chroma },
    (_, i) => picture[luma + (i >> 1) + (i % 2) * chroma] ?? 0,
  );
  const inNv12 = {
    format: "NV12",
    displayWidth: width,
    displayHeight: height,
    colorSpace: { toJSON: () => ({}) },
    copyTo(to: Uint8Array, { layout: [first, second] }: { layout: PlaneLayout[] }) {
      expect([first?.stride, second?.stride]).toEqual([width, stride]);
      to.set(picture.subarray(0, luma), first?.offset);
      to.set(interleaved, second?.offset);
      return Promise.resolve();
    },
  } as unknown as VideoFrame;
  const converted = await new PlaneFitter().fit(inNv12, 20, 16, 70);
  expect(converted).toMatchObject({ format: "I420", timestamp: 70 });
  expect(await bytesOf(converted)).toEqual(fitted([width, height], [20, 16]));
});
