/**
 * A request in linear memory, as bindings/solver/boundary.ts writes it: constraint sets, the basic one first.
 *
 *   i32 number of sets, i32 padding
 *   sets: i32 number of records, i32 1 if it was found satisfied; the records
 *   record: RECORD bytes: i32 target, i32 bounds; then a slot of eight bytes each for min, max, exact and ideal: an f64,
 *         or of a discrete property an i32 mask of values
 */

const RECORD: usize = 40;

/** Bounds of a record. */
export const MIN: i32 = 1;
export const MAX: i32 = 2;
export const EXACT: i32 = 4;
export const IDEAL: i32 = 8;
/** An ideal boolean for a numeric property: that the property exists, or that it does not. */
export const EXISTS: i32 = 16;
export const LACKS: i32 = 32;

/** Targets from 0 up are numeric; this one is the resizeMode of rows; below it are the discrete properties. */
export const RESIZE_MODE: i32 = -1;
/** Targets from here on are properties that no settings dictionary of the source has. */
export const LACKING: i32 = 65536;

// @ts-ignore: decorator
@inline
export function setCount(request: usize): i32 {
  return load<i32>(request);
}

// @ts-ignore: decorator
@inline
export function firstSet(request: usize): usize {
  return request + 8;
}

// @ts-ignore: decorator
@inline
export function recordCount(set: usize): i32 {
  return load<i32>(set);
}

// @ts-ignore: decorator
@inline
export function markSatisfied(set: usize, satisfied: bool): void {
  store<i32>(set, satisfied as i32, 4);
}

export function isMarkedSatisfied(set: usize): bool {
  return load<i32>(set, 4) != 0;
}

// @ts-ignore: decorator
@inline
export function firstRecord(set: usize): usize {
  return set + 8;
}

export function endOfSet(set: usize): usize {
  return firstRecord(set) + (recordCount(set) as usize) * RECORD;
}

// @ts-ignore: decorator
@inline
export function recordTarget(record: usize): i32 {
  return load<i32>(record);
}

// @ts-ignore: decorator
@inline
export function endOfRecord(record: usize): usize {
  return record + RECORD;
}

/** Which of these bounds the record has. */
// @ts-ignore: decorator
@inline
export function hasBound(record: usize, bounds: i32): i32 {
  return load<i32>(record, 4) & bounds;
}

// @ts-ignore: decorator
@inline
export function minOf(record: usize): f64 {
  return load<f64>(record, 8);
}

// @ts-ignore: decorator
@inline
export function maxOf(record: usize): f64 {
  return load<f64>(record, 16);
}

// @ts-ignore: decorator
@inline
export function exactOf(record: usize): f64 {
  return load<f64>(record, 24);
}

// @ts-ignore: decorator
@inline
export function idealOf(record: usize): f64 {
  return load<f64>(record, 32);
}

// @ts-ignore: decorator
@inline
export function exactMask(record: usize): i32 {
  return load<i32>(record, 24);
}

// @ts-ignore: decorator
@inline
export function idealMask(record: usize): i32 {
  return load<i32>(record, 32);
}
