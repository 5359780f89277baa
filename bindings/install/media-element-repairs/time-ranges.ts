import { internal } from "../../capture/web-idl.js";
import { TimeRanges } from "../../sinks/media-element/time-ranges.js";
import type { RepairedWindow } from "./engine.js";

/** A TimeRanges object of a window with the range from 0 to `end` seconds, or with none. */
export function timeRanges(window: RepairedWindow, end?: number): globalThis.TimeRanges {
  const ranges = new TimeRanges(internal, end);
  const members = {
    length: ranges.length,
    start: (...values: [number]) => ranges.start(...values),
    end: (...values: [number]) => ranges.end(...values),
  };
  // No script can make one, so this has the members that its prototype has for those of the browser.
  return Object.create(
    window.TimeRanges.prototype,
    Object.getOwnPropertyDescriptors(members),
  ) as globalThis.TimeRanges;
}
