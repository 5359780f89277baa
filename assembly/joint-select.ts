/**
 * The settings of several tracks on one source: Media Capture and Streams, 5, "the source ... satisfies the combined
 * constraints of all tracks", and 11.1, where the effective capability of a track is what the others leave.
 *
 * Policy. The source runs in one operating point: one native mode at one of its rates, in one configuration. Every track
 * has settings of its own from there: that size and rate as they are, or a size cropped and scaled and a rate decimated
 * from them. The properties beyond the specification's fifteen belong to the device and are the same for all tracks.
 * 1. What is left are the operating points, and the device's values, in which the required constraints of every other
 *    track hold.
 * 2. The requester, the first track, has SelectSettings over what is left.
 * 3. Then, track by track, each has SelectSettings over the operating points and the device's values that are optimal
 *    for those before it. Distances within 1e-9 are ties, of groups; of a device's value only the nearest are.
 * 4. Of the operating points left, the requester's total order of ties chooses, then the one that comes first, lower
 *    rates before higher.
 *
 * A mode with a range of rates is listed at finitely many of them: bindings/solver/joint-space.ts says why they do.
 */
import { cutGroups, keepGroup, saveGroups, settleGroups } from "./joint-groups";
import { endOfRequest, firstRequest, trackCount } from "./joint-request";
import { answer, fitSize } from "./joint-workspace";
import { endOfSet, firstRecord, firstSet, isMarkedSatisfied, recordCount, setCount } from "./request";
import { isFeasible, restrictToSet, unrestrict } from "./restriction";
import { choose, chosenGroup, restrictToBasic, takeAdvanced } from "./select";
import { candidates, result, trial } from "./workspace";

/** Restricts the candidates to what a track has been given so far: its basic set and the advanced ones it has. */
function restrictToGiven(request: usize): void {
  restrictToBasic(request);
  let set = firstSet(request);
  for (let i = setCount(request) - 1; i > 0; i--) {
    set = endOfSet(set);
    if (isMarkedSatisfied(set)) restrictToSet(candidates, firstRecord(set), recordCount(set));
  }
}

/** Leaves of the open source's groups what the required constraints of all tracks but the requester allow. */
export function cutToOthers(joint: usize): void {
  let request = firstRequest(joint);
  for (let track = 1; track < trackCount(joint); track++) {
    request = endOfRequest(request);
    const set = firstSet(request);
    unrestrict(trial);
    restrictToSet(trial, firstRecord(set), recordCount(set));
    cutGroups(trial);
  }
}

/** Writes down a track's settings where the answer has them. */
function writeFit(track: i32): void {
  const size = fitSize();
  const at = answer + 8 + (track as usize) * size;
  for (let offset: usize = 0; offset < size; offset += 8) store<u64>(at + offset, load<u64>(result + offset));
}

/**
 * Chooses the settings of all tracks on the open source; false where the requester's basic set cannot be satisfied
 * beside the others, whose cut the groups then are in. The requests' sets are marked, the answer written: a result of
 * selectSettings for each track.
 */
export function selectJointly(joint: usize): bool {
  saveGroups(joint);
  cutToOthers(joint);
  let request = firstRequest(joint);
  restrictToBasic(request);
  if (!isFeasible(candidates)) return false;
  for (let track = 0; track < trackCount(joint); track++) {
    if (track > 0) restrictToBasic(request);
    takeAdvanced(request);
    settleGroups();
    request = endOfRequest(request);
  }
  request = firstRequest(joint);
  for (let track = 0; track < trackCount(joint); track++) {
    restrictToGiven(request);
    choose();
    if (track == 0) keepGroup(chosenGroup);
    writeFit(track);
    request = endOfRequest(request);
  }
  return true;
}
