/** SelectSettings over the open source: Media Capture and Streams, 11.1, the SelectSettings algorithm. */
import { numericDistance, positiveDistance, RATIO_SCALE, scaleRatio } from "./distance";
import {
  bestClass,
  bestDefaultDistance,
  bestDistance,
  bestHeight,
  bestWidth,
  breakTies,
  idealHeight,
  idealRatio,
  idealWidth,
  minimize,
  NO_SIZE,
  setIdeals,
  TIE,
} from "./plane";
import { hasRoom } from "./lattice";
import { breakRateTies, nearestRate, rate, rateDistance } from "./rate";
import {
  endOfRecord,
  endOfSet,
  EXISTS,
  firstRecord,
  firstSet,
  hasBound,
  IDEAL,
  idealMask,
  idealOf,
  LACKING,
  LACKS,
  markSatisfied,
  recordCount,
  recordTarget,
  RESIZE_MODE,
  setCount,
} from "./request";
import {
  allowedResizeModes,
  allowsGroup,
  allowsRowApartFromSize,
  ASPECT_RATIO,
  copyRestriction,
  FIRST_OTHER,
  FRAME_RATE,
  greatestOf,
  HEIGHT,
  isFeasible,
  leastOf,
  offeredMask,
  NONE_BIT,
  resizeModeOf,
  restrictToSet,
  setLattice,
  unrestrict,
  WIDTH,
} from "./restriction";
import {
  CROP_AND_SCALE,
  defaultHeight,
  defaultMask,
  defaultRate,
  defaultWidth,
  discreteCount,
  endRow,
  firstRow,
  groupCount,
  HAS_RATE,
  HAS_SIZE,
  NATIVE,
  openGroup,
  otherCount,
  otherDefault,
  otherMax,
  otherMin,
  rowAt,
  rowFlags,
  rowHeightMax,
  rowHeightMin,
  rowRateMax,
  rowRateMin,
  rowRatioMin,
  rowSurplus,
  rowWidthMax,
  rowWidthMin,
} from "./source";
import { candidates, distances, result, trial, wishes } from "./workspace";

/** Numbers at the head of a result; the other numeric properties and the discrete ones follow. */
export const RESULT_HEAD: i32 = 7;

/** The ideal rate; 0 is none, as no positive number is nearer to 0 than another. Sizes' ideals are in plane.ts. */
let idealRate: f64 = 0;
/** Bits of the ideal resize modes; 0 where there is none. */
let idealResizeModes: i32 = 0;
/** What every settings dictionary of the space is away from the ideals, whatever it is. */
let constant: f64 = 0;
/** The same of native modes. */
let nativeConstant: f64 = 0;
/** What rows without a rate are away, besides. */
let withoutRate: f64 = 0;

/** Keeps the ideals of the basic set: those of rows in the variables above, a record for each other property. */
export function readIdeals(set: usize): void {
  let width: f64 = 0;
  let height: f64 = 0;
  let ratio: f64 = 0;
  idealRate = 0;
  idealResizeModes = 0;
  constant = 0;
  withoutRate = 0;
  for (let i = 0; i < otherCount + discreteCount; i++) store<u32>(wishes + ((i as usize) << 2), 0);
  let record = firstRecord(set);
  for (let i = recordCount(set); i > 0; i--, record = endOfRecord(record)) {
    if (!hasBound(record, IDEAL | EXISTS | LACKS)) continue;
    const target = recordTarget(record);
    if (target >= LACKING) {
      if (!hasBound(record, LACKS)) constant += 1;
    } else if (target == RESIZE_MODE) {
      idealResizeModes = idealMask(record);
      if (idealResizeModes == 0) constant += 1;
    } else if (target < RESIZE_MODE) {
      store<u32>(wishes + ((otherCount + RESIZE_MODE - 1 - target) << 2), record as u32);
    } else if (target >= FIRST_OTHER) {
      store<u32>(wishes + ((target - FIRST_OTHER) << 2), record as u32);
    } else {
      const ideal = idealOf(record);
      // Every positive number is equally far from 0.
      if (ideal == 0) constant += 1;
      else if (target == WIDTH) width = ideal;
      else if (target == HEIGHT) height = ideal;
      else if (target == ASPECT_RATIO) ratio = ideal;
      else {
        idealRate = ideal;
        withoutRate = 1;
      }
    }
  }
  setIdeals(width, height, ratio);
  nativeConstant = constant + (idealResizeModes != 0 && !(idealResizeModes & NONE_BIT) ? 1 : 0);
}

/** The record with the ideal of an other property (first the numeric, then the discrete ones), or 0. */
// @ts-ignore: decorator
@inline
export function wishFor(property: i32): usize {
  return load<u32>(wishes + ((property as usize) << 2));
}

export let value: f64 = 0;
export let valueDistance: f64 = 0;

function considerValue(candidate: f64, ideal: f64, default_: f64): void {
  const distance = numericDistance(candidate, ideal);
  if (distance > valueDistance) return;
  if (
    distance == valueDistance &&
    !(default_ == default_ && numericDistance(candidate, default_) < numericDistance(value, default_))
  ) {
    return;
  }
  valueDistance = distance;
  value = candidate;
}

/** Sets `value` and `valueDistance` for a numeric property of a group that has it: nearest to the ideal, else default. */
export function chooseNumber(other: i32): void {
  const lo = max(otherMin(other), leastOf(candidates, FIRST_OTHER + other));
  const hi = min(otherMax(other), greatestOf(candidates, FIRST_OTHER + other));
  const default_ = otherDefault(other);
  const wish = wishFor(other);
  if (wish != 0 && hasBound(wish, IDEAL)) {
    const ideal = idealOf(wish);
    value = max(lo, min(hi, ideal));
    valueDistance = numericDistance(value, ideal);
    // Between numbers of opposite sign the distance falls again with size; to 0 all are equally far.
    if (default_ == default_) considerValue(max(lo, min(hi, default_)), ideal, default_);
    considerValue(lo, ideal, default_);
    considerValue(hi, ideal, default_);
    return;
  }
  value = default_ == default_ ? max(lo, min(hi, default_)) : lo;
  valueDistance = wish != 0 && hasBound(wish, LACKS) ? 1 : 0;
}

export let bit: i32 = 0;

/** Sets `bit` to a value's number in its property (-1: the group lacks it) and returns its distance to the ideal. */
export function chooseDiscrete(discrete: i32): f64 {
  let mask = offeredMask(candidates, discrete);
  const wish = wishFor(otherCount + discrete);
  let distance: f64 = 0;
  if (wish != 0) {
    const ideal = mask & idealMask(wish);
    if (ideal) mask = ideal;
    else distance = 1;
  }
  const default_ = mask & defaultMask(discrete);
  bit = mask ? ctz(default_ ? default_ : mask) : -1;
  return distance;
}

/** The least distance of a group's other properties; Infinity where they cannot satisfy the restriction. */
export function othersDistance(): f64 {
  if (!allowsGroup(candidates)) return Infinity;
  let sum: f64 = 0;
  for (let other = 0; other < otherCount; other++) {
    const wish = wishFor(other);
    if (wish == 0) continue;
    if (otherMin(other) > otherMax(other)) {
      sum += hasBound(wish, LACKS) ? 0 : 1;
      continue;
    }
    chooseNumber(other);
    sum += valueDistance;
  }
  for (let discrete = 0; discrete < discreteCount; discrete++) {
    if (wishFor(otherCount + discrete) != 0) sum += chooseDiscrete(discrete);
  }
  return sum;
}

/** Chooses and writes down the open group's other properties; returns how far they are from the defaults. */
function writeOthers(): f64 {
  let sum: f64 = 0;
  const at = result + (RESULT_HEAD << 3);
  for (let other = 0; other < otherCount; other++) {
    let chosen: f64 = NaN;
    if (otherMin(other) <= otherMax(other)) {
      chooseNumber(other);
      chosen = value;
      const default_ = otherDefault(other);
      if (default_ == default_) sum += numericDistance(value, default_);
    }
    store<f64>(at + (other << 3), chosen);
  }
  for (let discrete = 0; discrete < discreteCount; discrete++) {
    chooseDiscrete(discrete);
    store<f64>(at + ((otherCount + discrete) << 3), bit as f64);
    const wanted = defaultMask(discrete);
    if (bit >= 0 && wanted != 0 && !((wanted >> bit) & 1)) sum += 1;
  }
  return sum;
}

/** The least distance of a row apart from its size; Infinity where it cannot satisfy the restriction. */
function restDistance(row: usize): f64 {
  if (!allowsRowApartFromSize(candidates, row)) return Infinity;
  const flags = rowFlags(row);
  let sum = constant;
  if (idealResizeModes != 0 && !(idealResizeModes & resizeModeOf(flags))) sum += 1;
  if (!(flags & HAS_RATE)) return sum + withoutRate;
  if (idealRate == 0) return sum;
  nearestRate(row, idealRate, rateLeast, rateGreatest);
  return sum + rateDistance;
}

/** What the candidates are restricted to, at hand for the rows of native modes. */
let widthLeast: f64 = 0;
let widthGreatest: f64 = 0;
let heightLeast: f64 = 0;
let heightGreatest: f64 = 0;
let ratioLeast: f64 = 0;
let ratioGreatest: f64 = 0;
let rateLeast: f64 = 0;
let rateGreatest: f64 = 0;

/** The size of the native mode looked at last, as neighbours often share theirs, and its distance. */
let sizeWidth: f64 = 0;
let sizeHeight: f64 = 0;
let sizeDistance: f64 = 0;

export function readCandidates(): void {
  widthLeast = leastOf(candidates, WIDTH);
  widthGreatest = greatestOf(candidates, WIDTH);
  heightLeast = leastOf(candidates, HEIGHT);
  heightGreatest = greatestOf(candidates, HEIGHT);
  ratioLeast = leastOf(candidates, ASPECT_RATIO);
  ratioGreatest = greatestOf(candidates, ASPECT_RATIO);
  rateLeast = leastOf(candidates, FRAME_RATE);
  rateGreatest = greatestOf(candidates, FRAME_RATE);
  if (!(allowedResizeModes(candidates) & NONE_BIT)) nativeConstant = Infinity;
  sizeWidth = 0;
}

/** The same of a native mode's row: lists of them are what most devices are, so it is all in one place. */
// @ts-ignore: decorator
@inline
function nativeDistance(row: usize, below: f64): f64 {
  const width = rowWidthMin(row);
  const height = rowHeightMin(row);
  if (width != sizeWidth || height != sizeHeight) {
    sizeWidth = width;
    sizeHeight = height;
    sizeDistance = nativeConstant;
    const ratio = rowRatioMin(row);
    if (
      width < widthLeast ||
      width > widthGreatest ||
      height < heightLeast ||
      height > heightGreatest ||
      ratio < ratioLeast ||
      ratio > ratioGreatest
    ) {
      sizeDistance = Infinity;
    } else {
      if (idealWidth > 0) sizeDistance += positiveDistance(width, idealWidth);
      if (idealHeight > 0) sizeDistance += positiveDistance(height, idealHeight);
      if (idealRatio > 0) sizeDistance += positiveDistance(ratio / RATIO_SCALE, idealRatio);
    }
  }
  // Sizes that are too far whatever their rate.
  if (sizeDistance > below) return sizeDistance;
  const lo = max(rowRateMin(row), rateLeast);
  const hi = min(rowRateMax(row), rateGreatest);
  if (lo > hi || hi <= 0) return Infinity;
  return idealRate > 0
    ? sizeDistance + positiveDistance(max(lo, min(hi, idealRate)), idealRate)
    : sizeDistance;
}

/**
 * The least distance of a row if that is below `below`, else something at least `below` that the row is not nearer
 * than: Infinity where it cannot satisfy the restriction.
 */
export function rowDistance(row: usize, below: f64): f64 {
  const flags = rowFlags(row);
  if (flags & NATIVE) return nativeDistance(row, below);
  const rest = restDistance(row);
  if (!(flags & HAS_SIZE) || !(rest < below)) return rest;
  setLattice(candidates, row);
  if (!hasRoom()) return Infinity;
  minimize(below - rest);
  return bestWidth > 0 ? rest + bestDistance : below;
}

/** The smallest fitness distance to the basic set within the candidates. */
function smallestDistance(): f64 {
  let smallest: f64 = Infinity;
  for (let group = 0; group < groupCount; group++) {
    openGroup(group);
    const others = othersDistance();
    if (others > smallest + TIE) continue;
    for (let i = firstRow; i < endRow; i++) {
      const distance = rowDistance(rowAt(i), smallest - others);
      store<f64>(distances + (i << 3), distance);
      smallest = min(smallest, others + distance);
    }
  }
  return smallest;
}

/** Where the search for the best of the tied settings stands. */
let chosenClass: i32 = 0;
let chosenDefaults: f64 = 0;
let chosenPixels: f64 = 0;
let chosenNativeRate: f64 = 0;
export let chosenGroup: i32 = 0;

/** Nine decimals, so that noise does not decide which of two sums is the smaller. */
function quantize(sum: f64): f64 {
  return floor(sum * 1e9 + 0.5);
}

/**
 * Takes the row's best settings if they come before the chosen. `most` is the distance they may have at most, of which
 * the group's other properties take `others`; `away` is how far these are from the defaults.
 */
function considerRow(group: i32, index: i32, most: f64, others: f64, away: f64): void {
  const row = rowAt(index);
  const flags = rowFlags(row);
  const isNative = (flags & NATIVE) != 0;
  let distance = others + (isNative ? nativeDistance(row, Infinity) : restDistance(row));
  if (!(distance <= most)) return;
  let chosenRate: f64 = NaN;
  if (flags & HAS_RATE) {
    if (idealRate > 0) {
      // The size takes up all but a tie's worth of what is left.
      const slack = min(most - distance, TIE);
      nearestRate(row, idealRate, rateLeast, rateGreatest);
      distance -= rateDistance;
      breakRateTies(row, idealRate, rateLeast, rateGreatest, slack, defaultRate);
      distance += rateDistance;
    } else nearestRate(row, defaultRate, rateLeast, rateGreatest);
    chosenRate = rate;
    away += numericDistance(rate, defaultRate);
  }
  let width: f64 = NaN;
  let height: f64 = NaN;
  let sizeClass: i32 = 0;
  let pixels: f64 = 0;
  if (flags & HAS_SIZE) {
    if (isNative) {
      width = rowWidthMin(row);
      height = rowHeightMin(row);
      away += numericDistance(width, defaultWidth) + numericDistance(height, defaultHeight);
    } else {
      const scaled = (flags & CROP_AND_SCALE) != 0;
      setLattice(candidates, row);
      breakTies(scaled ? rowWidthMax(row) : 0, scaled ? rowHeightMax(row) : 0, most - distance);
      if (bestClass == NO_SIZE) return;
      distance += bestDistance;
      width = bestWidth;
      height = bestHeight;
      away += bestDefaultDistance;
      if (scaled) sizeClass = bestClass;
    }
    pixels = rowWidthMax(row) * rowHeightMax(row);
  }
  const nativeRate = isNative ? chosenRate : rowSurplus(row);
  const defaults = quantize(away);
  if (sizeClass > chosenClass) return;
  if (sizeClass == chosenClass) {
    if (defaults > chosenDefaults) return;
    if (defaults == chosenDefaults) {
      if (pixels > chosenPixels) return;
      if (pixels == chosenPixels && nativeRate >= chosenNativeRate) return;
    }
  }
  chosenClass = sizeClass;
  chosenDefaults = defaults;
  chosenPixels = pixels;
  chosenNativeRate = nativeRate;
  chosenGroup = group;
  store<f64>(result, distance, 8);
  store<f64>(result, index as f64, 16);
  store<f64>(result, width, 24);
  store<f64>(result, height, 32);
  store<f64>(result, scaleRatio(width / height) / RATIO_SCALE, 40);
  store<f64>(result, chosenRate, 48);
}

/** The candidates' best settings: step 6 of SelectSettings, ties by the total order of the documentation. */
export function choose(): bool {
  readCandidates();
  const smallest = smallestDistance();
  if (smallest == Infinity) return false;
  const most = smallest + TIE;
  chosenClass = NO_SIZE;
  chosenDefaults = Infinity;
  chosenPixels = Infinity;
  chosenNativeRate = Infinity;
  // Native rows first: where one of them will do, no scaled one is looked at.
  for (let pass = 0; pass < 2; pass++) {
    const skipped = pass == 0 ? CROP_AND_SCALE : NATIVE;
    for (let group = 0; group < groupCount; group++) {
      openGroup(group);
      const others = othersDistance();
      if (others > most) continue;
      const away = writeOthers();
      for (let i = firstRow; i < endRow; i++) {
        if (others + load<f64>(distances + (i << 3)) > most || rowFlags(rowAt(i)) & skipped) continue;
        considerRow(group, i, most, others, away);
      }
    }
    if (chosenClass == 0) break;
  }
  if (chosenClass == NO_SIZE) return false;
  if (groupCount > 1) {
    openGroup(chosenGroup);
    writeOthers();
  }
  return true;
}

/** Restricts the candidates to the basic set, and reads its ideals. */
export function restrictToBasic(request: usize): void {
  const set = firstSet(request);
  unrestrict(candidates);
  restrictToSet(candidates, firstRecord(set), recordCount(set));
  readIdeals(set);
}

/** Restricts the candidates, in order, to the advanced sets that can be had; the sets are marked. */
// @ts-ignore: decorator
@inline
export function takeAdvanced(request: usize): void {
  let set = firstSet(request);
  for (let i = setCount(request) - 1; i > 0; i--) {
    set = endOfSet(set);
    copyRestriction(candidates, trial);
    restrictToSet(trial, firstRecord(set), recordCount(set));
    const satisfied = isFeasible(trial);
    if (satisfied) copyRestriction(trial, candidates);
    markSatisfied(set, satisfied);
  }
}

/** SelectSettings; false where the basic set cannot be satisfied. The request's sets are marked, the result written. */
export function selectSettings(request: usize): bool {
  restrictToBasic(request);
  if (setCount(request) > 1) {
    if (!isFeasible(candidates)) return false;
    takeAdvanced(request);
  }
  return choose();
}
