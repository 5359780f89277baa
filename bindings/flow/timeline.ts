import type { Clock } from "../hosts/clock.js";

/**
 * One line of timestamps, in microseconds, for what a flow puts out: native media and what stands in for it.
 *
 * The clock is mapped to it by the newest native media: their timestamp belongs to the clock's reading on
 * arrival, and from there one second of the clock is one second of the line. Before any have come, the line
 * begins with 0 where it was made. Native timestamps are kept as they are, unless they start anew (the device
 * was opened again, or its timestamps have gone back) or the line has been begun without them: then they are
 * shifted by a constant, so that the first lands where the clock says it is.
 */
export class Timeline {
  readonly #clock: Clock;
  #offset = 0;
  #newest: number | undefined;
  #isAnew = false;
  #anchorTime: number;
  #anchorStamp = 0;
  /** What the line has been used up to; later media may start here, not before. */
  end = -Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#anchorTime = clock.now();
  }

  /** What comes next is of another opening of the device, whose timestamps have nothing to do with those before. */
  restart(): void {
    this.#isAnew = this.#newest !== undefined;
  }

  /**
   * The place of native media on the line. Called for all that arrive, used or not, as it keeps the clock
   * mapped.
   */
  place(native: number): number {
    const startsAnew =
      this.#isAnew || (this.#newest === undefined ? this.end > -Infinity : native <= this.#newest);
    this.#isAnew = false;
    if (startsAnew) this.#offset = Math.max(Math.round(this.now()), Math.ceil(this.end)) - native;
    this.#newest = native;
    this.#anchorTime = this.#clock.now();
    this.#anchorStamp = native + this.#offset;
    return this.#anchorStamp;
  }

  /** The present moment on the line. */
  now(): number {
    return this.#anchorStamp + (this.#clock.now() - this.#anchorTime) * 1000;
  }

  /** Milliseconds until a moment of the line; 0 for one that is past. */
  delayUntil(stamp: number): number {
    return Math.max(0, (stamp - this.now()) / 1000);
  }
}
