/** Of jobs that overtake each other the newest is done. */

/** Tells a job whether it is still the newest. */
export type IsCurrent = () => boolean;

/** Does one job at a time, after a pause; a job that another overtakes before it has begun is never done. */
export class Latest {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: (() => Promise<void>) | undefined;
  #isBusy = false;
  #number = 0;

  /** Does the job when `pause` milliseconds have gone by without another. */
  run(pause: number, job: (isCurrent: IsCurrent) => Promise<void>): void {
    const number = ++this.#number;
    clearTimeout(this.#timer);
    this.#waiting = undefined;
    this.#timer = setTimeout(() => {
      this.#waiting = () => job(() => number === this.#number);
      void this.#work();
    }, pause);
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      for (let job = this.#waiting; job; job = this.#waiting) {
        this.#waiting = undefined;
        await job();
      }
    } finally {
      this.#isBusy = false;
    }
  }
}
