import { TaskQueue } from "../../sinks/media-element/task-queue.js";

/** The types that tell of loading and playing. */
const types = [
  ...["loadstart", "progress", "suspend", "abort", "emptied", "stalled", "durationchange", "resize"],
  ...["loadedmetadata", "loadeddata", "canplay", "canplaythrough", "play", "playing", "waiting", "pause"],
  ...["timeupdate", "ended", "seeking", "seeked", "ratechange"],
];

/** The events on an element that tell of loading and playing: the browser's own, as far as they are let through, and ours. */
export class PlaybackEvents {
  readonly #element: HTMLMediaElement;
  readonly #listener: (event: Event) => void;
  readonly #lets: (type: string) => boolean;
  readonly #tasks = new TaskQueue();
  readonly #hidden = new Set<string>();
  readonly #heard = new Set<string>();
  #waiting = 0;

  /** `lets` says whether the page is to get an event of the browser's own. */
  constructor(element: HTMLMediaElement, lets: (type: string) => boolean) {
    this.#element = element;
    this.#lets = lets;
    this.#listener = (event) => {
      // What a script dispatches, as this package does, is its own affair.
      if (event.isTrusted && !this.#passes(event.type)) event.stopImmediatePropagation();
    };
    // Of an element's listeners those that capture come first.
    for (const type of types) element.addEventListener(type, this.#listener, true);
  }

  /** Whether the page has got an event of the browser's own since the load that it knows of. */
  hasHeard(type: string): boolean {
    return this.#heard.has(type);
  }

  /** Hides that the browser's own element loads, for which nobody has asked, and what else is told up to "loadstart". */
  hideLoad(others: readonly string[] = []): void {
    for (const type of ["abort", "emptied", "loadstart", ...others]) this.#hidden.add(type);
    if (!this.#heard.has("loadstart")) this.#hidden.delete("loadstart");
  }

  /** Queues a task that fires an event, or one that takes these steps and settles promises. */
  queue(event: string | (() => void), settle?: () => void): void {
    this.#waiting += 1;
    this.#tasks.queue(() => {
      this.#waiting -= 1;
      if (typeof event === "string") this.fire(event);
      else event();
    }, settle);
  }

  /** Fires an event now. */
  fire(type: string): void {
    this.#element.dispatchEvent(new Event(type));
  }

  /** Begins anew, for another load: what waits is dropped. */
  clear(): void {
    this.#tasks.clear();
    this.#waiting = 0;
    this.#hidden.clear();
    this.#heard.clear();
  }

  /** Lets everything through again. */
  stop(): void {
    this.clear();
    for (const type of types) this.#element.removeEventListener(type, this.#listener, true);
  }

  #passes(type: string): boolean {
    const isHidden = this.#hidden.has(type);
    if (type === "loadstart") this.#hidden.clear();
    if (isHidden || !this.#lets(type)) return false;
    this.#heard.add(type);
    if (this.#waiting === 0) return true;
    // It comes after what is to be told first.
    this.queue(type);
    return false;
  }
}
