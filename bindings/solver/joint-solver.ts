/** The solver in the caller's thread that also chooses for several tracks on one source. */
import type {
  NoRegistrations,
  PropertyRegistrations,
  TrackConstraints,
} from "../constrainable/constraint-types.js";
import { convertTrackConstraints } from "../constrainable/convert.js";
import type { JointEngine, JointSource } from "./joint-engine.js";
import { convertTracks } from "./joint-tracks.js";
import type { JointFit, JointMisfit } from "./joint-types.js";
import { Solver, type Source } from "./solver.js";

export type { JointFit, JointMember, JointMisfit } from "./joint-types.js";

/** A solver that also chooses for several tracks on one source. Made by `createJointSolver()`. */
export class JointSolver<
  Registrations extends PropertyRegistrations = NoRegistrations,
> extends Solver<Registrations> {
  #engine: JointEngine;

  /** Solvers come from `createJointSolver()`. */
  constructor(engine: JointEngine) {
    super(engine);
    this.#engine = engine;
  }

  /**
   * Chooses settings for several tracks on one source (Media Capture and Streams, 5), or says why the first track, the
   * requester, can have none beside the others. The source runs in one native mode at one rate, in which the required
   * constraints of all tracks hold; within that the tracks are fitted in order, the requester first. Registered
   * properties belong to the device and are the same for all tracks. For one track the answer is that of
   * `selectSettings()`. Throws TypeError for an empty list of tracks, and what `selectSettings()` throws.
   */
  selectJointly(
    source: Source<Registrations>,
    tracks: readonly TrackConstraints<Registrations>[],
  ): JointFit | JointMisfit {
    const converted = convertTracks(tracks, this.#engine.registry, convertTrackConstraints);
    // What this solver's engine encodes is a JointSource.
    return this.useSource(source, (encoded) => this.#engine.selectJointly(encoded as JointSource, converted));
  }
}
