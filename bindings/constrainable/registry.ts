import type { SourceKind } from "../solver/types.js";
import { inWords } from "./place.js";

/**
 * The type of a constrainable property's constraint: `ConstrainULong`, `ConstrainDouble`, `ConstrainBoolean` or
 * `ConstrainDOMString` (Media Capture and Streams, 11.2).
 */
export type PropertyType = "ulong" | "double" | "boolean" | "string";

/** A constrainable property: one that sources have and constraints speak of. */
export interface ConstrainableProperty {
  readonly name: string;
  readonly type: PropertyType;
  /** The kinds of source it applies to. */
  readonly kinds: readonly SourceKind[];
  /**
   * Whether a constraint may be `true` or `false`, asking whether the property exists (Media Capture and Streams,
   * 11.1, fitness distance, step 4). Only numeric properties such as pan, tilt and zoom do.
   */
  readonly acceptsBoolean: boolean;
  /** Whether getUserMedia may require it to choose a device (Media Capture and Streams, 10.2). */
  readonly allowedRequired: boolean;
  /** The user agent's default, used where settings are equally fit. */
  readonly default?: number | boolean | string;
}

/** What there is to say of a property beyond the specification's fifteen. */
export interface PropertyRegistrationOptions {
  type: PropertyType;
  /** The kinds of source it applies to. Both, when absent. */
  kinds?: readonly SourceKind[];
  /** Whether `true` and `false` are constraints, asking whether the property exists. Numeric types only. */
  acceptsBoolean?: boolean;
  /** The default, used where settings are equally fit. */
  default?: number | boolean | string;
}

/** What `createSolver({ properties })` takes by name: the type of a property, or more. */
export type PropertyRegistration = PropertyType | PropertyRegistrationOptions;

/** The constrainable properties that a solver knows. */
export interface PropertyRegistry {
  /** In the order of MediaTrackConstraintSet, then the registered ones in the order of registration. */
  readonly properties: readonly ConstrainableProperty[];
  /** In lexicographical order, in which WebIDL reads the members of a dictionary. */
  readonly inReadingOrder: readonly ConstrainableProperty[];
  get(name: string): ConstrainableProperty | undefined;
}

const bothKinds: readonly SourceKind[] = Object.freeze<SourceKind[]>(["videoinput", "audioinput"]);
const videoOnly: readonly SourceKind[] = Object.freeze<SourceKind[]>(["videoinput"]);
const audioOnly: readonly SourceKind[] = Object.freeze<SourceKind[]>(["audioinput"]);

/** The specification's fifteen by name, in the order of MediaTrackConstraintSet (Media Capture and Streams, 4.3.6). */
export const specifiedProperties = {
  width: specified("width", "ulong", videoOnly, 640),
  height: specified("height", "ulong", videoOnly, 480),
  aspectRatio: specified("aspectRatio", "double", videoOnly),
  frameRate: specified("frameRate", "double", videoOnly, 30),
  facingMode: specified("facingMode", "string", videoOnly),
  resizeMode: specified("resizeMode", "string", videoOnly),
  sampleRate: specified("sampleRate", "ulong", audioOnly, 48000),
  sampleSize: specified("sampleSize", "ulong", audioOnly, 16),
  echoCancellation: specified("echoCancellation", "boolean", audioOnly, true),
  autoGainControl: specified("autoGainControl", "boolean", audioOnly),
  noiseSuppression: specified("noiseSuppression", "boolean", audioOnly),
  latency: specified("latency", "double", audioOnly),
  channelCount: specified("channelCount", "ulong", audioOnly),
  deviceId: specified("deviceId", "string", bothKinds),
  groupId: specified("groupId", "string", bothKinds),
} as const;

/** The registry of the specification's fifteen properties and no other (Media Capture and Streams, 4.3.6 and 4.3.8). */
export const specifiedRegistry: PropertyRegistry = /* @__PURE__ */ createRegistry();

/**
 * Makes the registry of the specification's fifteen properties and those in `properties`, by name.
 * Throws a TypeError for a name that is taken or unfit, and for anything amiss in a registration.
 */
export function createRegistry(
  properties: Readonly<Record<string, PropertyRegistration>> = {},
): PropertyRegistry {
  if (typeof properties !== "object" || (properties as unknown) === null || Array.isArray(properties)) {
    throw new TypeError(`properties must be an object, got ${inWords(properties)}.`);
  }
  const all: ConstrainableProperty[] = Object.values(specifiedProperties);
  for (const name of Object.keys(properties)) {
    checkName(name);
    all.push(registered(name, properties[name]));
  }
  const byName = new Map(all.map((property) => [property.name, property]));
  const inReadingOrder = [...all].sort((a, b) => (a.name < b.name ? -1 : 1));
  return Object.freeze({
    properties: Object.freeze(all),
    inReadingOrder: Object.freeze(inReadingOrder),
    get: (name: string) => byName.get(name),
  });
}

function specified(
  name: string,
  type: PropertyType,
  kinds: readonly SourceKind[],
  defaultValue?: number | boolean,
): ConstrainableProperty {
  return freezeProperty({ name, type, kinds, acceptsBoolean: false, allowedRequired: true }, defaultValue);
}

function freezeProperty(
  property: ConstrainableProperty,
  defaultValue: number | boolean | string | undefined,
): ConstrainableProperty {
  return Object.freeze(defaultValue === undefined ? property : { ...property, default: defaultValue });
}

function checkName(name: string): void {
  if (!/^[A-Za-z]\w*$/.test(name)) {
    throw new TypeError(`properties must be named by identifiers such as "zoom", got ${inWords(name)}.`);
  }
  if (Object.hasOwn(specifiedProperties, name)) {
    throw new TypeError(`properties.${name} must not be registered: the specification defines it.`);
  }
  // Every object has a member of such a name, so every request would carry a constraint.
  if (name === "advanced" || name in Object.prototype) {
    throw new TypeError(`properties.${name} must have another name: this one is taken in every request.`);
  }
}

const registrationMembers = ["type", "kinds", "acceptsBoolean", "default"];

function registered(name: string, registration: unknown): ConstrainableProperty {
  const place = `properties.${name}`;
  const base = { name, kinds: bothKinds, acceptsBoolean: false, allowedRequired: false };
  if (isPropertyType(registration)) return freezeProperty({ ...base, type: registration }, undefined);
  if (typeof registration !== "object" || registration === null) {
    throw new TypeError(`${place} must be ${typesInWords} or an object, got ${inWords(registration)}.`);
  }
  for (const member of Object.keys(registration)) {
    if (!registrationMembers.includes(member)) {
      throw new TypeError(
        `${place} must have no members but type, kinds, acceptsBoolean and default, got ${inWords(member)}.`,
      );
    }
  }
  const {
    type,
    kinds,
    acceptsBoolean = false,
    default: defaultValue,
  } = registration as { readonly [Member in keyof PropertyRegistrationOptions]?: unknown };
  if (!isPropertyType(type))
    throw new TypeError(`${place}.type must be ${typesInWords}, got ${inWords(type)}.`);
  if (typeof acceptsBoolean !== "boolean") {
    throw new TypeError(`${place}.acceptsBoolean must be a boolean, got ${inWords(acceptsBoolean)}.`);
  }
  if (acceptsBoolean && type !== "double" && type !== "ulong") {
    throw new TypeError(`${place}.acceptsBoolean must be false for a property of type "${type}", got true.`);
  }
  return freezeProperty(
    { ...base, type, kinds: checkKinds(kinds, place), acceptsBoolean },
    checkDefault(defaultValue, type, place),
  );
}

const typesInWords = '"ulong", "double", "boolean" or "string"';

function isPropertyType(value: unknown): value is PropertyType {
  return value === "ulong" || value === "double" || value === "boolean" || value === "string";
}

function checkKinds(kinds: unknown, place: string): readonly SourceKind[] {
  if (kinds === undefined) return bothKinds;
  if (!Array.isArray(kinds) || kinds.length === 0) {
    throw new TypeError(
      `${place}.kinds must be a list of "videoinput", "audioinput" or both, got ${inWords(kinds)}.`,
    );
  }
  const list: readonly unknown[] = [...(kinds as readonly unknown[])];
  for (const [index, kind] of list.entries()) {
    if (kind !== "videoinput" && kind !== "audioinput") {
      throw new TypeError(
        `${place}.kinds[${String(index)}] must be "videoinput" or "audioinput", got ${inWords(kind)}.`,
      );
    }
  }
  return Object.freeze(bothKinds.filter((kind) => list.includes(kind)));
}

function checkDefault(
  value: unknown,
  type: PropertyType,
  place: string,
): number | boolean | string | undefined {
  if (value === undefined) return undefined;
  switch (type) {
    case "ulong":
      if (typeof value === "number" && value >>> 0 === value) return value;
      throw new TypeError(`${place}.default must be an integer from 0 to 4294967295, got ${inWords(value)}.`);
    case "double":
      if (typeof value === "number" && Number.isFinite(value)) return value;
      throw new TypeError(`${place}.default must be a finite number, got ${inWords(value)}.`);
    case "boolean":
      if (typeof value === "boolean") return value;
      throw new TypeError(`${place}.default must be a boolean, got ${inWords(value)}.`);
    case "string":
      if (typeof value === "string") return value;
      throw new TypeError(`${place}.default must be a string, got ${inWords(value)}.`);
  }
}
