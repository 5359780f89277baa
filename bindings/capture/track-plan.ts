/** What a source's tracks get when all of them are fitted together: Media Capture and Streams, 5. */
import type { Constraints } from "../constrainable/convert.js";
import type { Configuration } from "../hosts/host.js";
import type { JointFit } from "../solver/joint-types.js";
import type { Misfit, SourceDescription, TrackSettings } from "../solver/types.js";
import { configurationFor } from "./configuration.js";
import type { ConstraintSolver } from "./constraint-solver.js";
import { askOf, type Ask } from "./dictionaries.js";

/** Settings for everything that is asked of a source, and how the device has to run for them. */
export class TrackPlan {
  readonly fit: JointFit;
  readonly configuration: Configuration;
  #settings: Map<string, TrackSettings>;

  constructor(fit: JointFit, asked: readonly Ask[]) {
    this.fit = fit;
    this.configuration = configurationFor(fit);
    this.#settings = new Map(asked.map(({ key }, i) => [key, fit.fits[i]?.settings ?? {}]));
  }

  /** Plans for tracks with these constraints, the requester's first; the misfit where that cannot be. */
  static async make(
    solver: ConstraintSolver,
    description: SourceDescription,
    constraints: readonly Constraints[],
  ): Promise<TrackPlan | Misfit> {
    // Tracks that ask for the same get the same, so what they ask for is asked for once.
    const asked = [...new Map(constraints.map(askOf).map((ask) => [ask.key, ask])).values()];
    const dictionaries = asked.map(({ dictionary }) => dictionary);
    const fit = await solver.selectJointly(description, dictionaries);
    return fit.ok ? new TrackPlan(fit, asked) : fit;
  }

  /** The settings of tracks with these constraints; undefined where they were not planned for. */
  settingsFor(constraints: Constraints): TrackSettings | undefined {
    return this.#settings.get(askOf(constraints).key);
  }
}
