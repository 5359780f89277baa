/**
 * The settings space of a source description: every settings dictionary the source can be put in.
 */
import type { NativeMode, SourceDescription, SourceKind } from "../../bindings/solver/types.js";
import { contains, type Domain } from "./domain.js";
import type { Settings } from "./fitness-distance.js";
import { type Properties, type Property, roundedRatio, type Value } from "./properties.js";

/** Every pair of integers in two ranges whose ratio is within a third. */
export interface SizeDomain {
  readonly minWidth: number;
  readonly maxWidth: number;
  readonly minHeight: number;
  readonly maxHeight: number;
  readonly minRatio: number;
  readonly maxRatio: number;
}

/** A product of domains. Where `size` is there, width, height and aspectRatio come from it. */
export interface Configuration {
  /** Index into the description's modes, -1 without. */
  readonly mode: number;
  readonly size: SizeDomain | undefined;
  readonly domains: ReadonlyMap<string, Domain>;
}

export interface Space {
  readonly source: SourceDescription;
  readonly kind: SourceKind;
  readonly properties: Properties;
  readonly configurations: readonly Configuration[];
}

type Capabilities = Readonly<Record<string, unknown>>;
type Range = { readonly min?: number; readonly max?: number };

const fromModes = ["width", "height", "aspectRatio", "frameRate", "resizeMode"];
const sizeNames = ["width", "height", "aspectRatio"];

function rangeOf(capability: unknown, least: number): { min: number; max: number } | undefined {
  if (capability === undefined || capability === null) return undefined;
  if (typeof capability === "number") return { min: capability, max: capability };
  const { min = least, max = Infinity } = capability as Range;
  return { min: Math.max(min, least), max };
}

function listed(capability: unknown): Domain | undefined {
  if (capability === undefined || capability === null) return undefined;
  const values = (Array.isArray(capability) ? capability : [capability]) as readonly Value[];
  return values.length === 0 ? undefined : { kind: "values", values };
}

function domainOf(property: Property, capability: unknown): Domain | undefined {
  if (property.type === "string") return listed(capability);
  if (property.type === "boolean") {
    return capability === true ? { kind: "values", values: [false, true] } : listed(capability);
  }
  const size = property.name === "width" || property.name === "height";
  const rate = property.name === "frameRate";
  const given = capability as Range | number | undefined | null;
  const below = typeof given === "object" && given !== null && (given.min ?? 0) < 0;
  const range = rangeOf(given, size ? 1 : below ? -Infinity : 0);
  if (range === undefined) return undefined;
  if (property.type === "ulong") return { kind: "integers", ...range };
  if (property.name === "aspectRatio") {
    return { kind: "reals", min: roundedRatio(range.min), max: roundedRatio(range.max), aboveZero: false };
  }
  return { kind: "reals", ...range, aboveZero: rate };
}

function nativeRates({ frameRates }: NativeMode): Domain {
  return Array.isArray(frameRates)
    ? { kind: "values", values: frameRates }
    : { kind: "reals", min: frameRates.min, max: frameRates.max, aboveZero: true };
}

function decimatedRates({ frameRates }: NativeMode, integral: boolean): Domain {
  const natives = Array.isArray(frameRates)
    ? frameRates.map((rate) => ({ min: rate, max: rate }))
    : [frameRates];
  if (integral) return { kind: "decimated", natives };
  return { kind: "reals", min: 0, max: Math.max(...natives.map(({ max }) => max)), aboveZero: true };
}

function exactSize(width: number, height: number): SizeDomain {
  const open = { minRatio: -Infinity, maxRatio: Infinity };
  return { minWidth: width, maxWidth: width, minHeight: height, maxHeight: height, ...open };
}

function sizeUpTo(width: number, height: number): SizeDomain {
  return { ...exactSize(width, height), minWidth: 1, minHeight: 1 };
}

/** The part of every configuration that neither size nor rate is in: a product for each entry of `alternatives`. */
function products(source: SourceDescription, properties: Properties): Map<string, Domain>[] {
  const alternatives = source.alternatives ?? [];
  const layers = (alternatives.length === 0 ? [{}] : alternatives) as readonly Capabilities[];
  return layers.map((layer) => {
    const capabilities: Capabilities = { ...(source.capabilities as Capabilities | undefined), ...layer };
    const domains = new Map<string, Domain>();
    for (const property of properties.values()) {
      if (!property.kinds.includes(source.kind)) continue;
      const { name } = property;
      let domain: Domain | undefined;
      if (name === "deviceId") domain = listed(source.deviceId);
      else if (name === "groupId") domain = listed(source.groupId);
      else if (name === "facingMode") domain = listed(source.facingMode ?? capabilities[name]);
      else if (source.modes !== undefined && fromModes.includes(name)) continue;
      else if (name === "resizeMode") domain = listed(source.resizeModes ?? capabilities[name]);
      else domain = domainOf(property, capabilities[name]);
      if (domain !== undefined) domains.set(name, domain);
    }
    return domains;
  });
}

/** Whether no pair of integers has a ratio within the limits. */
function isEmpty({ minWidth, maxWidth, minHeight, maxHeight, minRatio, maxRatio }: SizeDomain): boolean {
  if (minRatio === -Infinity && maxRatio === Infinity) return false;
  for (let height = minHeight; height <= maxHeight; height++) {
    // The least width that the lower limit allows, give or take rounding.
    const first = Math.max(minWidth, Math.floor(minRatio * height) - 1);
    for (let width = first; width <= Math.min(maxWidth, first + 3); width++) {
      const ratio = roundedRatio(width / height);
      if (ratio >= minRatio && ratio <= maxRatio) return false;
    }
  }
  return true;
}

function withoutModes(product: Map<string, Domain>): Configuration {
  const width = product.get("width");
  const height = product.get("height");
  if (width?.kind !== "integers" || height?.kind !== "integers") {
    return { mode: -1, size: undefined, domains: product };
  }
  const ratio = product.get("aspectRatio");
  const domains = new Map(product);
  for (const name of sizeNames) domains.delete(name);
  const size: SizeDomain = {
    minWidth: width.min,
    maxWidth: width.max,
    minHeight: height.min,
    maxHeight: height.max,
    minRatio: ratio?.kind === "reals" ? ratio.min : -Infinity,
    maxRatio: ratio?.kind === "reals" ? ratio.max : Infinity,
  };
  return { mode: -1, size, domains };
}

function withModes(
  source: SourceDescription,
  modes: readonly NativeMode[],
  all: Map<string, Domain>[],
): Configuration[] {
  const configurations: Configuration[] = [];
  for (const [mode, native] of modes.entries()) {
    for (const resizeMode of source.resizeModes ?? ["none", "crop-and-scale"]) {
      const scaled = resizeMode === "crop-and-scale";
      // One object for all alternatives: what is found out of it is kept by identity.
      const size = (scaled ? sizeUpTo : exactSize)(native.width, native.height);
      const rates = scaled ? decimatedRates(native, source.frameRates === "integral") : nativeRates(native);
      for (const product of all) {
        const domains = new Map(product);
        domains.set("frameRate", rates);
        domains.set("resizeMode", { kind: "values", values: [resizeMode] });
        configurations.push({ mode, size, domains });
      }
    }
  }
  return configurations;
}

/** Design, section 2: the union of configurations a source can be put in. */
export function spaceOf(source: SourceDescription, properties: Properties): Space {
  const all = products(source, properties);
  const configurations =
    source.modes === undefined ? all.map(withoutModes) : withModes(source, source.modes, all);
  const inhabited = configurations.filter(({ size }) => size === undefined || !isEmpty(size));
  return { source, kind: source.kind, properties, configurations: inhabited };
}

function inSize(size: SizeDomain, settings: Settings): boolean {
  const { width, height, aspectRatio } = settings;
  if (typeof width !== "number" || typeof height !== "number") return false;
  if (!Number.isInteger(width) || width < size.minWidth || width > size.maxWidth) return false;
  if (!Number.isInteger(height) || height < size.minHeight || height > size.maxHeight) return false;
  const ratio = roundedRatio(width / height);
  return aspectRatio === ratio && ratio >= size.minRatio && ratio <= size.maxRatio;
}

/** Whether the settings are exactly one dictionary of the configuration: nothing missing, nothing besides. */
export function isMemberOf({ size, domains }: Configuration, settings: Settings): boolean {
  const names = Object.keys(settings).filter((name) => settings[name] !== undefined);
  if (names.length !== domains.size + (size === undefined ? 0 : sizeNames.length)) return false;
  if (size !== undefined && !inSize(size, settings)) return false;
  for (const [name, domain] of domains) if (!contains(domain, settings[name])) return false;
  return true;
}

/** Whether the settings dictionary is one of the source's space (in that native mode, when `mode` is given). */
export function isMember(space: Space, settings: Settings, mode?: number): boolean {
  return space.configurations.some(
    (configuration) =>
      (mode === undefined || configuration.mode === mode) && isMemberOf(configuration, settings),
  );
}
