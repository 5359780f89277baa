/** What an element remembers of its stream to know whether playback has ended. */

/** How far the stream has come since `play()` was last called. */
type SincePlay = "never called" | "not live yet" | "live" | "interrupted" | "live again";

/**
 * Media Capture and Streams, 6, "ended playback". Live stands for active where the element shows video, and for audible
 * where it is an audio element.
 */
export class StreamHistory {
  #isLive: boolean;
  #wasLive: boolean;
  #sincePlay: SincePlay = "never called";

  constructor(isLive: boolean) {
    this.#isLive = isLive;
    this.#wasLive = isLive;
  }

  /** Tells what the stream is now. */
  update(isLive: boolean): void {
    if (isLive === this.#isLive) return;
    this.#isLive = isLive;
    this.#wasLive ||= isLive;
    if (this.#sincePlay === "not live yet") this.#sincePlay = "live";
    else if (this.#sincePlay === "live" || this.#sincePlay === "live again") this.#sincePlay = "interrupted";
    else if (this.#sincePlay === "interrupted") this.#sincePlay = "live again";
  }

  /** Tells that `play()` has been called. */
  play(): void {
    this.#sincePlay = this.#isLive ? "live" : "not live yet";
  }

  /** Whether playback has ended, provided that the element has metadata. */
  hasEnded(autoplay: boolean): boolean {
    return this.#isLive ? this.#sincePlay === "live again" && !autoplay : this.#wasLive;
  }
}
