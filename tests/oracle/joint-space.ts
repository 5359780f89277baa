/**
 * The settings space of a source that several tracks share, cut up until the tracks are independent of each other.
 *
 * A cell is one configuration, one operating point (a native mode at one rate) and one value for each property that
 * belongs to the device. Within a cell every track may have any settings, whatever the others have.
 */
import type { NativeMode, SourceDescription } from "../../bindings/solver/types.js";
import { registrations } from "./check.js";
import { type Domain, representatives } from "./domain.js";
import type { Constraints } from "./fitness-distance.js";
import { propertiesWith, type Value } from "./properties.js";
import { type Question, questionOf } from "./question.js";
import { type Configuration, type Space, spaceOf } from "./space.js";

/** What tracks can have at the same time, each on its own. */
export interface Cell {
  /** -1 without modes. */
  readonly mode: number;
  readonly rate: number | undefined;
  readonly shared: ReadonlyMap<string, Value>;
  readonly configurations: readonly Configuration[];
}

export interface JointCase {
  readonly source: SourceDescription;
  readonly tracks: readonly Constraints[];
}

/** A case, each track's question, and the cells. */
export interface JointQuestion {
  readonly source: SourceDescription;
  readonly questions: readonly Question[];
  readonly cells: readonly Cell[];
}

export const sharedNames = Object.keys(registrations);
const properties = propertiesWith(registrations);
/** Rates that are equal but for the rounding of products and quotients. */
const rounding = 1e-13;

type Criticals = ReadonlyMap<string, readonly number[]>;

/** By property, every number that any track or the defaults mention. */
function criticalsOf(questions: readonly Question[]): Criticals {
  const all = new Map<string, number[]>();
  for (const { critical } of questions) {
    for (const [name, values] of critical) all.set(name, [...(all.get(name) ?? []), ...values]);
  }
  return new Map([...all].map(([name, values]) => [name, [...new Set(values)]]));
}

/** The rates at which a mode is tried: more than can matter, so that a rate left out would show. */
function ratesOf({ frameRates }: NativeMode, integral: boolean, mentioned: readonly number[]): number[] {
  if (Array.isArray(frameRates)) return [...new Set(frameRates)];
  const { min, max } = frameRates;
  const multiples = integral
    ? mentioned.flatMap((rate) =>
        rate > 0
          ? Array.from({ length: Math.min(200, Math.floor(max / rate)) }, (_, k) => (k + 1) * rate)
          : [],
      )
    : [];
  const critical = [...mentioned, ...multiples].filter((rate) => rate >= min && rate <= max);
  const range: Domain = { kind: "reals", min, max, aboveZero: true };
  return [...new Set(representatives(range, integral ? [] : critical) as number[])].concat(
    integral ? [...new Set(critical)] : [],
  );
}

function scaledRates(mode: NativeMode, rate: number, integral: boolean): Domain {
  if (!integral) return { kind: "reals", min: 0, max: rate, aboveZero: true };
  const isRange = !Array.isArray(mode.frameRates);
  const slack = isRange ? rate * rounding : 0;
  return { kind: "decimated", natives: [{ min: rate - slack, max: rate + slack }] };
}

/** The values of a device's property that are tried. */
function sharedValues(domain: Domain, critical: readonly number[]): readonly Value[] {
  if (domain.kind === "values") return domain.values;
  if (domain.kind !== "reals" && domain.kind !== "integers")
    throw new RangeError("No such domain is shared.");
  const { min, max } = domain;
  const inside = critical.filter((value) => value > min && value < max);
  const whole = inside.filter((value) => domain.kind === "reals" || Number.isInteger(value));
  const sorted = [min, ...whole.sort((a, b) => a - b), max];
  const between = sorted.flatMap((value, i) => {
    const middle = ((sorted[i + 1] ?? value) + value) / 2;
    return domain.kind === "reals" && Number.isFinite(middle) ? [value, middle] : [value];
  });
  return [...new Set(between)].filter((value) => Number.isFinite(value));
}

/** The configurations with each combination of values of the device's properties. */
function cellsOf(
  configurations: readonly Configuration[],
  mode: number,
  rate: number | undefined,
  fixed: (name: string, domain: Domain) => readonly (readonly [Value, Domain])[],
): Cell[] {
  let cells: { shared: Map<string, Value>; domains: Map<string, Domain> }[] = [
    { shared: new Map(), domains: new Map() },
  ];
  for (const [name, domain] of configurations[0]?.domains ?? []) {
    if (!sharedNames.includes(name)) continue;
    cells = cells.flatMap(({ shared, domains }) =>
      fixed(name, domain).map(([value, only]) => ({
        shared: new Map([...shared, [name, value]]),
        domains: new Map([...domains, [name, only]]),
      })),
    );
  }
  return cells.map(({ shared, domains }) => ({
    mode,
    rate,
    shared,
    configurations: configurations.map((one) => ({ ...one, domains: new Map([...one.domains, ...domains]) })),
  }));
}

/** Cuts the space up; the rules are those of bindings/solver/joint-solver.ts, read from its documentation. */
export function jointQuestionOf({ source, tracks }: JointCase): JointQuestion {
  const space = spaceOf(source, properties);
  const questions = tracks.map((constraints) => questionOf(space, constraints));
  const critical = criticalsOf(questions);
  // One object for one value: what is found out of a domain is kept by identity.
  const kept = new Map<string, Map<Domain, readonly (readonly [Value, Domain])[]>>();
  const fixed = (name: string, domain: Domain): readonly (readonly [Value, Domain])[] => {
    const ofName = kept.get(name) ?? new Map<Domain, readonly (readonly [Value, Domain])[]>();
    kept.set(name, ofName);
    const known =
      ofName.get(domain) ??
      sharedValues(domain, critical.get(name) ?? []).map((value): readonly [Value, Domain] => [
        value,
        { kind: "values", values: [value] },
      ]);
    ofName.set(domain, known);
    return known;
  };
  const { modes } = source;
  if (modes === undefined) {
    const cells = space.configurations.flatMap((one) => cellsOf([one], -1, undefined, fixed));
    return { source, questions, cells };
  }
  const integral = source.frameRates === "integral";
  const cells = modes.flatMap((mode, index) => {
    const ofMode = space.configurations.filter((one) => one.mode === index);
    const products = source.alternatives?.length ?? 1;
    return ratesOf(mode, integral, critical.get("frameRate") ?? []).flatMap((rate) => {
      const native: Domain = { kind: "values", values: [rate] };
      const scaled = scaledRates(mode, rate, integral);
      return Array.from({ length: products }, (_, product) => {
        const configurations = ofMode
          .filter((_one, i) => i % products === product)
          .map((one): Configuration => {
            const resizeMode = one.domains.get("resizeMode");
            const isNative = resizeMode?.kind === "values" && resizeMode.values[0] === "none";
            return { ...one, domains: new Map([...one.domains, ["frameRate", isNative ? native : scaled]]) };
          });
        return cellsOf(configurations, index, rate, fixed);
      }).flat();
    });
  });
  return { source, questions, cells };
}

/** A track's question in some of the cells only. */
export function questionIn(question: Question, cells: readonly Cell[]): Question {
  const space: Space = { ...question.space, configurations: cells.flatMap((cell) => cell.configurations) };
  return { ...question, space };
}
