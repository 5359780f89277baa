/** The frame number in the test pattern, read from pictures of all sizes. */
import { pictureSize, type Picture } from "../../../bindings/hosts/media.js";
import { codeOf, numberOf } from "../../../bindings/hosts/virtual/frame-code.js";
import { readFrameNumber } from "../../../bindings/hosts/virtual/read-frame-number.js";
import { TestPattern } from "../../../bindings/hosts/virtual/test-pattern.js";

const numbers = [0, 1, 2, 255, 256, 1799, 65535, 0x12345678, 0xdeadbeef, 0xffffffff];

function pictureOf(width: number, height: number, number: number): Picture {
  const data = new TestPattern(width, height, ["Camera"]).draw(number);
  return { width, height, data, timestamp: 0 };
}

/** Luma cropped about the centre to the target's ratio, then scaled down: each pixel one of the source, or their mean. */
function cropAndScale(source: Picture, width: number, height: number, isMean: boolean): Picture {
  const scale = Math.min(source.width / width, source.height / height);
  const left = Math.floor((source.width - width * scale) / 2);
  const top = Math.floor((source.height - height * scale) / 2);
  const data = new Uint8Array(pictureSize(width, height)).fill(128);
  const columns = spansOf(left, width, scale, isMean);
  const rows = spansOf(top, height, scale, isMean);
  rows.forEach(([firstRow, endRow], y) => {
    columns.forEach(([firstColumn, endColumn], x) => {
      let sum = 0;
      for (let row = firstRow; row < endRow; row++) {
        for (let column = firstColumn; column < endColumn; column++) {
          sum += source.data[row * source.width + column] ?? 0;
        }
      }
      data[y * width + x] = sum / ((endRow - firstRow) * (endColumn - firstColumn));
    });
  });
  return { width, height, data, timestamp: 0 };
}

/** For each pixel the first of the source and the one after the last that it is made of. */
function spansOf(start: number, length: number, scale: number, isMean: boolean): [number, number][] {
  return Array.from({ length }, (_, i) => {
    const first = Math.floor(start + (isMean ? i : i + 0.5) * scale);
    return [first, isMean ? Math.max(first + 1, Math.floor(start + (i + 1) * scale)) : first + 1];
  });
}

const natives: [number, number][] = [
  [1920, 1080],
  [1080, 1920],
  [1280, 720],
  [640, 480],
  [480, 640],
  [641, 363],
  [352, 288],
  [176, 144],
];

test.each([...natives, [96, 96], [64, 48], [64, 36], [3840, 2160]])(
  "is read from %i x %i",
  (width, height) => {
    for (const number of numbers) expect(readFrameNumber(pictureOf(width, height, number))).toBe(number);
  },
);

describe.each([
  ["one pixel of many", false],
  ["the mean of pixels", true],
])("scaled to %s", (_, isMean) => {
  test.each(natives)("%i x %i is read from every format and size", (width, height) => {
    const source = pictureOf(width, height, 0x89abcdef);
    const failed: string[] = [];
    for (const ratio of [16 / 9, 4 / 3, 1, 3 / 4, 9 / 16]) {
      for (const side of isMean ? [36, 64, 239] : [36, 48, 64, 90, 120, 239, 360, 720]) {
        const [w, h] = ratio > 1 ? [Math.round(side * ratio), side] : [side, Math.round(side / ratio)];
        if (w > width || h > height) continue;
        if (readFrameNumber(cropAndScale(source, w, h, isMean)) !== 0x89abcdef) failed.push(`${w}x${h}`);
      }
    }
    expect(failed).toEqual([]);
  });
});

test("a picture only cropped is read, as far as 16:9 and 9:16", () => {
  const source = pictureOf(640, 480, 4711);
  for (const [width, height] of [
    [500, 480],
    [270, 480],
    [640, 360],
    [640, 401],
  ] as const) {
    const data = new Uint8Array(pictureSize(width, height));
    const left = (640 - width) >> 1;
    const top = (480 - height) >> 1;
    for (let y = 0; y < height; y++) {
      data.set(source.data.subarray((top + y) * 640 + left, (top + y) * 640 + left + width), y * width);
    }
    expect(readFrameNumber({ width, height, data, timestamp: 0 })).toBe(4711);
  }
});

test("there is none in pictures without it", () => {
  const plain = (luma: number): Picture => ({
    width: 640,
    height: 480,
    data: new Uint8Array(pictureSize(640, 480)).fill(luma),
    timestamp: 0,
  });
  expect(readFrameNumber(plain(16))).toBeUndefined();
  expect(readFrameNumber(plain(255))).toBeUndefined();
  let state = 1;
  const noise = plain(0);
  for (let i = 0; i < noise.data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    noise.data[i] = state >>> 24;
  }
  expect(readFrameNumber(noise)).toBeUndefined();
  const stripes = plain(0);
  stripes.data.forEach((_, i) => (stripes.data[i] = (i >> 4) % 2 ? 235 : 16));
  expect(readFrameNumber(stripes)).toBeUndefined();
  expect(readFrameNumber({ width: 1, height: 1, data: new Uint8Array(3), timestamp: 0 })).toBeUndefined();
  expect(readFrameNumber({ width: 640, height: 480, data: new Uint8Array(), timestamp: 0 })).toBeUndefined();
});

test("one wrong cell makes it unreadable, not another number", () => {
  for (const number of numbers) {
    const rows = codeOf(number);
    expect(numberOf(rows)).toBe(number);
    for (let row = 0; row < 8; row++) {
      for (let bit = 0; bit < 8; bit++) {
        const wrong = rows.map((bits, i) => (i === row ? bits ^ (1 << bit) : bits));
        expect(numberOf(wrong)).toBeUndefined();
      }
    }
  }
});
