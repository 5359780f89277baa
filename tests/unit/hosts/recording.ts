/** Consumers and observers that keep what they get, and what is needed to open devices. */
import type { Configuration, HostDevice, HostSource, SourceObserver } from "../../../bindings/hosts/host.js";
import type { AudioBlock, MediaConsumer, Picture } from "../../../bindings/hosts/media.js";
import type { VirtualHost } from "../../../bindings/hosts/virtual/virtual-host.js";
import type { NativeMode, SourceDescription, TrackSettings } from "../../../bindings/solver/types.js";

/** Keeps copies, as whoever keeps media has to, and the time they came at. */
export class Recording implements MediaConsumer {
  readonly pictures: Picture[] = [];
  readonly blocks: AudioBlock[] = [];
  readonly times: number[] = [];
  readonly #host: VirtualHost;

  constructor(host: VirtualHost) {
    this.#host = host;
  }

  picture(picture: Picture): void {
    this.times.push(this.#host.clock.now());
    this.pictures.push({ ...picture, data: picture.data.slice() });
  }

  block(block: AudioBlock): void {
    this.times.push(this.#host.clock.now());
    this.blocks.push({ ...block, channels: block.channels.map((samples) => samples.slice()) });
  }

  /** The last picture, of which there must be one. */
  get last(): Picture {
    const picture = this.pictures.at(-1);
    if (!picture) throw new Error("There is no picture.");
    return picture;
  }

  /** A channel of all blocks in one. */
  channel(channel: number): Float32Array {
    return Float32Array.from(this.blocks.flatMap(({ channels }) => Array.from(channels[channel] ?? [])));
  }
}

/** Keeps what it is told, in words. */
export class Told implements SourceObserver {
  readonly words: string[] = [];

  muted(isMuted: boolean): void {
    this.words.push(isMuted ? "muted" : "unmuted");
  }

  rotated(rotation: number): void {
    this.words.push(`rotated ${rotation}`);
  }

  ended(): void {
    this.words.push("ended");
  }
}

/** A configuration of a camera. */
export function inMode(nativeMode?: NativeMode, frameRate?: number): Configuration {
  return { nativeMode, frameRate, settings: {} };
}

/** A configuration of a device without modes. */
export function withSettings(settings: TrackSettings = {}): Configuration {
  return { nativeMode: undefined, frameRate: undefined, settings };
}

/** A camera of one size. */
export function cameraOf(width: number, height: number, ...frameRates: number[]): SourceDescription {
  return {
    kind: "videoinput",
    deviceId: "camera",
    label: "Camera",
    modes: [{ width, height, frameRates }],
  };
}

/** A microphone that can do everything. */
export const microphone: SourceDescription = {
  kind: "audioinput",
  deviceId: "microphone",
  label: "Microphone",
};

/** The device of the id. */
export async function deviceOf(host: VirtualHost, id: string): Promise<HostDevice> {
  const device = (await host.devices()).find((candidate) => candidate.id === id);
  if (!device) throw new Error(`There is no ${id}.`);
  return device;
}

/** Opens the device of the id. */
export async function open(
  host: VirtualHost,
  id: string,
  configuration: Configuration = inMode(),
  observer: SourceObserver = new Told(),
): Promise<HostSource> {
  return (await deviceOf(host, id)).open(configuration, observer);
}

/** What a function throws or a promise rejects with. */
export async function errorOf(steps: (() => unknown) | Promise<unknown>): Promise<unknown> {
  try {
    await (typeof steps === "function" ? steps() : steps);
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown.");
}
