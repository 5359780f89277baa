/**
 * Required constraints, in the words of the specification (Media Capture and Streams, 11.1): whether settings satisfy
 * them, and by looking at everything there is, whether several tracks of a device can have theirs at once.
 */
import type { NativeMode, SourceDescription, TrackSettings } from "../../bindings/solver/types.js";

/** The members of a request that are no advanced sets, as scripts give them. */
export type Asked = Readonly<Record<string, unknown>>;

interface Bounds {
  exact?: unknown;
  min?: number;
  max?: number;
}

function tenDecimals(value: number): number {
  return Math.round(value * 1e10) / 1e10;
}

/** The required part of a constraint; undefined where nothing is required. */
function boundsOf(value: unknown): Bounds | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { exact, min, max } = value as Bounds;
  return exact === undefined && min === undefined && max === undefined ? undefined : value;
}

function satisfies(name: string, { exact, min, max }: Bounds, setting: unknown): boolean {
  if (setting === undefined) return false;
  if (typeof setting !== "number") {
    return exact === undefined || (Array.isArray(exact) ? exact.includes(setting) : exact === setting);
  }
  const round = name === "aspectRatio" ? tenDecimals : (value: number) => value;
  const value = round(setting);
  return (
    (exact === undefined || value === round(exact as number)) &&
    (min === undefined || value >= round(min)) &&
    (max === undefined || value <= round(max))
  );
}

/** The names of required constraints that settings do not satisfy. */
export function broken(asked: Asked, settings: TrackSettings): string[] {
  return Object.entries(asked).flatMap(([name, value]) => {
    const bounds = name === "advanced" ? undefined : boundsOf(value);
    const setting = (settings as Readonly<Record<string, unknown>>)[name];
    return bounds && !satisfies(name, bounds, setting) ? [name] : [];
  });
}

/** How a camera runs: a native mode at one of its rates. */
export interface Point {
  readonly mode: NativeMode;
  readonly rate: number;
}

/** All ways in which a camera can run. */
export function pointsOf({ modes = [] }: SourceDescription): Point[] {
  return modes.flatMap((mode) => {
    if (!Array.isArray(mode.frameRates)) throw new Error("The model knows lists of rates only.");
    return mode.frameRates.map((rate) => ({ mode, rate }));
  });
}

/** Whether a camera that runs in this way can deliver such settings. */
export function delivers(source: SourceDescription, { mode, rate }: Point, settings: TrackSettings): boolean {
  const { width = 0, height = 0, frameRate = 0, aspectRatio, resizeMode } = settings;
  if (aspectRatio !== tenDecimals(width / height)) return false;
  if (resizeMode === "none") return width === mode.width && height === mode.height && frameRate === rate;
  if (width < 1 || width > mode.width || height < 1 || height > mode.height) return false;
  const divisor = rate / frameRate;
  const isWhole = Math.abs(divisor - Math.round(divisor)) < 1e-9;
  return frameRate > 0 && frameRate <= rate * (1 + 1e-9) && (source.frameRates !== "integral" || isWhole);
}

/** The part of a request that decides whether it can be had. */
function requiredOf(asked: Asked): Asked {
  return Object.fromEntries(
    Object.entries(asked).filter(([name, value]) => name !== "advanced" && boundsOf(value)),
  );
}

const SIZE_AND_RATE = ["width", "height", "aspectRatio", "frameRate"];
const remembered = new Map<string, boolean>();

/** What is expensive and asked for again and again. */
function remember(key: string, find: () => boolean): boolean {
  let answer = remembered.get(key);
  if (answer === undefined) remembered.set(key, (answer = find()));
  return answer;
}

function upTo(most: number): number[] {
  return Array.from({ length: most }, (_, i) => i + 1);
}

/** Whether scaled pictures of a camera that runs in this way can have a size that is asked for. */
function hasSize({ mode }: Point, { width, height, aspectRatio }: Asked): boolean {
  const widths = upTo(mode.width).filter((value) => broken({ width }, { width: value }).length === 0);
  const heights = upTo(mode.height).filter((value) => broken({ height }, { height: value }).length === 0);
  if (aspectRatio === undefined) return widths.length > 0 && heights.length > 0;
  return heights.some((h) =>
    widths.some((w) => broken({ aspectRatio }, { aspectRatio: w / h }).length === 0),
  );
}

/** Whether scaled pictures of a camera that runs in this way can have a rate that is asked for. */
function hasRate({ frameRates }: SourceDescription, { rate }: Point, { frameRate }: Asked): boolean {
  const { exact, max = rate } = boundsOf(frameRate) ?? {};
  const rates =
    frameRates === "integral"
      ? upTo(60).map((k) => rate / k)
      : [Math.min(max, rate), ...(typeof exact === "number" && exact <= rate ? [exact] : [])];
  return rates.some((value) => value > 0 && broken({ frameRate }, { frameRate: value }).length === 0);
}

function canRunFor(source: SourceDescription, point: Point, asked: Asked): boolean {
  const required = requiredOf(asked);
  const { mode, rate } = point;
  return remember(JSON.stringify([source.deviceId, mode, rate, required]), () => {
    const { deviceId, groupId, facingMode, resizeModes = ["none", "crop-and-scale"] } = source;
    const { width, height } = mode;
    const native = { deviceId, groupId, facingMode, width, height, frameRate: rate } as TrackSettings;
    const whole = { ...native, aspectRatio: width / height, resizeMode: "none" };
    if (resizeModes.includes("none") && broken(required, whole).length === 0) return true;
    const others = Object.entries(required).filter(([name]) => !SIZE_AND_RATE.includes(name));
    return (
      resizeModes.includes("crop-and-scale") &&
      broken(Object.fromEntries(others), { ...native, resizeMode: "crop-and-scale" }).length === 0 &&
      hasSize(point, required) &&
      hasRate(source, point, required)
    );
  });
}

/** The values that go together of a microphone. */
function alternativesOf({ capabilities = {}, alternatives = [{}] }: SourceDescription): Asked[] {
  return alternatives.map((alternative) => ({ ...capabilities, ...alternative }));
}

function isWithin(capability: unknown, bounds: Bounds): boolean {
  if (Array.isArray(capability)) return bounds.exact === undefined || capability.includes(bounds.exact);
  const { min, max } = capability as { min: number; max: number };
  const { exact } = bounds;
  const low = Math.max(min, bounds.min ?? min, typeof exact === "number" ? exact : min);
  const high = Math.min(max, bounds.max ?? max, typeof exact === "number" ? exact : max);
  return low <= high;
}

function canSoundFor(source: SourceDescription, alternative: Asked, asked: Asked): boolean {
  const { deviceId, groupId } = source;
  return Object.entries(requiredOf(asked)).every(([name, value]) => {
    const bounds = boundsOf(value) ?? {};
    if (name === "deviceId" || name === "groupId")
      return satisfies(name, bounds, name === "deviceId" ? deviceId : groupId);
    return name in alternative && isWithin(alternative[name], bounds);
  });
}

/** Whether a device can give all of these tracks what they require, at the same time. */
export function canHaveTogether(source: SourceDescription, tracks: readonly Asked[]): boolean {
  return source.kind === "videoinput"
    ? pointsOf(source).some((point) => tracks.every((asked) => canRunFor(source, point, asked)))
    : alternativesOf(source).some((alternative) =>
        tracks.every((asked) => canSoundFor(source, alternative, asked)),
      );
}

/** Whether a microphone can have all these settings at the same time. */
export function canSoundTogether(source: SourceDescription, all: readonly TrackSettings[]): boolean {
  return alternativesOf(source).some((alternative) =>
    all.every((settings) =>
      Object.keys(alternative).every((name) => {
        const value = (settings as Asked)[name];
        return value !== undefined && isWithin(alternative[name], { exact: value });
      }),
    ),
  );
}

/** A dictionary as text, whatever the order of its members. */
export function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
