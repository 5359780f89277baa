import { convertConstrainBoolean } from "./booleans.js";
import type { Constraint, ConstraintValue } from "./convert.js";
import { convertConstrainDouble, convertConstrainULong } from "./numbers.js";
import type { Place } from "./place.js";
import type { ConstrainableProperty, PropertyRegistry } from "./registry.js";
import { convertConstrainDOMString } from "./strings.js";

/** `MediaTrackConstraintSet` (Media Capture and Streams, 4.3.6): each member read and converted, then the next one. */
export function readConstraintSet(
  dictionary: object,
  registry: PropertyRegistry,
  place: Place,
): Constraint[] {
  const set: Constraint[] = [];
  for (const property of registry.inReadingOrder) {
    const value = property.read(dictionary as Readonly<Record<string, unknown>>);
    if (value === undefined) continue;
    place.property = property.name;
    set.push({ property, value: convertValue(property, value, place) });
  }
  return set;
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
