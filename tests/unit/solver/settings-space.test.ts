/** The settings space of each form of source: design, section 2. */
import type { Solver } from "../../../bindings/solver/index.js";
import {
  ask,
  builds,
  camera,
  fitOf,
  microphone,
  misfitOf,
  mode,
  native,
  resizable,
  settingsOf,
  sizeOf,
  startSolver,
} from "./sources.js";

/** What a browser's getCapabilities() gives of a camera. */
const browserCamera = {
  kind: "videoinput",
  deviceId: "camera",
  groupId: "group",
  label: "",
  capabilities: {
    aspectRatio: { max: 1280, min: 0.001388888888888889 },
    deviceId: "camera",
    facingMode: [],
    frameRate: { max: 30, min: 0 },
    groupId: "group",
    height: { max: 720, min: 1 },
    resizeMode: ["none", "crop-and-scale"],
    width: { max: 1280, min: 1 },
  },
} as const;

const browserMicrophone = {
  kind: "audioinput",
  deviceId: "default",
  groupId: "group",
  capabilities: {
    autoGainControl: [true, false],
    channelCount: { max: 2, min: 1 },
    deviceId: "default",
    echoCancellation: [true, false, "all", "remote-only"],
    groupId: "group",
    latency: { max: 0.02, min: 0.01 },
    noiseSuppression: [true, false],
    sampleRate: { max: 48000, min: 44100 },
    sampleSize: { max: 16, min: 16 },
  },
} as const;

describe.each(builds)("settings spaces, %s", (build) => {
  let solver: Solver;
  beforeAll(async () => {
    solver = await startSolver(build);
  });

  describe("a camera without modes", () => {
    test("by default", () => {
      const fit = fitOf(ask(solver, browserCamera));
      expect(fit).toEqual({
        ok: true,
        distance: 0,
        advanced: [],
        settings: {
          width: 640,
          height: 480,
          aspectRatio: 1.3333333333,
          frameRate: 30,
          resizeMode: "none",
          deviceId: "camera",
          groupId: "group",
        },
      });
    });

    test("width, height and aspectRatio belong together", () => {
      expect(sizeOf(ask(solver, browserCamera, { width: { exact: 1280 }, aspectRatio: 16 / 9 }))).toBe(
        "1280x720",
      );
      const odd = misfitOf(
        ask(solver, browserCamera, { width: { exact: 641 }, aspectRatio: { exact: 16 / 9 } }),
      );
      expect(odd.failedConstraint).toBe("");
    });

    test("a range of aspect ratios narrows the sizes", () => {
      const narrow = {
        ...browserCamera,
        capabilities: { ...browserCamera.capabilities, aspectRatio: { min: 1, max: 1.5 } },
      };
      expect(misfitOf(ask(solver, narrow, { aspectRatio: { exact: 16 / 9 } })).failedConstraint).toBe(
        "aspectRatio",
      );
      expect(sizeOf(ask(solver, narrow, { width: { exact: 600 }, height: 700 }))).toBe("600x600");
      expect(sizeOf(ask(solver, narrow, { width: { exact: 600 }, height: 300 }))).toBe("600x400");
    });

    test("zero is no frame rate, and any other up to the highest is", () => {
      expect(misfitOf(ask(solver, browserCamera, { frameRate: { exact: 0 } })).failedConstraint).toBe(
        "frameRate",
      );
      expect(misfitOf(ask(solver, browserCamera, { frameRate: { max: 0 } })).failedConstraint).toBe(
        "frameRate",
      );
      expect(settingsOf(ask(solver, browserCamera, { frameRate: { exact: 0.001 } }))).toMatchObject({
        frameRate: 0.001,
      });
      expect(misfitOf(ask(solver, browserCamera, { frameRate: { min: 30.01 } })).failedConstraint).toBe(
        "frameRate",
      );
    });

    test("resizeMode is chosen like any other property", () => {
      const exact = { resizeMode: { exact: "crop-and-scale" }, width: 640, height: 480 };
      expect(settingsOf(ask(solver, browserCamera, exact))).toMatchObject({
        resizeMode: "crop-and-scale",
        width: 640,
      });
      expect(
        misfitOf(ask(solver, browserCamera, { resizeMode: { exact: "stretch" } })).failedConstraint,
      ).toBe("resizeMode");
    });

    test("an empty facingMode means it is not known", () => {
      expect(settingsOf(ask(solver, browserCamera))).not.toHaveProperty("facingMode");
      expect(fitOf(ask(solver, browserCamera, { facingMode: "user" })).distance).toBe(1);
      expect(misfitOf(ask(solver, browserCamera, { facingMode: { exact: "user" } })).failedConstraint).toBe(
        "facingMode",
      );
    });

    test("one that tells a width alone has no height and no ratio", () => {
      const source = camera([], { capabilities: { width: { min: 100, max: 200 } } });
      expect(settingsOf(ask(solver, source, { height: 3 }))).toEqual({ width: 200, deviceId: "camera" });
      expect(misfitOf(ask(solver, source, { height: { min: 3 } })).failedConstraint).toBe("height");
      expect(misfitOf(ask(solver, source, { aspectRatio: { min: 3 } })).failedConstraint).toBe("aspectRatio");
      expect(misfitOf(ask(solver, source, { width: { min: 300 } })).failedConstraint).toBe("width");
    });

    test("one that tells nothing has its id", () => {
      const source = { kind: "videoinput", deviceId: "x" };
      expect(fitOf(ask(solver, source, { width: 640, frameRate: 30 }))).toEqual({
        ok: true,
        settings: { deviceId: "x" },
        distance: 2,
        advanced: [],
      });
      expect(misfitOf(ask(solver, source, { width: { max: 640 } })).failedConstraint).toBe("width");
    });

    test("open ranges are open", () => {
      const source = camera([], {
        capabilities: { width: { min: 320 }, height: {}, frameRate: { max: 60 } },
      });
      expect(sizeOf(ask(solver, source, { width: 1e6, height: 1 }))).toBe("1000000x1");
      expect(misfitOf(ask(solver, source, { width: { max: 319 } })).failedConstraint).toBe("width");
    });
  });

  describe("a microphone", () => {
    test("by default", () => {
      expect(settingsOf(ask(solver, browserMicrophone))).toMatchObject({
        echoCancellation: true,
        sampleRate: 48000,
        sampleSize: 16,
        deviceId: "default",
        groupId: "group",
      });
    });

    test("every property by its range or list", () => {
      const constraints = {
        autoGainControl: { exact: false },
        channelCount: { exact: 2 },
        echoCancellation: false,
        latency: { ideal: 0.015 },
        noiseSuppression: { exact: true },
        sampleRate: { max: 44200 },
      };
      const fit = fitOf(ask(solver, browserMicrophone, constraints));
      expect(fit.distance).toBe(0);
      expect(fit.settings).toMatchObject({
        autoGainControl: false,
        channelCount: 2,
        echoCancellation: false,
        latency: 0.015,
        noiseSuppression: true,
        sampleRate: 44200,
      });
    });

    test("has no picture: required sizes do not fit, ideal ones do not count", () => {
      expect(misfitOf(ask(solver, browserMicrophone, { width: { min: 1 } })).failedConstraint).toBe("width");
      expect(fitOf(ask(solver, browserMicrophone, { width: 640, facingMode: "user" })).distance).toBe(0);
    });

    test("a negative ideal is no preference", () => {
      expect(fitOf(ask(solver, browserMicrophone, { latency: -1 })).distance).toBe(1);
    });
  });

  describe("alternatives", () => {
    const source = microphone(
      { noiseSuppression: [true, false], channelCount: { min: 1, max: 8 } },
      {
        alternatives: [
          {
            echoCancellation: [true],
            channelCount: { min: 1, max: 1 },
            sampleRate: { min: 16000, max: 16000 },
          },
          { echoCancellation: [false], sampleRate: { min: 44100, max: 48000 } },
          {},
        ],
      },
    );

    test("each stands over the capabilities", () => {
      expect(settingsOf(ask(solver, source, { echoCancellation: { exact: true } }))).toMatchObject({
        channelCount: 1,
        sampleRate: 16000,
      });
      expect(settingsOf(ask(solver, source, { sampleRate: { min: 44100 }, channelCount: 6 }))).toMatchObject({
        channelCount: 6,
        echoCancellation: false,
      });
    });

    test("a property that one of them lacks is not in its settings", () => {
      const advanced = [{ echoCancellation: { exact: true }, channelCount: 6 }, { channelCount: 6 }];
      const fit = fitOf(ask(solver, source, { advanced }));
      expect(fit.advanced).toEqual([false, true]);
      const bare = { ...source, alternatives: [{}] };
      expect(settingsOf(ask(solver, bare))).toEqual({
        channelCount: 1,
        noiseSuppression: true,
        deviceId: "microphone",
      });
      expect(misfitOf(ask(solver, bare, { echoCancellation: { exact: false } })).failedConstraint).toBe(
        "echoCancellation",
      );
    });

    test("values of different ones do not go together", () => {
      const { failedConstraint, conflict } = misfitOf(
        ask(solver, source, {
          echoCancellation: { exact: true },
          channelCount: { min: 2 },
          noiseSuppression: { exact: true },
        }),
      );
      expect(failedConstraint).toBe("");
      expect(conflict).toEqual([
        { name: "channelCount", bound: "min", value: 2, nearest: 1 },
        { name: "echoCancellation", bound: "exact", value: true, nearest: false },
      ]);
    });

    test("of a camera with modes: every mode with every one of them", () => {
      const two = camera(["640x480", "1280x720"], {
        capabilities: { torch: true },
        alternatives: [{ zoom: { min: 1, max: 2 } }, { zoom: { min: 4, max: 8 }, torch: [false] }],
      });
      for (const width of [640, 1280]) {
        expect(settingsOf(ask(solver, two, { width: { exact: width }, zoom: { exact: 5 } }))).toMatchObject({
          torch: false,
        });
      }
      expect(
        misfitOf(ask(solver, two, { zoom: { exact: 5 }, torch: { exact: true } })).failedConstraint,
      ).toBe("");
      expect(misfitOf(ask(solver, two, { zoom: { exact: 3 } })).conflict).toEqual([
        { name: "zoom", bound: "exact", value: 3, nearest: 2 },
      ]);
    });
  });

  describe("registered properties", () => {
    const capable = camera(["640x480"], {
      capabilities: { zoom: { min: 1, max: 10, step: 0.5 }, pan: { min: -180, max: 180 }, torch: true },
    });
    const plain = camera(["640x480"]);

    test.each([
      [capable, { zoom: true }, 0],
      [capable, { zoom: false }, 1],
      [plain, { zoom: true }, 1],
      [plain, { zoom: false }, 0],
      [plain, { torch: true }, 1],
      [plain, { torch: false }, 1],
      [capable, { torch: true }, 0],
      [capable, { zoom: 20 }, 0.5],
      [capable, { pan: -90 }, 0],
      [capable, { pan: -360 }, 0.5],
      [capable, { pan: 0 }, 0],
    ])("distance of case %#", (source, constraints, distance) => {
      expect(fitOf(ask(solver, source, constraints)).distance).toBe(distance);
    });

    test.each([
      [capable, { zoom: true }, true],
      [capable, { zoom: false }, false],
      [plain, { zoom: true }, false],
      // By the letter: the bare value is required, and what does not exist cannot satisfy it.
      [plain, { zoom: false }, false],
      [capable, { zoom: 2.5, pan: { max: -10 }, torch: true }, true],
      [plain, { torch: false }, false],
    ])("in an advanced set, case %#", (source, set, satisfied) => {
      expect(fitOf(ask(solver, source, { advanced: [set] })).advanced).toEqual([satisfied]);
    });

    test("an advanced set that asks for a property does not fix its value", () => {
      const settings = settingsOf(ask(solver, capable, { zoom: 7, advanced: [{ zoom: true }] }));
      expect(settings).toMatchObject({ zoom: 7 });
    });

    test("required", () => {
      expect(misfitOf(ask(solver, capable, { zoom: { min: 20 } })).conflict).toEqual([
        { name: "zoom", bound: "min", value: 20, nearest: 10 },
      ]);
      expect(misfitOf(ask(solver, plain, { zoom: { min: 1 } })).failedConstraint).toBe("zoom");
      expect(settingsOf(ask(solver, capable, { torch: { exact: true } }))).toMatchObject({ torch: true });
    });

    test("a torch that is told as true can be switched, and one told as false cannot", () => {
      const dark = camera(["640x480"], { capabilities: { torch: false } });
      expect(misfitOf(ask(solver, dark, { torch: { exact: true } })).failedConstraint).toBe("torch");
      expect(settingsOf(ask(solver, capable))).toMatchObject({ torch: false });
    });
  });

  describe("frame rates under crop-and-scale", () => {
    test.each([
      [10, 10],
      [7.5, 7.5],
      [0.3, 0.3],
      [30 / 7, 30 / 7],
    ])("integral: 30/k has %d", (exact, frameRate) => {
      expect(settingsOf(ask(solver, resizable("640x480"), { frameRate: { exact } }))).toMatchObject({
        frameRate,
      });
    });

    test("integral: what lies between does not fit, and the nearest are told", () => {
      const conflictOf = (frameRate: object): unknown =>
        misfitOf(ask(solver, resizable("640x480"), { frameRate })).conflict;
      expect(conflictOf({ exact: 12 })).toEqual([
        { name: "frameRate", bound: "exact", value: 12, nearest: 10 },
      ]);
      expect(conflictOf({ min: 16, max: 29 })).toEqual([
        { name: "frameRate", bound: "min", value: 16, nearest: 15 },
        { name: "frameRate", bound: "max", value: 29, nearest: 30 },
      ]);
      expect(conflictOf({ exact: 60 })).toEqual([
        { name: "frameRate", bound: "exact", value: 60, nearest: 30 },
      ]);
    });

    test("integral: any of a mode's rates is divided", () => {
      const modes = [{ width: 640, height: 480, frameRates: [50, 60] }];
      const source = { ...resizable("640x480"), modes };
      for (const exact of [60, 50, 30, 25, 20, 12.5, 12]) {
        const fit = fitOf(ask(solver, source, { frameRate: { exact } }));
        expect(fit.settings.frameRate).toBe(exact);
        expect(fit.nativeMode).toEqual(modes[0]);
      }
      expect(ask(solver, source, { frameRate: { exact: 40 } }).ok).toBe(false);
    });

    test("integral: of a range every rate is divided", () => {
      const range = {
        ...resizable("640x480"),
        modes: [{ width: 640, height: 480, frameRates: { min: 20, max: 30 } }],
      };
      for (const exact of [30, 24.5, 20, 15, 12, 10, 7, 0.5]) {
        expect(settingsOf(ask(solver, range, { frameRate: { exact } }))).toMatchObject({ frameRate: exact });
      }
      expect(misfitOf(ask(solver, range, { frameRate: { exact: 17 } })).conflict).toEqual([
        { name: "frameRate", bound: "exact", value: 17, nearest: 15 },
      ]);
      expect(settingsOf(ask(solver, range, { frameRate: 17 }))).toMatchObject({ frameRate: 15 });
      expect(settingsOf(ask(solver, range, { frameRate: 18 }))).toMatchObject({ frameRate: 20 });
    });

    test("any: every rate up to the highest", () => {
      const source = camera([], {
        modes: [{ width: 640, height: 480, frameRates: [60, 15, 30] }],
        resizeModes: ["crop-and-scale"],
      });
      for (const exact of [60, 30.1, 29.97, 15, 0.1, 1e-9]) {
        expect(settingsOf(ask(solver, source, { frameRate: { exact } }))).toMatchObject({ frameRate: exact });
      }
      expect(misfitOf(ask(solver, source, { frameRate: { min: 60.5 } })).conflict).toEqual([
        { name: "frameRate", bound: "min", value: 60.5, nearest: 60 },
      ]);
    });

    test("any: towards 0 there is no rate that is nearest", () => {
      const source = camera(["640x480"]);
      for (const frameRate of [{ max: 0 }, { exact: 0 }, { exact: -5 }]) {
        const [member] = misfitOf(ask(solver, source, { frameRate })).conflict;
        expect(member).toMatchObject({ name: "frameRate" });
        if (member?.nearest === undefined) continue;
        const nearer = { frameRate: { [member.bound]: (member.nearest as number) / 2 } };
        expect(ask(solver, source, nearer).ok).toBe(false);
      }
    });

    test("a native mode's range of rates, as it is and decimated", () => {
      const source = camera([], { modes: [{ width: 640, height: 480, frameRates: { min: 5, max: 30 } }] });
      const slow = fitOf(ask(solver, source, { frameRate: { exact: 3 } }));
      expect(slow.settings).toMatchObject({ resizeMode: "crop-and-scale" });
      const native_ = fitOf(ask(solver, source, { frameRate: { exact: 12.5 } }));
      expect(native_.settings).toMatchObject({ resizeMode: "none" });
      const both = { frameRate: { exact: 3 }, resizeMode: { exact: "none" } };
      expect(misfitOf(ask(solver, source, both)).conflict).toEqual([
        { name: "frameRate", bound: "exact", value: 3, nearest: 5 },
        { name: "resizeMode", bound: "exact", value: "none", nearest: "crop-and-scale" },
      ]);
    });
  });

  describe("native modes", () => {
    test("duplicates, and rates told twice, change nothing", () => {
      const once = camera(["640x480", "1280x720"]);
      const twice = camera(["640x480", "640x480", "1280x720", "1280x720"]);
      twice.modes?.push({ width: 640, height: 480, frameRates: [30, 30, 15, 30] });
      for (const constraints of [
        {},
        { width: 1280 },
        { width: { exact: 641 } },
        { frameRate: { exact: 31 } },
      ]) {
        expect(ask(solver, twice, constraints)).toEqual(ask(solver, once, constraints));
      }
    });

    test("under none only the modes themselves, size and rate together", () => {
      const source = native("640x480@60", "1280x720@30");
      expect(misfitOf(ask(solver, source, { width: { exact: 800 } })).conflict).toEqual([
        { name: "width", bound: "exact", value: 800, nearest: 640 },
      ]);
      expect(misfitOf(ask(solver, source, { width: { min: 641 }, frameRate: { min: 31 } })).conflict).toEqual(
        [
          { name: "frameRate", bound: "min", value: 31, nearest: 30 },
          { name: "width", bound: "min", value: 641, nearest: 640 },
        ],
      );
    });

    test("capabilities of sizes and rates do not count beside modes", () => {
      const source = camera(["640x480"], { capabilities: { width: { max: 9999 }, frameRate: { min: 50 } } });
      expect(misfitOf(ask(solver, source, { width: { exact: 641 } })).failedConstraint).toBe("width");
      expect(settingsOf(ask(solver, source))).toMatchObject({ frameRate: 30 });
    });

    test("the format is told back", () => {
      const formatted = { ...mode("640x480"), format: "MJPG" };
      expect(fitOf(ask(solver, { ...camera([]), modes: [formatted] })).nativeMode).toEqual(formatted);
    });

    test("never scaled up", () => {
      const source = camera(["640x480", "480x640"], { resizeModes: ["crop-and-scale"] });
      const both = { width: { min: 500 }, height: { min: 500 } };
      expect(misfitOf(ask(solver, source, both)).failedConstraint).toBe("");
      expect(sizeOf(ask(solver, source, { width: { min: 500 } }))).toBe("640x480");
    });
  });
});
