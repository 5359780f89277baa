/** The frame rates of a row: a range, or a range divided by whole numbers. */
import { numericDistance } from "./distance";
import {
  DECIMATED,
  dividedMax,
  dividedMin,
  ROUNDED_RATE,
  ROUNDING,
  rowFlags,
  rowRateMax,
  rowRateMin,
} from "./source";

/** Divisors beyond this are not whole numbers in a double any more. */
const LARGEST_DIVISOR: f64 = 4503599627370496;

/** The rate found and its distance to the ideal; NaN and Infinity where there is none. */
export let rate: f64 = 0;
export let rateDistance: f64 = 0;

/** Rates within this distance of the ideal tie, and the nearest to the preferred one is taken; below 0: no ties. */
let tieDistance: f64 = -1;
let preferred: f64 = 0;

/** The least divisor that brings the row's lowest rate down to `hi`. */
function leastDivisor(row: usize, hi: f64): f64 {
  const lowest = dividedMin(row);
  let divisor = max<f64>(1, floor(lowest / hi));
  while (divisor < LARGEST_DIVISOR && lowest / divisor > hi) divisor += 1;
  return divisor;
}

/** Whether the row has a rate from `lo` to `hi`. */
export function hasRate(row: usize, lo: f64, hi: f64): bool {
  if (!(rowFlags(row) & DECIMATED)) {
    const most = min(rowRateMax(row), hi);
    return most > 0 && max(rowRateMin(row), lo) <= most;
  }
  if (lo > hi || hi <= 0) return false;
  const divisor = leastDivisor(row, hi);
  return divisor < LARGEST_DIVISOR && dividedMax(row) / divisor >= lo;
}

function consider(value: f64, ideal: f64): void {
  const distance = numericDistance(value, ideal);
  if (
    tieDistance < 0
      ? distance < rateDistance
      : distance <= tieDistance && !(numericDistance(value, preferred) >= numericDistance(rate, preferred))
  ) {
    rateDistance = distance;
    rate = value;
  }
}

/** Considers a rate of what is the same but for rounding: the one asked for, or else the quotient itself. */
function considerRounded(
  row: usize,
  value: f64,
  target: f64,
  ideal: f64,
  lo: f64,
  hi: f64,
  divisor: f64,
): void {
  if (value != max(lo, min(hi, target))) value = max(lo, min(hi, rowRateMax(row) / divisor));
  // Of these none is nearer to the default than another.
  if (tieDistance < 0 || abs(value - rate) > 4 * ROUNDING * rate) consider(value, ideal);
}

/** Considers the row's rates from `lo` to `hi` beside `target`. */
function considerAll(row: usize, target: f64, ideal: f64, lo: f64, hi: f64): void {
  const lowest = dividedMin(row);
  const highest = dividedMax(row);
  if (!(rowFlags(row) & DECIMATED)) {
    consider(max(max(lowest, lo), min(min(highest, hi), target)), ideal);
    return;
  }
  // The nearest rates above and below the target belong to divisors beside the one that brings the highest rate there.
  const least = leastDivisor(row, hi);
  const beside = min(floor(highest / max(lo, min(target, hi))), LARGEST_DIVISOR);
  for (let divisor = max(least, beside - 1); divisor <= max(least, beside + 2); divisor++) {
    if (highest / divisor < lo) break;
    const value = max(max(lowest / divisor, lo), min(min(highest / divisor, hi), target));
    // @ts-ignore: only the joint core defines it
    if (isDefined(JOINT)) {
      if (rowFlags(row) & ROUNDED_RATE) {
        considerRounded(row, value, target, ideal, lo, hi, divisor);
        continue;
      }
    }
    consider(value, ideal);
  }
}

/** Sets `rate` to the row's rate from `lo` to `hi` nearest to `ideal`, which is positive. */
export function nearestRate(row: usize, ideal: f64, lo: f64, hi: f64): void {
  rate = NaN;
  rateDistance = Infinity;
  tieDistance = -1;
  if (hasRate(row, lo, hi)) considerAll(row, ideal, ideal, lo, hi);
}

/** After nearestRate with the same bounds: of the rates at most `slack` farther, the nearest to `default_`. */
export function breakRateTies(row: usize, ideal: f64, lo: f64, hi: f64, slack: f64, default_: f64): void {
  if (!(rowFlags(row) & DECIMATED)) return;
  tieDistance = rateDistance + slack;
  preferred = default_;
  considerAll(row, ideal, ideal, lo, hi);
  considerAll(row, default_, ideal, lo, hi);
}
