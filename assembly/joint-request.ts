/**
 * The requests of several tracks on one source in linear memory, as bindings/solver/joint-engine.ts writes them:
 *
 *   i32 number of tracks, i32 first shared numeric property, i32 first shared discrete one, i32 padding
 *   the tracks' requests, one after another, as request.ts says; the requester's first
 */
import { endOfSet, firstSet, recordCount, setCount } from "./request";

// @ts-ignore: decorator
@inline
export function trackCount(joint: usize): i32 {
  return load<i32>(joint);
}

/** From this one on the other numeric properties belong to the device. */
// @ts-ignore: decorator
@inline
export function sharedNumbersFrom(joint: usize): i32 {
  return load<i32>(joint, 4);
}

/** From this one on the discrete properties belong to the device. */
// @ts-ignore: decorator
@inline
export function sharedDiscretesFrom(joint: usize): i32 {
  return load<i32>(joint, 8);
}

// @ts-ignore: decorator
@inline
export function firstRequest(joint: usize): usize {
  return joint + 16;
}

/** Where a request ends and the next track's begins. */
export function endOfRequest(request: usize): usize {
  let set = firstSet(request);
  for (let i = setCount(request); i > 0; i--) set = endOfSet(set);
  return set;
}

/** The records of all tracks' basic sets. */
export function basicRecords(joint: usize): i32 {
  let count = 0;
  let request = firstRequest(joint);
  for (let track = 0; track < trackCount(joint); track++, request = endOfRequest(request)) {
    count += recordCount(firstSet(request));
  }
  return count;
}

/** The request with the most records in its basic set. */
export function largestRequest(joint: usize): usize {
  let request = firstRequest(joint);
  let largest = request;
  for (let track = 1; track < trackCount(joint); track++) {
    request = endOfRequest(request);
    if (recordCount(firstSet(request)) > recordCount(firstSet(largest))) largest = request;
  }
  return largest;
}
