/** A misfit in words a person can act on. */
import type { ConflictMember, Misfit, SourceKind } from "./types.js";

const UNITS: Readonly<Record<string, string>> = {
  frameRate: " fps",
  sampleRate: " Hz",
  latency: " s",
};

function shown(name: string, value: unknown): string {
  if (typeof value === "number") return `${String(value)}${UNITS[name] ?? ""}`;
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(item)).join(" or ");
  return JSON.stringify(value) ?? "nothing";
}

const ASKED = { min: "at least", max: "at most", exact: "exactly" } as const;

function asked({ name, bound, value }: ConflictMember): string {
  return `${ASKED[bound]} ${shown(name, value)}`;
}

function nearest({ name, bound, nearest: value }: ConflictMember): string {
  const reach = bound === "min" ? "goes up to" : bound === "max" ? "starts at" : "comes nearest with";
  return `${reach} ${shown(name, value)}`;
}

/** Makes the misfit of a conflict; `failedConstraint` is "" where no single constraint is to blame. */
export function misfit(kind: SourceKind, failedConstraint: string, conflict: ConflictMember[]): Misfit {
  return { ok: false, failedConstraint, conflict, message: describe(kind, conflict) };
}

function describe(kind: SourceKind, conflict: ConflictMember[]): string {
  const device = kind === "videoinput" ? "this camera" : "this microphone";
  const [first, ...others] = conflict;
  if (first === undefined) return `no settings of ${device} satisfy the constraints`;
  if (others.length === 0) {
    const can = first.nearest === undefined ? `${device} has none such` : `${device} ${nearest(first)}`;
    return `${first.name}: ${asked(first)} asked, ${can}`;
  }
  const members = conflict.map((member) => `${member.name} ${asked(member)}`);
  const last = members.pop() ?? "";
  const ways = conflict
    .filter((member) => member.nearest !== undefined)
    .map((member) => `${member.name} ${ASKED[member.bound]} ${shown(member.name, member.nearest)}`);
  const wayOut = ways.length === 0 ? "" : `; it could with ${ways.join(", or ")}`;
  return `${members.join(", ")} and ${last} asked, ${device} cannot do ${others.length > 1 ? "all" : "both"} at once${wayOut}`;
}
