/**
 * The boundary of the core: bindings/solver/boundary.ts calls these and nothing else. Sources and requests are laid
 * out as source.ts and request.ts say; the core trusts their layout, which the bindings make.
 */
import { explainConflict } from "./conflict";
import { selectSettings } from "./select";
import { openSource } from "./source";
import { makeWorkspace, result } from "./workspace";

export { allocate, release } from "./memory";

/** No room to work in. */
const NO_MEMORY: i32 = -1;
const MISFIT: i32 = 0;
const FIT: i32 = 1;

/** Runs SelectSettings: 1 and a fit in the result, 0 and a conflict, or -1 where memory has run out. */
export function solve(source: usize, request: usize): i32 {
  openSource(source);
  if (!makeWorkspace()) return NO_MEMORY;
  if (selectSettings(request)) return FIT;
  explainConflict(request);
  return MISFIT;
}

/** Where the last call's result stands. */
export function resultAddress(): usize {
  return result;
}
