/**
 * Which picture sizes exist: the integer points of a box of widths and heights between two aspect ratios.
 */
import { RATIO_SCALE, scaleRatio } from "./distance";

export let widthMin: f64 = 0;
export let widthMax: f64 = 0;
export let heightMin: f64 = 0;
export let heightMax: f64 = 0;

/** Bounds of the ratio in units of the tenth decimal place; 0 and Infinity when there are none. */
export let ratioMin: f64 = 0;
export let ratioMax: f64 = Infinity;
/** The same bounds as real slopes width / height, widened by a few units in the last place. */
export let slopeMin: f64 = 0;
export let slopeMax: f64 = Infinity;

/** The widths of the row last asked for; empty where the first is above the second. */
export let rowFirst: f64 = 0;
export let rowLast: f64 = 0;

const BELOW: f64 = 1 - 4e-15;
const ABOVE: f64 = 1 + 4e-15;

export function setBox(w0: f64, w1: f64, h0: f64, h1: f64): void {
  widthMin = w0;
  widthMax = w1;
  heightMin = h0;
  heightMax = h1;
}

export function setRatios(lo: f64, hi: f64): void {
  ratioMin = max<f64>(lo, 0);
  ratioMax = hi;
  slopeMin = lowerSlope(ratioMin);
  slopeMax = upperSlope(hi);
}

/** The least real slope that rounds to `ratio`, and a little less. */
export function lowerSlope(ratio: f64): f64 {
  return ratio < 1 ? 0 : ((ratio - 0.5) / RATIO_SCALE) * BELOW;
}

/** The greatest real slope that rounds to `ratio`, and a little more. */
export function upperSlope(ratio: f64): f64 {
  return ((ratio + 0.5) / RATIO_SCALE) * ABOVE;
}

/** Sets rowFirst and rowLast to the widths that exist at this height, decided on the integers themselves. */
export function intersectRow(height: f64): void {
  let first = widthMin;
  let last = widthMax;
  if (slopeMin > 0) {
    first = max(first, ceil(slopeMin * height));
    while (first <= last && scaleRatio(first / height) < ratioMin) first += 1;
  }
  if (slopeMax < Infinity) {
    last = min(last, floor(slopeMax * height));
    while (first <= last && scaleRatio(last / height) > ratioMax) last -= 1;
  }
  rowFirst = first;
  rowLast = last;
}

/**
 * The least height from `from` on at which an integer width lies between the slopes; Euclid's algorithm, carried
 * to the first such point. The slopes must be apart by more than rounding.
 */
export function seekUp(lo: f64, hi: f64, from: f64): f64 {
  const whole = floor(lo);
  lo -= whole;
  hi -= whole;
  if (hi >= 1 || lo <= 0) return from;
  const width = ceil(lo * from);
  const height = max(from, ceil(width / hi));
  if (height * lo <= width) return height;
  return ceil(seekUp(1 / hi, 1 / lo, width + 1) / hi);
}

/** The greatest such height up to `from`; 0 where there is none. */
export function seekDown(lo: f64, hi: f64, from: f64): f64 {
  const whole = floor(lo);
  lo -= whole;
  hi -= whole;
  if (hi >= 1 || lo <= 0) return from;
  const width = floor(hi * from);
  const height = min(from, floor(width / lo));
  if (height * hi >= width) return height;
  return floor(seekDown(1 / hi, 1 / lo, width - 1) / lo);
}

/** Whether neither the box nor the ratios are empty. */
export function hasRoom(): bool {
  return widthMin <= widthMax && heightMin <= heightMax && ratioMin <= ratioMax;
}

/** Whether any size exists. */
export function isInhabited(): bool {
  if (!hasRoom()) return false;
  if (slopeMin == 0 && slopeMax == Infinity) return true;
  let height = max(heightMin, ceil((widthMin / slopeMax) * BELOW));
  const last = slopeMin > 0 ? min(heightMax, floor((widthMax / slopeMin) * ABOVE)) : heightMax;
  while (height <= last) {
    height = seekUp(slopeMin, slopeMax, height);
    if (height > last) return false;
    intersectRow(height);
    if (rowFirst <= rowLast) return true;
    height += 1;
  }
  return false;
}
