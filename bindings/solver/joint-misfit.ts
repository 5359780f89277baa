/** A misfit between tracks in words a person can act on. */
import type { JointMember, JointMisfit } from "./joint-types.js";
import { ASKED, blamed, bounded, shown } from "./misfit.js";
import type { SourceKind } from "./types.js";

function together(members: readonly JointMember[]): string {
  return members.map((member) => bounded(member, member.value)).join(" and ");
}

function describe(kind: SourceKind, conflict: readonly JointMember[]): string {
  const device = kind === "videoinput" ? "this camera" : "this microphone";
  const own = conflict.filter(({ track }) => track === 0);
  const others = conflict.filter(({ track }) => track > 0);
  const one = new Set(others.map(({ track }) => track)).size === 1;
  const who = one ? `another track of ${device} needs` : `other tracks of ${device} need`;
  const [first, second] = own;
  if (!first) return `${who} ${together(others)}, which it cannot have`;
  const { name, bound, value } = first;
  const asked = second ? together(own) : `${name}: ${ASKED[bound]} ${shown(name, value)}`;
  const ways = own.flatMap((member) => (member.nearest === undefined ? [] : bounded(member, member.nearest)));
  const way = ways.length > 0 ? `; all could be had with ${ways.join(", or ")}` : "";
  return `${asked} asked, ${who} ${together(others)}${way}`;
}

/** Makes the misfit of a conflict between tracks; `failedConstraint` is "" where no single constraint is to blame. */
export function jointMisfit(kind: SourceKind, conflict: JointMember[]): JointMisfit {
  const failedConstraint = blamed(conflict.filter(({ track }) => track === 0));
  return { ok: false, failedConstraint, conflict, message: describe(kind, conflict) };
}
