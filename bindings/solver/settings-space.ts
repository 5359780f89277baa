/**
 * The settings space of a source as the core sees it: groups, each a product of rows (sizes with rates) and of the
 * domains of the other properties.
 */
import type { ConstrainableProperty, PropertyRegistry } from "../constrainable/registry.js";
import { reject } from "./argument-errors.js";
import { OF_MODES, RESIZE_MODES, type Domain, type Domains, type ReadSource } from "./source-description.js";
import type { NativeMode } from "./types.js";

/** What a row is; the core's flags. */
export const HAS_SIZE = 1;
export const HAS_RATE = 2;
const DECIMATED = 4;
/** A native mode as it is, not cropped and scaled from one. */
export const NATIVE = 8;
const CROP_AND_SCALE = 16;

/** The target of resizeMode where rows decide it. */
const RESIZE_MODE = -1;
/** The target of the first property with values; further ones lie below. */
export const FIRST_DISCRETE = -2;
const FIRST_OTHER = 4;
/** The numeric properties that rows decide, in the order of their targets. */
/** As many values as the core's masks have bits. */
const MOST_VALUES = 32;

/**
 * Sizes with a range of rates: least and greatest width, height, aspect ratio (in units of the tenth decimal place)
 * and rate, then the flags; in the order of the core's memory.
 */
export interface Row {
  readonly bounds: readonly number[];
  readonly flags: number;
  readonly mode?: NativeMode;
}

/** Where the core keeps a property. */
export interface Place {
  readonly name: string;
  /** Its number: from 0 up numeric, below 0 one with values. */
  readonly target: number;
  /** The values that the core knows by their index. */
  readonly values?: readonly (string | boolean)[];
  readonly default?: number | string | boolean;
  readonly isRatio: boolean;
  /** Whether it is one of the specification's properties, whose numbers are positive. */
  readonly isPositive: boolean;
}

/** A product of rows and domains. */
export interface Group {
  readonly firstRow: number;
  readonly endRow: number;
  readonly domains: Domains;
}

/** A source's settings space. */
export interface SettingsSpace {
  readonly kind: ReadSource["kind"];
  readonly rows: readonly Row[];
  readonly groups: readonly Group[];
  /** Every property the solver knows; the core takes those that no settings dictionary of the source has, too. */
  readonly places: Map<ConstrainableProperty, Place>;
  /** Those of them that rows do not decide, the numeric ones and the ones with values. */
  readonly numbers: Place[];
  readonly discretes: Place[];
  /** Those of them that some settings dictionary of the source has. */
  readonly offered: Place[];
  /** Default width, height and rate. */
  readonly defaults: readonly number[];
}

/** A range, or one of a discrete property's values. */
type Offer = string | boolean | { lo: number; hi: number };

function scaleRatio(ratio: number): number {
  return Math.round(ratio * 1e10);
}

/** The rows of the native modes: each rate as it is, and what cropping, scaling and decimation make of it. */
function modeRows({ modes, resizeModes, integral }: ReadSource): Row[] {
  const rows: Row[] = [];
  for (const mode of modes) {
    const { width, height, frameRates } = mode;
    const ranges = Array.isArray(frameRates)
      ? [...new Set(frameRates)].map((rate) => [rate, rate])
      : [[frameRates.min, frameRates.max]];
    const ratio = scaleRatio(width / height);
    for (const resizeMode of resizeModes) {
      const isNative = resizeMode === "none";
      const sizes = isNative
        ? [width, width, height, height, ratio, ratio]
        : [1, width, 1, height, 0, Infinity];
      const flags = HAS_SIZE | HAS_RATE | (isNative ? NATIVE : CROP_AND_SCALE | (integral ? DECIMATED : 0));
      const rates =
        isNative || integral
          ? ranges
          : [[0, ranges.reduce((highest, [, rate = 0]) => Math.max(highest, rate), 0)]];
      for (const range of rates) rows.push({ bounds: [...sizes, ...range], flags, mode });
    }
  }
  return rows;
}

/** The one row of a product of ranges. */
function productRow(domains: Domains, sized: boolean): Row {
  const bounds = OF_MODES.slice(0, FIRST_OTHER).flatMap((name) => {
    const domain = domains.get(name);
    const range = domain && !isList(domain) ? [domain.lo, domain.hi] : [0, Infinity];
    return name === "aspectRatio" ? range.map(scaleRatio) : range;
  });
  return { bounds, flags: (sized ? HAS_SIZE : 0) | (domains.has("frameRate") ? HAS_RATE : 0) };
}

/** Whether a domain is a list of values and no range. */
export function isList(domain: Domain): domain is readonly (string | boolean)[] {
  return Array.isArray(domain);
}

/** The settings space of a source that has been read. */
export function settingsSpace(source: ReadSource, registry: PropertyRegistry): SettingsSpace {
  const { products, modes, defaults } = source;
  const hasModes = modes.length > 0;
  const areSized = products.map((product) => product.has("width") && product.has("height"));
  const sized = !hasModes && areSized.includes(true);
  if (sized && areSized.includes(false)) {
    reject("source.alternatives", "all with width and height or all without", products);
  }
  const rows = hasModes ? modeRows(source) : products.map((product) => productRow(product, sized));
  const space: SettingsSpace = {
    kind: source.kind,
    rows,
    groups: products.map((domains, i) => ({
      firstRow: hasModes ? 0 : i,
      endRow: hasModes ? rows.length : i + 1,
      domains,
    })),
    places: new Map(),
    numbers: [],
    discretes: [],
    offered: [],
    defaults: ["width", "height", "frameRate"].map((name) => Number(defaults.get(name))),
  };
  for (const property of registry.properties) {
    const { name } = property;
    const offers = products.flatMap((product): readonly Offer[] => {
      const domain = product.get(name) ?? [];
      return isList(domain) ? domain : [domain];
    });
    const ofRows = OF_MODES.indexOf(name);
    const place = { name, isRatio: name === "aspectRatio", isPositive: property.allowedRequired };
    if (
      ofRows >= 0 &&
      ofRows < FIRST_OTHER &&
      (hasModes || (name === "frameRate" ? offers.length > 0 : sized))
    ) {
      space.places.set(property, { ...place, target: ofRows });
    } else if (hasModes && name === "resizeMode") {
      space.places.set(property, { ...place, target: RESIZE_MODE, values: RESIZE_MODES });
    } else {
      const other = addOther(space, property, place, offers, defaults.get(name));
      space.places.set(property, other);
      if (offers.length > 0) space.offered.push(other);
    }
  }
  return space;
}

/** Adds a property that rows do not decide. */
function addOther(
  space: SettingsSpace,
  { name, type }: ConstrainableProperty,
  place: Omit<Place, "target">,
  offers: readonly Offer[],
  ofSource: number | string | boolean | undefined,
): Place {
  const default_ = ofSource ?? (name === "resizeMode" ? "none" : undefined);
  const common = default_ === undefined ? place : { ...place, default: default_ };
  if (type === "ulong" || type === "double") {
    const number = { ...common, target: FIRST_OTHER + space.numbers.length };
    space.numbers.push(number);
    return number;
  }
  const values = new Set(offers as (string | boolean)[]);
  // A default that is not on offer still is what the offers are compared with.
  if (default_ !== undefined) values.add(default_ as string | boolean);
  if (values.size > MOST_VALUES) {
    reject(`source's ${name}`, `at most ${MOST_VALUES} values`, values.size);
  }
  const discrete = { ...common, target: FIRST_DISCRETE - space.discretes.length, values: [...values] };
  space.discretes.push(discrete);
  return discrete;
}
