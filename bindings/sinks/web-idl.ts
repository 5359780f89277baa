/** WebIDL's conversions of what WebCodecs' dictionaries hold. */
import { isObject } from "../constrainable/objects.js";
import { inWords } from "../constrainable/place.js";

/** The members of a dictionary before they are converted. */
export type Members = Readonly<Record<string, unknown>>;

const LARGEST_UNSIGNED_LONG = 4294967295;

/** The error for an argument or member: what it must be, and what it is. */
export function typeError(place: string, must: string, value: unknown): TypeError {
  return new TypeError(`${place} must be ${must}, got ${inWords(value)}.`);
}

/** A dictionary's members; none for undefined or null. */
export function dictionary(value: unknown, place: string): Members {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw typeError(place, "an object", value);
  return value as Members;
}

function integer(value: unknown, place: string, least: number, most: number): number {
  const must = `an integer from ${least} to ${most}`;
  if (typeof value === "bigint" || typeof value === "symbol") throw typeError(place, must, value);
  const number = Math.trunc(+(value as number));
  if (!(number >= least && number <= most)) throw typeError(place, must, value);
  return number + 0;
}

/** `[EnforceRange] unsigned short`. */
export function unsignedShort(value: unknown, place: string): number {
  return integer(value, place, 0, 65535);
}

/** `[EnforceRange] unsigned long`. */
export function unsignedLong(value: unknown, place: string): number {
  return integer(value, place, 0, LARGEST_UNSIGNED_LONG);
}

/** `[EnforceRange] unsigned long long`. */
export function unsignedLongLong(value: unknown, place: string): number {
  return integer(value, place, 0, Number.MAX_SAFE_INTEGER);
}

/** `[EnforceRange] long long`. */
export function longLong(value: unknown, place: string): number {
  return integer(value, place, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
}

/** `float` or `double` that is finite. */
export function finite(value: unknown, place: string): number {
  if (typeof value === "bigint" || typeof value === "symbol")
    throw typeError(place, "a finite number", value);
  const number = +(value as number);
  if (!Number.isFinite(number)) throw typeError(place, "a finite number", value);
  return number;
}

/** A value of an enumeration. */
export function enumerated<T extends string>(value: unknown, values: readonly T[], place: string): T {
  const text = typeof value === "symbol" ? "" : String(value);
  const found = values.find((candidate) => candidate === text);
  if (found === undefined) throw typeError(place, `one of ${values.join(", ")}`, value);
  return found;
}

/** A member that may be missing. */
export function optional<T>(
  value: unknown,
  convert: (value: unknown, place: string) => T,
  place: string,
): T | undefined {
  return value === undefined ? undefined : convert(value, place);
}

/** `AllowSharedBufferSource`: the bytes that a buffer or a view of one holds. */
export function bytesOf(value: unknown, place: string): Uint8Array {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  const isBuffer =
    value instanceof ArrayBuffer ||
    (typeof SharedArrayBuffer === "function" && value instanceof SharedArrayBuffer) ||
    ["[object ArrayBuffer]", "[object SharedArrayBuffer]"].includes(Object.prototype.toString.call(value));
  if (!isBuffer) throw typeError(place, "an ArrayBuffer or a view of one", value);
  return new Uint8Array(value as ArrayBuffer);
}

/** The error of a method called on an object that has been closed. */
export function closedError(what: string): DOMException {
  return new DOMException(`This ${what} is closed.`, "InvalidStateError");
}

/** The error for something that WebCodecs has and this package has not. */
export function notSupportedError(message: string): DOMException {
  return new DOMException(message, "NotSupportedError");
}

/** Detaches the buffers of a `sequence<ArrayBuffer>`, once what was in them has been copied. */
export function detachAll(value: unknown, place: string): void {
  if (value === undefined) return;
  if (!isObject(value) || !(Symbol.iterator in value))
    throw typeError(place, "a list of ArrayBuffers", value);
  const transfer = Array.from(value as Iterable<ArrayBuffer>);
  if (transfer.length > 0 && typeof structuredClone === "function") structuredClone(null, { transfer });
}
