/** `play()` of elements that have no stream, in windows whose own gives no promise, as jsdom's does not. */
import { PlayPromises } from "./play-promises.js";

/** The promises of elements that have nothing to play: HTML, 4.8.11.8, lets them wait until something is loaded. */
export class IdlePlay {
  readonly #promises = new WeakMap<object, PlayPromises>();

  /** What `play()` is to return, of what the window's own has. */
  answer(element: unknown, own: unknown): unknown {
    if (typeof (own as PromiseLike<void> | undefined)?.then === "function") return own;
    let promises = this.#promises.get(element as object);
    if (!promises) this.#promises.set(element as object, (promises = new PlayPromises()));
    return promises.append();
  }

  /** Rejects an element's promises with an "AbortError". */
  abort(element: unknown, because: string): void {
    this.#promises.get(element as object)?.takeToAbort(because)();
  }
}
