/**
 * SelectSettings by looking at everything.
 */
import { type Constraints, fitnessDistance, type ConstraintSet, type Settings } from "./fitness-distance.js";
import { type Question, questionOf } from "./question.js";
import { isMember, type Space } from "./space.js";
import { Walk } from "./walk.js";

export type OracleAnswer =
  | { readonly feasible: true; readonly distance: number; readonly advanced: readonly boolean[] }
  /** `blamable`: each required constraint that no settings dictionary satisfies even alone. */
  | { readonly feasible: false; readonly blamable: readonly string[] };

/** The required constraints whose distance is infinite for every settings dictionary of the space. */
export function blamableOf(question: Question): string[] {
  const required = [...question.basic].filter(([, member]) => member.required);
  const blamable: string[] = [];
  for (const [name, member] of required) {
    if (new Walk(question, new Map([[name, member]]), []).groups().size === 0) blamable.push(name);
  }
  return blamable;
}

/** Media Capture and Streams, 11.1, SelectSettings, over the whole space. */
export function selectSettings(space: Space, constraints: Constraints): OracleAnswer {
  return answer(questionOf(space, constraints));
}

export function answer(question: Question): OracleAnswer {
  const { basic, advanced } = question;
  let candidates = [...new Walk(question, basic, advanced).groups()];
  if (candidates.length === 0) return { feasible: false, blamable: blamableOf(question) };
  const kept = advanced.map((_, index) => {
    const satisfying = candidates.filter(([violated]) => (violated & (1 << index)) === 0);
    if (satisfying.length === 0) return false;
    candidates = satisfying;
    return true;
  });
  const distance = Math.min(...candidates.map(([, least]) => least));
  return { feasible: true, distance, advanced: kept };
}

/** The fitness distance of a settings dictionary to the basic set. */
export function distanceOf(question: Question, settings: Settings): number {
  return fitnessDistance(settings, question.basic, question.space.kind);
}

/** Whether the settings dictionary's distance to the set is finite. */
export function satisfiesRequired(question: Question, settings: Settings, set: ConstraintSet): boolean {
  return fitnessDistance(settings, set, question.space.kind) < Infinity;
}

export { isMember };
