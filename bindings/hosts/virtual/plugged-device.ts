/** A virtual device while it is plugged in. */
import { reject } from "../../solver/argument-errors.js";
import type { SourceDescription } from "../../solver/types.js";
import type { Clock } from "../clock.js";
import type { Configuration, HostDevice, HostSource, SourceObserver } from "../host.js";
import type { DescribedDevice, VirtualOutput } from "./describe-device.js";
import type { ReadMedia } from "./media-file.js";
import { runningMode } from "./running-mode.js";
import { VirtualSource } from "./virtual-source.js";

/** The state of a device, which all sources opened on it share. */
export class PluggedDevice {
  readonly id: string;
  readonly #clock: Clock;
  /** Undefined while the catalogue has not been read. */
  #described: DescribedDevice | undefined;
  readonly sources = new Set<VirtualSource>();
  /** The larger, the more recently it was made the default; 0 for never. */
  preference = 0;
  /** Which tone a microphone hears. */
  tone = 0;
  isBusy = false;
  isMuted = false;
  isUnplugged = false;
  /** The name of the exception that opening and configuring end in. */
  failure: string | null = null;
  rotation = 0;
  media: ReadMedia | null = null;

  constructor(id: string, clock: Clock, described?: DescribedDevice) {
    this.id = id;
    this.#clock = clock;
    this.#described = described;
  }

  /** What it is; undefined for a name of the catalogue that has not been looked up yet. */
  get described(): DescribedDevice | undefined {
    return this.#described;
  }

  /** Tells what a device of the catalogue is; TypeError where it was made to do what it cannot. */
  describe(described: DescribedDevice): void {
    if (this.media) mustBe(described, this.media.kind, "play such media");
    if (this.rotation !== 0) mustBe(described, "videoinput", "be rotated");
    this.#described = described;
  }

  /** TypeError where it is known to be of another kind. */
  mustBe(kind: SourceDescription["kind"], what: string): void {
    if (this.#described) mustBe(this.#described, kind, what);
  }

  mute(isMuted: boolean): void {
    if (this.isMuted === isMuted) return;
    this.isMuted = isMuted;
    for (const source of [...this.sources]) source.tellMuted();
  }

  rotate(rotation: number): void {
    if (this.rotation === rotation) return;
    this.rotation = rotation;
    for (const source of [...this.sources]) source.tellRotated();
  }

  play(media: ReadMedia | null): void {
    this.media = media;
    for (const source of this.sources) source.redraw();
  }

  unplug(): void {
    this.isUnplugged = true;
    for (const source of [...this.sources]) source.end();
  }

  /** Throws what keeps it from being opened or configured at the moment. */
  check(isOpening: boolean): void {
    const name = `The virtual device "${this.id}"`;
    if (this.isUnplugged) throw new DOMException(`${name} has been unplugged.`, "AbortError");
    if (this.failure !== null) throw new DOMException(`${name} has been made to fail.`, this.failure);
    if (isOpening && this.isBusy) {
      throw new DOMException(`${name} is in use by another program.`, "NotReadableError");
    }
  }

  /** What the host shows of it. */
  hostDevice(described: DescribedDevice, isDefault: boolean): HostDevice {
    return Object.freeze({
      id: this.id,
      kind: described.kind,
      label: described.label ?? "",
      groupId: described.groupId,
      description: described.kind === "audiooutput" ? undefined : described,
      isDefault,
      open: (configuration: Configuration, observer: SourceObserver) =>
        this.#open(described, configuration, observer),
    });
  }

  async #open(
    described: SourceDescription | VirtualOutput,
    configuration: Configuration,
    observer: SourceObserver,
  ): Promise<HostSource> {
    // Devices take their time, and may be unplugged meanwhile.
    await Promise.resolve();
    this.check(true);
    if (described.kind === "audiooutput") {
      throw new DOMException(`The virtual device "${this.id}" is no source.`, "NotReadableError");
    }
    const mode = runningMode(described, configuration);
    const source = new VirtualSource(this, described, mode, this.#clock, observer);
    this.sources.add(source);
    return source;
  }
}

function mustBe({ kind, deviceId }: DescribedDevice, must: SourceDescription["kind"], what: string): void {
  const noun = must === "videoinput" ? "a camera" : "a microphone";
  if (kind !== must) reject("deviceId", `${noun}'s to ${what}`, deviceId);
}
