/** What is asked of every browser: sixty requests for video. */

/** One request, under a name that says what is particular about it. */
export interface Request {
  readonly name: string;
  /** The `video` member of the constraints; some are no constraints, on purpose. */
  readonly video: unknown;
  /** What is left for the solver, where getUserMedia() takes something away first (10.2, steps 6.3.2 to 6.3.4). */
  readonly solve?: MediaTrackConstraints;
  /** Small pictures whose rate is counted, too. */
  readonly isCounted?: boolean;
}

const sizes: readonly Request[] = [
  { name: "anything", video: true, solve: {} },
  { name: "no constraints", video: { advanced: [] } },
  { name: "null", video: null, solve: {} },
  {
    name: "members without a value",
    video: { width: undefined, height: null, frameRate: {}, facingMode: [] },
  },
  { name: "640x480", video: { width: 640, height: 480 } },
  { name: "1280x720", video: { width: 1280, height: 720 } },
  { name: "1920x1080, required", video: { width: { exact: 1920 }, height: { exact: 1080 } } },
  { name: "800x600", video: { width: 800, height: 600 } },
  { name: "a width alone", video: { width: 320 } },
  { name: "500x500, required", video: { width: { exact: 500 }, height: { exact: 500 } } },
  { name: "odd numbers, 641x361", video: { width: { exact: 641 }, height: { exact: 361 } } },
  { name: "one pixel", video: { width: { exact: 1 }, height: { exact: 1 } } },
  {
    name: "a range that is in no mode",
    video: { width: { min: 650, max: 700 }, height: { min: 300, max: 400 } },
  },
  { name: "an ideal below the least", video: { width: { min: 800, ideal: 640 } } },
  { name: "an ideal beside an exact value", video: { width: { exact: 640, ideal: 1280 } } },
  { name: "bounds without effect", video: { width: { min: 0 }, height: { max: 4294967295 } } },
  { name: "8K", video: { width: 7680, height: 4320 } },
  { name: "8K, required", video: { width: { min: 7680 }, height: { min: 4320 } } },
  { name: "portrait", video: { width: 720, height: 1280 } },
  { name: "portrait, required", video: { width: { exact: 360 }, height: { exact: 640 } } },
];

const ratios: readonly Request[] = [
  { name: "a square", video: { aspectRatio: { exact: 1 } } },
  { name: "9:16", video: { aspectRatio: { exact: 9 / 16 }, height: { max: 480 } } },
  { name: "4:3 at 1280", video: { width: 1280, aspectRatio: 4 / 3 } },
  { name: "16:9, required", video: { aspectRatio: { exact: 16 / 9 } } },
  { name: "a least ratio", video: { width: 1280, height: 960, aspectRatio: { min: 1.7 } } },
  { name: "a square and 400x300", video: { width: 400, height: 300, aspectRatio: { exact: 1 } } },
  {
    name: "16:9 and a low height",
    video: { width: 640, height: { max: 200 }, aspectRatio: { exact: 16 / 9 } },
  },
  { name: "three ideals at odds", video: { width: 1000, height: 700, aspectRatio: 1.6 } },
  { name: "a range of ratios", video: { width: { exact: 641 }, aspectRatio: { min: 1.77, max: 1.78 } } },
  { name: "a ratio without whole pixels", video: { width: { exact: 641 }, aspectRatio: { exact: 16 / 9 } } },
  { name: "a ratio of no size", video: { aspectRatio: { exact: 1.7778 } } },
];

const small = { width: { exact: 320 }, height: { exact: 240 } };

const rates: readonly Request[] = [
  { name: "15 a second", video: { ...small, frameRate: { exact: 15 } }, isCounted: true },
  { name: "7 a second", video: { ...small, frameRate: { exact: 7 } }, isCounted: true },
  { name: "29.97 a second", video: { ...small, frameRate: { exact: 29.97 } }, isCounted: true },
  { name: "60 a second", video: { ...small, frameRate: 60 }, isCounted: true },
  { name: "ten a second at most", video: { width: 320, frameRate: { max: 10 } }, isCounted: true },
  { name: "31 a second or more at 1920", video: { width: { min: 1920 }, frameRate: { min: 31 } } },
  { name: "1000 a second or more", video: { frameRate: { min: 1000 } } },
  { name: "an ideal of no pictures", video: { width: 320, frameRate: 0 }, isCounted: true },
];

const modes: readonly Request[] = [
  { name: "native, 800x600", video: { width: 800, height: 600, resizeMode: { exact: "none" } } },
  { name: "native, a width of no mode", video: { width: { exact: 801 }, resizeMode: { exact: "none" } } },
  { name: "native, seven a second", video: { frameRate: { exact: 7 }, resizeMode: { exact: "none" } } },
  {
    name: "cropped, a native size",
    video: { width: 640, height: 480, resizeMode: { exact: "crop-and-scale" } },
  },
  { name: "resized in no known way", video: { resizeMode: { exact: "stretch" } } },
  { name: "towards the user, if possible", video: { facingMode: "user" } },
  { name: "no such direction", video: { facingMode: { exact: ["left", "sideways"] } } },
  { name: "a device that is gone", video: { deviceId: { exact: "gone" } } },
  { name: "a device that is gone, if possible", video: { deviceId: "gone", width: 320 } },
];

const advanced: readonly Request[] = [
  { name: "the first of two widths", video: { advanced: [{ width: 1280 }, { width: 640 }] } },
  {
    name: "a size, then a rate",
    video: { advanced: [{ width: { min: 1900 } }, { frameRate: { min: 31 } }] },
  },
  { name: "all of a set or nothing", video: { advanced: [{ width: 1280, facingMode: "left" }] } },
  { name: "nothing beyond what is required", video: { width: { max: 640 }, advanced: [{ width: 1280 }] } },
  { name: "advanced before ideal", video: { width: 640, height: 480, advanced: [{ width: { min: 1000 } }] } },
];

const oddities: readonly Request[] = [
  { name: "more at least than at most", video: { width: { min: 800, max: 600 } } },
  { name: "no width at all", video: { width: { max: 0 } } },
  {
    name: "numbers in other forms, and what cameras do not have",
    video: { width: "640", height: { exact: [360] }, sampleRate: { exact: 1 }, foo: { exact: 1 } },
    solve: { width: 640, height: { exact: 360 } },
  },
  { name: "a width that is not a number", video: { width: NaN, height: true } },
  { name: "an endless width", video: { width: Infinity } },
  { name: "a rate that is not a number", video: { frameRate: NaN } },
  { name: "advanced sets that are no list", video: { advanced: 5 } },
];

/** The requests, in the order in which they are made. */
export const requests: readonly Request[] = [
  ...sizes,
  ...ratios,
  ...rates,
  ...modes,
  ...advanced,
  ...oddities,
];
