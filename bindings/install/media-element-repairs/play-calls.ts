import { PlayPromises } from "../../sinks/media-element/play-promises.js";
import type { NativeElement } from "./native-element.js";
import type { PlaybackEvents } from "./playback-events.js";

/** The calls of an element's `play()`: those that wait until the element is no longer held, and the browser's own. */
export class PlayCalls {
  readonly #native: NativeElement;
  readonly #events: PlaybackEvents;
  readonly #promises = new PlayPromises();
  /** Counts the calls of the browser's own, so that an answer to an earlier one is known. */
  #attempt = 0;

  constructor(native: NativeElement, events: PlaybackEvents) {
    this.#native = native;
    this.#events = events;
  }

  /** A promise that waits. */
  append(): Promise<void> {
    return this.#promises.append();
  }

  /** Takes the promises that wait; what is returned rejects them. */
  takeToAbort(because: string): () => void {
    return this.#promises.takeToAbort(because);
  }

  /** Takes the promises that wait; what is returned resolves them. */
  takeToResolve(): () => void {
    return this.#promises.takeToResolve();
  }

  /** Has the browser's own element play, which resolves what waits; `refused` is called if it will not. */
  make(refused: () => void): void {
    const attempt = ++this.#attempt;
    this.#native.play().then(
      () => {
        if (attempt === this.#attempt) this.#events.queue(() => undefined, this.takeToResolve());
      },
      () => {
        if (attempt === this.#attempt) refused();
      },
    );
  }

  /** Takes no notice of what the browser's own element answers to calls made so far. */
  forget(): void {
    this.#attempt += 1;
  }
}
