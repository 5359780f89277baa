/** How a solver in the caller's thread comes about. */
import wasm from "../../build/core.wasm";
import type { NoRegistrations, PropertyRegistrations } from "../constrainable/constraint-types.js";
import { specifiedRegistry, type PropertyRegistry } from "../constrainable/registry.js";
import { reject } from "./argument-errors.js";
import { Engine, type Build, type CoreExports } from "./boundary.js";
import { Solver } from "./solver.js";

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

let compiled: Promise<WebAssembly.Module> | undefined;

async function instantiateWebAssembly(): Promise<CoreExports> {
  compiled ??= WebAssembly.compile(wasm);
  const instance = await WebAssembly.instantiate(await compiled);
  return instance.exports as unknown as CoreExports;
}

async function instantiateJavaScript(): Promise<CoreExports> {
  const { instantiate } = await import("../../build/core-javascript.js");
  return instantiate();
}

/** What checks registrations is loaded by those who register. */
async function registryOf(properties: SolverOptions["properties"]): Promise<PropertyRegistry> {
  if (properties === undefined) return specifiedRegistry;
  const { createRegistry } = await import("../constrainable/registration.js");
  return createRegistry(properties);
}

/** Creates what a solver runs on, with the JavaScript build where WebAssembly cannot be had. */
export async function createEngine(options: SolverOptions): Promise<Engine> {
  const registry = await registryOf(options.properties);
  const { build } = options;
  if (build !== undefined && build !== "webassembly" && build !== "javascript") {
    reject("options.build", 'when provided, "webassembly" or "javascript"', build);
  }
  if (build !== "javascript") {
    try {
      return new Engine(await instantiateWebAssembly(), registry, "webassembly");
    } catch (error) {
      compiled = undefined;
      if (build === "webassembly") throw error;
    }
  }
  return new Engine(await instantiateJavaScript(), registry, "javascript");
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
