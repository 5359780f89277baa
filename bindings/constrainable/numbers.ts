import type { NumericParameters } from "./convert.js";
import { isObject } from "./objects.js";
import type { Place } from "./place.js";

const largestUnsignedLong = 4294967295;

/** `ConstrainULong` (Media Capture and Streams, 11.2): `[Clamp] unsigned long`, or a range of them. */
export function convertConstrainULong(value: unknown, place: Place): number | NumericParameters {
  if (value === null) return {};
  return isObject(value) ? readParameters(value, toUnsignedLong, place) : toUnsignedLong(value, place);
}

/** `ConstrainDouble` (Media Capture and Streams, 11.2): `double`, or a range of them. */
export function convertConstrainDouble(value: unknown, place: Place): number | NumericParameters {
  if (value === null) return {};
  return isObject(value) ? readParameters(value, toDouble, place) : toDouble(value, place);
}

/** `ConstrainULongRange` and `ConstrainDoubleRange`: the inherited members first, then their own. */
function readParameters(
  dictionary: { readonly [Member in keyof NumericParameters]?: unknown },
  toNumeric: (value: unknown, place: Place) => number,
  place: Place,
): NumericParameters {
  // Members that are missing are undefined here, so that what reads these objects meets one shape of them.
  const parameters = {
    max: optional(dictionary.max, toNumeric, place, "max"),
    min: optional(dictionary.min, toNumeric, place, "min"),
    exact: optional(dictionary.exact, toNumeric, place, "exact"),
    ideal: optional(dictionary.ideal, toNumeric, place, "ideal"),
  };
  place.member = "";
  return parameters;
}

function optional(
  value: unknown,
  toNumeric: (value: unknown, place: Place) => number,
  place: Place,
  member: string,
): number | undefined {
  return value === undefined ? value : toNumeric(value, place.at(member));
}

/** WebIDL's conversion to `[Clamp] unsigned long`: NaN is 0, halves go to the even neighbour, no -0. */
function toUnsignedLong(value: unknown, place: Place): number {
  const number = toNumber(value, "a number", place);
  const integer = number >>> 0;
  if (integer === number) return integer;
  if (!(number > 0)) return 0;
  if (number >= largestUnsignedLong) return largestUnsignedLong;
  const fraction = number - integer;
  return integer + (fraction === 0.5 ? integer % 2 : Math.round(fraction));
}

/** WebIDL's conversion to `double`, which is finite. */
function toDouble(value: unknown, place: Place): number {
  const number = toNumber(value, "a finite number", place);
  if (!Number.isFinite(number)) throw place.typeError("a finite number", value);
  return number;
}

function toNumber(value: unknown, what: string, place: Place): number {
  if (typeof value === "number") return value;
  if (typeof value === "bigint" || typeof value === "symbol") throw place.typeError(what, value);
  // Unlike Number(), the operator is ECMAScript's ToNumber: it throws where an object's primitive is a bigint.
  return +(value as number);
}
