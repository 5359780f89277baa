import {
  advancedInWords,
  distanceInWords,
  originInWords,
  rateInWords,
  sampleRateInWords,
  settingsInWords,
} from "../../../bindings/command/words.js";
import type { Fit } from "../../../bindings/solver/types.js";

test.each([
  [0, "0"],
  [0.35 / 3, "0.1167"],
  [1, "1.0000"],
  [0.00004, "<0.0001"],
  [0.00006, "0.0001"],
])("the distance %d", (distance, words) => {
  expect(distanceInWords(distance)).toBe(words);
});

test("rates", () => {
  expect([30, 30000 / 1001, 7.5, 0.001].map(rateInWords)).toEqual([
    "30 fps",
    "29.97 fps",
    "7.5 fps",
    "0.001 fps",
  ]);
  expect([48000, 44100, 11025, 800].map(sampleRateInWords)).toEqual([
    "48 kHz",
    "44.1 kHz",
    "11.025 kHz",
    "800 Hz",
  ]);
});

test.each([
  [{ width: 1280, height: 720, frameRate: 30, deviceId: "a", resizeMode: "none" }, [], "1280x720 at 30 fps"],
  [{ width: 1280, height: 720 }, [], "1280x720"],
  [{ frameRate: 30 }, [], "30 fps"],
  [{ deviceId: "a" }, [], "as it is"],
  [
    { width: 1280, height: 720, frameRate: 30, facingMode: "user", zoom: 2, torch: true },
    ["facingMode", "width", "zoom", "torch", "tilt"],
    "1280x720 at 30 fps, zoom 2, torch on",
  ],
  [{ width: 1280, height: 720, frameRate: 30, facingMode: "user", zoom: 2 }, [], "1280x720 at 30 fps"],
  [
    { sampleRate: 48000, channelCount: 1, sampleSize: 16, echoCancellation: true, noiseSuppression: false },
    [],
    "48 kHz, 1 channel, 16 bit, echo cancellation on",
  ],
  [
    { sampleRate: 48000, channelCount: 2, echoCancellation: false, noiseSuppression: true, latency: 0.01 },
    ["latency", "noiseSuppression"],
    "48 kHz, 2 channels, echo cancellation off, 10 ms latency, noise suppression on",
  ],
])("the settings %j", (settings, named, words) => {
  expect(settingsInWords(settings, new Set(named))).toBe(words);
});

test("advanced sets are marked, many are counted", () => {
  expect(advancedInWords([true, false, true])).toBe("✓✗✓");
  expect(advancedInWords([true, true, true, true, true, true, false])).toBe("6/7");
});

const fullHd = { width: 1920, height: 1080, frameRates: [60, 30, 25] };

function origin(width: number, height: number, frameRate: number, nativeMode?: Fit["nativeMode"]): string {
  const settings = { width, height, frameRate, resizeMode: "crop-and-scale" } as MediaTrackSettings;
  return originInWords({ ok: true, settings, distance: 0, advanced: [], ...(nativeMode && { nativeMode }) });
}

test.each([
  // Less than a pixel is cut off as long as -1080 < surplus < 1920.
  [1280, 720, 30, "scaled of 1920x1080"],
  [641, 360, 30, "scaled of 1920x1080"],
  [642, 360, 30, "cropped of 1920x1080"],
  [639, 360, 30, "cropped of 1920x1080"],
  [640, 361, 30, "cropped of 1920x1080"],
  [854, 480, 30, "scaled of 1920x1080"],
  [640, 480, 30, "cropped of 1920x1080"],
  [1280, 720, 15, "scaled of 1920x1080 at 30 fps"],
  [1280, 720, 12.5, "scaled of 1920x1080 at 25 fps"],
  [1280, 720, 24, "scaled of 1920x1080 at 25 fps"],
])("%dx%d at %d fps", (width, height, frameRate, words) => {
  expect(origin(width, height, frameRate, fullHd)).toBe(words);
});

test("a range of rates is left for a rate below it", () => {
  const mode = { width: 640, height: 480, frameRates: { min: 10, max: 30 } };
  expect(origin(640, 480, 12, mode)).toBe("scaled of 640x480");
  expect(origin(640, 480, 5, mode)).toBe("scaled of 640x480 at 10 fps");
});

test("without modes nothing is said of what is cut off", () => {
  expect(origin(640, 480, 30)).toBe("cropped or scaled");
  const settings = { width: 640, height: 480 };
  expect(originInWords({ ok: true, settings, distance: 0, advanced: [] })).toBe("-");
});
