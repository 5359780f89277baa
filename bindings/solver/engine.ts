/** The solver behind its public faces: sources that have been read and constraints that have been converted go in. */
import type { Constraints } from "../constrainable/convert.js";
import type { PropertyRegistry } from "../constrainable/registry.js";
import { requiredBound } from "./absent-properties.js";
import type { Core, EncodedSource } from "./boundary.js";
import { misfit } from "./misfit.js";
import { settingsSpace } from "./settings-space.js";
import type { ReadSource } from "./source-description.js";
import type { Fit, Misfit } from "./types.js";

/** What runs a solver: WebAssembly, or the JavaScript made of it. */
export type Build = "webassembly" | "javascript";

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

  /** Media Capture and Streams, 11.1, SelectSettings. */
  select(source: EncodedSource, constraints: Constraints): Fit | Misfit {
    const { space } = source;
    for (const { property, value } of constraints.basic) {
      if (space.places.has(property)) continue;
      const required = requiredBound(value, false);
      if (required) {
        const [bound, asked] = required;
        return misfit(space.kind, property.name, [{ name: property.name, bound, value: asked }]);
      }
    }
    return this.#core.solve(source, constraints);
  }
}
