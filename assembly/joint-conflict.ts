/**
 * Why a requester gets nothing beside the other tracks: a smallest set of its bounds that nothing satisfies in what the
 * others leave, and a smallest set of the others' bounds because of which that is so.
 */
import { collect, explainConflict, findNearest, isIn, nearest, put } from "./conflict";
import { cutGroups, isAnyLeft, looks, restoreGroups } from "./joint-groups";
import { endOfRequest, firstRequest, trackCount } from "./joint-request";
import { answer, JOINT_BOUND, jointBounds, MEMBER } from "./joint-workspace";
import {
  endOfRecord,
  EXACT,
  firstRecord,
  firstSet,
  hasBound,
  MIN,
  recordCount,
  recordTarget,
} from "./request";
import { restrict, unrestrict } from "./restriction";
import { result, trial } from "./workspace";

/** The search for a smaller conflict than an irreducible one stops after this many looks at groups and rows. */
const PATIENCE: f64 = 400000;

/** A bound of a track: its record, the track, which bound, whether it is in the set. Those of a track are neighbours. */
let boundCount: i32 = 0;
/** Where the bounds of the other tracks start. */
let firstOther: i32 = 0;
let patience: f64 = 0;

function boundAt(index: i32): usize {
  return jointBounds + (index as usize) * JOINT_BOUND;
}

function trackOf(index: i32): i32 {
  return load<i32>(boundAt(index), 4);
}

function isInside(index: i32): bool {
  return load<i32>(boundAt(index), 12) != 0;
}

function setInside(index: i32, inside: bool): void {
  store<i32>(boundAt(index), inside as i32, 12);
}

function collectAll(joint: usize): void {
  boundCount = 0;
  let request = firstRequest(joint);
  for (let track = 0; track < trackCount(joint); track++, request = endOfRequest(request)) {
    if (track == 1) firstOther = boundCount;
    const set = firstSet(request);
    let record = firstRecord(set);
    for (let i = 0; i < recordCount(set); i++, record = endOfRecord(record)) {
      for (let bound = MIN; bound <= EXACT; bound <<= 1) {
        if (!hasBound(record, bound)) continue;
        const at = boundAt(boundCount);
        store<u32>(at, record as u32);
        store<i32>(at, track, 4);
        store<i32>(at, bound, 8);
        store<i32>(at, 0, 12);
        boundCount += 1;
      }
    }
  }
  if (trackCount(joint) == 1) firstOther = boundCount;
}

/** Leaves of the groups what the bounds in the set allow, but for those of one track; false if nothing. */
function cutToSet(except: i32): bool {
  restoreGroups();
  let i = 0;
  while (i < boundCount) {
    const track = trackOf(i);
    let count = 0;
    unrestrict(trial);
    for (; i < boundCount && trackOf(i) == track; i++) {
      if (!isInside(i) || track == except) continue;
      restrict(trial, load<u32>(boundAt(i)), load<i32>(boundAt(i), 8));
      count += 1;
    }
    if (count > 0 && !cutGroups(trial)) return false;
  }
  return true;
}

function holdTogether(): bool {
  return cutToSet(-1);
}

/** Puts the other tracks' bounds into the set, or takes them out. */
function setOthersInside(inside: bool): void {
  for (let i = firstOther; i < boundCount; i++) setInside(i, inside);
}

/** Takes the bounds from `from` to `to` out of the set if they can be spared. */
function spare(from: i32, to: i32): bool {
  for (let i = from; i < to; i++) setInside(i, false);
  if (!holdTogether()) return true;
  for (let i = from; i < to; i++) setInside(i, true);
  return false;
}

/** Takes out of the set, which cannot hold together, what can be spared; returns how many of the others' are left. */
function shrink(): i32 {
  // Whole tracks first: most have no part in it.
  for (let i = firstOther; i < boundCount;) {
    let end = i + 1;
    while (end < boundCount && trackOf(end) == trackOf(i)) end += 1;
    spare(i, end);
    i = end;
  }
  let size = 0;
  for (let i = firstOther; i < boundCount; i++) if (isInside(i) && !spare(i, i + 1)) size += 1;
  return size;
}

/** Looks for `size` bounds from `from` on that, with those in the set, cannot hold together; leaves them in the set. */
function findConflict(size: i32, from: i32): bool {
  if (size == 0) return !holdTogether();
  for (let i = from; i <= boundCount - size && looks < patience; i++) {
    setInside(i, true);
    if (findConflict(size - 1, i + 1)) return true;
    setInside(i, false);
  }
  return false;
}

/** Leaves a smallest set of the other tracks' bounds in the set beside those of the requester that are there. */
function findSmallest(): void {
  setOthersInside(true);
  const size = shrink();
  // The members may hide a smaller set: they are kept behind the answer's head until it is found.
  let kept = answer + 16;
  for (let i = firstOther; i < boundCount; i++) {
    if (!isInside(i)) continue;
    store<i32>(kept, i);
    kept += 4;
  }
  patience = looks + PATIENCE;
  for (let smaller = 0; smaller < size; smaller++) {
    setOthersInside(false);
    if (findConflict(smaller, firstOther)) return;
  }
  setOthersInside(false);
  for (let at = answer + 16; at < kept; at += 4) setInside(load<i32>(at), true);
}

let memberCount: i32 = 0;

function writeMember(index: i32, near: f64): void {
  const at = answer + 16 + (memberCount as usize) * (MEMBER << 3);
  store<f64>(at, trackOf(index) as f64);
  store<f64>(at, recordTarget(load<u32>(boundAt(index))) as f64, 8);
  store<f64>(at, load<i32>(boundAt(index), 8) as f64, 16);
  store<f64>(at, near, 24);
  memberCount += 1;
}

/** Writes down the requester's members, their nearest values those that explainConflict found. */
function writeOwnMembers(): void {
  for (let i = 0; i < firstOther; i++) {
    if (isInside(i)) writeMember(i, load<f64>(result + (memberCount as usize) * 24, 32));
  }
}

/** Writes down the members of another track, with the values nearest in what the rest of the conflict leaves. */
function writeMembers(request: usize, from: i32, to: i32): void {
  let isMember = false;
  for (let i = from; i < to; i++) isMember = isMember || isInside(i);
  if (!isMember) return;
  cutToSet(trackOf(from));
  collect(request);
  for (let i = from; i < to; i++) put(i - from, isInside(i));
  for (let i = from; i < to; i++) {
    if (!isInside(i)) continue;
    findNearest(i - from);
    writeMember(i, nearest);
  }
}

/**
 * Explains the requester's basic set, which cannot be satisfied in what the others leave of the groups, as they are cut
 * now. The answer: the number of members, then for each member its track, its target, its bound and its nearest value
 * (the requester's in all that the others leave), NaN where there is none. Where the others leave nothing, no member is
 * the requester's.
 */
export function explainJointly(joint: usize): void {
  let request = firstRequest(joint);
  collectAll(joint);
  if (isAnyLeft()) {
    explainConflict(request);
    for (let i = 0; i < firstOther; i++) setInside(i, isIn(i));
  }
  findSmallest();
  memberCount = 0;
  writeOwnMembers();
  let from = firstOther;
  for (let track = 1; track < trackCount(joint); track++) {
    request = endOfRequest(request);
    let to = from;
    while (to < boundCount && trackOf(to) == track) to += 1;
    writeMembers(request, from, to);
    from = to;
  }
  store<f64>(answer, memberCount as f64, 8);
}
