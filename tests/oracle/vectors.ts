/**
 * Cases kept as files: what a property test found, until it is mended and ever after.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Fit, Misfit } from "../../bindings/solver/types.js";
import type { Build } from "./builds.js";
import { type Case, judge, problemsOf } from "./check.js";

export interface Vector extends Case {
  readonly name: string;
}

const folder = new URL("../vectors/", import.meta.url);

/** Every case of every file in tests/vectors. */
export function readVectors(): Vector[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return files.sort().flatMap((file) => {
    const cases = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Vector[];
    return cases.map((one) => ({ ...one, name: `${file}: ${one.name}` }));
  });
}

/** Adds a case to tests/vectors/failed-<seed>.json. */
export function keepFailure(seed: number, vector: Vector): void {
  mkdirSync(folder, { recursive: true });
  const file = new URL(`failed-${seed}.json`, folder);
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Vector[]) : [];
  writeFileSync(file, JSON.stringify([...known, vector], null, 2) + "\n");
}

/** Runs one case on builds; throws an error that says all that is wrong. */
export async function tryCase(one: Case, builds: readonly Build[]): Promise<void> {
  const judged = judge(one);
  const problems: string[] = [];
  // The same answer is as wrong from one build as from another: it is looked into once.
  const known = new Map<string, string[]>();
  for (const build of builds) {
    const pending: Promise<Fit | Misfit> | Fit | Misfit = build.select(one);
    const actual = pending instanceof Promise ? await pending : pending;
    const text = JSON.stringify(actual);
    const own = known.get(text) ?? problemsOf(judged, actual);
    known.set(text, own);
    for (const problem of own) problems.push(`${build.name}: ${problem}\n  answer ${text}`);
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
}
