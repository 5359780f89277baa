/** Memory that a call works in: one block, grown to what the largest source so far needs. */
import { allocate, release } from "./memory";
import { firstSet, recordCount } from "./request";
import { restrictionSize } from "./restriction";
import { discreteCount, otherCount, rowCount } from "./source";

let block: usize = 0;
let capacity: usize = 0;

/** The restriction all candidates are within, and one to try things with. */
export let candidates: usize = 0;
export let trial: usize = 0;
/** A record (or 0) for each other numeric property and each discrete one: where its ideal stands. */
export let wishes: usize = 0;
/** For each row, what its distance is at least. */
export let distances: usize = 0;
/** Bounds under examination when a conflict is looked for: see conflict.ts. */
export let bounds: usize = 0;
/** What a call answers; read by bindings/solver/boundary.ts. */
export let result: usize = 0;

/** Makes room for the open source and a request; false when there is none. */
export function makeWorkspace(request: usize): bool {
  const restriction = restrictionSize();
  const properties = (otherCount + discreteCount) as usize;
  const most = (recordCount(firstSet(request)) as usize) * 3;
  const boundSize = most << 4;
  const resultSize = (properties + 8 + most * 3) << 3;
  const size =
    restriction * 2 + ((properties + 1) << 3) + boundSize + resultSize + ((rowCount as usize) << 3);
  if (size > capacity) {
    release(block);
    block = allocate(size);
    capacity = block == 0 ? 0 : size;
    if (block == 0) return false;
  }
  candidates = block;
  trial = candidates + restriction;
  wishes = trial + restriction;
  bounds = wishes + ((properties + 1) << 3);
  result = bounds + boundSize;
  distances = result + resultSize;
  return true;
}
