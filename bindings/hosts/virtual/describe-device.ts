/** What is given as a virtual device, read once. */
import { specifiedRegistry } from "../../constrainable/registry.js";
import { reject } from "../../solver/argument-errors.js";
import { checkMembers } from "../check-arguments.js";
import { completeDescription } from "./complete-description.js";
import { readSource } from "../../solver/source-description.js";
import type { SourceDescription } from "../../solver/types.js";

/** A loudspeaker: it is enumerated and can be the default, and nothing more. */
export interface VirtualOutput {
  kind: "audiooutput";
  /** Unique among the host's devices. */
  deviceId: string;
  /** Equal for devices that belong to the same physical device. */
  groupId?: string;
  /** A name for people. */
  label?: string;
}

/** A camera or microphone by its description, a loudspeaker, or a name of the catalogue ("trackfit/devices"). */
export type VirtualDevice = SourceDescription | VirtualOutput | string;

/** A device that is known, and nobody else's to change. */
export type DescribedDevice = Readonly<SourceDescription> | Readonly<VirtualOutput>;

const OF_OUTPUTS = ["kind", "deviceId", "groupId", "label"];
const OF_SOURCES = [
  ...OF_OUTPUTS,
  "facingMode",
  "modes",
  "resizeModes",
  "frameRates",
  "capabilities",
  "alternatives",
  "defaults",
];
/** As deep as descriptions go, and a little more. */
const DEEPEST = 6;

/** Copies what plain data there is; what is no plain data is left for the reader to reject. */
function copied(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || depth > DEEPEST) return value;
  const copy: unknown[] | Record<string, unknown> = Array.isArray(value)
    ? Array.from(value as unknown[], (item) => copied(item, depth + 1))
    : Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copied(item, depth + 1)]));
  return Object.freeze(copy);
}

/** Reads a description, and completes it; TypeError, in which it is called `place`, where it is none. */
export function describeDevice(device: unknown, place: string): DescribedDevice {
  if (typeof device !== "object" || device === null || Array.isArray(device)) {
    reject(place, "a source description, an output or a name of the catalogue", device);
  }
  const members = device as Readonly<Record<string, unknown>>;
  const { kind } = members;
  const names = kind === "audiooutput" ? OF_OUTPUTS : OF_SOURCES;
  checkMembers(device, place, names);
  const given = names.map((name) => [name, copied(members[name])]).filter(([, value]) => value !== undefined);
  const copy = Object.freeze(Object.fromEntries(given)) as DescribedDevice;
  if (copy.kind === "audiooutput") {
    for (const name of ["deviceId", "groupId", "label"] as const) {
      const value: unknown = copy[name];
      if (value === undefined ? name === "deviceId" : typeof value !== "string") {
        reject(`${place}.${name}`, "a string", value);
      }
    }
    return copy;
  }
  try {
    readSource(copy, specifiedRegistry);
  } catch (error) {
    // The reader calls what it reads "source".
    if (error instanceof TypeError) error.message = error.message.replace(/^source\b/, place);
    throw error;
  }
  return completeDescription(copy);
}

/** Reads a device of the catalogue; rejects with a TypeError that tells the nearest names where there is none. */
export async function deviceOfCatalogue(name: string): Promise<DescribedDevice> {
  const { device } = await import("../../../devices/index.js");
  return describeDevice(await device(name), "device");
}
