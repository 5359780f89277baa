// One selection: the request object in, the decoded answer out.
import { deepStrictEqual, ok } from "node:assert/strict";
import { enumerateSizes } from "../rivals/enumeration.mjs";
import { flatModes, selectMode } from "../rivals/plain-loop.mjs";
import {
  advancedRequest,
  coupledRequest,
  infeasibleRequest,
  listCamera,
  listRequest,
  ratioRequest,
  typicalCamera,
  typicalRequest,
  uhdCamera,
} from "../requests.mjs";

function near(answer, expected) {
  ok(
    Math.abs(answer - expected) <= 1e-9,
    `The distance must be that of the rival, ${expected}, got ${answer}.`,
  );
}

function sameMode(fit, loop) {
  const { width, height, frameRate, aspectRatio } = fit.settings;
  deepStrictEqual({ width, height, frameRate, aspectRatio }, loop.settings);
  near(fit.distance, loop.distance);
}

function enumeration(request) {
  return {
    rival: { name: "exhaustive enumeration", run: () => enumerateSizes(3840, 2160, request) },
    check: (fit, enumerated) => near(fit.distance, enumerated.distance),
  };
}

const rows = [
  {
    id: "selection.modes",
    title: "A list of 58 modes",
    camera: listCamera,
    request: listRequest,
    beside(modes = flatModes(listCamera)) {
      return {
        rival: { name: "plain loop over the 58 modes", run: () => selectMode(modes, listRequest) },
        check: sameMode,
      };
    },
  },
  {
    id: "selection.coupled",
    title: "3840x2160, crop-and-scale, three ideals",
    camera: uhdCamera,
    request: coupledRequest,
    beside: () => enumeration(coupledRequest),
  },
  {
    id: "selection.ratio",
    title: "The same with a required range of ratios",
    camera: uhdCamera,
    request: ratioRequest,
    beside: () => enumeration(ratioRequest),
  },
  {
    id: "selection.advanced",
    title: "16 advanced sets, 12 sizes, both resize modes",
    camera: typicalCamera,
    request: advancedRequest,
  },
  {
    id: "selection.conflict",
    title: "Infeasible, with its conflict and the nearest values",
    camera: uhdCamera,
    request: infeasibleRequest,
  },
  {
    id: "selection.unprepared",
    title: "Unprepared: a description of 12 sizes and a request in one call",
    camera: typicalCamera,
    request: typicalRequest,
    unprepared: true,
  },
];

async function contenders(bench, builds) {
  const solvers = [];
  for (const [name, build] of builds) {
    const { createSolver } = await bench.load(build);
    solvers.push({ name, solver: await createSolver({ build }) });
  }
  return solvers;
}

/** No row is to profit from call sites that have seen one kind of request only. */
function mix({ solver }) {
  for (let i = 0; i < 200; i++) {
    for (const { camera, request } of rows) solver.selectSettings(camera, request);
  }
}

export async function selection(bench) {
  const wanted = rows.filter(({ id }) => bench.wants(id));
  if (wanted.length === 0) return;
  const solvers = await contenders(bench, [
    ["trackfit", "webassembly"],
    ["trackfit, JavaScript build", "javascript"],
  ]);
  solvers.forEach(mix);
  for (const { id, title, camera, request, beside, unprepared } of wanted) {
    const rivals = solvers.map(({ name, solver }) => {
      if (unprepared) return { name, run: () => solver.selectSettings(camera, request) };
      const prepared = solver.prepare(camera);
      return { name, run: () => prepared.selectSettings(request) };
    });
    const [answer, ofJavaScript] = rivals.map(({ run }) => run());
    deepStrictEqual(answer, ofJavaScript);
    if (beside) {
      const { rival, check } = beside();
      check(answer, rival.run());
      rivals.push(rival);
    }
    bench.add({ id, title, rivals: await bench.compare(rivals) });
  }
}
