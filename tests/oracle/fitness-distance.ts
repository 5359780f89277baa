/**
 * The fitness distance, word by word.
 */
import type { SourceKind } from "../../bindings/solver/types.js";
import { abs, infinity, max } from "./globals.js";
import { type Properties, type Property, roundedRatio, type Value } from "./properties.js";

/** A settings dictionary; a property the source lacks is absent. */
export type Settings = { readonly [name: string]: unknown };
/** A constraint set, or the basic set with its `advanced` member. */
export type Constraints = { readonly [name: string]: unknown };

/** One member of a constraint set, its constraintValue taken apart. */
export interface Member {
  readonly property: Property;
  readonly min?: number;
  readonly max?: number;
  /** Lists are disjunctions (11.2), single values lists of one. */
  readonly exact?: readonly Value[];
  readonly ideal?: readonly Value[];
  /** A bare boolean given for a property that is not boolean (step 4). */
  readonly exists?: boolean;
  readonly required: boolean;
}

export type ConstraintSet = ReadonlyMap<string, Member>;

function isDictionary(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function values(property: Property, given: unknown): readonly Value[] | undefined {
  if (given === undefined) return undefined;
  const list = (Array.isArray(given) ? given : [given]) as readonly Value[];
  // 11.1, SelectSettings, step 1: an empty list is as if the constraint were not specified.
  if (list.length === 0) return undefined;
  return property.name === "aspectRatio" ? list.map((value) => roundedRatio(Number(value))) : list;
}

function bound(property: Property, given: unknown): number | undefined {
  const list = values(property, given);
  return list === undefined ? undefined : Number(list[0]);
}

function memberOf(property: Property, given: unknown, bare: "ideal" | "exact"): Member | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given === "boolean" && property.type !== "boolean" && property.acceptsBoolean) {
    return { property, exists: given, required: bare === "exact" };
  }
  const dictionary = isDictionary(given) ? given : { [bare]: given };
  const min = bound(property, dictionary["min"]);
  const max = bound(property, dictionary["max"]);
  const exact = values(property, dictionary["exact"]);
  let ideal = values(property, dictionary["ideal"]);
  if (ideal !== undefined && property.positive) ideal = ideal.map((value) => Math.max(0, Number(value)));
  const required = min !== undefined || max !== undefined || exact !== undefined;
  if (!required && ideal === undefined) return undefined;
  return {
    property,
    required,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(exact === undefined ? {} : { exact }),
    ...(ideal === undefined ? {} : { ideal }),
  };
}

/** The members of a constraint set that the user agent supports; `bare` says how bare values count. */
export function constraintSet(
  given: Constraints,
  bare: "ideal" | "exact",
  properties: Properties,
): ConstraintSet {
  const set = new Map<string, Member>();
  for (const [name, value] of Object.entries(given)) {
    const property = properties.get(name);
    // Step 1 of the fitness distance: a name that is not supported counts 0.
    if (property === undefined) continue;
    const member = memberOf(property, value, bare);
    if (member !== undefined) set.set(name, member);
  }
  return set;
}

/** The basic set and the advanced sets of the constraints. */
export function setsOf(
  constraints: Constraints,
  properties: Properties,
): { basic: ConstraintSet; advanced: ConstraintSet[] } {
  const advanced = (constraints["advanced"] ?? []) as readonly Constraints[];
  return {
    basic: constraintSet(constraints, "ideal", properties),
    advanced: advanced.map((set) => constraintSet(set, "exact", properties)),
  };
}

function satisfies(member: Member, actual: Value): boolean {
  if (member.exists !== undefined) return member.exists;
  if (member.min !== undefined && !((actual as number) >= member.min)) return false;
  if (member.max !== undefined && !((actual as number) <= member.max)) return false;
  return member.exact === undefined || member.exact.includes(actual);
}

/** Media Capture and Streams, 11.1, fitness distance, steps 2 to 8 for one member. */
export function memberDistance(member: Member, actual: Value | undefined, kind: SourceKind): number {
  const { property, ideal } = member;
  if (member.required && (actual === undefined || !satisfies(member, actual))) return infinity;
  if (!property.kinds.includes(kind)) return 0;
  if (member.exists !== undefined) return member.exists === (actual !== undefined) ? 0 : 1;
  if (actual === undefined) return 1;
  if (ideal === undefined) return 0;
  if (property.type === "ulong" || property.type === "double") {
    const wanted = ideal[0] as number;
    const real = actual as number;
    return real === wanted ? 0 : abs(real - wanted) / max(abs(real), abs(wanted));
  }
  return ideal.includes(actual) ? 0 : 1;
}

/** Media Capture and Streams, 11.1, fitness distance between a settings dictionary and a constraint set. */
export function fitnessDistance(settings: Settings, set: ConstraintSet, kind: SourceKind): number {
  let sum = 0;
  for (const [name, member] of set) sum += memberDistance(member, settings[name] as Value | undefined, kind);
  return sum;
}

export interface RequiredBound {
  readonly name: string;
  readonly bound: "min" | "max" | "exact";
  /** The bound alone, as a member of a constraint set. */
  readonly member: Member;
}

/** Every required bound of a set, each alone. */
export function requiredBounds(set: ConstraintSet): RequiredBound[] {
  const bounds: RequiredBound[] = [];
  for (const [name, { property, min, max, exact, required, exists }] of set) {
    if (!required || exists !== undefined) continue;
    if (min !== undefined) bounds.push({ name, bound: "min", member: { property, required, min } });
    if (max !== undefined) bounds.push({ name, bound: "max", member: { property, required, max } });
    if (exact !== undefined) bounds.push({ name, bound: "exact", member: { property, required, exact } });
  }
  return bounds;
}
