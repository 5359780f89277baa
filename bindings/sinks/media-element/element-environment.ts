/** What the media elements of one window have in common. */
import type { Clock } from "../../hosts/clock.js";
import type { ObservingWindow } from "./removal.js";

/** The parts of a window that its media elements need. */
export interface MediaElementWindow extends ObservingWindow {
  readonly Event: typeof Event;
  readonly HTMLMediaElement: typeof HTMLMediaElement;
  readonly HTMLVideoElement: typeof HTMLVideoElement;
}

/** An element that may hold tracks and timers. */
export interface Stoppable {
  /** Lets go of everything, without events. */
  stop(): void;
}

/** The window, the clock by which its elements play, and the elements that hold something at the moment. */
export class ElementEnvironment {
  readonly window: MediaElementWindow;
  readonly clock: Clock;
  readonly #busy = new Set<Stoppable>();
  readonly #Event: typeof Event;
  #isInstalled = true;

  constructor(window: MediaElementWindow, clock: Clock) {
    this.window = window;
    this.clock = clock;
    this.#Event = window.Event;
  }

  /** Whether elements are still to play streams. */
  get isInstalled(): boolean {
    return this.#isInstalled;
  }

  /** Fires an event that neither bubbles nor can be cancelled. */
  fire(element: HTMLMediaElement, type: string): void {
    element.dispatchEvent(new this.#Event(type));
  }

  /** Remembers or forgets an element that holds something. */
  setBusy(element: Stoppable, isBusy: boolean): void {
    if (isBusy) this.#busy.add(element);
    else this.#busy.delete(element);
  }

  /** Stops all elements for good. */
  uninstall(): void {
    this.#isInstalled = false;
    for (const element of [...this.#busy]) element.stop();
    this.#busy.clear();
  }
}
