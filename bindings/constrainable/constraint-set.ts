import { convertConstrainBoolean } from "./booleans.js";
import type { Constraint, ConstraintValue } from "./convert.js";
import { convertConstrainDouble, convertConstrainULong } from "./numbers.js";
import type { Place } from "./place.js";
import {
  aspectRatio,
  autoGainControl,
  channelCount,
  deviceId,
  echoCancellation,
  facingMode,
  frameRate,
  groupId,
  height,
  latency,
  noiseSuppression,
  resizeMode,
  sampleRate,
  sampleSize,
  width,
  specifiedRegistry,
  type ConstrainableProperty,
  type PropertyRegistry,
  type SpecifiedName,
} from "./registry.js";
import { convertConstrainDOMString } from "./strings.js";

/** `MediaTrackConstraintSet` (Media Capture and Streams, 4.3.6): each member read and converted, then the next one. */
export function readConstraintSet(
  dictionary: object,
  registry: PropertyRegistry,
  place: Place,
): Constraint[] {
  const set: Constraint[] = [];
  if (registry === specifiedRegistry) readSpecified(dictionary, set, place);
  else {
    for (const property of registry.inReadingOrder) {
      add(set, property, (dictionary as Readonly<Record<string, unknown>>)[property.name], place);
    }
  }
  return set;
}

/**
 * What the loop above does, for the specification's properties alone. Written out because an engine reads a member by
 * a name in the code several times faster than by a name in a variable, and most requests come this way.
 */
function readSpecified(
  members: { readonly [Name in SpecifiedName]?: unknown },
  set: Constraint[],
  place: Place,
): void {
  add(set, aspectRatio, members.aspectRatio, place);
  add(set, autoGainControl, members.autoGainControl, place);
  add(set, channelCount, members.channelCount, place);
  add(set, deviceId, members.deviceId, place);
  add(set, echoCancellation, members.echoCancellation, place);
  add(set, facingMode, members.facingMode, place);
  add(set, frameRate, members.frameRate, place);
  add(set, groupId, members.groupId, place);
  add(set, height, members.height, place);
  add(set, latency, members.latency, place);
  add(set, noiseSuppression, members.noiseSuppression, place);
  add(set, resizeMode, members.resizeMode, place);
  add(set, sampleRate, members.sampleRate, place);
  add(set, sampleSize, members.sampleSize, place);
  add(set, width, members.width, place);
}

function add(set: Constraint[], property: ConstrainableProperty, value: unknown, place: Place): void {
  if (value === undefined) return;
  place.property = property.name;
  set.push({ property, value: convertValue(property, value, place) });
}

function convertValue(property: ConstrainableProperty, value: unknown, place: Place): ConstraintValue {
  if (property.acceptsBoolean && typeof value === "boolean") return value;
  switch (property.type) {
    case "ulong":
      return convertConstrainULong(value, place);
    case "double":
      return convertConstrainDouble(value, place);
    case "boolean":
      return convertConstrainBoolean(value, place);
    case "string":
      return convertConstrainDOMString(value, place);
  }
}
