/** What a misfit says: design, section 7. */
import type { Solver } from "../../../bindings/solver/index.js";
import { ask, builds, camera, microphone, misfitOf, native, startSolver } from "./sources.js";

const hd = native("640x480", "1280x720", "1920x1080");

describe.each(builds)("messages, %s", (build) => {
  let solver: Solver;
  beforeAll(async () => {
    solver = await startSolver(build);
  });
  const messageOf = (source: unknown, constraints: unknown): string =>
    misfitOf(ask(solver, source, constraints)).message;

  test.each([
    [hd, { width: { min: 3000 } }, "width: at least 3000 asked, this camera goes up to 1920"],
    [hd, { height: { max: 100 } }, "height: at most 100 asked, this camera starts at 480"],
    [hd, { width: { exact: 1000 } }, "width: exactly 1000 asked, this camera comes nearest with 1280"],
    [hd, { frameRate: { min: 60 } }, "frameRate: at least 60 fps asked, this camera goes up to 30 fps"],
    [hd, { facingMode: { exact: "user" } }, 'facingMode: exactly "user" asked, this camera has none'],
    [
      microphone({ sampleRate: { min: 48000, max: 48000 } }),
      { sampleRate: { max: 16000 } },
      "sampleRate: at most 16000 Hz asked, this microphone starts at 48000 Hz",
    ],
    [
      microphone({ latency: { min: 0.01, max: 0.02 } }),
      { latency: { exact: 0 } },
      "latency: exactly 0 asked, this microphone comes nearest with 0.01",
    ],
    [
      camera(["640x480"], { facingMode: "environment" }),
      { facingMode: { exact: ["user", "left"] } },
      'facingMode: exactly "user" or "left" asked, this camera comes nearest with "environment"',
    ],
  ])("of one bound, case %#", (source, constraints, message) => {
    expect(messageOf(source, constraints)).toBe(message);
  });

  const degenerate = {
    kind: "videoinput",
    deviceId: "e",
    capabilities: {
      width: { min: 6, max: 12 },
      height: { min: 1, max: 3 },
      aspectRatio: { min: 1, max: 1 },
      frameRate: 30,
    },
  };
  test.each([{}, { frameRate: { max: 60 } }, { frameRate: { max: 5 }, width: { min: 99 } }])(
    "of a description that leaves no settings, no bound is to blame: %j",
    (constraints) => {
      expect(ask(solver, degenerate, constraints)).toEqual({
        ok: false,
        failedConstraint: "",
        conflict: [],
        message: "this camera has no settings at all",
      });
    },
  );

  test.each([{ max: 0 }, { exact: -5 }])("of a frame rate that no track can have: %j", (frameRate) => {
    const any = camera(["640x480"]);
    expect(messageOf(any, { frameRate })).toMatch(/ fps asked, this camera has none so low$/);
    expect(misfitOf(ask(solver, any, { frameRate })).conflict[0]).not.toHaveProperty("nearest");
  });

  test.each([
    [native("1920x1080"), { aspectRatio: { min: 1e20 } }, 1920 / 1080],
    [camera(["1920x1080"]), { aspectRatio: { min: 1e19 } }, 1920],
    [camera(["1920x1080"]), { aspectRatio: { min: 1e20 } }, 1920],
    [
      {
        kind: "videoinput",
        deviceId: "tall",
        capabilities: { width: { max: 1920 }, height: { min: 1000, max: 1080 } },
      },
      { aspectRatio: { exact: 1e300 } },
      1.92,
    ],
    [camera(["10x10", "10x10@15"]), { frameRate: { min: 1e18 } }, 30],
    [native("10x10@15", "10x10@30"), { frameRate: { exact: 1e300 } }, 30],
    [
      {
        kind: "audioinput",
        deviceId: "m",
        alternatives: [{ latency: { min: 0.01, max: 0.02 } }, { latency: 0.5 }],
      },
      { latency: { min: 1e18 } },
      0.5,
    ],
    [
      {
        kind: "audioinput",
        deviceId: "m",
        alternatives: [{ latency: 0.5 }, { latency: { min: 0.01, max: 0.02 } }],
      },
      { latency: { exact: -1e18 } },
      0.01,
    ],
  ])("the nearest of very large values, case %#", (source, constraints, nearest) => {
    expect(misfitOf(ask(solver, source, constraints)).conflict[0]?.nearest).toBeCloseTo(nearest, 9);
  });

  test("of several bounds: each of them, that they do not go together, and the ways out", () => {
    const message = messageOf(native("1280x720", "640x480@60"), {
      width: { min: 1280 },
      frameRate: { min: 60 },
    });
    expect(message).toMatch(
      /^frameRate at least 60 fps and width at least 1280 asked, this camera cannot do (both|all) at once; it could with frameRate at least 30 fps, or width at least 640$/,
    );
  });

  test("of a bound that contradicts another of the same property", () => {
    const { conflict, message } = misfitOf(ask(solver, hd, { width: { min: 1200, max: 800 } }));
    expect(conflict).toEqual([
      { name: "width", bound: "min", value: 1200, nearest: 640 },
      { name: "width", bound: "max", value: 800, nearest: 1280 },
    ]);
    expect(message).toContain("width at least 1200");
    expect(message).toContain("width at most 800");
  });

  test("the values are those asked for, as the caller wrote them", () => {
    const asked = { aspectRatio: { exact: 1.23456789012345 } };
    expect(misfitOf(ask(solver, hd, asked)).conflict[0]?.value).toBe(1.23456789012345);
    expect(messageOf(hd, { facingMode: { exact: 'a "quoted"\nname' } })).toContain('"a \\"quoted\\"\\nname"');
  });

  test("a long value does not make a long message", () => {
    const long = "x".repeat(1e6);
    expect(messageOf(hd, { deviceId: { exact: long } }).length).toBeLessThan(1000);
    expect(
      messageOf(hd, { deviceId: { exact: Array.from({ length: 1e5 }, (_, i) => `id ${i}`) } }).length,
    ).toBeLessThan(5000);
    expect(misfitOf(ask(solver, hd, { deviceId: { exact: long } })).conflict[0]?.value).toBe(long);
  });

  test("the first required property that the source lacks is to blame", () => {
    const { failedConstraint, conflict } = misfitOf(
      ask(solver, hd, { facingMode: { exact: "user" }, width: { min: 9999 } }),
    );
    expect(["facingMode", "width"]).toContain(failedConstraint);
    expect(conflict).toHaveLength(1);
    expect(conflict[0]?.name).toBe(failedConstraint);
  });
});
