import { pictureSize } from "../../../bindings/hosts/media.js";
import { PictureFitter, centredCrop } from "../../../bindings/flow/picture-fitter.js";
import type { Picture } from "../../../bindings/hosts/media.js";
import { draw, rows } from "./pictures.js";

function fit(picture: Picture, width: number, height: number): Picture {
  const data = new PictureFitter(picture, width, height).fit(picture.data);
  return { width, height, data, timestamp: 0 };
}

function at(lines: number[][], x: number, y: number): number {
  return lines[y]?.[x] ?? NaN;
}

/** The area average by its definition, in exact fractions: every source pixel, by what it shares with the output pixel. */
function average(
  lines: number[][],
  crop: { x: number; y: number; width: number; height: number },
  outWidth: number,
  outHeight: number,
  scale: 1 | 2,
  X: number,
  Y: number,
): number {
  const common = (length: number, out: number, start: number, I: number, i: number): number => {
    // In 1 / out pixels of luma; the last chroma sample ends where luma does.
    const from = start * out + scale * I * length;
    const to = Math.min(from + scale * length, (start + length) * out);
    return Math.max(0, Math.min(to, scale * (i + 1) * out) - Math.max(from, scale * i * out));
  };
  let [sum, total] = [0, 0];
  lines.forEach((line, y) => {
    const vertical = common(crop.height, outHeight, crop.y, Y, y);
    if (vertical === 0) return;
    line.forEach((value, x) => {
      const weight = vertical * common(crop.width, outWidth, crop.x, X, x);
      sum += weight * value;
      total += weight;
    });
  });
  return Math.floor((2 * sum + total) / (2 * total));
}

describe("the crop", () => {
  const cases: [number, number, number, number, object][] = [
    [1920, 1080, 1280, 720, { x: 0, y: 0, width: 1920, height: 1080 }],
    [1920, 1080, 1080, 1080, { x: 420, y: 0, width: 1080, height: 1080 }],
    [1920, 1080, 640, 480, { x: 240, y: 0, width: 1440, height: 1080 }],
    [640, 480, 640, 360, { x: 0, y: 60, width: 640, height: 360 }],
    [1080, 1920, 720, 720, { x: 0, y: 420, width: 1080, height: 1080 }],
    [640, 480, 639, 480, { x: 0, y: 0, width: 639, height: 480 }],
    [640, 480, 479, 479, { x: 80, y: 0, width: 480, height: 480 }],
    [9, 9, 4, 3, { x: 0, y: 0, width: 9, height: 7 }],
  ];
  test.each(cases)("of %i x %i for %i x %i", (width, height, w, h, expected) => {
    expect(centredCrop(width, height, w, h)).toEqual(expected);
  });

  test("lies within the picture, on even pixels, within a pixel of the centre, and is as large as can be", () => {
    for (let width = 1; width <= 33; width++) {
      for (let height = 1; height <= 17; height++) {
        for (let w = 1; w <= width; w++) {
          for (let h = 1; h <= height; h++) {
            const crop = centredCrop(width, height, w, h);
            const isInside =
              crop.x >= 0 && crop.y >= 0 && crop.x + crop.width <= width && crop.y + crop.height <= height;
            const isEven = crop.x % 2 === 0 && crop.y % 2 === 0;
            const isCentred =
              Math.abs(2 * crop.x + crop.width - width) <= 2 &&
              Math.abs(2 * crop.y + crop.height - height) <= 2;
            const isLarge = crop.width === width || crop.height === height;
            const isStraight =
              Math.abs(crop.width - (crop.height * w) / h) <= 0.5 ||
              Math.abs(crop.height - (crop.width * h) / w) <= 0.5;
            const isLarger = crop.width >= w && crop.height >= h;
            if (!(isInside && isEven && isCentred && isLarge && isStraight && isLarger)) {
              throw new Error(`${width}x${height} to ${w}x${h}: ${JSON.stringify(crop)}`);
            }
          }
        }
      }
    }
  });
});

describe("scaled pictures", () => {
  test("are exactly the area averages, in all three planes, at every size from 1x1 to 9x9", () => {
    const noise = (seed: number) => (x: number, y: number) =>
      (x * 97 + y * 57 + x * y * 31 + seed * 13) % 256;
    for (let width = 1; width <= 9; width++) {
      for (let height = 1; height <= 9; height++) {
        const picture = draw(width, height, noise(1), noise(2), noise(3));
        for (let w = 1; w <= width; w++) {
          for (let h = 1; h <= height; h++) {
            const crop = centredCrop(width, height, w, h);
            const fitted = fit(picture, w, h);
            expect(fitted.data.length).toBe(pictureSize(w, h));
            for (const plane of [0, 1, 2] as const) {
              const source = rows(picture, plane);
              const expected = rows(fitted, plane).map((line, y) =>
                line.map((_, x) => average(source, crop, w, h, plane === 0 ? 1 : 2, x, y)),
              );
              const [got, wanted] = [rows(fitted, plane), expected].map((lines) => JSON.stringify(lines));
              if (got !== wanted) {
                throw new Error(`${width}x${height} to ${w}x${h}, plane ${plane}: ${got}, not ${wanted}`);
              }
            }
          }
        }
      }
    }
  });

  test.each([
    [1920, 1080, 1280, 720],
    [1920, 1080, 1279, 719],
    [641, 481, 7, 5],
    [4096, 16, 1, 1],
    [639, 479, 638, 1],
  ])("of one colour are of that colour: %i x %i to %i x %i", (width, height, w, h) => {
    const picture = draw(
      width,
      height,
      () => 255,
      () => 3,
      () => 254,
    );
    const fitted = fit(picture, w, h);
    expect([0, 1, 2].map((plane) => [...new Set(rows(fitted, plane as 0 | 1 | 2).flat())])).toEqual([
      [255],
      [3],
      [254],
    ]);
  });

  test.each([
    [640, 480, 333, 250],
    [1001, 30, 1000, 30],
    [256, 256, 100, 177],
  ])("of a gradient never fall back: %i x %i to %i x %i", (width, height, w, h) => {
    const ramp = (x: number, y: number): number =>
      Math.min(255, Math.floor((x * 200) / width + (y * 50) / height));
    const lines = rows(fit(draw(width, height, ramp), w, h), 0);
    const falls: [number, number][] = [];
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        const value = at(lines, x, y);
        if ((x > 0 && value < at(lines, x - 1, y)) || (y > 0 && value < at(lines, x, y - 1)))
          falls.push([x, y]);
      }
    }
    expect(falls).toEqual([]);
    expect(at(lines, w - 1, h - 1) - at(lines, 0, 0)).toBeGreaterThan(150);
  });

  test("stripes of one pixel become their mean, however far they are scaled down", () => {
    const stripes = (x: number): number => (x % 2) * 255;
    expect(rows(fit(draw(1920, 2, stripes), 1, 1), 0)).toEqual([[128]]);
    expect(rows(fit(draw(1920, 2, stripes), 960, 1), 0)).toEqual([Array(960).fill(128)]);
  });

  test.each([
    [1920, 1080, 640, 640],
    [1920, 1080, 320, 480],
    [1280, 720, 640, 200],
    [640, 480, 333, 301],
  ])("a circle in the middle of %i x %i stays one in %i x %i", (width, height, w, h) => {
    const crop = centredCrop(width, height, w, h);
    const radius = Math.min(crop.width, crop.height) / 3;
    const disc = (x: number, y: number): number =>
      Math.hypot(x + 0.5 - width / 2, y + 0.5 - height / 2) <= radius ? 235 : 16;
    const lines = rows(fit(draw(width, height, disc), w, h), 0);
    const extent = (values: boolean[]): { size: number; middle: number } => {
      const [first, last] = [values.indexOf(true), values.lastIndexOf(true)];
      return { size: last - first + 1, middle: (first + last + 1) / 2 };
    };
    const across = extent(lines[0]?.map((_, x) => lines.some((line) => (line[x] ?? 0) > 125)) ?? []);
    const down = extent(lines.map((line) => line.some((value) => value > 125)));
    const scaled = (2 * radius * w) / crop.width;
    expect(Math.abs(across.size - scaled)).toBeLessThanOrEqual(2);
    expect(Math.abs(down.size - scaled)).toBeLessThanOrEqual(2);
    expect(Math.abs(across.middle - w / 2)).toBeLessThanOrEqual(1);
    expect(Math.abs(down.middle - h / 2)).toBeLessThanOrEqual(1);
  });

  test("colours stay where the light is", () => {
    // The left part is bright and red, the rest dark and grey: both edges must be at the same place.
    const edge = 300;
    const picture = draw(
      640,
      480,
      (x) => (x < edge ? 200 : 20),
      (x) => (2 * x < edge ? 90 : 128),
      (x) => (2 * x < edge ? 240 : 128),
    );
    for (const [w, h] of [
      [320, 240],
      [333, 250],
      [401, 401],
      [101, 33],
    ] as const) {
      const fitted = fit(picture, w, h);
      const luma = rows(fitted, 0)[h >> 1] ?? [];
      const chroma = rows(fitted, 2)[h >> 2] ?? [];
      // Places of the edge to a fraction of a pixel, from the pixel it runs through.
      const place = (line: number[], high: number, low: number): number => {
        const whole = line.findIndex((value) => value < high);
        return whole + ((line[whole] ?? low) - low) / (high - low);
      };
      expect(Math.abs(place(luma, 200, 20) - 2 * place(chroma, 240, 128))).toBeLessThan(0.05);
    }
  });
});

describe("cropped pictures", () => {
  test("are the middle of the picture, byte by byte", () => {
    const picture = draw(
      16,
      10,
      (x, y) => 16 * y + x,
      (x, y) => 100 + 8 * y + x,
      (x, y) => 200 + 8 * y + x,
    );
    const fitted = fit(picture, 10, 10);
    // 3 from the left is not even: 2.
    expect(rows(fitted, 0)[1]).toEqual([18, 19, 20, 21, 22, 23, 24, 25, 26, 27]);
    expect(rows(fitted, 1)[1]).toEqual([109, 110, 111, 112, 113]);
    expect(rows(fitted, 2)[4]).toEqual([233, 234, 235, 236, 237]);
    const low = fit(picture, 16, 5);
    expect(rows(low, 0)[0]).toEqual(rows(picture, 0)[2]);
    expect(rows(low, 2)).toEqual(rows(picture, 2).slice(1, 4));
  });

  test("of odd sizes keep the chroma of their last column and row", () => {
    const picture = draw(
      7,
      7,
      (x, y) => 10 * y + x,
      (x, y) => 10 * y + x,
    );
    const fitted = fit(picture, 7, 5);
    expect(rows(fitted, 0)).toEqual(rows(picture, 0).slice(0, 5));
    expect(rows(fitted, 1)).toEqual(rows(picture, 1).slice(0, 3));
  });
});
