import { readConstraintSet } from "./constraint-set.js";
import { isObject, iteratorMethod, readElements, toDictionary } from "./objects.js";
import { Place } from "./place.js";
import type { ConstrainableProperty, PropertyRegistry } from "./registry.js";

/** A converted `ConstrainULongRange` or `ConstrainDoubleRange`. */
export interface NumericParameters {
  max?: number | undefined;
  min?: number | undefined;
  exact?: number | undefined;
  ideal?: number | undefined;
}

/** A converted `ConstrainBooleanParameters`. */
export interface BooleanParameters {
  exact?: boolean;
  ideal?: boolean;
}

/** A converted `ConstrainDOMStringParameters`. */
export interface StringParameters {
  exact?: string | string[];
  ideal?: string | string[];
}

/** The value of a constraint as WebIDL leaves it: bare, or a dictionary. */
export type ConstraintValue =
  number | boolean | string | string[] | NumericParameters | BooleanParameters | StringParameters;

/** One member of a constraint set. */
export interface Constraint {
  readonly property: ConstrainableProperty;
  readonly value: ConstraintValue;
}

/** A converted `MediaTrackConstraintSet`, in the order of reading; absent members are left out. */
export type ConstraintSet = readonly Constraint[];

/** A converted `MediaTrackConstraints`: the basic constraint set and the advanced ones. */
export interface Constraints {
  readonly basic: ConstraintSet;
  readonly advanced: readonly ConstraintSet[];
}

/** A converted `MediaStreamConstraints`. `true` has become constraints without members. */
export interface StreamConstraints {
  readonly audio: false | Constraints;
  readonly video: false | Constraints;
}

/**
 * Converts what a caller gave as `MediaTrackConstraints` by the rules of WebIDL (Media Capture and Streams, 4.3.6).
 * Every known member is read once, in WebIDL's order; exceptions of getters go through unchanged. Empty lists and
 * empty dictionaries are kept, though they constrain nothing. `where` is what error messages call the value.
 */
export function convertTrackConstraints(
  value: unknown,
  registry: PropertyRegistry,
  where = "constraints",
): Constraints {
  const place = new Place(where);
  const dictionary = toDictionary(value, place);
  if (dictionary === undefined) return { basic: [], advanced: [] };
  const basic = readConstraintSet(dictionary, registry, place);
  const advanced: unknown = (dictionary as { readonly advanced?: unknown }).advanced;
  return { basic, advanced: advanced === undefined ? [] : readAdvanced(advanced, registry, place) };
}

/** Converts what a caller gave as `MediaStreamConstraints` by the rules of WebIDL (Media Capture and Streams, 10.3). */
export function convertStreamConstraints(
  value: unknown,
  registry: PropertyRegistry,
  where = "constraints",
): StreamConstraints {
  const dictionary: { readonly audio?: unknown; readonly video?: unknown } | undefined = toDictionary(
    value,
    new Place(where),
  );
  if (dictionary === undefined) return { audio: false, video: false };
  const audio = convertBooleanOrConstraints(dictionary.audio, registry, `${where}.audio`);
  const video = convertBooleanOrConstraints(dictionary.video, registry, `${where}.video`);
  return { audio, video };
}

/** Converts a member of `MediaStreamConstraints`: `true` becomes constraints without members. */
export function convertBooleanOrConstraints(
  value: unknown,
  registry: PropertyRegistry,
  where: string,
): false | Constraints {
  if (value === null || isObject(value)) return convertTrackConstraints(value, registry, where);
  return value ? { basic: [], advanced: [] } : false;
}

function readAdvanced(value: unknown, registry: PropertyRegistry, place: Place): ConstraintSet[] {
  place.property = "advanced";
  const method = isObject(value) ? iteratorMethod(value, place) : undefined;
  if (!isObject(value) || method === undefined) {
    throw place.typeError("an array or another iterable object", value);
  }
  return readElements(value, method, place, (element, index) => {
    place.set = index;
    place.property = "";
    const dictionary = toDictionary(element, place);
    const set = dictionary === undefined ? [] : readConstraintSet(dictionary, registry, place);
    // Errors of the iterator itself are the whole list's.
    place.set = -1;
    place.property = "advanced";
    return set;
  });
}
