/**
 * Requests that a wrong search could take for ever over. They run in a worker, whose deadline makes an endless search
 * a failed test instead of a test run that hangs.
 */
import type { Fit, Misfit, SourceDescription } from "../../bindings/solver/types.js";
import type { WorkerSolver } from "../../bindings/solver/worker-solver.js";
import { loadBuilt } from "./sources.js";

const largest = 4294967295;
const count = 40;
const names = Array.from({ length: count }, (_, i) => `switch${i}`);

function enormous(resizeModes: SourceDescription["resizeModes"] & object): SourceDescription {
  return {
    kind: "videoinput",
    deviceId: "enormous",
    modes: [{ width: largest, height: largest, frameRates: [30] }],
    resizeModes,
  };
}

const enormousProduct: SourceDescription = {
  kind: "videoinput",
  deviceId: "enormous",
  capabilities: { width: { min: 1, max: largest }, height: { min: 1, max: largest } },
};

describe("bounded time", () => {
  let solver: WorkerSolver;
  beforeAll(async () => {
    const properties = Object.fromEntries(names.map((name) => [name, "boolean" as const]));
    solver = await (await loadBuilt()).createWorkerSolver({ properties, deadline: 8000 });
  });
  afterAll(() => solver.terminate());

  /** Failures are told anew: the built file's own lines are too long to be shown. */
  const select = async (source: SourceDescription, constraints: object): Promise<Fit | Misfit> => {
    try {
      return await solver.selectSettings(source, constraints);
    } catch (error) {
      throw new Error(String(error));
    }
  };

  const fitOf = async (source: SourceDescription, constraints: object): Promise<Record<string, unknown>> => {
    const answer = await select(source, constraints);
    if (!answer.ok) throw new Error(`A fit was expected, got: ${answer.message}.`);
    return { ...answer.settings, distance: answer.distance };
  };

  test.each<[string, object, object]>([
    ["a ratio that no size comes near to", { width: 640, aspectRatio: 1e15 }, { width: 640 }],
    ["the largest ratio", { width: 640, aspectRatio: 1.7e308 }, { width: 640 }],
    ["the same for a height", { height: 480, aspectRatio: 1e300 }, { height: 480 }],
    ["the least ratio", { width: largest, aspectRatio: 1e-10 }, { width: largest }],
    ["three ideals", { width: 1920, height: 1000, aspectRatio: 1.7777777778 }, {}],
    ["an exact ratio of large terms", { aspectRatio: { exact: 1.4142135624 }, width: 4e9 }, {}],
    [
      "a narrow band of ratios",
      { aspectRatio: { min: 1.6180339887, max: 1.6180339888 }, height: { min: 4e9 * 0.6 } },
      {},
    ],
    ["a ratio beside a whole one", { aspectRatio: { exact: 1.0000000003 }, width: 640, height: 480 }, {}],
    ["a ratio below a simple one", { aspectRatio: { exact: 0.4999999999 }, width: 640 }, {}],
  ])(
    "%s, on sizes up to 4294967295 squared",
    async (_name, constraints, settings) => {
      for (const source of [
        enormous(["crop-and-scale"]),
        enormous(["none", "crop-and-scale"]),
        enormousProduct,
      ]) {
        const fit = await fitOf(source, constraints);
        expect(fit["distance"]).toBeGreaterThanOrEqual(0);
        if (source.resizeModes?.length !== 2) expect(fit).toMatchObject(settings);
        const { width, height, aspectRatio } = fit as { width: number; height: number; aspectRatio: number };
        expect(aspectRatio).toBe(Math.round((width / height) * 1e10) / 1e10);
      }
    },
    30_000,
  );

  test("an infeasible ratio on them", async () => {
    const constraints = {
      width: { min: 4e9 },
      height: { exact: 2999999999 },
      aspectRatio: { min: 1.41421356237, max: 1.41421356238 },
    };
    const answer = await select(enormous(["crop-and-scale"]), constraints);
    expect(answer.ok).toBe(false);
  }, 10_000);

  test("a conflict of forty members, one for each alternative", async () => {
    // Each alternative lacks one of the switches, so no constraint can be left out of the conflict.
    const source: SourceDescription = {
      kind: "videoinput",
      deviceId: "switches",
      alternatives: names.map((lacking) =>
        Object.fromEntries(names.map((name) => [name, [name !== lacking]])),
      ),
    };
    const constraints = Object.fromEntries(names.map((name) => [name, { exact: true }]));
    const answer = await select(source, constraints);
    if (answer.ok) throw new Error("A misfit was expected.");
    expect(answer.failedConstraint).toBe("");
    expect(answer.conflict.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(answer.conflict.every(({ nearest }) => nearest === false)).toBe(true);
  }, 10_000);

  test("100,000 values asked for of a property", async () => {
    const facingMode = Array.from({ length: 32 }, (_, i) => `direction ${i}`);
    const source: SourceDescription = { kind: "videoinput", deviceId: "many", facingMode };
    const exact = Array.from({ length: 100_000 }, (_, i) => `no direction ${i}`);
    exact.push("direction 17");
    const advanced = Array.from({ length: 5 }, () => ({ facingMode: exact }));
    await expect(fitOf(source, { facingMode: { exact }, advanced })).resolves.toMatchObject({
      facingMode: "direction 17",
    });
  }, 10_000);

  test("many modes and many advanced sets", async () => {
    const modes = Array.from({ length: 2000 }, (_, i) => ({
      width: 4000 - i,
      height: 1000 + i,
      frameRates: [30],
    }));
    const source: SourceDescription = { kind: "videoinput", deviceId: "modes", modes };
    const advanced = Array.from({ length: 500 }, (_, i) => ({
      width: { min: 3990 },
      height: { min: 1011 + i },
    }));
    const answer = await select(source, { advanced });
    if (!answer.ok) throw new Error(answer.message);
    expect(answer.advanced.some(Boolean)).toBe(false);
  }, 10_000);
});
