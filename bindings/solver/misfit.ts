/** A misfit in words a person can act on. */
import type { ConflictMember, Misfit, SourceKind } from "./types.js";

const UNITS: Readonly<Record<string, string>> = { frameRate: " fps", sampleRate: " Hz" };
const MOST_SHOWN = 4;
const LONGEST = 50;
/** How bounds are told. */
export const ASKED = { min: "at least", max: "at most", exact: "exactly" };
const REACH = { min: "goes up to", max: "starts at", exact: "comes nearest with" };

/** Tells a value, with its unit. */
export function shown(name: string, value: unknown): string {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  const some = values
    .slice(0, MOST_SHOWN)
    .map((item) => JSON.stringify(item).slice(0, LONGEST) + (UNITS[name] ?? ""));
  return some.join(" or ") + (values.length > MOST_SHOWN ? " or ..." : "");
}

/** Tells a bound. */
export function bounded({ name, bound }: ConflictMember, value: unknown): string {
  return `${name} ${ASKED[bound]} ${shown(name, value)}`;
}

/** Makes the misfit of a conflict; `failedConstraint` is "" where no single constraint is to blame. */
export function misfit(kind: SourceKind, failedConstraint: string, conflict: ConflictMember[]): Misfit {
  return { ok: false, failedConstraint, conflict, message: describe(kind, conflict) };
}

function describe(kind: SourceKind, conflict: ConflictMember[]): string {
  const device = kind === "videoinput" ? "this camera" : "this microphone";
  const [first, second] = conflict;
  if (first && !second) {
    const { name, bound, value, nearest } = first;
    const can = nearest === undefined ? "has none" : `${REACH[bound]} ${shown(name, nearest)}`;
    return `${name}: ${ASKED[bound]} ${shown(name, value)} asked, ${device} ${can}`;
  }
  const members = conflict.map((member) => bounded(member, member.value));
  const ways = conflict.flatMap((member) =>
    member.nearest === undefined ? [] : bounded(member, member.nearest),
  );
  return `${members.join(" and ")} asked, ${device} cannot do ${conflict.length > 2 ? "all" : "both"} at once; it could with ${ways.join(", or ") || "less"}`;
}
