/**
 * Random sources with several tracks.
 */
import fc from "fast-check";
import type { SourceDescription } from "../../bindings/solver/types.js";
import { suites } from "./arbitraries.js";
import { constraintsOf, type Plan, plan } from "./arbitrary-constraints.js";
import { registrations } from "./check.js";
import { type JointCase, sharedNames } from "./joint-space.js";

/** Of the device's properties a few are enough: one that is numeric and one with values. */
function withFewShared(source: SourceDescription): SourceDescription {
  const layers = [source.capabilities ?? {}, ...(source.alternatives ?? [])];
  const has = sharedNames.filter((name) => layers.some((layer) => name in layer));
  const isNumeric = (name: string): boolean =>
    ["ulong", "double"].includes(registrations[name]?.type ?? "string");
  const kept = [has.find(isNumeric), has.find((name) => !isNumeric(name))];
  const few = (layer: object): object =>
    Object.fromEntries(
      Object.entries(layer).filter(([name]) => !sharedNames.includes(name) || kept.includes(name)),
    );
  return {
    ...source,
    ...(source.capabilities && { capabilities: few(source.capabilities) }),
    ...(source.alternatives && { alternatives: source.alternatives.map(few) }),
  };
}

/** A plan with so few constraints that several tracks may agree. */
function short(most: number): fc.Arbitrary<Plan> {
  return fc.tuple(plan, fc.nat(most)).map(([planned, count]) => ({
    ...planned,
    basic: planned.basic.slice(0, count),
    advanced: planned.advanced.slice(0, 2),
  }));
}

const tracks: fc.Arbitrary<Plan[]> = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(short(4)) },
  { weight: 5, arbitrary: fc.array(short(2), { minLength: 2, maxLength: 3 }) },
  { weight: 3, arbitrary: fc.tuple(short(4), short(3)) },
  { weight: 1, arbitrary: fc.array(short(1), { minLength: 3, maxLength: 6 }) },
);

function over(name: string): fc.Arbitrary<JointCase> {
  const suite = suites.find((one) => one.name === name);
  if (suite === undefined) throw new RangeError(`There is no suite of ${name}.`);
  return fc.tuple(suite.cases, tracks).map(([{ source: whole }, plans]) => {
    const source = withFewShared(whole);
    return { source, tracks: plans.map((planned) => constraintsOf(source, planned)) };
  });
}

/** By name, the cases and their share of all in per mille. */
export const jointSuites: readonly {
  readonly name: string;
  readonly cases: fc.Arbitrary<JointCase>;
  readonly share: number;
}[] = [
  { name: "small cameras", cases: over("small cameras"), share: 700 },
  { name: "ranges of a browser", cases: over("ranges of a browser"), share: 120 },
  { name: "microphones", cases: over("microphones"), share: 180 },
];
