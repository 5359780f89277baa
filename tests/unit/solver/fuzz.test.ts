/**
 * Whatever a caller passes: a clear error or a right answer, never a trap, and the solver answers on afterwards.
 * What could take for ever is in tests/worker/bounded-time.test.ts, where a deadline can end it.
 */
import * as fc from "fast-check";
import type { Fit, Misfit, Solver, SourceDescription } from "../../../bindings/solver/index.js";
import {
  ask,
  builds,
  camera,
  fitOf,
  microphone,
  misfitOf,
  mode,
  settingsOf,
  sizeOf,
  startSolver,
  thrownBy,
} from "./sources.js";

const hd = camera(["640x480", "1280x720", "1920x1080@60"], {
  facingMode: ["user", "environment"],
  capabilities: { zoom: { min: 1, max: 10 }, torch: true },
});
const hostileMessage = "hostile";

/** A value whose every use throws. */
function hostile(): object {
  const refuse = (): never => {
    throw new RangeError(hostileMessage);
  };
  return new Proxy(() => undefined, {
    get: refuse,
    has: refuse,
    ownKeys: refuse,
    getPrototypeOf: refuse,
    getOwnPropertyDescriptor: refuse,
    apply: refuse,
  });
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function cyclic(): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  Object.assign(value, {
    width: value,
    advanced: [value],
    modes: [value],
    capabilities: value,
    exact: value,
    max: value,
  });
  return value;
}

describe.each(builds)("fuzzing, %s", (build) => {
  let solver: Solver;
  beforeAll(async () => {
    solver = await startSolver(build);
  });
  /** After whatever was asked, a known request is answered as ever. */
  afterEach(() => {
    const fit = fitOf(
      ask(solver, hd, {
        width: 1000,
        height: { max: 562 },
        frameRate: { min: 40 },
        advanced: [{ width: 1000 }],
      }),
    );
    expect(fit.settings).toMatchObject({
      width: 1000,
      height: 562,
      frameRate: 40,
      resizeMode: "crop-and-scale",
    });
    expect(fit.advanced).toEqual([true]);
    expect(misfitOf(ask(solver, hd, { width: { min: 1921 } })).conflict).toEqual([
      { name: "width", bound: "min", value: 1921, nearest: 1920 },
    ]);
  });

  /** A fit that can be true of the source, or a misfit with words. */
  function check(answer: Fit | Misfit, description: SourceDescription): void {
    if (!answer.ok) {
      expect(answer.message).not.toBe("");
      expect(answer.conflict.length).toBeGreaterThan(0);
      return;
    }
    const { distance, settings, nativeMode } = answer;
    expect(distance).toBeGreaterThanOrEqual(0);
    expect(distance).toBeLessThan(Infinity);
    expect(settings.deviceId).toBe(description.deviceId);
    for (const value of Object.values(settings as Record<string, unknown>)) expect(value).not.toBeNaN();
    if (nativeMode === undefined) return;
    const { width = NaN, height = NaN, frameRate = NaN, aspectRatio = NaN } = settings;
    expect(description.modes).toContainEqual(nativeMode);
    expect(Number.isInteger(width) && width >= 1 && width <= nativeMode.width).toBe(true);
    expect(Number.isInteger(height) && height >= 1 && height <= nativeMode.height).toBe(true);
    expect(aspectRatio).toBe(Math.round((width / height) * 1e10) / 1e10);
    expect(frameRate).toBeGreaterThan(0);
    const { frameRates } = nativeMode;
    expect(frameRate).toBeLessThanOrEqual(
      Array.isArray(frameRates) ? Math.max(...frameRates) : frameRates.max,
    );
  }

  describe("hostile objects", () => {
    test("as a source", () => {
      for (const source of [
        hostile(),
        revoked({}),
        revoked([]),
        cyclic(),
        Object.create(hd),
        new Date(),
        [hd],
        () => hd,
      ]) {
        let error: unknown;
        try {
          check(ask(solver, source, {}), hd);
          continue;
        } catch (thrown) {
          error = thrown;
        }
        expect(error instanceof TypeError || (error as Error).message === hostileMessage).toBe(true);
      }
    });

    test.each([
      "kind",
      "deviceId",
      "label",
      "facingMode",
      "modes",
      "resizeModes",
      "capabilities",
      "alternatives",
      "defaults",
    ])("as source.%s", (member) => {
      for (const value of [
        hostile(),
        revoked({}),
        revoked([]),
        cyclic(),
        [hostile()],
        [revoked({})],
        [cyclic()],
        Symbol("s"),
        1n,
      ]) {
        try {
          // Lists and objects without any member that is known are capabilities and defaults of nothing.
          check(ask(solver, { ...hd, [member]: value }, {}), hd);
          expect(["capabilities", "alternatives", "defaults"]).toContain(member);
        } catch (error) {
          expect(error instanceof TypeError || (error as Error).message === hostileMessage).toBe(true);
        }
      }
    });

    test("as constraints and in them", () => {
      for (const value of [
        hostile(),
        revoked({}),
        [hostile()],
        [revoked({})],
        { exact: hostile() },
        { ideal: revoked({}) },
      ]) {
        for (const member of ["width", "frameRate", "facingMode", "advanced"]) {
          try {
            check(ask(solver, hd, { [member]: value }), hd);
          } catch (error) {
            expect(error instanceof TypeError || (error as Error).message === hostileMessage).toBe(true);
          }
        }
      }
      expect(thrownBy(() => ask(solver, hd, hostile()))).toEqual(new RangeError(hostileMessage));
      expect(thrownBy(() => ask(solver, hd, revoked({})))).toBeInstanceOf(TypeError);
      expect(thrownBy(() => ask(solver, hd, Symbol("s")))).toBeInstanceOf(TypeError);
      expect(thrownBy(() => ask(solver, hd, { advanced: cyclic() }))).toBeInstanceOf(TypeError);
    });

    test("constraints that contain themselves are read as far as they go", () => {
      const loop: Record<string, unknown> = { width: 1280, height: 720 };
      loop["advanced"] = [loop, { ...loop, advanced: [loop] }];
      expect(fitOf(ask(solver, hd, loop)).advanced).toEqual([true, true]);
    });

    test("a list without an end is an error", () => {
      const endless = {
        *[Symbol.iterator]() {
          for (;;) yield {};
        },
      };
      expect(() => ask(solver, hd, { advanced: endless })).toThrow(RangeError);
      expect(() => ask(solver, hd, { facingMode: { ideal: endless } })).toThrow(RangeError);
    });

    test("an array whose length changes while it is read", () => {
      const modes = [mode("640x480"), mode("1280x720")];
      Object.defineProperty(modes, 0, {
        get() {
          modes.length = 1;
          return mode("640x480");
        },
      });
      expect(sizeOf(ask(solver, { ...hd, modes, resizeModes: ["none"] }, { width: 1280 }))).toBe("640x480");
    });
  });

  describe("numbers", () => {
    const odd = [
      0,
      -0,
      5e-324,
      -5e-324,
      2.2e-308,
      1e-10,
      0.5,
      1 - 2 ** -53,
      1,
      2 ** 31,
      2 ** 32 - 1,
      2 ** 32,
      2 ** 53,
      2 ** 53 + 2,
      1e308,
    ];
    const bounds = ["min", "max", "exact", "ideal"] as const;

    test.each(["width", "height", "aspectRatio", "frameRate", "zoom", "pan", "iso"])(
      "odd ones for %s",
      (name) => {
        const source = {
          ...hd,
          capabilities: { zoom: { min: 1, max: 10 }, pan: { min: -1e308, max: 1e308 }, iso: { min: 0 } },
        };
        for (const value of [...odd, ...odd.map((number) => -number)]) {
          for (const bound of bounds) {
            check(ask(solver, source, { [name]: { [bound]: value } }), source);
            check(
              ask(solver, source, {
                [name]: { [bound]: value, min: value, ideal: 1 },
                width: { ideal: 700 },
              }),
              source,
            );
          }
          check(ask(solver, source, { [name]: value, advanced: [{ [name]: value }] }), source);
        }
      },
    );

    test("-0 is 0", () => {
      for (const name of ["width", "frameRate", "aspectRatio", "zoom"]) {
        for (const bound of bounds) {
          const [negative, positive] = [-0, 0].map((zero) => ask(solver, hd, { [name]: { [bound]: zero } }));
          // What was asked for is told back as it was asked for; JSON knows one zero only.
          expect(JSON.stringify(negative)).toBe(JSON.stringify(positive));
        }
      }
    });

    test("odd ranges of a source", () => {
      for (const min of odd) {
        for (const max of odd) {
          if (max < min) continue;
          const source = camera([], { capabilities: { zoom: { min: -max, max: -min }, pan: { min, max } } });
          for (const wanted of odd) {
            const { distance, settings } = fitOf(ask(solver, source, { zoom: wanted, pan: -wanted }));
            const { zoom, pan } = settings as { zoom: number; pan: number };
            expect(zoom >= -max && zoom <= -min && pan >= min && pan <= max).toBe(true);
            expect(distance >= 0 && distance <= 4).toBe(true);
          }
        }
      }
    });

    test("odd rates of a mode", () => {
      for (const frameRates of ["any", "integral"] as const) {
        for (const rate of odd.filter((number) => number > 0)) {
          for (const max of odd.filter((number) => number >= rate)) {
            for (const rates of [[rate, max], { min: rate, max }]) {
              const source = camera([], {
                frameRates,
                modes: [{ width: 640, height: 480, frameRates: rates }],
              });
              for (const wanted of [5e-324, 1, 30, 1e308]) {
                check(ask(solver, source, { frameRate: wanted }), source);
                check(ask(solver, source, { frameRate: { min: wanted } }), source);
                check(
                  ask(solver, source, { frameRate: { exact: wanted }, resizeMode: { exact: "none" } }),
                  source,
                );
              }
            }
          }
        }
      }
    });

    test("the largest sizes there are", () => {
      const largest = 4294967295;
      const source = camera([], {
        modes: [{ width: largest, height: largest, frameRates: [30] }],
        resizeModes: ["crop-and-scale"],
      });
      expect(sizeOf(ask(solver, source, { width: Infinity, height: Infinity }))).toBe(
        `${largest}x${largest}`,
      );
      // 4294967295 = 3 x 5 x 17 x 257 x 65537, so this ratio has sizes up to the largest height.
      const exact = { width: { exact: largest }, aspectRatio: { exact: 65537 / 15 } };
      const wide = fitOf(ask(solver, source, exact));
      expect(Math.round(((wide.settings.width ?? 0) / (wide.settings.height ?? 1)) * 1e10)).toBe(
        Math.round((65537 / 15) * 1e10),
      );
      expect(
        misfitOf(ask(solver, source, { width: { exact: 641 }, aspectRatio: { exact: 16 / 9 } }))
          .failedConstraint,
      ).toBe("");
      check(ask(solver, source, { width: 4e9, height: 3e9, aspectRatio: 1.3333333334 }), source);
      check(ask(solver, source, { width: { min: 4e9 }, aspectRatio: { exact: 1.0000000002 } }), source);
      check(ask(solver, source, { height: { min: 4e9 }, aspectRatio: { exact: 3e-10 } }), source);
    });
  });

  describe("amounts", () => {
    test("100,000 advanced sets", () => {
      const advanced = Array.from({ length: 100_000 }, (_, i) => ({
        width: { max: 1920 - (i % 1900) },
        height: { min: 20 },
      }));
      const fit = fitOf(ask(solver, hd, { advanced }));
      expect(fit.advanced).toHaveLength(100_000);
      expect(fit.advanced.every(Boolean)).toBe(true);
      expect(fit.settings.width).toBeLessThanOrEqual(21);
      const never = advanced.map(() => ({ width: 5000, facingMode: "left" }));
      expect(fitOf(ask(solver, hd, { advanced: never })).advanced.some(Boolean)).toBe(false);
    });

    test("100,000 modes", () => {
      const modes = Array.from({ length: 100_000 }, (_, i) => ({
        width: 100 + (i % 1000),
        height: 100 + ((i * 7) % 997),
        frameRates: [1 + (i % 60)],
      }));
      const prepared = solver.prepare(camera([], { modes }));
      const fit = fitOf(prepared.selectSettings({ width: 640, height: 480, frameRate: 30 }));
      expect(fit.settings).toMatchObject({ width: 640, height: 480, frameRate: 30 });
      expect(misfitOf(prepared.selectSettings({ width: { min: 1100 } })).conflict).toEqual([
        { name: "width", bound: "min", value: 1100, nearest: 1099 },
      ]);
      prepared.release();
    });

    test("200,000 rates of one mode", () => {
      const frameRates = Array.from({ length: 200_000 }, (_, i) => 1 + i / 1000);
      const source = camera([], {
        modes: [{ width: 640, height: 480, frameRates }],
        resizeModes: ["crop-and-scale"],
      });
      const fit = fitOf(ask(solver, source, { frameRate: 100.0004 }));
      expect(fit.settings.frameRate).toBe(100.0004);
    });

    test("10,000 alternatives", () => {
      const alternatives = Array.from({ length: 10_000 }, (_, i) => ({
        sampleRate: { min: 8000 + i, max: 8000 + i },
        channelCount: { min: 1 + (i % 8), max: 1 + (i % 8) },
      }));
      const source = microphone({}, { alternatives });
      expect(settingsOf(ask(solver, source, { sampleRate: { exact: 12345 } }))).toMatchObject({
        channelCount: 2,
      });
      expect(
        misfitOf(ask(solver, source, { sampleRate: { exact: 12345 }, channelCount: { exact: 3 } }))
          .failedConstraint,
      ).toBe("");
    });

    test("strings of a megabyte", () => {
      const long = "x".repeat(1 << 20);
      const source = camera(["640x480"], {
        deviceId: long,
        groupId: long,
        label: long,
        facingMode: [long, `${long}y`],
      });
      expect(fitOf(ask(solver, source, { deviceId: { exact: long }, facingMode: `${long}y` })).distance).toBe(
        0,
      );
      expect(misfitOf(ask(solver, source, { deviceId: { exact: `${long}y` } })).failedConstraint).toBe(
        "deviceId",
      );
      const numbers = { width: { exact: long }, height: "1".repeat(1 << 20) };
      expect(misfitOf(ask(solver, source, numbers)).failedConstraint).toBe("width");
      expect(thrownBy(() => ask(solver, source, { frameRate: long }))).toBeInstanceOf(TypeError);
      expect(thrownBy(() => ask(solver, { ...source, kind: long }))).toBeInstanceOf(TypeError);
    });

    test("strings of any characters", () => {
      for (const deviceId of ["", "\0", "\ud800", "\ud800\udc00", "__proto__", "é", "e\u0301"]) {
        const source = camera(["640x480"], { deviceId });
        expect(settingsOf(ask(solver, source, { deviceId: { exact: deviceId } }))).toMatchObject({
          deviceId,
        });
        expect(ask(solver, source, { deviceId: { exact: `${deviceId} ` } }).ok).toBe(false);
      }
      expect(ask(solver, camera([], { deviceId: "é" }), { deviceId: { exact: "e\u0301" } }).ok).toBe(false);
    });

    test("long lists of strings, on either side", () => {
      const names = Array.from({ length: 10_000 }, (_, i) => `direction ${i}`);
      const few = camera(["640x480"], { facingMode: names.slice(-32) });
      expect(settingsOf(ask(solver, few, { facingMode: "direction 9999" }))).toMatchObject({
        facingMode: "direction 9999",
      });
      const asked = { facingMode: { exact: names.map((text) => `${text}x`) } };
      expect(misfitOf(ask(solver, few, asked)).failedConstraint).toBe("facingMode");
      const either = {
        facingMode: { exact: [...names, "nowhere"], ideal: ["direction 9990", ...names.slice(0, 9000)] },
      };
      expect(settingsOf(ask(solver, few, either))).toMatchObject({ facingMode: "direction 9990" });
      // A source may have a bounded number of values; beyond it the error names the property.
      try {
        const many = camera(["640x480"], { facingMode: names });
        expect(settingsOf(ask(solver, many, { facingMode: "direction 4321" }))).toMatchObject({
          facingMode: "direction 4321",
        });
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
        expect((error as Error).message).toMatch(/^source's facingMode must be at most 32 values, got /);
      }
    });
  });

  describe("anything", () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withSparseArray: true,
      withNullPrototype: true,
      withTypedArray: true,
    });
    const properties = [
      "width",
      "height",
      "aspectRatio",
      "frameRate",
      "facingMode",
      "resizeMode",
      "deviceId",
      "zoom",
      "torch",
      "iso",
    ];
    const bound = fc.oneof(anything, fc.double(), fc.integer(), fc.constantFrom("user", "none", true));
    const constraint = fc.oneof(
      bound,
      fc.record({ min: bound, max: bound, exact: bound, ideal: bound }, { requiredKeys: [] }),
    );
    const set = fc.dictionary(fc.constantFrom(...properties), constraint, { maxKeys: 5 });
    const constraints = fc.oneof(
      { weight: 1, arbitrary: anything },
      {
        weight: 4,
        arbitrary: fc
          .tuple(set, fc.array(set, { maxLength: 4 }))
          .map(([basic, advanced]) => ({ ...basic, advanced })),
      },
    );
    const member = fc.oneof(
      { weight: 1, arbitrary: anything },
      { weight: 3, arbitrary: fc.constant(undefined) },
    );
    const description = fc.oneof(
      { weight: 1, arbitrary: anything },
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constantFrom("videoinput", "audioinput"),
          deviceId: fc.string(),
          facingMode: member,
          modes: fc.oneof(
            member,
            fc.array(
              fc.record({
                width: fc.oneof(fc.integer({ min: 1, max: 4096 }), anything),
                height: fc.integer({ min: 1, max: 4096 }),
                frameRates: fc.oneof(fc.array(fc.double({ min: 1e-300, noNaN: true })), anything),
              }),
            ),
          ),
          resizeModes: member,
          frameRates: member,
          capabilities: fc.oneof(
            member,
            fc.dictionary(
              fc.constantFrom(...properties),
              fc.oneof(anything, fc.record({ min: bound, max: bound })),
            ),
          ),
          alternatives: member,
          defaults: member,
        }),
      },
    );

    function onlyClearErrors(act: () => void): void {
      try {
        act();
      } catch (error) {
        expect(error instanceof TypeError || error instanceof RangeError).toBe(true);
        // A trap of the JavaScript build, and what native code says of a bug, would be these.
        const { message, stack } = error as Error;
        expect(message).not.toMatch(/call stack|unreachable|out of bounds|is not a function$|reading '/);
        expect(`${message} ${String(stack)}`).not.toContain("WebAssembly.RuntimeError");
      }
    }

    test("as constraints", () => {
      fc.assert(
        fc.property(constraints, (given) => onlyClearErrors(() => check(ask(solver, hd, given), hd))),
        { numRuns: 1500 },
      );
    });

    test("as a source", () => {
      fc.assert(
        fc.property(description, set, (source, given) =>
          onlyClearErrors(() => {
            const answer = ask(solver, source, given);
            if (answer.ok) expect(answer.distance >= 0 && answer.distance < Infinity).toBe(true);
          }),
        ),
        { numRuns: 1500 },
      );
    });
  });
});
