/** The worker that converts frames, as the page sees it. */
import { newId } from "../capture/identifiers.js";
import type { ConversionAnswer, ConversionMessage } from "./conversion-service.js";

/** What the worker sends: that it can be used, what conversions tell, and that time has passed. */
export type WorkerMessage = ConversionAnswer | { readonly kind: "ready" } | { readonly kind: "tick" };

/** How long a worker may take to start, in milliseconds. */
const START_LIMIT = 5000;

/** A new worker of the package; undefined where it is known at once that there can be none. */
export function packageWorker(): Worker | undefined {
  try {
    // Bundlers look for exactly this expression. In a classic script there is no address, and it throws.
    return new Worker(new URL("./converter-worker.js", import.meta.url), { type: "module" });
  } catch {
    return undefined;
  }
}

/** A worker that has started. */
export class ConversionWorker {
  readonly #worker: Worker;
  #isOver = false;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /**
   * Starts the package's worker; undefined where that is impossible: a Content Security Policy forbids it, its file is not
   * there, the page was loaded from a file. `died` is called when it has come to an end that nobody asked for.
   */
  static async start(
    answer: (answer: ConversionAnswer) => void,
    died: () => void,
  ): Promise<ConversionWorker | undefined> {
    const worker = packageWorker();
    if (!worker) return undefined;
    const started = new ConversionWorker(worker);
    const lock = `trackfit-${newId()}`;
    const isReady = await new Promise<boolean>((resolve) => {
      setTimeout(resolve, START_LIMIT, false);
      worker.addEventListener("error", () => resolve(false));
      worker.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
        if (data.kind === "ready") resolve(true);
        else if (data.kind !== "tick") answer(data);
      });
      worker.postMessage({ lock });
    });
    if (!isReady) {
      started.terminate();
      return undefined;
    }
    // The lock is free when the worker has gone, by whatever cause.
    const { locks } = navigator as { readonly locks?: LockManager };
    locks
      ?.request(lock, () => {
        if (!started.#isOver) died();
      })
      .catch(() => undefined);
    return started;
  }

  send(message: ConversionMessage, transfer: Transferable[]): void {
    this.#worker.postMessage(message, transfer);
  }

  terminate(): void {
    this.#isOver = true;
    this.#worker.terminate();
  }
}
