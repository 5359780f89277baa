/** The solver behind its public faces: sources that have been read and constraints that have been converted go in. */
import type { Constraints } from "../constrainable/convert.js";
import type { PropertyRegistry } from "../constrainable/registry.js";
import type { Core, EncodedSource } from "./boundary.js";
import { settingsSpace } from "./settings-space.js";
import type { ReadSource } from "./source-description.js";
import type { Fit, Misfit } from "./types.js";

/** What runs a solver: WebAssembly, or the JavaScript made of it. */
export type Build = "webassembly" | "javascript";

/** A core with the properties it knows. */
export class Engine {
  readonly registry: PropertyRegistry;
  readonly build: Build;
  #core: Core;

  constructor(core: Core, registry: PropertyRegistry, build: Build) {
    this.#core = core;
    this.registry = registry;
    this.build = build;
  }

  encode(source: ReadSource): EncodedSource {
    return this.#core.encodeSource(settingsSpace(source, this.registry));
  }

  release(source: EncodedSource): void {
    this.#core.releaseSource(source);
  }

  select(source: EncodedSource, constraints: Constraints): Fit | Misfit {
    return this.#core.solve(source, constraints);
  }
}
