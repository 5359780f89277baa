/**
 * Why a basic set cannot be satisfied: a smallest set of its bounds that no settings dictionary satisfies together,
 * and for each of them the nearest value with which they can.
 */
import { RATIO_SCALE, scaleRatio } from "./distance";
import { hasRoom, heightMax, heightMin, ratioMax, ratioMin, widthMax, widthMin } from "./lattice";
import { bestHeight, bestWidth, minimize, setIdeals } from "./plane";
import { nearestRate, rate } from "./rate";
import {
  endOfRecord,
  EXACT,
  exactOf,
  firstRecord,
  firstSet,
  hasBound,
  LACKING,
  MAX,
  maxOf,
  MIN,
  minOf,
  recordCount,
  recordTarget,
  RESIZE_MODE,
} from "./request";
import {
  allowsGroup,
  allowsRowApartFromSize,
  allowsSize,
  ASPECT_RATIO,
  FIRST_OTHER,
  FRAME_RATE,
  greatestOf,
  HEIGHT,
  isFeasible,
  leastOf,
  offeredMask,
  restrict,
  restrictNumber,
  setLattice,
  setNumber,
  unrestrict,
  visits,
  WIDTH,
} from "./restriction";
import {
  DECIMATED,
  endRow,
  firstRow,
  groupCount,
  HAS_RATE,
  HAS_SIZE,
  NATIVE,
  openGroup,
  otherMax,
  otherMin,
  rowAt,
  rowFlags,
  rowRateMin,
} from "./source";
import { bounds, result, trial } from "./workspace";

/**
 * The search for a smaller conflict than an irreducible one stops after this many looks at rows and groups, which
 * bounds the time; what was found by then is still a conflict none of whose members can be spared.
 */
const PATIENCE: f64 = 400000;

/** A bound under examination: its record, which bound, whether it is in the set, whether in the one kept aside. */
const BOUND: usize = 16;
let boundCount: i32 = 0;

function boundAt(index: i32): usize {
  return bounds + (index as usize) * BOUND;
}

function recordOf(index: i32): usize {
  return load<u32>(boundAt(index));
}

function whichBound(index: i32): i32 {
  return load<i32>(boundAt(index), 4);
}

export function isIn(index: i32): bool {
  return load<i32>(boundAt(index), 8) != 0;
}

export function put(index: i32, inside: bool): void {
  store<i32>(boundAt(index), inside as i32, 8);
}

/** Takes all bounds out of the set, or puts them into it. */
function putAll(inside: bool): void {
  for (let i = 0; i < boundCount; i++) put(i, inside);
}

export function collect(request: usize): void {
  const set = firstSet(request);
  boundCount = 0;
  let record = firstRecord(set);
  for (let i = 0; i < recordCount(set); i++, record = endOfRecord(record)) {
    for (let bound = MIN; bound <= EXACT; bound <<= 1) {
      if (!hasBound(record, bound)) continue;
      const at = boundAt(boundCount);
      store<u32>(at, record as u32);
      store<i32>(at, bound, 4);
      store<i32>(at, 1, 8);
      boundCount += 1;
    }
  }
}

/** Restricts `trial` to the bounds in the set, but for one. */
function restrictTrial(except: i32): void {
  unrestrict(trial);
  for (let i = 0; i < boundCount; i++) {
    if (i != except && isIn(i)) restrict(trial, recordOf(i), whichBound(i));
  }
}

function holdTogether(): bool {
  restrictTrial(-1);
  return isFeasible(trial);
}

/** Puts the bounds of a target into the set, and no others. */
function putTarget(target: i32): void {
  for (let i = 0; i < boundCount; i++) put(i, recordTarget(recordOf(i)) == target);
}

/** Takes out of the set, which cannot hold together, what can be spared; returns how many are left. */
function shrink(): i32 {
  let size = 0;
  for (let i = 0; i < boundCount; i++) {
    if (!isIn(i)) continue;
    put(i, false);
    if (!holdTogether()) continue;
    put(i, true);
    size += 1;
  }
  return size;
}

/** Looks for `size` bounds from `from` on that, with those in the set, cannot hold together; leaves them in the set. */
function findConflict(size: i32, from: i32): bool {
  if (size == 0) return !holdTogether();
  for (let i = from; i <= boundCount - size && visits < patience; i++) {
    put(i, true);
    if (findConflict(size - 1, i + 1)) return true;
    put(i, false);
  }
  return false;
}

let patience: f64 = 0;

/**
 * Leaves a smallest conflict in the set: one bound if there is such a one, else bounds of one target if they are one,
 * else of several. The set stays empty where the source has no settings at all.
 */
function findSmallest(): void {
  putAll(false);
  patience = Infinity;
  if (findConflict(0, 0) || findConflict(1, 0)) return;
  for (let i = 0; i < boundCount; i++) {
    putTarget(recordTarget(recordOf(i)));
    if (holdTogether()) continue;
    shrink();
    return;
  }
  putAll(true);
  const size = shrink();
  // Where a bound is in more conflicts than one, leaving bounds out in order need not end with the smallest.
  for (let i = 0; i < boundCount; i++) store<i32>(boundAt(i), isIn(i) as i32, 12);
  patience = visits + PATIENCE;
  for (let smaller = 2; smaller < size; smaller++) {
    putAll(false);
    if (findConflict(smaller, 0)) return;
  }
  for (let i = 0; i < boundCount; i++) put(i, load<i32>(boundAt(i), 12) != 0);
}

/** The value nearest to what was asked for so far; NaN before there is one. */
export let nearest: f64 = 0;

function considerNearest(value: f64, asked: f64): void {
  // No absolute values: those of what lies far to one side of what was asked for would all be the same.
  const isCloser = value < nearest ? asked - value <= nearest - asked : value - asked < asked - nearest;
  if (!(nearest == nearest) || isCloser) nearest = value;
}

/** Considers the row's sizes on both sides of what was asked of width, height or ratio. */
function considerSizes(row: usize, target: i32, asked: f64): void {
  const lo = leastOf(trial, target);
  const hi = greatestOf(trial, target);
  const end = target == ASPECT_RATIO ? scaleRatio(asked) : asked;
  for (let above = 0; above < 2; above++) {
    restrictNumber(trial, target, above ? end : lo, above ? hi : end);
    setLattice(trial, row);
    setNumber(trial, target, lo, hi);
    if (!hasRoom()) continue;
    // The end of the side next to what was asked for serves as the ideal: the nearest to it is the nearest of all.
    if (target == WIDTH) setIdeals(above ? widthMin : widthMax, 0, 0);
    else if (target == HEIGHT) setIdeals(0, above ? heightMin : heightMax, 0);
    else {
      // To an ideal beyond what is possible all distances could round to the same.
      const ratio = max<f64>(above ? ratioMin : ratioMax, 1) / RATIO_SCALE;
      setIdeals(0, 0, min(ratio, widthMax / heightMin));
    }
    minimize(Infinity);
    if (bestWidth == 0) continue;
    const ratio = scaleRatio(bestWidth / bestHeight) / RATIO_SCALE;
    considerNearest(target == WIDTH ? bestWidth : target == HEIGHT ? bestHeight : ratio, asked);
  }
}

/** Considers the settings of a row within `trial`. */
function considerRow(row: usize, target: i32, asked: f64): void {
  const flags = rowFlags(row);
  if (target == FRAME_RATE) {
    if (!(flags & HAS_RATE) || !allowsSize(trial, row)) return;
    const lo = leastOf(trial, FRAME_RATE);
    const hi = greatestOf(trial, FRAME_RATE);
    // Towards 0 the rates are open: 0 stands for rates as small as one likes.
    if (asked <= 0 && lo <= 0 && (flags & DECIMATED || rowRateMin(row) == 0)) considerNearest(0, asked);
    for (let above = 0; above < 2; above++) {
      nearestRate(row, max(asked, f64.MIN_VALUE), above ? max(lo, asked) : lo, above ? hi : min(hi, asked));
      considerNearest(rate, asked);
    }
    return;
  }
  if (flags & HAS_SIZE) considerSizes(row, target, asked);
}

/** Considers the values a group has for a discrete property: the first that can be had. */
function considerDiscrete(discrete: i32): void {
  const mask = offeredMask(trial, discrete);
  if (mask) considerNearest(ctz(mask) as f64, 0);
}

/** Sets `nearest` to the value with which a member of the conflict can hold with the others; NaN for none. */
export function findNearest(index: i32): void {
  const record = recordOf(index);
  const bound = whichBound(index);
  const target = recordTarget(record);
  nearest = NaN;
  if (target >= LACKING) return;
  restrictTrial(index);
  let asked: f64 = 0;
  if (target >= 0) asked = bound == MIN ? minOf(record) : bound == MAX ? maxOf(record) : exactOf(record);
  for (let group = 0; group < groupCount; group++) {
    openGroup(group);
    if (!allowsGroup(trial)) continue;
    for (let i = firstRow; i < endRow; i++) {
      const row = rowAt(i);
      if (!allowsRowApartFromSize(trial, row)) continue;
      if (target >= 0 && target < FIRST_OTHER) {
        considerRow(row, target, asked);
        continue;
      }
      if (!allowsSize(trial, row)) continue;
      if (target == RESIZE_MODE) {
        considerNearest(rowFlags(row) & NATIVE ? 0 : 1, 0);
        continue;
      }
      if (target < RESIZE_MODE) considerDiscrete(RESIZE_MODE - 1 - target);
      else {
        const lo = max(otherMin(target - FIRST_OTHER), leastOf(trial, target));
        const hi = min(otherMax(target - FIRST_OTHER), greatestOf(trial, target));
        if (lo <= hi) considerNearest(max(lo, min(hi, asked)), asked);
      }
      break; // the other rows of the group say the same
    }
  }
  if (target == FRAME_RATE && nearest == 0) nearest = NaN;
}

/**
 * Explains the basic set, which cannot be satisfied. The result: the number of members, then for each member its target,
 * its bound and its nearest value (a discrete one's number), NaN where there is none.
 */
export function explainConflict(request: usize): void {
  collect(request);
  findSmallest();
  let members = 0;
  for (let i = 0; i < boundCount; i++) {
    if (!isIn(i)) continue;
    findNearest(i);
    const at = result + 16 + members * 24;
    store<f64>(at, recordTarget(recordOf(i)) as f64);
    store<f64>(at, whichBound(i) as f64, 8);
    store<f64>(at, nearest, 16);
    members += 1;
  }
  store<f64>(result, members as f64, 8);
}
