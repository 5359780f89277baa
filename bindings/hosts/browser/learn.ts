/** What an opened track tells of its device. */
import type { CapabilityRange, SourceCapabilities } from "../../solver/types.js";
import type { Clock } from "../clock.js";
import type { Learned } from "./device-memory.js";
import { askForModes, nothingKnown } from "./native-modes.js";

type Lesson = Omit<Learned, "fingerprint">;

/** Fixed by the device, whatever it is asked for. */
const INHERENT = ["deviceId", "groupId", "facingMode"];
/** A matter of a camera's mode. */
const OF_MODE = ["width", "height", "aspectRatio", "frameRate", "resizeMode"];

function without(settings: MediaTrackSettings, names: readonly string[]): Lesson["defaults"] {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)));
}

/** Learns of a camera, going on from what is known. The track must be the device's only one. */
export async function learnCamera(
  track: MediaStreamTrack,
  known: Learned | undefined,
  clock: Clock,
  time: number,
): Promise<Lesson> {
  const defaults = without(track.getSettings(), [...OF_MODE, ...INHERENT]);
  const capabilities = capabilitiesOf(track);
  const found = await askForModes(track, known ?? nothingKnown, clock, time);
  return { ...found, capabilities, alternatives: [], defaults };
}

/** Settings of microphones that are one value with echoCancellation and one without. */
const DEPENDENT = ["sampleRate", "sampleSize", "latency"] as const;

/** Opens a device with constraints besides its id. */
type Open = (constraints: MediaTrackConstraints) => Promise<MediaStreamTrack>;

/**
 * Learns which values of a microphone go together, by opening it with and without echoCancellation: once it is open, a
 * browser does not change its mind.
 */
export async function learnMicrophone(track: MediaStreamTrack, open: Open): Promise<Lesson> {
  const defaults = without(track.getSettings(), INHERENT);
  const capabilities = capabilitiesOf(track);
  const alternatives: SourceCapabilities[] = [];
  const { echoCancellation: values, channelCount } = capabilities as MediaTrackCapabilities;
  for (const echoCancellation of values ?? []) {
    const asked = {
      echoCancellation: { exact: echoCancellation },
      channelCount: { ideal: channelCount?.max ?? 1 },
    };
    let opened: MediaStreamTrack;
    try {
      opened = await open(asked);
    } catch {
      continue;
    }
    const settings = opened.getSettings() as Record<string, unknown>;
    opened.stop();
    if (settings["echoCancellation"] !== echoCancellation) continue;
    const ranges: [name: string, range: CapabilityRange][] = DEPENDENT.flatMap((name) => {
      const value = settings[name];
      return typeof value === "number" ? [[name, { min: value, max: value }]] : [];
    });
    const most = settings["channelCount"];
    if (typeof most === "number") ranges.push(["channelCount", { min: 1, max: most }]);
    alternatives.push({ echoCancellation: [echoCancellation], ...Object.fromEntries(ranges) });
  }
  return {
    modes: [],
    asked: 0,
    isComplete: true,
    capabilities,
    alternatives,
    defaults,
  };
}

function capabilitiesOf(track: MediaStreamTrack): SourceCapabilities {
  const { getCapabilities } = track as Partial<MediaStreamTrack>;
  return booleansOnly(getCapabilities?.call(track) ?? {});
}

/** Lists of booleans without the words that later drafts of the specification have among them. */
export function booleansOnly(capabilities: SourceCapabilities): SourceCapabilities {
  const entries = Object.entries(capabilities).map(([name, value]: [string, unknown]) => {
    const isMixed = Array.isArray(value) && value.some((item) => typeof item === "boolean");
    return [name, isMixed ? value.filter((item) => typeof item === "boolean") : value];
  });
  return Object.fromEntries(entries) as SourceCapabilities;
}
