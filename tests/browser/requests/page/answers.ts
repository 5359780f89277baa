/** What the page tells of a request's answer. */
import type { Size } from "./screen.js";

/** The settings of the track that came, and what it delivered. */
export interface Granted {
  readonly settings: Readonly<Record<string, unknown>>;
  /** The size of its frames, where it was looked at. */
  readonly size?: Size;
  /** Its frames per second, where they were counted. */
  readonly rate?: number;
  /** The same of a track that has nothing to do with this package, at the same time on the same machine. */
  readonly plainRate?: number;
  /** How often both were counted: a burst of other work may hit one of them alone. */
  readonly rounds?: number;
}

/** The error that came instead. */
export interface Refused {
  readonly error: string;
  readonly constraint?: string;
  readonly message: string;
}

export type Answer = Granted | Refused;

/** What is asked of the page. */
export interface Question {
  /** `toPortable()` of the `video` member. */
  readonly video: unknown;
  /** Frames are looked at where they are no larger than so many pixels, a number that JSON has. */
  readonly mostPixels: number;
  /** How long the right size is waited for after the first frame, in milliseconds. */
  readonly patience: number;
  readonly isCounted: boolean;
  /** Whether the settings count that are told when frames have come: some browsers know none before. */
  readonly isLate: boolean;
}

/**
 * Whether frames come at the rate told, as far as can be said where a machine shows a plain track at `plainRate`: at least half
 * of the lesser, and no more than are told.
 */
export function isAtRate(rate: number, plainRate: number, frameRate: number): boolean {
  // A machine that shows nothing says nothing.
  return plainRate > 0 && rate > 0.5 * Math.min(frameRate, plainRate) && rate < 1.15 * frameRate;
}

/** Whether there was an error. */
export function isRefused(answer: Answer): answer is Refused {
  return "error" in answer;
}
