/**
 * Why a basic set cannot be satisfied: a smallest set of its bounds that no settings dictionary satisfies together,
 * and for each of them the nearest value with which they can.
 */
import { RATIO_SCALE, scaleRatio } from "./distance";
import {
  heightMax,
  heightMin,
  ratioMax,
  ratioMin,
  setBox,
  setRatios,
  widthMax,
  widthMin,
} from "./lattice";
import { bestDistance, bestHeight, bestWidth, minimize } from "./plane";
import { nearestRate, rate } from "./rate";
import {
  endOfRecord,
  EXACT,
  exactOf,
  EXISTS,
  firstRecord,
  firstSet,
  hasBound,
  LACKS,
  MAX,
  maxOf,
  MIN,
  minOf,
  recordCount,
  recordTarget,
  RESIZE_MODE,
} from "./request";
import {
  allowedMask,
  allowedResizeModes,
  allowsGroup,
  allowsRowApartFromSize,
  allowsSize,
  ASPECT_RATIO,
  CROP_BIT,
  FIRST_OTHER,
  FRAME_RATE,
  greatestOf,
  HEIGHT,
  isFeasible,
  isRequired,
  leastOf,
  NONE_BIT,
  restrict,
  setLattice,
  unrestrict,
  visits,
  WIDTH,
} from "./restriction";
import {
  CROP_AND_SCALE,
  DOMINATED,
  endRowOf,
  endWordOf,
  firstRowOf,
  firstWordOf,
  groupCount,
  groupMask,
  HAS_RATE,
  HAS_SIZE,
  NATIVE,
  otherMax,
  otherMin,
  rowAt,
  rowFlags,
  rowWidthMin,
  rowHeightMin,
  rowRatioMin,
} from "./source";
import { bounds, result, trial } from "./workspace";

/**
 * The search for a smaller conflict than an irreducible one stops after this many looks at rows and groups, which
 * bounds the time; what was found by then is still a conflict none of whose members can be spared.
 */
const PATIENCE: f64 = 400000;

/** A bound under examination: its record, the record's number, which bound, whether it is in the set. */
const BOUND: usize = 16;
let boundCount: i32 = 0;

// @ts-ignore: decorator
@inline
function boundAt(index: i32): usize {
  return bounds + (index as usize) * BOUND;
}

// @ts-ignore: decorator
@inline
function isIn(index: i32): bool {
  return load<i32>(boundAt(index), 12) != 0;
}

// @ts-ignore: decorator
@inline
function put(index: i32, inside: bool): void {
  store<i32>(boundAt(index), inside as i32, 12);
}

function collect(request: usize): void {
  const set = firstSet(request);
  boundCount = 0;
  let record = firstRecord(set);
  for (let i = 0; i < recordCount(set); i++, record = endOfRecord(record)) {
    for (let bound = MIN; bound <= LACKS; bound <<= 1) {
      if (!(hasBound(record, bound) & (MIN | MAX | EXACT | EXISTS | LACKS))) continue;
      const at = boundAt(boundCount);
      store<u32>(at, record as u32);
      store<i32>(at, i, 4);
      store<i32>(at, bound, 8);
      store<i32>(at, 1, 12);
      boundCount += 1;
    }
  }
}

/** Restricts `trial` to the bounds in the set, but for one. */
function restrictTrial(except: i32): void {
  unrestrict(trial);
  for (let i = 0; i < boundCount; i++) {
    if (i != except && isIn(i)) restrict(trial, load<u32>(boundAt(i)), load<i32>(boundAt(i), 8));
  }
}

function holdTogether(): bool {
  restrictTrial(-1);
  return isFeasible(trial);
}

/** The number of the first record none of whose bounds, taken alone with each other, can be satisfied; or -1. */
function failedRecord(): i32 {
  let first = 0;
  while (first < boundCount) {
    const record = load<i32>(boundAt(first), 4);
    for (let i = 0; i < boundCount; i++) put(i, load<i32>(boundAt(i), 4) == record);
    if (!holdTogether()) return record;
    while (first < boundCount && load<i32>(boundAt(first), 4) == record) first += 1;
  }
  return -1;
}

/** Looks for `size` bounds from `from` on that, with those in the set, cannot hold together; leaves them in the set. */
function findConflict(size: i32, from: i32): bool {
  if (size == 0) return visits < PATIENCE_END && !holdTogether();
  for (let i = from; i <= boundCount - size; i++) {
    put(i, true);
    if (findConflict(size - 1, i + 1)) return true;
    put(i, false);
  }
  return false;
}

let PATIENCE_END: f64 = 0;

/** Leaves a smallest conflict in the set. */
function reduce(): void {
  let size = boundCount;
  for (let i = 0; i < boundCount; i++) put(i, true);
  for (let i = 0; i < boundCount; i++) {
    put(i, false);
    if (holdTogether()) put(i, true);
    else size -= 1;
  }
  // Where a bound is in more conflicts than one, leaving bounds out in order need not end with the smallest.
  const irreducible: usize = result;
  for (let i = 0; i < boundCount; i++) store<i32>(irreducible + ((i as usize) << 2), load<i32>(boundAt(i), 12));
  PATIENCE_END = visits + PATIENCE;
  for (let smaller = 1; smaller < size; smaller++) {
    for (let i = 0; i < boundCount; i++) put(i, false);
    if (findConflict(smaller, 0)) return;
  }
  for (let i = 0; i < boundCount; i++) store<i32>(boundAt(i), load<i32>(irreducible + ((i as usize) << 2)), 12);
}

/** The value nearest to what was asked for so far; NaN before there is one. */
let nearest: f64 = 0;

function considerNearest(value: f64, asked: f64): void {
  if (!(value == value)) return;
  const closer = abs(value - asked) - abs(nearest - asked);
  if (!(nearest == nearest) || closer < 0 || (closer == 0 && value < nearest)) nearest = value;
}

/** Considers the sizes of the lattice on both sides of what was asked of width, height or ratio. */
function considerSizes(target: i32, asked: f64): void {
  const w0 = widthMin;
  const w1 = widthMax;
  const h0 = heightMin;
  const h1 = heightMax;
  const r0 = ratioMin;
  const r1 = ratioMax;
  const scaled = scaleRatio(asked);
  for (let above = 0; above < 2; above++) {
    setBox(w0, w1, h0, h1);
    setRatios(r0, r1);
    // The end of the side next to what was asked for serves as the ideal; no distance jumps there.
    if (target == WIDTH) {
      const end = above ? max(w0, ceil(asked)) : min(w1, floor(asked));
      setBox(above ? end : w0, above ? w1 : end, h0, h1);
      if (end >= w0 && end <= w1) minimize(end, 0, 0, Infinity);
      else continue;
      if (bestDistance < Infinity) considerNearest(bestWidth, asked);
    } else if (target == HEIGHT) {
      const end = above ? max(h0, ceil(asked)) : min(h1, floor(asked));
      setBox(w0, w1, above ? end : h0, above ? h1 : end);
      if (end >= h0 && end <= h1) minimize(0, end, 0, Infinity);
      else continue;
      if (bestDistance < Infinity) considerNearest(bestHeight, asked);
    } else {
      const end = above ? max(max(r0, scaled), w0 / h1 * RATIO_SCALE) : min(min(r1, scaled), w1 / h0 * RATIO_SCALE);
      if (above) setRatios(max(r0, scaled), r1);
      else setRatios(r0, min(r1, scaled));
      if (!(end > 0)) continue;
      minimize(0, 0, end / RATIO_SCALE, Infinity);
      if (bestDistance < Infinity) considerNearest(scaleRatio(bestWidth / bestHeight) / RATIO_SCALE, asked);
    }
  }
}

/** Considers the settings of a row within `trial`. */
function considerRow(row: usize, target: i32, asked: f64): void {
  const flags = rowFlags(row);
  if (target == FRAME_RATE) {
    if (!(flags & HAS_RATE) || !allowsSize(trial, row)) return;
    // A rate asked for that is not positive has no nearest one: the rates are open towards 0.
    const lo = leastOf(trial, FRAME_RATE);
    const hi = greatestOf(trial, FRAME_RATE);
    nearestRate(row, max(asked, f64.MIN_VALUE), lo, hi);
    if (rate > f64.MIN_VALUE) considerNearest(rate, asked);
    return;
  }
  if (!(flags & HAS_SIZE)) return;
  if (!(flags & NATIVE)) {
    setLattice(trial, row);
    if (widthMin <= widthMax && heightMin <= heightMax && ratioMin <= ratioMax) considerSizes(target, asked);
  } else if (allowsSize(trial, row)) {
    if (target == WIDTH) considerNearest(rowWidthMin(row), asked);
    else if (target == HEIGHT) considerNearest(rowHeightMin(row), asked);
    else considerNearest(rowRatioMin(row) / RATIO_SCALE, asked);
  }
}

/** Considers the values a group has for a discrete property: the first that can be had. */
function considerDiscrete(group: i32, discrete: i32): void {
  const first = firstWordOf(discrete);
  for (let word = first; word < endWordOf(discrete); word++) {
    const any = groupMask(group, word) & (isRequired(trial, discrete) ? allowedMask(trial, word) : -1);
    if (any == 0) continue;
    const value = (((word - first) << 5) + ctz(any)) as f64;
    if (!(nearest == nearest) || value < nearest) nearest = value;
    return;
  }
}

/** Sets `nearest` to the value with which a member of the conflict can hold with the others; NaN for none. */
function findNearest(index: i32): void {
  const record = load<u32>(boundAt(index));
  const bound = load<i32>(boundAt(index), 8);
  const target = recordTarget(record);
  nearest = NaN;
  if (bound & (EXISTS | LACKS)) return;
  restrictTrial(index);
  let asked: f64 = 0;
  if (target >= 0) asked = bound == MIN ? minOf(record) : bound == MAX ? maxOf(record) : exactOf(record);
  for (let group = 0; group < groupCount; group++) {
    if (!allowsGroup(trial, group)) continue;
    for (let i = firstRowOf(group); i < endRowOf(group); i++) {
      const row = rowAt(i);
      if (rowFlags(row) & DOMINATED || !allowsRowApartFromSize(trial, row)) continue;
      if (target >= 0 && target < FIRST_OTHER) {
        considerRow(row, target, asked);
        continue;
      }
      if (!allowsSize(trial, row)) continue;
      if (target == RESIZE_MODE) {
        const mode = rowFlags(row) & NATIVE ? 0 : 1;
        if (!(nearest <= (mode as f64))) nearest = mode as f64;
        continue;
      }
      if (target < RESIZE_MODE) considerDiscrete(group, RESIZE_MODE - 1 - target);
      else {
        const lo = max(otherMin(group, target - FIRST_OTHER), leastOf(trial, target));
        const hi = min(otherMax(group, target - FIRST_OTHER), greatestOf(trial, target));
        if (lo <= hi) considerNearest(max(lo, min(hi, asked)), asked);
      }
      break; // the other rows of the group say the same
    }
  }
}

/**
 * Explains the basic set, which cannot be satisfied. The result: number of the record to blame or -1, number of
 * members, then for each member its record's number, its bound and its nearest value (a discrete one's number), NaN
 * where there is none.
 */
export function explainConflict(request: usize): void {
  collect(request);
  const failed = failedRecord();
  reduce();
  let members = 0;
  for (let i = 0; i < boundCount; i++) {
    if (!isIn(i)) continue;
    findNearest(i);
    const at = result + 16 + (members * 24);
    store<f64>(at, load<i32>(boundAt(i), 4) as f64);
    store<f64>(at, load<i32>(boundAt(i), 8) as f64, 8);
    store<f64>(at, nearest, 16);
    members += 1;
  }
  store<f64>(result, failed as f64);
  store<f64>(result, members as f64, 8);
}
