/** What a joint choice answers: the settings of several tracks on one source, or why there are none. */
import type { ConflictMember, Fit, NativeMode, TrackSettings } from "./types.js";

/** One required constraint of a conflict between tracks. */
export interface JointMember extends ConflictMember {
  /** The index of the track that has the constraint; 0 is the requester. */
  track: number;
}

/** Settings for several tracks on one source, which can all have them at the same time. */
export interface JointFit {
  ok: true;
  /** What each track gets, in the order of the tracks. */
  fits: Fit[];
  /** The native mode the source runs in; absent where the source has no modes. */
  nativeMode?: NativeMode;
  /** The rate it runs at, in frames per second; absent where the source has no modes. */
  frameRate?: number;
  /** The values of the properties that belong to the device and are the same for all tracks. */
  shared: TrackSettings;
}

/** Why the requester can have no settings beside the other tracks. */
export interface JointMisfit {
  ok: false;
  /** A required constraint of the requester that nothing satisfies in what the others leave, or "". */
  failedConstraint: string;
  /**
   * A smallest set of the requester's required bounds that nothing satisfies in what the others leave, then a smallest
   * set of the others' bounds because of which that is so; none of these where the requester has no fit even alone.
   */
  conflict: JointMember[];
  /** The conflict in words. */
  message: string;
}
