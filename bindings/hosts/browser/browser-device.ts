/** A device of the browser: what is known of it, and how it is opened. */
import type { SourceCapabilities, SourceDescription, SourceKind } from "../../solver/types.js";
import type { Clock } from "../clock.js";
import type {
  Configuration,
  HostDescription,
  HostDevice,
  HostSource,
  Outputs,
  SourceObserver,
} from "../host.js";
import { CameraSource } from "./camera-source.js";
import type { DeviceMemory, Learned } from "./device-memory.js";
import { booleansOnly, facingOf, learnCamera, learnMicrophone, type Lesson } from "./learn.js";
import { MicrophoneSource } from "./microphone-source.js";
import type { PlatformMediaDevices } from "./platform-media-devices.js";
import type { WarmTracks } from "./warm-tracks.js";

/** What all devices of a host share. */
export interface DeviceSetting {
  readonly platform: PlatformMediaDevices;
  readonly memory: DeviceMemory;
  readonly warm: WarmTracks;
  readonly clock: Clock;
  readonly conversion: "as-needed" | "always";
  readonly askingTime: number;
  /** Directions in which a camera that tells nothing of its own may face, as far as is known. */
  facings(): string[];
  /** Has the host look at its devices anew. */
  changed(): void;
}

const BOTH = [false, true];

/** What a device of which nothing is known may have. */
const ANY: Readonly<Record<SourceKind, SourceCapabilities>> = {
  videoinput: {
    ...{ width: { min: 1 }, height: { min: 1 }, frameRate: { min: 0 } },
    ...{ pan: { min: -Number.MAX_VALUE }, tilt: { min: -Number.MAX_VALUE }, zoom: {}, torch: BOTH },
  },
  audioinput: {
    ...{ echoCancellation: BOTH, autoGainControl: BOTH, noiseSuppression: BOTH },
    ...{ sampleRate: {}, sampleSize: {}, latency: {}, channelCount: { min: 1 } },
  },
};

/**
 * What a device says of itself without being opened, in browsers with InputDeviceInfo, and that as a text to compare it
 * by; neither where it says nothing.
 */
interface Said {
  readonly capabilities: SourceCapabilities | undefined;
  readonly fingerprint: string | undefined;
}

/** A device in the browser's list. */
export class BrowserDevice implements HostDevice {
  readonly id: string;
  readonly kind: MediaDeviceKind;
  isDefault = false;
  isChosen = false;
  #aliases: readonly string[] = [];
  readonly #setting: DeviceSetting;
  #info: globalThis.MediaDeviceInfo;
  /** It has been asked on this visit, and its answers can be relied on. */
  #isAsked = false;
  /** It is being asked. */
  #learning: Promise<void> | undefined;
  /** What it answered while it could not be relied on: all it does for the time being. */
  #unsure: Learned | undefined;
  /** Of the info. */
  #heard: Said | undefined;
  /** Of the info and what had been learned. */
  #described: { readonly learned: Learned | undefined; readonly description: HostDescription } | undefined;
  /** Where it faces, by a track of it. */
  #facing: readonly string[] | undefined;

  constructor(info: globalThis.MediaDeviceInfo, setting: DeviceSetting) {
    this.id = info.deviceId;
    this.kind = info.kind;
    this.#info = info;
    this.#setting = setting;
  }

  /** Names in place of ids that the browser lists it by as well. */
  set aliases(aliases: readonly string[]) {
    if (aliases.join() === this.#aliases.join()) return;
    this.#aliases = aliases;
    this.#described = undefined;
  }

  get label(): string {
    return this.#info.label;
  }

  get groupId(): string | undefined {
    return this.#info.groupId;
  }

  get description(): HostDescription | undefined {
    if (this.kind === "audiooutput") return undefined;
    const learned = this.#learned;
    // Every request reads it several times.
    if (this.#described && this.#described.learned === learned) return this.#described.description;
    const description = this.#describe(
      learned ? fromLearned(learned) : described(this.#said.capabilities ?? {}),
    );
    this.#described = { learned, description };
    return description;
  }

  get possible(): HostDescription | undefined {
    const { kind } = this;
    if (kind === "audiooutput" || !this.learn) return undefined;
    const said = this.#said.capabilities ?? this.#learned?.capabilities;
    const facingMode = this.facing ?? this.#setting.facings();
    return this.#describe({ ...described({ ...ANY[kind], ...said }), facingMode: [...facingMode] });
  }

  /** Where a camera faces, as far as it is known; nowhere, of one that says so. */
  get facing(): readonly string[] | undefined {
    const { facingMode }: MediaTrackCapabilities = { ...this.#said.capabilities, ...this.#facingLearned };
    return facingMode ?? this.#facing;
  }

  /** A camera that was opened and told no direction has none. */
  get #facingLearned(): MediaTrackCapabilities {
    const capabilities = this.#learned?.capabilities;
    return capabilities ? { facingMode: [], ...capabilities } : {};
  }

  get #said(): Said {
    return (this.#heard ??= saidBy(this.#info));
  }

  get #learned(): Learned | undefined {
    return this.#kept ?? this.#unsure;
  }

  get #kept(): Learned | undefined {
    return this.#setting.memory.get(this.id, this.#said.fingerprint);
  }

  /**
   * Opens the device to find out more; undefined where there is no more to find out on this visit. Whoever asks for it
   * while it is being asked waits for the same answers: with a second track of it they would be wrong.
   */
  get learn(): (() => Promise<void>) | undefined {
    const kept = this.#kept;
    if (this.kind === "audiooutput" || (kept && (kept.isComplete || this.#isAsked))) return undefined;
    return () =>
      (this.#learning ??= this.#learn().finally(() => {
        this.#learning = undefined;
      }));
  }

  async open(
    configuration: Configuration,
    observer: SourceObserver,
    outputs: Outputs = new Map(),
  ): Promise<HostSource> {
    const { description } = this;
    if (!description) throw new DOMException(`"${this.label}" is no source.`, "NotReadableError");
    const track = this.#setting.warm.takeOnly(description.kind, this.id);
    const source =
      this.kind === "videoinput"
        ? new CameraSource(description, this.#setting, observer)
        : new MicrophoneSource(description, this.#setting, observer);
    await source.start(configuration, outputs, track);
    return source;
  }

  /** It is being learned of until then. */
  get learning(): Promise<void> | undefined {
    return this.#learning;
  }

  /** What a track of it tells besides. */
  note(track: MediaStreamTrack): void {
    this.#facing = facingOf(track).facingMode ?? [];
    this.#described = undefined;
  }

  /** The browser has listed it again. */
  update(info: globalThis.MediaDeviceInfo): void {
    if (info === this.#info) return;
    this.#info = info;
    this.#heard = undefined;
    this.#described = undefined;
  }

  #describe(known: Partial<SourceDescription>): HostDescription {
    const { id: deviceId, label, kind, groupId = "" } = this;
    const facingMode = this.#facing;
    return {
      ...{ kind: kind as SourceKind, deviceId, groupId, label },
      ...(this.#aliases.length > 0 && { aliases: this.#aliases }),
      ...(facingMode && { facingMode: [...facingMode] }),
      // Whatever the browser knows of it: this package does it.
      ...(kind === "videoinput" && { resizeModes: ["none", "crop-and-scale"] }),
      ...known,
    };
  }

  async #learn(): Promise<void> {
    const { memory, warm, platform } = this.#setting;
    const kind = this.kind as SourceKind;
    const track = warm.takeOnly(kind, this.id) ?? (await openTrack(platform, kind, this.id));
    try {
      const { isSure, ...found } = await this.#learnOf(track);
      const learned: Learned = { ...found, fingerprint: this.#said.fingerprint ?? "" };
      if (isSure) memory.set(this.id, learned);
      this.#isAsked = isSure;
      this.#unsure = isSure ? undefined : learned;
    } catch (error) {
      track.stop();
      throw error;
    }
    warm.keep(kind, this.id, track);
  }

  #learnOf(track: MediaStreamTrack): Promise<Lesson> {
    const { platform, clock, askingTime } = this.#setting;
    const open = (asked: MediaTrackConstraints): Promise<MediaStreamTrack> =>
      openTrack(platform, this.kind as SourceKind, this.id, asked);
    return this.kind === "videoinput"
      ? learnCamera(track, this.#kept, clock, askingTime, open)
      : learnMicrophone(track, open);
  }
}

/** The first track of a device, in the mode in which the browser opens it. */
async function openTrack(
  platform: PlatformMediaDevices,
  kind: SourceKind,
  id: string,
  asked: MediaTrackConstraints = {},
): Promise<MediaStreamTrack> {
  const constraints = { ...asked, deviceId: { exact: id } };
  const stream = await platform.getUserMedia(
    kind === "videoinput" ? { video: constraints } : { audio: constraints },
  );
  const [track] = stream.getTracks();
  if (!track) throw new DOMException("The browser gave no track.", "NotReadableError");
  return track;
}

const IDS = ["deviceId", "groupId"];

function saidBy(info: Partial<globalThis.InputDeviceInfo>): Said {
  // Quirk 7: Firefox, there is no InputDeviceInfo.
  const capabilities = booleansOnly(info.getCapabilities?.() ?? {});
  if (Object.keys(capabilities).length === 0) return { capabilities: undefined, fingerprint: undefined };
  // Ids say nothing of what a device can do, and Chromium makes each document a groupId of its own.
  const told = Object.entries(capabilities).filter(([name]) => !IDS.includes(name));
  return { capabilities, fingerprint: JSON.stringify(told) };
}

function fromLearned({ capabilities, modes, alternatives, defaults }: Learned): Partial<SourceDescription> {
  return {
    ...described(capabilities),
    ...(modes.length > 0 && { modes: [...modes] }),
    ...(alternatives.length > 0 && { alternatives: [...alternatives] }),
    defaults,
  };
}

/** What stands for itself in a description, and is no capability there. */
const NAMED = ["deviceId", "groupId", "facingMode", "resizeMode", "aspectRatio"];

function described(all: SourceCapabilities): Partial<SourceDescription> {
  const { facingMode } = all as MediaTrackCapabilities;
  const capabilities = Object.fromEntries(Object.entries(all).filter(([name]) => !NAMED.includes(name)));
  return { capabilities, ...(facingMode !== undefined && { facingMode }) };
}
