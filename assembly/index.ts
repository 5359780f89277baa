/**
 * The boundary of the core: bindings/solver/boundary.ts calls these and nothing else. Sources and requests are laid
 * out as source.ts and request.ts say; the core trusts their layout, which the bindings make.
 */
import { explainConflict } from "./conflict";
import { selectSettings } from "./select";
import { openSource } from "./source";
import { makeWorkspace, result } from "./workspace";

export { allocate, release } from "./memory";

/**
 * Runs SelectSettings; returns where the result stands, or 0 where memory has run out. Its first number is 1 for a
 * fit, 0 for a conflict.
 */
export function solve(source: usize, request: usize): usize {
  openSource(source);
  if (!makeWorkspace(request)) return 0;
  const isFit = selectSettings(request);
  if (!isFit) explainConflict(request);
  store<f64>(result, isFit as f64);
  return result;
}
