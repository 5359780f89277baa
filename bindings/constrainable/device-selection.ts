import type { SourceKind } from "../solver/types.js";
import type {
  Constraint,
  Constraints,
  ConstraintSet,
  ConstraintValue,
  NumericParameters,
  StringParameters,
} from "./convert.js";
import { specifiedRegistry } from "./registry.js";

/**
 * The constraints that choose a device of a kind (Media Capture and Streams, 10.2, getUserMedia, steps 6.3.3 and
 * 6.3.4). Drops what is not defined for the kind, and deviceId constraints of "", which the specification lets a user
 * agent take as not specified. Advanced sets keep their places. Throws a TypeError for a required basic constraint
 * that may not choose a device.
 */
export function constraintsForDeviceSelection(constraints: Constraints, kind: SourceKind): Constraints {
  const basic = setForKind(constraints.basic, kind);
  const advanced = constraints.advanced.map((set) => setForKind(set, kind));
  for (const { property, value } of basic) {
    if (property.allowedRequired) continue;
    const member = requiredMember(value);
    if (member === undefined) continue;
    const media = kind === "videoinput" ? "video" : "audio";
    const allowed = specifiedRegistry.properties.map(({ name }) => name);
    throw new TypeError(
      `constraints.${media}.${property.name}.${member} cannot be required to choose a device; ` +
        `only ${allowed.slice(0, -1).join(", ")} and ${allowed.slice(-1).join()} can.`,
    );
  }
  return { basic, advanced };
}

function setForKind(set: ConstraintSet, kind: SourceKind): ConstraintSet {
  const remaining: Constraint[] = [];
  for (const constraint of set) {
    const { property } = constraint;
    if (!property.kinds.includes(kind)) continue;
    const value = property.name === "deviceId" ? withoutEmptyIds(constraint.value) : constraint.value;
    if (value !== undefined) remaining.push(value === constraint.value ? constraint : { property, value });
  }
  return remaining;
}

/** The member of a constraint that makes it required; an empty list requires nothing (11.1, SelectSettings, step 1). */
function requiredMember(value: ConstraintValue): "exact" | "min" | "max" | undefined {
  if (typeof value !== "object" || Array.isArray(value)) return undefined;
  const { exact, min, max } = value as NumericParameters & StringParameters;
  if (exact !== undefined && !(Array.isArray(exact) && exact.length === 0)) return "exact";
  if (min !== undefined) return "min";
  return max === undefined ? undefined : "max";
}

/** A deviceId constraint without its empty ids; undefined when nothing is left of it. */
function withoutEmptyIds(value: ConstraintValue): ConstraintValue | undefined {
  if (isEmptyId(value)) return undefined;
  if (typeof value !== "object" || Array.isArray(value)) return value;
  const { exact, ideal }: StringParameters = value as StringParameters;
  if (!isEmptyId(exact) && !isEmptyId(ideal)) return value;
  const remaining: StringParameters = {};
  if (exact !== undefined && !isEmptyId(exact)) remaining.exact = exact;
  if (ideal !== undefined && !isEmptyId(ideal)) remaining.ideal = ideal;
  return "exact" in remaining || "ideal" in remaining ? remaining : undefined;
}

function isEmptyId(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 && value.every((id) => id === "") : value === "";
}
