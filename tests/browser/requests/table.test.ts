/** The table itself, what the solver says of it, and how native answers are judged: without a browser. */
import type { SourceDescription } from "../../../bindings/solver/index.js";
import { isDeliveredOtherwise, verdictOn, type Verdict } from "./departures.js";
import { Expectations } from "./expectation.js";
import type { Answer } from "./page/answers.js";
import { fromPortable, toPortable } from "./portable.js";
import { requests, type Request } from "./table.js";

const camera: SourceDescription = {
  kind: "videoinput",
  deviceId: "desk",
  modes: [{ width: 1280, height: 720, frameRates: [30] }],
};
const settings = { deviceId: "desk", frameRate: 30 };
const small = { ...settings, width: 640, height: 480 };
const large = { ...settings, width: 1280, height: 720 };
const blamed = (constraint: string): Answer => ({ error: "OverconstrainedError", constraint, message: "" });

test("there are sixty requests, each of its own name", () => {
  expect(new Set(requests.map(({ name }) => name)).size).toBe(60);
});

test.each(requests)("goes into a page and stays what it is: $name", ({ video }) => {
  expect(fromPortable(JSON.parse(JSON.stringify(toPortable(video))))).toStrictEqual(video);
});

describe("the solver's answers", () => {
  const answers = async (...names: string[]): Promise<unknown[]> => {
    const expectations = await Expectations.of([camera]);
    return names.map((name) => {
      const request = requests.find((candidate) => candidate.name === name);
      if (!request) throw new Error(`There is no request "${name}".`);
      return expectations.for(request);
    });
  };

  test("are settings, constraints that fail, and bad input", async () => {
    const [whole, bad, alone, together] = await answers(
      "an endless width",
      "a rate that is not a number",
      "more at least than at most",
      "a ratio without whole pixels",
    );
    expect(whole).toMatchObject({ settings: { width: 1280 } });
    expect(bad).toEqual({ error: "TypeError", constraints: [] });
    expect(alone).toEqual({ error: "OverconstrainedError", constraints: ["width"] });
    expect(together).toEqual({ error: "OverconstrainedError", constraints: [""] });
  });

  test("blame what no camera of several can do", async () => {
    const other: SourceDescription = {
      ...camera,
      deviceId: "other",
      modes: [{ width: 640, height: 480, frameRates: [60] }],
    };
    const expectations = await Expectations.of([camera, other]);
    const request = (video: MediaTrackConstraints): Request => ({ name: "", video });
    const error = "OverconstrainedError";
    expect(expectations.for(request({ width: { min: 1920 }, frameRate: { min: 50 } }))).toEqual({
      error,
      constraints: ["width"],
    });
    expect(expectations.for(request({ width: { min: 1000 }, frameRate: { min: 50 } }))).toEqual({
      error,
      constraints: [""],
    });
    expect(expectations.for(request({ frameRate: 60 }))).toMatchObject({ settings: { deviceId: "other" } });
  });
});

describe("native answers", () => {
  test.each<[string, unknown, Answer, Verdict]>([
    ["the best", { width: 640, height: 480 }, { settings: small }, "as-good"],
    [
      "another as good",
      { width: 320, height: 240, aspectRatio: 16 / 9 },
      { settings: { ...settings, width: 320, height: 180 } },
      "as-good",
    ],
    ["a worse one", { width: 640, height: 480 }, { settings: large }, "is-further"],
    ["one that breaks a bound", { width: { max: 800 } }, { settings: large }, "breaks-required"],
    ["one past an advanced set", { advanced: [{ width: 1280 }] }, { settings: small }, "skips-advanced"],
    [
      "a set that cannot be met",
      { advanced: [{ width: 1281 }, { height: 720 }] },
      { settings: large },
      "as-good",
    ],
    ["one where there is none", { width: { min: 1281 } }, { settings: large }, "accepts-infeasible"],
    ["none where there is one", { width: { min: 1280 } }, blamed("width"), "refuses-feasible"],
    ["the right blame", { width: { min: 1281 } }, blamed("width"), "as-good"],
    ["the wrong blame", { width: { min: 1281 } }, blamed("height"), "blames-another"],
    ["another error", { width: { min: 1281 } }, { error: "NotFoundError", message: "" }, "blames-another"],
    ["bad input refused", { frameRate: NaN }, { error: "TypeError", message: "" }, "as-good"],
    ["bad input taken", { frameRate: NaN }, { settings: small }, "accepts-infeasible"],
    ["native modes by their size", { resizeMode: { exact: "none" } }, { settings: large }, "as-good"],
    ["no native mode", { resizeMode: { exact: "none" } }, { settings: small }, "breaks-required"],
    [
      "frames are right, settings are not",
      { width: { exact: 640 } },
      { settings: large, size: [640, 480] },
      "as-good",
    ],
    [
      "settings are right, frames are not",
      { width: { exact: 640 } },
      { settings: small, size: [640, 360] },
      "as-good",
    ],
    ["no frame at all", {}, { settings: small, size: [0, 0] }, "delivers-nothing"],
    [
      "no frame, though nearer",
      { frameRate: 0 },
      { settings: { ...small, frameRate: 0 }, size: [0, 0] },
      "delivers-nothing",
    ],
    [
      "a native size, cropped by nothing",
      { resizeMode: { exact: "crop-and-scale" } },
      { settings: large },
      "as-good",
    ],
    [
      "a resizeMode that is told",
      { resizeMode: { exact: "crop-and-scale" } },
      { settings: { ...large, resizeMode: "none" } },
      "breaks-required",
    ],
    [
      "frames that break a bound",
      { height: { exact: 480 } },
      { settings: small, size: [640, 360] },
      "breaks-required",
    ],
    [
      "frames larger than what is known of the camera",
      { width: { exact: 1920 } },
      { settings: { ...settings, width: 1920, height: 1080 }, size: [1920, 1080] },
      "is-nearer",
    ],
    [
      "the same, told and not seen",
      { width: { exact: 1920 } },
      { settings: { ...settings, width: 1920, height: 1080 } },
      "accepts-infeasible",
    ],
    [
      "larger frames that are not what is required, either",
      { width: { exact: 1920 } },
      { settings: { ...settings, width: 1600, height: 900 }, size: [1600, 900] },
      "accepts-infeasible",
    ],
    [
      "an advanced set that was thought out of reach",
      { advanced: [{ width: 1920 }, { width: 640 }] },
      { settings: { ...settings, width: 1920, height: 1080 }, size: [1920, 1080] },
      "is-nearer",
    ],
  ])("%s", async (_, video, answer, verdict) => {
    const request: Request = { name: "", video };
    const expected = (await Expectations.of([camera])).for(request);
    expect(verdictOn(request, expected, answer, [camera])).toBe(verdict);
  });

  test("deliver what they tell, or not", () => {
    expect(isDeliveredOtherwise({ settings: small, size: [640, 480] })).toBe(false);
    expect(isDeliveredOtherwise({ settings: small, size: [640, 360] })).toBe(true);
    expect(isDeliveredOtherwise({ settings: small })).toBe(false);
  });
});
