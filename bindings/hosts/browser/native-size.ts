/** A camera's native size, as the browser is asked for it and as it tells it. */
import type { TrackSettings } from "../../solver/types.js";

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What the platform's settings of a track say that its source delivers, in landscape or portrait as it is. */
export function nativeSize({ width, height }: MediaTrackSettings): Size | undefined {
  return width !== undefined && height !== undefined && width > 0 && height > 0
    ? { width, height }
    : undefined;
}

/** Constraints that only a native mode of the size satisfies, in browsers that know of native modes. */
export function sizeConstraints({ width, height }: Size): MediaTrackConstraints {
  // Quirk 2: Chromium, the size that it chooses is not one of the nearest.
  // Quirk 6: Firefox, aspectRatio is not known.
  // Quirk 14: WebKit, resizeMode is not known.
  const constraints = { ...exactSize({ width, height }), resizeMode: { exact: "none" } };
  return constraints;
}

/** Constraints that a size satisfies, native or not. */
export function exactSize({ width, height }: Size): MediaTrackConstraints {
  return { width: { exact: width }, height: { exact: height } };
}

/** Whether by its track's settings a source runs in a size, upright or turned, and at a rate where that is asked. */
export function isIn(told: MediaTrackSettings, { width, height }: Size, frameRate?: number): boolean {
  const size = nativeSize(told);
  if (!size) return false;
  const isUpright = size.width === width && size.height === height;
  const isTurned = size.width === height && size.height === width;
  if (!isUpright && !isTurned) return false;
  const { frameRate: rate } = told;
  return frameRate === undefined || rate === undefined || Math.abs(rate - frameRate) < RATE_TOLERANCE;
}

/** Frames per second; browsers round rates. */
const RATE_TOLERANCE = 0.01;

/** What every camera has, and what is a matter of its mode. */
const OF_MODE = [
  "width",
  "height",
  "aspectRatio",
  "frameRate",
  "resizeMode",
  "deviceId",
  "groupId",
  "facingMode",
];

/** What a camera moves by itself, and what says whether it does (MediaStream Image Capture). */
const GOVERNED: Readonly<Record<string, string>> = {
  exposureTime: "exposureMode",
  iso: "exposureMode",
  colorTemperature: "whiteBalanceMode",
  focusDistance: "focusMode",
};

type Values = Readonly<Record<string, unknown>>;

/**
 * Settings of the device besides its mode (zoom, torch) that are not in force, by what its track tells. What the camera
 * moves by itself is left to it, unless something else than `defaults` has been asked for.
 */
export function deviceSettings(
  settings: TrackSettings,
  told: MediaTrackSettings,
  defaults: TrackSettings = {},
): MediaTrackConstraintSet | undefined {
  const current = told as Values;
  const isLeft = (name: string, value: unknown): boolean => {
    const governing = GOVERNED[name];
    if (governing === undefined || value !== (defaults as Values)[name]) return false;
    return (settings as Values)[governing] !== "manual";
  };
  const entries = Object.entries(settings).filter(
    ([name, value]) =>
      !OF_MODE.includes(name) && name in current && current[name] !== value && !isLeft(name, value),
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** Settings with those of the device besides its mode as its track tells them: what a camera makes of them is its own. */
export function toldSettings(settings: TrackSettings, told: MediaTrackSettings): TrackSettings {
  const current = told as Values;
  const entries = Object.entries(settings).map(([name, value]: [string, unknown]) => {
    const isTold = !OF_MODE.includes(name) && typeof current[name] === typeof value;
    return [name, isTold ? current[name] : value];
  });
  return Object.fromEntries(entries) as TrackSettings;
}
