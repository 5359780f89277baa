/** Which native modes a camera of the browser has: no browser tells, but each can be asked for. */
import type { NativeMode } from "../../solver/types.js";
import type { Clock } from "../clock.js";
import { exactSize, isIn, nativeSize, sizeConstraints, type Size } from "./native-size.js";
import { platformSettings } from "./platform-track.js";

/** Opens a camera with constraints besides its id. */
export type OpenCamera = (constraints: MediaTrackConstraints) => Promise<MediaStreamTrack>;

/**
 * Sizes that cameras commonly have, the most used ones first: when time runs out, what is known is what matters.
 * Pixels; each is asked for as landscape.
 */
const COMMON: readonly (readonly [width: number, height: number])[] = [
  ...([
    [640, 480],
    [1280, 720],
    [1920, 1080],
    [640, 360],
    [320, 240],
    [3840, 2160],
    [320, 180],
  ] as const),
  ...([
    [800, 600],
    [1280, 960],
    [1024, 768],
    [1600, 1200],
    [960, 540],
    [848, 480],
    [1024, 576],
  ] as const),
  ...([
    [2560, 1440],
    [1280, 800],
    [1920, 1200],
    [1920, 1440],
    [2592, 1944],
    [2048, 1536],
  ] as const),
  ...([
    [4096, 2160],
    [4032, 3024],
    [3264, 2448],
    [2560, 1920],
    [2304, 1296],
    [2304, 1536],
  ] as const),
  ...([
    [1600, 896],
    [1280, 1024],
    [960, 720],
    [864, 480],
    [800, 448],
    [640, 400],
    [480, 360],
  ] as const),
  ...([
    [480, 270],
    [424, 240],
    [432, 240],
    [352, 288],
    [176, 144],
    [160, 120],
    [160, 90],
    [96, 96],
  ] as const),
];

/** A rate that no camera exceeds. */
const HIGH_RATE = 1000;

/** What asking has brought so far. */
export interface KnownModes {
  readonly modes: readonly NativeMode[];
  /** How many sizes have been asked for; asking goes on there. */
  readonly asked: number;
  readonly isComplete: boolean;
}

/** What asking has brought, and whether that can be relied on. */
export interface FoundModes extends KnownModes {
  /** Whether a size that was refused is one that the camera lacks. */
  readonly isSure: boolean;
}

/** Nothing yet. */
export const nothingKnown: KnownModes = { modes: [], asked: 0, isComplete: false };

/**
 * Asks a camera's only track for one size after another, for so many milliseconds at most (a size that is being asked
 * for is waited for). The track is left in one of the modes.
 */
export async function askForModes(
  track: MediaStreamTrack,
  known: KnownModes,
  clock: Clock,
  time: number,
  open: OpenCamera,
): Promise<FoundModes> {
  const { width, height, frameRate } = track.getCapabilities();
  const largest = { width: width?.max ?? Infinity, height: height?.max ?? Infinity };
  const sizes = COMMON.filter(([w, h]) => w <= largest.width && h <= largest.height);
  const isCommon = sizes.some(([w, h]) => w === largest.width && h === largest.height);
  if (!isCommon && Number.isFinite(largest.width) && Number.isFinite(largest.height)) {
    sizes.unshift([largest.width, largest.height]);
  }
  const modes = new Map(known.modes.map((mode) => [`${mode.width} ${mode.height}`, mode]));
  const note = (mode: NativeMode | undefined): void => {
    if (mode && !modes.has(`${mode.width} ${mode.height}`)) modes.set(`${mode.width} ${mode.height}`, mode);
  };
  const told = platformSettings(track);
  const isScaled = (told as { resizeMode?: string }).resizeMode === "crop-and-scale";
  // Pictures that the browser scales are of no mode.
  if (known.asked === 0 && !isScaled) note(modeOf(told));
  const until = clock.now() + time;
  const highest = frameRate?.max ?? HIGH_RATE;
  let asked = known.asked;
  let isRefused = false;
  for (; asked < sizes.length && clock.now() < until && track.readyState === "live"; asked++) {
    const [w = 0, h = 0] = sizes[asked] ?? [];
    if (modes.has(`${w} ${h}`)) continue;
    // No browser enlarges: one that delivers more than all modes that are known has another.
    const isLarger = ![...modes.values()].some((mode) => mode.width >= w && mode.height >= h);
    const size = { width: w, height: h };
    const mode = await ask(track, size, highest, isLarger ? open : undefined);
    note(mode);
    isRefused ||= mode === undefined;
  }
  if (modes.size === 0) note(modeOf(told));
  const found = [...modes.values()];
  const isSure = !isRefused || (await changesMode(track, found, largest, open));
  return { modes: found.sort(byPixels), asked, isComplete: asked >= sizes.length, isSure };
}

/**
 * Whether a camera changes its mode when it is asked to, so that what it refuses is what it lacks. While somebody else
 * has a track of it, it may refuse whatever it is not in. The track is left in one of the modes.
 * Quirk 1: Chromium, the mode of a camera cannot change while there are two tracks of it.
 */
async function changesMode(
  track: MediaStreamTrack,
  modes: readonly NativeMode[],
  largest: Size,
  open: OpenCamera,
): Promise<boolean> {
  const current = platformSettings(track);
  const other = modes.find((mode) => !isIn(current, mode));
  if (other) {
    const { frameRates } = other;
    // Another rate may have the browser take another mode.
    const rate = Array.isArray(frameRates) ? Math.max(...frameRates) : frameRates.max;
    return (await ask(track, other, rate, open)) !== undefined;
  }
  // It has never been seen in another mode. Where it says that it has larger pictures, it has one.
  const [only] = modes;
  const most = largest.width * largest.height;
  return only !== undefined && (most === Infinity || most <= only.width * only.height);
}

/** The mode of a size, with the highest rate it has there; undefined where the camera has no such mode. */
async function ask(
  track: MediaStreamTrack,
  size: Size,
  frameRate: number,
  open: OpenCamera | undefined,
): Promise<NativeMode | undefined> {
  const rate = { frameRate: { ideal: frameRate } };
  try {
    await track.applyConstraints({ ...sizeConstraints(size), ...rate });
  } catch {
    return undefined;
  }
  // Quirk 12: WebKit, a track tells the size of the camera's preset, so that others are not taken for native.
  const told = platformSettings(track);
  if (isIn(told, size)) return modeOf(told);
  // Quirk 10: Firefox, a native size that is required is granted by a track of its fake camera that has another.
  if (!open || !("resizeMode" in told)) return undefined;
  const opened = await open({ ...exactSize(size), ...rate }).catch(() => undefined);
  if (!opened) return undefined;
  const found = platformSettings(opened);
  opened.stop();
  return isIn(found, size) ? modeOf(found) : undefined;
}

/** The mode that a track's settings say it is in. */
function modeOf(told: MediaTrackSettings): NativeMode | undefined {
  const size = nativeSize(told);
  const { frameRate = 30 } = told;
  return size && { ...size, frameRates: [frameRate] };
}

function byPixels(a: NativeMode, b: NativeMode): number {
  return a.width * a.height - b.width * b.height || a.width - b.width;
}
