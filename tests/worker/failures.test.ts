/** Workers that fail: what was pending is rejected by name, and the next call works, its sources intact. */
import type { Worker } from "node:worker_threads";
import type { WorkerSolver, WorkerSolverOptions } from "../../bindings/solver/worker-solver.js";
import { type Fault, faulty, hd, loadBuilt, microphone, sound } from "./sources.js";

const solvers: WorkerSolver[] = [];
const opened: Worker[] = [];

async function start(options: WorkerSolverOptions): Promise<WorkerSolver> {
  const solver = await (await loadBuilt()).createWorkerSolver({ deadline: 20_000, ...options });
  solvers.push(solver);
  return solver;
}

/** A solver whose workers have these faults, one after another; sound ones follow. */
function startWith(faults: (Fault | undefined)[], options: WorkerSolverOptions = {}): Promise<WorkerSolver> {
  const worker = (): Worker => {
    const fault = faults.shift();
    const next = fault === undefined ? sound() : faulty(fault);
    opened.push(next);
    return next;
  };
  return start({ ...options, worker });
}

async function expectFailure(pending: Promise<unknown>, reason: string): Promise<void> {
  const { SolverWorkerError } = await loadBuilt();
  const error: unknown = await pending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SolverWorkerError);
  expect(error).toMatchObject({ name: "SolverWorkerError", reason });
  expect((error as Error).message).toMatch(/^The solver's worker .+\.$/s);
}

afterEach(() => {
  for (const solver of solvers.splice(0)) solver.terminate();
});
afterAll(async () => {
  await Promise.all(opened.map((worker) => worker.terminate()));
});

describe("a worker that fails at a call", () => {
  test.each<[how: Fault["how"], reason: string, deadline: number]>([
    ["throw", "crash", 20_000],
    ["exit", "crash", 20_000],
    ["hang", "deadline", 1000],
    ["silence", "deadline", 1000],
  ])(
    "%s: rejected with reason %s; the next call works, the sources intact",
    async (how, reason, deadline) => {
      const solver = await startWith([{ at: "select", how }], { deadline });
      expect(solver.place).toBe("worker");
      const [camera, other] = [await solver.prepare(hd), await solver.prepare(microphone)];
      await expectFailure(camera.selectSettings({ width: 1280 }), reason);
      // The next worker has all the time it needs to start.
      await expect(camera.selectSettings({ width: 1280 })).resolves.toMatchObject({
        ok: true,
        settings: { width: 1280 },
      });
      await expect(other.selectSettings()).resolves.toMatchObject({
        ok: true,
        settings: { deviceId: "microphone" },
      });
      await expect(solver.selectSettings(hd)).resolves.toMatchObject({ ok: true });
      expect(solver.place).toBe("worker");
    },
  );

  test("everything pending is rejected at once", async () => {
    const solver = await startWith([{ at: "select", how: "exit" }]);
    const camera = await solver.prepare(hd);
    const pending = [
      camera.selectSettings(),
      solver.selectSettings(hd),
      solver.rank([hd, camera]),
      solver.prepare(microphone),
    ];
    await Promise.all(pending.map((call) => expectFailure(call, "crash")));
    await expect(camera.selectSettings()).resolves.toMatchObject({ ok: true });
  });

  test("a source that failed to be prepared can be prepared again", async () => {
    const solver = await startWith([{ at: "prepare", how: "exit" }]);
    await expectFailure(solver.prepare(hd), "crash");
    const camera = await solver.prepare(hd);
    await expect(camera.selectSettings()).resolves.toMatchObject({ ok: true });
  });

  test("a source released while no worker ran is not prepared again", async () => {
    const solver = await startWith([{ at: "select", how: "exit" }]);
    const [camera, kept] = [await solver.prepare(hd), await solver.prepare(microphone)];
    await expectFailure(camera.selectSettings(), "crash");
    camera.release();
    await expect(camera.selectSettings()).rejects.toBeInstanceOf(TypeError);
    await expect(kept.selectSettings()).resolves.toMatchObject({ settings: { deviceId: "microphone" } });
  });

  test("a second failure is as good as the first", async () => {
    const solver = await startWith([
      { at: "select", how: "throw" },
      { at: "select", how: "exit" },
    ]);
    const camera = await solver.prepare(hd);
    await expectFailure(camera.selectSettings(), "crash");
    await expectFailure(camera.selectSettings(), "crash");
    await expect(camera.selectSettings()).resolves.toMatchObject({ ok: true });
  });
});

describe("a worker that fails to start again", () => {
  test.each<[Fault, number]>([
    [{ at: "load", how: "throw" }, 20_000],
    [{ at: "load", how: "exit" }, 20_000],
    [{ at: "start", how: "throw" }, 20_000],
    [{ at: "start", how: "exit" }, 20_000],
    [{ at: "load", how: "hang" }, 1000],
    [{ at: "load", how: "silence" }, 1000],
    [{ at: "start", how: "silence" }, 1000],
  ])("%j: rejected with reason start; the call after works, the sources intact", async (fault, deadline) => {
    const solver = await startWith([{ at: "select", how: "exit" }, fault], { deadline });
    const camera = await solver.prepare(hd);
    await expectFailure(camera.selectSettings(), "crash");
    await expectFailure(camera.selectSettings(), "start");
    await expect(camera.selectSettings({ width: 640 })).resolves.toMatchObject({
      ok: true,
      settings: { width: 640 },
    });
  });

  test("an opener that throws", async () => {
    let broken = false;
    const solver = await start({
      worker: () => {
        if (broken) throw new Error("no more workers");
        broken = true;
        const worker = faulty({ at: "select", how: "exit" });
        opened.push(worker);
        return worker;
      },
    });
    const camera = await solver.prepare(hd);
    await expectFailure(camera.selectSettings(), "crash");
    await expectFailure(camera.selectSettings(), "start");
  });
});

describe("where no worker can be started the solver runs in the thread", () => {
  test.each<[string, () => Worker | Promise<Worker>, number]>([
    [
      "the opener throws",
      () => {
        throw new Error("forbidden by a policy");
      },
      20_000,
    ],
    ["the opener rejects", () => Promise.reject(new Error("forbidden by a policy")), 20_000],
    ["the opener gives no worker", () => undefined as unknown as Worker, 20_000],
    ["the script throws", () => faulty({ at: "load", how: "throw" }), 20_000],
    ["the script ends", () => faulty({ at: "load", how: "exit" }), 20_000],
    ["the script never answers", () => faulty({ at: "load", how: "silence" }), 500],
  ])("%s", async (_name, worker, deadline) => {
    const solver = await start({ worker, deadline });
    expect(solver.place).toBe("thread");
    const camera = await solver.prepare(hd);
    await expect(camera.selectSettings({ width: 1280 })).resolves.toMatchObject({
      ok: true,
      settings: { width: 1280 },
    });
    await expect(solver.selectSettings(hd, { width: { min: 3000 } })).resolves.toMatchObject({
      failedConstraint: "width",
    });
    await expect(solver.rank([microphone, camera], { width: 640 })).resolves.toHaveLength(2);
    await expect(solver.selectSettings(hd, { frameRate: NaN })).rejects.toBeInstanceOf(TypeError);
    camera.release();
    await expect(camera.selectSettings()).rejects.toBeInstanceOf(TypeError);
    solver.terminate();
    await expect(solver.selectSettings(hd)).resolves.toMatchObject({ ok: true });
  });
});

describe("terminate", () => {
  test("rejects what is pending, and a later call starts a new worker with the sources intact", async () => {
    const solver = await startWith([{ at: "select", how: "silence" }]);
    const camera = await solver.prepare(hd);
    const pending = camera.selectSettings();
    solver.terminate();
    await expectFailure(pending, "terminate");
    await expect(camera.selectSettings()).resolves.toMatchObject({ ok: true });
    expect(solver.place).toBe("worker");
  });

  test("rejects what waits for an answer of a worker that runs", async () => {
    const solver = await startWith([{ at: "select", how: "hang" }]);
    const pending = solver.selectSettings(hd);
    // Time for the worker to be in its loop.
    await new Promise((resolve) => setTimeout(resolve, 100));
    solver.terminate();
    await expectFailure(pending, "terminate");
  });

  test("twice, and with nothing pending, is nothing", async () => {
    const solver = await startWith([]);
    solver.terminate();
    solver.terminate();
    await expect(solver.selectSettings(hd)).resolves.toMatchObject({ ok: true });
  });

  test("rejects what waits for a worker that is being started", async () => {
    const solver = await startWith([undefined, { at: "load", how: "silence" }]);
    solver.terminate();
    const pending = solver.selectSettings(hd);
    await new Promise((resolve) => setTimeout(resolve, 50));
    solver.terminate();
    await expectFailure(pending, "terminate");
    await expect(solver.selectSettings(hd)).resolves.toMatchObject({ ok: true });
  });

  test("rejects what waits for a worker that is being opened, and leaves no worker behind", async () => {
    const workers: Worker[] = [];
    let open: (() => void) | undefined;
    const solver = await start({
      worker: async () => {
        if (workers.length > 0) await new Promise<void>((resolve) => (open = resolve));
        const worker = sound();
        workers.push(worker);
        opened.push(worker);
        return worker;
      },
    });
    solver.terminate();
    const pending = solver.selectSettings(hd);
    while (open === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
    solver.terminate();
    open();
    await expectFailure(pending, "terminate");
    const late = workers[1];
    // A thread that has ended has no id.
    for (let i = 0; i < 200 && late?.threadId !== -1; i++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(late?.threadId).toBe(-1);
  });
});
