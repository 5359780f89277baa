/** The order of several sources: design, section 3, item 5; rows 58 and 41 of edge-cases.md. */
import type { RankedSource, Solver, SourceDescription } from "../../../bindings/solver/index.js";
import { builds, camera, native, startSolver } from "./sources.js";

function named(deviceId: string, more: Partial<SourceDescription> = {}): SourceDescription {
  return camera(["640x480"], { ...more, deviceId });
}

const order = (ranked: readonly RankedSource[]): string[] => ranked.map(({ source }) => source.deviceId);

/** Cameras whose only difference is the zoom they are fixed at. */
const zoomed = (deviceId: string, zoom: number): SourceDescription =>
  named(deviceId, { capabilities: { zoom } });

describe.each(builds)("rank, %s", (build) => {
  let solver: Solver;
  beforeAll(async () => {
    solver = await startSolver(build);
  });
  const rank = (sources: Iterable<SourceDescription>, constraints?: unknown): RankedSource[] =>
    solver.rank(sources, constraints as MediaTrackConstraints);

  test("row 58: an advanced set decides between devices, before the distance", () => {
    const front = named("front", { facingMode: "user" });
    const back = { ...native("1920x1080"), deviceId: "back", facingMode: "environment" };
    const constraints = { width: 640, height: 480, advanced: [{ facingMode: "environment" }] };
    expect(order(rank([front, back], constraints))).toEqual(["back", "front"]);
  });

  test("the first advanced set that differs decides, however many others are satisfied", () => {
    const one = named("one", { facingMode: "user" });
    const many = named("many", { capabilities: { zoom: { min: 1, max: 4 }, torch: true } });
    const advanced = [{ facingMode: "user" }, { zoom: 2 }, { torch: true }];
    expect(order(rank([many, one], { advanced }))).toEqual(["one", "many"]);
    expect(order(rank([one, many], { advanced: [...advanced].reverse() }))).toEqual(["many", "one"]);
    expect(order(rank([one, many], { advanced: [{ width: 640 }, ...advanced.slice(1)] }))).toEqual([
      "many",
      "one",
    ]);
  });

  test("then the distance decides", () => {
    const sources = [zoomed("five", 5), zoomed("three", 3), zoomed("four", 4)];
    expect(order(rank(sources, { zoom: 3 }))).toEqual(["three", "four", "five"]);
  });

  test("distances within 1e-9 of the least tie, and the order given decides", () => {
    const sources = [zoomed("a", 1 + 9e-10), zoomed("b", 1), zoomed("c", 1 + 5e-10), zoomed("d", 1 + 2e-9)];
    expect(order(rank(sources, { zoom: 1 }))).toEqual(["a", "b", "c", "d"]);
    expect(order(rank([...sources].reverse(), { zoom: 1 }))).toEqual(["c", "b", "a", "d"]);
  });

  test("of equals the order given decides, which is that of enumeration", () => {
    const sources = ["x", "c", "a", "b"].map((deviceId) => named(deviceId));
    expect(order(rank(sources))).toEqual(["x", "c", "a", "b"]);
    expect(order(rank(sources, {}))).toEqual(["x", "c", "a", "b"]);
  });

  test("row 41: an ideal deviceId counts, and a stale one does no harm", () => {
    const sources = ["a", "b", "c"].map((deviceId) => named(deviceId));
    expect(order(rank(sources, { deviceId: "b" }))).toEqual(["b", "a", "c"]);
    expect(order(rank(sources, { deviceId: ["c", "b"] }))).toEqual(["b", "c", "a"]);
    expect(order(rank(sources, { deviceId: "stale" }))).toEqual(["a", "b", "c"]);
  });

  test("misfits come last in the order given, each with its reason", () => {
    const sources = [named("a"), named("b", { facingMode: "user" }), named("c", { facingMode: "left" })];
    const ranked = rank(sources, { facingMode: { exact: "user" } });
    expect(order(ranked)).toEqual(["b", "a", "c"]);
    expect(ranked.map(({ fit }) => fit.ok)).toEqual([true, false, false]);
    expect(ranked[1]?.fit).toMatchObject({ failedConstraint: "facingMode" });
    expect(ranked[1]?.fit).not.toHaveProperty("conflict.0.nearest");
    expect(ranked[2]?.fit).toMatchObject({
      conflict: [{ name: "facingMode", bound: "exact", value: "user", nearest: "left" }],
    });
  });

  test("each answer is the one selectSettings gives, and each source the one given", () => {
    const sources = [
      named("a"),
      { ...native("1280x720"), deviceId: "b" },
      named("c", { facingMode: "user" }),
    ];
    const constraints = { width: { min: 700 }, facingMode: "user" };
    const ranked = rank(sources, constraints);
    expect(ranked).toHaveLength(3);
    for (const { source, fit } of ranked) {
      expect(sources).toContain(source);
      expect(fit).toEqual(solver.selectSettings(source, constraints));
    }
  });

  test("takes any iterable, prepared sources among the others", () => {
    const description = named("prepared");
    const prepared = solver.prepare(description);
    function* sources(): Generator<SourceDescription | typeof prepared> {
      yield named("first");
      yield prepared;
    }
    const ranked = solver.rank(sources(), { deviceId: "prepared" });
    expect(order(ranked)).toEqual(["prepared", "first"]);
    expect(ranked[0]?.source).toBe(description);
    expect(order(solver.rank(new Set([prepared])))).toEqual(["prepared"]);
    prepared.release();
  });

  test("no sources, no answers; bad constraints are an error all the same", () => {
    expect(rank([])).toEqual([]);
    expect(() => rank([], { frameRate: "fast" })).toThrow(TypeError);
  });

  test("a description that is none is an error that names the argument", () => {
    expect(() => rank([named("a"), {} as SourceDescription])).toThrow(
      new TypeError('source.kind must be "videoinput" or "audioinput", got undefined.'),
    );
  });
});
