// From nothing to a first answer; prints how long each step took, in nanoseconds.
import { coupledRequest, uhdCamera } from "../requests.mjs";

const [entry, build] = process.argv.slice(2);

const started = performance.now();
const { createSolver } = await import(entry);
const imported = performance.now();
const solver = await createSolver({ build });
const created = performance.now();
const fit = solver.selectSettings(uhdCamera, coupledRequest);
const answered = performance.now();

if (!fit.ok) throw new Error(fit.message);
const steps = { import: imported - started, create: created - imported, first: answered - created };
process.stdout.write(JSON.stringify(steps));
