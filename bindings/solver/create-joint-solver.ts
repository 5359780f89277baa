/** How a solver that also chooses jointly comes about. */
import type { NoRegistrations, PropertyRegistrations } from "../constrainable/constraint-types.js";
import { createJointEngine } from "./create-joint-engine.js";
import type { SolverOptions } from "./create-solver.js";
import { JointSolver } from "./joint-solver.js";

export { createJointEngine } from "./create-joint-engine.js";
export { JointSolver, type JointFit, type JointMember, type JointMisfit } from "./joint-solver.js";

/**
 * Creates a solver in the caller's thread that also chooses settings for several tracks on one source; its methods are
 * synchronous. TypeError for bad options; where WebAssembly is asked for by name and forbidden, WebAssembly's own error.
 */
export async function createJointSolver<const Registrations extends PropertyRegistrations = NoRegistrations>(
  options: SolverOptions<Registrations> = {},
): Promise<JointSolver<Registrations>> {
  return new JointSolver<Registrations>(await createJointEngine(options));
}
