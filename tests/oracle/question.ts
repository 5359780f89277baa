/**
 * A space and constraints over it, and the sizes worth looking at.
 */
import { floor, infinity, max } from "./globals.js";
import { type Constraints, type ConstraintSet, type Member, setsOf } from "./fitness-distance.js";
import { roundedRatio, type Value } from "./properties.js";
import type { SizeDomain, Space } from "./space.js";

export interface Question {
  readonly space: Space;
  readonly constraints: Constraints;
  readonly basic: ConstraintSet;
  readonly advanced: readonly ConstraintSet[];
  /** The source's defaults over the user agent's, as an optional constraint set; aspectRatio has none. */
  readonly defaults: ConstraintSet;
  /** By property, every number that the constraints or the defaults mention. */
  readonly critical: ReadonlyMap<string, readonly number[]>;
}

function defaultsOf({ source, properties }: Space): ConstraintSet {
  const own = (source.defaults ?? {}) as Readonly<Record<string, Value | undefined>>;
  const set = new Map<string, Member>();
  for (const property of properties.values()) {
    const value = own[property.name] ?? property.default;
    if (value === undefined || property.name === "aspectRatio") continue;
    set.set(property.name, { property, ideal: [value], required: false });
  }
  return set;
}

export function questionOf(space: Space, constraints: Constraints): Question {
  const { basic, advanced } = setsOf(constraints, space.properties);
  const defaults = defaultsOf(space);
  const critical = new Map<string, Set<number>>();
  for (const set of [basic, ...advanced, defaults]) {
    for (const [name, { min, max, exact = [], ideal = [] }] of set) {
      const mentioned = critical.get(name) ?? new Set<number>();
      critical.set(name, mentioned);
      for (const value of [min, max, ...exact, ...ideal]) if (typeof value === "number") mentioned.add(value);
    }
  }
  const lists = new Map([...critical].map(([name, mentioned]) => [name, [...mentioned]]));
  return { space, constraints, basic, advanced, defaults, critical: lists };
}

/** Spaces of up to so many sizes are walked wholly, larger ones row by row. */
const wholeUpTo = 40_000;

/** The widths worth trying in the row of this height: see `visitSizes`. */
function rowCandidates(size: SizeDomain, { critical }: Question): (height: number) => number[] {
  const fixed = [size.minWidth, size.maxWidth];
  for (const value of critical.get("width") ?? []) {
    const whole = floor(value);
    fixed.push(whole - 1, whole, whole + 1);
  }
  const ratios = [size.minRatio, size.maxRatio, ...(critical.get("aspectRatio") ?? [])].filter(
    Number.isFinite,
  );
  return (height) => {
    const row = [...fixed];
    for (const ratio of ratios) {
      const whole = floor(ratio * height);
      row.push(whole - 1, whole, whole + 1, whole + 2);
    }
    return row.filter((width) => width >= size.minWidth && width <= size.maxWidth);
  };
}

/**
 * Visits every size of the domain, or of a large one enough of every row.
 *
 * In the row of one height both width and ratio are functions of the width alone. Between two neighbouring
 * breakpoints (bounds and ideals of the width, and those of the ratio times the height) no required constraint
 * changes, and each distance 1 - min / max is linear or concave, so their sum is concave and least at an end of the
 * stretch: at the first or last integer of it, which stands beside a breakpoint. Rounding the ratio moves a
 * breakpoint by at most height * 1e-10, far less than a pixel.
 */
export function visitSizes(
  question: Question,
  size: SizeDomain,
  visit: (width: number, height: number) => void,
): void {
  const { minWidth, maxWidth, minHeight, maxHeight, minRatio, maxRatio } = size;
  if (max(maxWidth, maxHeight) > 65_536) throw new RangeError("The oracle cannot walk sizes above 65536.");
  const limited = minRatio > -infinity || maxRatio < infinity;
  const fits = (width: number, height: number): boolean => {
    const ratio = roundedRatio(width / height);
    return ratio >= minRatio && ratio <= maxRatio;
  };
  const whole = (maxWidth - minWidth + 1) * (maxHeight - minHeight + 1) <= wholeUpTo;
  const candidates = rowCandidates(size, question);
  for (let height = minHeight; height <= maxHeight; height++) {
    if (whole) {
      for (let width = minWidth; width <= maxWidth; width++) {
        if (!limited || fits(width, height)) visit(width, height);
      }
    } else {
      for (const width of candidates(height)) if (!limited || fits(width, height)) visit(width, height);
    }
  }
}
