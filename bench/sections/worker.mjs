// One selection in a worker, one after the other, beside what it costs to send anything at all.
import { Worker } from "node:worker_threads";
import { wrap } from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { coupledRequest, uhdCamera } from "../requests.mjs";

/** What the worker solver sends for the request, after the reference to its prepared source. */
const named = { basic: Object.entries(coupledRequest), advanced: [] };

function open(name, answer) {
  return new Worker(new URL(`../rivals/${name}.mjs`, import.meta.url), { workerData: answer });
}

/** A message of the size and form that Comlink sends, and one of the size and form that it gets. */
function bareRoundTrip(worker) {
  let settle;
  let lastId = 0;
  worker.on("message", (message) => settle(message));
  const argumentList = [
    { type: "RAW", value: [1] },
    { type: "RAW", value: named },
  ];
  return () =>
    new Promise((resolve) => {
      settle = resolve;
      lastId += 1;
      worker.postMessage({ id: String(lastId), type: "APPLY", path: ["select"], argumentList });
    });
}

export async function worker(bench) {
  if (!bench.wants("worker.round-trip")) return;
  const { createSolver, createWorkerSolver } = await bench.load("webassembly");
  const solver = await createWorkerSolver();
  if (solver.place !== "worker") throw new Error("The solver must run in a worker to be measured there.");
  const remote = await solver.prepare(uhdCamera);
  const answer = [(await createSolver()).selectSettings(uhdCamera, coupledRequest)];
  const bare = open("bare-worker", answer);
  const comlink = open("comlink-worker", answer);
  const { echo } = wrap(nodeEndpoint(comlink));
  try {
    bench.add({
      id: "worker.round-trip",
      title: "One selection in a worker, awaited before the next call",
      rivals: await bench.compareAsync([
        { name: "trackfit, createWorkerSolver()", run: () => remote.selectSettings(coupledRequest) },
        { name: "bare postMessage, there and back", run: bareRoundTrip(bare) },
        { name: "Comlink, a function that answers at once", run: () => echo([1], named) },
      ]),
      note: "All messages are of the same size and form.",
    });
  } finally {
    solver.terminate();
    await Promise.all([bare.terminate(), comlink.terminate()]);
  }
}
