/**
 * The seed of random tests. A run repeats the last one, so that a change is judged by what it changes;
 * TRACKFIT_SEED=random looks elsewhere, TRACKFIT_SEED=<number> repeats a run that did.
 */
const USUAL = 20_211_013;

/** The seed to use now, from 0 to 2^31 - 1. */
export function seedOfThisRun(): number {
  const given = process.env["TRACKFIT_SEED"];
  if (given === undefined) return USUAL;
  if (given === "random") return Date.now() % 2 ** 31;
  const seed = Number(given);
  if (Number.isInteger(seed)) return seed;
  throw new TypeError(`TRACKFIT_SEED is an integer or "random", not "${given}".`);
}
