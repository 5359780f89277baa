/**
 * An answer of the solver against the oracle's.
 */
import type { Fit, Misfit, SourceDescription } from "../../bindings/solver/types.js";
import { checkConflict } from "./conflict.js";
import type { Constraints, Settings } from "./fitness-distance.js";
import { type Properties, propertiesWith, type Registrations } from "./properties.js";
import { type Question, questionOf } from "./question.js";
import { answer, distanceOf, type OracleAnswer, satisfiesRequired } from "./select-settings.js";
import { isMember, spaceOf } from "./space.js";
import { checkTieOrder } from "./tie-order.js";

/** The properties that the suite registers, one of every type; zoom and pan may be asked for by a boolean. */
export const registrations: Registrations = {
  zoom: { type: "double", kinds: ["videoinput"], acceptsBoolean: true },
  pan: { type: "double", kinds: ["videoinput"], acceptsBoolean: true },
  torch: { type: "boolean", kinds: ["videoinput"] },
  iso: { type: "ulong", kinds: ["videoinput"], default: 100 },
  whiteBalanceMode: { type: "string", kinds: ["videoinput"] },
  volume: { type: "double", kinds: ["audioinput"], default: 1 },
};

const properties: Properties = propertiesWith(registrations);
const tolerance = 1e-9;
/** The order among ties is tried out where the spaces are no larger than this, in settings of size. */
const smallSpace = 4000;

export interface Case {
  readonly source: SourceDescription;
  readonly constraints: Constraints;
}

export interface Judged {
  readonly question: Question;
  readonly expected: OracleAnswer;
}

/** What the oracle says of a case: worked out once, for every build. */
export function judge({ source, constraints }: Case): Judged {
  const question = questionOf(spaceOf(source, properties), constraints);
  return { question, expected: answer(question) };
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= tolerance;
}

function checkNative({ space }: Question, fit: Fit): string[] {
  const { modes } = space.source;
  if (modes === undefined)
    return fit.nativeMode === undefined ? [] : ["nativeMode of a source without modes"];
  const text = JSON.stringify(fit.nativeMode);
  const settings = fit.settings as Settings;
  const through = modes.flatMap((mode, index) => (JSON.stringify(mode) === text ? [index] : []));
  if (!through.some((mode) => isMember(space, settings, mode)))
    return [`the settings do not come from mode ${text}`];
  return [];
}

function isSmall({ space }: Question): boolean {
  const { kind, source, configurations } = space;
  // What "native" means without modes the design leaves open.
  if (
    kind === "videoinput" &&
    source.modes === undefined &&
    configurations.some((c) => c.domains.has("resizeMode"))
  ) {
    return false;
  }
  let sizes = 0;
  for (const { size } of configurations) {
    if (size !== undefined)
      sizes += (size.maxWidth - size.minWidth + 1) * (size.maxHeight - size.minHeight + 1);
  }
  return sizes <= smallSpace;
}

function checkFit(question: Question, expected: OracleAnswer & { feasible: true }, fit: Fit): string[] {
  const { space, basic, advanced } = question;
  const settings = fit.settings as Settings;
  const problems: string[] = [];
  if (!isMember(space, settings))
    problems.push(`no settings dictionary of the source: ${JSON.stringify(settings)}`);
  else problems.push(...checkNative(question, fit));
  const distance = distanceOf(question, settings);
  if (!near(fit.distance, expected.distance))
    problems.push(`distance ${fit.distance}, least is ${expected.distance}`);
  if (!near(distance, fit.distance))
    problems.push(`distance ${fit.distance}, that of the settings is ${distance}`);
  if (!satisfiesRequired(question, settings, basic))
    problems.push("the settings violate a required constraint");
  if (JSON.stringify(fit.advanced) !== JSON.stringify(expected.advanced)) {
    problems.push(
      `advanced is ${JSON.stringify(fit.advanced)}, must be ${JSON.stringify(expected.advanced)}`,
    );
  }
  for (const [index, set] of advanced.entries()) {
    if (expected.advanced[index] === true && !satisfiesRequired(question, settings, set)) {
      problems.push(`the settings violate advanced[${index}]`);
    }
  }
  if (problems.length === 0 && isSmall(question)) problems.push(...checkTieOrder(question, expected, fit));
  return problems;
}

function checkMisfit(
  question: Question,
  expected: OracleAnswer & { feasible: false },
  misfit: Misfit,
): string[] {
  const { blamable } = expected;
  const problems: string[] = [];
  const right =
    blamable.length === 0 ? misfit.failedConstraint === "" : blamable.includes(misfit.failedConstraint);
  if (!right) {
    problems.push(`failedConstraint is "${misfit.failedConstraint}", must be of ${JSON.stringify(blamable)}`);
  }
  if (misfit.message === "") problems.push("the message is empty");
  if (misfit.conflict.length === 0) problems.push("the conflict is empty");
  problems.push(...checkConflict(question, misfit));
  return problems;
}

/** Everything that is wrong with an answer; nothing when it is right. */
export function problemsOf({ question, expected }: Judged, actual: Fit | Misfit): string[] {
  if (actual.ok !== expected.feasible) {
    return [`${actual.ok ? "a fit" : "a misfit"} where enumeration finds ${JSON.stringify(expected)}`];
  }
  if (actual.ok) return expected.feasible ? checkFit(question, expected, actual) : [];
  return expected.feasible ? [] : checkMisfit(question, expected, actual);
}
