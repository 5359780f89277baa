/**
 * A joint answer of the solver against the oracle's.
 */
import type { JointFit, JointMember, JointMisfit } from "../../bindings/solver/joint-solver.js";
import type { ConflictMember, Misfit } from "../../bindings/solver/types.js";
import { checkConflict } from "./conflict.js";
import type { Settings } from "./fitness-distance.js";
import { Bounds, groupsIn, type JointAnswer, jointAnswer } from "./joint-answer.js";
import { type Cell, type JointCase, type JointQuestion, jointQuestionOf, questionIn } from "./joint-space.js";
import { roundedRatio } from "./properties.js";
import type { Question } from "./question.js";
import { blamableOf, distanceOf, isMember, satisfiesRequired } from "./select-settings.js";
import { checkTieOrder } from "./tie-order.js";
import { Walk } from "./walk.js";

/** Two ties: of the settings in a group, and of the groups. */
const tolerance = 2.5e-9;
/** Conflicts are compared with all smaller ones of so many bounds. */
const mostBounds = 12;

export interface JudgedJoint {
  readonly question: JointQuestion;
  readonly expected: JointAnswer;
}

/** What the oracle says of a case. */
export function judgeJoint(one: JointCase): JudgedJoint {
  const question = jointQuestionOf(one);
  return { question, expected: jointAnswer(question) };
}

/** Whether the answer is of this cell. */
function isOf({ source, questions }: JointQuestion, cell: Cell, fit: JointFit): boolean {
  const mode = source.modes?.[cell.mode];
  const same = (told: unknown): boolean => JSON.stringify(told) === JSON.stringify(mode);
  return (
    same(fit.nativeMode) &&
    (cell.rate === undefined || Math.abs((fit.frameRate ?? NaN) - cell.rate) <= cell.rate * 1e-13) &&
    fit.fits.every((one, track) => {
      const question = questions[track];
      return (
        question !== undefined &&
        same(one.nativeMode) &&
        isMember(questionIn(question, [cell]).space, one.settings as Settings)
      );
    })
  );
}

/** Without modes the design leaves open what is native. */
function hasOrder({ space }: Question): boolean {
  if (space.kind !== "videoinput" || space.source.modes !== undefined) return true;
  return !space.configurations.some(({ domains }) => domains.has("resizeMode"));
}

function checkFits(
  question: JointQuestion,
  expected: JointAnswer & { feasible: true },
  fit: JointFit,
): string[] {
  const problems: string[] = [];
  const { questions } = question;
  if (fit.fits.length !== questions.length) return [`${fit.fits.length} fits for ${questions.length} tracks`];
  for (const [track, own] of questions.entries()) {
    const one = fit.fits[track];
    const answer = expected.tracks[track];
    if (one === undefined || answer === undefined) return [`track ${track} has no fit`];
    const settings = one.settings as Settings;
    const distance = distanceOf(own, settings);
    if (!(Math.abs(one.distance - answer.distance) <= tolerance))
      problems.push(`track ${track}: distance ${one.distance}, least is ${answer.distance}`);
    if (!(Math.abs(one.distance - distance) <= 1e-9))
      problems.push(`track ${track}: distance ${one.distance}, that of the settings is ${distance}`);
    if (!satisfiesRequired(own, settings, own.basic))
      problems.push(`track ${track}: the settings violate a required constraint`);
    if (JSON.stringify(one.advanced) !== JSON.stringify(answer.advanced))
      problems.push(
        `track ${track}: advanced is ${String(one.advanced)}, must be ${String(answer.advanced)}`,
      );
    for (const [i, set] of own.advanced.entries()) {
      if (answer.advanced[i] === true && !satisfiesRequired(own, settings, set))
        problems.push(`track ${track}: the settings violate advanced[${i}]`);
    }
    for (const [name, value] of Object.entries(fit.shared)) {
      if (settings[name] !== value)
        problems.push(`track ${track}: ${name} is not the device's ${String(value)}`);
    }
  }
  const own = expected.left.filter((cell) => isOf(question, cell, fit));
  if (own.length === 0) {
    const elsewhere = question.cells.some((cell) => isOf(question, cell, fit));
    problems.push(elsewhere ? "another operating point is better" : "the fits are of no one operating point");
  }
  if (problems.length > 0) return problems;
  // Among what is optimal for all tracks the requester's order decides, within that each track's own.
  return questions.flatMap((one, track) => {
    const [first] = fit.fits;
    const answer = expected.tracks[track];
    const ofTrack = fit.fits[track];
    if (first === undefined || answer === undefined || ofTrack === undefined || !hasOrder(one)) return [];
    const tried = (track === 0 ? [expected.left] : own.map((cell) => [cell])).map((cells) =>
      checkTieOrder(questionIn(one, cells), { feasible: true, ...answer }, ofTrack),
    );
    return tried.some((found) => found.length === 0)
      ? []
      : tried.flat().map((text) => `track ${track}: ${text}`);
  });
}

/** Whether `value` is what was asked for, as given or as it counts (ratios are rounded). */
function isAskedFor(value: unknown, asked: unknown): boolean {
  const list = (one: unknown): readonly unknown[] => (Array.isArray(one) ? one : [one]);
  const [told, wanted] = [list(value), list(asked)];
  return (
    told.length === wanted.length &&
    told.every((one, i) => one === wanted[i] || (typeof one === "number" && roundedRatio(one) === wanted[i]))
  );
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** The part of the conflict that one track has, as a misfit of its own in the cells that the rest leaves. */
function checkPart(question: Question, cells: readonly Cell[], conflict: readonly JointMember[]): string[] {
  const misfit: Misfit = { ok: false, failedConstraint: "", conflict: [...conflict], message: "" };
  return checkConflict(questionIn(question, cells), misfit);
}

function checkMisfit(
  question: JointQuestion,
  { left }: JointAnswer & { feasible: false },
  misfit: JointMisfit,
): string[] {
  const problems: string[] = [];
  const { questions, cells } = question;
  const [requester] = questions;
  if (requester === undefined) return ["there is no requester"];
  const blamable = left.length === 0 ? [] : blamableOf(questionIn(requester, left));
  const { failedConstraint, conflict } = misfit;
  const right = blamable.length === 0 ? failedConstraint === "" : blamable.includes(failedConstraint);
  if (!right)
    problems.push(`failedConstraint is "${failedConstraint}", must be of ${JSON.stringify(blamable)}`);
  if (misfit.message === "") problems.push("the message is empty");

  const bounds = new Bounds(question);
  const indices = conflict.map((told) =>
    bounds.all.findIndex(
      ({ track, name, bound, member }) =>
        track === told.track &&
        name === told.name &&
        bound === told.bound &&
        isAskedFor(told.value, bound === "exact" ? member.exact : member[bound]),
    ),
  );
  if (indices.includes(-1) || new Set(indices).size < indices.length)
    return [...problems, `a member is no required bound or told twice: ${JSON.stringify(conflict)}`];
  if (bounds.cellsWith((index) => indices.includes(index)).length > 0)
    return [...problems, `the conflict can hold together: ${JSON.stringify(conflict)}`];

  const own = conflict.filter(({ track }) => track === 0);
  if (left.length === 0 ? own.length > 0 : own.length === 0)
    problems.push(`${own.length} members are the requester's, the others leave ${left.length} cells`);
  if (own.length > 0) problems.push(...checkPart(requester, left, own));
  for (const [track, of] of questions.entries()) {
    const part = conflict.filter((member) => track > 0 && member.track === track);
    if (part.length === 0) continue;
    const rest = indices.filter((index) => bounds.all[index]?.track !== track);
    const numbers = new Set(bounds.cellsWith((index) => rest.includes(index)));
    const found = checkPart(
      of,
      cells.filter((_, i) => numbers.has(i)),
      part,
    );
    problems.push(...found.map((text) => `track ${track}: ${text}`));
  }
  // Of the others' bounds no smaller set will do.
  const others = bounds.all.flatMap(({ track }, index) => (track > 0 ? [index] : []));
  const fixed = indices.filter((index) => bounds.all[index]?.track === 0);
  const size = indices.length - fixed.length;
  if (others.length <= mostBounds) {
    for (let subset = 0; subset < 1 << others.length; subset++) {
      if (bitCount(subset) >= size) continue;
      const inside = new Set([...fixed, ...others.filter((_, bit) => (subset & (1 << bit)) !== 0)]);
      if (bounds.cellsWith((index) => inside.has(index)).length > 0) continue;
      problems.push(`fewer of the others' bounds will do: ${String([...inside])} for ${String(indices)}`);
      break;
    }
  }
  return problems;
}

/** Whether the requester can be satisfied without the others. */
export function isFeasibleAlone({ questions, cells }: JointQuestion): boolean {
  const [requester] = questions;
  if (requester === undefined) return false;
  const walk = new Walk(requester, requester.basic, []);
  return cells.some((cell) => groupsIn(walk, cell).size > 0);
}

/** A misfit as one track alone has it. */
export function withoutTracks(misfit: JointMisfit): Misfit {
  const conflict = misfit.conflict.map((member): ConflictMember => {
    const { track, ...own } = member;
    return track === 0 ? own : member;
  });
  return { ...misfit, conflict };
}

/** Everything that is wrong with an answer; nothing when it is right. `alone` is what selectSettings says. */
export function jointProblems(
  { question, expected }: JudgedJoint,
  actual: JointFit | JointMisfit,
  alone: unknown,
): string[] {
  if (actual.ok !== expected.feasible)
    return [`${actual.ok ? "fits" : "a misfit"} where enumeration finds none`];
  if (actual.ok) return expected.feasible ? checkFits(question, expected, actual) : [];
  if (expected.feasible) return [];
  if (isFeasibleAlone(question)) return checkMisfit(question, expected, actual);
  return actual.conflict.every(({ track }) => track === 0) &&
    JSON.stringify(withoutTracks(actual)) === JSON.stringify(alone)
    ? []
    : ["the misfit of a requester that cannot be satisfied alone is not that of selectSettings"];
}
