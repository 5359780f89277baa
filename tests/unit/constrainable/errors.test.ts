import {
  convertStreamConstraints,
  convertTrackConstraints,
} from "../../../bindings/constrainable/convert.js";
import { inWords } from "../../../bindings/constrainable/place.js";
import { specifiedRegistry } from "../../../bindings/constrainable/registry.js";
import { convert, thrownBy } from "./plain.js";
import { recording } from "./recording.js";

describe("what goes wrong", () => {
  const mine = new Error("mine");
  const throwing = (): never => {
    throw mine;
  };
  test.each<[what: string, given: unknown]>([
    ["a getter of a member", Object.defineProperty({}, "width", { get: throwing })],
    ["a getter of a bound", { width: Object.defineProperty({}, "exact", { get: throwing }) }],
    ["a proxy", new Proxy({}, { get: throwing })],
    ["valueOf", { width: { exact: { valueOf: throwing } } }],
    ["toString", { facingMode: [{ toString: throwing }] }],
    ["the iterator method", { advanced: { [Symbol.iterator]: throwing } }],
    ["next", { advanced: { [Symbol.iterator]: () => ({ next: throwing }) } }],
    [
      "a generator",
      {
        facingMode: {
          *[Symbol.iterator]() {
            yield throwing();
          },
        },
      },
    ],
  ])("the exception of %s goes through unchanged", (_what, given) => {
    expect(thrownBy(() => convert(given))).toBe(mine);
  });

  test.each<[given: unknown]>([
    [{ width: { exact: { valueOf: () => 1n } } }],
    [{ frameRate: { max: Object.create(null) as object } }],
    [{ facingMode: { exact: { toString: () => Symbol("s") } } }],
    [{ facingMode: [Object.create(null)] }],
  ])("objects that give no number or string are a TypeError: %#", (given) => {
    expect(thrownBy(() => convert(given))).toBeInstanceOf(TypeError);
  });

  test.each([["advanced", { width: { min: 1 } }] as const, ["facingMode", "user"] as const])(
    "an iterator of %s that fails throws the engine's own TypeError, before any element and after some",
    (name, value) => {
      const results: unknown[] = [{ value }, 5];
      for (const iterator of [5, {}, { next: () => 5 }, { next: () => results.shift() }]) {
        const failing = { [Symbol.iterator]: () => iterator };
        expect(thrownBy(() => convert({ [name]: failing }))).toBeInstanceOf(TypeError);
      }
    },
  );

  test("after the exception of one member no other is read", () => {
    const log: string[] = [];
    const request = recording({ height: { ideal: Symbol("no") }, width: 1 }, log);
    expect(thrownBy(() => convert(request))).toBeInstanceOf(TypeError);
    expect(log.at(-1)).toBe("get height.ideal");
  });

  test.each<[given: unknown, message: string]>([
    [5, "constraints must be an object, got 5."],
    ["video", 'constraints must be an object, got "video".'],
    [true, "constraints must be an object, got true."],
    [Symbol("s"), "constraints must be an object, got a symbol."],
    [{ advanced: null }, "constraints.advanced must be an array or another iterable object, got null."],
    [{ advanced: {} }, "constraints.advanced must be an array or another iterable object, got an object."],
    [{ advanced: "ab" }, 'constraints.advanced must be an array or another iterable object, got "ab".'],
    [{ advanced: [{}, 5] }, "constraints.advanced[1] must be an object, got 5."],
    [{ advanced: [{ width: 5n }] }, "constraints.advanced[0].width must be a number, got a bigint."],
    [
      { facingMode: { [Symbol.iterator]: 5 } },
      "constraints.facingMode must be an object whose iterator method is a function, got an object.",
    ],
  ])("%p is a TypeError that names the place", (given, message) => {
    expect(thrownBy(() => convert(given))).toStrictEqual(new TypeError(message));
  });

  test("places within MediaStreamConstraints, and other names for it", () => {
    const message = (given: unknown, where?: string) =>
      thrownBy(() => convertStreamConstraints(given, specifiedRegistry, where));
    expect(message(5)).toStrictEqual(new TypeError("constraints must be an object, got 5."));
    expect(message({ video: { frameRate: { max: "x" } } })).toStrictEqual(
      new TypeError('constraints.video.frameRate.max must be a finite number, got "x".'),
    );
    expect(message({ audio: { advanced: [3] } }, "request")).toStrictEqual(
      new TypeError("request.audio.advanced[0] must be an object, got 3."),
    );
  });

  test.each<[value: unknown, words: string]>([
    [new Proxy(() => undefined, {}), "a function"],
    ["x".repeat(1_000_000), `"${"x".repeat(40)}"...`],
    [10n ** 50n, "a bigint"],
    [-0, "-0"],
    [undefined, "undefined"],
    [[1], "an array"],
    [{ toString: throwing, toJSON: throwing, [Symbol.toPrimitive]: throwing }, "an object"],
  ])("a hostile or long value (%#) is told in few words", (value, words) => {
    expect(inWords(value)).toBe(words);
  });

  test("a request that converts constraints while it is read does not disturb the place", () => {
    const request = {
      get frameRate() {
        convert({ advanced: [{ width: { min: 1 } }] });
        return { max: Number.NaN };
      },
    };
    expect(thrownBy(() => convert(request))).toStrictEqual(
      new TypeError("constraints.frameRate.max must be a finite number, got NaN."),
    );
  });
});

describe("very long lists", () => {
  function* endless(value: unknown): Generator {
    for (;;) yield value;
  }

  test("endless ones are a RangeError", () => {
    expect(thrownBy(() => convert({ facingMode: { exact: endless("user") } }))).toStrictEqual(
      new RangeError("constraints.facingMode.exact must end, got 1000000 elements."),
    );
    expect(thrownBy(() => convert({ advanced: endless(null) }))).toBeInstanceOf(RangeError);
    expect(thrownBy(() => convert({ advanced: new Array(4294967295) }))).toBeInstanceOf(RangeError);
  });

  test("many long ones together are, too", () => {
    const ids = Array.from({ length: 1000 }, () => "id");
    expect(thrownBy(() => convert({ advanced: endless({ deviceId: ids }) }))).toBeInstanceOf(RangeError);
  });

  test("100,000 advanced sets are read in seconds at most", () => {
    const advanced = Array.from({ length: 100_000 }, (_, index) => ({
      width: { min: index },
      facingMode: ["user"],
    }));
    const start = performance.now();
    const { advanced: sets } = convertTrackConstraints({ advanced }, specifiedRegistry);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(sets).toHaveLength(100_000);
    expect(sets[99_999]?.map(({ value }) => value)).toEqual([["user"], { min: 99_999 }]);
  });
});
