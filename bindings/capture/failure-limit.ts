/** Slows failures down that tell of devices without permission: Media Capture and Streams, 15. */
import type { Clock } from "../hosts/clock.js";

/** Counts failed requests, and delays those beyond a number. */
export class FailureLimit {
  #clock: Clock;
  #count: number;
  #delay: number;
  #failures = 0;
  #free = 0;

  constructor(clock: Clock, { count, delay }: { readonly count: number; readonly delay: number }) {
    this.#clock = clock;
    this.#count = count;
    this.#delay = delay;
  }

  /** Resolves when a failure may be told of: at once at first, then one after another. */
  async wait(): Promise<void> {
    this.#failures += 1;
    if (this.#failures <= this.#count) return;
    const now = this.#clock.now();
    this.#free = Math.max(this.#free, now) + this.#delay;
    const delay = this.#free - now;
    await new Promise<void>((resolve) => {
      this.#clock.setTimeout(resolve, delay);
    });
  }
}
