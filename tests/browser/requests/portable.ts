/** Values on their way into a page, JSON with what JSON lacks: undefined, and numbers that are not finite. */

/** What stands for such a value. */
const KEY = "$js";

/** The value as JSON has it; `fromPortable()` makes the same of it again. */
export function toPortable(value: unknown): unknown {
  if (value === undefined) return { [KEY]: "undefined" };
  if (typeof value === "number" && !Number.isFinite(value)) return { [KEY]: String(value) };
  if (Array.isArray(value)) return value.map(toPortable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toPortable(member)]));
}

/** The value that was made portable. */
export function fromPortable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromPortable);
  if (typeof value !== "object" || value === null) return value;
  const special = (value as Record<string, unknown>)[KEY];
  if (special === "undefined") return undefined;
  if (special !== undefined) return Number(special);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fromPortable(member)]));
}
