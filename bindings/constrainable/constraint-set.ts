import { convertConstrainBoolean } from "./booleans.js";
import type { Constraint, ConstraintValue } from "./convert.js";
import { convertConstrainDouble, convertConstrainULong } from "./numbers.js";
import type { Place } from "./place.js";
import {
  specifiedProperties,
  specifiedRegistry,
  type ConstrainableProperty,
  type PropertyRegistry,
} from "./registry.js";
import { convertConstrainDOMString } from "./strings.js";

/** `MediaTrackConstraintSet` (Media Capture and Streams, 4.3.6): each member read and converted, then the next one. */
export function readConstraintSet(
  dictionary: object,
  registry: PropertyRegistry,
  place: Place,
): Constraint[] {
  const set: Constraint[] = [];
  if (registry === specifiedRegistry) {
    readSpecified(dictionary, set, place);
  } else {
    for (const property of registry.inReadingOrder) {
      const value = (dictionary as { readonly [name: string]: unknown })[property.name];
      if (value !== undefined) add(set, property, value, place);
    }
  }
  return set;
}

/**
 * What the loop above does, for the specification's properties alone. Written out because an engine reads a member by
 * a name in the code several times faster than by a name in a variable, and most requests come this way.
 */
function readSpecified(
  members: { readonly [Name in keyof typeof specifiedProperties]?: unknown },
  set: Constraint[],
  place: Place,
): void {
  const aspectRatio = members.aspectRatio;
  if (aspectRatio !== undefined) add(set, specifiedProperties.aspectRatio, aspectRatio, place);
  const autoGainControl = members.autoGainControl;
  if (autoGainControl !== undefined) add(set, specifiedProperties.autoGainControl, autoGainControl, place);
  const channelCount = members.channelCount;
  if (channelCount !== undefined) add(set, specifiedProperties.channelCount, channelCount, place);
  const deviceId = members.deviceId;
  if (deviceId !== undefined) add(set, specifiedProperties.deviceId, deviceId, place);
  const echoCancellation = members.echoCancellation;
  if (echoCancellation !== undefined) add(set, specifiedProperties.echoCancellation, echoCancellation, place);
  const facingMode = members.facingMode;
  if (facingMode !== undefined) add(set, specifiedProperties.facingMode, facingMode, place);
  const frameRate = members.frameRate;
  if (frameRate !== undefined) add(set, specifiedProperties.frameRate, frameRate, place);
  const groupId = members.groupId;
  if (groupId !== undefined) add(set, specifiedProperties.groupId, groupId, place);
  const height = members.height;
  if (height !== undefined) add(set, specifiedProperties.height, height, place);
  const latency = members.latency;
  if (latency !== undefined) add(set, specifiedProperties.latency, latency, place);
  const noiseSuppression = members.noiseSuppression;
  if (noiseSuppression !== undefined) add(set, specifiedProperties.noiseSuppression, noiseSuppression, place);
  const resizeMode = members.resizeMode;
  if (resizeMode !== undefined) add(set, specifiedProperties.resizeMode, resizeMode, place);
  const sampleRate = members.sampleRate;
  if (sampleRate !== undefined) add(set, specifiedProperties.sampleRate, sampleRate, place);
  const sampleSize = members.sampleSize;
  if (sampleSize !== undefined) add(set, specifiedProperties.sampleSize, sampleSize, place);
  const width = members.width;
  if (width !== undefined) add(set, specifiedProperties.width, width, place);
}

function add(set: Constraint[], property: ConstrainableProperty, value: unknown, place: Place): void {
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
      return convertConstrainBoolean(value);
    case "string":
      return convertConstrainDOMString(value, place);
  }
}
