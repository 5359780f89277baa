// Where the figures come from.
import { arch, availableParallelism, cpus, loadavg, platform } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds that all processors together have worked and have been idle. */
function processorTimes() {
  let working = 0;
  let idle = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    working += times.user + times.nice + times.sys + times.irq;
  }
  return { working, idle };
}

/** The share of the processors that others use while this process sleeps. */
async function shareOfOthers() {
  const before = processorTimes();
  await sleep(1000);
  const after = processorTimes();
  const working = after.working - before.working;
  return working / (working + after.idle - before.idle);
}

/** The machine, and how busy it was before the benchmark began. */
export async function describeMachine() {
  const others = await shareOfOthers();
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    system: `${platform()} ${arch()}`,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
    // Of the minute before, in which the build may have run.
    load: Math.round(loadavg()[0] * 100) / 100,
    others: Math.round(others * 100) / 100,
    busy: others > 0.1,
  };
}

/** The machine in a line. */
export function machineLine({ cpu, cores, system, node, date, load, others, busy }) {
  const state = `${busy ? "busy" : "idle"} before the run (others used ${Math.round(others * 100)} %, load ${load})`;
  return `${cpu}, ${cores} cores, ${system}, Node ${node}, ${date}, ${state}`;
}
