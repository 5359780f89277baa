/** Only has to compile: the public types of the solver take what they should and nothing else. */
/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters, @typescript-eslint/no-meaningless-void-operator,
   @typescript-eslint/no-unused-vars -- nothing here runs: values stand for their types */
import {
  createSolver,
  createWorkerSolver,
  type ConflictMember,
  type Fit,
  type Misfit,
  type NativeMode,
  type NoRegistrations,
  type PreparedSource,
  type RankedSource,
  type RemotePreparedSource,
  type Solver,
  type SolverOptions,
  type SourceDescription,
  SolverWorkerError,
  type WorkerFailure,
  type WorkerSolver,
} from "../../bindings/solver/index.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function expectType<T extends true>(): T | undefined {
  return undefined;
}

declare const solver: Solver;
declare const remote: WorkerSolver;
declare const camera: SourceDescription;
declare const track: MediaStreamTrack;
declare const constraints: MediaTrackConstraints;

export function fitAndMisfitAreToldApartByOk(answer: Fit | Misfit): void {
  expectType<Equal<(typeof answer)["ok"], boolean>>();
  // @ts-expect-error: there are settings only where something fits.
  void answer.settings;
  // @ts-expect-error: there is a conflict only where nothing fits.
  void answer.conflict;
  if (answer.ok) {
    expectType<Equal<typeof answer, Fit>>();
    const settings: MediaTrackSettings = answer.settings;
    void settings;
    // Two of the specification's fifteen that lib.dom lacks.
    const { resizeMode, latency } = answer.settings;
    expectType<Equal<typeof resizeMode, string | undefined>>();
    expectType<Equal<typeof latency, number | undefined>>();
    expectType<Equal<typeof answer.distance, number>>();
    expectType<Equal<typeof answer.advanced, boolean[]>>();
    expectType<Equal<typeof answer.nativeMode, NativeMode | undefined>>();
    // @ts-expect-error: a fit has no conflict.
    void answer.conflict;
  } else {
    expectType<Equal<typeof answer, Misfit>>();
    expectType<Equal<typeof answer.failedConstraint, string>>();
    expectType<Equal<typeof answer.conflict, ConflictMember[]>>();
    expectType<Equal<ConflictMember["bound"], "min" | "max" | "exact">>();
    expectType<Equal<ConflictMember["value"], unknown>>();
    expectType<Equal<typeof answer.message, string>>();
    // @ts-expect-error: a misfit has no distance.
    void answer.distance;
  }
}

export function anyDescriptionOfTheDesignIsOne(): SourceDescription[] {
  return [
    { kind: "audioinput", deviceId: "" },
    {
      kind: "videoinput",
      deviceId: "a",
      groupId: "g",
      label: "Camera",
      facingMode: ["user", "left"],
      modes: [
        { width: 1, height: 1, frameRates: [30, 60] },
        { width: 1, height: 1, frameRates: { min: 1, max: 30 }, format: "NV12" },
      ],
      resizeModes: ["none", "crop-and-scale"],
      frameRates: "integral",
      capabilities: {
        zoom: { min: 1, max: 10, step: 0.1 },
        torch: true,
        whiteBalanceMode: ["manual"],
        iso: 100,
      },
      alternatives: [{ channelCount: { min: 1, max: 1 } }, {}],
      defaults: { width: 640, zoom: 2, torch: false },
    },
    { kind: "videoinput", deviceId: "a", facingMode: "user" },
    // What a browser tells of a track, as it is.
    {
      kind: "videoinput",
      deviceId: "b",
      capabilities: track.getCapabilities(),
      alternatives: [track.getCapabilities()],
      defaults: track.getSettings(),
    },
  ];
}

export const wrongDescriptions: SourceDescription[] = [
  // @ts-expect-error: a source has an id.
  { kind: "videoinput" },
  // @ts-expect-error: outputs are no sources.
  { kind: "audiooutput", deviceId: "a" },
  // @ts-expect-error: sizes are numbers.
  { kind: "videoinput", deviceId: "a", modes: [{ width: "640", height: 480, frameRates: [30] }] },
  // @ts-expect-error: rates are a list or a range.
  { kind: "videoinput", deviceId: "a", modes: [{ width: 640, height: 480, frameRates: 30 }] },
  // @ts-expect-error: a mode has rates.
  { kind: "videoinput", deviceId: "a", modes: [{ width: 640, height: 480 }] },
  // @ts-expect-error: no such resize mode.
  { kind: "videoinput", deviceId: "a", resizeModes: ["stretch"] },
  // @ts-expect-error: no such rule for rates.
  { kind: "videoinput", deviceId: "a", frameRates: "all" },
  // @ts-expect-error: no such member.
  { kind: "videoinput", deviceId: "a", mode: [] },
  // @ts-expect-error: left out is not undefined.
  { kind: "videoinput", deviceId: "a", groupId: undefined },
  // @ts-expect-error: defaults are values, not ranges.
  { kind: "videoinput", deviceId: "a", defaults: { zoom: { min: 1 } } },
];

export function askingInThisThread(): void {
  expectType<Equal<ReturnType<typeof createSolver<NoRegistrations>>, Promise<Solver>>>();
  expectType<Equal<ReturnType<Solver["prepare"]>, PreparedSource>>();
  const prepared = solver.prepare(camera);
  const answers = [
    solver.selectSettings(camera),
    solver.selectSettings(prepared, {}),
    solver.selectSettings(camera, constraints),
    solver.selectSettings(camera, track.getConstraints()),
    solver.selectSettings(camera, { resizeMode: { exact: "none" }, advanced: [{ resizeMode: "none" }] }),
    solver.selectSettings(camera, { latency: { max: 0.02 } }),
    prepared.selectSettings({
      width: { min: 640, ideal: 1280 },
      facingMode: ["user"],
      advanced: [{ aspectRatio: 4 / 3 }],
    }),
  ];
  expectType<Equal<typeof answers, (Fit | Misfit)[]>>();
  const ranked = solver.rank([camera, prepared], constraints);
  solver.rank(new Set([camera]));
  expectType<Equal<typeof ranked, RankedSource[]>>();
  expectType<Equal<RankedSource["source"], SourceDescription>>();
  expectType<Equal<RankedSource["fit"], Fit | Misfit>>();
  expectType<Equal<typeof prepared.description, SourceDescription>>();
  prepared.release();
  {
    using scoped = solver.prepare(camera);
    scoped.selectSettings();
  }
  // @ts-expect-error: a description is written once.
  prepared.description = camera;
  // @ts-expect-error: no source.
  solver.selectSettings();
  // @ts-expect-error: no constraint of this type.
  solver.selectSettings(camera, { width: "wide" });
  // @ts-expect-error: true is for getUserMedia.
  solver.selectSettings(camera, true);
  // @ts-expect-error: advanced sets are a list.
  solver.selectSettings(camera, { advanced: {} });
  // @ts-expect-error: one source is no list.
  solver.rank(camera);
  // @ts-expect-error: a source is not prepared twice.
  solver.prepare(prepared);
}

export async function askingAWorker(): Promise<void> {
  expectType<Equal<ReturnType<typeof createWorkerSolver<NoRegistrations>>, Promise<WorkerSolver>>>();
  const prepared = await remote.prepare(camera);
  expectType<Equal<typeof prepared, RemotePreparedSource>>();
  expectType<Equal<ReturnType<typeof prepared.selectSettings>, Promise<Fit | Misfit>>>();
  expectType<Equal<ReturnType<WorkerSolver["rank"]>, Promise<RankedSource[]>>>();
  expectType<Equal<WorkerSolver["place"], "worker" | "thread">>();
  await remote.selectSettings(prepared, constraints);
  await remote.rank([prepared, camera]);
  remote.terminate();
  prepared.release();
  // @ts-expect-error: answers of a worker are promises.
  void remote.selectSettings(camera).ok;
  // @ts-expect-error: a source prepared in the thread is of no use in a worker.
  await remote.selectSettings(solver.prepare(camera));
  // @ts-expect-error: and the other way round.
  solver.selectSettings(prepared);
}

export async function options(): Promise<void> {
  await createSolver({});
  await createSolver({
    build: "javascript",
    properties: { zoom: "double", torch: { type: "boolean", kinds: ["videoinput"] } },
  });
  await createWorkerSolver({ deadline: 5, worker: () => new Worker("worker.js", { type: "module" }) });
  const asked: SolverOptions = { properties: { pan: { type: "double", acceptsBoolean: true, default: 0 } } };
  await createWorkerSolver(asked);
  // @ts-expect-error: no such build.
  await createSolver({ build: "asm" });
  // @ts-expect-error: no such type.
  await createSolver({ properties: { zoom: "float" } });
  // @ts-expect-error: a registration has a type.
  await createSolver({ properties: { zoom: { acceptsBoolean: true } } });
  // @ts-expect-error: only workers have deadlines.
  await createSolver({ deadline: 5 });
  // @ts-expect-error: milliseconds are a number.
  await createWorkerSolver({ deadline: "5" });
  // @ts-expect-error: a worker is opened by a function.
  await createWorkerSolver({ worker: new Worker("worker.js") });
}

export function failures(error: unknown): WorkerFailure | undefined {
  if (!(error instanceof SolverWorkerError)) return undefined;
  expectType<Equal<typeof error.reason, "start" | "crash" | "deadline" | "terminate">>();
  expectType<Equal<typeof error.name, "SolverWorkerError">>();
  // @ts-expect-error: no such reason.
  if (error.reason === "timeout") return undefined;
  return error.reason;
}
