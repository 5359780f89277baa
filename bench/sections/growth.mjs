// How the time of a selection grows with what it is asked.
import { staircaseCamera } from "../generated-devices.mjs";
import { flatModes, selectMode } from "../rivals/plain-loop.mjs";
import { advancedSets, coupledRequest, listCamera, listRequest, typicalCamera } from "../requests.mjs";
import { exponent } from "../statistics.mjs";

/** Measures the columns for each n; `columns` gives the rivals for one n. */
async function grow(bench, { id, title, variable, counts, columns, note = undefined }) {
  const points = [];
  let names = [];
  for (const n of counts) {
    const rivals = await bench.compare(columns(n), {
      rounds: bench.growthRounds,
      warmUp: bench.growthWarmUp,
    });
    points.push({ n, times: rivals.map(({ median }) => median) });
    names = rivals.map(({ name }) => name);
  }
  const exponents = names.map((_, i) => exponent(points.map(({ n, times }) => [n, times[i]])));
  bench.addGrowth({ id, title, variable, columns: names, points, exponents, note });
}

export async function growth(bench) {
  if (!bench.wants("growth.modes") && !bench.wants("growth.advanced")) return;
  const { createSolver } = await bench.load("webassembly");
  const solver = await createSolver({ build: "webassembly" });
  if (bench.wants("growth.modes")) {
    await grow(bench, {
      id: "growth.modes",
      title: "Number of sizes, none of which holds another",
      variable: "sizes",
      counts: [10, 30, 100, 300, 1000, 3000],
      columns(n) {
        const native = solver.prepare(staircaseCamera(n, "none"));
        const scaled = solver.prepare(staircaseCamera(n, "crop-and-scale"));
        const modes = flatModes(staircaseCamera(n, "none"));
        return [
          { name: "native modes", run: () => native.selectSettings(coupledRequest) },
          { name: "crop-and-scale", run: () => scaled.selectSettings(coupledRequest) },
          { name: "plain loop, native", run: () => selectMode(modes, coupledRequest) },
        ];
      },
    });
  }
  if (bench.wants("growth.advanced")) {
    const list = solver.prepare(listCamera);
    const typical = solver.prepare(typicalCamera);
    await grow(bench, {
      id: "growth.advanced",
      title: "Number of advanced sets",
      variable: "sets",
      counts: [0, 1, 4, 16, 64, 256, 1024, 16384],
      columns(n) {
        const request = { ...listRequest, advanced: advancedSets(n) };
        return [
          { name: "list of 58 modes", run: () => list.selectSettings(request) },
          { name: "12 sizes, both resize modes", run: () => typical.selectSettings(request) },
        ];
      },
      note: "The request is converted, encoded, solved and decoded anew on every call.",
    });
  }
}
