/** Reads a source description once, whatever object it is, and says what is wrong with it. */
import type { ConstrainableProperty, PropertyRegistry } from "../constrainable/registry.js";
import { reject } from "./argument-errors.js";
import type { NativeMode, SourceDescription, SourceKind } from "./types.js";

type Fields = Readonly<Record<string, unknown>>;

/** A numeric property's range, or the values of a discrete one. */
export type Domain = { readonly lo: number; readonly hi: number } | readonly (string | boolean)[];

/** By property name: what one product of values offers. */
export type Domains = Map<string, Domain>;

/** A source description that has been read: well-formed, and nobody else's to change. */
export interface ReadSource {
  readonly kind: SourceKind;
  readonly modes: readonly NativeMode[];
  /** With modes only: what they may be used as. */
  readonly resizeModes: readonly string[];
  readonly integral: boolean;
  /** The products of values that the source offers; at least one. */
  readonly products: readonly Domains[];
  readonly defaults: ReadonlyMap<string, number | string | boolean>;
}

const LARGEST_UNSIGNED = 4294967295;
/** The values of resizeMode. */
export const RESIZE_MODES = ["none", "crop-and-scale"];
/** With native modes these come from the modes; the numeric ones in the order of the core's targets. */
export const OF_MODES = ["width", "height", "aspectRatio", "frameRate", "resizeMode"];

/** Media Capture and Streams, 4.3.8, aspectRatio: "rounded to the tenth decimal place". */
export function roundRatio(ratio: number): number {
  return Math.abs(ratio) < 9e5 ? Math.round(ratio * 1e10) / 1e10 : ratio;
}

/** The value, which must be an object and no list. */
export function fields(value: unknown, place: string, must = "an object"): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) reject(place, must, value);
  return value as Fields;
}

function list<T>(value: unknown, place: string, read: (item: unknown, place: string) => T): T[] {
  if (!Array.isArray(value)) reject(place, "a list", value);
  return Array.from(value as unknown[], (item, i) => read(item, `${place}[${i}]`));
}

function nonEmpty<T>(items: T[], place: string): T[] {
  return items.length > 0 ? items : reject(place, "a non-empty list", items);
}

function text(value: unknown, place: string): string {
  return typeof value === "string" ? value : reject(place, "a string", value);
}

/** The distinct texts of a string or a list of them. */
function texts(value: unknown, place: string): string[] {
  return typeof value === "string" ? [value] : [...new Set(list(value, place, text))];
}

/** The value, which must be one of the choices. */
export function oneOf<T extends string>(value: unknown, choices: readonly T[], place: string): T {
  const chosen = choices.find((choice) => choice === value);
  return chosen ?? reject(place, choices.map((choice) => `"${choice}"`).join(" or "), value);
}

function finite(value: unknown, place: string): number {
  return Number.isFinite(value) ? (value as number) : reject(place, "a finite number", value);
}

function positive(value: unknown, place: string): number {
  const number = finite(value, place);
  return number > 0 ? number : reject(place, "a positive number", value);
}

function flag(value: unknown, place: string): boolean {
  return typeof value === "boolean" ? value : reject(place, "a boolean", value);
}

function size(value: unknown, place: string): number {
  const isSize = Number.isInteger(value) && (value as number) > 0 && (value as number) <= LARGEST_UNSIGNED;
  return isSize ? (value as number) : reject(place, "a positive integer", value);
}

function frameRates(value: unknown, place: string): NativeMode["frameRates"] {
  if (Array.isArray(value)) return Object.freeze(nonEmpty(list(value, place, positive), place)) as number[];
  const { min, max } = fields(value, place, "a list or a range");
  const range = { min: finite(min, `${place}.min`), max: positive(max, `${place}.max`) };
  if (range.min < 0 || range.min > range.max) reject(`${place}.min`, "from 0 to max", min);
  return Object.freeze(range);
}

function nativeMode(value: unknown, place: string): NativeMode {
  const { width, height, frameRates: rates, format } = fields(value, place);
  const mode: NativeMode = {
    width: size(width, `${place}.width`),
    height: size(height, `${place}.height`),
    frameRates: frameRates(rates, `${place}.frameRates`),
  };
  if (format !== undefined) mode.format = text(format, `${place}.format`);
  return Object.freeze(mode);
}

function range(value: unknown, { name, type }: ConstrainableProperty, place: string): Domain {
  const isWhole = type === "ulong";
  const given: Fields = typeof value === "number" ? { min: value, max: value } : fields(value, place);
  const { max = isWhole ? LARGEST_UNSIGNED : Number.MAX_VALUE } = given;
  let hi = finite(max, `${place}.max`);
  const { min = Math.min(0, hi) } = given;
  let lo = finite(min, `${place}.min`);
  if (isWhole) {
    hi = Math.floor(Math.min(hi, LARGEST_UNSIGNED));
    lo = Math.ceil(lo);
  }
  if (name === "aspectRatio") {
    lo = roundRatio(lo);
    hi = roundRatio(hi);
  }
  // No picture has a side of no pixels, no track a rate below 0.
  if (OF_MODES.includes(name)) lo = Math.max(lo, isWhole ? 1 : 0);
  return lo <= hi && !(name === "frameRate" && hi <= 0)
    ? { lo, hi }
    : reject(place, "a non-empty range", value);
}

function values(value: unknown, property: ConstrainableProperty, place: string): Domain {
  if (property.type === "string") return texts(value, place);
  // Image Capture tells `torch: true` of a torch that can be switched.
  if (value === true && !property.allowedRequired) return [false, true];
  const items = typeof value === "boolean" ? [value] : list(value, place, (item) => item);
  // Later editions of the specification add strings to lists of booleans; this one knows none.
  return [...new Set(items.filter((item) => typeof item === "boolean"))];
}

/** What a dictionary of capabilities offers, the properties that the registry does not know left out. */
function domains(
  value: unknown,
  registry: PropertyRegistry,
  kind: SourceKind,
  hasModes: boolean,
  place: string,
): Domains {
  const read: Domains = new Map();
  const capabilities = fields(value, place);
  for (const property of registry.properties) {
    const { name, type, kinds } = property;
    if (!kinds.includes(kind) || name === "deviceId" || (hasModes && OF_MODES.includes(name))) continue;
    const capability = capabilities[name];
    if (capability === undefined) continue;
    const readDomain = type === "ulong" || type === "double" ? range : values;
    read.set(name, readDomain(capability, property, `${place}.${name}`));
  }
  return read;
}

function defaults(value: unknown, registry: PropertyRegistry): ReadSource["defaults"] {
  const read = new Map<string, number | string | boolean>();
  const settings = fields(value, "source.defaults");
  for (const { name, type, default: ours } of registry.properties) {
    const { [name]: setting = ours } = settings;
    if (setting !== undefined) {
      const readSetting =
        type === "string" ? text : type === "boolean" ? flag : OF_MODES.includes(name) ? positive : finite;
      read.set(name, readSetting(setting, `source.defaults.${name}`));
    }
  }
  return read;
}

/** Reads a source description; TypeError where it is none. */
export function readSource(description: SourceDescription, registry: PropertyRegistry): ReadSource {
  const source: { readonly [Name in keyof SourceDescription]: unknown } = description;
  fields(source, "source");
  const kind = oneOf(source.kind, ["videoinput", "audioinput"], "source.kind");
  const isVideo = kind === "videoinput";
  const fixed: Domains = new Map([["deviceId", [text(source.deviceId, "source.deviceId")]]]);
  const { groupId, label = "" } = source;
  if (groupId !== undefined) fixed.set("groupId", [text(groupId, "source.groupId")]);
  text(label, "source.label");
  const {
    facingMode,
    resizeModes,
    modes: given = [],
    frameRates: model = "any",
    capabilities = {},
    alternatives: entries = [],
    defaults: settings = {},
  } = source;
  if (facingMode !== undefined && isVideo) fixed.set("facingMode", texts(facingMode, "source.facingMode"));
  const modes = list(given, "source.modes", nativeMode);
  const hasModes = modes.length > 0;
  if (hasModes && !isVideo) reject("source.modes", "left out of an audio source", modes);
  let offered = RESIZE_MODES;
  if (resizeModes !== undefined) {
    const place = "source.resizeModes";
    offered = nonEmpty(
      texts(resizeModes, place).map((mode) => oneOf(mode, RESIZE_MODES, place)),
      place,
    );
    if (isVideo && !hasModes) fixed.set("resizeMode", offered);
  }
  const integral = oneOf(model, ["any", "integral"], "source.frameRates") === "integral";

  const read = (value: unknown, place: string): Domains => domains(value, registry, kind, hasModes, place);
  const common = read(capabilities, "source.capabilities");
  const alternatives = list(entries, "source.alternatives", read);
  if (alternatives.length === 0) alternatives.push(common);
  const products = alternatives.map((alternative) => new Map([...common, ...alternative, ...fixed]));
  for (const product of products) {
    for (const [name, domain] of product) {
      // An empty list offers nothing, which is to lack the property.
      if (Array.isArray(domain) && domain.length === 0) product.delete(name);
    }
  }
  return { kind, modes, resizeModes: offered, integral, products, defaults: defaults(settings, registry) };
}
