/**
 * Joint cases kept as files, as vectors.ts keeps those of one track.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { JointSolver } from "../../bindings/solver/joint-solver.js";
import { judgeJoint, jointProblems, withoutTracks } from "./joint-check.js";
import type { JointCase } from "./joint-space.js";

export interface JointVector extends JointCase {
  readonly name: string;
}

const folder = new URL("../vectors/joint/", import.meta.url);

/** Every case of every file in tests/vectors/joint. */
export function readJointVectors(): JointVector[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".json")) : [];
  return files.sort().flatMap((file) => {
    const cases = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as JointVector[];
    return cases.map((one) => ({ ...one, name: `${file}: ${one.name}` }));
  });
}

/** Adds a case to tests/vectors/joint/failed-<seed>.json. */
export function keepJointFailure(seed: number, vector: JointVector): void {
  mkdirSync(folder, { recursive: true });
  const file = new URL(`failed-${seed}.json`, folder);
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as JointVector[]) : [];
  writeFileSync(file, JSON.stringify([...known, vector], null, 2) + "\n");
}

/** Runs one case on solvers; throws an error that says all that is wrong. */
export function tryJointCase(one: JointCase, solvers: readonly JointSolver[]): void {
  const judged = judgeJoint(one);
  const problems: string[] = [];
  const known = new Map<string, string[]>();
  for (const solver of solvers) {
    const [requester] = one.tracks;
    const alone = solver.selectSettings(one.source, requester);
    const actual = solver.selectJointly(one.source, one.tracks);
    const text = JSON.stringify(actual);
    const own = [...(known.get(text) ?? jointProblems(judged, actual, alone))];
    known.set(text, own);
    for (const problem of own) problems.push(`${solver.build}: ${problem}\n  answer ${text}`);
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

/** For one track the joint choice must be that of selectSettings; throws an error that says how it is not. */
export function tryOneTrack(
  { source, tracks: [constraints] }: JointCase,
  solvers: readonly JointSolver[],
): void {
  for (const solver of solvers) {
    const alone = solver.selectSettings(source, constraints);
    const actual = solver.selectJointly(source, [constraints as object]);
    const same = actual.ok ? actual.fits[0] : withoutTracks(actual);
    const [told, expected] = [JSON.stringify(same), JSON.stringify(alone)];
    if (told !== expected) throw new Error(`${solver.build}: ${told}\n  selectSettings says ${expected}`);
  }
}
