/**
 * The exact optimum over width x height x aspectRatio.
 *
 * Every term of the fitness distance is linear below its ideal and concave above it, so within a row (a height) the
 * sum is concave between the bounds, the ideal width and the ideal ratio's line, and over the reals the least value
 * of a row is itself concave between the heights where those lines cross. A minimum can therefore hide only beside a
 * crossing: from each crossing rows are visited outwards until the row's real least value, a lower bound, is no
 * better than what was found. Rows without a size that could be better are leapt over.
 */
import { distanceOf, positiveDistance, RATIO_SCALE, scaleRatio } from "./distance";
import {
  heightMax,
  heightMin,
  hasRoom,
  intersectRow,
  lowerSlope,
  ratioMax,
  ratioMin,
  rowFirst,
  rowLast,
  seekDown,
  seekUp,
  setBox,
  setRatios,
  slopeMax,
  slopeMin,
  upperSlope,
  widthMax,
  widthMin,
} from "./lattice";
import { defaultHeight, defaultWidth } from "./source";

/**
 * How a size comes from its native mode: with the same aspect ratio, by scaling with less than a pixel cropped away
 * to make it whole, by cropping, or not at all.
 */
export const SCALED: i32 = 1;
export const ROUNDED: i32 = 2;
export const CROPPED: i32 = 3;
export const NO_SIZE: i32 = 4;

/** Distances this close are ties. */
export const TIE: f64 = 1e-9;
/**
 * Rows looked at from one crossing in one direction. A few are enough, except where a distance is so near to 1 that
 * millions of rows cannot be told apart by it.
 */
const MOST_ROWS: i32 = 20000;
/** What adding up a few distances in doubles can be off by. */
const NOISE: f64 = 1e-13;

/** The ideals of the search; 0 is none. */
export let idealWidth: f64 = 0;
export let idealHeight: f64 = 0;
export let idealRatio: f64 = 0;

/** What the search found: the size and its distance, Infinity when there is none. */
export let bestDistance: f64 = Infinity;
export let bestWidth: f64 = 0;
export let bestHeight: f64 = 0;

/** Whether ties are looked for: of the sizes within `limit`, the one nearest to the defaults. */
let ties: bool = false;
let limit: f64 = 0;
let modeWidth: f64 = 0;
let modeHeight: f64 = 0;
let modeRatio: f64 = 0;
/** What the search for ties found: whether it is cropped, and how far from the defaults. */
export let bestClass: i32 = NO_SIZE;
export let bestDefaultDistance: f64 = 0;

/** The least value of the width's and the height's term in the box. */
let leastRest: f64 = 0;
/** What rounding ratios to ten decimals can take off a distance. */
let rounding: f64 = 0;
/** The slopes between which a size can still be better. */
let openMin: f64 = 0;
let openMax: f64 = Infinity;

const crossings = memory.data(32 * 8, 8);
const bounds = memory.data(32 * 8, 8);
let crossingCount: i32 = 0;

// @ts-ignore: decorator
@inline
function clamp(value: f64, lo: f64, hi: f64): f64 {
  return max(lo, min(hi, value));
}

export function setIdeals(width: f64, height: f64, ratio: f64): void {
  idealWidth = width;
  idealHeight = height;
  idealRatio = ratio;
}

/** The distance of a size; 0 for the terms that have no ideal. */
export function sizeDistance(width: f64, height: f64): f64 {
  let sum: f64 = 0;
  if (idealWidth > 0) sum += positiveDistance(width, idealWidth);
  if (idealHeight > 0) sum += positiveDistance(height, idealHeight);
  if (idealRatio > 0) sum += positiveDistance(scaleRatio(width / height) / RATIO_SCALE, idealRatio);
  return sum;
}

/** The distance of a real point, its ratio not rounded. */
function realDistance(width: f64, height: f64): f64 {
  let sum: f64 = 0;
  if (idealWidth > 0) sum += positiveDistance(width, idealWidth);
  if (idealHeight > 0) sum += positiveDistance(height, idealHeight);
  if (idealRatio > 0) sum += positiveDistance(width / height, idealRatio);
  return sum;
}

/** No size of this row, nor a real point between, is nearer than this. */
function rowBound(height: f64): f64 {
  let lo = max(widthMin, slopeMin * height);
  let hi = min(widthMax, slopeMax * height);
  if (lo > hi) {
    if (lo > hi * (1 + 1e-12)) return Infinity;
    hi = lo;
  }
  // Both terms fall towards their ideals from outside of them: the least is at one of the two, as near as can be.
  const onRatio = clamp(idealRatio * height, lo, hi);
  if (idealWidth == 0) return realDistance(onRatio, height) - rounding;
  const onWidth = clamp(idealWidth, lo, hi);
  const least = realDistance(onWidth, height);
  return (idealRatio > 0 ? min(least, realDistance(onRatio, height)) : least) - rounding;
}

/** Notes a height where two lines cross. */
function cross(height: f64, first: f64, last: f64): void {
  if (!(height >= first && height <= last)) return;
  store<f64>(crossings + (crossingCount << 3), height);
  store<f64>(bounds + (crossingCount << 3), rowBound(height));
  crossingCount += 1;
}

/** Notes where the line width = slope x height meets the vertical lines. */
function crossSlope(slope: f64, first: f64, last: f64): void {
  cross(widthMin / slope, first, last);
  cross(widthMax / slope, first, last);
  if (idealWidth > 0) cross(idealWidth / slope, first, last);
}

function collectCrossings(): void {
  crossingCount = 0;
  let first = heightMin;
  let last = heightMax;
  if (slopeMax < Infinity) first = max(first, widthMin / slopeMax);
  if (slopeMin > 0) last = min(last, widthMax / slopeMin);
  if (first > last) return;
  cross(first, first, last);
  cross(last, first, last);
  if (idealHeight > 0) cross(idealHeight, first, last);
  if (idealRatio > 0) crossSlope(idealRatio, first, last);
  if (slopeMin > 0) crossSlope(slopeMin, first, last);
  if (slopeMax < Infinity) crossSlope(slopeMax, first, last);
}

/** Narrows the open slopes to those whose ratio alone leaves room for a better size (an equal one, among ties). */
function narrow(): void {
  openMin = slopeMin;
  openMax = slopeMax;
  if (idealRatio == 0) return;
  const room = (ties ? limit + NOISE : bestDistance - NOISE) - leastRest;
  if (room >= 1) return;
  // Within the ideal's own tenth decimal place the whole units below decide what is strictly better.
  const nudge: f64 = ties ? -1e-4 : 1e-4;
  openMin = max(openMin, lowerSlope(ceil(idealRatio * (1 - room) * RATIO_SCALE + nudge)));
  openMax = min(openMax, upperSlope(floor((idealRatio / (1 - room)) * RATIO_SCALE - nudge)));
}

export function cropClass(width: f64, height: f64): i32 {
  if (modeHeight == 0 || scaleRatio(width / height) == modeRatio) return SCALED;
  const surplus = width * modeHeight - height * modeWidth;
  return -modeHeight < surplus && surplus < modeWidth ? ROUNDED : CROPPED;
}

/** Takes a size if it is better than the best. */
function consider(width: f64, height: f64): void {
  const distance = sizeDistance(width, height);
  if (!ties) {
    if (distance < bestDistance) {
      bestDistance = distance;
      bestWidth = width;
      bestHeight = height;
      narrow();
    }
    return;
  }
  if (distance > limit) return;
  const sizeClass = cropClass(width, height);
  if (sizeClass > bestClass) return;
  const away = distanceOf(width, defaultWidth) + distanceOf(height, defaultHeight);
  if (sizeClass == bestClass) {
    if (away > bestDefaultDistance) return;
    if (away == bestDefaultDistance && (width < bestWidth || (width == bestWidth && height <= bestHeight)))
      return;
  }
  bestClass = sizeClass;
  bestDefaultDistance = away;
  bestDistance = distance;
  bestWidth = width;
  bestHeight = height;
}

/**
 * Considers the sizes of a row that can be its nearest, beside the ideal width and the ideal ratio's line; returns 0
 * for an empty row, else 1.
 */
function visitRow(height: f64): i32 {
  intersectRow(height);
  const first = rowFirst;
  const last = rowLast;
  if (first > last) return 0;
  if (idealWidth > 0 || idealRatio == 0) consider(clamp(idealWidth, first, last), height);
  if (idealRatio > 0) {
    const below = clamp(floor(idealRatio * height), first, last);
    consider(below, height);
    if (below < last) consider(below + 1, height);
  }
  return 1;
}

/** Whether a row whose lower bound is this may hold what is looked for. */
// @ts-ignore: decorator
@inline
function isOpen(bound: f64): bool {
  return ties ? bound <= limit : bound < bestDistance - NOISE;
}

function scanUp(from: f64): void {
  let height = max(from, heightMin);
  let rows = MOST_ROWS;
  while (rows > 0 && openMin <= openMax) {
    height = seekUp(openMin, openMax, height);
    if (height > heightMax || !isOpen(rowBound(height))) return;
    rows -= visitRow(height);
    height += 1;
  }
}

function scanDown(from: f64): void {
  let height = min(from, heightMax);
  let rows = MOST_ROWS;
  while (rows > 0 && openMin <= openMax) {
    height = seekDown(openMin, openMax, height);
    if (height < heightMin || !isOpen(rowBound(height))) return;
    rows -= visitRow(height);
    height -= 1;
  }
}

function scan(): void {
  leastRest = 0;
  if (idealWidth > 0) leastRest += distanceOf(clamp(idealWidth, widthMin, widthMax), idealWidth);
  if (idealHeight > 0) leastRest += distanceOf(clamp(idealHeight, heightMin, heightMax), idealHeight);
  rounding = idealRatio > 0 ? min(0.6 / RATIO_SCALE / max(idealRatio, widthMin / heightMax), 1e-6) : 0;
  narrow();
  collectCrossings();
  let least: f64 = -1;
  for (let visited = 0; visited < crossingCount; visited++) {
    let nearest = 0;
    for (let i = 1; i < crossingCount; i++) {
      if (load<f64>(bounds + (i << 3)) < load<f64>(bounds + (nearest << 3))) nearest = i;
    }
    const bound = load<f64>(bounds + (nearest << 3));
    if (least < 0) least = bound + rounding;
    if (!isOpen(bound) || (!ties && bestDistance <= least + NOISE)) return;
    store<f64>(bounds + (nearest << 3), Infinity);
    const height = ceil(load<f64>(crossings + (nearest << 3)));
    scanUp(height);
    scanDown(height - 1);
  }
}

/**
 * The least distance to the ideals over the sizes of the lattice, if it is below `below`: bestDistance, bestWidth,
 * bestHeight; bestDistance is Infinity where there is none.
 */
export function minimize(below: f64): void {
  ties = false;
  bestDistance = below;
  bestWidth = 0;
  if (hasRoom()) {
    if (idealRatio == 0 && slopeMin == 0 && slopeMax == Infinity) {
      consider(clamp(idealWidth, widthMin, widthMax), clamp(idealHeight, heightMin, heightMax));
    } else scan();
  }
  if (bestWidth == 0) bestDistance = Infinity;
}

/** The least integer from `from` on whose distance to the ideal is at most `most`; above the ideal if there is none. */
function firstWithin(ideal: f64, most: f64, from: f64): f64 {
  let value = max(from, floor(ideal * (1 - most)));
  while (value < ideal && distanceOf(value, ideal) > most) value += 1;
  return value;
}

/** The greatest such integer up to `to`; below the ideal if there is none. */
function lastWithin(ideal: f64, most: f64, to: f64): f64 {
  if (most >= 1) return to;
  let value = min(to, ceil(ideal / (1 - most)));
  while (value > ideal && distanceOf(value, ideal) > most) value -= 1;
  return value;
}

/** Of the sizes with such a ratio, the one nearest to the source's defaults. */
function seekDefaults(from: f64, to: f64): void {
  setRatios(from, to);
  setIdeals(defaultWidth, defaultHeight, 0);
  minimize(Infinity);
}

/**
 * Of the sizes of a native mode (0 x 0: of no mode) whose distance to the ideals is at most `most`, the one nearest
 * to the source's defaults, the uncropped before the cropped, the larger of two equally near: bestClass,
 * bestDefaultDistance, bestDistance, bestWidth, bestHeight. Narrows the lattice.
 */
export function breakTies(nativeWidth: f64, nativeHeight: f64, most: f64): void {
  modeWidth = nativeWidth;
  modeHeight = nativeHeight;
  modeRatio = scaleRatio(nativeWidth / nativeHeight);
  bestClass = NO_SIZE;
  if (!hasRoom()) return;
  const width = idealWidth;
  const height = idealHeight;
  const ratio = idealRatio;
  const byWidth = width > 0 && widthMin < widthMax;
  const byHeight = height > 0 && heightMin < heightMax;
  const byRatio = ratio > 0 && (widthMin < widthMax || heightMin < heightMax);
  if ((byWidth as i32) + (byHeight as i32) + (byRatio as i32) > 1) {
    // Two terms leave single points.
    ties = true;
    limit = most;
    scan();
    return;
  }
  // One term leaves an interval of its property, none leaves everything: the nearest there to the defaults.
  let rest = most;
  if (!byWidth && width > 0) rest -= distanceOf(widthMin, width);
  if (!byHeight && height > 0) rest -= distanceOf(heightMin, height);
  if (!byRatio && ratio > 0) rest -= distanceOf(scaleRatio(widthMin / heightMin) / RATIO_SCALE, ratio);
  if (rest < 0) return;
  if (byWidth)
    setBox(firstWithin(width, rest, widthMin), lastWithin(width, rest, widthMax), heightMin, heightMax);
  if (byHeight)
    setBox(widthMin, widthMax, firstWithin(height, rest, heightMin), lastWithin(height, rest, heightMax));
  if (byRatio && rest < 1) {
    setRatios(
      max(ratioMin, ceil(ratio * (1 - rest) * RATIO_SCALE - 1e-4)),
      min(ratioMax, floor((ratio / (1 - rest)) * RATIO_SCALE + 1e-4)),
    );
  }
  const r0 = ratioMin;
  const r1 = ratioMax;
  if (modeHeight > 0) seekDefaults(max(r0, modeRatio), min(r1, modeRatio));
  else seekDefaults(r0, r1);
  if (bestWidth == 0) {
    // The least cropped size will do where less than a pixel of it is; else the nearest to the defaults.
    setRatios(r0, r1);
    setIdeals(0, 0, modeRatio / RATIO_SCALE);
    minimize(Infinity);
    if (bestWidth > 0) {
      // Small sizes lose less than a pixel of anything: equally cropped ones are judged by the nearest to the defaults.
      const least = scaleRatio(bestWidth / bestHeight);
      seekDefaults(least, least);
      if (cropClass(bestWidth, bestHeight) == CROPPED) seekDefaults(r0, r1);
    }
  }
  setIdeals(width, height, ratio);
  if (bestWidth == 0) return;
  bestClass = cropClass(bestWidth, bestHeight);
  bestDefaultDistance = bestDistance;
  bestDistance = sizeDistance(bestWidth, bestHeight);
}
