/**
 * The oracle against enumeration in the plainest form, and against answers that are wrong on purpose.
 */
import fc from "fast-check";
import type { SourceDescription } from "../../bindings/solver/types.js";
import { suites } from "./arbitraries.js";
import { type Case, judge, type Judged, problemsOf } from "./check.js";
import type { Constraints, Settings } from "./fitness-distance.js";
import { enumerate, naiveAnswer } from "./naive.js";
import { roundedRatio } from "./properties.js";
import { isMember } from "./space.js";

describe("the oracle agrees with itself", () => {
  const seed = 20211013;

  function small({ question }: Judged): boolean {
    let settings = 0;
    for (const { size, domains } of question.space.configurations) {
      let product =
        size === undefined ? 1 : (size.maxWidth - size.minWidth + 1) * (size.maxHeight - size.minHeight + 1);
      for (const domain of domains.values()) product *= domain.kind === "values" ? domain.values.length : 10;
      settings += product;
    }
    return settings <= 20_000;
  }

  function sample(index: number, runs: number): Case[] {
    const suite = suites[index];
    return suite === undefined ? [] : fc.sample(suite.cases, { seed, numRuns: runs });
  }

  test.each([0, 1, 2])("with one settings dictionary after the other, suite %d", (index) => {
    const cases = sample(index, 600).map(judge).filter(small);
    expect(cases.length).toBeGreaterThan(20);
    for (const { question, expected } of cases) {
      const naive = naiveAnswer(question);
      expect({ ...naive, distance: undefined }).toEqual({ ...expected, distance: undefined });
      if (naive.feasible && expected.feasible) expect(naive.distance).toBeCloseTo(expected.distance, 12);
    }
  });

  test("that what it enumerates are members, and what lies beside are not", () => {
    const wrong: unknown[] = [];
    for (const { question } of sample(0, 60).map(judge).filter(small)) {
      const { space } = question;
      for (const settings of enumerate(question)) {
        const strangers = [
          { ...settings, frameRate: 0 },
          { ...settings, width: 4097 },
          { ...settings, sampleRate: 48000 },
          { ...settings, deviceId: undefined },
        ];
        if (!isMember(space, settings)) wrong.push(settings);
        wrong.push(...strangers.filter((stranger) => isMember(space, stranger)));
      }
    }
    expect(wrong).toEqual([]);
  });

  test("that a third of the cases cannot be met, and some for no single reason", () => {
    const answers = [0, 1, 2].flatMap((index) => sample(index, 400)).map((one) => judge(one).expected);
    const infeasible = answers.filter(({ feasible }) => !feasible);
    expect(infeasible.length / answers.length).toBeGreaterThan(0.25);
    expect(infeasible.length / answers.length).toBeLessThan(0.5);
    const unblamed = infeasible.filter((answer) => !answer.feasible && answer.blamable.length === 0);
    expect(unblamed.length / answers.length).toBeGreaterThan(0.04);
  });
});

describe("what is wrong with an answer is told", () => {
  const source: SourceDescription = {
    kind: "videoinput",
    deviceId: "camera",
    modes: [
      { width: 20, height: 15, frameRates: [30] },
      { width: 16, height: 9, frameRates: [60] },
    ],
    defaults: { width: 16, height: 9, frameRate: 60 },
  };

  function problems(constraints: Constraints, settings: Settings, distance: number, mode: number): string[] {
    const nativeMode = source.modes?.[mode];
    const base = { deviceId: "camera", frameRate: mode === 0 ? 30 : 60, resizeMode: "none", ...settings };
    const whole = {
      ...base,
      aspectRatio: roundedRatio(Number(settings["width"]) / Number(settings["height"])),
    };
    return problemsOf(judge({ source, constraints }), {
      ok: true,
      settings: whole,
      distance,
      advanced: [],
      ...(nativeMode === undefined ? {} : { nativeMode }),
    });
  }

  test("nothing of the right one", () => {
    expect(problems({}, { width: 16, height: 9 }, 0, 1)).toEqual([]);
    expect(
      problems({ width: 10, height: 5 }, { width: 10, height: 5, resizeMode: "crop-and-scale" }, 0, 1),
    ).toEqual([]);
  });

  test("a tie given to the wrong one", () => {
    expect(problems({}, { width: 20, height: 15 }, 0, 0)[0]).toMatch("by defaults 16x9 none comes before");
    const cropped = { width: 12, height: 9, resizeMode: "crop-and-scale" };
    // The same size without cropping comes from the other mode.
    expect(problems({ width: 12, height: 9 }, cropped, 0, 1)[0]).toMatch(
      "by class 12x9 crop-and-scale comes before",
    );
    expect(problems({ width: 12, height: 9 }, cropped, 0, 0)).toEqual([]);
  });

  test("a worse distance, a wrong one, a stranger", () => {
    expect(problems({ width: 20 }, { width: 16, height: 9 }, 0.2, 1)[0]).toMatch("least is 0");
    expect(problems({ width: 20 }, { width: 16, height: 9 }, 0, 1)[0]).toMatch("that of the settings is 0.2");
    expect(problems({}, { width: 17, height: 9 }, 0, 1)[0]).toMatch("no settings dictionary of the source");
    const cropped = { width: 18, height: 12, frameRate: 20, resizeMode: "crop-and-scale" };
    expect(problems({ width: 18, height: 12, frameRate: 20 }, cropped, 0, 1)[0]).toMatch(
      "do not come from mode",
    );
  });

  test("a fit for a misfit", () => {
    expect(problems({ width: { exact: 21 } }, { width: 20, height: 15 }, 0, 0)[0]).toMatch("a fit where");
  });
});
