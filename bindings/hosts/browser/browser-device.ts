/** A device of the browser: what is known of it, and how it is opened. */
import type { SourceCapabilities, SourceDescription, SourceKind } from "../../solver/types.js";
import type { Clock } from "../clock.js";
import type { Configuration, HostDevice, HostSource, Outputs, SourceObserver } from "../host.js";
import { CameraSource } from "./camera-source.js";
import type { DeviceMemory, Learned } from "./device-memory.js";
import { booleansOnly, learnCamera, learnMicrophone } from "./learn.js";
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
  /** Has the host look at its devices anew. */
  changed(): void;
}

/** A camera of which nothing is known could have any size. */
const ANY_CAMERA: SourceCapabilities = { width: { min: 1 }, height: { min: 1 }, frameRate: { min: 0 } };

/** A device in the browser's list. */
export class BrowserDevice implements HostDevice {
  readonly id: string;
  readonly kind: MediaDeviceKind;
  isDefault = false;
  readonly #setting: DeviceSetting;
  #info: globalThis.MediaDeviceInfo;
  /** It has been asked on this visit. */
  #isAsked = false;

  constructor(info: globalThis.MediaDeviceInfo, setting: DeviceSetting) {
    this.id = info.deviceId;
    this.kind = info.kind;
    this.#info = info;
    this.#setting = setting;
  }

  get label(): string {
    return this.#info.label;
  }

  get groupId(): string | undefined {
    return this.#info.groupId;
  }

  get description(): SourceDescription | undefined {
    const { id: deviceId, label, kind } = this;
    if (kind === "audiooutput") return undefined;
    const common = { kind, deviceId, groupId: this.groupId ?? "", label };
    const learned = this.#learned;
    if (!learned) return { ...common, ...described(this.#told ?? (kind === "videoinput" ? ANY_CAMERA : {})) };
    const { capabilities, modes, alternatives, defaults } = learned;
    return {
      ...common,
      ...described(capabilities),
      ...(modes.length > 0 && { modes: [...modes] }),
      ...(alternatives.length > 0 && { alternatives: [...alternatives] }),
      defaults,
    };
  }

  /** What the device says of itself without being opened, in browsers with InputDeviceInfo. */
  get #told(): SourceCapabilities | undefined {
    const info = this.#info as Partial<globalThis.InputDeviceInfo>;
    const capabilities = info.getCapabilities?.();
    return capabilities && Object.keys(capabilities).length > 0 ? booleansOnly(capabilities) : undefined;
  }

  get #fingerprint(): string | undefined {
    return this.#told && JSON.stringify(this.#told);
  }

  get #learned(): Learned | undefined {
    return this.#setting.memory.get(this.id, this.#fingerprint);
  }

  /** Opens the device to find out more; undefined where there is no more to find out on this visit. */
  get learn(): (() => Promise<void>) | undefined {
    if (this.kind === "audiooutput" || this.#isAsked) return undefined;
    const learned = this.#learned;
    return learned?.isComplete ? undefined : () => this.#learn(learned);
  }

  async open(
    configuration: Configuration,
    observer: SourceObserver,
    outputs: Outputs = new Map(),
  ): Promise<HostSource> {
    const { description } = this;
    if (!description) throw new DOMException(`"${this.label}" is no source.`, "NotReadableError");
    const track = this.#setting.warm.take(this.id);
    const source =
      this.kind === "videoinput"
        ? new CameraSource(description, this.#setting, observer)
        : new MicrophoneSource(description, this.#setting, observer);
    await source.start(configuration, outputs, track);
    return source;
  }

  /** The browser has listed it again. */
  update(info: globalThis.MediaDeviceInfo): void {
    this.#info = info;
  }

  async #learn(known: Learned | undefined): Promise<void> {
    const { memory, warm, platform, clock, askingTime } = this.#setting;
    const track = warm.take(this.id) ?? (await openTrack(platform, this.kind as SourceKind, this.id));
    this.#isAsked = true;
    const learned =
      this.kind === "videoinput"
        ? await learnCamera(track, known, clock, askingTime)
        : await learnMicrophone(track, (asked) => openTrack(platform, "audioinput", this.id, asked));
    memory.set(this.id, { ...learned, fingerprint: this.#fingerprint ?? "" });
    warm.keep(this.id, track);
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

/** What stands for itself in a description, and is no capability there. */
const NAMED = ["deviceId", "groupId", "facingMode", "resizeMode", "aspectRatio"];

function described(all: SourceCapabilities): Partial<SourceDescription> {
  const { facingMode } = all as MediaTrackCapabilities;
  const capabilities = Object.fromEntries(Object.entries(all).filter(([name]) => !NAMED.includes(name)));
  return { capabilities, ...(facingMode !== undefined && { facingMode }) };
}
