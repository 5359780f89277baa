/**
 * The oracle itself on rows of edge-cases.md that can be worked out by hand.
 */
import type { ConflictMember, NativeMode, SourceDescription } from "../../bindings/solver/types.js";
import { judge, type Judged } from "./check.js";
import { checkConflict } from "./conflict.js";
import type { Constraints } from "./fitness-distance.js";
import { roundedRatio } from "./properties.js";
import { distanceOf } from "./select-settings.js";

type Size = readonly [width: number, height: number, ...rates: number[]];

function modes(sizes: readonly Size[]): NativeMode[] {
  return sizes.map(([width, height, ...rates]) => ({
    width,
    height,
    frameRates: rates.length === 0 ? [30] : rates,
  }));
}

/** N of edge-cases.md: native modes only. */
function native(...sizes: Size[]): SourceDescription {
  return { kind: "videoinput", deviceId: "camera", modes: modes(sizes), resizeModes: ["none"] };
}

/** R of edge-cases.md: every size up to this one, rates by integral decimation. */
function scaled(...size: Size): SourceDescription {
  const resizeModes: SourceDescription["resizeModes"] = ["crop-and-scale"];
  return {
    kind: "videoinput",
    deviceId: "camera",
    modes: modes([size]),
    resizeModes,
    frameRates: "integral",
  };
}

function ask(source: SourceDescription, constraints: Constraints): Judged["expected"] {
  return judge({ source, constraints }).expected;
}

function fit(distance: number, ...advanced: boolean[]): unknown {
  return { feasible: true, distance: expect.closeTo(distance, 10) as unknown, advanced };
}

function misfit(...blamable: string[]): unknown {
  return { feasible: false, blamable };
}

/** The distance of a size (and rate) to the constraints. */
function at(constraints: Constraints, width: number, height: number, frameRate = 30): number {
  const { question } = judge({ source: scaled(1, 1), constraints });
  return distanceOf(question, { width, height, frameRate, aspectRatio: roundedRatio(width / height) });
}

function conflict(
  source: SourceDescription,
  constraints: Constraints,
  ...members: ConflictMember[]
): string[] {
  const { question } = judge({ source, constraints });
  return checkConflict(question, { ok: false, failedConstraint: "", conflict: members, message: "" });
}

const vga = native([640, 480]);
const fullHd = scaled(1920, 1080);

describe("rows of edge-cases.md", () => {
  test("1: nothing asked", () => {
    for (const constraints of [{}, { advanced: [] }]) expect(ask(vga, constraints)).toEqual(fit(0));
  });
  test("3: 640x480 before 1024x768 and 1280x720", () => {
    const wish = { width: 800, height: 600 };
    expect(ask(native([640, 480], [1024, 768], [1280, 720]), wish)).toEqual(fit(0.4));
    expect(at(wish, 640, 480)).toBeCloseTo(0.4, 12);
    expect(at(wish, 1024, 768)).toBeCloseTo(0.4375, 12);
  });
  test("4: the largest for 9999x9999", () => {
    const wish = { width: 9999, height: 9999 };
    const least = ask(native([1600, 1200], [1920, 1080], [2048, 1536]), wish);
    expect(least).toEqual(fit(at(wish, 2048, 1536)));
  });
  test("5: 1080p at 30 before 720p at 60", () => {
    const wish = { width: 1920, height: 1080, frameRate: 60 };
    expect(ask(native([1920, 1080, 30], [1280, 720, 60], [640, 480, 60]), wish)).toEqual(fit(0.5));
    expect(at(wish, 1280, 720, 60)).toBeCloseTo(2 / 3, 12);
  });
  test("6: 1280x720 and 1080x720 tie", () => {
    const wish = { width: 1280, height: 720, aspectRatio: 1.5 };
    expect(ask(fullHd, wish)).toEqual(fit(0.15625));
    expect(at(wish, 1280, 720)).toBeCloseTo(0.15625, 9);
    expect(at(wish, 1080, 720)).toBeCloseTo(0.15625, 9);
    expect(ask(fullHd, { ...wish, width: { ideal: 1280, min: 1081, max: 1279 } })).not.toEqual(fit(0.15625));
  });
  test("7: 1280x720 of the native modes", () => {
    const wish = { width: 1280, height: 720, aspectRatio: 1.5 };
    expect(ask(native([640, 480], [1280, 720], [1920, 1080]), wish)).toEqual(fit(at(wish, 1280, 720)));
  });
  test("8: a portrait wish", () => {
    const wish = { width: 720, height: 1280 };
    expect(ask(fullHd, wish)).toEqual(fit(0.15625));
    expect(ask(native([640, 480], [1280, 720], [1920, 1080]), wish)).toEqual(fit(1 / 9 + 0.625));
  });
  test("9: no integer height, and why", () => {
    const demand = { width: { exact: 641 }, aspectRatio: { exact: 16 / 9 } };
    expect(ask(fullHd, demand)).toEqual(misfit());
    const width = { name: "width", bound: "exact", value: 641, nearest: 640 } as const;
    const ratio = {
      name: "aspectRatio",
      bound: "exact",
      value: 16 / 9,
      nearest: roundedRatio(641 / 361),
    } as const;
    expect(conflict(fullHd, demand, width, ratio)).toEqual([]);
    expect(conflict(fullHd, demand, { ...width, nearest: 656 }, ratio)).toHaveLength(1);
    expect(conflict(fullHd, demand, { ...width, nearest: 642 }, ratio)).toHaveLength(2);
    expect(conflict(fullHd, demand, width, { ...ratio, nearest: roundedRatio(641 / 360) })).toHaveLength(1);
    expect(conflict(fullHd, demand, width)).toEqual(["the conflict can hold together: width exact"]);
  });
  test("10: 361 or 362 of 641", () => {
    const source = scaled(660, 400);
    const heights: number[] = [];
    for (let height = 355; height <= 370; height++) {
      const demand = {
        width: { exact: 641 },
        aspectRatio: { min: 1.77, max: 1.78 },
        height: { exact: height },
      };
      if (ask(source, demand).feasible) heights.push(height);
    }
    expect(heights).toEqual([361, 362]);
  });
  test("11: 40 sizes are 16/9", () => {
    const { question } = judge({ source: scaled(640, 480), constraints: { aspectRatio: { exact: 16 / 9 } } });
    let sizes = 0;
    for (let height = 1; height <= 480; height++) {
      for (let width = 1; width <= 640; width++) {
        if (distanceOf(question, { aspectRatio: roundedRatio(width / height) }) === 0) sizes++;
      }
    }
    expect(sizes).toBe(40);
    expect(ask(scaled(640, 480), { aspectRatio: { exact: 16 / 9 } })).toEqual(fit(0));
  });
  test("12: ten decimals of 16/9, not four", () => {
    expect(ask(native([1280, 720]), { aspectRatio: { exact: 1.7777777778 } })).toEqual(fit(0));
    expect(ask(native([1280, 720]), { aspectRatio: { exact: 1.7778 } })).toEqual(misfit("aspectRatio"));
    expect(ask(fullHd, { aspectRatio: { exact: 1.7778 } })).toEqual(misfit("aspectRatio"));
  });
  test("13: 1.333 is 1333x1000 only", () => {
    const demand = { aspectRatio: { exact: 1.333 } };
    expect(ask(fullHd, { ...demand, width: 1333, height: 1000 })).toEqual(fit(0));
    expect(ask(fullHd, { ...demand, width: { max: 1332 } })).toEqual(misfit());
    expect(ask(fullHd, { ...demand, width: { min: 1334 } })).toEqual(misfit());
  });
  test("14: 352x198", () => {
    const demand = { height: { max: 200 }, width: 640, aspectRatio: { exact: 16 / 9 } };
    expect(ask(scaled(1280, 720), demand)).toEqual(fit(0.45));
    expect(at(demand, 352, 198)).toBeCloseTo(0.45, 12);
  });
  test("15: a square of 300 or 400, not of 350", () => {
    const demand = { width: 400, height: 300, aspectRatio: { exact: 1 } };
    expect(ask(scaled(1280, 720), demand)).toEqual(fit(0.25));
    expect(at(demand, 350, 350)).toBeGreaterThan(0.26);
  });
  test("16: 1632x960", () => {
    const demand = { width: 1280, height: 960, aspectRatio: { min: 1.7 } };
    expect(ask(fullHd, demand)).toEqual(fit(at(demand, 1632, 960)));
    expect(at(demand, 1632, 960)).toBeCloseTo(1 - 1280 / 1632, 12);
  });
  test("17: an ideal below the least", () => {
    expect(ask(fullHd, { width: { min: 800, ideal: 640 } })).toEqual(fit(0.2));
  });
  test("18: an ideal beside an exact value", () => {
    expect(ask(fullHd, { width: { exact: 640, ideal: 1280 } })).toEqual(fit(0.5));
  });
  test("19: least above greatest", () => {
    const demand = { width: { min: 800, max: 600 } };
    expect(ask(fullHd, demand)).toEqual(misfit("width"));
    const least = { name: "width", bound: "min", value: 800, nearest: 600 } as const;
    const most = { name: "width", bound: "max", value: 600, nearest: 800 } as const;
    expect(conflict(fullHd, demand, least, most)).toEqual([]);
    expect(conflict(fullHd, demand, { ...least, nearest: 599 }, most)).toHaveLength(1);
    expect(conflict(fullHd, demand, least, { name: "width", bound: "max", value: 600 })).toHaveLength(1);
  });
  test("20: exact below least", () => {
    expect(ask(fullHd, { width: { exact: 640, min: 800 } })).toEqual(misfit("width"));
  });
  test("21: bounds without effect", () => {
    for (const width of [{ min: 0 }, { min: 1 }, { max: 4294967295 }])
      expect(ask(fullHd, { width })).toEqual(fit(0));
  });
  test("22: no width of 0", () => {
    for (const width of [{ max: 0 }, { exact: 0 }]) expect(ask(fullHd, { width })).toEqual(misfit("width"));
    const told = { name: "width", bound: "exact", value: 0, nearest: 1 } as const;
    expect(conflict(fullHd, { width: { exact: 0 } }, told)).toEqual([]);
  });
  test("23 and 24: an ideal of 0 is no preference", () => {
    expect(ask(fullHd, { width: 0 })).toEqual(fit(1));
    expect(ask(fullHd, { frameRate: 0 })).toEqual(fit(1));
  });
  test("25: a negative ideal ratio counts as 0", () => {
    expect(ask(fullHd, { aspectRatio: -1 })).toEqual(fit(1));
  });
  test("30 and 32: nothing given is as absent", () => {
    for (const width of [null, undefined, {}]) expect(ask(fullHd, { width })).toEqual(fit(0));
    for (const facingMode of [[], { exact: [] }, { ideal: [] }])
      expect(ask(fullHd, { facingMode })).toEqual(fit(0));
  });
  test("34: a list is a disjunction", () => {
    const source: SourceDescription = { ...fullHd, facingMode: "user" };
    const facingMode = ["user", "left"];
    expect(ask(source, { facingMode, advanced: [{ facingMode }] })).toEqual(fit(0, true));
    expect(ask(source, { facingMode: ["left"], advanced: [{ facingMode: ["left"] }] })).toEqual(
      fit(1, false),
    );
  });
  test("35 and 36: a camera that faces nowhere", () => {
    const demand = { facingMode: { exact: "user" } };
    expect(ask(fullHd, demand)).toEqual(misfit("facingMode"));
    expect(conflict(fullHd, demand, { name: "facingMode", bound: "exact", value: "user" })).toEqual([]);
    expect(ask(fullHd, { facingMode: "user" })).toEqual(fit(1));
  });
  test("37 and 38: an unknown name, and one of the other kind", () => {
    expect(ask(fullHd, { foo: { exact: 1 } })).toEqual(fit(0));
    expect(ask(fullHd, { sampleRate: 48000 })).toEqual(fit(0));
    expect(ask(fullHd, { sampleRate: { exact: 48000 } })).toEqual(misfit("sampleRate"));
  });
  test("41: a stale deviceId", () => {
    expect(ask(vga, { deviceId: "stale" })).toEqual(fit(1));
    expect(ask(vga, { deviceId: { exact: "stale" } })).toEqual(misfit("deviceId"));
  });
  test("43: large or fast, not both", () => {
    const source = native([1280, 720, 30], [640, 480, 60]);
    const demand = { width: { min: 1280 }, frameRate: { min: 60 } };
    expect(ask(source, demand)).toEqual(misfit());
    const width = { name: "width", bound: "min", value: 1280, nearest: 640 } as const;
    const rate = { name: "frameRate", bound: "min", value: 60, nearest: 30 } as const;
    expect(conflict(source, demand, width, rate)).toEqual([]);
    const needless = { name: "height", bound: "min", value: 1, nearest: 1 } as const;
    expect(conflict(source, { ...demand, height: { min: 1 } }, width, rate, needless).length).toBeGreaterThan(
      0,
    );
  });
  test("44: rates by decimation, and any rate", () => {
    expect(ask(fullHd, { frameRate: { exact: 15 } })).toEqual(fit(0));
    expect(ask(fullHd, { frameRate: { exact: 24 } })).toEqual(misfit("frameRate"));
    expect(ask({ ...fullHd, frameRates: "any" }, { frameRate: { exact: 24 } })).toEqual(fit(0));
    const zero = { name: "frameRate", bound: "max", value: 0 } as const;
    for (const frameRates of ["any", "integral"] as const) {
      expect(conflict({ ...fullHd, frameRates }, { frameRate: { max: 0 } }, zero)).toEqual([]);
    }
    expect(conflict(vga, { frameRate: { max: 0 } }, { ...zero, nearest: 30 })).toEqual([]);
  });
  test("45: 30 for 24, 15 for 20", () => {
    expect(ask(fullHd, { frameRate: 24 })).toEqual(fit(0.2));
    expect(ask(fullHd, { frameRate: 20 })).toEqual(fit(0.25));
  });
  test("46: 30000/1001 is not 30", () => {
    expect(ask(native([1920, 1080, 30000 / 1001]), { frameRate: { min: 30 } })).toEqual(misfit("frameRate"));
  });
  test("47 and 48: what is not native", () => {
    const source: SourceDescription = { ...scaled(1280, 720), resizeModes: ["none", "crop-and-scale"] };
    const resizeMode = { exact: "none" };
    expect(ask(source, { resizeMode, width: { exact: 800 } })).toEqual(misfit());
    expect(ask(source, { resizeMode, frameRate: { exact: 15 } })).toEqual(misfit());
    expect(ask(source, { resizeMode: "none", width: { exact: 800 } })).toEqual(fit(1));
  });
  test("49: the native point belongs to crop-and-scale", () => {
    const demand = { resizeMode: { exact: "crop-and-scale" }, width: 640, height: 480 };
    expect(ask({ ...vga, resizeModes: ["none", "crop-and-scale"] }, demand)).toEqual(fit(0));
  });
  test("50: the first set, not the second", () => {
    expect(ask(fullHd, { advanced: [{ width: 1280 }, { width: 640 }] })).toEqual(fit(0, true, false));
  });
  test("51: in order", () => {
    const source = native([1280, 720, 30], [640, 480, 60]);
    const [large, fast] = [{ width: { min: 1000 } }, { frameRate: { min: 50 } }];
    expect(ask(source, { advanced: [large, fast], frameRate: 60 })).toEqual(fit(0.5, true, false));
    expect(ask(source, { advanced: [fast, large], frameRate: 60 })).toEqual(fit(0, true, false));
  });
  test("52: a set holds as a whole", () => {
    expect(ask(fullHd, { advanced: [{ width: 1280, facingMode: "user" }], width: 640 })).toEqual(
      fit(0, false),
    );
  });
  test("53 and 56: sets that demand nothing", () => {
    const advanced = [{ width: { ideal: 1920 } }, {}, { foo: 1 }];
    expect(ask(fullHd, { advanced, width: 640 })).toEqual(fit(0, true, true, true));
  });
  test("54: never against the basic set", () => {
    expect(ask(fullHd, { width: { max: 640 }, advanced: [{ width: 1280 }] })).toEqual(fit(0, false));
  });
  test("55: filtered first, then nearest", () => {
    const wish = { width: 640, height: 480, advanced: [{ width: { min: 1000 } }] };
    expect(ask(fullHd, wish)).toEqual(fit(0.36, true));
    expect(ask(native([640, 480], [1280, 720], [1920, 1080]), wish)).toEqual(fit(0.5 + 1 / 3, true));
  });
  test("60: the nearest sample rate", () => {
    const source: SourceDescription = {
      kind: "audioinput",
      deviceId: "microphone",
      capabilities: { sampleRate: { min: 48000, max: 48000 } },
    };
    expect(ask(source, { sampleRate: 44100 })).toEqual(fit(0.08125));
    expect(ask(source, { sampleRate: { exact: 44100 } })).toEqual(misfit("sampleRate"));
  });
  test("61: echo cancellation only in mono", () => {
    const source: SourceDescription = {
      kind: "audioinput",
      deviceId: "microphone",
      alternatives: [
        { echoCancellation: [true], channelCount: { min: 1, max: 1 } },
        { echoCancellation: [false], channelCount: { min: 1, max: 2 } },
      ],
    };
    const demand = { channelCount: { exact: 2 }, echoCancellation: { exact: true } };
    expect(ask(source, demand)).toEqual(misfit());
    const channels = { name: "channelCount", bound: "exact", value: 2, nearest: 1 } as const;
    const echo = { name: "echoCancellation", bound: "exact", value: true, nearest: false } as const;
    expect(conflict(source, demand, channels, echo)).toEqual([]);
    expect(conflict(source, demand, channels, { ...echo, nearest: true })).toHaveLength(2);
  });
  test("68: three sizes at 3/28", () => {
    const wish = { width: 1000, height: 700, aspectRatio: 1.6 };
    expect(ask(fullHd, wish)).toEqual(fit(3 / 28));
    for (const [width, height] of [
      [1000, 700],
      [1000, 625],
      [1120, 700],
    ] as const) {
      expect(at(wish, width, height)).toBeCloseTo(3 / 28, 9);
    }
  });
});
