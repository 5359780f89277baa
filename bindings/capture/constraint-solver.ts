/** The solver as the capture objects use it: in this thread or in a worker, made when it is needed first. */
import type { PropertyRegistrations, TrackConstraints } from "../constrainable/constraint-types.js";
import type { HostDescription } from "../hosts/host.js";
import { createWorkerSolver, SolverWorkerError } from "../solver/index.js";
import type { JointFit, JointMisfit } from "../solver/joint-types.js";
import { createJointSolver } from "../solver/load-joint-solver.js";
import type { Fit, Misfit, SourceDescription } from "../solver/types.js";
import { withoutAliases } from "./aliases.js";

/** What answers, at once or by a promise. */
interface AnySolver {
  selectSettings(
    source: SourceDescription,
    constraints: TrackConstraints,
  ): Fit | Misfit | Promise<Fit | Misfit>;
  selectJointly(
    source: SourceDescription,
    tracks: readonly TrackConstraints[],
  ): JointFit | JointMisfit | Promise<JointFit | JointMisfit>;
  /** Ends its worker; a later question starts another one. */
  terminate?(): void;
}

/** How many answers are kept. */
const MOST_ANSWERS = 64;

/** Chooses settings for one source, of one track or of all its tracks together. */
export class ConstraintSolver {
  #create: () => Promise<AnySolver>;
  #solver: Promise<AnySolver> | undefined;
  #isClosed = false;
  /** How many questions wait for their answers. */
  #pending = 0;
  /** Answers by their questions, the latest last: the same question has the same answer, and a worker is far. */
  #answers = new Map<string, Promise<JointFit | JointMisfit>>();

  /** `properties` are those beyond the specification's; `worker` has a worker answer. */
  constructor(properties: PropertyRegistrations, worker: boolean) {
    const options = Object.keys(properties).length === 0 ? {} : { properties };
    this.#create = () => (worker ? createWorkerSolver(options) : createJointSolver(options));
  }

  /** Media Capture and Streams, 11.1, SelectSettings. */
  selectSettings(source: HostDescription, constraints: TrackConstraints): Promise<Fit | Misfit> {
    return this.#ask((solver) => solver.selectSettings(source, withoutAliases(constraints, source)));
  }

  /** The same for the tracks of one source together; the first one asks. The answer is not to be changed. */
  selectJointly(
    source: HostDescription,
    asked: readonly TrackConstraints[],
  ): Promise<JointFit | JointMisfit> {
    const tracks = asked.map((constraints) => withoutAliases(constraints, source));
    const question = JSON.stringify([source, tracks]);
    const answer = this.#answers.get(question) ?? this.#ask((solver) => solver.selectJointly(source, tracks));
    this.#answers.delete(question);
    this.#answers.set(question, answer);
    answer.catch(() => this.#answers.delete(question));
    const [oldest] = this.#answers.keys();
    if (oldest !== undefined && this.#answers.size > MOST_ANSWERS) this.#answers.delete(oldest);
    return answer;
  }

  /** From now on, a worker lasts only as long as there are questions. */
  close(): void {
    this.#isClosed = true;
    this.#endIfIdle();
  }

  async #ask<T>(question: (solver: AnySolver) => T | Promise<T>): Promise<T> {
    this.#pending += 1;
    try {
      return await this.#answer(question);
    } finally {
      this.#pending -= 1;
      this.#endIfIdle();
    }
  }

  #endIfIdle(): void {
    if (!this.#isClosed || this.#pending > 0) return;
    this.#solver?.then(
      (solver) => {
        if (this.#pending === 0) solver.terminate?.();
      },
      () => undefined,
    );
  }

  async #answer<T>(question: (solver: AnySolver) => T | Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await question(await this.#make());
      } catch (error) {
        // A worker that died has been replaced; a question that kills two of them is not put to a third.
        if (error instanceof SolverWorkerError && attempt === 0) continue;
        if (error instanceof SolverWorkerError) throw new DOMException(error.message, "AbortError");
        throw error;
      }
    }
  }

  /** The solver, which is made once; where that fails, the next question tries again. */
  #make(): Promise<AnySolver> {
    this.#solver ??= this.#create().catch((error: unknown) => {
      this.#solver = undefined;
      throw error;
    });
    return this.#solver;
  }
}
