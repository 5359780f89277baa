import type { AudioBlock } from "../hosts/media.js";

const BLOCKS_A_SECOND = 100;

/**
 * Cuts a stream of samples into blocks of 10 milliseconds. At rates that 100 does not divide, lengths
 * alternate so that every block ends at the last whole sample of its time, and there is no drift; below 100
 * samples a second a block has one. Blocks are views of the same samples, overwritten by the next.
 */
export class AudioBlocks {
  readonly #sampleRate: number;
  readonly #output: (block: AudioBlock) => void;
  readonly #samples: readonly Float32Array[];
  readonly #views = new Map<number, Float32Array[]>();
  #stream = 0;
  #origin = 0;
  /** Blocks' time since the origin, in hundredths of a second, and the samples before and within it. */
  #index = 0;
  #framesBefore = 0;
  #length = 0;
  #filled = 0;

  constructor(sampleRate: number, channelCount: number, output: (block: AudioBlock) => void) {
    this.#sampleRate = sampleRate;
    this.#output = output;
    const longest = Math.ceil(sampleRate / BLOCKS_A_SECOND) + 1;
    this.#samples = Array.from({ length: channelCount }, () => new Float32Array(longest));
    this.begin(0);
  }

  /** Where the next block begins, in microseconds. */
  get end(): number {
    return this.#origin + (this.#framesBefore * 1e6) / this.#sampleRate;
  }

  /** Begins a stream at a timestamp; what has not filled a block is dropped. */
  begin(stamp: number): void {
    this.#stream += 1;
    this.#origin = stamp;
    this.#index = 0;
    this.#framesBefore = 0;
    this.#measure();
  }

  /** Takes `length` samples of each channel from `start` on, and puts out the blocks that they fill. */
  append(channels: readonly Float32Array[], start: number, length: number): void {
    const stream = this.#stream;
    // Whoever takes a block may begin another stream in the middle of this one.
    for (let taken = 0; taken < length && stream === this.#stream;) {
      const count = Math.min(length - taken, this.#length - this.#filled);
      const from = start + taken;
      this.#samples.forEach((samples, i) => {
        const channel = channels[i];
        if (channel) samples.set(channel.subarray(from, from + count), this.#filled);
      });
      this.#filled += count;
      taken += count;
      if (this.#filled === this.#length) this.#putOut();
    }
  }

  /** Puts out a block of silence. */
  silence(): void {
    for (const samples of this.#samples) samples.fill(0);
    this.#putOut();
  }

  #putOut(): void {
    const channels = this.#view(this.#length);
    const timestamp = Math.round(this.end);
    this.#framesBefore += this.#length;
    this.#measure();
    this.#output({ sampleRate: this.#sampleRate, channels, timestamp });
  }

  /** Finds the length of the next block. */
  #measure(): void {
    this.#filled = 0;
    do {
      this.#index += 1;
      this.#length = Math.floor((this.#index * this.#sampleRate) / BLOCKS_A_SECOND) - this.#framesBefore;
    } while (this.#length < 1);
  }

  #view(length: number): Float32Array[] {
    let view = this.#views.get(length);
    if (!view) {
      view = this.#samples.map((samples) => samples.subarray(0, length));
      this.#views.set(length, view);
    }
    return view;
  }
}
