/** How long a media element has been playing. */
import type { Clock } from "../../hosts/clock.js";
import { inBackground } from "../../hosts/real-clock.js";

/** Milliseconds between two "timeupdate" events; HTML allows 15 to 250. */
const UPDATE_INTERVAL = 250;

/**
 * Media Capture and Streams, 6: a timeline that starts at 0 and increments linearly in real time as long as the media
 * element is potentially playing. A timer is pending only while it runs.
 */
export class Timeline {
  readonly #clock: Clock;
  readonly #updated: () => void;
  #passed = 0;
  #since: number | undefined;
  #timer = 0;

  /** `updated` is called four times a second while the timeline runs. */
  constructor(clock: Clock, updated: () => void) {
    this.#clock = clock;
    this.#updated = updated;
  }

  /** The playback position in seconds. */
  get position(): number {
    const running = this.#since === undefined ? 0 : this.#clock.now() - this.#since;
    return (this.#passed + running) / 1000;
  }

  /** Lets it run or stand still. */
  run(isRunning: boolean): void {
    if (isRunning === (this.#since !== undefined)) return;
    const now = this.#clock.now();
    if (this.#since === undefined) {
      this.#since = now;
      this.#await();
    } else {
      this.#passed += now - this.#since;
      this.#since = undefined;
      this.#clock.clearTimeout(this.#timer);
    }
  }

  /** Stops at position 0. */
  reset(): void {
    this.run(false);
    this.#passed = 0;
  }

  #await(): void {
    this.#timer = this.#clock.setTimeout(() => {
      this.#await();
      this.#updated();
    }, UPDATE_INTERVAL);
    inBackground(this.#clock, this.#timer);
  }
}
