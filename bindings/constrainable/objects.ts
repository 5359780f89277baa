import type { Place } from "./place.js";

/** Whether a value is an Object in the sense of WebIDL: functions are. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" ? value !== null : typeof value === "function";
}

/** WebIDL, "create a dictionary", step 1: the object to read members from, or undefined for an empty dictionary. */
export function toDictionary(value: unknown, place: Place): object | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw place.typeError("an object", value);
  return value;
}

/** What can be called. */
export type Callable = (...args: unknown[]) => unknown;

/** WebIDL's GetMethod for `Symbol.iterator`: undefined where the object is no sequence. Reads the member once. */
export function iteratorMethod(object: object, place: Place): Callable | undefined {
  const method = (object as { readonly [Symbol.iterator]?: unknown })[Symbol.iterator];
  if (method === undefined || method === null) return undefined;
  if (typeof method !== "function")
    throw place.typeError("an object whose iterator method is a function", object);
  return method as Callable;
}

/** The elements of a sequence, each converted as it comes, as in WebIDL's "create a sequence from an iterable". */
export function readElements<T>(
  iterable: object,
  method: Callable,
  place: Place,
  convert: (element: unknown, index: number) => T,
): T[] {
  const elements: T[] = [];
  // The iterator method has been read once, which is how often it may be.
  const iterate = (): Iterator<unknown> => Reflect.apply(method, iterable, []) as Iterator<unknown>;
  for (const element of { [Symbol.iterator]: iterate }) {
    place.countElement();
    elements.push(convert(element, elements.length));
  }
  return elements;
}
