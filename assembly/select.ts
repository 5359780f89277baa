/** SelectSettings over the open source: Media Capture and Streams, 11.1, the SelectSettings algorithm. */
import { numericDistance, RATIO_SCALE, scaleRatio } from "./distance";
import {
  bestClass,
  bestDefaultDistance,
  bestDistance,
  bestHeight,
  bestWidth,
  breakTies,
  minimize,
  NO_SIZE,
  TIE,
} from "./plane";
import { breakRateTies, nearestRate, rate, rateDistance } from "./rate";
import {
  endOfRecord,
  endOfSet,
  EXISTS,
  firstRecord,
  firstSet,
  hasBound,
  IDEAL,
  IDEALLY_EXISTS,
  IDEALLY_LACKS,
  idealMask,
  idealOf,
  IMPOSSIBLE,
  recordCount,
  recordTarget,
  RESIZE_MODE,
  SATISFIED,
  setCount,
  setStatus,
  statusOf,
  UNSATISFIED,
} from "./request";
import {
  allowedMask,
  allowsGroup,
  allowsRowApartFromSize,
  allowsSize,
  copyRestriction,
  CROP_BIT,
  FIRST_OTHER,
  FRAME_RATE,
  greatestOf,
  HEIGHT,
  isFeasible,
  isRequired,
  leastOf,
  NONE_BIT,
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
  otherDefault,
  otherMax,
  otherMin,
  rowAt,
  rowFlags,
  rowHeightMax,
  rowHeightMin,
  rowRatioMin,
  rowWidthMax,
  rowWidthMin,
} from "./source";
import { candidates, result, trial, wishes } from "./workspace";

/** Numbers at the head of a result; the other numeric properties and the discrete ones follow. */
export const RESULT_HEAD: i32 = 7;

/** The ideals of the properties that rows decide; 0 is none, as no positive number is nearer to 0 than another. */
let idealWidth: f64 = 0;
let idealHeight: f64 = 0;
let idealRatio: f64 = 0;
let idealRate: f64 = 0;
/** Bits of the ideal resize modes; 0 where there is none. */
let idealResizeModes: i32 = 0;
/** What every settings dictionary of the space is away from the ideals, whatever it is. */
let constant: f64 = 0;
/** The same in rows that have sizes, and rates. */
let sizeConstant: f64 = 0;
let rateConstant: f64 = 0;
/** How many ideals there are on sizes and rates, for rows that have none. */
let sizeIdeals: f64 = 0;
let rateIdeals: f64 = 0;

/** Keeps the ideals of the basic set: those of rows in the variables above, a record for each other property. */
function readIdeals(set: usize): void {
  idealWidth = 0;
  idealHeight = 0;
  idealRatio = 0;
  idealRate = 0;
  idealResizeModes = 0;
  constant = 0;
  sizeConstant = 0;
  rateConstant = 0;
  sizeIdeals = 0;
  rateIdeals = 0;
  for (let i = 0; i < otherCount + discreteCount; i++) store<u32>(wishes + ((i as usize) << 2), 0);
  let record = firstRecord(set);
  for (let i = recordCount(set); i > 0; i--, record = endOfRecord(record)) {
    if (!hasBound(record, IDEAL | IDEALLY_EXISTS | IDEALLY_LACKS)) continue;
    const target = recordTarget(record);
    if (target == RESIZE_MODE) {
      idealResizeModes = idealMask(record, 1, 0);
      if (idealResizeModes == 0) constant += 1;
    } else if (target < RESIZE_MODE) {
      store<u32>(wishes + ((otherCount + RESIZE_MODE - 1 - target) << 2), record as u32);
    } else if (target >= FIRST_OTHER) {
      store<u32>(wishes + ((target - FIRST_OTHER) << 2), record as u32);
    } else {
      const ideal = idealOf(record);
      const unreachable: f64 = ideal > 0 ? 0 : 1;
      if (target == FRAME_RATE) {
        idealRate = ideal;
        rateIdeals = 1;
        rateConstant = unreachable;
      } else {
        if (target == WIDTH) idealWidth = ideal;
        else if (target == HEIGHT) idealHeight = ideal;
        else idealRatio = ideal;
        sizeIdeals += 1;
        sizeConstant += unreachable;
      }
    }
  }
}

/** The record with the ideal of an other property (first the numeric, then the discrete ones), or 0. */
// @ts-ignore: decorator
@inline
function wishFor(property: i32): usize {
  return load<u32>(wishes + ((property as usize) << 2));
}

let value: f64 = 0;
let valueDistance: f64 = 0;

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
function chooseNumber(group: i32, other: i32): void {
  const lo = max(otherMin(group, other), leastOf(candidates, FIRST_OTHER + other));
  const hi = min(otherMax(group, other), greatestOf(candidates, FIRST_OTHER + other));
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
  valueDistance = wish != 0 && hasBound(wish, IDEALLY_LACKS) ? 1 : 0;
}

let bit: i32 = 0;

/** Sets `bit` to a value's number in its property (-1: the group lacks it) and returns its distance to the ideal. */
function chooseDiscrete(group: i32, discrete: i32): f64 {
  const first = firstWordOf(discrete);
  const end = endWordOf(discrete);
  const wish = wishFor(otherCount + discrete);
  const required = isRequired(candidates, discrete);
  // Ideal and default, ideal, default, any: the first of these that can be had.
  let chosen = 4;
  bit = -1;
  for (let word = first; word < end; word++) {
    const any = groupMask(group, word) & (required ? allowedMask(candidates, word) : -1);
    const ideal = wish != 0 ? any & idealMask(wish, end - first, word - first) : any;
    const default_ = defaultMask(word);
    let rank = 3;
    let mask = any;
    if (ideal & default_) {
      rank = 0;
      mask = ideal & default_;
    } else if (ideal) {
      rank = 1;
      mask = ideal;
    } else if (any & default_) {
      rank = 2;
      mask = any & default_;
    }
    if (mask != 0 && rank < chosen) {
      chosen = rank;
      bit = ((word - first) << 5) + ctz(mask);
    }
  }
  return wish != 0 && chosen > 1 ? 1 : 0;
}

/** The least distance of a group's other properties; Infinity where they cannot satisfy the restriction. */
function othersDistance(group: i32): f64 {
  if (!allowsGroup(candidates, group)) return Infinity;
  let sum: f64 = 0;
  for (let other = 0; other < otherCount; other++) {
    const wish = wishFor(other);
    if (wish == 0) continue;
    if (otherMin(group, other) > otherMax(group, other)) {
      sum += hasBound(wish, IDEALLY_LACKS) ? 0 : 1;
      continue;
    }
    chooseNumber(group, other);
    sum += valueDistance;
  }
  for (let discrete = 0; discrete < discreteCount; discrete++) {
    if (wishFor(otherCount + discrete) != 0) sum += chooseDiscrete(group, discrete);
  }
  return sum;
}

/** How far the chosen other properties are from the defaults; writes them down if asked to. */
function othersDefaultDistance(group: i32, write: bool): f64 {
  let sum: f64 = 0;
  const at = result + (RESULT_HEAD << 3);
  for (let other = 0; other < otherCount; other++) {
    let chosen: f64 = NaN;
    if (otherMin(group, other) <= otherMax(group, other)) {
      chooseNumber(group, other);
      chosen = value;
      const default_ = otherDefault(other);
      if (default_ == default_) sum += numericDistance(value, default_);
    }
    if (write) store<f64>(at + (other << 3), chosen);
  }
  for (let discrete = 0; discrete < discreteCount; discrete++) {
    chooseDiscrete(group, discrete);
    if (write) store<f64>(at + ((otherCount + discrete) << 3), bit as f64);
    if (bit < 0) continue;
    let wanted = 0;
    const first = firstWordOf(discrete);
    for (let word = first; word < endWordOf(discrete); word++) wanted |= defaultMask(word);
    if (wanted != 0 && !(defaultMask(first + (bit >> 5)) & (1 << (bit & 31)))) sum += 1;
  }
  return sum;
}

/** The least distance of a row apart from its size; Infinity where it cannot satisfy the restriction. */
function restDistance(row: usize): f64 {
  if (!allowsRowApartFromSize(candidates, row)) return Infinity;
  const flags = rowFlags(row);
  let sum = constant;
  if (idealResizeModes != 0) {
    const mode = flags & NATIVE ? NONE_BIT : flags & CROP_AND_SCALE ? CROP_BIT : 0;
    if (!(idealResizeModes & mode)) sum += 1;
  }
  if (!(flags & HAS_RATE)) sum += rateIdeals;
  else if (idealRate > 0) {
    nearestRate(row, idealRate, leastOf(candidates, FRAME_RATE), greatestOf(candidates, FRAME_RATE));
    sum += rateDistance;
  } else sum += rateConstant;
  return sum + (flags & HAS_SIZE ? sizeConstant : sizeIdeals);
}

/** The distance of a size that is what it is. */
function fixedSizeDistance(row: usize): f64 {
  let sum: f64 = 0;
  if (idealWidth > 0) sum += numericDistance(rowWidthMin(row), idealWidth);
  if (idealHeight > 0) sum += numericDistance(rowHeightMin(row), idealHeight);
  if (idealRatio > 0) sum += numericDistance(rowRatioMin(row) / RATIO_SCALE, idealRatio);
  return sum;
}

/** The least distance of a row, where it is below `below`; else Infinity or something not below. */
function rowDistance(row: usize, below: f64): f64 {
  const flags = rowFlags(row);
  if (flags & DOMINATED) return Infinity;
  const rest = restDistance(row);
  if (!(rest < below)) return Infinity;
  if (!(flags & HAS_SIZE)) return rest;
  if (flags & NATIVE) return allowsSize(candidates, row) ? rest + fixedSizeDistance(row) : Infinity;
  setLattice(candidates, row);
  minimize(idealWidth, idealHeight, idealRatio, below - rest);
  return rest + bestDistance;
}

/** The smallest fitness distance to the basic set within the candidates. */
function smallestDistance(): f64 {
  let smallest: f64 = Infinity;
  for (let group = 0; group < groupCount; group++) {
    const others = othersDistance(group);
    if (!(others < smallest)) continue;
    for (let i = firstRowOf(group); i < endRowOf(group); i++) {
      smallest = min(smallest, others + rowDistance(rowAt(i), smallest - others));
    }
  }
  return smallest;
}

/** Where the search for the best of the tied settings stands. */
let chosenClass: i32 = 0;
let chosenDefaults: f64 = 0;
let chosenPixels: f64 = 0;
let chosenRow: i32 = 0;
let chosenGroup: i32 = 0;

/** Nine decimals, so that noise does not decide which of two sums is the smaller. */
function quantize(sum: f64): f64 {
  return floor(sum * 1e9 + 0.5);
}

/** Takes the row's best settings within `most` of the ideals (other properties apart) if they come before the chosen. */
function considerRow(group: i32, index: i32, most: f64, others: f64): void {
  const row = rowAt(index);
  const flags = rowFlags(row);
  const rest = restDistance(row);
  if (!(rest <= most)) return;
  let away = others;
  let slack = most - rest;
  let chosenRate: f64 = NaN;
  if (flags & HAS_RATE) {
    const ideal = idealRate > 0 ? idealRate : defaultRate;
    const before = idealRate > 0 ? slack : 0;
    breakRateTies(
      row,
      ideal,
      leastOf(candidates, FRAME_RATE),
      greatestOf(candidates, FRAME_RATE),
      min(before, TIE),
      defaultRate,
    );
    chosenRate = rate;
    away += numericDistance(rate, defaultRate);
  }
  let width: f64 = NaN;
  let height: f64 = NaN;
  let size: f64 = 0;
  let sizeClass: i32 = 0;
  let pixels: f64 = 0;
  if (flags & HAS_SIZE) {
    if (flags & NATIVE) {
      if (!allowsSize(candidates, row)) return;
      size = fixedSizeDistance(row);
      if (size > slack) return;
      width = rowWidthMin(row);
      height = rowHeightMin(row);
      away += numericDistance(width, defaultWidth) + numericDistance(height, defaultHeight);
    } else {
      const scaled = (flags & CROP_AND_SCALE) != 0;
      if (scaled && chosenClass == 0) return;
      setLattice(candidates, row);
      breakTies(
        scaled ? rowWidthMax(row) : 0,
        scaled ? rowHeightMax(row) : 0,
        idealWidth,
        idealHeight,
        idealRatio,
        slack,
        defaultWidth,
        defaultHeight,
      );
      if (bestClass == NO_SIZE) return;
      size = bestDistance;
      width = bestWidth;
      height = bestHeight;
      away += bestDefaultDistance;
      if (scaled) sizeClass = bestClass;
    }
    pixels = rowWidthMax(row) * rowHeightMax(row);
  }
  if (sizeClass > chosenClass) return;
  const defaults = quantize(away);
  if (sizeClass == chosenClass) {
    if (defaults > chosenDefaults) return;
    if (defaults == chosenDefaults && pixels >= chosenPixels) return;
  }
  chosenClass = sizeClass;
  chosenDefaults = defaults;
  chosenPixels = pixels;
  chosenRow = index;
  chosenGroup = group;
  store<f64>(result, index as f64, 8);
  store<f64>(result, group as f64, 16);
  store<f64>(result, width, 24);
  store<f64>(result, height, 32);
  store<f64>(result, scaleRatio(width / height) / RATIO_SCALE, 40);
  store<f64>(result, chosenRate, 48);
}

/** The candidates' best settings: step 6 of SelectSettings, ties by the total order of the documentation. */
function choose(): bool {
  const smallest = smallestDistance();
  if (smallest == Infinity) return false;
  const most = smallest + TIE;
  chosenClass = NO_SIZE;
  chosenDefaults = Infinity;
  chosenPixels = Infinity;
  // Native rows first: where one of them will do, no scaled one is looked at.
  for (let pass = 0; pass < 2; pass++) {
    const skipped = pass == 0 ? CROP_AND_SCALE : NATIVE;
    for (let group = 0; group < groupCount; group++) {
      const others = othersDistance(group);
      if (others > most) continue;
      const away = othersDefaultDistance(group, false);
      for (let i = firstRowOf(group); i < endRowOf(group); i++) {
        if (!(rowFlags(rowAt(i)) & skipped)) considerRow(group, i, most - others, away);
      }
    }
    if (chosenClass == 0) break;
  }
  othersDefaultDistance(chosenGroup, true);
  store<f64>(result, distanceOfResult());
  return true;
}

/** The fitness distance of the settings in the result. */
function distanceOfResult(): f64 {
  const row = rowAt(chosenRow);
  const flags = rowFlags(row);
  let sum = constant + othersDistance(chosenGroup);
  if (idealResizeModes != 0) {
    const mode = flags & NATIVE ? NONE_BIT : flags & CROP_AND_SCALE ? CROP_BIT : 0;
    if (!(idealResizeModes & mode)) sum += 1;
  }
  if (!(flags & HAS_RATE)) sum += rateIdeals;
  else sum += idealRate > 0 ? numericDistance(load<f64>(result, 48), idealRate) : rateConstant;
  if (!(flags & HAS_SIZE)) return sum + sizeIdeals;
  if (idealWidth > 0) sum += numericDistance(load<f64>(result, 24), idealWidth);
  if (idealHeight > 0) sum += numericDistance(load<f64>(result, 32), idealHeight);
  if (idealRatio > 0) sum += numericDistance(load<f64>(result, 40), idealRatio);
  return sum + sizeConstant;
}

/** SelectSettings; false where the basic set cannot be satisfied. The request's sets are marked, the result written. */
export function selectSettings(request: usize): bool {
  let set = firstSet(request);
  unrestrict(candidates);
  restrictToSet(candidates, firstRecord(set), recordCount(set));
  readIdeals(set);
  if (setCount(request) > 1) {
    if (!isFeasible(candidates)) return false;
    for (let i = setCount(request) - 1; i > 0; i--) {
      set = endOfSet(set);
      if (statusOf(set) == IMPOSSIBLE) continue;
      copyRestriction(candidates, trial);
      restrictToSet(trial, firstRecord(set), recordCount(set));
      const satisfied = isFeasible(trial);
      if (satisfied) copyRestriction(trial, candidates);
      setStatus(set, satisfied ? SATISFIED : UNSATISFIED);
    }
  }
  return choose();
}
