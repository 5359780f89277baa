/** What the register tells of a fault. */
import type { BrowserName } from "../drivers/index.js";

/** The modules of page/ whose functions observe browsers. */
export interface Pages {
  audio: typeof import("./page/audio.js");
  canvas: typeof import("./page/canvas.js");
  devices: typeof import("./page/devices.js");
  frames: typeof import("./page/frames.js");
  video: typeof import("./page/video.js");
}

type Observation = { [M in keyof Pages]: readonly [module: M, name: keyof Pages[M] & string] }[keyof Pages];

/** A fault of browsers. Comments in bindings/ name it: `Quirk 1: Chromium, in words.` */
export interface Quirk {
  /** They stay what they are: the number of a fault that is gone is not given to another. */
  readonly number: number;
  readonly fault: string;
  /** What this package does about it. */
  readonly instead: string;
  /**
   * What browsers with the fault do by themselves. When one of them does something else, it may have been mended, and the
   * test that looks fails.
   */
  readonly wrong: Partial<Record<BrowserName, unknown>>;
  /** That test, from the root. */
  readonly test: string;
}

/** A quirk that tests here look for. */
export interface ObservedQuirk extends Quirk {
  /** A function of page/, run where nothing is installed. */
  readonly observe: Observation;
  /** What it gives in browsers without the fault. */
  readonly right?: Partial<Record<BrowserName, unknown>>;
}
