// How long until the solver can be asked.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { figures, summary } from "../harness.mjs";

const child = (name) => fileURLToPath(new URL(`../children/${name}.mjs`, import.meta.url));
const run = promisify(execFile);

/** Starts Node on a script; its output, and the nanoseconds from spawn to exit. */
async function start(script, ...args) {
  const started = performance.now();
  const { stdout } = await run(process.execPath, [script, ...args]);
  return { output: stdout, nanoseconds: (performance.now() - started) * 1e6 };
}

async function cold(bench) {
  const processes = [
    { name: "trackfit", args: [child("cold-start"), bench.entry, "webassembly"] },
    { name: "trackfit, JavaScript build", args: [child("cold-start"), bench.entry, "javascript"] },
    { name: "an empty Node process", args: [child("empty")] },
  ].map((process) => ({ ...process, samples: [], batch: 1 }));
  const steps = { import: [], create: [], first: [] };
  // The first start of each reads its files from the disk.
  for (const { args } of processes) await start(...args);
  for (let round = 0; round < bench.spawns; round++) {
    for (const process of processes) {
      const { output, nanoseconds } = await start(...process.args);
      process.samples.push(nanoseconds);
      if (process !== processes[0]) continue;
      const told = JSON.parse(output);
      for (const step of Object.keys(steps)) steps[step].push(told[step] * 1e6);
    }
  }
  bench.add({
    id: "load.cold",
    title: "Cold: a new Node process, import, createSolver() and a first selection, from start to exit",
    rivals: figures(processes),
  });
  bench.add({
    id: "load.steps",
    title: "The steps within such a process",
    rivals: [
      summary("import of dist/solver.js", steps.import),
      summary("createSolver()", steps.create),
      summary("first selection, unprepared", steps.first),
    ],
  });
}

async function warm(bench) {
  const [webassembly, javascript] = [await bench.load("webassembly"), await bench.load("javascript")];
  bench.add({
    id: "load.warm",
    title: "Warm: createSolver() once more in the same process",
    rivals: await bench.compareAsync([
      { name: "trackfit", run: () => webassembly.createSolver({ build: "webassembly" }) },
      { name: "trackfit, JavaScript build", run: () => javascript.createSolver({ build: "javascript" }) },
    ]),
  });
}

export async function load(bench) {
  if (bench.wants("load.cold")) await cold(bench);
  if (bench.wants("load.warm")) await warm(bench);
}
