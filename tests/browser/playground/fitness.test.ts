/** Distances of settings that somebody else chose: those that the solver chose itself must come out as it says. */
import { createSolver, type Solver, type SourceDescription } from "../../../bindings/solver/index.js";
import { loadCatalogue } from "../../../devices/index.js";
import { examples } from "../../../playground/examples.js";
import { assess } from "../../../playground/fitness.js";

let solver: Solver;
let devices: SourceDescription[];

beforeAll(async () => {
  solver = await createSolver();
  devices = (await loadCatalogue()).map(({ source }) => source);
});

test("are those of the solver for every device of the catalogue and every example", () => {
  let compared = 0;
  for (const device of devices) {
    for (const { text } of examples[device.kind]) {
      const request = JSON.parse(text) as MediaTrackConstraints;
      const fit = solver.selectSettings(device, request);
      if (!fit.ok) continue;
      const { distance, terms, advanced } = assess(solver, device.kind, fit.settings, request);
      const sum = [...terms.values()].reduce((total, term) => total + term, 0);
      expect(distance).toBeCloseTo(fit.distance, 9);
      expect(sum).toBeCloseTo(fit.distance, 9);
      expect(advanced).toEqual(fit.advanced);
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(300);
});

test("are told for each property, and infinite where a requirement is broken", () => {
  const settings = { width: 640, height: 480, frameRate: 30, deviceId: "x" };
  const request = {
    width: { min: 800 },
    height: 960,
    aspectRatio: 4 / 3,
    frameRate: { ideal: 60 },
    facingMode: "user",
    advanced: [{ width: 640 }, { height: { min: 500 } }],
  };
  const { distance, terms, advanced } = assess(solver, "videoinput", settings, request);
  expect(distance).toBe(Infinity);
  expect(Object.fromEntries(terms)).toEqual({
    width: Infinity,
    height: 0.5,
    aspectRatio: 0,
    frameRate: 0.5,
    facingMode: 1,
  });
  expect(advanced).toEqual([true, false]);
});

test("need no more than a browser tells", () => {
  expect(assess(solver, "audioinput", {}, { echoCancellation: true }).distance).toBe(1);
  expect(assess(solver, "audioinput", { sampleRate: 48000 }, { sampleRate: 24000 }).distance).toBe(0.5);
  expect(assess(solver, "videoinput", { width: 9 }, { width: 9 }).distance).toBe(0);
});
