/** The joint choice in a worker: the answers of the thread, and what a worker that fails makes of a call. */
import type { Worker } from "node:worker_threads";
import { createJointSolver } from "../../bindings/solver/create-joint-solver.js";
import type { JointSolver } from "../../bindings/solver/joint-solver.js";
import type { SourceDescription } from "../../bindings/solver/types.js";
import type { WorkerSolver, WorkerSolverOptions } from "../../bindings/solver/worker-solver.js";
import { type Fault, faulty, hd, loadBuilt, microphone, sound } from "./sources.js";

const properties = { zoom: { type: "double", acceptsBoolean: true }, torch: "boolean" } as const;
const zoom: SourceDescription = {
  ...hd,
  deviceId: "zoom",
  capabilities: { zoom: { min: 1, max: 8 }, torch: true },
};

const requests: [SourceDescription, object[]][] = [
  [hd, [{}]],
  [
    hd,
    [{ width: 1280 }, { height: { max: 480 } }, { frameRate: { exact: 24 }, resizeMode: { exact: "none" } }],
  ],
  [
    hd,
    [
      { width: { min: 1280 }, resizeMode: { exact: "none" } },
      { height: { exact: 480 }, resizeMode: { exact: "none" } },
    ],
  ],
  [hd, [{ width: { min: 3000 } }, {}]],
  [hd, [{}, { width: { min: 3000 } }]],
  [hd, [{ advanced: [{ width: 1280, resizeMode: "none" }] }, { advanced: [{ frameRate: 60 }] }]],
  [zoom, [{ zoom: 3 }, { zoom: { max: 2 }, torch: { exact: true } }]],
  [zoom, [{ zoom: { min: 3 } }, { zoom: { max: 2 } }]],
  [microphone, [{ echoCancellation: { exact: true } }, { channelCount: 2 }]],
  [microphone, [{ echoCancellation: { exact: true } }, { channelCount: { exact: 2 } }]],
];

const solvers: WorkerSolver[] = [];
const opened: Worker[] = [];

async function start(options: WorkerSolverOptions = {}): Promise<WorkerSolver> {
  const solver = await (await loadBuilt()).createWorkerSolver({ properties, ...options });
  solvers.push(solver);
  return solver;
}

/** A solver whose first worker fails when it is asked for a joint choice. */
function startWith(how: Fault["how"], deadline = 20_000): Promise<WorkerSolver> {
  let isFirst = true;
  return start({
    deadline,
    worker: () => {
      const worker = isFirst ? faulty({ at: "selectJointly", how }) : sound();
      isFirst = false;
      opened.push(worker);
      return worker;
    },
  });
}

afterAll(async () => {
  for (const solver of solvers) solver.terminate();
  await Promise.all(opened.map((worker) => worker.terminate()));
});

describe("the joint choice in a worker", () => {
  let thread: JointSolver;
  let worker: WorkerSolver;
  beforeAll(async () => {
    thread = await createJointSolver({ properties });
    worker = await start();
  });

  test.each(requests)("answers as in the thread, request %#", async (source, tracks) => {
    const expected = thread.selectJointly(source, tracks);
    expect(worker.place).toBe("worker");
    await expect(worker.selectJointly(source, tracks)).resolves.toEqual(expected);
    const prepared = await worker.prepare(source);
    await expect(worker.selectJointly(prepared, tracks)).resolves.toEqual(expected);
    prepared.release();
  });

  test("the JavaScript build, by name", async () => {
    const javascript = await start({ build: "javascript" });
    for (const [source, tracks] of requests) {
      await expect(javascript.selectJointly(source, tracks)).resolves.toEqual(
        thread.selectJointly(source, tracks),
      );
    }
  });

  test("where no worker can be started, in this thread", async () => {
    const local = await start({
      worker: () => {
        throw new Error("forbidden by a policy");
      },
    });
    expect(local.place).toBe("thread");
    for (const [source, tracks] of requests) {
      await expect(local.selectJointly(source, tracks)).resolves.toEqual(
        thread.selectJointly(source, tracks),
      );
    }
  });

  test("what is asked at the same time, each to its asker", async () => {
    const prepared = await worker.prepare(hd);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        worker.selectJointly(prepared, [{ width: { exact: 100 + i } }, { width: { exact: 300 + i } }]),
      ),
    );
    expect(answers.map((answer) => answer.ok && answer.fits.map(({ settings }) => settings.width))).toEqual(
      Array.from({ length: 40 }, (_, i) => [100 + i, 300 + i]),
    );
    prepared.release();
  });

  test("bad arguments reject with TypeErrors of the caller's realm", async () => {
    const cases: [() => Promise<unknown>, string][] = [
      [() => worker.selectJointly(hd, []), "tracks must be a non-empty list of constraints, got an array."],
      [
        () => worker.selectJointly(hd, [{}, { frameRate: NaN }]),
        "tracks[1].frameRate must be a finite number, got NaN.",
      ],
      [
        () => worker.selectJointly({} as SourceDescription, [{}]),
        'source.kind must be "videoinput" or "audioinput", got undefined.',
      ],
    ];
    for (const [act, message] of cases) await expect(act()).rejects.toEqual(new TypeError(message));
    const prepared = await worker.prepare(hd);
    prepared.release();
    await expect(worker.selectJointly(prepared, [{}])).rejects.toEqual(
      new TypeError("source must be prepared by this solver and not released."),
    );
  });
});

describe("a worker that fails at a joint choice", () => {
  test.each<[how: Fault["how"], reason: string, deadline: number]>([
    ["throw", "crash", 20_000],
    ["exit", "crash", 20_000],
    ["hang", "deadline", 1000],
    ["silence", "deadline", 1000],
  ])(
    "%s: rejected with reason %s; the next call works, the sources intact",
    async (how, reason, deadline) => {
      const { SolverWorkerError } = await loadBuilt();
      const solver = await startWith(how, deadline);
      const camera = await solver.prepare(hd);
      const error: unknown = await solver.selectJointly(camera, [{}, {}]).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SolverWorkerError);
      expect(error).toMatchObject({ name: "SolverWorkerError", reason });
      await expect(solver.selectJointly(camera, [{ width: 1280 }, {}])).resolves.toMatchObject({
        ok: true,
        nativeMode: { width: 1280 },
      });
      expect(solver.place).toBe("worker");
    },
  );
});
