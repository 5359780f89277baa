/** What a joint solver runs on. */
import wasm from "../../build/joint-core-bytes.js";
import { specifiedRegistry } from "../constrainable/registry.js";
import type { Build } from "./boundary.js";
import type { SolverOptions } from "./create-solver.js";
import { JointEngine, type JointCoreExports } from "./joint-engine.js";
import { fields, oneOf } from "./source-description.js";

const BUILDS: readonly Build[] = ["webassembly", "javascript"];

let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * Creates what a joint solver runs on, with the JavaScript build where WebAssembly cannot be had. It is createEngine()
 * with the other core; what they would share is left apart because "trackfit/solver" is to stay the smallest entry.
 */
export async function createJointEngine(options: SolverOptions): Promise<JointEngine> {
  fields(options, "options");
  const { properties, build } = options;
  const registry =
    properties === undefined
      ? specifiedRegistry
      : (await import("../constrainable/registration.js")).createRegistry(properties);
  if (build !== undefined) oneOf(build, BUILDS, "options.build");
  if (build !== "javascript") {
    try {
      compiled ??= WebAssembly.compile(wasm);
      const { exports } = await WebAssembly.instantiate(await compiled);
      return new JointEngine(exports as unknown as JointCoreExports, registry, "webassembly");
    } catch (error) {
      if (build) throw error;
    }
  }
  const { instantiate } = await import("../../build/joint-core-javascript.js");
  return new JointEngine(instantiate(), registry, "javascript");
}
