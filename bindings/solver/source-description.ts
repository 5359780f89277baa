/** Reads a source description once, whatever object it is, and says what is wrong with it. */
import type { ConstrainableProperty, PropertyRegistry } from "../constrainable/registry.js";
import { reject } from "./argument-errors.js";
import type { NativeMode, SourceDescription, SourceKind } from "./types.js";

type Fields = Record<string, unknown>;

/** A numeric property's range, or the values of a discrete one. */
export type Domain = { lo: number; hi: number } | (string | boolean)[];

/** By property name: what one product of values offers. */
export type Domains = Map<string, Domain>;

/** A source description that has been read: well-formed, and nobody else's to change. */
export interface ReadSource {
  kind: SourceKind;
  modes: NativeMode[];
  /** With modes only: what they may be used as. */
  resizeModes: string[];
  integral: boolean;
  /** The products of values that the source offers; at least one. */
  products: Domains[];
  defaults: Map<string, number | string | boolean>;
}

const LARGEST_SIZE = 4294967295;
const RESIZE_MODES = ["none", "crop-and-scale"];
/** With native modes these come from the modes. */
const OF_MODES = new Set(["width", "height", "aspectRatio", "frameRate", "resizeMode"]);

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

/** Media Capture and Streams, 4.3.8, aspectRatio: "rounded to the tenth decimal place". */
export function roundRatio(ratio: number): number {
  return Math.abs(ratio) < 9e5 ? Math.round(ratio * 1e10) / 1e10 : ratio;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && value === value;
}

function list(value: unknown, place: string, of: string): unknown[] {
  if (!Array.isArray(value)) reject(place, `a list of ${of}`, value);
  return Array.from(value as ArrayLike<unknown>);
}

function optionalText(value: unknown, place: string): string | undefined {
  if (value !== undefined && typeof value !== "string") reject(place, "a string", value);
  return value;
}

function oneOf(value: unknown, choices: readonly string[], place: string): string {
  if (!choices.includes(value as string)) reject(place, choices.map((choice) => `"${choice}"`).join(" or "), value);
  return value as string;
}

/** The distinct texts of a string or a list of them. */
function texts(value: unknown, place: string): string[] {
  const all = typeof value === "string" ? [value] : list(value, place, "strings");
  all.forEach((text, i) => {
    if (typeof text !== "string") reject(`${place}[${i}]`, "a string", text);
  });
  return [...new Set(all as string[])];
}

function size(value: unknown, place: string): number {
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > LARGEST_SIZE) {
    reject(place, "a positive integer", value);
  }
  return value as number;
}

function rate(value: unknown, place: string): number {
  if (!isNumber(value) || value <= 0 || value === Infinity) reject(place, "a positive number", value);
  return value;
}

function frameRates(value: unknown, place: string): NativeMode["frameRates"] {
  if (Array.isArray(value)) {
    const rates = list(value, place, "rates").map((item, i) => rate(item, `${place}[${i}]`));
    if (rates.length === 0) throw new TypeError(`${place} must name at least one rate, got an empty list.`);
    return rates;
  }
  if (!isObject(value)) reject(place, "a list of rates or a range of them", value);
  const { min, max } = value;
  const highest = rate(max, `${place}.max`);
  if (!isNumber(min) || min < 0 || min > highest) {
    reject(`${place}.min`, `a number from 0 to ${highest}, the range's max`, min);
  }
  return { min, max: highest };
}

function nativeModes(value: unknown): NativeMode[] {
  if (value === undefined) return [];
  return list(value, "source.modes", "native modes").map((item, i) => {
    const place = `source.modes[${i}]`;
    if (!isObject(item)) reject(place, "an object", item);
    const { width, height, frameRates: rates, format } = item;
    const mode: NativeMode = {
      width: size(width, `${place}.width`),
      height: size(height, `${place}.height`),
      frameRates: frameRates(rates, `${place}.frameRates`),
    };
    const text = optionalText(format, `${place}.format`);
    if (text !== undefined) mode.format = text;
    return mode;
  });
}

function range(value: unknown, property: ConstrainableProperty, place: string): Domain {
  if (isNumber(value)) return { lo: value, hi: value };
  if (!isObject(value) || Array.isArray(value)) reject(place, "a range of numbers", value);
  const { min, max } = value;
  for (const [name, end] of [["min", min] as const, ["max", max] as const]) {
    if (end !== undefined && !isNumber(end)) reject(`${place}.${name}`, "a number", end);
  }
  const limit = property.type === "ulong" ? LARGEST_SIZE : Number.MAX_VALUE;
  let hi = Math.min((max as number | undefined) ?? limit, limit);
  let lo = Math.max((min as number | undefined) ?? Math.min(0, hi), -Number.MAX_VALUE);
  if (property.type === "ulong") {
    hi = Math.floor(hi);
    lo = Math.ceil(lo);
  }
  // No picture has a side of no pixels.
  if (property.name === "width" || property.name === "height") lo = Math.max(lo, 1);
  if (property.name === "frameRate") lo = Math.max(lo, 0);
  if (property.name === "aspectRatio") {
    lo = roundRatio(lo);
    hi = roundRatio(hi);
  }
  if (lo > hi || (property.name === "frameRate" && hi <= 0)) {
    reject(place, property.type === "ulong" ? "a range with a whole number in it" : "a range with its min up to its max", value);
  }
  return { lo, hi };
}

function values(value: unknown, property: ConstrainableProperty, place: string): Domain {
  if (property.type === "string") return texts(value, place);
  // Image Capture tells `torch: true` of a torch that can be switched.
  if (typeof value === "boolean") {
    if (property.allowedRequired) reject(place, "a list of booleans", value);
    return value ? [false, true] : [false];
  }
  // Later editions of the specification add strings to lists of booleans; this one knows none.
  return [...new Set(list(value, place, "booleans").filter((item) => typeof item === "boolean"))];
}

/** What a dictionary of capabilities offers, the properties that the registry does not know left out. */
function domains(value: unknown, registry: PropertyRegistry, kind: SourceKind, hasModes: boolean, place: string): Domains {
  const read: Domains = new Map();
  if (value === undefined) return read;
  if (!isObject(value)) reject(place, "an object", value);
  for (const property of registry.properties) {
    if (!property.kinds.includes(kind) || property.name === "deviceId") continue;
    if (hasModes && OF_MODES.has(property.name)) continue;
    const capability = value[property.name];
    if (capability === undefined) continue;
    const where = `${place}.${property.name}`;
    const numeric = property.type === "ulong" || property.type === "double";
    const domain = numeric ? range(capability, property, where) : values(capability, property, where);
    if (!Array.isArray(domain) || domain.length > 0) read.set(property.name, domain);
  }
  return read;
}

function defaults(value: unknown, registry: PropertyRegistry): ReadSource["defaults"] {
  const read: ReadSource["defaults"] = new Map();
  for (const property of registry.properties) {
    if (property.default !== undefined) read.set(property.name, property.default);
  }
  if (value === undefined) return read;
  if (!isObject(value)) reject("source.defaults", "an object", value);
  for (const property of registry.properties) {
    const setting = value[property.name];
    if (setting === undefined) continue;
    const place = `source.defaults.${property.name}`;
    if (property.type === "boolean" || property.type === "string") {
      if (typeof setting !== property.type) reject(place, `a ${property.type}`, setting);
    } else if (!isNumber(setting) || Math.abs(setting) === Infinity) {
      reject(place, "a finite number", setting);
    } else if (OF_MODES.has(property.name) && setting <= 0) {
      reject(place, "a positive number", setting);
    }
    read.set(property.name, setting as number | string | boolean);
  }
  return read;
}

/** Reads a source description; TypeError where it is none. */
export function readSource(description: SourceDescription, registry: PropertyRegistry): ReadSource {
  if (!isObject(description)) reject("source", "an object", description);
  const kind = oneOf(description.kind, ["videoinput", "audioinput"], "source.kind") as SourceKind;
  const { deviceId } = description;
  if (typeof deviceId !== "string") reject("source.deviceId", "a string", deviceId);
  const groupId = optionalText(description.groupId, "source.groupId");
  optionalText(description.label, "source.label");
  const facingMode: unknown = description.facingMode;
  const modes = nativeModes(description.modes);
  if (modes.length > 0 && kind !== "videoinput") reject("source.modes", "left out of an audio source", modes);
  const given: unknown = description.resizeModes;
  const resizeModes = given === undefined ? [] : texts(given, "source.resizeModes");
  resizeModes.forEach((mode, i) => oneOf(mode, RESIZE_MODES, `source.resizeModes[${i}]`));
  if (given !== undefined && resizeModes.length === 0) {
    throw new TypeError("source.resizeModes must name at least one mode, got an empty list.");
  }
  const rates: unknown = description.frameRates;
  if (rates !== undefined) oneOf(rates, ["any", "integral"], "source.frameRates");

  const hasModes = modes.length > 0;
  const common = domains(description.capabilities, registry, kind, hasModes, "source.capabilities");
  const alternatives: unknown = description.alternatives;
  const given_ = alternatives === undefined ? [] : list(alternatives, "source.alternatives", "capabilities");
  const products = given_.map(
    (item, i) => new Map([...common, ...domains(item, registry, kind, hasModes, `source.alternatives[${i}]`)]),
  );
  if (products.length === 0) products.push(common);
  for (const product of products) {
    product.set("deviceId", [deviceId]);
    if (groupId !== undefined) product.set("groupId", [groupId]);
    if (facingMode !== undefined && kind === "videoinput") {
      const directions = texts(facingMode, "source.facingMode");
      if (directions.length > 0) product.set("facingMode", directions);
      else product.delete("facingMode");
    }
    if (!hasModes && resizeModes.length > 0 && kind === "videoinput") product.set("resizeMode", resizeModes);
  }
  return {
    kind,
    modes,
    resizeModes: resizeModes.length > 0 ? resizeModes : RESIZE_MODES,
    integral: rates === "integral",
    products,
    defaults: defaults(description.defaults, registry),
  };
}
