import type { BooleanParameters } from "./convert.js";
import { isObject } from "./objects.js";
import { readParameters } from "./parameters.js";
import type { Place } from "./place.js";

/**
 * `ConstrainBoolean` (Media Capture and Streams, 11.2): a boolean or a dictionary. Never fails of itself: what is no
 * object is true or false, the string "remote-only" of later drafts true.
 */
export function convertConstrainBoolean(value: unknown, place: Place): boolean | BooleanParameters {
  if (value === null) return {};
  return isObject(value) ? readParameters(value, Boolean, place) : Boolean(value);
}
