/** What an opened track tells of its device. */
import type { CapabilityRange, SourceCapabilities } from "../../solver/types.js";
import type { Clock } from "../clock.js";
import type { Learned } from "./device-memory.js";
import { askForModes, nothingKnown } from "./native-modes.js";

/** What was learned, and whether that is what the device is. */
export interface Lesson extends Omit<Learned, "fingerprint"> {
  readonly isSure: boolean;
}

/** Fixed by the device, whatever it is asked for. */
const INHERENT = ["deviceId", "groupId", "facingMode"];
/** A matter of a camera's mode. */
const OF_MODE = ["width", "height", "aspectRatio", "frameRate", "resizeMode"];

function without(settings: MediaTrackSettings, names: readonly string[]): Learned["defaults"] {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)));
}

/** Learns of a camera, going on from what is known. The track must be the device's only one. */
export async function learnCamera(
  track: MediaStreamTrack,
  known: Learned | undefined,
  clock: Clock,
  time: number,
  open: Open,
): Promise<Lesson> {
  const settings = track.getSettings();
  const defaults = without(settings, [...OF_MODE, ...INHERENT]);
  const capabilities = { ...capabilitiesOf(track), ...facingOf(track) };
  const found = await askForModes(track, known ?? nothingKnown, clock, time, open);
  return { ...found, capabilities, alternatives: [], defaults };
}

/** Where a track's camera faces, as capabilities tell it; nothing of one that does not tell. */
export function facingOf(track: MediaStreamTrack): Pick<MediaTrackCapabilities, "facingMode"> {
  const { facingMode = [] } = capabilitiesOf(track) as MediaTrackCapabilities;
  if (facingMode.length > 0) return { facingMode };
  const { facingMode: current = "" } = track.getSettings();
  return current === "" ? {} : { facingMode: [current] };
}

/** Settings of microphones that are one value with one way of processing sound. */
const DEPENDENT = ["sampleRate", "sampleSize", "latency"] as const;

/** Opens a device with constraints besides its id. */
type Open = (constraints: MediaTrackConstraints) => Promise<MediaStreamTrack>;

/** A way of processing sound, and the others that come with the same values. */
interface Processing {
  readonly asked: Readonly<Record<string, boolean>>;
  readonly alike: readonly SourceCapabilities[];
}

/** The ways of processing sound that differ in a browser: with cancelled echoes, otherwise, and not at all. */
function processings(capabilities: MediaTrackCapabilities): Processing[] {
  const { echoCancellation = [], autoGainControl = [], noiseSuppression = [] } = capabilities;
  const found: Processing[] = [];
  if (echoCancellation.includes(true)) {
    found.push({ asked: { echoCancellation: true }, alike: [{ echoCancellation: [true] }] });
  }
  if (!echoCancellation.includes(false)) return found;
  const off = { echoCancellation: [false] };
  if (autoGainControl.length < 2 || noiseSuppression.length < 2) {
    return [...found, { asked: { echoCancellation: false }, alike: [off] }];
  }
  const some = { echoCancellation: false, autoGainControl: true, noiseSuppression: true };
  const none = { echoCancellation: false, autoGainControl: false, noiseSuppression: false };
  return [
    ...found,
    {
      asked: some,
      alike: [
        { ...off, autoGainControl: [true] },
        { ...off, autoGainControl: [false], noiseSuppression: [true] },
      ],
    },
    { asked: none, alike: [{ ...off, autoGainControl: [false], noiseSuppression: [false] }] },
  ];
}

/**
 * Learns which values of a microphone go together, by opening it with each way of processing sound: once it is open, a
 * browser does not change its mind.
 */
export async function learnMicrophone(track: MediaStreamTrack, open: Open): Promise<Lesson> {
  const defaults = without(track.getSettings(), INHERENT);
  const capabilities = capabilitiesOf(track);
  const alternatives: SourceCapabilities[] = [];
  for (const { asked, alike } of processings(capabilities)) {
    const ranges = await rangesWith(asked, capabilities, open);
    if (ranges) alternatives.push(...alike.map((values) => ({ ...values, ...ranges })));
  }
  return {
    modes: [],
    asked: 0,
    isComplete: true,
    isSure: true,
    capabilities,
    alternatives,
    defaults,
  };
}

/** The values that come with a way of processing sound; undefined where the browser does not process it so. */
async function rangesWith(
  asked: Processing["asked"],
  { channelCount }: MediaTrackCapabilities,
  open: Open,
): Promise<SourceCapabilities | undefined> {
  const required = Object.fromEntries(
    Object.entries(asked).map(([name, value]) => [name, { exact: value }]),
  ) as MediaTrackConstraints;
  const settingsWith = async (channels: number): Promise<Record<string, unknown>> => {
    const opened = await open({ ...required, channelCount: { ideal: channels } });
    const settings = opened.getSettings();
    opened.stop();
    return settings as Record<string, unknown>;
  };
  try {
    const settings = await settingsWith(channelCount?.max ?? 1);
    if (Object.entries(asked).some(([name, value]) => settings[name] !== value)) return undefined;
    const ranges: [name: string, range: CapabilityRange][] = DEPENDENT.flatMap((name) => {
      const value = settings[name];
      return typeof value === "number" ? [[name, { min: value, max: value }]] : [];
    });
    const { channelCount: most } = settings;
    if (typeof most === "number") {
      // Where nothing is processed, the browser may give what the device has and nothing else.
      const { channelCount: least } = most > 1 ? await settingsWith(1) : settings;
      ranges.push(["channelCount", { min: least === 1 ? 1 : most, max: most }]);
    }
    return Object.fromEntries(ranges);
  } catch {
    return undefined;
  }
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
