/** How a solver in the caller's thread comes about. */
import wasm from "../../build/core.wasm";
import type { NoRegistrations, PropertyRegistrations } from "../constrainable/constraint-types.js";
import { specifiedRegistry } from "../constrainable/registry.js";
import { Engine, type Build, type CoreExports } from "./boundary.js";
import { Solver } from "./solver.js";
import { fields, oneOf } from "./source-description.js";

/** Options of `createSolver()` and `createWorkerSolver()`. */
export interface SolverOptions<Registrations extends PropertyRegistrations = PropertyRegistrations> {
  /** Properties beyond the specification's, by name: `{ zoom: { type: "double", acceptsBoolean: true }, torch: "boolean" }`. */
  properties?: Registrations;
  /**
   * Which build of the core to run. Left out, WebAssembly, or JavaScript where WebAssembly is missing or forbidden by
   * a Content Security Policy.
   */
  build?: Build;
}

const BUILDS: readonly Build[] = ["webassembly", "javascript"];

let compiled: Promise<WebAssembly.Module> | undefined;

/** Creates what a solver runs on, with the JavaScript build where WebAssembly cannot be had. */
export async function createEngine(options: SolverOptions): Promise<Engine> {
  fields(options, "options");
  const { properties, build } = options;
  // What checks registrations is loaded by those who register.
  const registry =
    properties === undefined
      ? specifiedRegistry
      : (await import("../constrainable/registration.js")).createRegistry(properties);
  if (build !== undefined) oneOf(build, BUILDS, "options.build");
  if (build !== "javascript") {
    try {
      compiled ??= WebAssembly.compile(wasm);
      const { exports } = await WebAssembly.instantiate(await compiled);
      return new Engine(exports as unknown as CoreExports, registry, "webassembly");
    } catch (error) {
      if (build) throw error;
    }
  }
  const { instantiate } = await import("../../build/core-javascript.js");
  return new Engine(instantiate(), registry, "javascript");
}

/**
 * Creates a solver in the caller's thread; its methods are synchronous. TypeError for bad options; where WebAssembly
 * is asked for by name and forbidden, WebAssembly's own error.
 */
export async function createSolver<const Registrations extends PropertyRegistrations = NoRegistrations>(
  options: SolverOptions<Registrations> = {},
): Promise<Solver<Registrations>> {
  return new Solver<Registrations>(await createEngine(options));
}
