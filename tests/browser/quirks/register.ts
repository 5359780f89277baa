/** Faults of browsers that this package works around: QUIRKS.md is written from here by scripts/quirks.mjs. */
import type { BrowserName } from "../drivers/index.js";
import { departures, type Departure } from "../media-elements/departures.js";
import { observed } from "./observed.js";
import type { Quirk } from "./quirk.js";

const OF_ELEMENTS = "tests/browser/media-elements/departures.test.ts";

/** Media elements' faults, which have their words and tests in tests/browser/media-elements. */
const elements: readonly (readonly [number: number, observe: Departure["observe"]])[] = [
  [28, "inactive"],
  [29, "inaudible"],
  [30, "endState"],
  [31, "playAfterEnd"],
  [32, "twoEnds"],
  [33, "pictureAfterEnd"],
  [34, "pictureBehind"],
  [35, "neverActive"],
  [36, "pausedTimeline"],
  [37, "start"],
  [38, "data"],
  [39, "secondPicture"],
  [40, "playedAtFirst"],
  [41, "playedByAutoplay"],
  [42, "positionBefore"],
  [43, "positionAtFirst"],
  [44, "seeks"],
  [45, "ranges"],
  [46, "rates"],
];

/** All, by number. */
export const quirks: readonly Quirk[] = [
  ...observed,
  ...elements.map(([number, observe]): Quirk => {
    const departure = departures.find((other) => other.observe === observe);
    if (!departure?.wrong) throw new Error(`${observe} must be a departure that is repaired.`);
    const { fault, instead, wrong } = departure;
    return { number, fault, instead, wrong, test: OF_ELEMENTS };
  }),
].sort((a, b) => a.number - b.number);

/** Departures of media elements that are repaired and have no number. */
export const unnumbered: readonly string[] = departures
  .filter(({ wrong, observe }) => wrong && elements.every(([, numbered]) => numbered !== observe))
  .map(({ fault }) => fault);

/** The browsers that have a quirk. */
export function browsersOf({ wrong }: Quirk): readonly BrowserName[] {
  return Object.keys(wrong) as BrowserName[];
}
