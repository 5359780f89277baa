/** Time as the objects of this package know it: real, or stepped by hand. */
export interface Clock {
  /** Milliseconds since some fixed moment; never goes back. */
  now(): number;
  /** Calls back once, after `delay` milliseconds; the answer is for `clearTimeout`. */
  setTimeout(callback: () => void, delay: number): number;
  /** Does nothing for a number that is not pending. */
  clearTimeout(timer: number): void;
}
