/** How a solver in a worker comes about. */
import type { NoRegistrations, PropertyRegistrations } from "../constrainable/constraint-types.js";
import { convertTrackConstraints } from "../constrainable/convert.js";
import { byRank } from "./rank.js";
import { readSource } from "./source-description.js";
import type { WorkerSolver, WorkerSolverOptions } from "./worker-solver.js";

/**
 * What a worker solver has in common with the solver in the thread; handed over, so that the file it is loaded from
 * on demand need not hold it again.
 */
const common = { convertTrackConstraints, byRank, readSource };

/** What a worker solver is handed. */
export type Common = typeof common;

/**
 * Creates a solver in a Web Worker or, in Node, in a worker thread. Where no worker can be started (a Content
 * Security Policy may forbid it) it runs in this thread. A call whose worker fails is rejected with
 * SolverWorkerError; the next call starts a new worker, the prepared sources intact. TypeError for bad options.
 */
export async function createWorkerSolver<const Registrations extends PropertyRegistrations = NoRegistrations>(
  options: WorkerSolverOptions<Registrations> = {},
): Promise<WorkerSolver<Registrations>> {
  const { startWorkerSolver } = await import("./worker-solver.js");
  return startWorkerSolver(options, common);
}
