/** What a worker's failure looks like from outside. */

/** A worker of the web or of Node's worker_threads. */
export type AnyWorker = Worker | WorkerThread;

/** What is used of a Worker of Node's worker_threads. */
export interface WorkerThread {
  postMessage(message: unknown, transfer?: readonly never[]): void;
  on(type: string, listener: (...values: never[]) => void): unknown;
  off(type: string, listener: (...values: never[]) => void): unknown;
  terminate(): unknown;
  ref(): void;
  unref(): void;
}

/** Why a worker gave no answer. */
export type WorkerFailure = "start" | "crash" | "deadline" | "terminate";

/** A request was lost because its worker failed; the next request starts a new one. */
export class SolverWorkerError extends Error {
  override readonly name = "SolverWorkerError";
  /** "start": it never came up; "crash": it ended or threw; "deadline": it took too long; "terminate": it was told to. */
  readonly reason: WorkerFailure;

  constructor(reason: WorkerFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
