// Millions of calls in a process of their own, and what its memory is at 1, 10, 50 and 100 % of them.
// Prints one JSON value. Needs --expose-gc.
import { generateDevices } from "../generated-devices.mjs";
import * as requests from "../requests.mjs";

const [entry, task, countText] = process.argv.slice(2);
const count = Number(countText);

/** The solver's memory is nobody's business, so it is caught on its way from the engine to the solver. */
let linear = new WebAssembly.Memory({ initial: 0 });
const { instantiate } = WebAssembly;
Object.assign(WebAssembly, {
  async instantiate(module, imports) {
    const instance = await instantiate(module, imports);
    linear = /** @type {any} */ (instance).exports.memory;
    return instance;
  },
});

const { createSolver } = await import(entry);
const solver = await createSolver({ build: "webassembly" });

/** Selections on prepared sources: mostly fits, and every sixteenth call one of the more involved kinds. */
function selections() {
  const uhd = solver.prepare(requests.uhdCamera);
  const list = solver.prepare(requests.listCamera);
  const typical = solver.prepare(requests.typicalCamera);
  return (i) => {
    switch (i & 63) {
      case 15:
        return uhd.selectSettings(requests.infeasibleRequest);
      case 31:
        return typical.selectSettings(requests.advancedRequest);
      case 47:
        return list.selectSettings(requests.listRequest);
      case 63:
        // A string the solver has never met.
        return typical.selectSettings({ deviceId: { ideal: `camera ${i}` }, facingMode: `way ${i}` });
      default:
        return uhd.selectSettings((i & 1) === 0 ? requests.coupledRequest : requests.ratioRequest);
    }
  };
}

/** Sources of all sizes, 64 alive at a time and released in another order than prepared. */
function prepareAndRelease() {
  const devices = [...generateDevices(256, { maximum: 8 })];
  const alive = [];
  return (i) => {
    const slot = (i * 37) & 63;
    alive[slot]?.release();
    alive[slot] = solver.prepare(devices[i & 255]);
  };
}

/** Lets the garbage collector and what waits for it finish. */
async function settle() {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const call = task === "selections" ? selections() : prepareAndRelease();
const warmUp = Math.min(count / 4, 50_000);
for (let i = 0; i < warmUp; i++) call(i);

if (linear.buffer.byteLength === 0) throw new Error("The solver's memory must be seen, but was not.");

const samples = [];
let done = 0;
for (const share of [0.01, 0.1, 0.5, 1]) {
  for (const end = Math.round(count * share); done < end; done++) call(done);
  await settle();
  const { arrayBuffers, external, heapUsed, rss } = process.memoryUsage();
  samples.push({ share, linear: linear.buffer.byteLength, arrayBuffers, external, heapUsed, rss });
}
process.stdout.write(JSON.stringify(samples));
