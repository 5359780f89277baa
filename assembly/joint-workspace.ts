/** Memory that a joint choice works in, besides workspace.ts: one block, grown to what the largest so far needs. */
import { basicRecords, largestRequest, trackCount } from "./joint-request";
import { allocate, release } from "./memory";
import { RESULT_HEAD } from "./select";
import { discreteCount, groupCount, groupsSize, otherCount } from "./source";
import { makeWorkspace } from "./workspace";

let block: usize = 0;
let capacity: usize = 0;

/** The groups as they were before anything was taken from them. */
export let savedGroups: usize = 0;
/** For each group, the least distance of the track under examination. */
export let groupDistances: usize = 0;
/** The required bounds of all tracks: see joint-conflict.ts. */
export let jointBounds: usize = 0;
/** What a joint choice answers; read by bindings/solver/joint-engine.ts. */
export let answer: usize = 0;

/** Bytes of a bound of jointBounds. */
export const JOINT_BOUND: usize = 16;
/** Numbers of a member of a conflict. */
export const MEMBER: usize = 4;

/** Bytes of one track's settings in the answer; those of a result. */
export function fitSize(): usize {
  return ((RESULT_HEAD + otherCount + discreteCount) as usize) << 3;
}

/** Makes room for the open source and the tracks' requests; false when there is none. */
export function makeJointWorkspace(joint: usize): bool {
  if (!makeWorkspace(largestRequest(joint))) return false;
  const most = (basicRecords(joint) as usize) * 3;
  const groups = groupsSize();
  const distances = (groupCount as usize) << 3;
  const fits = (trackCount(joint) as usize) * fitSize();
  const answerSize = max(fits, most * (MEMBER << 3)) + 16;
  const size = groups + distances + most * JOINT_BOUND + answerSize;
  if (size > capacity) {
    release(block);
    block = allocate(size);
    capacity = block == 0 ? 0 : size;
    if (block == 0) return false;
  }
  savedGroups = block;
  groupDistances = savedGroups + groups;
  jointBounds = groupDistances + distances;
  answer = jointBounds + most * JOINT_BOUND;
  return true;
}
