/** The solver's end of a message channel: what a worker answers, with nothing in it that cannot be cloned. */
import type { Constraints, ConstraintSet, ConstraintValue } from "../constrainable/convert.js";
import type { PropertyRegistry } from "../constrainable/registry.js";
import type { EncodedSource } from "./boundary.js";
import type { SolverOptions } from "./create-solver.js";
import type { Build, Engine } from "./boundary.js";
import type { ReadSource } from "./source-description.js";
import type { Fit, Misfit } from "./types.js";

type NamedSet = [name: string, value: ConstraintValue][];

/** Converted constraints with names in place of the registry's objects. */
export interface NamedConstraints {
  basic: NamedSet;
  advanced: NamedSet[];
}

/** A prepared source's number, or a source to be used once. */
export type SourceReference = number | ReadSource;

/** Puts names in place of the registry's objects. */
export function nameConstraints({ basic, advanced }: Constraints): NamedConstraints {
  const name = (set: ConstraintSet): NamedSet => set.map(({ property, value }) => [property.name, value]);
  return { basic: name(basic), advanced: advanced.map(name) };
}

function resolveConstraints({ basic, advanced }: NamedConstraints, registry: PropertyRegistry): Constraints {
  const resolve = (set: NamedSet): ConstraintSet =>
    set.flatMap(([name, value]) => {
      const property = registry.get(name);
      return property ? [{ property, value }] : [];
    });
  return { basic: resolve(basic), advanced: advanced.map(resolve) };
}

/** What a worker answers. */
export class SolverService {
  #createEngine: (options: SolverOptions) => Promise<Engine>;
  #engine: Engine | undefined;
  #sources = new Map<number, EncodedSource>();

  constructor(createEngine: (options: SolverOptions) => Promise<Engine>) {
    this.#createEngine = createEngine;
  }

  /** Must have been answered before anything else is asked. */
  async start(options: SolverOptions, sources: ReadonlyMap<number, ReadSource>): Promise<Build> {
    this.#engine = await this.#createEngine(options);
    for (const [id, source] of sources) this.prepare(id, source);
    return this.#engine.build;
  }

  prepare(id: number, source: ReadSource): void {
    this.#sources.set(id, this.#started().encode(source));
  }

  release(id: number): void {
    const source = this.#sources.get(id);
    this.#sources.delete(id);
    if (source) this.#started().release(source);
  }

  select(references: readonly SourceReference[], constraints: NamedConstraints): (Fit | Misfit)[] {
    const engine = this.#started();
    const resolved = resolveConstraints(constraints, engine.registry);
    return references.map((reference) => {
      if (typeof reference === "number") {
        const source = this.#sources.get(reference);
        if (!source) throw new TypeError("source must be prepared by this solver and not released.");
        return engine.select(source, resolved);
      }
      const source = engine.encode(reference);
      try {
        return engine.select(source, resolved);
      } finally {
        engine.release(source);
      }
    });
  }

  #started(): Engine {
    if (!this.#engine) throw new Error("The solver has not been started.");
    return this.#engine;
  }
}
