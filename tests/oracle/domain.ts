/**
 * The values one property can take in one configuration, and finite sets that stand for them.
 */
import type { Value } from "./properties.js";

export type Domain =
  | { readonly kind: "values"; readonly values: readonly Value[] }
  | { readonly kind: "integers"; readonly min: number; readonly max: number }
  /** `aboveZero`: zero itself is outside, whatever `min` says. */
  | { readonly kind: "reals"; readonly min: number; readonly max: number; readonly aboveZero: boolean }
  /** Native rate / k for every k = 1, 2, ...; a range of native rates is divided as a whole. */
  | {
      readonly kind: "decimated";
      readonly natives: readonly { readonly min: number; readonly max: number }[];
    }
  | { readonly kind: "union"; readonly domains: readonly Domain[] };

/** A rate below this stands for "as near to zero as one likes": tests mention no positive value as small. */
export const smallestMentioned = 1e-9;
const nearZero = 1e-12;

/** Whether distances over the domain change by as little as one likes. */
export function isContinuous(domain: Domain): boolean {
  if (domain.kind === "reals") return domain.min < domain.max;
  if (domain.kind === "decimated") return domain.natives.some(({ min, max }) => min < max);
  return domain.kind === "union" && domain.domains.some(isContinuous);
}

/** The exact test: is this value one of the domain? */
export function contains(domain: Domain, value: unknown): boolean {
  if (domain.kind === "values") return domain.values.includes(value as Value);
  if (domain.kind === "union") return domain.domains.some((part) => contains(part, value));
  if (typeof value !== "number" || Number.isNaN(value)) return false;
  if (domain.kind === "integers")
    return Number.isInteger(value) && value >= domain.min && value <= domain.max;
  if (domain.kind === "reals") {
    return value >= domain.min && value <= domain.max && (value > 0 || !domain.aboveZero);
  }
  if (!(value > 0)) return false;
  return domain.natives.some(({ min, max }) => {
    const first = Math.max(1, Math.floor(min / value) - 1);
    const last = Math.floor(max / value) + 1;
    // Between the divisors that rounding may have moved, any one serves.
    for (let k = first; k <= Math.min(last, first + 4); k++) {
      if (min / k <= value && value <= max / k) return true;
    }
    return false;
  });
}

const wholeIfAtMost = 64;

function integers(min: number, max: number, critical: readonly number[]): number[] {
  if (max - min <= wholeIfAtMost) return Array.from({ length: max - min + 1 }, (_, index) => min + index);
  const chosen = new Set<number>([min, min + 1]);
  if (max < Infinity) chosen.add(max).add(max - 1);
  for (const value of critical) {
    const whole = Math.floor(value);
    for (const near of [whole - 1, whole, whole + 1, whole + 2])
      if (near >= min && near <= max) chosen.add(near);
  }
  return [...chosen];
}

function reals(min: number, max: number, aboveZero: boolean, critical: readonly number[]): number[] {
  const chosen = new Set<number>();
  const take = (value: number): void => {
    if (value >= min && value <= max && (value > 0 || !aboveZero)) chosen.add(value);
  };
  take(min);
  if (aboveZero) take(nearZero);
  if (max < Infinity) take(max);
  const sorted = [...critical].sort((a, b) => a - b);
  for (const [index, value] of sorted.entries()) {
    take(value);
    take(value - Math.abs(value) * 1e-4);
    take(value + Math.abs(value) * 1e-4);
    const next = sorted[index + 1];
    take(next === undefined ? value + 1 : (value + next) / 2);
  }
  return [...chosen];
}

function decimated(natives: readonly { min: number; max: number }[], critical: readonly number[]): number[] {
  const chosen = new Set<number>();
  for (const { min, max } of natives) {
    const divisors = new Set<number>([1, 2, 3, 2 ** 50]);
    for (const value of critical) {
      if (value <= 0) continue;
      for (const native of [min, max]) {
        const k = Math.floor(native / value);
        for (let near = Math.max(1, k - 1); near <= k + 2; near++) divisors.add(near);
      }
    }
    for (const k of divisors) {
      chosen.add(min / k).add(max / k);
      for (const value of critical) if (min / k <= value && value <= max / k) chosen.add(value);
    }
  }
  return [...chosen];
}

/**
 * Finitely many values of the domain that serve as well as all of them.
 *
 * `critical` holds every bound and ideal that any constraint set mentions for the property, and its defaults.
 * Between two neighbouring critical values (or a critical value and an end of the domain) no required constraint
 * changes from satisfied to not, so the satisfied sets are the same throughout. The distance to an ideal, a
 * function of one value, has no minimum inside such an interval: for values of the ideal's sign (or zero) it is
 * 1 - min / max, monotone on either side of the ideal, and for values of the other sign it rises to 2 and falls
 * again, so it is least at an end. Hence in every piece of the domain the end nearest to each critical value
 * is enough: the critical value itself where the domain has it, else the members of the domain beside it. Every
 * required interval is closed, and so are the domains but for rates at 0, where the distance to a positive ideal
 * only grows (a domain without a greatest value and an ideal below zero has no minimum at all: no case is such);
 * `nearZero` stands for that open end, so that code which asks for the least value can tell.
 */
export function representatives(domain: Domain, critical: readonly number[]): readonly Value[] {
  switch (domain.kind) {
    case "values":
      return domain.values;
    case "integers":
      return integers(domain.min, domain.max, critical);
    case "reals":
      return reals(domain.min, domain.max, domain.aboveZero, critical);
    case "decimated":
      return decimated(domain.natives, critical);
    case "union":
      return domain.domains.flatMap((part) => representatives(part, critical));
  }
}
