/** The promises that `play()` has returned. */

interface Pending {
  readonly resolve: () => void;
  readonly reject: (reason: DOMException) => void;
}

/** HTML, 4.8.11.8, the list of pending play promises. */
export class PlayPromises {
  #pending: Pending[] = [];

  /** Appends a new promise and returns it. Its rejection is nobody's unhandled one, as few callers look at it. */
  append(): Promise<void> {
    const promise = new Promise<void>((resolve, reject) => this.#pending.push({ resolve, reject }));
    promise.catch(() => undefined);
    return promise;
  }

  /** Takes the promises out of the list; what is returned resolves them. */
  takeToResolve(): () => void {
    const taken = this.#take();
    return () => {
      for (const { resolve } of taken) resolve();
    };
  }

  /** Takes the promises out of the list; what is returned rejects them with an "AbortError". */
  takeToAbort(because: string): () => void {
    const taken = this.#take();
    return () => {
      const reason = new DOMException(`The play() request was interrupted ${because}.`, "AbortError");
      for (const { reject } of taken) reject(reason);
    };
  }

  #take(): readonly Pending[] {
    const taken = this.#pending;
    this.#pending = [];
    return taken;
  }
}
