/**
 * A prepared source in linear memory, as bindings/solver/boundary.ts writes it.
 *
 * The settings space is a list of groups. A group is a product: any of its rows (a size and a rate range) with any
 * values of its other properties, numeric ranges and sets of discrete values. A discrete property's values are the
 * bits of a mask.
 *
 *   header   i32: four counts; the offsets of defaults, masks, rows and groups from the start; the size of a group
 *   defaults f64: width, height, frameRate, then the other numeric properties; NaN where there is none
 *   masks    i32 for each discrete property: its default
 *   rows     ROW bytes each
 *   groups   i32 first row, i32 end of rows; f64 pairs of numeric ranges; i32 masks
 */

export const ROW: usize = 80;
/** Flags of a row. */
export const HAS_SIZE: i32 = 1;
export const HAS_RATE: i32 = 2;
/** The rates are those of the range divided by whole numbers. */
export const DECIMATED: i32 = 4;
/** A native mode as it is, or cropped and scaled from one. */
export const NATIVE: i32 = 8;
export const CROP_AND_SCALE: i32 = 16;
/** One rate of a native mode; the mode's highest rate follows the flags. */
export const OPERATING_POINT: i32 = 32;
/** Its rate stands for all that are the same but for the rounding of products and quotients. */
export const ROUNDED_RATE: i32 = 64;

/** What such rates are off by, in parts of them. */
export const ROUNDING: f64 = 1e-15;

export let rowCount: i32 = 0;
export let groupCount: i32 = 0;
/** Numeric properties besides width, height, aspectRatio and frameRate. */
export let otherCount: i32 = 0;
export let discreteCount: i32 = 0;
/** The defaults sizes and rates are compared with. */
export let defaultWidth: f64 = 0;
export let defaultHeight: f64 = 0;
export let defaultRate: f64 = 0;

let defaults: usize = 0;
let defaultMasks: usize = 0;
let rows: usize = 0;
let groups: usize = 0;
let groupSize: usize = 0;

/** The open group's rows. */
export let firstRow: i32 = 0;
export let endRow: i32 = 0;
let numbers: usize = 0;
let masks: usize = 0;

export function openSource(source: usize): void {
  rowCount = load<i32>(source);
  groupCount = load<i32>(source, 4);
  otherCount = load<i32>(source, 8);
  discreteCount = load<i32>(source, 12);
  defaults = source + load<i32>(source, 16);
  defaultMasks = source + load<i32>(source, 20);
  rows = source + load<i32>(source, 24);
  groups = source + load<i32>(source, 28);
  groupSize = load<i32>(source, 32);
  defaultWidth = load<f64>(defaults);
  defaultHeight = load<f64>(defaults, 8);
  defaultRate = load<f64>(defaults, 16);
}

// @ts-ignore: decorator
@inline
export function rowAt(index: i32): usize {
  return rows + (index as usize) * ROW;
}

// @ts-ignore: decorator
@inline
export function rowWidthMin(row: usize): f64 {
  return load<f64>(row);
}

// @ts-ignore: decorator
@inline
export function rowWidthMax(row: usize): f64 {
  return load<f64>(row, 8);
}

// @ts-ignore: decorator
@inline
export function rowHeightMin(row: usize): f64 {
  return load<f64>(row, 16);
}

// @ts-ignore: decorator
@inline
export function rowHeightMax(row: usize): f64 {
  return load<f64>(row, 24);
}

/** In units of the tenth decimal place. */
// @ts-ignore: decorator
@inline
export function rowRatioMin(row: usize): f64 {
  return load<f64>(row, 32);
}

// @ts-ignore: decorator
@inline
export function rowRatioMax(row: usize): f64 {
  return load<f64>(row, 40);
}

/** 0 stands for an open end: no track has a rate of zero. */
// @ts-ignore: decorator
@inline
export function rowRateMin(row: usize): f64 {
  return load<f64>(row, 48);
}

// @ts-ignore: decorator
@inline
export function rowRateMax(row: usize): f64 {
  return load<f64>(row, 56);
}

// @ts-ignore: decorator
@inline
export function rowFlags(row: usize): i32 {
  return load<i32>(row, 64);
}

/** The ends of what is divided by whole numbers in a decimated row. */
// @ts-ignore: decorator
@inline
export function dividedMin(row: usize): f64 {
  // @ts-ignore: only the joint core defines it
  if (isDefined(JOINT)) if (rowFlags(row) & ROUNDED_RATE) return rowRateMin(row) * (1 - ROUNDING);
  return rowRateMin(row);
}

// @ts-ignore: decorator
@inline
export function dividedMax(row: usize): f64 {
  // @ts-ignore: only the joint core defines it
  if (isDefined(JOINT)) if (rowFlags(row) & ROUNDED_RATE) return rowRateMax(row) * (1 + ROUNDING);
  return rowRateMax(row);
}

/** What rows of the same size are compared by, the least first: the highest rate of the native mode. */
// @ts-ignore: decorator
@inline
export function rowSurplus(row: usize): f64 {
  // A row of one operating point (see joint-select.ts) has only a part of its mode's rates.
  // @ts-ignore: only the joint core defines it
  if (isDefined(JOINT)) if (rowFlags(row) & OPERATING_POINT) return load<f64>(row, 72);
  return rowRateMax(row);
}

/** Opens a group: its rows, and what its other properties can be. */
export function openGroup(group: i32): void {
  const at = groups + (group as usize) * groupSize;
  firstRow = load<i32>(at);
  endRow = load<i32>(at, 4);
  numbers = at + 8;
  masks = numbers + ((otherCount as usize) << 4);
}

/** The least value of a numeric property in the open group; above the greatest where the group lacks the property. */
// @ts-ignore: decorator
@inline
export function otherMin(other: i32): f64 {
  return load<f64>(numbers + ((other as usize) << 4));
}

// @ts-ignore: decorator
@inline
export function otherMax(other: i32): f64 {
  return load<f64>(numbers + ((other as usize) << 4), 8);
}

/** Leaves a group without rows, which is to leave it out. */
export function closeGroup(group: i32): void {
  const at = groups + (group as usize) * groupSize;
  store<i32>(at, load<i32>(at), 4);
}

/** Sets what a numeric property of the open group can be. */
export function setOther(other: i32, lo: f64, hi: f64): void {
  const at = numbers + ((other as usize) << 4);
  store<f64>(at, lo);
  store<f64>(at, hi, 8);
}

/** Sets the values of a discrete property that the open group offers. */
export function setGroupMask(discrete: i32, mask: i32): void {
  store<i32>(masks + ((discrete as usize) << 2), mask);
}

/** Where all groups stand, for those who put them back as they were. */
export function groupsAddress(): usize {
  return groups;
}

/** Bytes of all groups, whole eights. */
export function groupsSize(): usize {
  return (groupCount as usize) * groupSize;
}

/** The values of a discrete property that the open group offers; 0 where the group lacks it. */
// @ts-ignore: decorator
@inline
export function groupMask(discrete: i32): i32 {
  return load<i32>(masks + ((discrete as usize) << 2));
}

// @ts-ignore: decorator
@inline
export function otherDefault(other: i32): f64 {
  return load<f64>(defaults + ((other as usize) << 3), 24);
}

// @ts-ignore: decorator
@inline
export function defaultMask(discrete: i32): i32 {
  return load<i32>(defaultMasks + ((discrete as usize) << 2));
}
