// Prepares sources that nobody keeps or releases, in a process whose garbage collector is its own. Prints by
// how many bytes they make the solver's memory grow, and by how many as many more do after a collection.
// Needs --expose-gc.

/** The solver's memory is nobody's business, so it is caught on its way from the engine to the solver. */
let linear = new WebAssembly.Memory({ initial: 0 });
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (module, imports) => {
  const instance = await instantiate(module, imports);
  linear = /** @type {any} */ (instance).exports.memory;
  return instance;
};
const built = new URL("../../../dist/solver.js", import.meta.url).href;
const { createSolver } = await import(built);
const solver = await createSolver({ build: "webassembly" });
const modes = Array.from({ length: 150 }, (_, i) => ({ width: i + 1, height: i + 1, frameRates: [30] }));
const large = { kind: "videoinput", deviceId: "large", modes };

const empty = linear.buffer.byteLength;
for (let i = 0; i < 400; i++) solver.prepare(large);
// Finalizers run when the engine finds the time.
for (let turn = 0; turn < 3; turn++) {
  globalThis.gc();
  await new Promise((resolve) => setTimeout(resolve, 20));
}
const full = linear.buffer.byteLength;
const held = Array.from({ length: 400 }, () => solver.prepare(large));
console.log(JSON.stringify({ forgotten: full - empty, grown: linear.buffer.byteLength - full }));
for (const source of held) source.release();
