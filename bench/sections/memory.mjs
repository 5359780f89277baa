// Whether memory grows over millions of calls.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const script = fileURLToPath(new URL("../children/memory.mjs", import.meta.url));

/**
 * Growth over the second half of the calls that is still called none, in bytes. Linear memory and buffers must not
 * grow at all; the heap moves by what the collector leaves for later, and in the first half by code that the engine
 * compiles anew. A leak of one byte a call would be 5 MB. What the process holds of the system (rss) is told, not
 * judged.
 */
const bounds = { linear: 0, arrayBuffers: 0, external: 16 * 1024, heapUsed: 256 * 1024 };

const tasks = [
  { id: "memory.selections", task: "selections", title: "selections on prepared sources" },
  { id: "memory.prepare", task: "prepare", title: "pairs of prepare() and release()" },
];

async function measure(bench, { id, task, title }) {
  const count = bench.memoryCounts[task];
  const args = ["--expose-gc", script, bench.entry, task, String(count)];
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
