/**
 * Random sources with several tracks: both builds of the joint core against enumeration.
 *
 * TRACKFIT_CASES sets how many cases besides (a sixth of them are joint), TRACKFIT_SEED repeats a run.
 */
import fc from "fast-check";
import { seedOfThisRun } from "../seed.js";
import { createJointSolver } from "../../bindings/solver/create-joint-solver.js";
import type { JointSolver } from "../../bindings/solver/joint-solver.js";
import { suites } from "./arbitraries.js";
import { registrations } from "./check.js";
import { jointSuites } from "./joint-arbitraries.js";
import type { JointCase } from "./joint-space.js";
import { keepJointFailure, readJointVectors, tryJointCase, tryOneTrack } from "./joint-vectors.js";

const total = Math.max(3000, Math.round(Number(process.env["TRACKFIT_CASES"] ?? 20_200) / 6));
const seed = seedOfThisRun();
const patience = 600_000;

let solvers: JointSolver[] = [];
let tried = 0;

beforeAll(async () => {
  const properties = registrations;
  solvers = [
    await createJointSolver({ build: "webassembly", properties }),
    await createJointSolver({ build: "javascript", properties }),
  ];
  process.stdout.write(`joint solver against oracle: TRACKFIT_SEED=${seed}, ${total} cases\n`);
});

function hold(
  name: string,
  cases: fc.Arbitrary<JointCase>,
  runs: number,
  attempt: (one: JointCase) => void,
): void {
  const details = fc.check(fc.property(cases, attempt), {
    seed,
    numRuns: runs,
    interruptAfterTimeLimit: patience - 60_000,
  });
  tried += details.numRuns;
  if (!details.failed) return;
  const found = details.counterexample?.[0];
  if (found !== undefined)
    keepJointFailure(seed, { name: `${name}, path ${details.counterexamplePath}`, ...found });
  const reason = details.errorInstance instanceof Error ? details.errorInstance.message : "";
  throw new Error(`${fc.defaultReportMessage(details)}\n\n${reason}`);
}

describe("the joint solver finds what enumeration finds", () => {
  for (const { name, cases, share } of jointSuites) {
    const runs = Math.ceil((total * share) / 1000);
    const attempt = (one: JointCase): void => {
      tryJointCase(one, solvers);
    };
    test(`${name}, ${runs} cases`, () => hold(name, cases, runs, attempt), patience);
  }

  test(`for one track what selectSettings finds, at any size, ${total} cases`, () => {
    const cases = fc.oneof(...suites.map((suite) => suite.cases));
    const single = cases.map(({ source, constraints }) => ({ source, tracks: [constraints] }));
    hold("one track", single, total, (one) => tryOneTrack(one, solvers));
  });

  test("no case was left out", () => {
    expect(tried).toBeGreaterThanOrEqual(2 * total);
  });
});

describe("kept joint cases", () => {
  const vectors = readJointVectors();

  test("are tried, as many as there are", () => {
    for (const one of vectors) tryJointCase(one, solvers);
    expect(vectors.every(({ tracks }) => tracks.length > 0)).toBe(true);
  });
});
