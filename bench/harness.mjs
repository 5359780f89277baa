// Rivals timed side by side. A sample is the mean of a batch of calls that is long enough for the clock; samples of
// the rivals alternate (A B C A B C ...), so that whatever slows the machine down for a while slows all of them.
import { median, quantile, ratioOfMedians } from "./statistics.mjs";

/**
 * @typedef {{ name: string, run: () => unknown }} Rival
 * @typedef {{ rounds: number, warmUp: number, batch: number }} Effort warmUp and batch in milliseconds
 * @typedef {{ name: string, samples: number[], batch: number }} Measured
 */

/** The last answer of whatever ran: what is kept cannot be optimised away. */
export let kept;

/** Milliseconds that `count` calls take. */
function time(run, count) {
  let answer;
  const start = performance.now();
  for (let i = 0; i < count; i++) answer = run();
  const elapsed = performance.now() - start;
  kept = answer;
  return elapsed;
}

async function timeAsync(run, count) {
  let answer;
  const start = performance.now();
  for (let i = 0; i < count; i++) answer = await run();
  const elapsed = performance.now() - start;
  kept = answer;
  return elapsed;
}

/** Runs a rival until it is warm; returns how many calls fill a batch even when nothing disturbs them. */
async function warmUp(timer, run, effort) {
  const end = performance.now() + effort.warmUp;
  for (let count = 1; ;) {
    let least = Infinity;
    for (let attempt = 0; attempt < 3 && least >= effort.batch; attempt++) {
      least = Math.min(least, await timer(run, count));
      // What takes that long needs no second look.
      if (least > 20 * effort.batch) break;
    }
    if (least < effort.batch) count *= 2;
    else if (performance.now() >= end) return Math.ceil((1.25 * effort.batch * count) / least);
  }
}

/** Nanoseconds a call, from a batch that lasts `least` milliseconds: a smaller one is made larger, once and for all. */
function sample(contender, least) {
  for (;;) {
    const elapsed = time(contender.run, contender.batch);
    if (elapsed >= least) return (elapsed * 1e6) / contender.batch;
    contender.batch = Math.ceil(contender.batch * Math.min(10, (1.25 * least) / elapsed));
  }
}

/** A rival's figures. */
export function summary(name, samples, batch = 1) {
  return {
    name,
    median: median(samples),
    p95: quantile(samples, 0.95),
    min: Math.min(...samples),
    samples: samples.length,
    batch,
  };
}

/**
 * The figures of rivals measured in the same rounds; each but the first with its time as a multiple of the first's.
 *
 * @param {readonly Measured[]} rivals
 */
export function figures(rivals) {
  const [first] = rivals;
  return rivals.map(({ name, samples, batch }, i) => {
    const figure = summary(name, samples, batch);
    return i === 0 ? figure : { ...figure, multiple: ratioOfMedians(samples, first.samples) };
  });
}

/**
 * Times rivals that answer at once.
 *
 * @param {readonly Rival[]} rivals
 * @param {Effort} effort
 */
export async function compare(rivals, effort) {
  globalThis.gc?.();
  const contenders = [];
  for (const { name, run } of rivals) {
    contenders.push({ name, run, samples: [], batch: await warmUp(time, run, effort) });
  }
  for (let round = 0; round < effort.rounds; round++) {
    for (const contender of contenders) contender.samples.push(sample(contender, effort.batch));
  }
  return figures(contenders);
}

/**
 * Times rivals that answer by a promise, each call awaited. Here single calls alternate, and a sample is the mean of
 * those of one rival: how fast a waiting thread wakes depends on how long it has slept, which is then alike for all.
 *
 * @param {readonly Rival[]} rivals
 * @param {Effort} effort
 */
export async function compareAsync(rivals, effort) {
  globalThis.gc?.();
  let batch = Infinity;
  for (const { run } of rivals) batch = Math.min(batch, await warmUp(timeAsync, run, effort));
  const contenders = rivals.map(({ name, run }) => ({ name, run, samples: [], batch, spent: 0 }));
  for (let round = 0; round < effort.rounds; round++) {
    for (const contender of contenders) contender.spent = 0;
    for (let i = 0; i < batch; i++) {
      for (const contender of contenders) contender.spent += await timeAsync(contender.run, 1);
    }
    for (const { samples, spent } of contenders) samples.push((spent * 1e6) / batch);
  }
  return figures(contenders);
}
