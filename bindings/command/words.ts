/** Settings, distances and modes in words. */
import type { Fit, NativeMode } from "../solver/types.js";

/** A number with at most so many decimals, and no zeros at its end. */
export function rounded(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}

/** A size in pixels. */
export function sizeInWords(width: number, height: number): string {
  return `${String(width)}x${String(height)}`;
}

/** A frame rate. */
export function rateInWords(rate: number): string {
  return `${rate < 0.01 ? String(Number(rate.toPrecision(2))) : rounded(rate, 2)} fps`;
}

/** A sampling rate. */
export function sampleRateInWords(rate: number): string {
  return rate < 1000 ? `${String(rate)} Hz` : `${rounded(rate / 1000, 3)} kHz`;
}

const SWITCHES: Readonly<Record<string, string>> = {
  echoCancellation: "echo cancellation",
  autoGainControl: "gain control",
  noiseSuppression: "noise suppression",
};
/** Told in the size, or the device's own: nothing that was chosen. */
const TOLD = new Set([
  "width",
  "height",
  "frameRate",
  "aspectRatio",
  "resizeMode",
  "facingMode",
  "deviceId",
  "groupId",
]);
/** Told of every microphone that has them, in this order; other properties only where the constraints name them. */
const OF_MICROPHONES = ["sampleRate", "channelCount", "sampleSize", "echoCancellation"];

function settingInWords(name: string, value: unknown): string {
  const switched = SWITCHES[name];
  if (switched !== undefined) return `${switched} ${value === true ? "on" : "off"}`;
  if (typeof value === "number") {
    if (name === "sampleRate") return sampleRateInWords(value);
    if (name === "channelCount") return value === 1 ? "1 channel" : `${String(value)} channels`;
    if (name === "sampleSize") return `${String(value)} bit`;
    if (name === "latency") return `${rounded(value * 1000, 3)} ms latency`;
    return `${name} ${rounded(value, 4)}`;
  }
  if (typeof value === "boolean") return `${name} ${value ? "on" : "off"}`;
  return `${name} ${String(value)}`;
}

/** Settings for a table; `named` are the properties that the constraints speak of. */
export function settingsInWords(
  settings: Readonly<Record<string, unknown>>,
  named: ReadonlySet<string>,
): string {
  const { width, height, frameRate } = settings;
  const told: string[] = [];
  if (typeof width === "number" && typeof height === "number") {
    const size = sizeInWords(width, height);
    told.push(typeof frameRate === "number" ? `${size} at ${rateInWords(frameRate)}` : size);
  } else if (typeof frameRate === "number") told.push(rateInWords(frameRate));
  for (const name of new Set([...OF_MICROPHONES, ...named])) {
    if (!TOLD.has(name) && settings[name] !== undefined) told.push(settingInWords(name, settings[name]));
  }
  return told.join(", ") || "as it is";
}

/** A fitness distance, to four decimals. */
export function distanceInWords(distance: number): string {
  if (distance === 0) return "0";
  return distance < 0.00005 ? "<0.0001" : distance.toFixed(4);
}

/** Which advanced sets are met: a mark for each, or the count where there are many. */
export function advancedInWords(advanced: readonly boolean[]): string {
  if (advanced.length <= 6) return advanced.map((met) => (met ? "✓" : "✗")).join("");
  return `${String(advanced.filter(Boolean).length)}/${String(advanced.length)}`;
}

/** Whether less than a pixel of the native picture's width or height is cut off. */
function isWhole(
  { width: fromWidth, height: fromHeight }: NativeMode,
  width: number,
  height: number,
): boolean {
  const surplus = width * fromHeight - height * fromWidth;
  return -fromHeight < surplus && surplus < fromWidth;
}

/**
 * The rate a camera runs at to deliver a lower one: the least that is a whole multiple, where only such can be made
 * or one is there, else the least that is no lower. Undefined where the camera has the rate itself.
 */
function rateBehind({ frameRates }: NativeMode, rate: number): number | undefined {
  if (!Array.isArray(frameRates)) return rate < frameRates.min ? frameRates.min : undefined;
  const higher = frameRates.filter((native) => native >= rate).sort((a, b) => a - b);
  const multiple = higher.find((native) => Math.abs(native / rate - Math.round(native / rate)) < 1e-9);
  const native = multiple ?? higher[0];
  return native === rate ? undefined : native;
}

/** How the settings come from the device: native, scaled or cropped, and from which mode. */
export function originInWords({ settings, nativeMode }: Fit): string {
  const { width, height, frameRate } = settings;
  const { resizeMode } = settings as { readonly resizeMode?: string };
  if (resizeMode === "none") return "native";
  if (nativeMode === undefined || width === undefined || height === undefined) {
    // The modes are not known, so neither is what is cut off.
    return resizeMode === "crop-and-scale" ? "cropped or scaled" : "-";
  }
  const how = isWhole(nativeMode, width, height) ? "scaled" : "cropped";
  const rate = frameRate === undefined ? undefined : rateBehind(nativeMode, frameRate);
  const at = rate === undefined ? "" : ` at ${rateInWords(rate)}`;
  return `${how} of ${sizeInWords(nativeMode.width, nativeMode.height)}${at}`;
}
