/** Time as it passes. */
import type { Clock } from "./clock.js";

/** Longer delays make the platform's timers fire at once. */
const LONGEST = 2147483647;

type PlatformTimer = ReturnType<typeof globalThis.setTimeout>;

/**
 * The clock of the platform: `performance.now` and `setTimeout`, looked up on every call, so that a test runner's fake
 * timers are obeyed. As Node's own timers do, a pending one keeps the process alive, unless it was given to
 * `inBackground`.
 */
export class RealClock implements Clock {
  readonly #pending = new Map<number, PlatformTimer>();
  readonly #background = new Set<number>();
  #timers = 0;

  /** Milliseconds since the platform's time origin, with fractions. */
  now(): number {
    return performance.now();
  }

  /** Calls back once, `delay` milliseconds from now or later, never earlier; delays may be of any length. */
  setTimeout(callback: () => void, delay: number): number {
    this.#timers += 1;
    const timer = this.#timers;
    this.#wait(timer, callback, this.now() + Math.max(0, delay || 0));
    return timer;
  }

  /** Does nothing for a number that is not pending. */
  clearTimeout(timer: number): void {
    globalThis.clearTimeout(this.#pending.get(timer));
    this.#pending.delete(timer);
    this.#background.delete(timer);
  }

  /** Lets a Node process end although the timer is pending. */
  unref(timer: number): void {
    const pending = this.#pending.get(timer);
    if (pending === undefined) return;
    this.#background.add(timer);
    unreference(pending);
  }

  #wait(timer: number, callback: () => void, due: number): void {
    const elapsed = (): void => {
      // Node cuts fractions off, and what is too long is waited for in parts.
      if (this.now() < due) {
        this.#wait(timer, callback, due);
        return;
      }
      this.#pending.delete(timer);
      this.#background.delete(timer);
      callback();
    };
    const remaining = Math.min(LONGEST, Math.ceil(due - this.now()));
    const pending = globalThis.setTimeout(elapsed, remaining);
    if (this.#background.has(timer)) unreference(pending);
    this.#pending.set(timer, pending);
  }
}

/** Node's timers are objects, those of pages and workers are numbers. */
function unreference(timer: unknown): void {
  if (typeof timer === "object") (timer as { unref?: () => void } | null)?.unref?.();
}

/** The clock of the platform. */
export function realClock(): RealClock {
  return new RealClock();
}

/**
 * Lets a Node process end although a timer is pending: for what nobody waits for, such as switching an indicator off.
 * Does nothing on clocks whose timers keep no process alive.
 */
export function inBackground(clock: Clock, timer: number): void {
  if (clock instanceof RealClock) clock.unref(timer);
}
