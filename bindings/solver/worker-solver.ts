/** The solver in a worker: the same methods, answered by promises. */
import type {
  NoRegistrations,
  PropertyRegistrations,
  TrackConstraints,
} from "../constrainable/constraint-types.js";
import { createRegistry } from "../constrainable/registration.js";
import type { PropertyRegistry } from "../constrainable/registry.js";
import { reject } from "./argument-errors.js";
import type { SolverOptions } from "./create-solver.js";
import type { Common } from "./create-worker-solver.js";
import { dispose } from "./dispose.js";
import { convertTracks } from "./joint-tracks.js";
import type { JointFit, JointMisfit } from "./joint-types.js";
import { nameConstraints, SolverService, type SourceReference } from "./service.js";
import type { ReadSource } from "./source-description.js";
import type { Fit, Misfit, RankedSource, SourceDescription } from "./types.js";
import { SolverWorkerError, type AnyWorker } from "./solver-worker-error.js";
import { openWorker, WorkerConnection } from "./worker-connection.js";

const LONGEST_DEADLINE = 2 ** 31 - 1;

/** Options of `createWorkerSolver()`. */
export interface WorkerSolverOptions<
  Registrations extends PropertyRegistrations = PropertyRegistrations,
> extends SolverOptions<Registrations> {
  /** How long a call may take before its worker is given up, in milliseconds; 30,000 by default. */
  deadline?: number;
  /**
   * Opens the worker, for bundlers and hosts that must do it themselves:
   * `() => new Worker(new URL("trackfit/worker", import.meta.url), { type: "module" })`.
   */
  worker?: () => AnyWorker | Promise<AnyWorker>;
}

const identity = Symbol("identity");
const forget = Symbol("forget");
const start = Symbol("start");

/** A source kept in the worker, and kept again in the next one should the worker fail. */
export class RemotePreparedSource<Registrations extends PropertyRegistrations = NoRegistrations> {
  /** The description it was prepared from. */
  readonly description: SourceDescription;
  #solver: WorkerSolver<Registrations>;
  #id: number;

  /** Prepared sources come from `solver.prepare()`. */
  constructor(solver: WorkerSolver<Registrations>, description: SourceDescription, id: number) {
    this.#solver = solver;
    this.description = description;
    this.#id = id;
  }

  /** As `PreparedSource.selectSettings()`; also rejects with SolverWorkerError. */
  selectSettings(constraints?: TrackConstraints<Registrations>): Promise<Fit | Misfit> {
    return this.#solver.selectSettings(this, constraints);
  }

  /** Frees the source. Releasing twice does nothing more. */
  release(): void {
    this.#solver[forget](this.#id);
  }

  [dispose](): void {
    this.release();
  }

  /** Its number, for the solver it was prepared by. */
  [identity](solver: unknown): number {
    if (solver !== this.#solver)
      throw new TypeError("source must be prepared by this solver and not released.");
    return this.#id;
  }
}

/** What may be asked: a description, or one that this solver has prepared. */
export type RemoteSource<Registrations extends PropertyRegistrations = NoRegistrations> =
  SourceDescription | RemotePreparedSource<Registrations>;

type Ask<T> = (
  service: Pick<SolverService, "prepare" | "release" | "select" | "selectJointly">,
) => T | Promise<T>;

function terminated(): SolverWorkerError {
  return new SolverWorkerError("terminate", "The solver's worker was terminated.");
}

/** The solver in a worker. Made by `createWorkerSolver()`. */
export class WorkerSolver<Registrations extends PropertyRegistrations = NoRegistrations> {
  #common: Common;
  #options: SolverOptions;
  #registry: PropertyRegistry;
  #deadline: number;
  #open: () => AnyWorker | Promise<AnyWorker>;
  #connection: Promise<WorkerConnection> | undefined;
  /** How often `terminate()` was called: what began before the last call is over. */
  #terminations = 0;
  /** Gives up a worker that is being opened. */
  #abandon: (() => void) | undefined;
  /** The worker being started or running. */
  #current: WorkerConnection | undefined;
  /** Where no worker can be had, the solver runs in this thread. */
  #local: SolverService | undefined;
  #prepared = new Map<number, ReadSource>();
  #lastId = 0;
  #forgotten = new FinalizationRegistry((id: number) => {
    this[forget](id);
  });

  /** Solvers come from `createWorkerSolver()`. */
  constructor(options: WorkerSolverOptions, common: Common) {
    this.#common = common;
    if (typeof options !== "object" || (options as unknown) === null || Array.isArray(options)) {
      reject("options", "an object", options);
    }
    const { properties, build, deadline = 30_000, worker = openWorker } = options;
    if (typeof deadline !== "number" || !(deadline > 0)) {
      reject("options.deadline", "when provided, a positive number of milliseconds", deadline);
    }
    if (typeof worker !== "function") reject("options.worker", "when provided, a function", worker);
    this.#registry = createRegistry(properties);
    this.#options = { ...(properties && { properties }), ...(build && { build }) };
    this.#deadline = Math.min(deadline, LONGEST_DEADLINE);
    this.#open = worker;
  }

  /** Where the solver runs: in a worker, or, where no worker can be had, in this thread. */
  get place(): "worker" | "thread" {
    return this.#local ? "thread" : "worker";
  }

  /** As `Solver.selectSettings()`; also rejects with SolverWorkerError. */
  async selectSettings(
    source: RemoteSource<Registrations>,
    constraints?: TrackConstraints<Registrations>,
  ): Promise<Fit | Misfit> {
    const [ranked] = await this.#select([source], constraints);
    if (!ranked) throw new SolverWorkerError("crash", "The solver's worker gave an empty answer.");
    return ranked.fit;
  }

  /** As `JointSolver.selectJointly()`; also rejects with SolverWorkerError. */
  async selectJointly(
    source: RemoteSource<Registrations>,
    tracks: readonly TrackConstraints<Registrations>[],
  ): Promise<JointFit | JointMisfit> {
    const converted = convertTracks(tracks, this.#registry, this.#common.convertTrackConstraints);
    const reference = this.#refer(source);
    return this.#call((service) => service.selectJointly(reference, converted.map(nameConstraints)));
  }

  /** As `Solver.prepare()`. The source stays prepared when a worker fails: the next one is given it too. */
  async prepare(description: SourceDescription): Promise<RemotePreparedSource<Registrations>> {
    const source = this.#common.readSource(description, this.#registry);
    const id = (this.#lastId += 1);
    await this.#call((service) => service.prepare(id, source));
    this.#prepared.set(id, source);
    const prepared = new RemotePreparedSource(this, description, id);
    this.#forgotten.register(prepared, id, prepared);
    return prepared;
  }

  /** As `Solver.rank()`; also rejects with SolverWorkerError. */
  async rank(
    sources: Iterable<RemoteSource<Registrations>>,
    constraints?: TrackConstraints<Registrations>,
  ): Promise<RankedSource[]> {
    if (!(sources as Partial<typeof sources> | undefined)?.[Symbol.iterator]) {
      reject("sources", "a list of sources", sources);
    }
    return this.#common.byRank(await this.#select([...sources], constraints));
  }

  /** Ends the worker; what is pending is rejected with SolverWorkerError. A later call starts a new worker. */
  terminate(): void {
    this.#terminations += 1;
    this.#connection = undefined;
    this.#abandon?.();
    this.#current?.fail(terminated());
  }

  /** For RemotePreparedSource. */
  [forget](id: number): void {
    if (!this.#prepared.delete(id)) return;
    if (this.#local) this.#local.release(id);
    // A worker that fails now forgets the source all the same.
    else this.#current?.call((service) => service.release(id), this.#deadline).catch(() => undefined);
  }

  /** Starts the first worker, or falls back to this thread. */
  async [start](): Promise<void> {
    try {
      await this.#connect();
    } catch (error) {
      if (!(error instanceof SolverWorkerError)) throw error;
      const { createJointEngine } = await import("./create-joint-solver.js");
      const local = new SolverService(createJointEngine);
      await local.start(this.#options, this.#prepared);
      this.#local = local;
    }
  }

  async #select(
    sources: readonly RemoteSource<Registrations>[],
    constraints: unknown,
  ): Promise<RankedSource[]> {
    const named = nameConstraints(this.#common.convertTrackConstraints(constraints, this.#registry));
    const references = sources.map((source) => this.#refer(source));
    const fits = await this.#call((service) => service.select(references, named));
    return sources.flatMap((source, i) => {
      const fit = fits[i];
      return fit
        ? [{ source: source instanceof RemotePreparedSource ? source.description : source, fit }]
        : [];
    });
  }

  #refer(source: RemoteSource<Registrations>): SourceReference {
    if (!(source instanceof RemotePreparedSource)) return this.#common.readSource(source, this.#registry);
    const id = source[identity](this);
    if (!this.#prepared.has(id))
      throw new TypeError("source must be prepared by this solver and not released.");
    return id;
  }

  async #call<T>(ask: Ask<T>): Promise<T> {
    if (this.#local) return ask(this.#local);
    const before = this.#terminations;
    const connection = await this.#connect();
    if (before !== this.#terminations) throw terminated();
    return connection.call(async (service) => ask(service as unknown as SolverService), this.#deadline);
  }

  /** The running worker, or a new one that has been given the prepared sources. */
  async #connect(): Promise<WorkerConnection> {
    this.#connection ??= this.#startWorker();
    const attempt = this.#connection;
    try {
      const connection = await attempt;
      if (!connection.failed) return connection;
    } catch (error) {
      if (this.#connection === attempt) this.#connection = undefined;
      throw error;
    }
    if (this.#connection === attempt) this.#connection = undefined;
    return this.#connect();
  }

  async #startWorker(): Promise<WorkerConnection> {
    const before = this.#terminations;
    let connection: WorkerConnection | undefined;
    try {
      const opening = new Promise<never>((_, reject) => {
        this.#abandon = () => {
          reject(terminated());
        };
      });
      opening.catch(() => undefined);
      const opened = Promise.resolve(this.#open()).then((worker) => new WorkerConnection(worker));
      // One that opens after it was given up is ended at once.
      opened.then(
        (late) => {
          if (before !== this.#terminations) late.fail(terminated());
        },
        () => undefined,
      );
      connection = await Promise.race([opened, opening]);
      this.#current = connection;
      await connection.call((service) => service.start(this.#options, this.#prepared), this.#deadline);
      return connection;
    } catch (cause) {
      if (cause instanceof SolverWorkerError && cause.reason === "terminate") throw cause;
      const why = cause instanceof Error ? cause.message : String(cause);
      const message = `The solver's worker did not start: ${why.replace(/\.$/, "")}.`;
      const error = new SolverWorkerError("start", message, { cause });
      connection?.fail(error);
      throw error;
    }
  }
}

/** Makes a solver in a worker and starts it; see `createWorkerSolver()`. */
export async function startWorkerSolver<Registrations extends PropertyRegistrations>(
  options: WorkerSolverOptions,
  common: Common,
): Promise<WorkerSolver<Registrations>> {
  const solver = new WorkerSolver<Registrations>(options, common);
  await solver[start]();
  return solver;
}
