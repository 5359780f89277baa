/**
 * Random sources and constraints: every build of the solver against enumeration.
 *
 * TRACKFIT_CASES sets how many cases, TRACKFIT_SEED repeats a run.
 */
import fc from "fast-check";
import { seedOfThisRun } from "../seed.js";
import { suites } from "./arbitraries.js";
import { type Build, buildsUnderTest } from "./builds.js";
import type { Case } from "./check.js";
import { keepFailure, tryCase } from "./vectors.js";

const total = Number(process.env["TRACKFIT_CASES"] ?? 20_200);
const seed = seedOfThisRun();
/** A round trip to the worker costs more than the answer. */
const workerShare = 0.02;
const patience = 600_000;

const builds = buildsUnderTest();
const inThread = builds.filter(({ name }) => name !== "worker");
const inWorker = builds.filter(({ name }) => name === "worker");
let tried = 0;

async function hold(
  name: string,
  cases: fc.Arbitrary<Case>,
  runs: number,
  on: readonly Build[],
): Promise<void> {
  const property = fc.asyncProperty(cases, (one) => tryCase(one, on));
  const details = await fc.check(property, {
    seed,
    numRuns: runs,
    interruptAfterTimeLimit: patience - 60_000,
  });
  tried += details.numRuns;
  if (!details.failed) return;
  const found = details.counterexample?.[0];
  if (found !== undefined)
    keepFailure(seed, { name: `${name}, path ${details.counterexamplePath}`, ...found });
  const reason = details.errorInstance instanceof Error ? details.errorInstance.message : "";
  throw new Error(`${fc.defaultReportMessage(details)}\n\n${reason}`);
}

beforeAll(() => {
  process.stdout.write(`solver against oracle: TRACKFIT_SEED=${seed} TRACKFIT_CASES=${total}\n`);
});

afterAll(() => {
  for (const build of builds) build.close();
});

describe("the solver finds what enumeration finds", () => {
  for (const { name, cases, share } of suites) {
    const runs = Math.max(1, Math.round((total * share) / 1000));
    test(`${name}, ${runs} cases in this thread`, () => hold(name, cases, runs, inThread), patience);
  }

  const runs = Math.max(1, Math.round(total * workerShare));
  const all = fc.oneof(...suites.filter(({ share }) => share > 20).map(({ cases }) => cases));
  test(`all of them, ${runs} cases in a worker`, () => hold("in a worker", all, runs, inWorker), patience);

  test("no case was left out", () => {
    expect(tried).toBeGreaterThanOrEqual(total);
  });
});
