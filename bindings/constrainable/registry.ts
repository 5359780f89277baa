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
  readonly default?: number | boolean | string | undefined;
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

/** The names of the specification's fifteen properties. */
export type SpecifiedName =
  | "width"
  | "height"
  | "aspectRatio"
  | "frameRate"
  | "facingMode"
  | "resizeMode"
  | "sampleRate"
  | "sampleSize"
  | "echoCancellation"
  | "autoGainControl"
  | "noiseSuppression"
  | "latency"
  | "channelCount"
  | "deviceId"
  | "groupId";

const video = Object.freeze<SourceKind[]>(["videoinput"]);
const audio = Object.freeze<SourceKind[]>(["audioinput"]);

/** Both kinds of source. */
export const bothKinds = Object.freeze<SourceKind[]>(["videoinput", "audioinput"]);

function specified(
  name: string,
  type: PropertyType,
  kinds: readonly SourceKind[],
  default_?: number | boolean | string,
): ConstrainableProperty {
  return Object.freeze({
    name,
    type,
    kinds,
    acceptsBoolean: false,
    allowedRequired: true,
    default: default_,
  });
}

/** Media Capture and Streams, 4.3.8, width. */
export const width = specified("width", "ulong", video, 640);
/** Media Capture and Streams, 4.3.8, height. */
export const height = specified("height", "ulong", video, 480);
/** Media Capture and Streams, 4.3.8, aspectRatio. */
export const aspectRatio = specified("aspectRatio", "double", video);
/** Media Capture and Streams, 4.3.8, frameRate. */
export const frameRate = specified("frameRate", "double", video, 30);
/** Media Capture and Streams, 4.3.8, facingMode. */
export const facingMode = specified("facingMode", "string", video);
/** Media Capture and Streams, 4.3.8, resizeMode. */
export const resizeMode = specified("resizeMode", "string", video, "none");
/** Media Capture and Streams, 4.3.8, sampleRate. */
export const sampleRate = specified("sampleRate", "ulong", audio, 48000);
/** Media Capture and Streams, 4.3.8, sampleSize. */
export const sampleSize = specified("sampleSize", "ulong", audio, 16);
/** Media Capture and Streams, 4.3.8, echoCancellation. */
export const echoCancellation = specified("echoCancellation", "boolean", audio, true);
/** Media Capture and Streams, 4.3.8, autoGainControl. */
export const autoGainControl = specified("autoGainControl", "boolean", audio);
/** Media Capture and Streams, 4.3.8, noiseSuppression. */
export const noiseSuppression = specified("noiseSuppression", "boolean", audio);
/** Media Capture and Streams, 4.3.8, latency. */
export const latency = specified("latency", "double", audio);
/** Media Capture and Streams, 4.3.8, channelCount. */
export const channelCount = specified("channelCount", "ulong", audio);
/** Media Capture and Streams, 4.3.8, deviceId. */
export const deviceId = specified("deviceId", "string", bothKinds);
/** Media Capture and Streams, 4.3.8, groupId. */
export const groupId = specified("groupId", "string", bothKinds);

/** The specification's fifteen properties, in the order of MediaTrackConstraintSet. */
const specifiedProperties = [
  width,
  height,
  aspectRatio,
  frameRate,
  facingMode,
  resizeMode,
  sampleRate,
  sampleSize,
  echoCancellation,
  autoGainControl,
  noiseSuppression,
  latency,
  channelCount,
  deviceId,
  groupId,
];

/** The registry of the specification's fifteen properties and others, which are well-formed. */
export function registryWith(others: readonly ConstrainableProperty[]): PropertyRegistry {
  const properties = [...specifiedProperties, ...others];
  return Object.freeze({
    properties: Object.freeze(properties),
    inReadingOrder: Object.freeze([...properties].sort((a, b) => (a.name < b.name ? -1 : 1))),
    get: (wanted: string) => properties.find(({ name }) => name === wanted),
  });
}

/** The registry of the specification's fifteen properties and no other (Media Capture and Streams, 4.3.6 and 4.3.8). */
export const specifiedRegistry: PropertyRegistry = /* @__PURE__ */ registryWith([]);
