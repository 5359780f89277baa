/** What a browser is told of a request when it is to ask the user, before anything is known of its devices. */
import type { TrackConstraints } from "../../constrainable/constraint-types.js";
import type { SourceKind } from "../../solver/types.js";

/** The strings that a constraint names. */
export function stringsOf(constraint: ConstrainDOMString | undefined): string[] {
  if (constraint === undefined) return [];
  if (typeof constraint === "string") return [constraint];
  if (Array.isArray(constraint)) return constraint;
  const { exact = [], ideal = [] } = constraint;
  return [exact, ideal].flat();
}

/** Whether no other string will do. */
export function isRequired(constraint: ConstrainDOMString | undefined): boolean {
  return typeof constraint === "object" && "exact" in constraint;
}

/** The ideal nearest to what a constraint of a number asks for. What it only must not exceed is no wish. */
function idealOf(constraint: ConstrainULong | undefined): ConstrainULongRange | undefined {
  const { ideal, exact, min } = typeof constraint === "object" ? constraint : { ideal: constraint };
  const value = ideal ?? exact ?? min;
  return value === undefined ? undefined : { ideal: value };
}

/**
 * The part of a request's constraints that tells which device is meant, and in which mode it is likely to be used. Sizes are
 * not required: what no native mode has, this package may deliver.
 */
export function unlockingWish(constraints: TrackConstraints = {}, kind: SourceKind): MediaTrackConstraints {
  const { deviceId } = constraints;
  const device = deviceId === undefined ? {} : { deviceId };
  if (kind === "audioinput") return device;
  const { facingMode = advancedFacing(constraints) } = constraints;
  const [width, height] = [idealOf(constraints.width), idealOf(constraints.height)];
  const video = {
    ...device,
    ...(facingMode !== undefined && { facingMode }),
    ...(width && { width }),
    ...(height && { height }),
    // A track that the browser scales tells nothing of the camera.
    ...((width ?? height) && { resizeMode: { ideal: "none" } }),
  };
  return video;
}

/** The direction that the first of the advanced sets with one asks for: to be taken where there is such a camera. */
function advancedFacing({ advanced = [] }: TrackConstraints): ConstrainDOMStringParameters | undefined {
  for (const { facingMode } of advanced) {
    const ideal = stringsOf(facingMode);
    if (ideal.length > 0) return { ideal };
  }
  return undefined;
}
