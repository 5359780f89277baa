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

type Callable = (...args: unknown[]) => unknown;

/** WebIDL's GetMethod for `Symbol.iterator`: undefined where the object is no sequence. Reads the member once. */
export function iteratorMethod(object: object, place: Place): Callable | undefined {
  const method = (object as { readonly [Symbol.iterator]?: unknown })[Symbol.iterator];
  if (method === undefined || method === null) return undefined;
  if (typeof method !== "function")
    throw place.typeError("an object whose iterator method is a function", object);
  return method as Callable;
}

/**
 * The elements of a sequence, one by one, as WebIDL's "create a sequence from an iterable" reads them.
 * Like there, the iterator is not closed when an element cannot be converted.
 */
export class ElementReader {
  /** The element that `next` came to. */
  value: unknown;
  private readonly iterator: object;
  private readonly nextMethod: unknown;

  constructor(
    iterable: object,
    method: Callable,
    private readonly place: Place,
  ) {
    const iterator = Reflect.apply(method, iterable, []);
    if (!isObject(iterator)) throw place.typeError("an object whose iterator is an object", iterable);
    this.iterator = iterator;
    this.nextMethod = (iterator as { readonly next?: unknown }).next;
  }

  /** Goes to the next element; false at the end. */
  next(): boolean {
    if (typeof this.nextMethod !== "function") {
      throw this.place.typeError("an object whose iterator has a next method", this.iterator);
    }
    const result: unknown = Reflect.apply(this.nextMethod as Callable, this.iterator, []);
    if (!isObject(result)) throw this.place.typeError("an object whose iterator gives objects", result);
    if ((result as { readonly done?: unknown }).done) return false;
    this.value = (result as { readonly value?: unknown }).value;
    this.place.countElement();
    return true;
  }
}
