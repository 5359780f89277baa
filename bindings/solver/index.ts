/** The entry "trackfit/solver": the solver alone. */
export { createSolver, type SolverOptions } from "./create-solver.js";
export { PreparedSource, Solver, type Source } from "./solver.js";
export { createWorkerSolver } from "./create-worker-solver.js";
export type {
  RemotePreparedSource,
  RemoteSource,
  WorkerSolver,
  WorkerSolverOptions,
} from "./worker-solver.js";
export {
  SolverWorkerError,
  type AnyWorker,
  type WorkerFailure,
  type WorkerThread,
} from "./solver-worker-error.js";
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
  TrackSettings,
} from "./types.js";
export type { PropertyRegistration, PropertyType } from "../constrainable/registry.js";
export type {
  NoRegistrations,
  PropertyRegistrations,
  StreamRequest,
  TrackConstraints,
} from "../constrainable/constraint-types.js";
