/** Fits the pictures of a file into those of a camera. */
import { pictureSize } from "../media.js";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** For each pixel along one side: the first pixel it is made of, and how much of that and those after it. */
interface Kernel {
  readonly firsts: Int32Array;
  readonly taps: number;
  readonly weights: Float32Array;
}

/**
 * A kernel that makes `length` pixels of the part of `sourceLength` ones that is centred and `scale` times as long:
 * linear between two pixels, and a mean weighted by the distance where more of them become one.
 */
function kernelOf(length: number, sourceLength: number, scale: number): Kernel {
  const radius = Math.max(1, scale);
  const taps = Math.min(sourceLength, Math.ceil(2 * radius) + 1);
  const firsts = new Int32Array(length);
  const weights = new Float32Array(length * taps);
  for (let i = 0; i < length; i++) {
    const centre = sourceLength / 2 + (i + 0.5 - length / 2) * scale - 0.5;
    const first = Math.min(Math.max(0, Math.ceil(centre - radius)), sourceLength - taps);
    firsts[i] = first;
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) {
      const weight = Math.max(0, 1 - Math.abs(first + tap - centre) / radius);
      weights[i * taps + tap] = weight;
      sum += weight;
    }
    // Where the kernel reaches beyond the edge, the rest of it counts for all.
    for (let at = i * taps; at < (i + 1) * taps; at++) weights[at] = (weights[at] ?? 0) / sum;
  }
  return { firsts, taps, weights };
}

/** One plane made of another, along both sides. */
class Plane {
  readonly #width: number;
  readonly #height: number;
  readonly #sourceWidth: number;
  readonly #across: Kernel;
  readonly #down: Kernel;
  /** The source's rows that are needed, made as long as the plane's. */
  readonly #rows: Float32Array[] = [];
  readonly #held: Int32Array;

  constructor(width: number, height: number, sourceWidth: number, sourceHeight: number, scale: number) {
    this.#width = width;
    this.#height = height;
    this.#sourceWidth = sourceWidth;
    this.#across = kernelOf(width, sourceWidth, scale);
    this.#down = kernelOf(height, sourceHeight, scale);
    for (let i = 0; i < this.#down.taps; i++) this.#rows.push(new Float32Array(width));
    this.#held = new Int32Array(this.#down.taps);
  }

  make(source: Uint8Array, from: number, target: Uint8Array, to: number): void {
    const { firsts, taps, weights } = this.#down;
    this.#held.fill(-1);
    const sums = new Float32Array(this.#width);
    for (let y = 0; y < this.#height; y++) {
      const first = firsts[y] ?? 0;
      sums.fill(0.5);
      for (let tap = 0; tap < taps; tap++) {
        const weight = weights[y * taps + tap] ?? 0;
        if (weight === 0) continue;
        const row = this.#row(source, from, first + tap);
        for (let x = 0; x < row.length; x++) sums[x] = (sums[x] ?? 0) + weight * (row[x] ?? 0);
      }
      target.set(sums, to + y * this.#width);
    }
  }

  #row(source: Uint8Array, from: number, y: number): Float32Array {
    const place = y % this.#rows.length;
    const row = this.#rows[place] ?? new Float32Array(this.#width);
    if (this.#held[place] === y) return row;
    this.#held[place] = y;
    const { firsts, taps, weights } = this.#across;
    const start = from + y * this.#sourceWidth;
    for (let x = 0; x < row.length; x++) {
      const first = start + (firsts[x] ?? 0);
      let sum = 0;
      for (let tap = 0; tap < taps; tap++) sum += (weights[x * taps + tap] ?? 0) * (source[first + tap] ?? 0);
      row[x] = sum;
    }
    return row;
  }
}

/** Crops pictures about their centre and scales them to another size, without stretching. */
export class PictureResampler {
  readonly #data: Uint8Array;
  readonly #planes: { readonly plane: Plane; readonly from: number; readonly to: number }[] = [];

  /** For pictures of the size `source` that are to have the size `target`. */
  constructor(source: Size, target: Size) {
    this.#data = new Uint8Array(pictureSize(target.width, target.height));
    const scale = Math.min(source.width / target.width, source.height / target.height);
    let [from, to] = [0, 0];
    for (const shift of [0, 1, 1]) {
      const [sourceWidth, sourceHeight] = [(source.width + shift) >> shift, (source.height + shift) >> shift];
      const [width, height] = [(target.width + shift) >> shift, (target.height + shift) >> shift];
      this.#planes.push({ plane: new Plane(width, height, sourceWidth, sourceHeight, scale), from, to });
      from += sourceWidth * sourceHeight;
      to += width * height;
    }
  }

  /** The picture at the size aimed at, in I420; good until the next is made. */
  make(source: Uint8Array): Uint8Array {
    for (const { plane, from, to } of this.#planes) plane.make(source, from, this.#data, to);
    return this.#data;
  }
}
