/** What a browser is told of a request when it is to ask the user, before anything is known of its devices. */
import type { TrackConstraints } from "../../constrainable/constraint-types.js";

/** The strings that a constraint names. */
export function stringsOf(constraint: ConstrainDOMString | undefined): string[] {
  if (constraint === undefined) return [];
  if (typeof constraint === "string") return [constraint];
  if (Array.isArray(constraint)) return constraint;
  const { exact = [], ideal = [] } = constraint;
  return [exact, ideal].flat();
}

/** The part of a request's constraints that tells which device is meant. */
export function unlockingWish(constraints: TrackConstraints = {}): MediaTrackConstraints {
  const { facingMode = advancedFacing(constraints) } = constraints;
  return { ...(facingMode !== undefined && { facingMode }) };
}

/** The direction that the first of the advanced sets with one asks for: to be taken where there is such a camera. */
function advancedFacing({ advanced = [] }: TrackConstraints): ConstrainDOMStringParameters | undefined {
  for (const { facingMode } of advanced) {
    const ideal = stringsOf(facingMode);
    if (ideal.length > 0) return { ideal };
  }
  return undefined;
}
