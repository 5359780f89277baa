/**
 * What a misfit says of itself, tried out.
 */
import type { ConflictMember, Misfit } from "../../bindings/solver/types.js";
import { abs, infinity, max } from "./globals.js";
import { representatives, smallestMentioned } from "./domain.js";
import { type Member, memberDistance, type RequiredBound, requiredBounds } from "./fitness-distance.js";
import { roundedRatio, type Value } from "./properties.js";
import { type Question, visitSizes } from "./question.js";
import { Walk } from "./walk.js";

const sizeNames = ["width", "height", "aspectRatio"];

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** Whether `value` is what was asked for, as given or as it counts (ratios are rounded). */
function isAskedFor({ bound, member }: RequiredBound, value: unknown): boolean {
  const asked: readonly unknown[] = bound === "exact" ? (member.exact ?? []) : [member[bound]];
  const told = asList(value);
  return (
    told.length === asked.length &&
    told.every((one, index) => {
      const same = asked[index];
      if (one === same) return true;
      return member.property.name === "aspectRatio" && typeof one === "number" && roundedRatio(one) === same;
    })
  );
}

function without(flags: number, bit: number): number {
  return flags & ~bit;
}

/** The values of one property among the settings dictionaries that satisfy all of `others`. */
function attainable(
  question: Question,
  bounds: readonly RequiredBound[],
  others: number,
  name: string,
): Value[] {
  const { space, critical } = question;
  const { kind } = space;
  const walk = walkOver(question, bounds);
  const found = new Set<Value>();
  const members = (on: string): Member[] =>
    bounds
      .filter((bound, index) => bound.name === on && (others & (1 << index)) !== 0)
      .map(({ member }) => member);
  const holds = (all: readonly Member[], value: Value): boolean =>
    all.every((member) => memberDistance(member, value, kind) < infinity);
  for (const configuration of space.configurations) {
    const rest = walk.groupsOf(configuration, name);
    if (![...rest.keys()].some((violated) => (violated & others) === 0)) continue;
    const { size, domains } = configuration;
    if (size !== undefined && sizeNames.includes(name)) {
      const onWidth = members("width");
      const onHeight = members("height");
      const onRatio = members("aspectRatio");
      visitSizes(question, size, (width, height) => {
        if (!holds(onWidth, width) || !holds(onHeight, height)) return;
        const ratio = roundedRatio(width / height);
        if (holds(onRatio, ratio)) found.add(name === "width" ? width : name === "height" ? height : ratio);
      });
      continue;
    }
    const domain = domains.get(name);
    if (domain === undefined) continue;
    const onIt = members(name);
    for (const value of representatives(domain, critical.get(name) ?? []))
      if (holds(onIt, value)) found.add(value);
  }
  return [...found];
}

/** A walk whose flags are the bounds, each alone. */
function walkOver(question: Question, bounds: readonly RequiredBound[]): Walk {
  return new Walk(
    question,
    new Map(),
    bounds.map(({ name, member }) => new Map([[name, member]])),
  );
}

/** Whether some settings dictionary satisfies all these members. */
function canHold(question: Question, bounds: readonly RequiredBound[]): boolean {
  return [...walkOver(question, bounds).groups().keys()].includes(0);
}

/** The values `nearest` may have: none where no value would do or the nearest is not attained. */
function nearestValues({ name, bound, member }: RequiredBound, values: readonly Value[]): Value[] {
  const { type } = member.property;
  if (type === "string" || type === "boolean") return [...values];
  const numbers = values as readonly number[];
  if (numbers.length === 0) return [];
  const asked = (bound === "exact" ? member.exact?.[0] : member[bound]) as number;
  let away = infinity;
  for (const value of numbers) {
    const distance = bound === "min" ? asked - value : bound === "max" ? value - asked : abs(value - asked);
    if (distance < away) away = distance;
  }
  const nearest = numbers.filter((value) => {
    const distance = bound === "min" ? asked - value : bound === "max" ? value - asked : abs(value - asked);
    return distance <= away + abs(away) * 1e-12;
  });
  return name === "frameRate" ? nearest.filter((value) => value >= smallestMentioned) : nearest;
}

function moved(bound: RequiredBound, to: Value): RequiredBound {
  const { property } = bound.member;
  const value = property.name === "aspectRatio" ? roundedRatio(Number(to)) : to;
  const member: Member =
    bound.bound === "exact"
      ? { property, required: true, exact: [value] }
      : { property, required: true, [bound.bound]: value };
  return { ...bound, member };
}

function withCritical(question: Question, name: string, value: Value): Question {
  if (typeof value !== "number") return question;
  const critical = new Map(question.critical);
  critical.set(name, [...(critical.get(name) ?? []), value]);
  return { ...question, critical };
}

function describe({ name, bound }: RequiredBound): string {
  return `${name} ${bound}`;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function checkNearest(
  question: Question,
  bounds: readonly RequiredBound[],
  flags: number,
  index: number,
  { nearest }: ConflictMember,
): string[] {
  const bound = bounds[index] as RequiredBound;
  const others = without(flags, 1 << index);
  const allowed = nearestValues(bound, attainable(question, bounds, others, bound.name));
  if (nearest === undefined) {
    return allowed.length === 0
      ? []
      : [`${describe(bound)}: nearest is absent, ${String(allowed[0])} would do`];
  }
  if (allowed.length === 0)
    return [`${describe(bound)}: nearest is ${JSON.stringify(nearest)}, no value would do`];
  const told = nearest as Value;
  const together = bounds.filter((_, at) => (others & (1 << at)) !== 0);
  const problems: string[] = [];
  if (!canHold(withCritical(question, bound.name, told), [...together, moved(bound, told)])) {
    problems.push(`${describe(bound)}: with nearest ${String(told)} the conflict stays infeasible`);
  }
  const near = allowed.some((value) => {
    if (typeof value !== "number" || typeof told !== "number") return value === told;
    return abs(value - told) <= 1e-12 * max(1, abs(value));
  });
  if (!near) problems.push(`${describe(bound)}: nearest is ${String(told)}, nearer is ${String(allowed[0])}`);
  return problems;
}

/** Everything that is wrong with the conflict of a misfit. */
export function checkConflict(question: Question, { conflict }: Misfit): string[] {
  const bounds = requiredBounds(question.basic);
  const violations = [...walkOver(question, bounds).groups().keys()];
  const feasible = (flags: number): boolean => violations.some((violated) => (violated & flags) === 0);
  const indices = conflict.map((told) =>
    bounds.findIndex(
      (bound) => bound.name === told.name && bound.bound === told.bound && isAskedFor(bound, told.value),
    ),
  );
  const stranger = indices.indexOf(-1);
  if (stranger >= 0)
    return [`conflict[${stranger}] is no required bound: ${JSON.stringify(conflict[stranger])}`];
  const flags = indices.reduce((all, index) => all | (1 << index), 0);
  const names = indices.map((index) => describe(bounds[index] as RequiredBound)).join(", ");
  if (bitCount(flags) !== conflict.length) return [`a member of the conflict is told twice: ${names}`];
  if (feasible(flags)) return [`the conflict can hold together: ${names}`];
  const problems: string[] = [];
  for (const index of indices) {
    const bound = bounds[index] as RequiredBound;
    if (!feasible(without(flags, 1 << index)))
      problems.push(`${describe(bound)} is needless in the conflict: ${names}`);
  }
  if (bounds.length <= 12) {
    for (let subset = 1; subset < 1 << bounds.length; subset++) {
      if (bitCount(subset) >= conflict.length || feasible(subset)) continue;
      const fewer = bounds.filter((_, index) => (subset & (1 << index)) !== 0).map(describe);
      problems.push(`a smaller conflict exists: ${fewer.join(", ")} instead of ${names}`);
      break;
    }
  }
  for (const [at, told] of conflict.entries()) {
    problems.push(...checkNearest(question, bounds, flags, indices[at] as number, told));
  }
  return problems;
}
