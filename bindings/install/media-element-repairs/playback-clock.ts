/** Seconds that pass while it runs: the timeline of an element whose own cannot be relied on. */
export class PlaybackClock {
  #passed = 0;
  #since: number | undefined;

  /** In seconds. */
  get position(): number {
    const running = this.#since === undefined ? 0 : performance.now() - this.#since;
    return (this.#passed + running) / 1000;
  }

  /** Lets it run or stand still. */
  run(isRunning: boolean): void {
    if (isRunning === (this.#since !== undefined)) return;
    if (this.#since !== undefined) this.#passed += performance.now() - this.#since;
    this.#since = isRunning ? performance.now() : undefined;
  }
}
