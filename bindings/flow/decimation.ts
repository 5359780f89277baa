/**
 * Of the time between native pictures: how much too early one may be, for rounding and jitter, and still be
 * due.
 */
const EARLY = 1 / 4;
/** Of a period: how near to the moment after the next a picture must be for the next to count as missed. */
const MISSED = 1 / 16;
/** Of a new interval between native pictures: its weight in the mean of them. */
const WEIGHT = 1 / 8;

/**
 * Which pictures of a native rate make up a lower one, evenly spaced: the first at or after each moment of a
 * grid. The grid is never moved while it is kept to, so no error adds up: 24 of 30 are four of every five, 15
 * every second. A source that falls behind by a whole period begins a new grid, so that what it missed is not
 * made up for in a bunch.
 */
export class Decimation {
  #period = 0;
  #origin: number | undefined;
  #count = 0;
  #end: number | undefined;
  #newest: number | undefined;
  #interval: number | undefined;

  /** Sets the rate, in pictures per second. The next picture is one period after the last one taken. */
  setRate(rate: number): void {
    this.#period = 1e6 / rate;
    this.#origin = undefined;
  }

  /** Takes note of a picture put in from elsewhere; the grid begins anew with the first one after it. */
  follow(stamp: number): void {
    this.#end = stamp;
    this.#origin = undefined;
  }

  /** Whether the native picture of this timestamp, in microseconds, is due. */
  takes(stamp: number): boolean {
    const due = this.#due();
    const early = EARLY * Math.min(this.#period, this.#meanInterval(stamp));
    if (due !== undefined && stamp < due - early) return false;
    const missed = due !== undefined && stamp >= due + (1 - MISSED) * this.#period;
    if (this.#origin === undefined || missed) {
      this.#origin = stamp;
      this.#count = 0;
    }
    this.#count += 1;
    this.#end = stamp;
    return true;
  }

  #due(): number | undefined {
    if (this.#origin !== undefined) return this.#origin + this.#count * this.#period;
    return this.#end === undefined ? undefined : this.#end + this.#period;
  }

  #meanInterval(stamp: number): number {
    const gap = this.#newest === undefined ? undefined : stamp - this.#newest;
    this.#newest = stamp;
    if (gap === undefined) return 0;
    const mean = this.#interval ?? gap;
    // A pause is no slower rate.
    this.#interval = mean + WEIGHT * (Math.min(gap, 2 * mean) - mean);
    return this.#interval;
  }
}
