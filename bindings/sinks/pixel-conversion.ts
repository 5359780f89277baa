/** Copies pixels from one layout to another, and from one format to another. */
import { planesOf } from "./pixel-formats.js";
import type { CombinedLayout, PixelFormat } from "./pixel-formats.js";
import type { Rectangle } from "./rectangle.js";
import type { VideoColorSpace } from "./video-color-space.js";

/** A whole picture, its planes one after the other without gaps. */
export interface Pixels {
  readonly format: PixelFormat;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** Copies planes out of a picture to where the layout wants them. */
export function copyPlanes(
  { format, width, height, bytes }: Pixels,
  layout: CombinedLayout,
  to: Uint8Array,
): void {
  let start = 0;
  planesOf[format].forEach(({ sampleWidth, sampleHeight, sampleBytes }, i) => {
    const planeStride = Math.ceil(width / sampleWidth) * sampleBytes;
    const plane = layout.planes[i];
    if (plane) {
      const first = start + plane.sourceRow * planeStride + plane.sourceColumn;
      copyRows(bytes, first, planeStride, to, plane.offset, plane.stride, plane.rows, plane.rowBytes);
    }
    start += planeStride * Math.ceil(height / sampleHeight);
  });
}

/** The planes of a whole picture, from where the layout says, one after the other without gaps. */
export function gatherPlanes(from: Uint8Array, layout: CombinedLayout, to: Uint8Array): void {
  let start = 0;
  for (const { offset, stride, rows, rowBytes } of layout.planes) {
    copyRows(from, offset, stride, to, start, rowBytes, rows, rowBytes);
    start += rows * rowBytes;
  }
}

function copyRows(
  from: Uint8Array,
  fromStart: number,
  fromStride: number,
  to: Uint8Array,
  toStart: number,
  toStride: number,
  rows: number,
  rowBytes: number,
): void {
  if (fromStride === rowBytes && toStride === rowBytes) {
    to.set(from.subarray(fromStart, fromStart + rows * rowBytes), toStart);
    return;
  }
  for (let row = 0; row < rows; row++) {
    const first = fromStart + row * fromStride;
    to.set(from.subarray(first, first + rowBytes), toStart + row * toStride);
  }
}

/** The order of red, green and blue in a pixel of four bytes. */
function orderOf(format: PixelFormat): readonly [number, number, number] {
  return format.startsWith("BGR") ? [2, 1, 0] : [0, 1, 2];
}

/** Converts a part of a picture to a format of four bytes a pixel. */
export function convertToRgb(
  pixels: Pixels,
  rect: Rectangle,
  colorSpace: VideoColorSpace,
  format: PixelFormat,
  { offset, stride }: PlaneLayout,
  to: Uint8Array,
): void {
  if (pixels.format === "I420") convertI420(pixels, rect, colorSpace, orderOf(format), offset, stride, to);
  else reorder(pixels, rect, format, offset, stride, to);
}

function reorder(
  pixels: Pixels,
  rect: Rectangle,
  format: PixelFormat,
  offset: number,
  stride: number,
  to: Uint8Array,
): void {
  const [fromRed, green, fromBlue] = orderOf(pixels.format);
  const [red, , blue] = orderOf(format);
  const isOpaque = format.endsWith("X") || pixels.format.endsWith("X");
  const { bytes, width } = pixels;
  for (let y = 0; y < rect.height; y++) {
    let p = ((rect.y + y) * width + rect.x) * 4;
    let q = offset + y * stride;
    for (let x = 0; x < rect.width; x++, p += 4, q += 4) {
      to[q + red] = bytes[p + fromRed] as number;
      to[q + green] = bytes[p + green] as number;
      to[q + blue] = bytes[p + fromBlue] as number;
      to[q + 3] = isOpaque ? 255 : (bytes[p + 3] as number);
    }
  }
}

/** The shares of red and of blue in luma, by matrix. */
const lumaShares: Readonly<Record<string, readonly [number, number]>> = {
  bt709: [0.2126, 0.0722],
  bt470bg: [0.299, 0.114],
  smpte170m: [0.299, 0.114],
  "bt2020-ncl": [0.2627, 0.0593],
};

const SHIFT = 16;
const ONE = 1 << SHIFT;
const HALF = ONE >> 1;

/** The factors from luma and chroma to red, green and blue, in parts of `ONE`. */
function factors({ matrix, fullRange }: VideoColorSpace): {
  floor: number;
  luma: number;
  redV: number;
  greenU: number;
  greenV: number;
  blueU: number;
} {
  const [kr, kb] = lumaShares[matrix ?? "bt709"] ?? [0.2126, 0.0722];
  const kg = 1 - kr - kb;
  const chroma = fullRange ? 1 : 255 / 224;
  const fixed = (factor: number): number => Math.round(factor * ONE);
  return {
    floor: fullRange ? 0 : 16,
    luma: fixed(fullRange ? 1 : 255 / 219),
    redV: fixed(2 * (1 - kr) * chroma),
    greenU: fixed((-2 * kb * (1 - kb) * chroma) / kg),
    greenV: fixed((-2 * kr * (1 - kr) * chroma) / kg),
    blueU: fixed(2 * (1 - kb) * chroma),
  };
}

function convertI420(
  { bytes, width, height }: Pixels,
  rect: Rectangle,
  colorSpace: VideoColorSpace,
  [red, green, blue]: readonly [number, number, number],
  offset: number,
  stride: number,
  to: Uint8Array,
): void {
  const { floor, luma, redV, greenU, greenV, blueU } = factors(colorSpace);
  const chromaWidth = (width + 1) >> 1;
  const uStart = width * height;
  const vStart = uStart + chromaWidth * ((height + 1) >> 1);
  for (let y = 0; y < rect.height; y++) {
    const row = (rect.y + y) * width + rect.x;
    const chromaRow = ((rect.y + y) >> 1) * chromaWidth;
    let q = offset + y * stride;
    for (let x = 0; x < rect.width; x++, q += 4) {
      const c = chromaRow + ((rect.x + x) >> 1);
      const u = (bytes[uStart + c] as number) - 128;
      const v = (bytes[vStart + c] as number) - 128;
      const base = ((bytes[row + x] as number) - floor) * luma + HALF;
      to[q + red] = clamp((base + redV * v) >> SHIFT);
      to[q + green] = clamp((base + greenU * u + greenV * v) >> SHIFT);
      to[q + blue] = clamp((base + blueU * u) >> SHIFT);
      to[q + 3] = 255;
    }
  }
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
