/** How a solver in a worker comes about. */
import type { WorkerSolver, WorkerSolverOptions } from "./worker-solver.js";

/**
 * Creates a solver in a Web Worker or, in Node, in a worker thread. Where no worker can be started (a Content
 * Security Policy may forbid it) it runs in this thread. A call whose worker fails is rejected with
 * SolverWorkerError; the next call starts a new worker, the prepared sources intact. TypeError for bad options.
 */
export async function createWorkerSolver(options: WorkerSolverOptions = {}): Promise<WorkerSolver> {
  const { startWorkerSolver } = await import("./worker-solver.js");
  return startWorkerSolver(options);
}
