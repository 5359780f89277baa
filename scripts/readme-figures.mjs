// Puts the figures of bench/results.json between <!-- figures --> and <!-- /figures --> of README.md, and prints them.
//   --take    first copies build/bench.json, the last run of `npm run bench`, to bench/results.json
//   --print   prints only
//   --check   fails when README.md differs from bench/results.json, or the built files from the sizes in it by 3 %
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { count, digits, duration, table } from "../bench/format.mjs";
import { machineLine } from "../bench/machine.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const START = "<!-- figures -->";
const END = "<!-- /figures -->";
const MOST_DRIFT = 0.03;

/**
 * What the README shows: a row of the results, what to call it, and one of the rivals in it.
 *
 * @type {[id: string, title: string, rival: string][]}
 */
const shown = [
  ["load.cold", "Node started, solver imported, first answer", "an empty Node process"],
  ["selection.coupled", "Best size up to 3840x2160, three ideals", "exhaustive enumeration"],
  ["selection.ratio", "The same with a required range of ratios", "exhaustive enumeration"],
  ["selection.modes", "A list of 58 modes", "plain loop over the 58 modes"],
  ["selection.advanced", "12 sizes, cropped and scaled, 16 advanced sets", "trackfit, JavaScript build"],
  ["selection.conflict", "Nothing fits: the conflict and the nearest values", "trackfit, JavaScript build"],
  ["selection.unprepared", "12 sizes, description and request in one call", "trackfit, JavaScript build"],
  ["worker.round-trip", "In a worker, there and back", "bare postMessage, there and back"],
  ["devices.rank", "", "plain loop over their native modes"],
  ["browser.get-user-media", "In Chromium: `getUserMedia()`, a native mode", "the browser's own"],
  ["browser.apply-constraints", "In Chromium: `applyConstraints()`, native modes", "the browser's own"],
];

/** The size of the frames that it shows. */
const FRAMES = "1280x720";

async function readJson(...path) {
  const file = join(...path);
  try {
    return JSON.parse(await readFile(join(root, file), "utf8"));
  } catch (cause) {
    throw new Error(`${file} must be a file of JSON: ${cause.code ?? cause.message}.`, { cause });
  }
}

/** A result that a README may show is whole and has the sizes of what was measured. */
function requireWhole({ mode, sizes }, file) {
  if (mode !== "full") throw new Error(`${file} must be of a full run of npm run bench, got a ${mode} one.`);
  if (sizes?.["solver.js"] === undefined || sizes["core.wasm"] === undefined) {
    throw new Error(`${file} must have the sizes of solver.js and core.wasm.`);
  }
}

function comparison(multiple) {
  return multiple >= 1 ? `${digits(multiple)} times faster` : `${digits(1 / multiple)} times its time`;
}

function figureRow({ rows }, [id, title, rivalName]) {
  const row = rows.find((candidate) => candidate.id === id);
  const rival = row?.rivals.find(({ name }) => name === rivalName);
  if (row === undefined || rival?.multiple === undefined) {
    throw new Error(`bench/results.json must have "${rivalName}" in ${id}.`);
  }
  return [
    title || row.title,
    duration(row.rivals[0].median),
    `${duration(rival.median)}, ${rival.name}`,
    comparison(rival.multiple.value),
  ];
}

function sizeLine({ "solver.js": solver, "core.wasm": core, "browser.js": browser }) {
  const bytes = (size) => `${count(size.bytes)} bytes (${count(size.gzip)} gzipped)`;
  return (
    `\`trackfit/solver\` is ${bytes(solver)}, of which the WebAssembly is ${bytes(core)}; ` +
    `\`trackfit/browser\` with all that it imports is ${bytes(browser)}.`
  );
}

/** What a frame costs that is converted in Chromium's worker. */
function frameLine({ deliveries }) {
  const wanted = `browser.frames-${FRAMES}`;
  const delivery = deliveries.find(({ id }) => id === wanted);
  const costOf = (way) => {
    const row = delivery?.rows.find(({ name }) => name.startsWith(`trackfit, ${way}`));
    if (row === undefined) throw new Error(`bench/results.json must have "trackfit, ${way}" in ${wanted}.`);
    return duration(row.cost);
  };
  return (
    `In Chromium a frame of ${FRAMES} costs ${costOf("passed")} of processor time passed through, ` +
    `${costOf("cropped")} cropped and ${costOf("scaled")} scaled, all off the main thread.`
  );
}

/** What stands between the markers. */
function block(results) {
  const rows = shown.map((row) => figureRow(results, row));
  const figures = table(["median times", "trackfit", "beside it", "trackfit is"], rows);
  return `${figures}\n\n${frameLine(results)} ${sizeLine(results.sizes)} Measured by \`npm run bench\` on ${machineLine(results.machine)}.`;
}

/** README.md in three parts: before the figures, the figures, after them. */
async function readReadme() {
  const text = await readFile(join(root, "README.md"), "utf8").catch(() => "");
  const start = text.indexOf(START) + START.length;
  const end = text.indexOf(END);
  if (start < START.length || end < start)
    throw new Error(`README.md must have ${START} and, after it, ${END}.`);
  return [text.slice(0, start), text.slice(start, end).trim(), text.slice(end)];
}

function checkSizes(taken, built) {
  for (const name of ["solver.js", "core.wasm"]) {
    for (const kind of ["bytes", "gzip"]) {
      const [before, now] = [taken[name][kind], built[name]?.[kind] ?? 0];
      if (Math.abs(now - before) <= MOST_DRIFT * before) continue;
      const told = kind === "gzip" ? "bytes gzipped" : "bytes";
      throw new Error(
        `${name} must be within 3 % of the README's ${count(before)} ${told}, got ${count(now)}. ` +
          "Run npm run bench and node scripts/readme-figures.mjs --take.",
      );
    }
  }
}

async function main() {
  const { values: options } = parseArgs({
    options: {
      take: { type: "boolean", default: false },
      print: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
    },
  });
  if (options.take) {
    const run = await readJson("build", "bench.json");
    requireWhole(run, "build/bench.json");
    const file = join(root, "bench", "results.json");
    const options = { ...(await resolveConfig(file)), filepath: file };
    await writeFile(file, await format(JSON.stringify(run), options));
  }
  const results = await readJson("bench", "results.json");
  requireWhole(results, "bench/results.json");
  const figures = block(results);
  if (!options.check) process.stdout.write(`${figures}\n`);
  if (options.print) return;
  const [before, present, after] = await readReadme();
  if (!options.check) {
    await writeFile(join(root, "README.md"), `${before}\n\n${figures}\n\n${after}`);
    return;
  }
  if (present !== figures) {
    throw new Error(
      "README.md must have the figures of bench/results.json. Run node scripts/readme-figures.mjs.",
    );
  }
  checkSizes(results.sizes, await readJson("build", "sizes.json"));
  process.stdout.write("README.md has the figures of bench/results.json.\n");
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
