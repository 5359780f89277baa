// Ends a browser's processes when whoever started them says so or is gone: its standard input ends in both cases.
// Arguments: the mark that the processes have in their environment, and a folder to remove.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";

const [mark, folder] = process.argv.slice(2);
/** Processes told of by number, where the environment of others cannot be read. */
const told = new Set();

function readProcess(pid) {
  try {
    // The name is in parentheses and may have spaces; state and parent follow it.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const isMarked = readFileSync(`/proc/${pid}/environ`, "utf8").includes(`TRACKFIT_GUARD=${mark}\0`);
    return { pid, parent: Number(parent), isMarked, isDead: state === "Z" };
  } catch {
    return undefined; // It ended meanwhile, or is not ours.
  }
}

/** The marked processes and their descendants that are alive. */
function remaining() {
  let names;
  try {
    names = readdirSync("/proc");
  } catch {
    return []; // No such folder outside Linux.
  }
  const all = names
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(Number(name)))
    .filter((found) => found !== undefined && found.pid !== process.pid);
  const ours = new Set(all.filter(({ isMarked }) => isMarked).map(({ pid }) => pid));
  for (let before = -1; before !== ours.size;) {
    before = ours.size;
    for (const { pid, parent } of all) if (ours.has(parent)) ours.add(pid);
  }
  return all.filter(({ pid, isDead }) => ours.has(pid) && !isDead).map(({ pid }) => pid);
}

function kill(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended meanwhile.
  }
}

for await (const line of createInterface({ input: process.stdin })) told.add(Number(line));
for (const pid of told) kill(-pid);
for (let i = 0; i < 100; i++) {
  const pids = remaining();
  if (pids.length === 0) break;
  for (const pid of pids) kill(pid);
  await setTimeout(50);
}
rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
