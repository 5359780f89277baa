import type { StringParameters } from "./convert.js";
import { isObject, iteratorMethod, readElements, type Callable } from "./objects.js";
import { readParameters } from "./parameters.js";
import type { Place } from "./place.js";

/** `ConstrainDOMString` (Media Capture and Streams, 11.2): a string, a sequence of strings, or a dictionary. */
export function convertConstrainDOMString(
  value: unknown,
  place: Place,
): string | string[] | StringParameters {
  if (value === null) return {};
  if (!isObject(value)) return toDOMString(value, place);
  const method = iteratorMethod(value, place);
  return method === undefined
    ? readParameters(value, toStringOrStrings, place)
    : readStrings(value, method, place);
}

/** `(DOMString or sequence<DOMString>)`: without a dictionary in the union, null and objects become strings. */
function toStringOrStrings(value: unknown, place: Place): string | string[] {
  if (!isObject(value)) return toDOMString(value, place);
  const method = iteratorMethod(value, place);
  return method === undefined ? toDOMString(value, place) : readStrings(value, method, place);
}

function readStrings(iterable: object, method: Callable, place: Place): string[] {
  return readElements(iterable, method, place, (element, index) => {
    place.element = index;
    const string = toDOMString(element, place);
    // Errors of the iterator itself are the whole list's.
    place.element = -1;
    return string;
  });
}

function toDOMString(value: unknown, place: Place): string {
  if (typeof value === "string") return value;
  if (typeof value === "symbol") throw place.typeError("a string", value);
  return String(value);
}
