/** What is wrong with a source description is a TypeError that names the place, what it must be and what it was. */
import {
  createSolver,
  createWorkerSolver,
  type Solver,
  type SolverOptions,
  type SourceDescription,
} from "../../../bindings/solver/index.js";
import { createJointSolver } from "../../../bindings/solver/load-joint-solver.js";
import { fitOf, startSolver, thrownBy } from "./sources.js";

type Patch = Readonly<Record<string, unknown>>;

const goodMode = { width: 640, height: 480, frameRates: [30] };
const good = { kind: "videoinput", deviceId: "a" };
const withMode = (patch: Patch): Patch => ({ modes: [goodMode, { ...goodMode, ...patch }] });

/** A place, what it was in words ("": not checked), and the members of the description that are wrong. */
const wrong: [place: string, got: string, patch: Patch][] = [
  ["source.kind", "undefined", { kind: undefined }],
  ["source.kind", '"audiooutput"', { kind: "audiooutput" }],
  ["source.kind", "null", { kind: null }],
  ["source.kind", "an array", { kind: ["videoinput"] }],
  ["source.deviceId", "undefined", { deviceId: undefined }],
  ["source.deviceId", "5", { deviceId: 5 }],
  ["source.deviceId", "an array", { deviceId: ["a"] }],
  ["source.groupId", "null", { groupId: null }],
  ["source.label", "a function", { label: () => "camera" }],
  ["source.facingMode", "5", { facingMode: 5 }],
  ["source.facingMode", "null", { facingMode: null }],
  ["source.facingMode[1]", "true", { facingMode: ["user", true] }],
  ["source.modes", "an object", { modes: { 0: goodMode, length: 1 } }],
  ["source.modes", '"640x480"', { modes: "640x480" }],
  ["source.modes", "null", { modes: null }],
  ["source.modes[0]", '"640x480"', { modes: ["640x480"] }],
  ["source.modes[1]", "undefined", { modes: [goodMode, undefined] }],
  ["source.modes[0]", "undefined", { modes: new Array(1) }],
  ["source.modes[1].width", "-1", withMode({ width: -1 })],
  ["source.modes[1].width", "0", withMode({ width: 0 })],
  ["source.modes[1].width", "-0", withMode({ width: -0 })],
  ["source.modes[1].width", "NaN", withMode({ width: NaN })],
  ["source.modes[1].width", "640.5", withMode({ width: 640.5 })],
  ["source.modes[1].width", '"640"', withMode({ width: "640" })],
  ["source.modes[1].width", "undefined", withMode({ width: undefined })],
  ["source.modes[1].width", "", withMode({ width: 5n })],
  ["source.modes[1].width", "Infinity", withMode({ width: Infinity })],
  ["source.modes[1].height", "-480", withMode({ height: -480 })],
  ["source.modes[1].height", "null", withMode({ height: null })],
  ["source.modes[1].frameRates", "undefined", withMode({ frameRates: undefined })],
  ["source.modes[1].frameRates", "30", withMode({ frameRates: 30 })],
  ["source.modes[1].frameRates", "", withMode({ frameRates: [] })],
  ["source.modes[1].frameRates[1]", "0", withMode({ frameRates: [30, 0] })],
  ["source.modes[1].frameRates[0]", "-30", withMode({ frameRates: [-30] })],
  ["source.modes[1].frameRates[0]", "NaN", withMode({ frameRates: [NaN] })],
  ["source.modes[1].frameRates[0]", "Infinity", withMode({ frameRates: [Infinity] })],
  ["source.modes[1].frameRates[0]", '"30/1"', withMode({ frameRates: ["30/1"] })],
  ["source.modes[1].frameRates.max", "undefined", withMode({ frameRates: { min: 0 } })],
  ["source.modes[1].frameRates.max", "0", withMode({ frameRates: { min: 0, max: 0 } })],
  ["source.modes[1].frameRates.min", "31", withMode({ frameRates: { min: 31, max: 30 } })],
  ["source.modes[1].frameRates.min", "-1", withMode({ frameRates: { min: -1, max: 30 } })],
  ["source.modes[1].frameRates.min", "undefined", withMode({ frameRates: { max: 30 } })],
  ["source.modes[1].format", "7", withMode({ format: 7 })],
  ["source.modes", "an array", { kind: "audioinput", modes: [goodMode] }],
  ["source.resizeModes", '"stretch"', { resizeModes: ["none", "stretch"] }],
  ["source.resizeModes", "", { resizeModes: [] }],
  ["source.resizeModes", "null", { resizeModes: null }],
  ["source.frameRates", '"some"', { frameRates: "some" }],
  ["source.frameRates", "an array", { frameRates: [30] }],
  ["source.capabilities", "null", { capabilities: null }],
  ["source.capabilities", '"all"', { capabilities: "all" }],
  ["source.capabilities.width", "an array", { capabilities: { width: [640] } }],
  ["source.capabilities.width", '"640"', { capabilities: { width: "640" } }],
  ["source.capabilities.width.max", '"640"', { capabilities: { width: { max: "640" } } }],
  ["source.capabilities.frameRate.min", "NaN", { capabilities: { frameRate: { min: NaN } } }],
  ["source.capabilities.frameRate", "an object", { capabilities: { frameRate: { min: 30, max: 15 } } }],
  ["source.capabilities.frameRate", "an object", { capabilities: { frameRate: { min: 0, max: 0 } } }],
  ["source.capabilities.height", "an object", { capabilities: { height: { min: 0, max: 0 } } }],
  ["source.capabilities.height", "an object", { capabilities: { height: { min: 1.2, max: 1.8 } } }],
  ["source.capabilities.facingMode", "true", { capabilities: { facingMode: true } }],
  ["source.capabilities.facingMode[0]", "null", { capabilities: { facingMode: [null] } }],
  ["source.capabilities.zoom", "true", { capabilities: { zoom: true } }],
  ["source.capabilities.torch", '"on"', { capabilities: { torch: "on" } }],
  [
    "source.capabilities.echoCancellation",
    '"all"',
    { kind: "audioinput", capabilities: { echoCancellation: "all" } },
  ],
  ["source.alternatives", "an object", { alternatives: {} }],
  ["source.alternatives[1]", "null", { alternatives: [{}, null] }],
  ["source.alternatives[1].zoom.min", "true", { alternatives: [{}, { zoom: { min: true } }] }],
  ["source.alternatives", "", { alternatives: [{ width: {}, height: {} }, { width: {} }] }],
  ["source.defaults", "null", { defaults: null }],
  ["source.defaults.width", "0", { defaults: { width: 0 } }],
  ["source.defaults.width", '"640"', { defaults: { width: "640" } }],
  ["source.defaults.frameRate", "-30", { defaults: { frameRate: -30 } }],
  ["source.defaults.sampleRate", "Infinity", { defaults: { sampleRate: Infinity } }],
  ["source.defaults.echoCancellation", '"all"', { defaults: { echoCancellation: "all" } }],
  ["source.defaults.facingMode", "5", { defaults: { facingMode: 5 } }],
];

describe("descriptions", () => {
  let solver: Solver;
  beforeAll(async () => {
    solver = await startSolver("webassembly");
  });

  test.each(wrong)("%s, got %s", (place, got, patch) => {
    const description = { ...good, ...patch } as unknown as SourceDescription;
    for (const act of [
      () => solver.prepare(description),
      () => solver.selectSettings(description, {}),
      () => solver.rank([description]),
    ]) {
      const error = thrownBy(act) as Error;
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toMatch(/^[\w.[\]]+ must .+\.$/s);
      expect(error.message.startsWith(place)).toBe(true);
      if (got !== "") expect(error.message.endsWith(`, got ${got}.`)).toBe(true);
    }
  });

  test.each([undefined, null, 5, "camera", true, Symbol("s"), 7n])("%p is no description", (description) => {
    const error = thrownBy(() => solver.prepare(description as unknown as SourceDescription)) as Error;
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(/^source must be an object, got .+\.$/);
  });

  test("rates that are none are told to be a list or a range", () => {
    expect(() =>
      solver.prepare({ ...good, modes: [{ width: 1, height: 1 }] } as unknown as SourceDescription),
    ).toThrow("source.modes[0].frameRates must be a list or a range, got undefined.");
  });

  test.each([undefined, null, 5, {}])("%p is no list of sources", (sources) => {
    const error = thrownBy(() => solver.rank(sources as SourceDescription[])) as Error;
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(/^sources must be a list of sources, got .+\.$/);
  });

  test("any iterable is a list of sources", () => {
    expect(solver.rank(new Set([good as SourceDescription]))).toHaveLength(1);
  });

  test.each([null, 5, "javascript", []])("%p is no options", async (options) => {
    const message = /^options must be an object, got .+\.$/;
    for (const create of [createSolver, createJointSolver, createWorkerSolver]) {
      await expect(create(options as SolverOptions)).rejects.toThrow(message);
    }
  });

  test.each([true, false])(
    "a boolean capability, %p, is the one value the source has",
    (echoCancellation) => {
      const microphone = { kind: "audioinput", deviceId: "m", capabilities: { echoCancellation } } as const;
      const asked = (exact: boolean): boolean =>
        solver.selectSettings(microphone, { echoCancellation: { exact } }).ok;
      expect([asked(true), asked(false)]).toEqual([echoCancellation, !echoCancellation]);
    },
  );

  test("a long value is cut in the message", () => {
    const error = thrownBy(() =>
      solver.prepare({ ...good, kind: "k".repeat(1e6) } as unknown as SourceDescription),
    );
    expect((error as Error).message.length).toBeLessThan(200);
  });

  test("a size beyond what constraints can ask for is rejected too", () => {
    const description = { ...good, modes: [{ ...goodMode, width: 2 ** 32 }] } as SourceDescription;
    expect(() => solver.prepare(description)).toThrow(TypeError);
    expect(() => solver.prepare(description)).toThrow(
      /^source\.modes\[0\]\.width must be .+, got 4294967296\.$/,
    );
  });

  test.each<[string, Patch]>([
    ["the least a description can be", {}],
    [
      "undefined members are left out",
      { groupId: undefined, modes: undefined, capabilities: undefined, defaults: undefined },
    ],
    ["no modes", { modes: [] }],
    ["the largest mode", { modes: [{ width: 4294967295, height: 4294967295, frameRates: [1e308] }] }],
    ["the smallest mode", { modes: [{ width: 1, height: 1, frameRates: [5e-324] }] }],
    ["a range of rates from 0", { modes: [{ ...goodMode, frameRates: { min: 0, max: 30 } }] }],
    ["a range of one rate", { modes: [{ ...goodMode, frameRates: { min: 30, max: 30 } }] }],
    ["an empty facingMode", { facingMode: [] }],
    ["an empty list of alternatives", { alternatives: [] }],
    ["an empty alternative", { alternatives: [{}] }],
    [
      "members nobody knows",
      { colour: "red", capabilities: { colour: 5, zoom: { min: 1, max: 2, note: 3 } } },
    ],
    ["empty strings", { deviceId: "", groupId: "", label: "" }],
    ["single numbers as ranges", { capabilities: { width: 640, height: 480, frameRate: 30 } }],
    ["ranges with open ends", { capabilities: { width: {}, height: { min: 5 }, frameRate: { max: 3 } } }],
    ["fractional ends around whole numbers", { capabilities: { iso: { min: 0.5, max: 2.5 } } }],
    [
      "lists with a value twice",
      { capabilities: { facingMode: ["user", "user"] }, resizeModes: ["none", "none"] },
    ],
    [
      "later editions' values of echoCancellation",
      { kind: "audioinput", capabilities: { echoCancellation: [true, "all"] } },
    ],
    ["a null prototype", Object.assign(Object.create(null) as Patch, { label: "bare" })],
  ])("%s is a description", (_name, patch) => {
    expect(fitOf(solver.selectSettings({ ...good, ...patch } as SourceDescription)).distance).toBe(0);
  });
});
