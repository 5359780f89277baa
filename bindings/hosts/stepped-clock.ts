/** Time that passes only when told to. */
import { reject } from "../solver/argument-errors.js";
import type { Clock } from "./clock.js";

/** As many reactions of promises as may follow from each other between two timers. */
const TURNS = 100;
/** More timers than this at one moment set each other without end. */
const MOST_AT_ONCE = 100_000;

interface Timer {
  readonly id: number;
  readonly due: number;
  readonly callback: () => void;
}

/**
 * A clock that is stepped by hand, for tests without waiting. Time moves from one due timer exactly to the next, and
 * nothing else moves it. Timers run in the order of their times, those of the same time in the order they were set in.
 */
export class SteppedClock implements Clock {
  #now: number;
  #ids = 0;
  /** Soonest last, so that it is popped. */
  readonly #timers: Timer[] = [];
  #atOnce = 0;
  #last: Promise<void> = Promise.resolve();

  /** Begins at `start`, in milliseconds; TypeError where that is no finite number. */
  constructor(start = 0) {
    this.#now = Number.isFinite(start) ? start : reject("start", "a finite number", start);
  }

  /** In milliseconds. */
  now(): number {
    return this.#now;
  }

  /** Calls back once, after `delay` milliseconds; what is no delay is none, as with the platform's timers. */
  setTimeout(callback: () => void, delay: number): number {
    this.#ids += 1;
    const timer: Timer = { id: this.#ids, due: this.#now + Math.max(0, delay || 0), callback };
    let place = this.#timers.length;
    while (place > 0 && (this.#timers[place - 1]?.due ?? Infinity) <= timer.due) place -= 1;
    this.#timers.splice(place, 0, timer);
    return timer.id;
  }

  /** Does nothing for a number that is not pending. */
  clearTimeout(timer: number): void {
    const place = this.#timers.findIndex(({ id }) => id === timer);
    if (place >= 0) this.#timers.splice(place, 1);
  }

  /** How many timers are pending. */
  get pending(): number {
    return this.#timers.length;
  }

  /**
   * Lets so many milliseconds pass and runs the timers that come due, those set meanwhile too. Before the first and
   * after each of them promises settle: chains of up to 100 reactions are run to their end. What waits for the
   * platform's own tasks (its timers, messages from workers) is not waited for.
   * Calls that overlap run one after the other. Rejects with a TypeError for what is no length of time, and, when all
   * timers have run, with what one of them threw (an AggregateError of several).
   */
  async advance(milliseconds: number): Promise<void> {
    const length = lengthOfTime(milliseconds);
    const run = this.#last.then(async () => {
      const target = this.#now + length;
      const thrown: unknown[] = [];
      do await settle();
      while (this.#step(target, thrown));
      report(thrown);
    });
    this.#last = run.catch(() => undefined);
    return run;
  }

  /**
   * Lets so many milliseconds pass as `advance` does, but without a pause: no promise settles meanwhile. For benchmarks
   * and for code without promises. Throws what `advance` rejects with.
   */
  advanceSync(milliseconds: number): void {
    const target = this.#now + lengthOfTime(milliseconds);
    const thrown: unknown[] = [];
    while (this.#step(target, thrown)) continue;
    report(thrown);
  }

  /** Runs the next timer that is due by the target; if there is none, the target is reached. */
  #step(target: number, thrown: unknown[]): boolean {
    const timer = this.#timers.at(-1);
    if (!timer || timer.due > target) {
      this.#moveTo(target);
      this.#atOnce = 0;
      return false;
    }
    this.#timers.pop();
    this.#moveTo(timer.due);
    this.#atOnce += 1;
    if (this.#atOnce > MOST_AT_ONCE) {
      this.#atOnce = 0;
      throw new Error(
        `More than ${MOST_AT_ONCE} timers ran at ${this.#now} ms: they set each other without end.`,
      );
    }
    try {
      timer.callback();
    } catch (error) {
      thrown.push(error);
    }
    return true;
  }

  #moveTo(time: number): void {
    if (time <= this.#now) return;
    this.#now = time;
    this.#atOnce = 0;
  }
}

function lengthOfTime(milliseconds: number): number {
  return Number.isFinite(milliseconds) && milliseconds >= 0
    ? milliseconds
    : reject("milliseconds", "a finite number from 0", milliseconds);
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await Promise.resolve();
}

function report(thrown: readonly unknown[]): void {
  if (thrown.length > 1) throw new AggregateError(thrown, `${thrown.length} timers threw.`);
  if (thrown.length === 1) throw thrown[0];
}

/** A clock that stands still at `start` milliseconds until it is advanced. */
export function steppedClock(start = 0): SteppedClock {
  return new SteppedClock(start);
}
