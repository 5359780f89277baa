/**
 * The boundary of the core that also chooses jointly: bindings/solver/joint-engine.ts calls these and nothing else. Its
 * requests are laid out as joint-request.ts says, its sources as source.ts does, one group for each operating point.
 */
import { explainJointly } from "./joint-conflict";
import { selectJointly } from "./joint-select";
import { answer, makeJointWorkspace } from "./joint-workspace";
import { openSource } from "./source";

export { allocate, release, solve } from "./index";

/**
 * Chooses the settings of several tracks; returns where the answer stands, or 0 where memory has run out. Its first
 * number is 1 for fits, 0 for a conflict. The source's groups are changed: it serves once.
 */
export function solveJointly(source: usize, joint: usize): usize {
  openSource(source);
  if (!makeJointWorkspace(joint)) return 0;
  const isFit = selectJointly(joint);
  if (!isFit) explainJointly(joint);
  store<f64>(answer, isFit as f64);
  return answer;
}
