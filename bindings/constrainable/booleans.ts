import type { BooleanParameters } from "./convert.js";
import { isObject } from "./objects.js";

/**
 * `ConstrainBoolean` (Media Capture and Streams, 11.2): a boolean or a dictionary. Never fails of itself: what is no
 * object is true or false, the string "remote-only" of later drafts true.
 */
export function convertConstrainBoolean(value: unknown): boolean | BooleanParameters {
  if (value === null) return {};
  return isObject(value) ? readParameters(value) : Boolean(value);
}

/** `ConstrainBooleanParameters`. */
function readParameters(dictionary: {
  readonly [Member in keyof BooleanParameters]?: unknown;
}): BooleanParameters {
  const parameters: BooleanParameters = {};
  const exact = dictionary.exact;
  if (exact !== undefined) parameters.exact = Boolean(exact);
  const ideal = dictionary.ideal;
  if (ideal !== undefined) parameters.ideal = Boolean(ideal);
  return parameters;
}
