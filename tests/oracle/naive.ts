/**
 * Every settings dictionary as an object, one after the other: the oracle's own oracle, for the smallest spaces.
 */
import { representatives } from "./domain.js";
import { fitnessDistance, type Settings } from "./fitness-distance.js";
import { roundedRatio } from "./properties.js";
import type { Question } from "./question.js";
import type { OracleAnswer } from "./select-settings.js";

function* expand(
  question: Question,
  names: readonly string[],
  at: number,
  so: Settings,
  from: number,
): Generator<Settings> {
  const name = names[at];
  const domain = name === undefined ? undefined : question.space.configurations[from]?.domains.get(name);
  if (name === undefined || domain === undefined) {
    yield so;
    return;
  }
  for (const value of representatives(domain, question.critical.get(name) ?? [])) {
    yield* expand(question, names, at + 1, { ...so, [name]: value }, from);
  }
}

/** Every settings dictionary of the space, continuous values by their representatives. */
export function* enumerate(question: Question): Generator<Settings> {
  for (const [index, { size, domains }] of question.space.configurations.entries()) {
    const names = [...domains.keys()];
    if (size === undefined) {
      yield* expand(question, names, 0, {}, index);
      continue;
    }
    for (let height = size.minHeight; height <= size.maxHeight; height++) {
      for (let width = size.minWidth; width <= size.maxWidth; width++) {
        const aspectRatio = roundedRatio(width / height);
        if (aspectRatio < size.minRatio || aspectRatio > size.maxRatio) continue;
        yield* expand(question, names, 0, { width, height, aspectRatio }, index);
      }
    }
  }
}

/** Media Capture and Streams, 11.1, SelectSettings, in its own order of steps. */
export function naiveAnswer(question: Question): OracleAnswer {
  const { basic, advanced, space } = question;
  const all = [...enumerate(question)];
  let candidates = all.filter((settings) => fitnessDistance(settings, basic, space.kind) < Infinity);
  if (candidates.length === 0) {
    const blamable = [...basic.keys()].filter((name) => {
      const alone = new Map([...basic].filter(([other]) => other === name));
      return all.every((settings) => fitnessDistance(settings, alone, space.kind) === Infinity);
    });
    return { feasible: false, blamable };
  }
  const kept = advanced.map((set) => {
    const satisfying = candidates.filter((settings) => fitnessDistance(settings, set, space.kind) < Infinity);
    if (satisfying.length > 0) candidates = satisfying;
    return satisfying.length > 0;
  });
  let distance = Infinity;
  for (const settings of candidates)
    distance = Math.min(distance, fitnessDistance(settings, basic, space.kind));
  return { feasible: true, distance, advanced: kept };
}
