/** Evenly spaced ticks of a clock. */
import type { Clock } from "../clock.js";

/** What is due within a microsecond is due: sums of milliseconds are not exact. */
const TOLERANCE = 0.001;

/**
 * Ticks at a rate, each at its own time counted from the first, so that nothing drifts. Ticks are numbered from 0
 * through all pauses and changes of the rate; those that pass during a pause are left out, and so is their time.
 */
export class Pacer {
  readonly #clock: Clock;
  readonly #passed: (first: number, last: number) => void;
  /** Whole periods between a start and the first tick after it. */
  readonly #lead: number;
  #rate: number;
  /** When the tick numbered #first is; undefined before the first start. */
  #origin: number | undefined;
  #first = 0;
  /** Microseconds from the first start to #origin. */
  #originTime = 0;
  #next = 0;
  #timer: number | undefined;

  /**
   * `passed` gets the numbers of the ticks that have come due since the last call, mostly of one. With `lead` 0 the
   * first tick is at the start itself.
   */
  constructor(clock: Clock, rate: number, lead: number, passed: (first: number, last: number) => void) {
    this.#clock = clock;
    this.#rate = rate;
    this.#lead = lead;
    this.#passed = passed;
  }

  /** Runs, if it does not yet. */
  start(): void {
    if (this.#timer !== undefined) return;
    const now = this.#clock.now();
    this.#origin ??= now;
    const passed = Math.ceil(((now - this.#origin - TOLERANCE) * this.#rate) / 1000);
    this.#next = Math.max(this.#next, this.#first + Math.max(0, passed) + this.#lead);
    this.#wait(now);
  }

  /** Pauses; nothing is pending then. */
  stop(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Changes the rate: the next tick is one new period after the last one, or now. */
  setRate(rate: number): void {
    if (rate === this.#rate) return;
    if (this.#origin !== undefined && this.#next > this.#first) {
      const now = this.#clock.now();
      const origin = Math.max(now, this.#due(this.#next - 1) + 1000 / rate);
      this.#originTime += (origin - this.#origin) * 1000;
      this.#origin = origin;
      this.#first = this.#next;
    }
    this.#rate = rate;
    if (this.#timer === undefined) return;
    this.stop();
    this.#wait(this.#clock.now());
  }

  /** Microseconds from the first start to a tick at the present rate. */
  timeOf(tick: number): number {
    return this.#originTime + ((tick - this.#first) * 1e6) / this.#rate;
  }

  #due(tick: number): number {
    return (this.#origin ?? 0) + ((tick - this.#first) * 1000) / this.#rate;
  }

  #wait(now: number): void {
    this.#timer = this.#clock.setTimeout(() => this.#elapsed(), Math.max(0, this.#due(this.#next) - now));
  }

  #elapsed(): void {
    const now = this.#clock.now();
    const first = this.#next;
    if (now < this.#due(first) - TOLERANCE) {
      this.#wait(now);
      return;
    }
    const periods = ((now - (this.#origin ?? now) + TOLERANCE) * this.#rate) / 1000;
    const last = Math.max(first, this.#first + Math.floor(periods));
    this.#next = last + 1;
    this.#wait(now);
    this.#passed(first, last);
  }
}
