import fc from "fast-check";
import {
  convertStreamConstraints,
  convertTrackConstraints,
} from "../../../bindings/constrainable/convert.js";
import { constraintsForDeviceSelection } from "../../../bindings/constrainable/device-selection.js";
import { specifiedRegistry } from "../../../bindings/constrainable/registry.js";
import { convert, plain, registry } from "./plain.js";

class Mine extends Error {}
const throwMine = (): never => {
  throw new Mine();
};

const primitive = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    true,
    false,
    Number.NaN,
    Infinity,
    -Infinity,
    -0,
    2 ** 53,
    5e-324,
    Symbol("s"),
  ),
  fc.double(),
  fc.integer(),
  fc.bigInt(),
  fc.string({ unit: "binary" }),
);
const hostile = fc.constantFrom<unknown>(
  new Proxy({}, { get: throwMine }),
  { valueOf: throwMine, toString: throwMine },
  Object.create(null),
  { valueOf: () => 1n, toString: () => Symbol("s") },
  { [Symbol.toPrimitive]: () => ({}) },
  { [Symbol.iterator]: throwMine },
  { [Symbol.iterator]: () => ({ next: () => null }) },
  { [Symbol.iterator]: () => ({ next: throwMine }) },
  new Date(0),
  new Map([["width", 1]]),
  new Uint8Array(3),
  () => 1,
);
const names = registry.properties.map(({ name }) => name);

const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 4, arbitrary: primitive },
    { weight: 1, arbitrary: hostile },
    { weight: 1, arbitrary: fc.array(tie("value"), { maxLength: 4 }) },
    {
      weight: 3,
      arbitrary: fc.dictionary(
        fc.constantFrom(...names, "advanced", "max", "min", "exact", "ideal", "foo", "video", "audio"),
        tie("value"),
        { maxKeys: 6 },
      ),
    },
  ),
}));

function expectOwnOrMine(error: unknown): void {
  const fitting = error instanceof TypeError || error instanceof RangeError || error instanceof Mine;
  if (!fitting) throw error;
}

/** Whether a converted value has the type that its property's constraint may have. */
function expectWellFormed(value: unknown, type: string, acceptsBoolean: boolean): void {
  const isScalar = (scalar: unknown): boolean => {
    if (type === "ulong") return typeof scalar === "number" && scalar >>> 0 === scalar;
    if (type === "double") return Number.isFinite(scalar);
    if (type === "boolean") return typeof scalar === "boolean";
    return (
      typeof scalar === "string" ||
      (Array.isArray(scalar) && scalar.every((each) => typeof each === "string"))
    );
  };
  if (isScalar(value) || (acceptsBoolean && typeof value === "boolean")) return;
  expect(typeof value).toBe("object");
  const allowed =
    type === "ulong" || type === "double" ? ["max", "min", "exact", "ideal"] : ["exact", "ideal"];
  for (const [member, bound] of Object.entries(value as object)) {
    expect(allowed).toContain(member);
    expect(bound === undefined || isScalar(bound)).toBe(true);
  }
}

describe("conversion of arbitrary values", () => {
  test("gives well-formed constraints, or throws a TypeError or what the value itself threw", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        try {
          const { basic, advanced } = convertTrackConstraints(value, registry);
          for (const { property, value: converted } of [basic, ...advanced].flat()) {
            expectWellFormed(converted, property.type, property.acceptsBoolean);
          }
        } catch (error) {
          expectOwnOrMine(error);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("of MediaStreamConstraints too, and on to device selection", () => {
    fc.assert(
      fc.property(anyValue, anyValue, (audio, video) => {
        try {
          const converted = convertStreamConstraints({ audio, video }, registry);
          if (converted.audio) constraintsForDeviceSelection(converted.audio, "audioinput");
          if (converted.video) constraintsForDeviceSelection(converted.video, "videoinput");
        } catch (error) {
          expectOwnOrMine(error);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("is the same with properties registered and without", () => {
    const other = names.filter((name) => specifiedRegistry.get(name) === undefined);
    fc.assert(
      fc.property(wellFormed(names.filter((name) => !other.includes(name))), (value) => {
        expect(convertTrackConstraints(value, registry)).toEqual(
          convertTrackConstraints(value, specifiedRegistry),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe("conversion of numbers", () => {
  const widthOf = (value: unknown): unknown => convert({ width: value })["width"];

  test("clamps and rounds to unsigned long as ECMAScript's own clamped bytes do, where both reach", () => {
    const byte = new Uint8ClampedArray(1);
    const doubles = fc.oneof(
      fc.double({ min: -2, max: 256, noNaN: true }),
      fc.integer({ min: -4, max: 510 }).map((n) => n / 2),
    );
    fc.assert(
      fc.property(doubles, (number) => {
        byte[0] = number;
        const width = widthOf(number);
        expect(number > 255 ? Math.min(Number(width), 255) : width).toBe(byte[0]);
      }),
      { numRuns: 2000 },
    );
  });

  test("gives the nearest integer, the even one of two, at any size", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4294967294 }),
        fc.constantFrom(0, 0.25, 0.5, 0.75),
        (integer, fraction) => {
          const up = fraction > 0.5 || (fraction === 0.5 && integer % 2 === 1);
          expect(widthOf(integer + fraction)).toBe(up ? integer + 1 : integer);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("conversion of well-formed constraints", () => {
  test("loses nothing", () => {
    fc.assert(
      fc.property(wellFormed(names), (value) => {
        expect(plain(convertTrackConstraints(value, registry))).toEqual(value);
      }),
      { numRuns: 1000 },
    );
  });

  test("is stable: converting what came out changes nothing", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        let once: Record<string, unknown>;
        try {
          once = convert(value);
        } catch (error) {
          expectOwnOrMine(error);
          return;
        }
        expect(convert(once)).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Plain MediaTrackConstraints of these properties that conversion should leave as they are. */
function wellFormed(of: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  for (const name of of) {
    const property = registry.get(name);
    if (property === undefined) throw new Error(`No property ${name}.`);
    members[name] = constraintOf(property.type, property.acceptsBoolean);
  }
  const set = fc.record(members, { requiredKeys: [], noNullPrototype: true });
  const advanced = fc.array(set, { minLength: 1, maxLength: 3 });
  return fc
    .tuple(set, fc.option(advanced, { nil: undefined }))
    .map(([basic, sets]) => (sets === undefined ? basic : { ...basic, advanced: sets }));
}

function constraintOf(type: string, acceptsBoolean: boolean): fc.Arbitrary<unknown> {
  const scalar = scalarOf(type);
  const bounds: Record<string, fc.Arbitrary<unknown>> = type === "ulong" || type === "double"
    ? { max: scalar, min: scalar }
    : {};
  const dictionary = fc.record(
    { ...bounds, exact: scalar, ideal: scalar },
    { requiredKeys: [], noNullPrototype: true },
  );
  return acceptsBoolean ? fc.oneof(fc.boolean(), scalar, dictionary) : fc.oneof(scalar, dictionary);
}

function scalarOf(type: string): fc.Arbitrary<unknown> {
  if (type === "ulong") return fc.integer({ min: 0, max: 4294967295 });
  if (type === "double") return fc.double({ noNaN: true, noDefaultInfinity: true });
  if (type === "boolean") return fc.boolean();
  const string = fc.string({ unit: "binary" });
  return fc.oneof(string, fc.array(string, { maxLength: 3 }));
}
