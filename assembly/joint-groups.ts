/**
 * The groups of a joint choice, from which each track takes what it cannot do with.
 *
 * A group is one operating point of the source in one configuration (a configuration alone, of a source without native
 * modes). Tracks in the same group go together whatever their settings, but for the properties that belong to the
 * device: of these the group's own domains are narrowed, so that what is left of a group is what all tracks so far
 * leave of it.
 */
import { sharedDiscretesFrom, sharedNumbersFrom } from "./joint-request";
import { groupDistances, savedGroups } from "./joint-workspace";
import { TIE } from "./plane";
import { hasBound, IDEAL, idealMask, idealOf } from "./request";
import {
  allowsGroup,
  allowsRowApartFromSize,
  allowsSize,
  FIRST_OTHER,
  greatestOf,
  leastOf,
  offeredMask,
} from "./restriction";
import {
  bit,
  chooseDiscrete,
  chooseNumber,
  othersDistance,
  readCandidates,
  rowDistance,
  value,
  valueDistance,
  wishFor,
} from "./select";
import {
  closeGroup,
  discreteCount,
  endRow,
  firstRow,
  groupCount,
  groupsAddress,
  groupsSize,
  openGroup,
  otherCount,
  otherMax,
  otherMin,
  rowAt,
  setGroupMask,
  setOther,
} from "./source";
import { candidates } from "./workspace";

/** The first properties that belong to the device. */
let firstNumber: i32 = 0;
let firstDiscrete: i32 = 0;

/** Groups and rows looked at by cutGroups so far, for those who must stop somewhere. */
export let looks: f64 = 0;

function copyGroups(from: usize, to: usize): void {
  const size = groupsSize();
  for (let offset: usize = 0; offset < size; offset += 8) store<u64>(to + offset, load<u64>(from + offset));
}

/** Remembers the groups of the open source as they are. */
export function saveGroups(joint: usize): void {
  firstNumber = sharedNumbersFrom(joint);
  firstDiscrete = sharedDiscretesFrom(joint);
  copyGroups(groupsAddress(), savedGroups);
}

/** Puts back what was taken from the groups. */
export function restoreGroups(): void {
  copyGroups(savedGroups, groupsAddress());
}

/** Whether any group is left. */
export function isAnyLeft(): bool {
  for (let group = 0; group < groupCount; group++) {
    openGroup(group);
    if (firstRow < endRow) return true;
  }
  return false;
}

/** Whether the open group has settings within the restriction. */
function allowsAnyRow(restriction: usize): bool {
  for (let i = firstRow; i < endRow; i++) {
    const row = rowAt(i);
    if (allowsRowApartFromSize(restriction, row) && allowsSize(restriction, row)) return true;
  }
  return false;
}

/** Narrows the open group's numeric property to the restriction, unless the group lacks it; false if it does. */
function narrowNumber(restriction: usize, other: i32): bool {
  const lo = otherMin(other);
  const hi = otherMax(other);
  if (lo > hi) return false;
  const target = FIRST_OTHER + other;
  setOther(other, max(lo, leastOf(restriction, target)), min(hi, greatestOf(restriction, target)));
  return true;
}

/** Leaves of the groups, and of the values that belong to the device, what the restriction allows; false if nothing. */
export function cutGroups(restriction: usize): bool {
  let isLeft = false;
  for (let group = 0; group < groupCount; group++) {
    openGroup(group);
    looks += 1 + ((endRow - firstRow) as f64);
    if (!allowsGroup(restriction) || !allowsAnyRow(restriction)) {
      closeGroup(group);
      continue;
    }
    for (let other = firstNumber; other < otherCount; other++) narrowNumber(restriction, other);
    for (let discrete = firstDiscrete; discrete < discreteCount; discrete++) {
      setGroupMask(discrete, offeredMask(restriction, discrete));
    }
    isLeft = true;
  }
  return isLeft;
}

/**
 * Leaves the open group's values that belong to the device that are nearest to the track's ideals. A number that has
 * one is settled by it, unless every value is equally far; of two equally far from it the choice of the track counts.
 */
function narrowToIdeals(): void {
  for (let other = firstNumber; other < otherCount; other++) {
    if (!narrowNumber(candidates, other)) continue;
    const wish = wishFor(other);
    if (wish == 0 || !hasBound(wish, IDEAL)) continue;
    chooseNumber(other);
    // From 0 all other numbers are at the distance 1.
    if (idealOf(wish) != 0 || valueDistance == 0) setOther(other, value, value);
  }
  for (let discrete = firstDiscrete; discrete < discreteCount; discrete++) {
    const mask = offeredMask(candidates, discrete);
    const wish = wishFor(otherCount + discrete);
    const ideal = wish == 0 ? 0 : mask & idealMask(wish);
    setGroupMask(discrete, ideal ? ideal : mask);
  }
}

/** Leaves the groups in which the candidates are nearest to the ideals, and of the device's values the nearest. */
export function settleGroups(): void {
  readCandidates();
  let smallest: f64 = Infinity;
  for (let group = 0; group < groupCount; group++) {
    openGroup(group);
    let least: f64 = Infinity;
    if (firstRow < endRow) {
      const others = othersDistance();
      // A row's distance is exact where it is within what it is compared with below.
      const most = smallest + 2 * TIE;
      if (others <= most) {
        for (let i = firstRow; i < endRow; i++) {
          least = min(least, others + rowDistance(rowAt(i), min(least, most) - others));
        }
      }
    }
    store<f64>(groupDistances + ((group as usize) << 3), least);
    smallest = min(smallest, least);
  }
  for (let group = 0; group < groupCount; group++) {
    if (load<f64>(groupDistances + ((group as usize) << 3)) <= smallest + TIE) {
      openGroup(group);
      narrowToIdeals();
    } else closeGroup(group);
  }
}

/** Leaves one group, and of its values that belong to the device those that the candidates would choose. */
export function keepGroup(kept: i32): void {
  for (let group = 0; group < groupCount; group++) if (group != kept) closeGroup(group);
  openGroup(kept);
  for (let other = firstNumber; other < otherCount; other++) {
    if (otherMin(other) > otherMax(other)) continue;
    chooseNumber(other);
    setOther(other, value, value);
  }
  for (let discrete = firstDiscrete; discrete < discreteCount; discrete++) {
    chooseDiscrete(discrete);
    setGroupMask(discrete, bit < 0 ? 0 : 1 << bit);
  }
}
