/**
 * What a source's settings are restricted to: an interval for each numeric property, a mask for each discrete one.
 *
 * Intersecting constraints never depends on the row or group, so a restriction stands for the whole candidate set of
 * SelectSettings: the settings dictionaries of the space within it.
 */
import { scaleRatio } from "./distance";
import { isInhabited, setBox, setRatios, setStrip } from "./lattice";
import { hasRate } from "./rate";
import {
  CROP_AND_SCALE,
  discreteCount,
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
  wordCount,
} from "./source";
import {
  endOfRecord,
  EXACT,
  exactMask,
  EXISTS,
  hasBound,
  LACKS,
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

/** Bytes of a restriction for the open source. */
export function restrictionSize(): usize {
  const numbers = (FIRST_OTHER + otherCount) as usize;
  const words = (wordCount + discreteCount + 1) as usize;
  return (numbers << 4) + ((words + (words & 1)) << 2);
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

// @ts-ignore: decorator
@inline
function masksOf(restriction: usize): usize {
  return restriction + (((FIRST_OTHER + otherCount) as usize) << 4);
}

/** The allowed values of discrete properties. */
// @ts-ignore: decorator
@inline
export function allowedMask(restriction: usize, word: i32): i32 {
  return load<i32>(masksOf(restriction) + ((word as usize) << 2));
}

/** Where a discrete property's flag stands that tells whether it is required to exist. */
// @ts-ignore: decorator
@inline
function requiredAt(restriction: usize, discrete: i32): usize {
  return masksOf(restriction) + ((wordCount as usize) << 2) + ((discrete as usize) << 2);
}

// @ts-ignore: decorator
@inline
export function isRequired(restriction: usize, discrete: i32): bool {
  return load<i32>(requiredAt(restriction, discrete)) != 0;
}

/** The allowed resize modes, where rows decide them. */
// @ts-ignore: decorator
@inline
export function allowedResizeModes(restriction: usize): i32 {
  return load<i32>(requiredAt(restriction, discreteCount));
}

/** Everything allowed. */
export function unrestrict(restriction: usize): void {
  for (let target = 0; target < FIRST_OTHER + otherCount; target++) {
    store<f64>(restriction + ((target as usize) << 4), -Infinity);
    store<f64>(restriction + ((target as usize) << 4), Infinity, 8);
  }
  const masks = masksOf(restriction);
  for (let word = 0; word < wordCount; word++) store<i32>(masks + ((word as usize) << 2), -1);
  for (let discrete = 0; discrete < discreteCount; discrete++) store<i32>(requiredAt(restriction, discrete), 0);
  store<i32>(requiredAt(restriction, discreteCount), -1);
}

export function copyRestriction(from: usize, to: usize): void {
  const size = restrictionSize();
  for (let offset: usize = 0; offset < size; offset += 8) store<u64>(to + offset, load<u64>(from + offset));
}

export function restrictNumber(restriction: usize, target: i32, lo: f64, hi: f64): void {
  const entry = restriction + ((target as usize) << 4);
  store<f64>(entry, max(load<f64>(entry), lo));
  store<f64>(entry, min(load<f64>(entry, 8), hi), 8);
}

/** Restricts to what satisfies the bounds of a record: MIN, MAX, EXACT, EXISTS, LACKS or several. */
export function restrict(restriction: usize, record: usize, bounds: i32): void {
  bounds = hasBound(record, bounds);
  const target = recordTarget(record);
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
    // Whatever is finite is required to exist.
    if (bounds & EXISTS) lo = max(lo, -f64.MAX_VALUE);
    if (bounds & LACKS) lo = Infinity;
    restrictNumber(restriction, target, lo, hi);
    return;
  }
  if (!(bounds & EXACT)) return;
  if (target == RESIZE_MODE) {
    const at = requiredAt(restriction, discreteCount);
    store<i32>(at, load<i32>(at) & exactMask(record, 0));
    return;
  }
  const discrete = RESIZE_MODE - 1 - target;
  const first = firstWordOf(discrete);
  store<i32>(requiredAt(restriction, discrete), 1);
  for (let word = first; word < endWordOf(discrete); word++) {
    const at = masksOf(restriction) + ((word as usize) << 2);
    store<i32>(at, load<i32>(at) & exactMask(record, word - first));
  }
}

/** Restricts to what satisfies every required constraint of a constraint set. */
export function restrictToSet(restriction: usize, records: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    restrict(restriction, records, -1);
    records = endOfRecord(records);
  }
}

/** Whether the group's other properties can be set within the restriction. */
export function allowsGroup(restriction: usize, group: i32): bool {
  for (let other = 0; other < otherCount; other++) {
    const lo = leastOf(restriction, FIRST_OTHER + other);
    const hi = greatestOf(restriction, FIRST_OTHER + other);
    if (lo == -Infinity && hi == Infinity) continue;
    if (!(max(lo, otherMin(group, other)) <= min(hi, otherMax(group, other)))) return false;
  }
  for (let discrete = 0; discrete < discreteCount; discrete++) {
    if (!isRequired(restriction, discrete)) continue;
    let any = 0;
    for (let word = firstWordOf(discrete); word < endWordOf(discrete); word++) {
      any |= groupMask(group, word) & allowedMask(restriction, word);
    }
    if (any == 0) return false;
  }
  return true;
}

/** Whether the restriction allows the row's resize mode and one of its rates; sizes apart. */
export function allowsRowApartFromSize(restriction: usize, row: usize): bool {
  const flags = rowFlags(row);
  const resize = allowedResizeModes(restriction);
  if (resize != -1) {
    const bit = flags & NATIVE ? NONE_BIT : flags & CROP_AND_SCALE ? CROP_BIT : 0;
    if (!(resize & bit)) return false;
  }
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
  setStrip(0, 0);
}

/** Whether one of the row's sizes is within the restriction. */
export function allowsSize(restriction: usize, row: usize): bool {
  const flags = rowFlags(row);
  if (!(flags & HAS_SIZE)) return true;
  if (flags & NATIVE) {
    const width = rowWidthMin(row);
    const height = rowHeightMin(row);
    const ratio = rowRatioMin(row);
    return (
      width >= leastOf(restriction, WIDTH) &&
      width <= greatestOf(restriction, WIDTH) &&
      height >= leastOf(restriction, HEIGHT) &&
      height <= greatestOf(restriction, HEIGHT) &&
      ratio >= leastOf(restriction, ASPECT_RATIO) &&
      ratio <= greatestOf(restriction, ASPECT_RATIO)
    );
  }
  setLattice(restriction, row);
  return isInhabited();
}

/** Row visits of isFeasible so far, for those who must stop somewhere. */
export let visits: f64 = 0;

/** Whether any settings dictionary is within the restriction. */
export function isFeasible(restriction: usize): bool {
  for (let group = 0; group < groupCount; group++) {
    visits += 1;
    if (!allowsGroup(restriction, group)) continue;
    for (let i = firstRowOf(group); i < endRowOf(group); i++) {
      const row = rowAt(i);
      if (rowFlags(row) & DOMINATED) continue;
      visits += 1;
      if (allowsRowApartFromSize(restriction, row) && allowsSize(restriction, row)) return true;
    }
  }
  return false;
}
