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
/** Rates are those of the row divided by whole numbers. */
export const DECIMATED = 4;
/** A native mode as it is, not cropped and scaled from one. */
export const NATIVE = 8;
const CROP_AND_SCALE = 16;

/** The target of resizeMode where rows decide it. */
const RESIZE_MODE = -1;
/** The target of the first property with values; further ones lie below. */
export const FIRST_DISCRETE = -2;
const FIRST_OTHER = 4;
/** The target of the first property that no settings dictionary of the source has. */
const LACKING = 65536;
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
  readonly property: ConstrainableProperty;
  /** Its number: from 0 up numeric, below 0 one with values. */
  readonly target: number;
  /** Whether it is one of the source's kind; of others an ideal is nothing (11.1, fitness distance, step 3). */
  readonly applies: boolean;
  /** The values that the core knows by their index. */
  readonly values: readonly (string | boolean)[] | undefined;
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
  /** Every property the solver knows. */
  readonly places: Map<ConstrainableProperty, Place>;
  /** Those of them that rows do not decide and the source has, the numeric ones and the ones with values. */
  readonly numbers: Place[];
  readonly discretes: Place[];
  /** The two in the properties' order. */
  readonly offered: Place[];
  readonly defaults: ReadSource["defaults"];
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
    defaults,
  };
  for (const property of registry.properties) {
    const { name, type } = property;
    const offers = products.flatMap((product): readonly Offer[] => {
      const domain = product.get(name) ?? [];
      return isList(domain) ? domain : [domain];
    });
    const isNumeric = type === "ulong" || type === "double";
    const ofRows = OF_MODES.indexOf(name);
    let target = LACKING + space.places.size;
    let values = isNumeric ? undefined : RESIZE_MODES;
    let others: Place[] | undefined;
    if (ofRows >= 0 && (hasModes || (isNumeric && (name === "frameRate" ? offers.length > 0 : sized)))) {
      target = ofRows < FIRST_OTHER ? ofRows : RESIZE_MODE;
    } else if (offers.length > 0) {
      others = isNumeric ? space.numbers : space.discretes;
      target = isNumeric ? FIRST_OTHER + others.length : FIRST_DISCRETE - others.length;
      const default_ = defaults.get(name);
      // A default that is not on offer still is what the offers are compared with.
      if (values)
        values = [...new Set([...offers, ...(default_ === undefined ? [] : [default_])])] as string[];
    }
    if (values && values.length > MOST_VALUES) {
      reject(`source's ${name}`, `at most ${MOST_VALUES} values`, values.length);
    }
    const place = { property, target, values, applies: property.kinds.includes(source.kind) };
    if (others) {
      others.push(place);
      space.offered.push(place);
    }
    space.places.set(property, place);
  }
  return space;
}
