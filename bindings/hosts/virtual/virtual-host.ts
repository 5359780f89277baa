/** A host whose devices are made up, and do what a test tells them to. */
import { reject } from "../../solver/argument-errors.js";
import type { Clock } from "../clock.js";
import type { CaptureHost, HostDevice } from "../host.js";
import { checkClock, checkMembers, checkType } from "../check-arguments.js";
import { realClock } from "../real-clock.js";
import { defaultDevices } from "./default-devices.js";
import {
  describeDevice,
  deviceOfCatalogue,
  type DescribedDevice,
  type VirtualDevice,
  type VirtualOutput,
} from "./describe-device.js";
import { readMedia, type MediaFile } from "./media-file.js";
import { PluggedDevice } from "./plugged-device.js";
import { callReporting } from "../report-exception.js";
import { toneFrequency } from "./tone.js";
import type { SourceDescription } from "../../solver/types.js";

/** What a virtual host begins with. */
export interface VirtualHostOptions {
  /**
   * The devices plugged in, in order of enumeration: descriptions, loudspeakers and names of the catalogue. One camera
   * and one microphone of a laptop, when absent.
   */
  devices?: readonly VirtualDevice[];
  /** The time that media flow by; `realClock()` when absent. */
  clock?: Clock;
}

/** How a device is plugged in. */
export interface PlugOptions {
  /** Whether the system prefers it from then on among those of its kind. */
  default?: boolean;
  /** What it plays, as with `play`. */
  media?: MediaFile;
}

const ROTATIONS = [0, 90, 180, 270];

/**
 * A host of virtual devices. Cameras show a test pattern with their label and a frame number (`readFrameNumber`),
 * microphones hear a tone (`toneFrequency`). Where a method takes the id of a device, it throws a TypeError when no such
 * device is plugged in.
 */
export class VirtualHost implements CaptureHost {
  /** The time that media flow by. */
  readonly clock: Clock;
  readonly #devices = new Map<string, PluggedDevice>();
  readonly #listeners = new Set<{ readonly listener: () => void }>();
  /** The devices it began with: descriptions, and names of the catalogue. */
  readonly #first: readonly (DescribedDevice | string)[];
  #preferences = 0;

  /** TypeError where a description is none or an id is there twice. Names of the catalogue are looked up later. */
  constructor(options: VirtualHostOptions = {}) {
    checkMembers(options, "options", ["devices", "clock"]);
    const { devices = defaultDevices, clock = realClock() } = options;
    checkClock(clock, "options.clock");
    this.clock = clock;
    if (!Array.isArray(devices)) reject("options.devices", "a list", devices);
    this.#first = Array.from(devices as readonly VirtualDevice[], (device, i) =>
      typeof device === "string" ? device : describeDevice(device, `options.devices[${i}]`),
    );
    this.#begin();
  }

  /** How many sources are open: neither closed nor ended. */
  get openSources(): number {
    let sources = 0;
    for (const device of this.#devices.values()) sources += device.sources.size;
    return sources;
  }

  /**
   * The devices there are, in the order they were plugged in. Rejects with a TypeError while a name that was given to the
   * constructor is not in the catalogue.
   */
  async devices(): Promise<readonly HostDevice[]> {
    let unknown: PluggedDevice | undefined;
    while ((unknown = [...this.#devices.values()].find(({ described }) => !described))) {
      const described = await deviceOfCatalogue(unknown.id);
      // Another call may have been faster.
      if (!unknown.described) this.#describe(unknown, described);
    }
    const defaults = this.#defaults();
    const found: HostDevice[] = [];
    for (const device of this.#devices.values()) {
      const { described } = device;
      if (described) found.push(device.hostDevice(described, defaults.get(described.kind) === device));
    }
    return Object.freeze(found);
  }

  /**
   * Calls back, after the change, when a device has been plugged in or unplugged or a default has changed, until the
   * function returned is called. What a listener throws is reported as uncaught.
   */
  observe(listener: () => void): () => void {
    const entry = { listener };
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  /** Plugs a device in. TypeError where it is no description or a device of the same id is plugged in. */
  plug(device: SourceDescription | VirtualOutput, options?: PlugOptions): void;
  /** Plugs a device of the catalogue in. Rejects with a TypeError where there is none or it is plugged in already. */
  plug(name: string, options?: PlugOptions): Promise<void>;
  plug(device: VirtualDevice, options: PlugOptions = {}): void | Promise<void> {
    if (typeof device !== "string") {
      this.#plugWith(describeDevice(device, "device"), options, "device.deviceId");
      return;
    }
    return deviceOfCatalogue(device).then((described) => this.#plugWith(described, options, "device"));
  }

  /**
   * Brings the devices back that the host began with, as they were: plugged in, neither muted nor turned, busy, failing or
   * playing a file. Open sources end, those of other devices too.
   */
  reset(): void {
    for (const device of this.#devices.values()) device.unplug();
    this.#devices.clear();
    this.#begin();
    this.#notify();
  }

  /** Unplugs a device: its open sources end, and opening it rejects with an AbortError. */
  unplug(deviceId: string): void {
    const device = this.#find(deviceId);
    this.#devices.delete(deviceId);
    device.unplug();
    this.#notify();
  }

  /** Mutes a device, as a switch on it or a closed lid does: its sources provide nothing until it is unmuted. */
  mute(deviceId: string, muted = true): void {
    this.#find(deviceId).mute(Boolean(muted));
  }

  /** Unmutes a device. */
  unmute(deviceId: string): void {
    this.mute(deviceId, false);
  }

  /**
   * Has opening and configuring the device reject with a DOMException of the name, until the name is null. Sources that
   * are open go on as they are.
   */
  fail(deviceId: string, errorName: string | null = "NotReadableError"): void {
    const device = this.#find(deviceId);
    if (errorName !== null && (typeof errorName !== "string" || errorName === "")) {
      reject("errorName", "the name of a DOMException or null", errorName);
    }
    device.failure = errorName;
  }

  /**
   * Has another program use the device: opening it rejects with a NotReadableError. Sources that are open keep it, as
   * they do where a system gives a device to one program at a time.
   */
  busy(deviceId: string, busy = true): void {
    this.#find(deviceId).isBusy = Boolean(busy);
  }

  /**
   * Makes a device the system's default among those of its kind. When it is unplugged, the one before it is again; the
   * first plugged in is where none was ever made it.
   */
  setDefault(deviceId: string): void {
    const device = this.#find(deviceId);
    const before = this.#defaults();
    this.#prefer(device);
    if (!device.described || before.get(device.described.kind) !== device) this.#notify();
  }

  /** Turns a camera to so many degrees clockwise: 0, 90, 180 or 270. Its pictures stay upright, in another format. */
  rotate(deviceId: string, degrees: number): void {
    const device = this.#find(deviceId);
    device.mustBe("videoinput", "be rotated");
    if (!ROTATIONS.includes(degrees)) reject("degrees", ROTATIONS.join(" or "), degrees);
    device.rotate(degrees);
  }

  /**
   * Has a camera show a Y4M file (4:2:0, eight bits), or a microphone hear a WAV file (PCM of 8 to 32 bits or float),
   * over and over, cropped, scaled and resampled to the mode it runs in; null brings the test pattern and the tone
   * back. TypeError where the file is malformed or for the other kind of device.
   */
  play(deviceId: string, media: MediaFile | null): void {
    const device = this.#find(deviceId);
    const file = media === null ? null : readMedia(media);
    if (file) device.mustBe(file.kind, "play such media");
    device.play(file);
  }

  /** The tone that a channel of a microphone hears, in Hz; TypeError for other devices. */
  toneOf(deviceId: string, channel = 0, sampleRate = 48000): number {
    const device = this.#find(deviceId);
    device.mustBe("audioinput", "have a tone");
    return toneFrequency(device.tone, channel, sampleRate);
  }

  #plugWith(described: DescribedDevice, options: PlugOptions, place: string): void {
    checkMembers(options, "options", ["default", "media"]);
    if (options.default !== undefined) checkType(options.default, "boolean", "options.default");
    const media = options.media === undefined ? null : readMedia(options.media);
    const device = new PluggedDevice(described.deviceId, this.clock);
    device.media = media;
    this.#mustBeNew(described.deviceId, place);
    this.#describe(device, described);
    this.#devices.set(device.id, device);
    if (options.default) this.#prefer(device);
    this.#notify();
  }

  #begin(): void {
    this.#preferences = 0;
    this.#first.forEach((device, i) => {
      const place = `options.devices[${i}]`;
      if (typeof device === "string") this.#add(new PluggedDevice(device, this.clock), place);
      else this.#plug(device, `${place}.deviceId`);
    });
  }

  #plug(described: DescribedDevice, place: string): void {
    this.#mustBeNew(described.deviceId, place);
    const device = new PluggedDevice(described.deviceId, this.clock);
    this.#describe(device, described);
    this.#add(device, place);
  }

  #add(device: PluggedDevice, place: string): void {
    this.#mustBeNew(device.id, place);
    this.#devices.set(device.id, device);
  }

  #mustBeNew(deviceId: string, place: string): void {
    if (this.#devices.has(deviceId))
      reject(place, "the id of no device that is plugged in already", deviceId);
  }

  /** Gives a device its description, and a microphone the first tone that no other has. */
  #describe(device: PluggedDevice, described: DescribedDevice): void {
    device.describe(described);
    if (described.kind !== "audioinput") return;
    const others = [...this.#devices.values()].filter(
      (other) => other !== device && other.described?.kind === "audioinput",
    );
    while (others.some(({ tone }) => tone === device.tone)) device.tone += 1;
  }

  #prefer(device: PluggedDevice): void {
    this.#preferences += 1;
    device.preference = this.#preferences;
  }

  #defaults(): Map<MediaDeviceKind, PluggedDevice> {
    const defaults = new Map<MediaDeviceKind, PluggedDevice>();
    for (const device of this.#devices.values()) {
      if (!device.described) continue;
      const { kind } = device.described;
      const preferred = defaults.get(kind);
      if (!preferred || device.preference > preferred.preference) defaults.set(kind, device);
    }
    return defaults;
  }

  #find(deviceId: string): PluggedDevice {
    const device = this.#devices.get(deviceId);
    if (device) return device;
    const ids = [...this.#devices.keys()].map((id) => JSON.stringify(id)).join(", ");
    return reject("deviceId", `that of a device plugged in (${ids || "there is none"})`, deviceId);
  }

  #notify(): void {
    for (const entry of [...this.#listeners]) {
      if (this.#listeners.has(entry)) callReporting(entry.listener);
    }
  }
}

/** A host of virtual devices, by default a laptop's camera and microphone. */
export function virtualHost(options?: VirtualHostOptions): VirtualHost {
  return new VirtualHost(options);
}
