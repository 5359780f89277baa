// Whether memory grows over millions of calls, and over minutes of media.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const calls = { script: "memory.mjs", file: "solver.js" };
const soak = { script: "soak.mjs", file: "index.js" };

/**
 * Growth over the second half of the calls that is still called none, in bytes. Linear memory and buffers must not
 * grow at all; the heap moves by what the collector leaves for later, and in the first half by code that the engine
 * compiles anew. A leak of one byte a call would be 5 MB. What the process holds of the system (rss) is told, not
 * judged.
 */
const bounds = { linear: 0, arrayBuffers: 0, external: 16 * 1024, heapUsed: 256 * 1024 };

const tasks = [
  { id: "memory.selections", task: "selections", title: "selections on prepared sources", ...calls },
  { id: "memory.prepare", task: "prepare", title: "pairs of prepare() and release()", ...calls },
  {
    id: "memory.soak",
    task: "soak",
    title: "seconds of stepped time, 20 tracks, 60 frames per second",
    ...soak,
  },
];

async function measure(bench, { id, task, title, script, file }) {
  const count = bench.memoryCounts[task];
  const child = fileURLToPath(new URL(`../children/${script}`, import.meta.url));
  const args = ["--expose-gc", child, new URL(file, bench.dist).href, task, String(count)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const samples = JSON.parse(stdout);
  const first = samples.find(({ share }) => share === 0.5);
  const last = samples.at(-1);
  const growth = {};
  for (const kind of [...Object.keys(bounds), "rss"]) growth[kind] = last[kind] - first[kind];
  const grown = Object.keys(bounds).filter((kind) => growth[kind] > bounds[kind]);
  return { id, title: `${count.toLocaleString("en")} ${title}`, count, samples, growth, bounds, grown };
}

export async function memory(bench) {
  // Nothing is timed here, so the processes may run side by side.
  const wanted = tasks.filter(({ id }) => bench.wants(id));
  for (const row of await Promise.all(wanted.map((task) => measure(bench, task)))) bench.addMemory(row);
}
