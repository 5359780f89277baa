/** The solver in the caller's thread: everything synchronous once it has been created. */
import type {
  NoRegistrations,
  PropertyRegistrations,
  TrackConstraints,
} from "../constrainable/constraint-types.js";
import { convertTrackConstraints, type Constraints } from "../constrainable/convert.js";
import type { Build, EncodedSource, Engine } from "./boundary.js";
import { reject } from "./argument-errors.js";
import { dispose } from "./dispose.js";
import { byRank } from "./rank.js";
import { readSource } from "./source-description.js";
import type { Fit, Misfit, RankedSource, SourceDescription } from "./types.js";

/**
 * A source encoded once, to be asked many times. `release()` frees what it holds of the solver's memory; leaving a
 * `using` block or being garbage collected does the same.
 */
export class PreparedSource<Registrations extends PropertyRegistrations = NoRegistrations> {
  /** The description it was prepared from. */
  readonly description: SourceDescription;
  #solver: Solver<Registrations>;

  /** Prepared sources come from `solver.prepare()`. */
  constructor(solver: Solver<Registrations>, description: SourceDescription) {
    this.#solver = solver;
    this.description = description;
  }

  /**
   * Chooses the source's best settings under the constraints (Media Capture and Streams, 11.1, SelectSettings).
   * Throws what WebIDL throws for constraints that cannot be converted, and TypeError once released.
   */
  selectSettings(constraints?: TrackConstraints<Registrations>): Fit | Misfit {
    return this.#solver.selectSettings(this, constraints);
  }

  /** Frees the source. Releasing twice does nothing more. */
  release(): void {
    this.#solver.release(this);
  }

  [dispose](): void {
    this.release();
  }
}

/** What may be asked: a description, or one that this solver has prepared. */
export type Source<Registrations extends PropertyRegistrations = NoRegistrations> =
  SourceDescription | PreparedSource<Registrations>;

/** The solver in the caller's thread. Made by `createSolver()`. */
export class Solver<Registrations extends PropertyRegistrations = NoRegistrations> {
  #engine: Engine;
  #prepared = new WeakMap<object, EncodedSource>();
  #forgotten: FinalizationRegistry<EncodedSource>;

  /** Solvers come from `createSolver()`. */
  constructor(engine: Engine) {
    this.#engine = engine;
    this.#forgotten = new FinalizationRegistry((encoded) => {
      engine.release(encoded);
    });
  }

  /** What runs it: WebAssembly, or the JavaScript made of it where WebAssembly is forbidden. */
  get build(): Build {
    return this.#engine.build;
  }

  /**
   * Chooses a source's best settings under the constraints (Media Capture and Streams, 11.1, SelectSettings), or says
   * why there are none. Throws TypeError for a description that is none, and what WebIDL throws for constraints that
   * cannot be converted.
   */
  selectSettings(source: Source<Registrations>, constraints?: TrackConstraints<Registrations>): Fit | Misfit {
    return this.#fit(source, convertTrackConstraints(constraints, this.#engine.registry));
  }

  /** Encodes a source once, for many requests. The description is read now; later changes to it have no effect. */
  prepare(description: SourceDescription): PreparedSource<Registrations> {
    const encoded = this.#encode(description);
    const prepared = new PreparedSource(this, description);
    this.#prepared.set(prepared, encoded);
    this.#forgotten.register(prepared, encoded, prepared);
    return prepared;
  }

  /** Frees a source that this solver has prepared. Releasing twice does nothing more. */
  release(prepared: PreparedSource<Registrations>): void {
    const encoded = this.#prepared.get(prepared);
    if (!encoded) return;
    this.#prepared.delete(prepared);
    this.#forgotten.unregister(prepared);
    this.#engine.release(encoded);
  }

  /**
   * Ranks sources, best first: by the advanced sets they satisfy, in order, then by distance, then as listed, which
   * should be the order of enumeration with the system's default device first. Misfits come last.
   */
  rank(
    sources: Iterable<Source<Registrations>>,
    constraints?: TrackConstraints<Registrations>,
  ): RankedSource[] {
    const converted = convertTrackConstraints(constraints, this.#engine.registry);
    const ranked: RankedSource[] = [];
    if (!(sources as Partial<typeof sources> | undefined)?.[Symbol.iterator])
      reject("sources", "a list of sources", sources);
    for (const source of sources) {
      const description = source instanceof PreparedSource ? source.description : source;
      ranked.push({ source: description, fit: this.#fit(source, converted) });
    }
    return byRank(ranked);
  }

  #fit(source: Source<Registrations>, converted: Constraints): Fit | Misfit {
    return this.useSource(source, (encoded) => this.#engine.select(encoded, converted));
  }

  #encode(description: SourceDescription): EncodedSource {
    return this.#engine.encode(readSource(description, this.#engine.registry));
  }

  /** Asks something of a source in the core's memory, where it stays if it is prepared. */
  protected useSource<Answer>(
    source: Source<Registrations>,
    ask: (encoded: EncodedSource) => Answer,
  ): Answer {
    if (source instanceof PreparedSource) {
      const kept = this.#prepared.get(source);
      if (!kept) throw new TypeError("source must be prepared by this solver and not released.");
      return ask(kept);
    }
    const encoded = this.#encode(source);
    try {
      return ask(encoded);
    } finally {
      this.#engine.release(encoded);
    }
  }
}
