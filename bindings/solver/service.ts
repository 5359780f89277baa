/** The solver's end of a message channel: what a worker answers, with nothing in it that cannot be cloned. */
import type { Constraints, ConstraintSet, ConstraintValue } from "../constrainable/convert.js";
import type { PropertyRegistry } from "../constrainable/registry.js";
import type { Build } from "./boundary.js";
import type { SolverOptions } from "./create-solver.js";
import type { JointEngine, JointSource } from "./joint-engine.js";
import type { JointFit, JointMisfit } from "./joint-types.js";
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
  #createEngine: (options: SolverOptions) => Promise<JointEngine>;
  #engine: JointEngine | undefined;
  #sources = new Map<number, JointSource>();

  constructor(createEngine: (options: SolverOptions) => Promise<JointEngine>) {
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
    return references.map((reference) => this.#use(reference, (source) => engine.select(source, resolved)));
  }

  selectJointly(reference: SourceReference, tracks: readonly NamedConstraints[]): JointFit | JointMisfit {
    const engine = this.#started();
    const resolved = tracks.map((constraints) => resolveConstraints(constraints, engine.registry));
    return this.#use(reference, (source) => engine.selectJointly(source, resolved));
  }

  #use<Answer>(reference: SourceReference, ask: (source: JointSource) => Answer): Answer {
    if (typeof reference === "number") {
      const kept = this.#sources.get(reference);
      if (!kept) throw new TypeError("source must be prepared by this solver and not released.");
      return ask(kept);
    }
    const engine = this.#started();
    const source = engine.encode(reference);
    try {
      return ask(source);
    } finally {
      engine.release(source);
    }
  }

  #started(): JointEngine {
    if (!this.#engine) throw new Error("The solver has not been started.");
    return this.#engine;
  }
}
