import type { NativeElement } from "./native-element.js";

const startEvents = new Set(["play", "playing", "waiting", "timeupdate", "pause"]);

/**
 * Stops an element that starts by itself, and keeps from the page that it did.
 *
 * Quirk 37: WebKit, an element begins to play a stream without being told to.
 */
export class StartGuard {
  readonly #element: HTMLMediaElement;
  readonly #native: NativeElement;
  #isStopping = false;

  constructor(element: HTMLMediaElement, native: NativeElement) {
    this.#element = element;
    this.#native = native;
  }

  /** Whether the page is to get an event of an element that is to stand still, or to play. */
  lets(type: string, isToPlay: boolean): boolean {
    if (this.#isStopping && startEvents.has(type)) {
      if (type === "pause") this.#isStopping = false;
      return false;
    }
    if (type !== "play" || isToPlay || this.#isUsed) return true;
    this.stop();
    return false;
  }

  /** Stops the element if it plays. */
  stop(): void {
    if (this.#native.paused) return;
    this.#isStopping = true;
    this.#native.pause();
  }

  /** Whether a person may have started the element, by controls that call no `play()` that a script can see. */
  get #isUsed(): boolean {
    const { userActivation } = this.#element.ownerDocument.defaultView?.navigator ?? {};
    return this.#element.controls && userActivation?.isActive === true;
  }
}
