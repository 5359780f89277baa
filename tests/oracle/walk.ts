/**
 * The walk through all settings dictionaries of a space that every answer is read from.
 */
import { type Domain, representatives } from "./domain.js";
import { type ConstraintSet, type Member, memberDistance } from "./fitness-distance.js";
import { infinity, max } from "./globals.js";
import { roundedRatio, type Value } from "./properties.js";
import { type Question, visitSizes } from "./question.js";
import type { Configuration, SizeDomain, Space } from "./space.js";

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
