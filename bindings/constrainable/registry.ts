import type { SourceKind } from "../solver/types.js";

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

const video = Object.freeze<SourceKind[]>(["videoinput"]);
const audio = Object.freeze<SourceKind[]>(["audioinput"]);

/** Both kinds of source. */
export const bothKinds = Object.freeze<SourceKind[]>(["videoinput", "audioinput"]);

/** The specification's fifteen, in the order of MediaTrackConstraintSet (Media Capture and Streams, 4.3.6). */
export const specifiedProperties = {
  width: specified("width", "ulong", video, 640),
  height: specified("height", "ulong", video, 480),
  aspectRatio: specified("aspectRatio", "double", video),
  frameRate: specified("frameRate", "double", video, 30),
  facingMode: specified("facingMode", "string", video),
  resizeMode: specified("resizeMode", "string", video),
  sampleRate: specified("sampleRate", "ulong", audio, 48000),
  sampleSize: specified("sampleSize", "ulong", audio, 16),
  echoCancellation: specified("echoCancellation", "boolean", audio, true),
  autoGainControl: specified("autoGainControl", "boolean", audio),
  noiseSuppression: specified("noiseSuppression", "boolean", audio),
  latency: specified("latency", "double", audio),
  channelCount: specified("channelCount", "ulong", audio),
  deviceId: specified("deviceId", "string", bothKinds),
  groupId: specified("groupId", "string", bothKinds),
} as const;

function specified(
  name: string,
  type: PropertyType,
  kinds: readonly SourceKind[],
  default_?: number | boolean,
): ConstrainableProperty {
  const property = { name, type, kinds, acceptsBoolean: false, allowedRequired: true };
  return Object.freeze(default_ === undefined ? property : { ...property, default: default_ });
}

/** The registry of the specification's fifteen properties and others, which are well-formed. */
export function registryWith(others: readonly ConstrainableProperty[]): PropertyRegistry {
  const properties = [...Object.values(specifiedProperties), ...others];
  const byName = new Map(properties.map((property) => [property.name, property]));
  return Object.freeze({
    properties: Object.freeze(properties),
    inReadingOrder: Object.freeze([...properties].sort((a, b) => (a.name < b.name ? -1 : 1))),
    get: (name: string) => byName.get(name),
  });
}

/** The registry of the specification's fifteen properties and no other (Media Capture and Streams, 4.3.6 and 4.3.8). */
export const specifiedRegistry: PropertyRegistry = /* @__PURE__ */ registryWith([]);
