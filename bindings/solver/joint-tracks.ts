/** Reads the list of tracks of a joint choice. */
import type { Constraints, convertTrackConstraints } from "../constrainable/convert.js";
import type { PropertyRegistry } from "../constrainable/registry.js";
import { reject } from "./argument-errors.js";

/** Converts the constraints of each track; TypeError where the list is none or empty. */
export function convertTracks(
  tracks: unknown,
  registry: PropertyRegistry,
  convert: typeof convertTrackConstraints,
): Constraints[] {
  if (!Array.isArray(tracks) || tracks.length === 0)
    reject("tracks", "a non-empty list of constraints", tracks);
  return Array.from(tracks as unknown[], (track, i) => convert(track, registry, `tracks[${i}]`));
}
