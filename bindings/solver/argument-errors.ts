/** One wording for what is wrong with an argument of the package's own surface. */
import { inWords } from "../constrainable/place.js";

/** Throws a TypeError that names the argument, what it must be and what it was. */
export function reject(place: string, must: string, value: unknown): never {
  throw new TypeError(`${place} must be ${must}, got ${inWords(value)}.`);
}
