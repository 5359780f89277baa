/** Checks of what is given to the package's own functions; nothing of it is passed over in silence. */
import { isObject } from "../constrainable/objects.js";
import { inWords } from "../constrainable/place.js";
import { reject } from "../solver/argument-errors.js";

/** An object's members before they are checked. */
export type GivenMembers = Readonly<Record<string, unknown>>;

function inList(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The members of an object; TypeError where it is none. */
export function checkObject(value: unknown, place: string): GivenMembers {
  if (typeof value !== "object" || value === null || Array.isArray(value)) reject(place, "an object", value);
  return value as GivenMembers;
}

/** The members of an object that has no others than those named; TypeError where it has, or is none. */
export function checkMembers(value: unknown, place: string, names: readonly string[]): GivenMembers {
  const members = checkObject(value, place);
  const other = Object.keys(members).find((name) => !names.includes(name));
  if (other === undefined) return members;
  throw new TypeError(`${place} must have no members but ${inList(names)}, got ${inWords(other)}.`);
}

/** TypeError where a value is not of a type. */
export function checkType(value: unknown, type: "boolean" | "function" | "string", place: string): void {
  if (typeof value !== type) reject(place, `a ${type}`, value);
}

/** TypeError where a value lacks one of the methods; `what` says what has them. */
export function checkMethods(value: unknown, methods: readonly string[], place: string, what: string): void {
  const has = (name: string): boolean => isObject(value) && typeof Reflect.get(value, name) === "function";
  if (!methods.every(has)) reject(place, what, value);
}

/** TypeError where a value is no clock. */
export function checkClock(value: unknown, place: string): void {
  checkMethods(value, ["now", "setTimeout", "clearTimeout"], place, "a clock such as realClock() returns");
}
