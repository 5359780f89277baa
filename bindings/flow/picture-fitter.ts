/** Crops and scales pictures of one size to another. */
import { pictureSize } from "../hosts/media.js";
import type { Picture } from "../hosts/media.js";
import { scalePlane } from "./scale-plane.js";
import { chromaSpans, lumaSpans } from "./spans.js";

/** A part of a picture, in luma samples. */
export interface Crop extends Size {
  readonly x: number;
  readonly y: number;
}

/**
 * The largest centred part of a picture that has the aspect ratio of the output, which is no larger than the
 * picture. One side is the picture's own, the other is rounded to the nearest integer, halves up. Its corner
 * is the pair of even numbers nearest to the centred position (of two, the smaller), so that chroma samples
 * are never cut: it is centred to within one pixel.
 */
export function centredCrop(width: number, height: number, outputWidth: number, outputHeight: number): Crop {
  const isWider = width * outputHeight > height * outputWidth;
  const w = isWider ? Math.floor((2 * height * outputWidth + outputHeight) / (2 * outputHeight)) : width;
  const h = isWider ? height : Math.floor((2 * width * outputHeight + outputWidth) / (2 * outputWidth));
  return { x: ((width - w + 1) >> 2) * 2, y: ((height - h + 1) >> 2) * 2, width: w, height: h };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Plane {
  readonly sourceStart: number;
  readonly sourceStride: number;
  readonly start: number;
  readonly width: number;
  readonly height: number;
}

/** The three planes of an I420 picture, as a part of one picture and as the whole of another. */
function planesOf(source: Size, crop: Crop, width: number, height: number): Plane[] {
  const chromaStride = (source.width + 1) >> 1;
  const chromaHeight = (source.height + 1) >> 1;
  const chroma = { sourceStride: chromaStride, width: (width + 1) >> 1, height: (height + 1) >> 1 };
  const corner = (crop.y / 2) * chromaStride + crop.x / 2;
  const u = { sourceStart: source.width * source.height + corner, start: width * height };
  return [
    { sourceStart: crop.y * source.width + crop.x, sourceStride: source.width, start: 0, width, height },
    { ...chroma, ...u },
    {
      ...chroma,
      sourceStart: u.sourceStart + chromaStride * chromaHeight,
      start: u.start + chroma.width * chroma.height,
    },
  ];
}

/**
 * Makes pictures of one size out of pictures of a larger one: the largest centred part of the output's aspect
 * ratio, scaled down by area. Nothing is allocated from one picture to the next: the output's bytes are
 * always the same ones.
 */
export class PictureFitter {
  readonly width: number;
  readonly height: number;
  readonly sourceWidth: number;
  readonly sourceHeight: number;
  readonly #data: Uint8Array;
  readonly #fill: (source: Uint8Array) => void;

  constructor(source: Size, width: number, height: number) {
    this.width = width;
    this.height = height;
    this.sourceWidth = source.width;
    this.sourceHeight = source.height;
    this.#data = new Uint8Array(pictureSize(width, height));
    const crop = centredCrop(source.width, source.height, width, height);
    const planes = planesOf(source, crop, width, height);
    const isCopy = crop.width === width && crop.height === height;
    this.#fill = isCopy ? copying(planes, this.#data) : scaling(planes, this.#data, crop, { width, height });
  }

  /** Whether this is the fitter for pictures of that size. */
  fits(picture: Picture, width: number, height: number): boolean {
    return (
      picture.width === this.sourceWidth &&
      picture.height === this.sourceHeight &&
      width === this.width &&
      height === this.height
    );
  }

  /** The bytes of the picture made; they are overwritten by the next call. */
  fit(source: Uint8Array): Uint8Array {
    this.#fill(source);
    return this.#data;
  }
}

function copying(planes: readonly Plane[], target: Uint8Array): (source: Uint8Array) => void {
  return (source) => {
    for (const { sourceStart, sourceStride, start, width, height } of planes) {
      if (sourceStride === width) {
        target.set(source.subarray(sourceStart, sourceStart + width * height), start);
        continue;
      }
      for (let y = 0; y < height; y++) {
        const from = sourceStart + y * sourceStride;
        target.set(source.subarray(from, from + width), start + y * width);
      }
    }
  };
}

function scaling(
  planes: readonly Plane[],
  target: Uint8Array,
  crop: Crop,
  { width, height }: Size,
): (source: Uint8Array) => void {
  const sums = new Int32Array(crop.width);
  const lumaGrid = { columns: lumaSpans(crop.width, width), rows: lumaSpans(crop.height, height) };
  const chromaGrid = { columns: chromaSpans(crop.width, width), rows: chromaSpans(crop.height, height) };
  return (data) => {
    for (const plane of planes) {
      const { columns, rows } = plane.start === 0 ? lumaGrid : chromaGrid;
      const view = { data, offset: plane.sourceStart, stride: plane.sourceStride };
      scalePlane(view, target, plane.start, columns, rows, sums);
    }
  };
}
