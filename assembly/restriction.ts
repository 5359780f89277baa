/**
 * What a source's settings are restricted to: an interval for each numeric property, a mask for each discrete one.
 *
 * Intersecting constraints never depends on the row or group, so a restriction stands for the whole candidate set of
 * SelectSettings: the settings dictionaries of the space within it.
 */
import { scaleRatio } from "./distance";
import { hasRoom, isInhabited, setBox, setRatios } from "./lattice";
import { hasRate } from "./rate";
import {
  CROP_AND_SCALE,
  discreteCount,
  endRow,
  firstRow,
  groupCount,
  groupMask,
  HAS_RATE,
  HAS_SIZE,
  NATIVE,
  openGroup,
  otherCount,
  otherMax,
  otherMin,
  rowAt,
  rowFlags,
  rowHeightMax,
  rowHeightMin,
  rowRatioMax,
  rowRatioMin,
  rowWidthMax,
  rowWidthMin,
} from "./source";
import {
  endOfRecord,
  EXACT,
  exactMask,
  hasBound,
  LACKING,
  MAX,
  maxOf,
  MIN,
  minOf,
  exactOf,
  recordTarget,
  RESIZE_MODE,
} from "./request";

/** The numeric targets that rows decide; the others follow. */
export const WIDTH: i32 = 0;
export const HEIGHT: i32 = 1;
export const ASPECT_RATIO: i32 = 2;
export const FRAME_RATE: i32 = 3;
export const FIRST_OTHER: i32 = 4;

/** Bits of resizeMode, where rows decide it. */
export const NONE_BIT: i32 = 1;
export const CROP_BIT: i32 = 2;

/** The bit of a row's resize mode; 0 where rows do not decide it. */
export function resizeModeOf(flags: i32): i32 {
  return flags & NATIVE ? NONE_BIT : flags & CROP_AND_SCALE ? CROP_BIT : 0;
}

/** Bytes of a restriction for the open source. */
export function restrictionSize(): usize {
  const numbers = (FIRST_OTHER + otherCount) as usize;
  return (numbers << 4) + (((discreteCount + 1) as usize) << 3);
}

// @ts-ignore: decorator
@inline
export function leastOf(restriction: usize, target: i32): f64 {
  return load<f64>(restriction + ((target as usize) << 4));
}

// @ts-ignore: decorator
@inline
export function greatestOf(restriction: usize, target: i32): f64 {
  return load<f64>(restriction + ((target as usize) << 4), 8);
}

function maskAt(restriction: usize, discrete: i32): usize {
  return restriction + (((FIRST_OTHER + otherCount) as usize) << 4) + ((discrete as usize) << 3);
}

/** The allowed values of a discrete property. */
export function allowedMask(restriction: usize, discrete: i32): i32 {
  return load<i32>(maskAt(restriction, discrete));
}

/** The values of a discrete property that the open group offers within the restriction. */
export function offeredMask(restriction: usize, discrete: i32): i32 {
  const mask = groupMask(discrete);
  return isRequired(restriction, discrete) ? mask & allowedMask(restriction, discrete) : mask;
}

/** Whether a discrete property is required to exist. */
export function isRequired(restriction: usize, discrete: i32): bool {
  return load<i32>(maskAt(restriction, discrete), 4) != 0;
}

/** The allowed resize modes, where rows decide them: kept behind the discrete properties. */
export function allowedResizeModes(restriction: usize): i32 {
  return allowedMask(restriction, discreteCount);
}

/** Everything allowed. */
export function unrestrict(restriction: usize): void {
  for (let target = 0; target < FIRST_OTHER + otherCount; target++) {
    setNumber(restriction, target, -Infinity, Infinity);
  }
  for (let discrete = 0; discrete <= discreteCount; discrete++) {
    store<i32>(maskAt(restriction, discrete), -1);
    store<i32>(maskAt(restriction, discrete), 0, 4);
  }
}

export function copyRestriction(from: usize, to: usize): void {
  const size = restrictionSize();
  for (let offset: usize = 0; offset < size; offset += 8) store<u64>(to + offset, load<u64>(from + offset));
}

export function setNumber(restriction: usize, target: i32, lo: f64, hi: f64): void {
  const entry = restriction + ((target as usize) << 4);
  store<f64>(entry, lo);
  store<f64>(entry, hi, 8);
}

export function restrictNumber(restriction: usize, target: i32, lo: f64, hi: f64): void {
  setNumber(
    restriction,
    target,
    max(leastOf(restriction, target), lo),
    min(greatestOf(restriction, target), hi),
  );
}

/** Restricts to what satisfies the bounds of a record: MIN, MAX, EXACT or several. */
export function restrict(restriction: usize, record: usize, bounds: i32): void {
  bounds = hasBound(record, bounds);
  let target = recordTarget(record);
  if (target >= 0) {
    let lo: f64 = -Infinity;
    let hi: f64 = Infinity;
    if (bounds & MIN) lo = minOf(record);
    if (bounds & MAX) hi = maxOf(record);
    if (bounds & EXACT) {
      lo = max(lo, exactOf(record));
      hi = min(hi, exactOf(record));
    }
    if (target == ASPECT_RATIO) {
      lo = scaleRatio(lo);
      hi = scaleRatio(hi);
    }
    // What no settings dictionary has satisfies nothing that is required: no rate is left.
    if (target >= LACKING) {
      if (!(bounds & (MIN | MAX | EXACT))) return;
      target = FRAME_RATE;
      hi = -Infinity;
    }
    restrictNumber(restriction, target, lo, hi);
    return;
  }
  if (!(bounds & EXACT)) return;
  const mask = maskAt(restriction, target == RESIZE_MODE ? discreteCount : RESIZE_MODE - 1 - target);
  store<i32>(mask, load<i32>(mask) & exactMask(record));
  store<i32>(mask, 1, 4);
}

/** Restricts to what satisfies every required constraint of a constraint set. */
export function restrictToSet(restriction: usize, records: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    restrict(restriction, records, -1);
    records = endOfRecord(records);
  }
}

/** Whether the group's other properties can be set within the restriction. */
export function allowsGroup(restriction: usize): bool {
  for (let other = 0; other < otherCount; other++) {
    const lo = leastOf(restriction, FIRST_OTHER + other);
    const hi = greatestOf(restriction, FIRST_OTHER + other);
    if (lo == -Infinity && hi == Infinity) continue;
    if (!(max(lo, otherMin(other)) <= min(hi, otherMax(other)))) return false;
  }
  for (let discrete = 0; discrete < discreteCount; discrete++) {
    if (isRequired(restriction, discrete) && !offeredMask(restriction, discrete)) return false;
  }
  return true;
}

/** Whether the restriction allows the row's resize mode and one of its rates; sizes apart. */
export function allowsRowApartFromSize(restriction: usize, row: usize): bool {
  const flags = rowFlags(row);
  const resize = allowedResizeModes(restriction);
  if (resize != -1 && !(resize & resizeModeOf(flags))) return false;
  const lo = leastOf(restriction, FRAME_RATE);
  const hi = greatestOf(restriction, FRAME_RATE);
  if (lo == -Infinity && hi == Infinity) return true;
  return (flags & HAS_RATE) != 0 && hasRate(row, lo, hi);
}

/** Sets the lattice to the row's sizes within the restriction. */
export function setLattice(restriction: usize, row: usize): void {
  setBox(
    max(rowWidthMin(row), leastOf(restriction, WIDTH)),
    min(rowWidthMax(row), greatestOf(restriction, WIDTH)),
    max(rowHeightMin(row), leastOf(restriction, HEIGHT)),
    min(rowHeightMax(row), greatestOf(restriction, HEIGHT)),
  );
  setRatios(
    max(rowRatioMin(row), leastOf(restriction, ASPECT_RATIO)),
    min(rowRatioMax(row), greatestOf(restriction, ASPECT_RATIO)),
  );
}

/** Whether one of the row's sizes is within the restriction. */
export function allowsSize(restriction: usize, row: usize): bool {
  const flags = rowFlags(row);
  if (!(flags & HAS_SIZE)) return true;
  setLattice(restriction, row);
  return flags & NATIVE ? hasRoom() : isInhabited();
}

/** Row visits of isFeasible so far, for those who must stop somewhere. */
export let visits: f64 = 0;

/** Whether any settings dictionary is within the restriction. */
export function isFeasible(restriction: usize): bool {
  for (let group = 0; group < groupCount; group++) {
    openGroup(group);
    visits += 1;
    if (!allowsGroup(restriction)) continue;
    for (let i = firstRow; i < endRow; i++) {
      const row = rowAt(i);
      visits += 1;
      if (allowsRowApartFromSize(restriction, row) && allowsSize(restriction, row)) return true;
    }
  }
  return false;
}
