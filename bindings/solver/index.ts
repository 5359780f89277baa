/** The entry "trackfit/solver": the solver alone. */
export { createSolver, type SolverOptions } from "./create-solver.js";
export { PreparedSource, Solver, type Source } from "./solver.js";
export {
  createWorkerSolver,
  RemotePreparedSource,
  WorkerSolver,
  type RemoteSource,
  type WorkerSolverOptions,
} from "./worker-solver.js";
export { SolverWorkerError, type AnyWorker, type WorkerFailure } from "./worker-connection.js";
export type {
  Capability,
  CapabilityRange,
  ConflictMember,
  Fit,
  Misfit,
  NativeMode,
  RankedSource,
  SourceCapabilities,
  SourceDefaults,
  SourceDescription,
  SourceKind,
} from "./types.js";
export type { PropertyRegistration, PropertyType } from "../constrainable/registry.js";
