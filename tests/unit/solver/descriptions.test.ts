/** What is wrong with a source description is a TypeError that names the place, what it must be and what it was. */
import type { Solver, SourceDescription } from "../../../bindings/solver/index.js";
import { fitOf, startSolver, thrownBy } from "./sources.js";

type Patch = Readonly<Record<string, unknown>>;

const goodMode = { width: 640, height: 480, frameRates: [30] };
const good = { kind: "videoinput", deviceId: "a" };
const withMode = (patch: Patch): Patch => ({ modes: [goodMode, { ...goodMode, ...patch }] });

/** A place, what it must be (or part of that), what it was in words, and the description's members that are wrong. */
const wrong: [place: string, must: string, got: string, patch: Patch][] = [
  ["source.kind", '"videoinput" or "audioinput"', "undefined", { kind: undefined }],
  ["source.kind", '"videoinput" or "audioinput"', '"audiooutput"', { kind: "audiooutput" }],
  ["source.kind", '"videoinput" or "audioinput"', "null", { kind: null }],
  ["source.kind", '"videoinput" or "audioinput"', "an array", { kind: ["videoinput"] }],
  ["source.deviceId", "a string", "undefined", { deviceId: undefined }],
  ["source.deviceId", "a string", "5", { deviceId: 5 }],
  ["source.deviceId", "a string", "an array", { deviceId: ["a"] }],
  ["source.groupId", "a string", "null", { groupId: null }],
  ["source.label", "a string", "a function", { label: () => "camera" }],
  ["source.facingMode", "a list of strings", "5", { facingMode: 5 }],
  ["source.facingMode", "a list of strings", "null", { facingMode: null }],
  ["source.facingMode[1]", "a string", "true", { facingMode: ["user", true] }],
  ["source.modes", "a list of native modes", "an object", { modes: { 0: goodMode, length: 1 } }],
  ["source.modes", "a list of native modes", '"640x480"', { modes: "640x480" }],
  ["source.modes", "a list of native modes", "null", { modes: null }],
  ["source.modes[0]", "an object", '"640x480"', { modes: ["640x480"] }],
  ["source.modes[1]", "an object", "undefined", { modes: [goodMode, undefined] }],
  ["source.modes[0]", "an object", "undefined", { modes: new Array(1) }],
  ["source.modes[1].width", "a positive integer", "-1", withMode({ width: -1 })],
  ["source.modes[1].width", "a positive integer", "0", withMode({ width: 0 })],
  ["source.modes[1].width", "a positive integer", "-0", withMode({ width: -0 })],
  ["source.modes[1].width", "a positive integer", "NaN", withMode({ width: NaN })],
  ["source.modes[1].width", "a positive integer", "640.5", withMode({ width: 640.5 })],
  ["source.modes[1].width", "a positive integer", '"640"', withMode({ width: "640" })],
  ["source.modes[1].width", "a positive integer", "undefined", withMode({ width: undefined })],
  ["source.modes[1].width", "a positive integer", "5n", withMode({ width: 5n })],
  ["source.modes[1].width", "a positive integer", "Infinity", withMode({ width: Infinity })],
  ["source.modes[1].height", "a positive integer", "-480", withMode({ height: -480 })],
  ["source.modes[1].height", "a positive integer", "null", withMode({ height: null })],
  ["source.modes[1].frameRates", "a list of rates or a range", "undefined", withMode({ frameRates: undefined })],
  ["source.modes[1].frameRates", "a list of rates or a range", "30", withMode({ frameRates: 30 })],
  ["source.modes[1].frameRates", "at least one rate", "an empty list", withMode({ frameRates: [] })],
  ["source.modes[1].frameRates[1]", "a positive number", "0", withMode({ frameRates: [30, 0] })],
  ["source.modes[1].frameRates[0]", "a positive number", "-30", withMode({ frameRates: [-30] })],
  ["source.modes[1].frameRates[0]", "a positive number", "NaN", withMode({ frameRates: [NaN] })],
  ["source.modes[1].frameRates[0]", "a positive number", "Infinity", withMode({ frameRates: [Infinity] })],
  ["source.modes[1].frameRates[0]", "a positive number", '"30/1"', withMode({ frameRates: ["30/1"] })],
  ["source.modes[1].frameRates.max", "a positive number", "undefined", withMode({ frameRates: {} })],
  ["source.modes[1].frameRates.max", "a positive number", "0", withMode({ frameRates: { min: 0, max: 0 } })],
  ["source.modes[1].frameRates.min", "30", "31", withMode({ frameRates: { min: 31, max: 30 } })],
  ["source.modes[1].frameRates.min", "30", "-1", withMode({ frameRates: { min: -1, max: 30 } })],
  ["source.modes[1].frameRates.min", "30", "undefined", withMode({ frameRates: { max: 30 } })],
  ["source.modes[1].format", "a string", "7", withMode({ format: 7 })],
  ["source.modes", "left out of an audio source", "an array", { kind: "audioinput", modes: [goodMode] }],
  ["source.resizeModes[1]", '"none" or "crop-and-scale"', '"stretch"', { resizeModes: ["none", "stretch"] }],
  ["source.resizeModes", "at least one mode", "an empty list", { resizeModes: [] }],
  ["source.resizeModes", "a list of strings", "null", { resizeModes: null }],
  ["source.frameRates", '"any" or "integral"', '"some"', { frameRates: "some" }],
  ["source.frameRates", '"any" or "integral"', "an array", { frameRates: [30] }],
  ["source.capabilities", "an object", "null", { capabilities: null }],
  ["source.capabilities", "an object", '"all"', { capabilities: "all" }],
  ["source.capabilities.width", "a range of numbers", "an array", { capabilities: { width: [640] } }],
  ["source.capabilities.width", "a range of numbers", '"640"', { capabilities: { width: "640" } }],
  ["source.capabilities.width", "a range of numbers", "NaN", { capabilities: { width: NaN } }],
  ["source.capabilities.width.max", "a number", '"640"', { capabilities: { width: { max: "640" } } }],
  ["source.capabilities.frameRate.min", "a number", "NaN", { capabilities: { frameRate: { min: NaN } } }],
  ["source.capabilities.frameRate", "a range", "an object", { capabilities: { frameRate: { min: 30, max: 15 } } }],
  ["source.capabilities.frameRate", "a range", "an object", { capabilities: { frameRate: { min: 0, max: 0 } } }],
  ["source.capabilities.height", "a range", "an object", { capabilities: { height: { min: 0, max: 0 } } }],
  ["source.capabilities.height", "whole number", "an object", { capabilities: { height: { min: 1.2, max: 1.8 } } }],
  ["source.capabilities.facingMode", "a list of strings", "true", { capabilities: { facingMode: true } }],
  ["source.capabilities.facingMode[0]", "a string", "null", { capabilities: { facingMode: [null] } }],
  ["source.capabilities.zoom", "a range of numbers", "true", { capabilities: { zoom: true } }],
  ["source.capabilities.torch", "a list of booleans", '"on"', { capabilities: { torch: "on" } }],
  [
    "source.capabilities.echoCancellation",
    "a list of booleans",
    "true",
    { kind: "audioinput", capabilities: { echoCancellation: true } },
  ],
  ["source.alternatives", "a list of capabilities", "an object", { alternatives: {} }],
  ["source.alternatives[1]", "an object", "null", { alternatives: [{}, null] }],
  ["source.alternatives[1].zoom.min", "a number", "true", { alternatives: [{}, { zoom: { min: true } }] }],
  [
    "source.alternatives[1]",
    "both width and height",
    "",
    { alternatives: [{ width: {}, height: {} }, { width: {} }] },
  ],
  ["source.defaults", "an object", "null", { defaults: null }],
  ["source.defaults.width", "a positive number", "0", { defaults: { width: 0 } }],
  ["source.defaults.width", "a finite number", '"640"', { defaults: { width: "640" } }],
  ["source.defaults.frameRate", "a positive number", "-30", { defaults: { frameRate: -30 } }],
  ["source.defaults.sampleRate", "a finite number", "Infinity", { defaults: { sampleRate: Infinity } }],
  ["source.defaults.echoCancellation", "a boolean", '"all"', { defaults: { echoCancellation: "all" } }],
  ["source.defaults.facingMode", "a string", "5", { defaults: { facingMode: 5 } }],
];

describe("descriptions", () => {
  let solver: Solver;
  beforeAll(async () => {
    solver = await startSolver("webassembly");
  });

  test.each(wrong)("%s must be %s, got %s", (place, must, got, patch) => {
    const description = { ...good, ...patch } as unknown as SourceDescription;
    for (const act of [
      () => solver.prepare(description),
      () => solver.selectSettings(description, {}),
      () => solver.rank([description]),
    ]) {
      const error = thrownBy(act) as Error;
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toMatch(/^\S+ must .+\.$/s);
      expect(error.message.startsWith(`${place} must `)).toBe(true);
      expect(error.message).toContain(must);
      if (got !== "") expect(error.message.endsWith(`, got ${got}.`)).toBe(true);
    }
  });

  test.each([undefined, null, 5, "camera", true, Symbol("s"), 7n])("%p is no description", (description) => {
    const error = thrownBy(() => solver.prepare(description as unknown as SourceDescription)) as Error;
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(/^source must be an object, got .+\.$/);
  });

  test("a long value is cut in the message", () => {
    const error = thrownBy(() => solver.prepare({ ...good, kind: "k".repeat(1e6) } as unknown as SourceDescription));
    expect((error as Error).message.length).toBeLessThan(200);
  });

  test("a size beyond what constraints can ask for is told as too large, not as no positive integer", () => {
    const error = thrownBy(() => solver.prepare({ ...good, modes: [{ ...goodMode, width: 2 ** 32 }] } as SourceDescription));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toContain("source.modes[0].width must be ");
    expect((error as Error).message).toContain("4294967295");
  });

  test.each<[string, Patch]>([
    ["the least a description can be", {}],
    ["undefined members are left out", { groupId: undefined, modes: undefined, capabilities: undefined, defaults: undefined }],
    ["no modes", { modes: [] }],
    ["the largest mode", { modes: [{ width: 4294967295, height: 4294967295, frameRates: [1e308] }] }],
    ["the smallest mode", { modes: [{ width: 1, height: 1, frameRates: [5e-324] }] }],
    ["a range of rates from 0", { modes: [{ ...goodMode, frameRates: { min: 0, max: 30 } }] }],
    ["a range of one rate", { modes: [{ ...goodMode, frameRates: { min: 30, max: 30 } }] }],
    ["an empty facingMode", { facingMode: [] }],
    ["an empty list of alternatives", { alternatives: [] }],
    ["an empty alternative", { alternatives: [{}] }],
    ["members nobody knows", { colour: "red", capabilities: { colour: 5, zoom: { min: 1, max: 2, note: 3 } } }],
    ["empty strings", { deviceId: "", groupId: "", label: "" }],
    ["single numbers as ranges", { capabilities: { width: 640, height: 480, frameRate: 30 } }],
    ["ranges with open ends", { capabilities: { width: {}, height: { min: 5 }, frameRate: { max: 3 } } }],
    ["fractional ends around whole numbers", { capabilities: { iso: { min: 0.5, max: 2.5 } } }],
    ["lists with a value twice", { capabilities: { facingMode: ["user", "user"] }, resizeModes: ["none", "none"] }],
    ["later editions' values of echoCancellation", { kind: "audioinput", capabilities: { echoCancellation: [true, "all"] } }],
    ["a null prototype", Object.assign(Object.create(null) as Patch, { label: "bare" })],
  ])("%s is a description", (_name, patch) => {
    expect(fitOf(solver.selectSettings({ ...good, ...patch } as SourceDescription)).distance).toBe(0);
  });
});
