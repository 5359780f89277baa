/**
 * Several tracks on one source: the rules one by one, what the oracle finds wrong, and what the random cases are like.
 */
import fc from "fast-check";
import { createJointSolver } from "../../bindings/solver/create-joint-solver.js";
import type { JointFit, JointMisfit, JointSolver } from "../../bindings/solver/joint-solver.js";
import type { SourceDescription } from "../../bindings/solver/types.js";
import { registrations } from "./check.js";
import type { Constraints } from "./fitness-distance.js";
import { jointSuites } from "./joint-arbitraries.js";
import { isFeasibleAlone, jointProblems, judgeJoint } from "./joint-check.js";

const camera: SourceDescription = {
  kind: "videoinput",
  deviceId: "camera",
  modes: [
    { width: 640, height: 480, frameRates: [15, 30, 60] },
    { width: 1280, height: 720, frameRates: [30] },
    { width: 1920, height: 1080, frameRates: { min: 5, max: 25 } },
  ],
  capabilities: { zoom: { min: 1, max: 8 }, torch: true },
};
const small: SourceDescription = {
  kind: "videoinput",
  deviceId: "camera",
  modes: [
    { width: 16, height: 12, frameRates: [15, 30] },
    { width: 24, height: 18, frameRates: [10] },
  ],
  capabilities: { zoom: { min: 1, max: 4 } },
};
const native = { resizeMode: { exact: "none" } };

let solvers: JointSolver[] = [];

beforeAll(async () => {
  const properties = registrations;
  solvers = [
    await createJointSolver({ build: "webassembly", properties }),
    await createJointSolver({ build: "javascript", properties }),
  ];
});

/** What every build answers. */
function ask(source: SourceDescription, ...tracks: Constraints[]): JointFit | JointMisfit {
  const [answer, ...others] = solvers.map((solver) => solver.selectJointly(source, tracks));
  for (const other of others) expect(other).toEqual(answer);
  if (answer === undefined) throw new Error("There is no build.");
  return answer;
}

function fits(source: SourceDescription, ...tracks: Constraints[]): JointFit {
  const answer = ask(source, ...tracks);
  if (!answer.ok) throw new Error(answer.message);
  return answer;
}

function misfit(source: SourceDescription, ...tracks: Constraints[]): JointMisfit {
  const answer = ask(source, ...tracks);
  if (answer.ok) throw new Error(`It fits: ${JSON.stringify(answer)}`);
  return answer;
}

describe("several tracks on one source", () => {
  test("run in one native mode at one rate, each with settings of its own", () => {
    const answer = fits(camera, { width: 1280, height: 720 }, { width: { exact: 640 }, ...native });
    expect(answer).toMatchObject({ nativeMode: { width: 640 }, frameRate: 30 });
    expect(answer.fits.map(({ settings }) => [settings.width, settings.height])).toEqual([
      [640, 480],
      [640, 480],
    ]);
    const scaled = fits(camera, { width: 1280, height: 720 }, { width: 640, frameRate: 10 });
    expect(scaled).toMatchObject({ nativeMode: { width: 1280 }, frameRate: 30 });
    expect(scaled.fits[1]?.settings).toMatchObject({
      width: 640,
      frameRate: 10,
      resizeMode: "crop-and-scale",
    });
  });

  test("of what suits the first, what suits the next", () => {
    // All three modes give the requester its size.
    expect(fits(camera, { width: 320, height: 180 }, { width: 1920 })).toMatchObject({
      nativeMode: { width: 1920 },
    });
    expect(fits(camera, { width: 320, height: 180 }, { frameRate: 60 })).toMatchObject({ frameRate: 60 });
    expect(fits(camera, { width: 320 }, { frameRate: 60 }, { width: 1920 })).toMatchObject({
      nativeMode: { width: 640 },
    });
    expect(fits(camera, { width: 320 }, {}, { width: 1920 }, { frameRate: 60 })).toMatchObject({
      nativeMode: { width: 1920 },
    });
  });

  test("run at a rate of a range that constraints mention", () => {
    const large = { width: { exact: 1920 } };
    expect(fits(camera, large, { frameRate: { exact: 12.5 }, ...native })).toMatchObject({ frameRate: 12.5 });
    expect(
      fits(camera, large, { frameRate: { min: 20 }, ...native }, { frameRate: 7, ...native }),
    ).toMatchObject({
      frameRate: 20,
    });
    expect(
      fits(camera, { ...large, frameRate: 10 }, { advanced: [{ frameRate: { min: 13 } }] }),
    ).toMatchObject({
      frameRate: 13,
    });
  });

  test("run at a multiple of their rates where rates are whole parts", () => {
    const integral: SourceDescription = {
      kind: "videoinput",
      deviceId: "integral",
      modes: [{ width: 640, height: 480, frameRates: { min: 1, max: 60 } }],
      frameRates: "integral",
    };
    const rates = (...exact: number[]): JointFit =>
      fits(integral, ...exact.map((rate) => ({ width: 320, frameRate: { exact: rate } })));
    expect(rates(8, 10, 1).frameRate).toBe(40);
    expect(rates(24.7, 12.35).fits.map(({ settings }) => settings.frameRate)).toEqual([24.7, 12.35]);
    // 3 x 10.1 and 2 x 15.15 are the same rate but for rounding.
    expect(rates(10.1, 15.15).frameRate).toBeCloseTo(30.3, 12);
    const whole = { frameRate: { exact: 4.05 }, ...native };
    expect(fits(integral, { frameRate: { exact: 1.35 } }, whole).fits[0]?.settings.frameRate).toBe(1.35);
    expect(fits(integral, { frameRate: 1 }, { frameRate: { exact: 48 }, ...native })).toMatchObject({
      fits: [{ settings: { frameRate: 1 } }, {}],
    });
    expect(fits(integral, { width: 320 }, { frameRate: { exact: 48 }, ...native })).toMatchObject({
      fits: [{ settings: { frameRate: 24 } }, {}],
    });
    expect(rates(0.001, 30).fits.map(({ settings }) => settings.frameRate)).toEqual([0.001, 30]);
    expect(misfit(integral, { frameRate: { exact: 7 } }, { frameRate: { exact: 11 } }).failedConstraint).toBe(
      "frameRate",
    );
  });

  test("share the values that belong to the device", () => {
    const answer = fits(camera, {}, { zoom: { ideal: 3 } }, { zoom: { ideal: 5, min: 2 }, torch: true });
    expect(answer.shared).toEqual({ zoom: 3, torch: true });
    for (const { settings } of answer.fits) expect(settings).toMatchObject({ zoom: 3, torch: true });
    expect(fits(camera, { zoom: 8 }, { zoom: { max: 4 } }).shared).toEqual({ zoom: 4, torch: false });
    expect(fits(camera, { advanced: [{ zoom: 6 }] }, { zoom: 2 }).shared).toMatchObject({ zoom: 6 });
    const turned = { ...camera, capabilities: { pan: { min: -20, max: -2 } } };
    const pans = fits(turned, {}, { pan: { ideal: 0 } }).fits.map(({ settings }) => settings as object);
    expect(pans).toMatchObject([{ pan: -20 }, { pan: -20 }]);
    // From 0 all values are equally far.
    expect(fits(camera, { zoom: { ideal: 0 } }, { zoom: { ideal: 3 } }).shared).toMatchObject({ zoom: 3 });
  });

  test("are of one configuration, but else process on their own", () => {
    const microphone: SourceDescription = {
      kind: "audioinput",
      deviceId: "microphone",
      capabilities: { sampleRate: { min: 8000, max: 48000 } },
      alternatives: [
        { echoCancellation: [true], channelCount: { min: 1, max: 1 } },
        { echoCancellation: [false], channelCount: { min: 1, max: 2 } },
      ],
    };
    const answer = fits(microphone, { sampleRate: 16000 }, { sampleRate: 44100, channelCount: { min: 2 } });
    expect(answer.fits.map(({ settings }) => settings)).toMatchObject([
      { sampleRate: 16000, echoCancellation: false },
      { sampleRate: 44100, echoCancellation: false, channelCount: 2 },
    ]);
    expect(answer).not.toHaveProperty("nativeMode");
    expect(answer).not.toHaveProperty("frameRate");
    expect(misfit(microphone, { echoCancellation: { exact: true } }, { channelCount: { min: 2 } })).toEqual({
      ok: false,
      failedConstraint: "echoCancellation",
      conflict: [
        { track: 0, name: "echoCancellation", bound: "exact", value: true, nearest: false },
        { track: 1, name: "channelCount", bound: "min", value: 2, nearest: 1 },
      ],
      message:
        "echoCancellation: exactly true asked, another track of this microphone needs channelCount at least 2; " +
        "all could be had with echoCancellation exactly false",
    });
  });

  test("say which constraint of another track is in the way", () => {
    const answer = misfit(
      camera,
      { width: { min: 1280 }, ...native },
      {},
      { height: { max: 480 }, ...native },
    );
    expect(answer.failedConstraint).toBe("width");
    expect(answer.conflict.map(({ track, name, nearest }) => [track, name, nearest])).toEqual([
      [0, "width", 640],
      [2, "height", 720],
      [2, "resizeMode", "crop-and-scale"],
    ]);
    expect(answer.message).toBe(
      "width: at least 1280 asked, another track of this camera needs height at most 480 and " +
        'resizeMode exactly "none"; all could be had with width at least 640',
    );
  });

  test("that cannot hold together by themselves are no fault of the requester", () => {
    const answer = misfit(camera, { width: { min: 10 } }, { zoom: { max: 2 } }, { zoom: { min: 3 } });
    expect(answer.failedConstraint).toBe("");
    expect(answer.conflict.map(({ track, bound }) => [track, bound])).toEqual([
      [1, "max"],
      [2, "min"],
    ]);
    expect(answer.message).toBe(
      "other tracks of this camera need zoom at most 2 and zoom at least 3, which it cannot have",
    );
  });

  test("have nothing to do with what the requester cannot have even alone", () => {
    const constraints = { width: { exact: 641 }, aspectRatio: { exact: 16 / 9 } };
    const answer = misfit(camera, constraints, { zoom: { max: 2 } });
    const alone = solvers[0]?.selectSettings(camera, constraints);
    if (alone === undefined || alone.ok) throw new Error("It fits.");
    expect(answer).toEqual({ ...alone, conflict: alone.conflict.map((member) => ({ ...member, track: 0 })) });
  });

  test("may be a hundred", () => {
    const tracks = Array.from({ length: 100 }, (_, i): Constraints => ({
      width: { exact: 20 + i },
      frameRate: 60 - i / 2,
    }));
    const answer = fits(camera, ...tracks);
    expect(answer.frameRate).toBe(60);
    expect(answer.fits.map(({ settings }) => settings.width)).toEqual(tracks.map((_, i) => 20 + i));
    const conflict = misfit(camera, ...tracks.slice(0, 99), {
      height: { exact: 1080 },
      frameRate: { exact: 30 },
    });
    expect(conflict.conflict).toMatchObject([
      { track: 99, name: "frameRate", nearest: 25 },
      { track: 99, name: "height", nearest: 720 },
    ]);
  });

  test("may be asked for a prepared source, and for what is no list", () => {
    for (const solver of solvers) {
      const prepared = solver.prepare(camera);
      expect(solver.selectJointly(prepared, [{}, { width: 320 }])).toEqual(ask(camera, {}, { width: 320 }));
      expect(solver.selectSettings(prepared, {})).toEqual(solver.selectSettings(camera, {}));
      prepared.release();
      expect(() => solver.selectJointly(prepared, [{}])).toThrow(
        new TypeError("source must be prepared by this solver and not released."),
      );
      for (const tracks of [undefined, {}, []]) {
        expect(() => solver.selectJointly(camera, tracks as never)).toThrow(
          /^tracks must be a non-empty list of constraints, got /,
        );
      }
      expect(() => solver.selectJointly(camera, [{}, { frameRate: NaN }])).toThrow(
        new TypeError("tracks[1].frameRate must be a finite number, got NaN."),
      );
    }
  });
});

describe("what is wrong with a joint answer is told", () => {
  function problems(tracks: Constraints[], change: (fit: JointFit) => JointFit | JointMisfit): string[] {
    const answer = fits(small, ...tracks);
    const judged = judgeJoint({ source: small, tracks });
    expect(jointProblems(judged, answer, undefined)).toEqual([]);
    return jointProblems(judged, change(structuredClone(answer)), undefined);
  }

  test("another operating point, or two of them", () => {
    const tracks = [{ width: 8, height: 6 }, { frameRate: 10 }];
    const other = fits(small, ...tracks, { width: { exact: 24 } });
    expect(other.nativeMode).toMatchObject({ width: 24 });
    expect(problems(tracks, (fit) => ({ ...fit, ...other, fits: other.fits.slice(0, 2) }))[0]).toMatch(
      "comes before the chosen",
    );
    const worse = [{ width: 8, height: 6 }, { frameRate: 30 }];
    const slow = fits(small, ...worse, { width: { exact: 24 } });
    expect(problems(worse, (fit) => ({ ...fit, ...slow, fits: slow.fits.slice(0, 2) }))[0]).toMatch(
      "least is 0",
    );
    expect(problems(tracks, (fit) => ({ ...fit, frameRate: 12 }))[0]).toMatch("no one operating point");
  });

  test("a value of the device that not all have", () => {
    const changed = problems([{}, { zoom: 2 }], (fit) => ({ ...fit, shared: { zoom: 3 } }));
    expect(changed[0]).toMatch("not the device's");
  });

  test("a misfit for fits, and a conflict that is none", () => {
    const none: JointMisfit = { ok: false, failedConstraint: "", conflict: [], message: "no" };
    expect(problems([{}, {}], () => none)[0]).toMatch("a misfit");
    const tracks = [{ zoom: { min: 3 } }, { zoom: { max: 2 } }, { zoom: { max: 2.5 } }];
    const judged = judgeJoint({ source: small, tracks });
    const right = misfit(small, ...tracks);
    expect(jointProblems(judged, right, undefined)).toEqual([]);
    const spoil = (...conflict: JointMisfit["conflict"]): string =>
      jointProblems(judged, { ...right, conflict }, undefined).join("\n");
    const [own, other] = right.conflict;
    if (own === undefined || other === undefined) throw new Error("The conflict has two members.");
    expect(spoil(own)).toMatch("can hold together");
    expect(spoil(other)).toMatch("can hold together");
    expect(spoil({ ...own, nearest: 2.5 }, other)).toMatch("nearest");
    expect(spoil(own, { ...other, nearest: 2.5 })).toMatch("nearest");
    expect(spoil(own, other, { ...other, track: 1, value: 2 })).toMatch("needless");
    expect(jointProblems(judged, { ...right, failedConstraint: "" }, undefined)[0]).toMatch(
      "failedConstraint",
    );
  });
});

test("of the random cases many are fits of several tracks and many are conflicts between them", () => {
  const counts = { fits: 0, ties: 0, conflicts: 0, unblamed: 0, shared: 0, alone: 0 };
  const cases = jointSuites.flatMap((suite) => fc.sample(suite.cases, { seed: 5, numRuns: suite.share }));
  for (const one of cases) {
    if (one.tracks.length < 2) continue;
    const { question, expected } = judgeJoint(one);
    const answer = ask(one.source, ...one.tracks);
    if (answer.ok) {
      counts.fits += 1;
      if (expected.left.length > 1) counts.ties += 1;
      if (Object.keys(answer.shared).length > 0) counts.shared += 1;
    } else if (isFeasibleAlone(question)) {
      counts.conflicts += 1;
      if (answer.failedConstraint === "") counts.unblamed += 1;
    } else counts.alone += 1;
  }
  expect(counts.fits).toBeGreaterThan(300);
  expect(counts.ties).toBeGreaterThan(100);
  expect(counts.shared).toBeGreaterThan(100);
  expect(counts.conflicts).toBeGreaterThan(80);
  expect(counts.unblamed).toBeGreaterThan(30);
  expect(counts.alone).toBeGreaterThan(30);
});
