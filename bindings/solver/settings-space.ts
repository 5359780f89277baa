/**
 * The settings space of a source as the core sees it: groups, each a product of rows (sizes with rates) and of the
 * domains of the other properties.
 */
import type { ConstrainableProperty, PropertyRegistry } from "../constrainable/registry.js";
import type { Domains, ReadSource } from "./source-description.js";
import type { NativeMode } from "./types.js";

/** The numeric targets that rows decide, by name; the core's numbers for them. */
const ROW_TARGETS: Readonly<Record<string, number>> = { width: 0, height: 1, aspectRatio: 2, frameRate: 3 };
const FIRST_OTHER = 4;
/** The target of resizeMode where rows decide it; the discrete properties' targets follow below. */
const RESIZE_MODE = -1;

/** What a row is; the core's flags. */
export const HAS_SIZE = 1;
export const HAS_RATE = 2;
export const DECIMATED = 4;
export const NATIVE = 8;
export const CROP_AND_SCALE = 16;

/** Sizes with a range of rates. Ratios are in units of the tenth decimal place. */
export interface Row {
  widthMin: number;
  widthMax: number;
  heightMin: number;
  heightMax: number;
  ratioMin: number;
  ratioMax: number;
  rateMin: number;
  rateMax: number;
  flags: number;
  mode?: NativeMode;
}

/** A property that rows do not decide, with its place in the core's tables. */
export interface OtherProperty {
  property: ConstrainableProperty;
  default?: number | string | boolean;
}

/** One with a set of values: they are known to the core by their number here. */
export interface DiscreteProperty extends OtherProperty {
  values: (string | boolean)[];
  firstWord: number;
  words: number;
}

/** A product of rows and domains. */
export interface Group {
  firstRow: number;
  endRow: number;
  domains: Domains;
}

/** A source's settings space, and how the core's numbers translate. */
export interface SettingsSpace {
  kind: ReadSource["kind"];
  rows: Row[];
  groups: Group[];
  numbers: OtherProperty[];
  discretes: DiscreteProperty[];
  words: number;
  /** The core's target for each property that some settings dictionary of the source has. */
  targets: Map<ConstrainableProperty, number>;
  defaults: { width: number; height: number; frameRate: number };
}

function scaleRatio(ratio: number): number {
  return Math.round(ratio * 1e10);
}

function row(flags: number, members: Partial<Row>): Row {
  return {
    widthMin: 0,
    widthMax: 0,
    heightMin: 0,
    heightMax: 0,
    ratioMin: 0,
    ratioMax: Infinity,
    rateMin: 0,
    rateMax: 0,
    flags,
    ...members,
  };
}

/** The rows of the native modes: each rate as it is, and what cropping, scaling and decimation make of it. */
function modeRows(source: ReadSource): Row[] {
  const rows: Row[] = [];
  for (const mode of source.modes) {
    const { width, height, frameRates } = mode;
    const ranges = Array.isArray(frameRates)
      ? [...new Set(frameRates)].map((rate) => ({ min: rate, max: rate }))
      : [frameRates];
    const ratio = scaleRatio(width / height);
    const sized = { widthMax: width, heightMax: height, mode };
    for (const resizeMode of source.resizeModes) {
      if (resizeMode === "none") {
        const fixed = { ...sized, widthMin: width, heightMin: height, ratioMin: ratio, ratioMax: ratio };
        for (const { min, max } of ranges) {
          rows.push(row(HAS_SIZE | HAS_RATE | NATIVE, { ...fixed, rateMin: min, rateMax: max }));
        }
        continue;
      }
      const scaled = { ...sized, widthMin: 1, heightMin: 1 };
      const flags = HAS_SIZE | HAS_RATE | CROP_AND_SCALE;
      if (source.integral) {
        for (const { min, max } of ranges) rows.push(row(flags | DECIMATED, { ...scaled, rateMin: min, rateMax: max }));
      } else {
        rows.push(row(flags, { ...scaled, rateMax: Math.max(...ranges.map((range) => range.max)) }));
      }
    }
  }
  return rows;
}

function isRange(domain: unknown): domain is { lo: number; hi: number } {
  return domain !== undefined && !Array.isArray(domain);
}

/** The one row of a product of ranges. */
function productRow(domains: Domains, sized: boolean): Row {
  let flags = 0;
  const members: Partial<Row> = {};
  const { width, height, aspectRatio, frameRate } = Object.fromEntries(domains);
  if (sized && isRange(width) && isRange(height)) {
    flags |= HAS_SIZE;
    members.widthMin = width.lo;
    members.widthMax = width.hi;
    members.heightMin = height.lo;
    members.heightMax = height.hi;
    if (isRange(aspectRatio)) {
      members.ratioMin = scaleRatio(aspectRatio.lo);
      members.ratioMax = scaleRatio(aspectRatio.hi);
    }
  }
  if (isRange(frameRate)) {
    flags |= HAS_RATE;
    members.rateMin = frameRate.lo;
    members.rateMax = frameRate.hi;
  }
  return row(flags, members);
}

/** The settings space of a source that has been read. */
export function settingsSpace(source: ReadSource, registry: PropertyRegistry): SettingsSpace {
  const { products, modes } = source;
  const hasModes = modes.length > 0;
  const areSized = products.map((product) => product.has("width") && product.has("height"));
  const sized = !hasModes && areSized.some(Boolean);
  if (sized && !areSized.every(Boolean)) {
    const place = `source.alternatives[${areSized.indexOf(false)}]`;
    throw new TypeError(`${place} must have both width and height, as other alternatives have.`);
  }
  const rows = hasModes ? modeRows(source) : products.map((product) => productRow(product, sized));
  const groups = products.map((domains, i) => ({
    firstRow: hasModes ? 0 : i,
    endRow: hasModes ? rows.length : i + 1,
    domains,
  }));

  const space: SettingsSpace = {
    kind: source.kind,
    rows,
    groups,
    numbers: [],
    discretes: [],
    words: 0,
    targets: new Map(),
    defaults: {
      width: Number(source.defaults.get("width")),
      height: Number(source.defaults.get("height")),
      frameRate: Number(source.defaults.get("frameRate")),
    },
  };
  for (const property of registry.properties) {
    const { name } = property;
    const rowTarget = ROW_TARGETS[name];
    if (rowTarget !== undefined && (hasModes || (name === "frameRate" ? rows.some(hasRate) : sized))) {
      space.targets.set(property, rowTarget);
      continue;
    }
    if (name === "resizeMode" && hasModes) {
      space.targets.set(property, RESIZE_MODE);
      continue;
    }
    const domains = products.map((product) => product.get(name)).filter((domain) => domain !== undefined);
    if (domains.length === 0) continue;
    const default_ = source.defaults.get(name) ?? (name === "resizeMode" ? "none" : undefined);
    const other: OtherProperty = default_ === undefined ? { property } : { property, default: default_ };
    if (isRange(domains[0])) {
      space.targets.set(property, FIRST_OTHER + space.numbers.length);
      space.numbers.push(other);
    } else {
      space.targets.set(property, RESIZE_MODE - 1 - space.discretes.length);
      const offered = new Set(domains.flatMap((domain) => (Array.isArray(domain) ? domain : [])));
      // A default that is not on offer still is what the offers are compared with.
      if (default_ !== undefined) offered.add(default_ as string | boolean);
      const values = [...offered];
      const words = Math.ceil(values.length / 32);
      space.discretes.push({ ...other, values, firstWord: space.words, words });
      space.words += words;
    }
  }
  return space;
}

function hasRate(candidate: Row): boolean {
  return (candidate.flags & HAS_RATE) !== 0;
}

/** The least rate of the row's native mode from which this rate can be made, as the mode offers it. */
export function nativeRate(candidate: Row, rate: number): number {
  if (candidate.flags & NATIVE || !candidate.mode) return rate;
  if (candidate.flags & DECIMATED) {
    const { rateMin, rateMax } = candidate;
    const divisor = Math.max(1, Math.ceil(rateMin / rate));
    for (const k of [divisor - 1, divisor, divisor + 1]) {
      if (k > 0 && rateMin / k <= rate && rate <= rateMax / k) return Math.min(rateMax, Math.max(rateMin, rate * k));
    }
    return rateMax;
  }
  const { frameRates } = candidate.mode;
  if (!Array.isArray(frameRates)) return Math.max(frameRates.min, rate);
  return Math.min(...frameRates.filter((native) => native >= rate));
}
