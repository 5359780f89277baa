/** The worker gives the answers that the solver in the thread gives, and the errors. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createSolver, type Solver, type SourceDescription } from "../../bindings/solver/index.js";
import type { WorkerSolver } from "../../bindings/solver/worker-solver.js";
import { hd, loadBuilt, microphone } from "./sources.js";

const properties = { zoom: { type: "double", acceptsBoolean: true }, torch: "boolean" } as const;
const bare: SourceDescription = { kind: "videoinput", deviceId: "bare" };
const zoom: SourceDescription = {
  ...hd,
  deviceId: "zoom",
  capabilities: { zoom: { min: 1, max: 8 }, torch: true },
};

const requests: [SourceDescription, unknown][] = [
  [hd, undefined],
  [hd, {}],
  [hd, { width: 1000, height: 700, aspectRatio: 1.6 }],
  [hd, { width: { min: 3000 } }],
  [hd, { width: { exact: 641 }, aspectRatio: { exact: 16 / 9 } }],
  [hd, { facingMode: { exact: ["left", "right"] } }],
  [hd, { advanced: [{ width: 1280 }, { width: 640 }, {}, { facingMode: "user" }] }],
  [hd, { frameRate: { exact: 7.5 }, resizeMode: "none" }],
  [hd, { sampleRate: { exact: 48000 } }],
  [hd, { width: -0, frameRate: -0, height: { max: Infinity } }],
  [microphone, { echoCancellation: { exact: true }, channelCount: { exact: 2 } }],
  [microphone, { echoCancellation: { exact: true } }],
  [bare, { width: 640 }],
  [bare, { width: { exact: 640 } }],
  [zoom, { zoom: 3, torch: true }],
  [zoom, { advanced: [{ zoom: true }, { zoom: { min: 9 } }] }],
  [hd, { zoom: { exact: 3 } }],
];

describe("the solver in a worker", () => {
  let thread: Solver;
  let worker: WorkerSolver;
  beforeAll(async () => {
    thread = await createSolver({ properties });
    worker = await (await loadBuilt()).createWorkerSolver({ properties });
  });
  afterAll(() => worker.terminate());

  test("is in a worker", () => {
    expect(worker.place).toBe("worker");
  });

  test.each(requests)("answers as in the thread, request %#", async (source, constraints) => {
    const asked = constraints as MediaTrackConstraints;
    const expected = thread.selectSettings(source, asked);
    await expect(worker.selectSettings(source, asked)).resolves.toEqual(expected);
    const prepared = await worker.prepare(source);
    expect(prepared.description).toBe(source);
    await expect(prepared.selectSettings(asked)).resolves.toEqual(expected);
    await expect(worker.selectSettings(prepared, asked)).resolves.toEqual(expected);
    prepared.release();
  });

  test("ranks as in the thread", async () => {
    const sources = [bare, hd, zoom, microphone];
    const constraints = { width: { min: 1000 }, advanced: [{ zoom: 2 }] } as object;
    const prepared = await worker.prepare(hd);
    const ranked = await worker.rank([bare, prepared, zoom, microphone], constraints);
    expect(ranked).toEqual(thread.rank(sources, constraints));
    expect(ranked.map(({ source }) => source)).toEqual([zoom, hd, bare, microphone]);
    expect(ranked[1]?.source).toBe(hd);
    expect(await worker.rank(new Set<SourceDescription>(), {})).toEqual([]);
    prepared.release();
  });

  test("answers what is asked at the same time, each to its asker", async () => {
    const widths = Array.from({ length: 60 }, (_, i) => 100 + 30 * i);
    const prepared = await worker.prepare(hd);
    const answers = await Promise.all(widths.map((exact) => prepared.selectSettings({ width: { exact } })));
    expect(answers.map((answer) => answer.ok && answer.settings.width)).toEqual(
      widths.map((width) => width <= 1920 && width),
    );
    prepared.release();
  });

  test("misfits come as data", async () => {
    const misfit = await worker.selectSettings(hd, { width: { min: 3000 } });
    expect(misfit).toEqual({
      ok: false,
      failedConstraint: "width",
      conflict: [{ name: "width", bound: "min", value: 3000, nearest: 1920 }],
      message: "width: at least 3000 asked, this camera goes up to 1920",
    });
    expect(Object.getPrototypeOf(misfit)).not.toBe(Error.prototype);
  });

  test("bad constraints and descriptions reject with TypeErrors of the caller's realm", async () => {
    const cases: [() => Promise<unknown>, string][] = [
      [
        () => worker.selectSettings(hd, { frameRate: NaN }),
        "constraints.frameRate must be a finite number, got NaN.",
      ],
      [
        () => worker.rank([hd], { aspectRatio: "x" } as object),
        'constraints.aspectRatio must be a finite number, got "x".',
      ],
      [
        () => worker.prepare({} as SourceDescription),
        'source.kind must be "videoinput" or "audioinput", got undefined.',
      ],
      [
        () => worker.selectSettings({ ...hd, modes: [{ width: -1, height: 1, frameRates: [1] }] }),
        "source.modes[0].width must be a positive integer, got -1.",
      ],
    ];
    for (const [act, message] of cases) await expect(act()).rejects.toEqual(new TypeError(message));
    const error: unknown = await worker
      .selectSettings(hd, { frameRate: NaN })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
  });

  test("an exception of a getter goes through unchanged", async () => {
    const mine = new Error("mine");
    const throwing = {
      get width(): never {
        throw mine;
      },
    };
    await expect(worker.selectSettings(hd, throwing)).rejects.toBe(mine);
    const uncloneable = { ...hd, label: "x", note: () => undefined };
    await expect(worker.selectSettings(uncloneable)).resolves.toMatchObject({ ok: true });
  });

  test("a released source is an error, and releasing again is nothing", async () => {
    const prepared = await worker.prepare(hd);
    prepared.release();
    prepared.release();
    const released = new TypeError("source must be prepared by this solver and not released.");
    await expect(prepared.selectSettings()).rejects.toEqual(released);
    await expect(worker.rank([hd, prepared])).rejects.toEqual(released);
    await expect(worker.selectSettings(hd)).resolves.toMatchObject({ ok: true });
  });

  test("a source of another solver is an error, not another source's answer", async () => {
    const other = await (await loadBuilt()).createWorkerSolver({ properties });
    const [theirs, ours] = [await other.prepare(microphone), await worker.prepare(hd)];
    await expect(worker.selectSettings(theirs)).rejects.toBeInstanceOf(TypeError);
    await expect(ours.selectSettings()).resolves.toMatchObject({ settings: { deviceId: "hd" } });
    other.terminate();
  });

  test("the JavaScript build, by name", async () => {
    const javascript = await (await loadBuilt()).createWorkerSolver({ properties, build: "javascript" });
    expect(javascript.place).toBe("worker");
    for (const [source, constraints] of requests) {
      const asked = constraints as MediaTrackConstraints;
      await expect(javascript.selectSettings(source, asked)).resolves.toEqual(
        thread.selectSettings(source, asked),
      );
    }
    javascript.terminate();
  });

  test("options that are none", async () => {
    const { createWorkerSolver } = await loadBuilt();
    for (const deadline of [0, -1, NaN, "5"] as number[]) {
      const rejected = expect(createWorkerSolver({ deadline })).rejects;
      await rejected.toThrow(/^options\.deadline must be .*positive number of milliseconds, got /);
    }
    await expect(createWorkerSolver({ worker: "w" as never })).rejects.toThrow(
      /^options\.worker must be .*function, got "w"\.$/,
    );
    await expect(createWorkerSolver({ build: "asm" as never })).rejects.toThrow(/^options\.build must be /);
    await expect(createWorkerSolver({ properties: { width: "ulong" } })).rejects.toThrow(TypeError);
  });

  test("a process that has its answer ends by itself", async () => {
    const script = fileURLToPath(new URL("./fixtures/one-answer.mjs", import.meta.url));
    // The time limit only ends a process that hangs, which rejects.
    const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: 30_000 });
    expect(stdout).toBe("worker 320\n");
  }, 40_000);
});
