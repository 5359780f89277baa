import { makeFilter } from "./resampling-filter.js";
import type { ResamplingFilter } from "./resampling-filter.js";

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Takes `length` samples of each channel, from `start` on; they are overwritten by the next. */
export type SamplesOutput = (channels: readonly Float32Array[], start: number, length: number) => void;

/**
 * Changes the sample rate of a stream, block by block, as if it were one. Output sample n is the stream at n
 * times from / to, exactly: the position is counted in integers, so there is no drift. What comes out lags
 * behind what went in by half the filter's length; before its first sample the stream is silent.
 */
export class Resampler {
  readonly #output: SamplesOutput;
  readonly #from: number;
  readonly #to: number;
  readonly #filter: ResamplingFilter;
  readonly #chunk: Float32Array[];
  readonly #history: Float32Array[];
  /** Input samples held, of which the first is the first that the next output sample needs. */
  #held: number;
  /** Where the next output sample lies beyond its middle input sample, in parts of 1 / to. */
  #fraction = 0;

  constructor(from: number, to: number, channelCount: number, output: SamplesOutput) {
    const divisor = greatestCommonDivisor(from, to);
    this.#from = from / divisor;
    this.#to = to / divisor;
    this.#output = output;
    this.#filter = makeFilter(this.#from, this.#to);
    const { taps } = this.#filter;
    this.#held = taps / 2 - 1;
    this.#history = Array.from({ length: channelCount }, () => new Float32Array(taps + 1024));
    this.#chunk = Array.from({ length: channelCount }, () => new Float32Array(256));
  }

  /** Takes `length` samples of each channel, from `start` on, and puts out all that have become known. */
  push(channels: readonly Float32Array[], start: number, length: number): void {
    this.#append(channels, start, length);
    const { taps } = this.#filter;
    const size = this.#chunk[0]?.length ?? 0;
    let position = 0;
    let count = 0;
    while (position + taps <= this.#held) {
      this.#convolve(position, count);
      this.#fraction += this.#from;
      const steps = Math.floor(this.#fraction / this.#to);
      this.#fraction -= steps * this.#to;
      position += steps;
      if (++count === size) {
        this.#output(this.#chunk, 0, count);
        count = 0;
      }
    }
    this.#drop(position);
    if (count > 0) this.#output(this.#chunk, 0, count);
  }

  #append(channels: readonly Float32Array[], start: number, length: number): void {
    const needed = this.#held + length;
    this.#history.forEach((history, i) => {
      let target = history;
      if (history.length < needed) {
        target = new Float32Array(2 * needed);
        target.set(history.subarray(0, this.#held));
        this.#history[i] = target;
      }
      const input = channels[i];
      if (input) target.set(input.subarray(start, start + length), this.#held);
    });
    this.#held = needed;
  }

  #drop(count: number): void {
    for (const history of this.#history) history.copyWithin(0, count, this.#held);
    this.#held -= count;
  }

  #convolve(position: number, index: number): void {
    const { taps, phases, coefficients } = this.#filter;
    const exact = (this.#fraction * phases) / this.#to;
    const phase = Math.floor(exact);
    const share = exact - phase;
    const row = phase * taps;
    for (let channel = 0; channel < this.#chunk.length; channel++) {
      const [input, output] = [this.#history[channel], this.#chunk[channel]];
      if (!input || !output) continue;
      let sum = dot(input, position, coefficients, row, taps);
      if (share > 0) sum += (dot(input, position, coefficients, row + taps, taps) - sum) * share;
      output[index] = sum;
    }
  }
}

function dot(a: Float32Array, aStart: number, b: Float32Array, bStart: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (a[aStart + i] as number) * (b[bStart + i] as number);
  return sum;
}
