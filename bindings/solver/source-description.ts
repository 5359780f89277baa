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

function fields(value: unknown, place: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) reject(place, "an object", value);
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

function optionalText(value: unknown, place: string): string | undefined {
  return value === undefined ? value : text(value, place);
}

/** The distinct texts of a string or a list of them. */
function texts(value: unknown, place: string): string[] {
  return typeof value === "string" ? [value] : [...new Set(list(value, place, text))];
}

/** The value, which must be one of the choices. */
export function oneOf<T extends string>(value: unknown, choices: readonly T[], place: string): T {
  const index = choices.indexOf(value as T);
  return choices[index] ?? reject(place, choices.map((choice) => `"${choice}"`).join(" or "), value);
}

function finite(value: unknown, place: string): number {
  return Number.isFinite(value) ? (value as number) : reject(place, "a finite number", value);
}

function positive(value: unknown, place: string): number {
  const number = finite(value, place);
  return number > 0 ? number : reject(place, "a positive number", value);
}

function size(value: unknown, place: string): number {
  const isSize = Number.isInteger(value) && (value as number) > 0 && (value as number) <= LARGEST_UNSIGNED;
  return isSize ? (value as number) : reject(place, "a positive integer", value);
}

function frameRates(value: unknown, place: string): NativeMode["frameRates"] {
  if (Array.isArray(value)) return Object.freeze(nonEmpty(list(value, place, positive), place)) as number[];
  const { min, max } = fields(value, place);
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
  const name = optionalText(format, `${place}.format`);
  return Object.freeze(name === undefined ? mode : { ...mode, format: name });
}

function end(value: unknown, open: number, place: string): number {
  return value === undefined ? open : finite(value, place);
}

function range(value: unknown, { name, type }: ConstrainableProperty, place: string): Domain {
  const { min, max } = typeof value === "number" ? { min: value, max: value } : fields(value, place);
  const isWhole = type === "ulong";
  let hi = end(max, isWhole ? LARGEST_UNSIGNED : Number.MAX_VALUE, `${place}.max`);
  let lo = end(min, Math.min(0, hi), `${place}.min`);
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
  if (typeof value === "boolean" && !property.allowedRequired) return value ? [false, true] : [false];
  // Later editions of the specification add strings to lists of booleans; this one knows none.
  const items = list(value, place, (item) => item);
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
    const setting = settings[name];
    const place = `source.defaults.${name}`;
    if (setting === undefined) {
      if (ours !== undefined) read.set(name, ours);
    } else if (type === "string") read.set(name, text(setting, place));
    else if (type === "boolean") {
      read.set(name, typeof setting === "boolean" ? setting : reject(place, "a boolean", setting));
    } else read.set(name, (OF_MODES.includes(name) ? positive : finite)(setting, place));
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
  const groupId = optionalText(source.groupId, "source.groupId");
  if (groupId !== undefined) fixed.set("groupId", [groupId]);
  optionalText(source.label, "source.label");
  const { facingMode, resizeModes, modes: given = [], frameRates: model = "any" } = source;
  const { capabilities = {}, alternatives: entries = [], defaults: settings = {} } = source;
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
  return {
    kind,
    modes,
    resizeModes: offered,
    integral,
    products,
    defaults: defaults(settings, registry),
  };
}
