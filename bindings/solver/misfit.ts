/** A misfit in words a person can act on. */
import type { ConflictMember, Misfit, SourceKind } from "./types.js";

const UNITS: Readonly<Record<string, string>> = { frameRate: " fps", sampleRate: " Hz" };
const MOST_SHOWN = 4;
/** A deviceId is 64 digits between quotes. */
const LONGEST = 66;
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

/** The constraint that alone is to blame for a conflict: that of all its members. "" where there is none. */
export function blamed(conflict: readonly ConflictMember[]): string {
  const name = conflict[0]?.name ?? "";
  return conflict.every((member) => member.name === name) ? name : "";
}

/** Makes the misfit of a conflict. */
export function misfit(kind: SourceKind, conflict: ConflictMember[]): Misfit {
  return { ok: false, failedConstraint: blamed(conflict), conflict, message: describe(kind, conflict) };
}

function describe(kind: SourceKind, conflict: ConflictMember[]): string {
  const device = kind === "videoinput" ? "this camera" : "this microphone";
  const [first, second] = conflict;
  if (!first) return `${device} has no settings at all`;
  if (!second) {
    const { name, bound, value, nearest } = first;
    const can =
      nearest === undefined
        ? name === "frameRate" && (value as number) <= 0
          ? "has none so low"
          : "has none"
        : `${REACH[bound]} ${shown(name, nearest)}`;
    return `${name}: ${ASKED[bound]} ${shown(name, value)} asked, ${device} ${can}`;
  }
  const members = conflict.map((member) => bounded(member, member.value)).join(" and ");
  const ways = conflict
    .filter(({ nearest }) => nearest !== undefined)
    .map((member) => bounded(member, member.nearest))
    .join(", or ");
  return `${members} asked, ${device} cannot do ${conflict[2] ? "all" : "both"} at once; it could with ${ways || "less"}`;
}
