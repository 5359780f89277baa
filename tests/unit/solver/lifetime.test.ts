/** prepare, release, dispose and garbage collection; calls within calls; solvers side by side. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createSolver, type Solver, type SourceDescription } from "../../../bindings/solver/index.js";
import { dispose } from "../../../bindings/solver/dispose.js";
import {
  ask,
  builds,
  camera,
  fitOf,
  native,
  resizable,
  settingsOf,
  sizeOf,
  startSolver,
  thrownBy,
} from "./sources.js";

const hd = native("640x480", "1280x720", "1920x1080");
const released = new TypeError("source must be prepared by this solver and not released.");

describe.each(builds)("prepared sources, %s", (build) => {
  let solver: Solver;
  beforeAll(async () => {
    solver = await startSolver(build);
  });

  test("answer as their description does", () => {
    const prepared = solver.prepare(hd);
    expect(prepared.description).toBe(hd);
    for (const width of [0, 640, 1000, 3000]) {
      expect(prepared.selectSettings({ width })).toEqual(solver.selectSettings(hd, { width }));
      expect(solver.selectSettings(prepared, { width: { min: width } })).toEqual(
        solver.selectSettings(hd, { width: { min: width } }),
      );
    }
    expect(prepared.selectSettings()).toEqual(solver.selectSettings(hd));
    prepared.release();
  });

  test("are read once: later changes of the description have no effect", () => {
    const modes = [{ width: 640, height: 480, frameRates: [30] }];
    const description: SourceDescription = {
      kind: "videoinput",
      deviceId: "a",
      modes,
      resizeModes: ["none"],
    };
    const prepared = solver.prepare(description);
    modes.push({ width: 1280, height: 720, frameRates: [30] });
    modes[0] = { width: 1, height: 1, frameRates: [1] };
    description.deviceId = "b";
    expect(settingsOf(prepared.selectSettings({ width: 1280 }))).toMatchObject({ width: 640, deviceId: "a" });
    prepared.release();
  });

  test("keep nothing of what a fit gave out", () => {
    const prepared = solver.prepare(resizable("640x480@60"));
    const before = fitOf(prepared.selectSettings({ frameRate: 30 }));
    const copy = structuredClone(before);
    const given = before.nativeMode as { width: number; frameRates: number[] };
    // It may be frozen; if it is not, changing it must be harmless.
    try {
      given.width = 1;
      given.frameRates[0] = 1;
    } catch (error) {
      expect(error).toBeInstanceOf(TypeError);
    }
    expect(prepared.selectSettings({ frameRate: 30 })).toEqual(copy);
    prepared.release();
  });

  test("after release every use is a TypeError, and releasing again is nothing", () => {
    const prepared = solver.prepare(hd);
    prepared.release();
    prepared.release();
    expect(() => prepared.selectSettings()).toThrow(released);
    expect(() => solver.selectSettings(prepared, { width: 1 })).toThrow(released);
    expect(() => solver.rank([hd, prepared])).toThrow(released);
    expect(sizeOf(ask(solver, hd))).toBe("640x480");
  });

  test("releasing one leaves the others alone", () => {
    const prepared = ["640x480", "1280x720", "320x240"] as const;
    const [first, second, third] = prepared.map((size) => solver.prepare(native(size)));
    second?.release();
    const fourth = solver.prepare(native("1920x1080", "800x600", "1024x768"));
    expect(first && sizeOf(first.selectSettings())).toBe("640x480");
    expect(third && sizeOf(third.selectSettings())).toBe("320x240");
    expect(sizeOf(fourth.selectSettings({ width: 800 }))).toBe("800x600");
    for (const source of [first, third, fourth]) source?.release();
  });

  test("leaving a using block releases: Symbol.dispose is release", () => {
    const prepared = solver.prepare(hd);
    prepared[dispose]();
    expect(() => prepared.selectSettings()).toThrow(released);
    prepared[dispose]();
    const native_ = (Symbol as { readonly dispose?: symbol }).dispose;
    if (native_ !== undefined) expect(dispose).toBe(native_);
  });

  test("one of another solver is an error, not another source's answer", async () => {
    const other = await startSolver(build);
    const theirs = other.prepare(native("1280x720"));
    const ours = solver.prepare(native("640x480"));
    const error = thrownBy(() => solver.selectSettings(theirs));
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain("source must be ");
    expect(thrownBy(() => solver.rank([theirs]))).toBeInstanceOf(TypeError);
    expect(sizeOf(theirs.selectSettings())).toBe("1280x720");
    expect(sizeOf(ours.selectSettings())).toBe("640x480");
  });

  test("a prepared source is no description", () => {
    const prepared = solver.prepare(hd);
    expect(() => solver.prepare(prepared as unknown as SourceDescription)).toThrow(TypeError);
    prepared.release();
  });
});

describe.each(builds)("calls within calls, %s", (build) => {
  let solver: Solver;
  beforeAll(async () => {
    solver = await startSolver(build);
  });

  test("a getter of the constraints that asks the solver", () => {
    let inner = "";
    const prepared = solver.prepare(hd);
    const constraints = {
      get width() {
        inner = sizeOf(
          prepared.selectSettings({ width: 1920, advanced: [{ height: 480 }, { height: 720 }] }),
        );
        return { exact: 1280 };
      },
      get advanced() {
        const other = solver.prepare(camera(["320x240", "160x120"]));
        other.selectSettings({ width: { min: 9999 } });
        other.release();
        return [{ height: 720 }];
      },
    };
    const fit = fitOf(ask(solver, prepared, constraints));
    expect(inner).toBe("640x480");
    expect(fit.settings).toMatchObject({ width: 1280, height: 720 });
    expect(fit.advanced).toEqual([true]);
    prepared.release();
  });

  test("a getter of the description that asks the solver", () => {
    const source = {
      kind: "videoinput",
      get deviceId() {
        return settingsOf(ask(solver, { ...hd, deviceId: "inner" }))["deviceId"];
      },
      get modes() {
        solver.prepare(hd).release();
        return hd.modes;
      },
    };
    expect(settingsOf(ask(solver, source, { width: { exact: 1280 } }))).toMatchObject({
      width: 1280,
      deviceId: "inner",
    });
  });

  test("a getter that releases the source it is asked of", () => {
    const prepared = solver.prepare(hd);
    const constraints = {
      get width() {
        prepared.release();
        return 640;
      },
    };
    expect(() => ask(solver, prepared, constraints)).toThrow(released);
  });

  test("a list of sources that asks the solver while it is read", () => {
    function* sources(): Generator<SourceDescription> {
      for (const size of ["640x480", "1280x720"] as const) {
        solver.rank([native("320x240")], { width: { min: 1 } });
        yield native(size);
      }
    }
    const ranked = solver.rank(sources(), { width: 1280 });
    expect(ranked.map(({ fit }) => sizeOf(fit))).toEqual(["1280x720", "640x480"]);
  });

  test("an exception of a getter goes through unchanged and does no harm", () => {
    const error = new Error("mine");
    const throwing = {
      width: 1280,
      get advanced(): never {
        throw error;
      },
    };
    expect(thrownBy(() => ask(solver, hd, throwing))).toBe(error);
    const source = {
      ...hd,
      get modes(): never {
        throw error;
      },
    };
    expect(thrownBy(() => ask(solver, source))).toBe(error);
    expect(sizeOf(ask(solver, hd, { width: 1280 }))).toBe("1280x720");
  });
});

describe.each(builds)("solvers side by side, %s", (build) => {
  test("keep their sources and registrations apart", async () => {
    const [zoomer, plain] = [
      await createSolver({ build, properties: { zoom: "double" } }),
      await createSolver({ build }),
    ];
    expect(zoomer.build).toBe(build);
    const source = camera(["640x480"], { capabilities: { zoom: { min: 1, max: 4 } } });
    const sources = [zoomer.prepare(source), plain.prepare(source)];
    const constraints = { zoom: { exact: 9 } } as MediaTrackConstraints;
    expect(sources.map((prepared) => prepared.selectSettings(constraints).ok)).toEqual([false, true]);
    sources[0]?.release();
    expect(settingsOf(plain.selectSettings(source))).not.toHaveProperty("zoom");
    expect(settingsOf(zoomer.selectSettings(source))).toHaveProperty("zoom");
    sources[1]?.release();
  });

  test("the same answers in whatever order they are asked for", async () => {
    const requests: [SourceDescription, MediaTrackConstraints][] = [];
    const sources = [hd, resizable("1920x1080"), camera(["640x480", "1280x720@60"]), camera([])];
    for (const source of sources) {
      for (let i = 0; i < 24; i++) {
        requests.push([
          source,
          {
            width: i % 3 === 0 ? { min: 97 * i } : { ideal: 131 * i },
            height: i % 4 === 0 ? { max: 1300 - 53 * i } : 67 * i,
            aspectRatio: 0.2 * i,
            frameRate: i % 5 === 0 ? { exact: 2 * i } : 3 * i,
            advanced: Array.from({ length: i % 6 }, (_, j) => ({
              width: { min: 100 * j },
              height: { max: 900 - 80 * j },
            })),
          },
        ]);
      }
    }
    const solver = await startSolver(build);
    const answers = requests.map((request) => solver.selectSettings(...request));
    const other = await startSolver(build === "javascript" ? "webassembly" : "javascript");
    // 55 and 96 have no common divisor, so every request is asked once, in another order.
    for (let i = 0; i < requests.length; i++) {
      const at = (i * 55 + 7) % requests.length;
      const request = requests[at];
      if (request === undefined) throw new Error("unreachable");
      expect(solver.selectSettings(...request)).toEqual(answers[at]);
      expect(other.selectSettings(...request)).toEqual(answers[at]);
    }
  });

  test("options that are none", async () => {
    await expect(createSolver({ build: "asm" as "javascript" })).rejects.toThrow(
      new TypeError('options.build must be "webassembly" or "javascript", got "asm".'),
    );
    await expect(createSolver({ properties: { width: "ulong" } })).rejects.toThrow(TypeError);
    await expect(createSolver({ properties: { zoom: "float" as "double" } })).rejects.toThrow(TypeError);
  });
});

describe("memory", () => {
  let memory: WebAssembly.Memory;
  let solver: Solver;
  beforeAll(async () => {
    const instantiate = WebAssembly.instantiate;
    const watched = async (module: WebAssembly.Module): Promise<WebAssembly.Instance> => {
      const instance = await instantiate(module);
      memory = instance.exports["memory"] as WebAssembly.Memory;
      return instance;
    };
    WebAssembly.instantiate = watched as typeof instantiate;
    try {
      solver = await startSolver("webassembly");
    } finally {
      WebAssembly.instantiate = instantiate;
    }
  });
  const bytes = (): number => memory.buffer.byteLength;
  const large = camera(Array.from({ length: 150 }, (_, i) => `${i + 1}x${i + 1}` as const));

  test("prepare and release, of whatever size and order, do not make it grow", () => {
    const cycle = (): void => {
      const prepared = [large, hd, large].map((source) => solver.prepare(source));
      prepared[1]?.release();
      prepared.push(solver.prepare(resizable("1920x1080")));
      for (const source of prepared) source.release();
    };
    cycle();
    const before = bytes();
    for (let i = 0; i < 200; i++) cycle();
    expect(bytes()).toBe(before);
  });

  test("selections, fitting or not, with many advanced sets or few, do not make it grow", () => {
    const advanced = Array.from({ length: 2000 }, (_, i) => ({ width: i, facingMode: "user" }));
    const ask_ = (): void => {
      solver.selectSettings(large, { width: 100, advanced });
      solver.selectSettings(hd, { width: { min: 9999 } });
      solver.selectSettings(hd, { width: 640 });
    };
    ask_();
    const before = bytes();
    for (let i = 0; i < 40; i++) ask_();
    expect(bytes()).toBe(before);
  });

  test("sources that fail to be encoded or asked leave nothing behind", () => {
    const cycle = (): void => {
      thrownBy(() => ask(solver, large, { frameRate: NaN }));
      thrownBy(() => ask(solver, { ...large, facingMode: 5 }, {}));
    };
    cycle();
    const before = bytes();
    for (let i = 0; i < 100; i++) cycle();
    expect(bytes()).toBe(before);
  });

  test("forgotten sources are freed by garbage collection", async () => {
    const script = fileURLToPath(new URL("./forgotten-sources.mjs", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", script]);
    const { forgotten, grown } = JSON.parse(stdout) as { forgotten: number; grown: number };
    expect(forgotten).toBeGreaterThan(0);
    expect(grown).toBe(0);
  });
});
