/**
 * Constraints for a source, drawn from values that matter to it: its own sizes and rates, halves and neighbours of
 * them, ratios of real sizes, and some that are out of reach.
 */
import fc from "fast-check";
import type { NativeMode, SourceDescription } from "../../bindings/solver/types.js";
import { registrations } from "./check.js";
import type { Constraints } from "./fitness-distance.js";
import { propertiesWith, type Property } from "./properties.js";

/** One constraint to be: numbers that choose the property, the form and the values. */
interface Choice {
  readonly property: number;
  readonly form: number;
  readonly first: number;
  readonly second: number;
}

/** Mostly wishes; mostly demands; or demands each of which the source can meet, so that only several together fail. */
type Mood = "free" | "strict" | "tight";

export interface Plan {
  readonly mood: Mood;
  readonly basic: readonly Choice[];
  readonly advanced: readonly (readonly Choice[])[];
}

const choice: fc.Arbitrary<Choice> = fc.record({
  property: fc.nat(999),
  form: fc.nat(999),
  first: fc.nat(999),
  second: fc.nat(999),
});

const advanced = fc.oneof(fc.constant([]), fc.array(fc.array(choice, { maxLength: 3 }), { maxLength: 4 }));

export const plan: fc.Arbitrary<Plan> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      mood: fc.constantFrom("free", "free", "strict"),
      basic: fc.array(choice, { maxLength: 6, size: "max" }),
      advanced,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      mood: fc.constant<Mood>("tight"),
      basic: fc.array(choice, { minLength: 4, maxLength: 8, size: "max" }),
      advanced,
    }),
  },
);

const properties = propertiesWith(registrations);

/** By kind, names as often as they should come up. */
const videoNames = [
  ..."width width width width height height height height aspectRatio aspectRatio aspectRatio".split(" "),
  ..."frameRate frameRate frameRate frameRate resizeMode resizeMode facingMode facingMode".split(" "),
  ..."zoom zoom pan torch iso whiteBalanceMode deviceId groupId".split(" "),
];
const audioNames = [
  ..."sampleRate sampleRate sampleSize channelCount channelCount channelCount latency latency".split(" "),
  ..."echoCancellation echoCancellation echoCancellation autoGainControl noiseSuppression volume deviceId".split(
    " ",
  ),
];

/** The names that mean something to the source, those of its size and rate most often. */
function ownNames({ kind, capabilities, alternatives = [], modes }: SourceDescription): string[] {
  const has = new Set([capabilities, ...alternatives].flatMap((one) => Object.keys(one ?? {})));
  if (modes !== undefined)
    for (const name of ["width", "height", "aspectRatio", "frameRate", "resizeMode"]) has.add(name);
  const all = kind === "videoinput" ? [...videoNames, "aspectRatio", "aspectRatio"] : audioNames;
  const own = all.filter((name) => has.has(name) || (name === "aspectRatio" && has.has("width")));
  return own.length === 0 ? all : own;
}

function range(capability: unknown): number[] {
  if (typeof capability === "number") return [capability];
  if (typeof capability !== "object" || capability === null || Array.isArray(capability)) return [];
  const { min, max } = capability as { min?: number; max?: number };
  return [min, max].filter((end) => end !== undefined);
}

function capabilityEnds({ capabilities, alternatives = [] }: SourceDescription, name: string): number[] {
  return [capabilities, ...alternatives].flatMap((one) =>
    range((one as Record<string, unknown> | undefined)?.[name]),
  );
}

function lengths(own: readonly number[]): number[] {
  const near = own.flatMap((value) => [value, value, value - 1, value + 1, Math.ceil(value / 2), value >> 2]);
  return [...near, 1, 3, 7, 9].filter((value) => value >= 1 && value < 65_536);
}

function nativeRates({ frameRates }: NativeMode): number[] {
  return Array.isArray(frameRates) ? frameRates : [frameRates.min, frameRates.max];
}

const someRatios = [16 / 9, 4 / 3, 1.333, 1.7777777778, 1, 1.5, 0.75, 9 / 16, 1.6, 2.4];

/** The numbers a constraint on the property may mention. */
function numbers(source: SourceDescription, name: string): number[] {
  const modes = source.modes ?? [];
  const ends = capabilityEnds(source, name);
  switch (name) {
    case "width":
      return lengths([...modes.map(({ width }) => width), ...ends]);
    case "height":
      return lengths([...modes.map(({ height }) => height), ...ends]);
    case "aspectRatio":
      return [
        ...modes.flatMap(({ width, height }) => [width / height, (width - 1) / height]),
        ...ends,
        ...someRatios,
      ];
    case "frameRate": {
      const own = [...modes.flatMap(nativeRates), ...ends.filter((end) => end > 0)];
      return [
        ...own,
        ...own,
        ...own.map((rate) => rate / 2),
        ...own.map((rate) => rate / 3),
        24,
        15,
        10,
        12.5,
        1,
        60,
        0,
      ];
    }
    case "sampleRate":
      return [...ends, ...ends, 8000, 16000, 44100, 44101, 48000, 96000, 192000];
    case "sampleSize":
      return [...ends, 8, 16, 24, 32];
    case "channelCount":
      return [...ends, ...ends, 1, 2, 2, 3, 6];
    case "latency":
      return [...ends, 0, 0.01, 0.005, 0.02, 0.1, 0.5];
    case "zoom":
      return [...ends, ...ends, 1, 2, 2.5, 8];
    case "pan":
      return [...ends, ...ends, -10, -3, 0, 2.5, 30];
    case "iso":
      return [...ends, ...ends, 100, 133, 400, 3200];
    default:
      return [...ends, 0, 0.5, 1, 2];
  }
}

const someStrings: Readonly<Record<string, readonly string[]>> = {
  resizeMode: ["none", "crop-and-scale", "none", "crop-and-scale", "none", "crop-and-scale", "stretch"],
  facingMode: ["user", "environment", "user", "left"],
  whiteBalanceMode: ["none", "manual", "continuous"],
  deviceId: ["camera", "camera", "microphone", "microphone", "stale"],
  groupId: ["group", "group", "other"],
};

function pick<T>(pool: readonly T[], index: number): T {
  return pool[index % pool.length] as T;
}

/** Of the numbers, those between the least and the greatest that the source itself has. */
function withinReach(source: SourceDescription, name: string, pool: readonly number[]): readonly number[] {
  const modes = source.modes ?? [];
  const ends = capabilityEnds(source, name);
  const least = modes.length > 0 || ends.length < 2 ? -Infinity : Math.min(...ends);
  let most = Math.max(...ends);
  if (modes.length > 0) {
    if (name === "width") most = Math.max(...modes.map(({ width }) => width));
    if (name === "height") most = Math.max(...modes.map(({ height }) => height));
    if (name === "frameRate") most = Math.max(...modes.flatMap(nativeRates));
    if (name === "aspectRatio") most = Math.max(...modes.map(({ width }) => width));
  }
  const near = pool.filter((value) => value >= least && value <= most);
  return near.length === 0 ? pool : near;
}

function numeric(pool: readonly number[], { form, first, second }: Choice, property: Property): unknown {
  const a = pick(pool, first);
  const b = pick(pool, second);
  // Far below zero is nearest to nothing: without a greatest value there is no best one, so no -1 for zoom.
  const odd = property.positive || property.name === "pan" ? [0, -1] : [0];
  const ideal = property.type === "double" && second % 61 === 0 ? pick(odd, first) : a;
  switch (form < 21 ? form : form % 19) {
    case 0:
    case 1:
      return { min: Math.min(a, b) };
    case 2:
    case 3:
      return { max: Math.max(a, b) };
    case 4:
    case 5:
      return second % 8 === 0 ? { min: a, max: b } : { min: Math.min(a, b), max: Math.max(a, b) };
    case 6:
      return { exact: a };
    case 7:
      return { min: b, ideal };
    case 8:
      return { max: b, ideal };
    case 9:
      return second % 3 === 0 ? { exact: b, ideal } : { min: Math.min(a, b), ideal, max: Math.max(a, b) };
    case 10:
      return second % 5 === 0 ? { exact: a, min: b } : { ideal };
    case 11:
    case 12:
      return property.acceptsBoolean ? second % 3 !== 0 : { ideal };
    case 13:
      return first % 9 === 0 ? {} : ideal;
    case 19:
      return { min: Math.max(a, b) };
    case 20:
      return { max: Math.min(a, b) };
    default:
      return ideal;
  }
}

function textual(pool: readonly string[], { form, first, second }: Choice): unknown {
  const one = pick(pool, first);
  const two = [one, pick(pool, second)];
  return pick(
    [one, one, { ideal: one }, { exact: one }, two, { exact: two }, { ideal: two }, one, [], { exact: [] }],
    form,
  );
}

function logical({ form, first }: Choice): unknown {
  const value = first % 2 === 0;
  return pick<unknown>([value, value, { ideal: value }, { exact: value }], form);
}

const mostBounds = 8;

function boundsOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return ["min", "max", "exact"].filter((name) => name in value).length;
}

/** In a mood that demands, most forms are required ones. */
function inMood(one: Choice, mood: Mood, type: Property["type"]): Choice {
  if (mood === "free" || one.second % 4 === 0) return one;
  if (type === "string") return { ...one, form: one.form % 3 === 0 ? 5 : 3 };
  if (type === "boolean") return { ...one, form: 3 };
  // 19 and 20: bounds as narrow as the two values allow.
  return { ...one, form: mood === "tight" ? pick([19, 20, 19, 20, 6, 4, 9], one.form) : one.form % 11 };
}

function constraintSet(
  source: SourceDescription,
  choices: readonly Choice[],
  mood: Mood,
): Record<string, unknown> {
  const set: Record<string, unknown> = {};
  // One in a while a property of the other kind of source, which does not apply.
  const [applying, other] =
    source.kind === "videoinput" ? [videoNames, audioNames] : [audioNames, videoNames];
  const own = mood === "tight" ? ownNames(source) : applying;
  let bounds = 0;
  for (const raw of choices) {
    const name = pick(mood !== "tight" && raw.form % 97 === 5 ? other : own, raw.property);
    const property = properties.get(name);
    if (property === undefined || name in set) continue;
    const one = inMood(raw, mood, property.type);
    const pool = numbers(source, name);
    const value: unknown =
      property.type === "string"
        ? textual(someStrings[name] ?? ["any"], one)
        : property.type === "boolean"
          ? logical(one)
          : numeric(mood === "tight" ? withinReach(source, name, pool) : pool, one, property);
    bounds += boundsOf(value);
    if (bounds <= mostBounds) set[name] = value;
  }
  return set;
}

/** The constraints that a plan makes for a source. */
export function constraintsOf(source: SourceDescription, { mood, basic, advanced }: Plan): Constraints {
  const set = constraintSet(source, basic, mood);
  if (advanced.length > 0)
    set["advanced"] = advanced.map((choices) => constraintSet(source, choices, "free"));
  return set;
}
