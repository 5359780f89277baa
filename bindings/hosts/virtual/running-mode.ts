/** What a configuration makes a virtual device do. */
import type { Capability, NativeMode, SourceDescription } from "../../solver/types.js";
import type { Configuration } from "../host.js";
import { isChannelCount, isFrameRate, isPictureSize, isSampleRate } from "./limits.js";

/** The size of a camera's pictures, before it is turned, and how many there are in a second. */
export interface VideoMode {
  readonly kind: "videoinput";
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
}

/** Samples per second and channels of a microphone. */
export interface AudioMode {
  readonly kind: "audioinput";
  readonly sampleRate: number;
  readonly channelCount: number;
}

const DEFAULT_SIZE = [640, 480] as const;
const DEFAULT_FRAME_RATE = 30;
const DEFAULT_SAMPLE_RATE = 48000;
const DEFAULT_CHANNELS = 1;

/** Rates this close, of each other, are the same. */
const SAME_RATE = 1e-9;

/**
 * The mode that a device runs in. What a configuration leaves open is the description's: the first native mode at its
 * highest rate, the largest sample rate and channel count. NotReadableError where the device cannot run so.
 */
export function runningMode(
  description: SourceDescription,
  configuration: Configuration,
): VideoMode | AudioMode {
  return description.kind === "videoinput"
    ? videoMode(description, configuration)
    : audioMode(description, configuration);
}

function videoMode(description: SourceDescription, configuration: Configuration): VideoMode {
  const { modes = [] } = description;
  const { nativeMode = modes[0], frameRate, settings } = configuration;
  const width = nativeMode?.width ?? settings.width ?? within(DEFAULT_SIZE[0], description, "width");
  const height = nativeMode?.height ?? settings.height ?? within(DEFAULT_SIZE[1], description, "height");
  const rate =
    frameRate ??
    (nativeMode ? highestRate(nativeMode) : settings.frameRate) ??
    within(DEFAULT_FRAME_RATE, description, "frameRate");
  const isOffered =
    modes.length === 0 ||
    modes.some((mode) => mode.width === width && mode.height === height && hasRate(mode, rate));
  if (!isOffered || !isPictureSize(width, height) || !isFrameRate(rate)) {
    cannotRun(description, `at ${width} x ${height} with ${rate} frames per second`);
  }
  return { kind: "videoinput", width, height, frameRate: rate };
}

function audioMode(description: SourceDescription, { settings }: Configuration): AudioMode {
  const sampleRate = settings.sampleRate ?? largest(description, "sampleRate") ?? DEFAULT_SAMPLE_RATE;
  const channelCount = settings.channelCount ?? largest(description, "channelCount") ?? DEFAULT_CHANNELS;
  if (!isSampleRate(sampleRate) || !isChannelCount(channelCount)) {
    cannotRun(description, `with ${sampleRate} samples per second on ${channelCount} channels`);
  }
  return { kind: "audioinput", sampleRate, channelCount };
}

function cannotRun({ deviceId }: SourceDescription, how: string): never {
  throw new DOMException(`The virtual device "${deviceId}" cannot run ${how}.`, "NotReadableError");
}

function highestRate({ frameRates }: NativeMode): number {
  return Array.isArray(frameRates) ? Math.max(...frameRates) : frameRates.max;
}

function hasRate({ frameRates }: NativeMode, rate: number): boolean {
  const slack = rate * SAME_RATE;
  if (Array.isArray(frameRates)) return frameRates.some((offered) => Math.abs(offered - rate) <= slack);
  return frameRates.min - slack <= rate && rate <= frameRates.max + slack;
}

/** The ranges told of a property, whether with others or in one of the alternatives. */
function rangesOf(description: SourceDescription, name: string): { min: number; max: number }[] {
  const dictionaries = [description.capabilities, ...(description.alternatives ?? [])];
  return dictionaries.flatMap((dictionary) => {
    const capability = (dictionary as Readonly<Record<string, Capability | undefined>> | undefined)?.[name];
    if (typeof capability === "number") return [{ min: capability, max: capability }];
    if (typeof capability !== "object" || !("max" in capability || "min" in capability)) return [];
    return [{ min: capability.min ?? 0, max: capability.max ?? Infinity }];
  });
}

/** The largest number told of a property; undefined where there is none. */
function largest(description: SourceDescription, name: string): number | undefined {
  const ends = rangesOf(description, name).map(({ max }) => max);
  const highest = Math.max(...ends.filter(Number.isFinite));
  return Number.isFinite(highest) ? highest : undefined;
}

/** What is nearest to a number in the first range told of a property. */
function within(number: number, description: SourceDescription, name: string): number {
  const [range] = rangesOf(description, name);
  return range ? Math.min(Math.max(number, range.min), range.max) : number;
}
