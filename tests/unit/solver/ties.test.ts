/** The total order among settings of equal distance: design, section 3, item 4. */
import type { NativeMode, Solver } from "../../../bindings/solver/index.js";
import {
  ask,
  builds,
  camera,
  fitOf,
  microphone,
  mode,
  native,
  settingsOf,
  sizeOf,
  startSolver,
} from "./sources.js";

const cropOnly = { resizeModes: ["crop-and-scale"] } as const;
const scaled = (...modes: NativeMode[]): object => ({
  kind: "videoinput",
  deviceId: "camera",
  modes,
  ...cropOnly,
});

describe.each(builds)("ties, %s", (build) => {
  let solver: Solver;
  beforeAll(async () => {
    solver = await startSolver(build);
  });

  describe("native before scaled or decimated", () => {
    test("though scaling would come nearer to the default size", () => {
      expect(settingsOf(ask(solver, camera(["1920x1080"])))).toMatchObject({
        width: 1920,
        resizeMode: "none",
      });
    });

    test.each(["any", "integral"])(
      "though decimating would come nearer to the default rate, %s",
      (frameRates) => {
        const settings = settingsOf(ask(solver, camera(["640x480@60"], { frameRates: frameRates as "any" })));
        expect(settings).toMatchObject({ frameRate: 60, resizeMode: "none" });
      },
    );

    test("not before a smaller distance", () => {
      const source = camera(["1920x1080"]);
      expect(settingsOf(ask(solver, source, { width: 1919 }))).toMatchObject({
        resizeMode: "crop-and-scale",
      });
    });

    test("a tie of distances within 1e-9 is enough", () => {
      const source = camera(["640x480"], { frameRates: "any" });
      const within = fitOf(ask(solver, source, { frameRate: 30 * (1 - 5e-10) }));
      expect(within.settings).toMatchObject({ frameRate: 30, resizeMode: "none" });
      expect(within.distance).toBeLessThanOrEqual(1e-9);
      const beyond = fitOf(ask(solver, source, { frameRate: 30 * (1 - 2e-9) }));
      expect(beyond.settings).toMatchObject({ resizeMode: "crop-and-scale" });
      expect(beyond.distance).toBe(0);
    });
  });

  describe("the native mode's own aspect ratio, then rounding, then cropping", () => {
    const source = scaled(mode("1920x1080"));

    test("scaled with its own ratio before what is nearer to the defaults", () => {
      expect(sizeOf(ask(solver, source))).toBe("640x360");
      expect(sizeOf(ask(solver, source, { width: { exact: 320 } }))).toBe("320x180");
      expect(sizeOf(ask(solver, source, { height: { exact: 480 }, width: { min: 853 } }))).toBe("853x480");
    });

    test("the ratio counts to ten decimals", () => {
      // 1366/768 is 683/384: at width 683 the height is 384, and at 1365 no height keeps it.
      const odd = scaled(mode("1366x768"));
      expect(sizeOf(ask(solver, odd, { width: { exact: 683 } }))).toBe("683x384");
      expect(sizeOf(ask(solver, odd, { width: { exact: 1365 } }))).toBe("1365x767");
    });

    test("rounding away less than a pixel before cropping more", () => {
      // 641 x 1080 - 361 x 1920 = -840 and 855 x 1080 - 481 x 1920 = -120 are within (-1080, 1920);
      // 480 is nearer to the defaults, but crops.
      expect(sizeOf(ask(solver, source, { width: { exact: 641 } }))).toBe("641x361");
      expect(sizeOf(ask(solver, source, { height: { exact: 481 } }))).toBe("855x481");
    });

    test("the bounds of rounding are left out", () => {
      // From 4x4 a size rounds when its sides differ by less than one: at width 3 only height 3.
      const square = scaled(mode("4x4"));
      expect(sizeOf(ask(solver, square, { width: { exact: 3 }, height: { min: 1 } }))).toBe("3x3");
      expect(sizeOf(ask(solver, square, { width: { exact: 3 }, height: { max: 2 } }))).toBe("3x2");
    });

    test("a mode from which less is cropped comes before a default nearer by", () => {
      const answer = fitOf(ask(solver, scaled(mode("1280x960"), mode("1280x720")), { aspectRatio: 16 / 9 }));
      expect(answer.settings).toMatchObject({ width: 640, height: 360 });
      expect(answer.nativeMode).toEqual(mode("1280x720"));
    });
  });

  describe("nearest to the defaults", () => {
    test("ours: 640x480 at 30", () => {
      const sizes = native("320x240", "1920x1080", "640x480@15", "640x480", "640x480@60");
      expect(settingsOf(ask(solver, sizes))).toMatchObject({ width: 640, height: 480, frameRate: 30 });
    });

    test("by the sum of distances, not by one of them", () => {
      // 640x480@60 is away 0.5; 960x720@30 is away 2/3; 640x480@20 is away 1/3.
      const sizes = native("640x480@60", "960x720@30", "640x480@20");
      expect(settingsOf(ask(solver, sizes))).toMatchObject({ width: 640, frameRate: 20 });
    });

    test("the source's own before ours", () => {
      const source = {
        ...native("640x480", "1280x720", "1280x720@60"),
        defaults: { width: 1280, height: 720 },
      };
      expect(settingsOf(ask(solver, source))).toMatchObject({ width: 1280, frameRate: 30 });
      const faster = { ...source, defaults: { ...source.defaults, frameRate: 60 } };
      expect(settingsOf(ask(solver, faster))).toMatchObject({ width: 1280, frameRate: 60 });
    });

    test("of a microphone: echo cancellation on, 48000 Hz, 16 bits", () => {
      const capabilities = {
        echoCancellation: [false, true],
        sampleRate: { min: 8000, max: 96000 },
        sampleSize: { min: 8, max: 32 },
      };
      expect(settingsOf(ask(solver, microphone(capabilities)))).toEqual({
        deviceId: "microphone",
        echoCancellation: true,
        sampleRate: 48000,
        sampleSize: 16,
      });
      const own = { echoCancellation: false, sampleRate: 44100, sampleSize: 24 };
      expect(settingsOf(ask(solver, microphone(capabilities, { defaults: own })))).toEqual({
        deviceId: "microphone",
        ...own,
      });
    });

    test("within what the source can do", () => {
      const answer = ask(
        solver,
        microphone({ sampleRate: { min: 8000, max: 16000 }, sampleSize: { min: 24, max: 32 } }),
      );
      expect(settingsOf(answer)).toMatchObject({ sampleRate: 16000, sampleSize: 24 });
    });

    test("of registered properties: the default registered, and the source's own over it", () => {
      const source = camera(["640x480"], {
        capabilities: { iso: { min: 50, max: 800 }, zoom: { min: 1, max: 9 } },
      });
      expect(settingsOf(ask(solver, source))).toMatchObject({ iso: 100 });
      const own = { ...source, defaults: { iso: 400, zoom: 3 } };
      expect(settingsOf(ask(solver, own))).toMatchObject({ iso: 400, zoom: 3 });
      expect(settingsOf(ask(solver, own, { iso: { max: 200 } }))).toMatchObject({ iso: 200, zoom: 3 });
    });

    test("among alternatives", () => {
      const source = microphone(
        {},
        {
          alternatives: [
            { echoCancellation: [false], sampleRate: { min: 48000, max: 48000 } },
            { echoCancellation: [true], sampleRate: { min: 16000, max: 16000 } },
          ],
        },
      );
      // Without echo cancellation 1 is lost, at 16000 Hz two thirds.
      expect(settingsOf(ask(solver, source))).toMatchObject({ echoCancellation: true, sampleRate: 16000 });
    });

    test("among strings", () => {
      const source = camera(["640x480"], {
        capabilities: { whiteBalanceMode: ["none", "manual", "continuous"] },
        defaults: { whiteBalanceMode: "continuous" },
      });
      expect(settingsOf(ask(solver, source))).toMatchObject({ whiteBalanceMode: "continuous" });
      const either = { whiteBalanceMode: ["manual", "none"] };
      expect(["none", "manual"]).toContain(settingsOf(ask(solver, source, either))["whiteBalanceMode"]);
    });

    test("of rates equally near to the ideal the nearer to 30", () => {
      const source = native("640x480@24", "640x480@6");
      expect(settingsOf(ask(solver, source, { frameRate: 12 }))).toMatchObject({ frameRate: 24 });
    });

    test("an ideal that no rate comes nearer to leaves the default rate", () => {
      const source = camera(["640x480@60", "640x480"], {
        ...cropOnly,
        resizeModes: ["crop-and-scale"],
        frameRates: "integral",
      });
      const fit = fitOf(ask(solver, source, { frameRate: 5e-324 }));
      expect(fit.distance).toBe(1);
      expect(fit.settings).toMatchObject({ frameRate: 30 });
    });
  });

  describe("then the native mode with least surplus, then the order of the description", () => {
    test("the smallest picture that the size can be scaled from", () => {
      const exact = { width: { exact: 320 }, height: { exact: 180 } };
      const source = scaled(mode("1920x1080"), mode("640x360"), mode("1280x720"));
      expect(fitOf(ask(solver, source, exact)).nativeMode).toEqual(mode("640x360"));
    });

    test("the lowest rate that will do", () => {
      const source = scaled(mode("640x480@60"), mode("640x480@30"), mode("640x480@10"));
      const fit = fitOf(ask(solver, source, { frameRate: { exact: 15 } }));
      expect(fit.nativeMode).toEqual(mode("640x480@30"));
    });

    test("the first of equal modes", () => {
      const formats = ["YUYV", "MJPG", "NV12"].map((format) => ({ ...mode("640x480"), format }));
      for (const modes of [formats, [...formats].reverse()]) {
        expect(fitOf(ask(solver, { kind: "videoinput", deviceId: "", modes })).nativeMode).toEqual(modes[0]);
        const exact = { width: { exact: 320 } };
        expect(fitOf(ask(solver, scaled(...modes), exact)).nativeMode).toEqual(modes[0]);
      }
    });

    test("the first of equal alternatives", () => {
      const source = microphone(
        {},
        { alternatives: [{ channelCount: { min: 2, max: 2 } }, { channelCount: { min: 1, max: 1 } }] },
      );
      expect(settingsOf(ask(solver, source))).toMatchObject({ channelCount: 2 });
    });
  });
});
