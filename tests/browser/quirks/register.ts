/** Faults of browsers that this package works around: QUIRKS.md is written from here by scripts/quirks.mjs. */
import type { BrowserName } from "../drivers/index.js";
import { departures, type Departure } from "../media-elements/departures.js";

/** The modules of page/ whose functions observe browsers. */
export interface Pages {
  audio: typeof import("./page/audio.js");
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

const HERE = "tests/browser/quirks/quirks.test.ts";
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

/** Those that tests here look for, by number. */
export const observed: readonly ObservedQuirk[] = (
  [
    {
      number: 1,
      fault:
        "While there are two tracks of a camera, its mode cannot change: another one is refused to getUserMedia() and to applyConstraints().",
      instead: "All tracks but the first are fed from one that nobody else holds.",
      observe: ["video", "modeOfTwo"],
      wrong: { chromium: { second: "OverconstrainedError", applied: "OverconstrainedError" } },
      right: { webkit: { second: "granted", applied: "granted" } },
    },
    {
      number: 2,
      fault:
        "Where a ratio is required, the size chosen is not one of those nearest to the ideals (300x300, 400x400).",
      instead: "The solver chooses, and the browser is asked for exact sizes only.",
      observe: ["video", "nearestSize"],
      wrong: { chromium: "350x350" },
    },
    {
      number: 3,
      fault: "The processing of a live track's sound cannot be changed: applyConstraints() refuses.",
      instead: "A track is offered what it was made with; another request gets a track of its own.",
      observe: ["audio", "processing"],
      wrong: { chromium: { applied: "OverconstrainedError", echoCancellation: true } },
      right: { webkit: { applied: "granted", echoCancellation: false } },
    },
    {
      number: 4,
      fault: 'The default microphone is listed twice, once with the deviceId "default".',
      instead: "It is listed once, by its id, and first.",
      observe: ["devices", "aliases"],
      wrong: { chromium: 1 },
      right: { firefox: 0, webkit: 0 },
    },
    {
      number: 5,
      fault:
        "Once there is permission, ids and labels of all devices are told, whether the page captures or not.",
      instead: "They are told from the first capture of the document.",
      observe: ["devices", "idsBeforeCapture"],
      wrong: { chromium: true },
      right: { firefox: false, webkit: false },
    },
    {
      number: 6,
      fault: "The constraint aspectRatio is not known: one that is required is passed over.",
      instead: "The solver knows it, and the browser is asked for sizes only.",
      observe: ["video", "aspectRatio"],
      wrong: { firefox: { isKnown: false, shape: "oblong" } },
      right: { chromium: { isKnown: true, shape: "square" } },
    },
    {
      number: 7,
      fault: "There is no InputDeviceInfo: a device does not tell what it can do before it is opened.",
      instead: "A device is opened to learn of it, and InputDeviceInfo is installed.",
      observe: ["devices", "inputDeviceInfo"],
      wrong: { firefox: { isInterface: false, tells: false } },
      right: { chromium: { isInterface: true, tells: true }, webkit: { isInterface: true, tells: true } },
    },
    {
      number: 8,
      fault: "Rejections have no interface OverconstrainedError that scripts can see.",
      instead: "It is installed, and every rejection is one.",
      observe: ["devices", "overconstrainedError"],
      wrong: { firefox: false },
      right: { chromium: true, webkit: true },
    },
    {
      number: 9,
      fault:
        "Sizes are granted to tracks of its fake camera by applyConstraints(), and the tracks stay as they are.",
      instead: "Pictures are cropped and scaled by this package.",
      observe: ["video", "appliedSize"],
      wrong: { firefox: { applied: "granted", told: "640x480", delivered: "640x480" } },
      right: { chromium: { applied: "granted", told: "300x300", delivered: "300x300" } },
    },
    {
      number: 10,
      fault: "A native size that is required is granted by a track of its fake camera that has another.",
      instead: "What a track tells counts, not that it was granted.",
      observe: ["video", "nativeSize"],
      wrong: { firefox: { told: "640x480" } },
      right: { chromium: { told: "1280x720" }, webkit: { told: "1280x720" } },
    },
    {
      number: 11,
      fault: "Pictures of another shape than the camera's are stretched.",
      instead: "The camera runs in a native mode, and its pictures are cropped and scaled by this package.",
      observe: ["video", "roundness"],
      wrong: { webkit: { own: 1, square: 0.6 } },
    },
    {
      number: 12,
      fault: "A track tells the size of the camera's preset, not that of its pictures.",
      instead:
        "getSettings() tells what this package delivers; a size counts as native only where it is told.",
      observe: ["video", "toldSize"],
      wrong: { webkit: { told: "640x480", delivered: "320x240" } },
      right: {
        chromium: { told: "320x240", delivered: "320x240" },
        firefox: { told: "320x240", delivered: "320x240" },
      },
    },
    {
      number: 13,
      fault: "A frame rate that is required is passed over where the camera has no such preset.",
      instead: "Rates are an ideal for the browser, and pictures are left out by this package.",
      observe: ["video", "frameRate"],
      wrong: { webkit: 30 },
      right: { chromium: 7, firefox: 7 },
    },
    {
      number: 14,
      fault: "The constraint resizeMode is not known.",
      instead: "The solver knows it; which sizes are native is found out by asking.",
      observe: ["video", "resizeMode"],
      wrong: { webkit: { isKnown: false, isTold: false } },
      right: { chromium: { isKnown: true, isTold: true }, firefox: { isKnown: true, isTold: true } },
    },
    {
      number: 15,
      fault: "Constraints applied to a clone change the track that it was made of.",
      instead: "No native track is given to two holders; constraints of clones are met by conversion.",
      observe: ["video", "original"],
      wrong: { webkit: { original: "320x240", clone: "320x240" } },
      right: { chromium: { original: "640x480", clone: "320x240" } },
    },
    {
      number: 16,
      fault: "There is no MediaStreamTrackAudioSourceNode.",
      instead: "It is installed, over a stream of the one track.",
      observe: ["audio", "trackNode"],
      wrong: { chromium: false, webkit: false },
      right: { firefox: true },
    },

    {
      number: 17,
      fault: "Listeners of a track are not told of events that scripts dispatch.",
      instead: "They are added with the argument by which they are.",
      observe: ["frames", "dispatched"],
      wrong: { firefox: ["handler"] },
      right: { chromium: ["listener", "handler"], webkit: ["listener", "handler"] },
    },
    {
      number: 18,
      fault: "Devices that the page's policy forbids are listed.",
      instead: "The policy is asked for, and they are not.",
      observe: ["devices", "forbidden"],
      wrong: { chromium: "listed" },
      right: { firefox: "not listed", webkit: "not listed" },
    },
    {
      number: 19,
      fault: "MediaRecorder records a frame's visible pixels and knows nothing of the size it is shown in.",
      instead: "Frames that are scaled get pixels of their own.",
      observe: ["frames", "recordedSize"],
      wrong: { chromium: "128x96, red" },
    },
    {
      number: 20,
      fault: "MediaRecorder makes nothing of a view of a part of a frame in BGRA.",
      instead: "The part is drawn.",
      observe: ["frames", "recordedView"],
      wrong: { chromium: "64x48, black" },
    },
    {
      number: 21,
      fault: "A MediaStreamTrackGenerator whose stream went to a worker that has died stays live.",
      instead: "It is ended, and the page is told; whoever asks again gets another.",
      observe: ["frames", "fedByTheDead"],
      wrong: { chromium: "live" },
    },
    {
      number: 22,
      fault: "captureStream() of a canvas in no document puts out a single frame.",
      instead: "Frames are asked for.",
      observe: ["frames", "detachedCanvas"],
      wrong: { webkit: "a frame at most" },
      right: { firefox: "frames" },
    },
    {
      number: 23,
      fault: "requestFrame() is on the stream of a canvas and not on its track.",
      instead: "It is called where it is.",
      observe: ["frames", "requestFrame"],
      wrong: { firefox: { ofTrack: false, ofStream: true } },
      right: { webkit: { ofTrack: true, ofStream: false } },
    },
    {
      number: 24,
      fault: "Frames in I420 whose coded sides are odd are refused.",
      instead: "They are larger in memory than they are shown.",
      observe: ["frames", "oddSides"],
      wrong: { firefox: "TypeError" },
      right: { chromium: "taken", webkit: "taken" },
    },
    {
      number: 25,
      fault: "Frames whose visible sides are odd and smaller than the coded have colours of wrong places.",
      instead: "Frames are not larger than they are shown where that is not needed.",
      observe: ["frames", "oddEdge"],
      wrong: { webkit: "red red blue red" },
      right: { chromium: "blue red blue red", firefox: "blue red blue red" },
    },
    {
      number: 26,
      fault: "mediaTime of frames of a canvas's track is always 0.",
      instead: "The time at which they are presented is taken.",
      observe: ["frames", "mediaTime"],
      wrong: { webkit: "always the same" },
      right: { firefox: "told" },
    },
    {
      number: 27,
      fault: "A frame made of a video element without a timestamp has one that means nothing.",
      instead: "It is given one.",
      observe: ["frames", "frameTime"],
      wrong: { firefox: "means nothing", webkit: "means nothing" },
      right: { chromium: "rises" },
    },
  ] satisfies Omit<ObservedQuirk, "test">[]
).map((quirk) => ({ ...quirk, test: HERE }));

/** All, by number. */
export const quirks: readonly Quirk[] = [
  ...observed,
  ...elements.map(([number, observe]): Quirk => {
    const departure = departures.find((other) => other.observe === observe);
    if (!departure?.wrong) throw new Error(`${observe} must be a departure that is repaired.`);
    const { fault, instead, wrong } = departure;
    return { number, fault, instead, wrong, test: OF_ELEMENTS };
  }),
];

/** Departures of media elements that are repaired and have no number. */
export const unnumbered: readonly string[] = departures
  .filter(({ wrong, observe }) => wrong && elements.every(([, numbered]) => numbered !== observe))
  .map(({ fault }) => fault);

/** The browsers that have a quirk. */
export function browsersOf({ wrong }: Quirk): readonly BrowserName[] {
  return Object.keys(wrong) as BrowserName[];
}
