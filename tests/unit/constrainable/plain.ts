import {
  convertTrackConstraints,
  type Constraints,
  type ConstraintSet,
} from "../../../bindings/constrainable/convert.js";
import { createRegistry } from "../../../bindings/constrainable/registration.js";

/** The fifteen and one registered property of each kind of type. */
export const registry = createRegistry({
  zoom: { type: "double", acceptsBoolean: true },
  pan: { type: "double", acceptsBoolean: true, kinds: ["videoinput"] },
  torch: "boolean",
  iso: { type: "ulong", acceptsBoolean: true },
  whiteBalanceMode: "string",
});

/** A converted constraint set as the plain object it stands for. */
export function plainSet(set: ConstraintSet): Record<string, unknown> {
  return Object.fromEntries(set.map(({ property, value }) => [property.name, value]));
}

/** Converted constraints as the plain object they stand for. */
export function plain(constraints: Constraints): Record<string, unknown> {
  const advanced = constraints.advanced.map(plainSet);
  return { ...plainSet(constraints.basic), ...(advanced.length > 0 ? { advanced } : {}) };
}

/** What is left of a value given as MediaTrackConstraints. */
export function convert(value: unknown): Record<string, unknown> {
  return plain(convertTrackConstraints(value, registry));
}

/** What `action` throws; fails when it throws nothing. */
export function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown.");
}
