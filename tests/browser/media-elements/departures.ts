/** Where browsers depart from Media Capture and Streams, 6, and from what HTML has for it. */
import type { BrowserName } from "../drivers/index.js";

/** A departure. */
export interface Departure {
  /** What is wrong, in the words of the comments in bindings/. */
  readonly fault: string;
  /** What the repairs do about it; or, where they leave it, why. */
  readonly instead: string;
  /** The function of pages/faults.ts that tells of it. */
  readonly observe: keyof typeof import("./pages/faults.js");
  /** What it tells in the browsers that are repaired. When it tells something else of them, they may have been mended. */
  readonly wrong?: Partial<Record<BrowserName, unknown>>;
  /** What it tells in browsers with the fault that are left as they are. */
  readonly left?: Partial<Record<BrowserName, unknown>>;
  /** What it tells in the others, and where it is repaired. */
  readonly right: unknown;
  /** Unrepaired browsers that may crash when it is looked at, in place of telling what is wrong. */
  readonly dangerous?: readonly BrowserName[];
}

/** All that were found. */
export const departures: readonly Departure[] = [
  {
    fault: "Playback does not end when a stream has become inactive.",
    instead: "The element is held, as if it had ended, until the stream is active and to be played.",
    observe: "inactive",
    wrong: { chromium: { isTold: false, ended: false, paused: false } },
    right: { isTold: true, ended: true, paused: true },
  },
  {
    fault: "An audio element does not end when its stream has become inaudible.",
    instead: "It ends as others do.",
    observe: "inaudible",
    wrong: {
      chromium: { isTold: false, ended: false, paused: false },
      webkit: { isTold: false, ended: false, paused: false },
    },
    right: { isTold: true, ended: true, paused: true },
  },
  {
    fault: "readyState, duration and size of an element that has ended are not those of one that has.",
    instead: "They are HAVE_CURRENT_DATA, where playback ended, and the last picture's.",
    observe: "endState",
    wrong: {
      chromium: { readyState: 4, isFinite: false, size: "64x48" },
      webkit: { readyState: 3, isFinite: false, size: "0x0" },
    },
    right: { readyState: 2, isFinite: true, size: "64x48" },
  },
  {
    fault: "play() is fulfilled, and time passes, though there is nothing to play.",
    instead: "The promise waits until there is something.",
    observe: "playAfterEnd",
    wrong: {
      chromium: { fate: "fulfilled", passes: true },
      webkit: { fate: "fulfilled", passes: true },
    },
    right: { fate: "pending", passes: false },
  },
  {
    fault: "Playback does not end again when the stream becomes inactive again.",
    instead: "It ends whenever the stream has become inactive.",
    observe: "twoEnds",
    wrong: { chromium: { ends: 0, paused: false }, webkit: { ends: 1, paused: false } },
    right: { ends: 2, paused: true },
  },
  {
    fault: "There is no picture of tracks that come after the stream was inactive.",
    instead:
      "Ended tracks are put behind live ones (Chromium), or the element loads again, unheard of (WebKit).",
    observe: "pictureAfterEnd",
    wrong: { chromium: false, webkit: false },
    right: true,
  },
  {
    fault: "The first track of a kind is played though it has ended and another is live.",
    instead:
      "Ended tracks are put behind live ones, in a stream that the element has in place of the page's.",
    observe: "pictureBehind",
    wrong: { chromium: false, webkit: false },
    // HTML does not say which picture is next.
    left: { firefox: false },
    right: true,
    dangerous: ["webkit"],
  },
  {
    fault: "A stream that is inactive from the start is played.",
    instead: "The element waits, as it does with a stream that has no tracks.",
    observe: "neverActive",
    wrong: {
      chromium: { fate: "fulfilled", ended: false, passes: true },
      webkit: { fate: "pending", ended: true, passes: true },
    },
    right: { fate: "pending", ended: false, passes: false },
  },
  {
    fault: "The timeline runs on while playback is paused.",
    instead: "It is measured by this package.",
    observe: "pausedTimeline",
    wrong: { webkit: { stands: true, jumps: true } },
    right: { stands: true, jumps: false },
  },
  {
    fault: "An element begins to play a stream without being told to.",
    instead: "It is stopped at once, and the page is told of neither.",
    observe: "start",
    wrong: { webkit: { starts: true, isTold: true } },
    right: { starts: false, isTold: false },
  },
  {
    fault: "readyState stays at HAVE_FUTURE_DATA though nothing more can be had of a stream.",
    instead: "It reads HAVE_ENOUGH_DATA.",
    observe: "data",
    wrong: { webkit: 3 },
    right: 4,
  },
  {
    fault: "An element fails when its stream has a second video track.",
    instead: "It gets a stream with one of them.",
    observe: "secondPicture",
    wrong: { webkit: true },
    right: false,
    dangerous: ["webkit"],
  },
  {
    fault: "played is empty before anything has been played.",
    instead: "It is one range from 0 to currentTime.",
    observe: "playedAtFirst",
    wrong: { chromium: 0, firefox: 0 },
    right: 1,
  },
  {
    fault: "played is empty while an element plays by autoplay.",
    instead: "It is one range from 0 to currentTime.",
    observe: "playedByAutoplay",
    wrong: { firefox: 0 },
    right: 1,
  },
  {
    fault: "currentTime reads what was set before the stream until there is data.",
    instead: "It reads 0.",
    observe: "positionBefore",
    wrong: { chromium: 5, firefox: 5, webkit: 5 },
    right: 0,
  },
  {
    fault: "currentTime reads what is set until there is data.",
    instead: "Setting it is ignored.",
    observe: "positionAtFirst",
    wrong: { chromium: 5, webkit: 5 },
    right: 0,
  },
  {
    fault: "An element stands still after currentTime was set, or fastSeek() called.",
    instead: "Both are ignored.",
    observe: "seeks",
    wrong: {
      webkit: {
        results: [
          { moves: true, seeking: true, passes: false },
          { moves: true, seeking: true, passes: false },
        ],
        isTold: true,
      },
    },
    right: {
      results: [
        { moves: false, seeking: false, passes: true },
        { moves: false, seeking: false, passes: true },
      ],
      isTold: false,
    },
  },
  {
    fault: "A stream is seekable.",
    instead: "seekable is empty.",
    observe: "ranges",
    wrong: { webkit: { seekable: 1, buffered: 0 } },
    right: { seekable: 0, buffered: 0 },
  },
  {
    fault: "playbackRate, defaultPlaybackRate and preload can be set until there is data.",
    instead: 'Setting them is ignored; they read 1, 1 and "none".',
    observe: "rates",
    wrong: { webkit: { playbackRate: 2, defaultPlaybackRate: 3, preload: "metadata", isTold: true } },
    right: { playbackRate: 1, defaultPlaybackRate: 1, preload: "none", isTold: false },
  },
  {
    fault: "A paused element shows the moving picture of a track that is added.",
    instead: "That of an element that has ended is stopped; any other is left: its timeline stands still.",
    observe: "pausedPicture",
    left: { chromium: true },
    right: false,
  },
  {
    fault:
      "An element with autoplay loads anew when its stream is active again: it begins at 0, and plays though it was paused.",
    instead: "It is left: the load is the browser's own, and over before a script knows of it.",
    observe: "returnByAutoplay",
    left: { firefox: { goesOn: false, paused: false } },
    right: { goesOn: true, paused: true },
  },
];
