// `npm run bench`: measures dist/ and writes build/bench.md and build/bench.json; the Markdown also goes to stdout.
//   --quick         a short run of about a minute
//   --only PATTERN  rows whose id matches, such as selection, growth.modes or memory
//   --strict        exit code 1 when a target is missed
//   --dist FOLDER   another build, to compare with
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { browser } from "./browser/index.mjs";
import { compare, compareAsync } from "./harness.mjs";
import { describeMachine } from "./machine.mjs";
import { markdown } from "./report.mjs";
import { capture } from "./sections/capture.mjs";
import { catalogue } from "./sections/catalogue.mjs";
import { devices } from "./sections/devices.mjs";
import { frames } from "./sections/frames.mjs";
import { growth } from "./sections/growth.mjs";
import { load } from "./sections/load.mjs";
import { memory } from "./sections/memory.mjs";
import { selection } from "./sections/selection.mjs";
import { worker } from "./sections/worker.mjs";
import { judge } from "./targets.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

const full = {
  rounds: 100,
  warmUp: 300,
  batch: 2,
  spawns: 20,
  longRounds: 3,
  deviceCount: 100_000,
  preparedCount: 20_000,
  growthRounds: 31,
  growthWarmUp: 100,
  memoryCounts: { selections: 10_000_000, prepare: 1_000_000, soak: 600 },
  browser: { rounds: 100, warmUp: 10, deliveryRounds: 3, deliverySeconds: 5 },
};

const quick = {
  rounds: 30,
  warmUp: 50,
  batch: 1,
  spawns: 3,
  longRounds: 3,
  deviceCount: 3000,
  preparedCount: 3000,
  growthRounds: 7,
  growthWarmUp: 30,
  memoryCounts: { selections: 200_000, prepare: 40_000, soak: 20 },
  browser: { rounds: 30, warmUp: 4, deliveryRounds: 1, deliverySeconds: 2 },
};

function readOptions() {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string" },
      strict: { type: "boolean", default: false },
      dist: { type: "string", default: "dist" },
    },
  });
  const dist = resolve(root, values.dist);
  if (!existsSync(resolve(dist, "solver.js"))) {
    throw new Error(`--dist must be a folder with solver.js, got ${values.dist}. Run npm run build first.`);
  }
  return { ...values, dist: new URL(`${pathToFileURL(dist).href}/`), isOwn: dist === resolve(root, "dist") };
}

/** What the sections measure with and report to. */
function createBench({ quick: isQuick, only, dist }, results) {
  const effort = isQuick ? quick : full;
  const pattern = new RegExp(only ?? "", "i");
  const entry = new URL("solver.js", dist).href;
  const progress = ({ id, title }) => process.stderr.write(`${id}: ${title}\n`);
  return {
    ...effort,
    dist,
    entry,
    wants: (id) => pattern.test(id),
    /** The builds get a module instance each: in an application, too, one build's calls do not warm the other's. */
    load: (build) => import(`${entry}?${build}`),
    compare: (rivals, options) => compare(rivals, { ...effort, ...options }),
    compareAsync: (rivals, options) => compareAsync(rivals, { ...effort, ...options }),
    add(row) {
      results.rows.push(row);
      progress(row);
    },
    addGrowth(row) {
      results.growth.push(row);
      progress(row);
    },
    addMemory(row) {
      results.memory.push(row);
      progress(row);
    },
    addDelivery(row) {
      results.deliveries.push(row);
      progress(row);
    },
    note: (text) => results.notes.push(text),
  };
}

/** The build writes the sizes of dist/; those of another folder are not known. */
async function readSizes(isOwn) {
  const file = resolve(root, "build", "sizes.json");
  return isOwn && existsSync(file) ? JSON.parse(await readFile(file, "utf8")) : undefined;
}

/** Figures are not known to more. */
function fiveDigits(_key, value) {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value;
}

async function main() {
  const options = readOptions();
  const mode = options.only ? "partial" : options.quick ? "quick" : "full";
  const machine = await describeMachine();
  const results = {
    ...{ machine, mode, targets: [] },
    ...{ rows: [], growth: [], memory: [], deliveries: [], notes: [] },
  };
  const bench = createBench(options, results);
  for (const section of [
    load,
    selection,
    growth,
    worker,
    catalogue,
    devices,
    frames,
    capture,
    browser,
    memory,
  ])
    await section(bench);
  const { rows, growth: tables, memory: memories, deliveries } = results;
  const measured = rows.length + tables.length + memories.length + deliveries.length;
  if (measured === 0) throw new Error(`--only must match a row's id, got ${options.only}.`);
  results.sizes = await readSizes(options.isOwn);
  results.targets = judge(results);

  const report = markdown(results);
  const build = resolve(root, "build");
  await mkdir(build, { recursive: true });
  await writeFile(resolve(build, "bench.md"), report);
  await writeFile(resolve(build, "bench.json"), `${JSON.stringify(results, fiveDigits, 2)}\n`);
  process.stdout.write(report);
  if (options.strict && results.targets.some(({ state }) => state === "miss")) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
