/**
 * The constrainable properties as the oracle knows them: the specification's fifteen and those a test registers.
 */
import type { SourceKind } from "../../bindings/solver/types.js";
import { round } from "./globals.js";

export type PropertyType = "ulong" | "double" | "boolean" | "string";
export type Value = number | boolean | string;

export interface Property {
  readonly name: string;
  readonly type: PropertyType;
  readonly kinds: readonly SourceKind[];
  readonly acceptsBoolean: boolean;
  /** The specification's "positive numeric" properties, whose ideal cannot sensibly be below zero. */
  readonly positive: boolean;
  readonly default?: Value;
}

export interface Registration {
  readonly type: PropertyType;
  readonly kinds: SourceKind[];
  readonly acceptsBoolean?: boolean;
  readonly default?: Value;
}

export type Registrations = Readonly<Record<string, Registration>>;
export type Properties = ReadonlyMap<string, Property>;

const video: readonly SourceKind[] = ["videoinput"];
const audio: readonly SourceKind[] = ["audioinput"];
const both: readonly SourceKind[] = ["videoinput", "audioinput"];

const specified: readonly [string, PropertyType, readonly SourceKind[], Value?][] = [
  ["deviceId", "string", both],
  ["groupId", "string", both],
  ["width", "ulong", video, 640],
  ["height", "ulong", video, 480],
  ["frameRate", "double", video, 30],
  ["aspectRatio", "double", video],
  ["facingMode", "string", video],
  ["resizeMode", "string", video],
  ["sampleRate", "ulong", audio, 48000],
  ["sampleSize", "ulong", audio, 16],
  ["echoCancellation", "boolean", audio, true],
  ["autoGainControl", "boolean", audio],
  ["noiseSuppression", "boolean", audio],
  ["latency", "double", audio],
  ["channelCount", "ulong", audio],
];

/** The properties in force: Media Capture and Streams, 4.3.8, and the registered ones. */
export function propertiesWith(registrations: Registrations = {}): Properties {
  const properties = new Map<string, Property>();
  for (const [name, type, kinds, userAgentDefault] of specified) {
    properties.set(name, {
      name,
      type,
      kinds,
      acceptsBoolean: false,
      positive: type === "ulong" || type === "double",
      ...(userAgentDefault === undefined ? {} : { default: userAgentDefault }),
    });
  }
  for (const [name, registration] of Object.entries(registrations)) {
    properties.set(name, {
      name,
      type: registration.type,
      kinds: registration.kinds,
      acceptsBoolean: registration.acceptsBoolean ?? false,
      positive: registration.type === "ulong",
      ...(registration.default === undefined ? {} : { default: registration.default }),
    });
  }
  return properties;
}

/** Media Capture and Streams, 4.3.8, aspectRatio: "a double rounded to the tenth decimal place". */
export function roundedRatio(ratio: number): number {
  return round(ratio * 1e10) / 1e10;
}
