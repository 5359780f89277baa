/**
 * A space and constraints over it, and the walk through all its settings dictionaries that every answer is read from.
 */
import { type Domain, representatives } from "./domain.js";
import { floor, infinity, max } from "./globals.js";
import {
  type Constraints,
  type ConstraintSet,
  type Member,
  memberDistance,
  setsOf,
} from "./fitness-distance.js";
import { roundedRatio, type Value } from "./properties.js";
import type { Configuration, SizeDomain, Space } from "./space.js";

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

/**
 * What a walk finds: for every combination of flags that some settings dictionary violates, as bits, the least
 * distance among the dictionaries that violate just those.
 */
export type Groups = ReadonlyMap<number, number>;

const nothing: Groups = new Map([[0, 0]]);

function note(groups: Map<number, number>, violated: number, distance: number): void {
  const known = groups.get(violated);
  if (known === undefined || distance < known) groups.set(violated, distance);
}

function product(a: Groups, b: Groups): Groups {
  if (a === nothing) return b;
  if (b === nothing) return a;
  const groups = new Map<number, number>();
  for (const [left, distance] of a)
    for (const [right, more] of b) note(groups, left | right, distance + more);
  return groups;
}

/** The part of a set and of the flags that concerns one property. */
export interface Aspect {
  readonly basic: Member | undefined;
  readonly flags: readonly (readonly [bit: number, member: Member])[];
}

/** The distance of one value to the basic member of its property, and the flags it violates. */
function judge(
  aspect: Aspect,
  value: Value | undefined,
  { kind }: Space,
): [distance: number, violated: number] {
  const distance = aspect.basic === undefined ? 0 : memberDistance(aspect.basic, value, kind);
  let violated = 0;
  for (const [bit, member] of aspect.flags) {
    if (memberDistance(member, value, kind) === infinity) violated |= bit;
  }
  return [distance, violated];
}

function judgeEach(
  aspect: Aspect | undefined,
  from: number,
  to: number,
  space: Space,
): [Float64Array, Int32Array] {
  const length = max(0, to - from + 1);
  const distances = new Float64Array(length);
  const violations = new Int32Array(length);
  if (aspect === undefined) return [distances, violations];
  for (let index = 0; index < length; index++) {
    const [distance, violated] = judge(aspect, from + index, space);
    distances[index] = distance;
    violations[index] = violated;
  }
  return [distances, violations];
}

/** A walk with a basic set that every dictionary must satisfy, and flags: constraint sets that may be violated. */
export class Walk {
  private readonly aspects = new Map<string, Aspect>();
  private readonly bySize = new Map<SizeDomain, Groups>();
  private readonly byDomain = new Map<Domain, Groups>();

  constructor(
    readonly question: Question,
    readonly basic: ConstraintSet,
    readonly flags: readonly ConstraintSet[],
  ) {
    if (flags.length > 30) throw new RangeError("The oracle has bits for 30 flags.");
    const names = new Set([basic, ...flags].flatMap((set) => [...set.keys()]));
    for (const name of names) {
      const own: [number, Member][] = [];
      for (const [index, flag] of flags.entries()) {
        const member = flag.get(name);
        if (member !== undefined) own.push([1 << index, member]);
      }
      this.aspects.set(name, { basic: basic.get(name), flags: own });
    }
  }

  private sizeGroups(size: SizeDomain): Groups {
    const known = this.bySize.get(size);
    if (known !== undefined) return known;
    const { space } = this.question;
    const ratio = this.aspects.get("aspectRatio");
    const groups = new Map<number, number>();
    const { minWidth, minHeight } = size;
    const [widthDistances, widthViolations] = judgeEach(
      this.aspects.get("width"),
      minWidth,
      size.maxWidth,
      space,
    );
    const [heightDistances, heightViolations] = judgeEach(
      this.aspects.get("height"),
      minHeight,
      size.maxHeight,
      space,
    );
    let last = -1;
    let least = infinity;
    visitSizes(this.question, size, (width, height) => {
      let distance =
        (widthDistances[width - minWidth] as number) + (heightDistances[height - minHeight] as number);
      if (distance === infinity) return;
      let violated =
        (widthViolations[width - minWidth] as number) | (heightViolations[height - minHeight] as number);
      if (ratio !== undefined) {
        const [more, violations] = judge(ratio, roundedRatio(width / height), space);
        if (more === infinity) return;
        distance += more;
        violated |= violations;
      }
      if (violated === last && distance >= least) return;
      note(groups, violated, distance);
      last = violated;
      least = groups.get(violated) as number;
    });
    this.bySize.set(size, groups);
    return groups;
  }

  private domainGroups(name: string, aspect: Aspect, domain: Domain | undefined): Groups {
    const known = domain === undefined ? undefined : this.byDomain.get(domain);
    if (known !== undefined) return known;
    const { space, critical } = this.question;
    const values = domain === undefined ? [undefined] : representatives(domain, critical.get(name) ?? []);
    const groups = new Map<number, number>();
    for (const value of values) {
      const [distance, violated] = judge(aspect, value, space);
      if (distance < infinity) note(groups, violated, distance);
    }
    if (domain !== undefined) this.byDomain.set(domain, groups);
    return groups;
  }

  /**
   * What is found in one configuration; `but` leaves out the part a property is in.
   *
   * A configuration is a product, the distance is a sum over its parts and a set is violated when one of its members
   * is, so the groups of the whole are the sums and unions of the groups of its parts.
   */
  groupsOf(configuration: Configuration, but?: string): Groups {
    const { size, domains } = configuration;
    const inSize = (name: string): boolean =>
      size !== undefined && (name === "width" || name === "height" || name === "aspectRatio");
    let groups = nothing;
    let sized = but !== undefined && inSize(but);
    for (const [name, aspect] of this.aspects) {
      if (name === but) continue;
      if (size !== undefined && inSize(name)) {
        if (!sized) groups = product(groups, this.sizeGroups(size));
        sized = true;
      } else {
        groups = product(groups, this.domainGroups(name, aspect, domains.get(name)));
      }
    }
    return groups;
  }

  /** What is found in the whole space. */
  groups(): Groups {
    const all = new Map<number, number>();
    for (const configuration of this.question.space.configurations) {
      for (const [violated, distance] of this.groupsOf(configuration)) note(all, violated, distance);
    }
    return all;
  }
}
