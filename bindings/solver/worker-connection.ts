/** One worker's life: opened, asked, and given up when it fails. */
import { wrap, type Endpoint, type Remote } from "comlink";
import { isNode, nodeEndpoint, workerThreads } from "./node-workers.js";
import type { SolverService } from "./service.js";
import { SolverWorkerError, type AnyWorker, type WorkerThread } from "./solver-worker-error.js";

/** Opens the package's own worker. */
export async function openWorker(): Promise<AnyWorker> {
  // Bundlers look for exactly this expression.
  if (!isNode()) return new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  const { Worker: Thread } = await workerThreads();
  return new Thread(new URL("./worker.js", import.meta.url));
}

function isThread(worker: AnyWorker): worker is WorkerThread {
  return "on" in worker && typeof worker.on === "function";
}

/** Calls of one worker. */
export class WorkerConnection {
  readonly service: Remote<SolverService>;
  #worker: AnyWorker;
  #pending = new Set<(error: SolverWorkerError) => void>();
  #failure: SolverWorkerError | undefined;

  constructor(worker: AnyWorker) {
    this.#worker = worker;
    const crash = (cause: unknown): void => {
      const detail =
        cause instanceof Error || (typeof ErrorEvent === "function" && cause instanceof ErrorEvent);
      const message = detail ? (cause as { message: string }).message : "";
      this.fail(
        new SolverWorkerError("crash", `The solver's worker failed${message && `: ${message}`}.`, { cause }),
      );
    };
    if (isThread(worker)) {
      worker.on("error", crash);
      worker.on("exit", (code: number) => {
        crash(new Error(`it exited with code ${code}`));
      });
      worker.unref();
    } else {
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        crash(event);
      });
      worker.addEventListener("messageerror", crash);
    }
    const endpoint = isThread(worker) ? nodeEndpoint(worker) : (worker as Endpoint);
    this.service = wrap<SolverService>(endpoint);
  }

  /** Waits for an answer, for `deadline` milliseconds at most; rejects with SolverWorkerError when the worker fails. */
  async call<T>(ask: (service: Remote<SolverService>) => Promise<T>, deadline: number): Promise<T> {
    if (this.#failure) throw this.#failure;
    let settle: (() => void) | undefined;
    const failure = new Promise<never>((_, reject) => {
      const timer = setTimeout(() => {
        this.fail(
          new SolverWorkerError("deadline", `The solver's worker gave no answer within ${deadline} ms.`),
        );
      }, deadline);
      this.#pending.add(reject);
      this.#hold();
      settle = () => {
        clearTimeout(timer);
        this.#pending.delete(reject);
        this.#hold();
      };
    });
    try {
      return await Promise.race([ask(this.service), failure]);
    } finally {
      settle?.();
    }
  }

  /** Ends the worker and rejects what is pending. */
  fail(error: SolverWorkerError): void {
    if (this.#failure) return;
    this.#failure = error;
    void this.#worker.terminate();
    for (const reject of this.#pending) reject(error);
  }

  /** Whether the worker is of no use any more. */
  get failed(): boolean {
    return this.#failure !== undefined;
  }

  /** A thread keeps Node alive only while something is pending. */
  #hold(): void {
    if (!isThread(this.#worker)) return;
    if (this.#pending.size > 0) this.#worker.ref();
    else this.#worker.unref();
  }
}
