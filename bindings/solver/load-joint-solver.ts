import type { NoRegistrations, PropertyRegistrations } from "../constrainable/constraint-types.js";
import type { SolverOptions } from "./create-solver.js";
import type { JointSolver } from "./joint-solver.js";

/**
 * Creates a solver in the caller's thread that also chooses settings for several tracks on one source
 * (`selectJointly`), loading it first; its methods are synchronous. Fails as createSolver() does.
 */
export async function createJointSolver<const Registrations extends PropertyRegistrations = NoRegistrations>(
  options: SolverOptions<Registrations> = {},
): Promise<JointSolver<Registrations>> {
  const { createJointSolver: create } = await import("./create-joint-solver.js");
  return create(options);
}
