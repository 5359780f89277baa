/** What constraints come to on properties that a source does not have. */
import type { ConstraintValue } from "../constrainable/convert.js";
import type { ConstrainableProperty } from "../constrainable/registry.js";

export type Bound = "min" | "max" | "exact";

/** The first required bound of a constraint and its value, if there is one. Empty lists count as not specified. */
export function requiredBound(value: ConstraintValue, bareIsExact: boolean): [Bound, unknown] | undefined {
  if (typeof value !== "object" || Array.isArray(value)) {
    return bareIsExact && !isEmptyList(value) ? ["exact", value] : undefined;
  }
  const { min, max, exact } = value as { min?: number; max?: number; exact?: unknown };
  if (exact !== undefined && !isEmptyList(exact)) return ["exact", exact];
  if (min !== undefined) return ["min", min];
  return max === undefined ? undefined : ["max", max];
}

/** Media Capture and Streams, 11.1, fitness distance, steps 4 and 5, for a constraint of the basic set. */
export function distanceIfAbsent(property: ConstrainableProperty, value: ConstraintValue): number {
  if (typeof value === "boolean") return property.type !== "boolean" && !value ? 0 : 1;
  if (typeof value !== "object" || Array.isArray(value)) return isEmptyList(value) ? 0 : 1;
  const { ideal } = value;
  return ideal === undefined || isEmptyList(ideal) ? 0 : 1;
}

export function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
