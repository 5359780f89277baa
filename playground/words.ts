/** Values, settings and distances as the page tells them. */
import { originInWords, rounded } from "../bindings/command/words.js";
import type { Fit, NativeMode, SourceDescription, TrackSettings } from "../bindings/solver/index.js";

const UNITS: Readonly<Record<string, string>> = { frameRate: " fps", sampleRate: " Hz", latency: " s" };

/** A fitness distance to four decimals; one that is not quite 0 says so. */
export function distanceText(distance: number): string {
  if (distance === Infinity) return "∞";
  return distance > 0 && distance < 0.00005 ? "<0.0001" : distance.toFixed(4);
}

/** A size in pixels. */
export function sizeText(width: number, height: number): string {
  return `${width} × ${height}`;
}

/** A setting or the value of a constraint, without its unit. */
export function valueText(value: unknown): string {
  if (typeof value === "number") return rounded(value, 4);
  if (Array.isArray(value)) return value.map(valueText).join(" or ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A value with the unit of its property. */
export function measured(name: string, value: unknown): string {
  return valueText(value) + (typeof value === "number" ? (UNITS[name] ?? "") : "");
}

const BOUND_WORDS: Readonly<Record<string, string>> = { min: "at least", max: "at most", exact: "exactly" };

/** A required bound: "width at least 1280". */
export function boundText(name: string, bound: string, value: unknown): string {
  return `${name} ${BOUND_WORDS[bound] ?? bound} ${measured(name, value)}`;
}

const SHORT: Readonly<Record<string, string>> = { min: "≥ ", max: "≤ ", exact: "= ", ideal: "ideal " };

/** What a request says of a property: "≥ 24, ideal 30". */
export function askedText(constraint: unknown): string {
  if (typeof constraint !== "object" || constraint === null || Array.isArray(constraint)) {
    return `ideal ${valueText(constraint)}`;
  }
  const bounds: Readonly<Record<string, unknown>> = { ...constraint };
  return ["min", "max", "exact", "ideal"]
    .flatMap((bound) =>
      bounds[bound] === undefined ? [] : `${SHORT[bound] ?? ""}${valueText(bounds[bound])}`,
    )
    .join(", ");
}

/** The settings in one line: size and rate of a picture, sampling and channels of sound. */
export function headlineOf({ width, height, frameRate, sampleRate, channelCount }: TrackSettings): string {
  const parts: string[] = [];
  if (width !== undefined && height !== undefined) parts.push(sizeText(width, height));
  if (frameRate !== undefined) parts.push(`${rounded(frameRate, 2)} fps`);
  if (sampleRate !== undefined) parts.push(`${rounded(sampleRate / 1000, 3)} kHz`);
  if (channelCount !== undefined) parts.push(channelCount === 1 ? "mono" : `${channelCount} channels`);
  return parts.join(", ") || "as it is";
}

/** How the settings come from the device. */
export function originOf(fit: Fit): string {
  const origin = originInWords(fit);
  if (origin === "-") return "";
  return origin.replace(" of ", " from ").replace(/(\d)x(\d)/, "$1 × $2");
}

/** The rates of a native mode. */
export function ratesText({ frameRates }: NativeMode): string {
  if (!Array.isArray(frameRates)) return `${rounded(frameRates.min, 2)}–${rounded(frameRates.max, 2)}`;
  const rates = [...new Set(frameRates)].sort((a, b) => a - b).map((rate) => rounded(rate, 2));
  return rates.length > 6
    ? `${rates[0] ?? ""}–${rates.at(-1) ?? ""}, ${rates.length} rates`
    : rates.join(", ");
}

function soundText({ sampleRate, channelCount }: MediaTrackCapabilities): string {
  const parts: string[] = [];
  const { min, max } = sampleRate ?? {};
  if (max !== undefined) {
    const highest = `${rounded(max / 1000, 3)} kHz`;
    parts.push(min === undefined || min === max ? highest : `${rounded(min / 1000, 3)}–${highest}`);
  }
  const channels = channelCount?.max;
  if (channels !== undefined) parts.push(channels === 1 ? "mono" : `up to ${channels} channels`);
  return parts.join(", ") || "ranges not known";
}

/** What a device offers, in a few words. */
export function offerText({ modes = [], capabilities, alternatives, kind }: SourceDescription): string {
  const ranges = (capabilities ?? {}) as MediaTrackCapabilities;
  if (kind === "audioinput") {
    const count = alternatives?.length ?? 0;
    return count > 1 ? `${count} configurations` : soundText(ranges);
  }
  const sizes = new Set(modes.map(({ width, height }) => `${width}x${height}`)).size;
  if (sizes > 0) return sizes === 1 ? "1 native size" : `${sizes} native sizes`;
  const { width, height } = ranges;
  return width?.max !== undefined && height?.max !== undefined
    ? `up to ${sizeText(width.max, height.max)}`
    : "sizes not known";
}
