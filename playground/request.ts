/** The text of a request, read: constraints, or what is wrong with it and where. */
import {
  jsonProblem,
  offsetOf,
  pathInWords,
  placeInWords,
  type JsonPath,
} from "../bindings/command/json-places.js";
import { convertTrackConstraints } from "../bindings/constrainable/convert.js";
import { specifiedRegistry, type PropertyType } from "../bindings/constrainable/registry.js";
import type { SourceKind, TrackConstraints } from "../bindings/solver/index.js";
import { nearestNames } from "../devices/nearest-names.js";

/** What is wrong with a request. */
export interface Problem {
  /** Where, for people: "line 3, column 14". */
  readonly place: string;
  /** Where, as an index into the text. */
  readonly offset: number;
  readonly message: string;
}

/** A request that has been read. */
export type Request =
  | {
      readonly constraints: TrackConstraints;
      readonly hints: readonly string[];
      readonly problem?: undefined;
    }
  | { readonly constraints?: undefined; readonly problem: Problem };

const PROPERTIES = specifiedRegistry.properties;
const OF_RANGES = ["min", "max", "exact", "ideal"];
const BOUNDS: Readonly<Record<PropertyType, readonly string[]>> = {
  ulong: OF_RANGES,
  double: OF_RANGES,
  boolean: ["exact", "ideal"],
  string: ["exact", "ideal"],
};

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function meant(name: string, names: readonly string[]): string {
  const [nearest] = nearestNames(name, names, 1);
  return nearest === undefined ? "" : ` Was ${nearest} meant?`;
}

/** What the specification has ignored without a word, told: names that nobody knows, properties of other media. */
function ignoredIn(set: Readonly<Record<string, unknown>>, kind: SourceKind, where: string): string[] {
  const hints: string[] = [];
  for (const [name, constraint] of Object.entries(set)) {
    if (name === "advanced" && where === "") continue;
    const property = specifiedRegistry.get(name);
    if (!property) {
      const names = PROPERTIES.filter(({ kinds }) => kinds.includes(kind)).map((known) => known.name);
      hints.push(`${where}${name} is no constraint known here and is ignored.${meant(name, names)}`);
    } else if (!property.kinds.includes(kind)) {
      const media = kind === "videoinput" ? "pictures" : "sound";
      hints.push(`${where}${name} is no property of ${media}.`);
    } else if (isObject(constraint)) {
      const bounds = BOUNDS[property.type];
      for (const bound of Object.keys(constraint)) {
        if (bounds.includes(bound)) continue;
        hints.push(`${where}${name}.${bound} is ignored.${meant(bound, bounds)}`);
      }
    }
  }
  return hints;
}

function hintsOf(value: Readonly<Record<string, unknown>>, kind: SourceKind): string[] {
  const { advanced } = value;
  const sets: unknown[] = Array.isArray(advanced) ? advanced : [];
  return [
    ...ignoredIn(value, kind, ""),
    ...sets.flatMap((set, i) => (isObject(set) ? ignoredIn(set, kind, `advanced[${i}].`) : [])),
  ];
}

function problemAt(text: string, path: JsonPath, message: string): Request {
  const offset = offsetOf(text, path);
  return { problem: { place: placeInWords(text, offset), offset, message } };
}

/** Reads the `video` or `audio` member of MediaStreamConstraints from JSON text. */
export function readRequest(text: string, kind: SourceKind): Request {
  const problem = jsonProblem(text);
  if (problem) {
    const { offset, message } = problem;
    return { problem: { place: placeInWords(text, offset), offset, message } };
  }
  const value: unknown = JSON.parse(text);
  if (value === true) return { constraints: {}, hints: [] };
  if (!isObject(value)) {
    return problemAt(
      text,
      [],
      `there must be an object of constraints, or true for anything, got ${text.trim()}`,
    );
  }
  try {
    convertTrackConstraints(value, specifiedRegistry);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return problemAt(text, pathInWords(error.message) ?? [], error.message.replace(/^constraints\.?/, ""));
  }
  return { constraints: value, hints: hintsOf(value, kind) };
}
