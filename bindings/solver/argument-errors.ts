/** One wording for what is wrong with an argument of the package's own surface. */

const LONGEST = 60;

/** A value in words that fit into a message, whatever it is. */
export function inWords(value: unknown): string {
  if (typeof value === "string") {
    return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}...` : value);
  }
  if (typeof value === "function") return "a function";
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  return Array.isArray(value) ? "an array" : "an object";
}

/** Throws a TypeError that names the argument, what it must be and what it was. */
export function reject(place: string, must: string, value: unknown): never {
  throw new TypeError(`${place} must be ${must}, got ${inWords(value)}.`);
}
