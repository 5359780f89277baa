/** Tells results to those who hear the page, when the typing has paused. */

/** Long enough that nothing is told between two keys. */
const PAUSE = 1200;

/** A live region that tells the newest text once, and the same text never twice in a row. */
export class Announcer {
  readonly #region: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(region: HTMLElement) {
    this.#region = region;
  }

  /** Tells a text unless another comes within the pause. */
  tell(text: string): void {
    clearTimeout(this.#timer);
    if (this.#region.textContent === text) return;
    this.#timer = setTimeout(() => {
      this.#region.textContent = text;
    }, PAUSE);
  }
}
