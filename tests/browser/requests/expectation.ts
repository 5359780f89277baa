/** What the solver, in Node, says of a request. */
import { createSolver, type SourceDescription } from "../../../bindings/solver/index.js";
import type {
  PropertyRegistrations,
  TrackConstraints,
} from "../../../bindings/constrainable/constraint-types.js";
import type { Request } from "./table.js";

/** The settings that must come, or the error. */
export type Expectation =
  | {
      readonly settings: Readonly<Record<string, unknown>>;
      readonly distance: number;
      readonly advanced: readonly boolean[];
    }
  | {
      readonly error: "OverconstrainedError" | "TypeError";
      /** Constraints each of which is to blame; one of `""` where no single one is. */
      readonly constraints: readonly string[];
    };

type Solver = Awaited<ReturnType<typeof createSolver<PropertyRegistrations>>>;

/** What the solver is asked. */
export function solved({ video, solve }: Request): TrackConstraints {
  return (solve ?? video) as TrackConstraints;
}

/** The expectations of one list of sources, the system's default first. */
export class Expectations {
  readonly #solver: Solver;
  readonly #sources: SourceDescription[];

  private constructor(solver: Solver, sources: SourceDescription[]) {
    this.#solver = solver;
    this.#sources = sources;
  }

  /** `properties` are those that browsers' cameras have beyond the specification's. */
  static async of(
    sources: readonly SourceDescription[],
    properties: PropertyRegistrations = {},
  ): Promise<Expectations> {
    return new Expectations(await createSolver({ properties }), [...sources]);
  }

  for(request: Request): Expectation {
    const asked = solved(request);
    try {
      const [best] = this.#solver.rank(this.#sources, asked);
      if (!best) throw new Error("There is no source.");
      const { fit } = best;
      return fit.ok
        ? { settings: { ...fit.settings }, distance: fit.distance, advanced: fit.advanced }
        : { error: "OverconstrainedError", constraints: this.#blame(asked) };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return { error: "TypeError", constraints: [] };
    }
  }

  /** Media Capture and Streams, 10.2, step 6.3.5. One source alone says which. */
  #blame(asked: TrackConstraints): readonly string[] {
    const misfits = (constraints: TrackConstraints): string[] =>
      this.#solver
        .rank(this.#sources, constraints)
        .flatMap(({ fit }) => (fit.ok ? [] : fit.failedConstraint));
    if (this.#sources.length === 1) return misfits(asked);
    const alone = Object.entries(asked).filter(
      ([name, value]) =>
        name !== "advanced" && misfits({ [name]: value as never }).length === this.#sources.length,
    );
    return alone.length > 0 ? alone.map(([name]) => name) : [""];
  }
}
