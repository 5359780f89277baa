/** What the tests of capture begin with: virtual devices on a stepped clock, and a MediaDevices object over them. */
import type { StreamRequest, TrackConstraints } from "../../../bindings/constrainable/constraint-types.js";
import { createMediaDevices } from "../../../bindings/capture/create-media-devices.js";
import { DocumentState } from "../../../bindings/capture/document-state.js";
import type { Indicators } from "../../../bindings/capture/indicators.js";
import type { MediaDevicesOptions } from "../../../bindings/capture/media-devices-options.js";
import type { MediaDevices } from "../../../bindings/capture/media-devices.js";
import type { MediaStream } from "../../../bindings/capture/media-stream.js";
import type { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import { Permissions } from "../../../bindings/capture/permissions.js";
import { type UserAgent, userAgentOf } from "../../../bindings/capture/user-agent.js";
import { SteppedClock, steppedClock } from "../../../bindings/hosts/stepped-clock.js";
import type { VirtualDevice } from "../../../bindings/hosts/virtual/describe-device.js";
import { virtualHost, type VirtualHost } from "../../../bindings/hosts/virtual/virtual-host.js";
import { back, front, headset, microphone } from "./sources.js";
import { WatchedHost } from "./watched-host.js";

/** Options of a scene; the rest goes to createMediaDevices(). */
export interface SceneOptions extends Partial<
  Omit<MediaDevicesOptions, "permissions" | "document" | "host">
> {
  /** Both cameras of the phone, its microphone and the headset's, when left out. */
  devices?: readonly VirtualDevice[];
  permissions?: Record<string, PermissionState>;
  /** Another document's host, in place of one of its own. */
  host?: VirtualHost;
}

/** The only element of a list. */
export function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined || list.length !== 1) throw new Error(`The list has ${list.length} elements.`);
  return first;
}

/** Turns of the event loop, in which queued tasks run. */
const TASKS = 6;

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

export class Scene {
  readonly watched: WatchedHost;
  readonly document = new DocumentState();
  readonly permissions: Permissions;
  readonly #devices: readonly VirtualDevice[];
  #mediaDevices: MediaDevices | undefined;

  constructor(
    readonly host: VirtualHost,
    readonly clock: SteppedClock,
    devices: readonly VirtualDevice[],
    permissions: Record<string, PermissionState> | undefined,
  ) {
    this.watched = new WatchedHost(host);
    this.permissions = new Permissions(permissions);
    this.#devices = devices;
  }

  get mediaDevices(): MediaDevices {
    if (!this.#mediaDevices) throw new Error("The scene has not begun.");
    return this.#mediaDevices;
  }

  /** The user's side of the MediaDevices object. */
  get userAgent(): UserAgent {
    return userAgentOf(this.mediaDevices);
  }

  /** What is shown to the user. */
  get indicators(): Indicators {
    return this.userAgent.indicators;
  }

  async begin(options: Partial<MediaDevicesOptions>): Promise<this> {
    const { watched: host, document, permissions } = this;
    this.#mediaDevices = await createMediaDevices({ ...options, host, document, permissions });
    return this;
  }

  /** Lets tasks and microtasks run until nothing more is to be expected of them; no time passes on the clock. */
  async settle(): Promise<void> {
    for (let task = 0; task < TASKS; task++) {
      await this.clock.advance(0);
      await nextTask();
    }
    await this.clock.advance(0);
  }

  /** Lets time pass on the clock, and what follows from it happen. */
  async pass(milliseconds: number): Promise<void> {
    await this.settle();
    await this.clock.advance(milliseconds);
    await this.settle();
  }

  /** What a promise comes to, with tasks running meanwhile and no time passing on the clock. */
  async until<T>(promise: Promise<T> | T): Promise<T> {
    let isPending = true;
    const done = (): void => {
      isPending = false;
    };
    Promise.resolve(promise).then(done, done);
    for (let turn = 0; isPending && turn < 1000; turn++) {
      await this.clock.advance(0);
      await nextTask();
    }
    if (isPending) throw new Error("The promise is still pending.");
    return await promise;
  }

  /** Whether a promise is still pending when everything has settled. */
  async isPending(promise: Promise<unknown>): Promise<boolean> {
    let isPending = true;
    const done = (): void => {
      isPending = false;
    };
    promise.then(done, done);
    await this.settle();
    return isPending;
  }

  /** A stream of getUserMedia(). */
  take(constraints: StreamRequest): Promise<MediaStream> {
    return this.until(this.mediaDevices.getUserMedia(constraints));
  }

  /** A track of the camera of an id in the host. */
  async camera(id: string, constraints: TrackConstraints | true = {}): Promise<MediaStreamTrack> {
    return only((await this.#takeFrom(id, "video", constraints)).getVideoTracks());
  }

  /** A track of the microphone of an id in the host. */
  async microphone(id: string, constraints: TrackConstraints | true = {}): Promise<MediaStreamTrack> {
    return only((await this.#takeFrom(id, "audio", constraints)).getAudioTracks());
  }

  /** Muted at the device, in whatever way; the track follows in a task. */
  mute(id: string, muted: boolean): void {
    this.host.mute(id, muted);
  }

  unplug(id: string): void {
    this.host.unplug(id);
  }

  /** Plugs in a device that was unplugged. */
  plug(id: string): void {
    const device = this.#devices.find((device) => typeof device !== "string" && device.deviceId === id);
    if (device === undefined || typeof device === "string") throw new Error(`There is no device ${id}.`);
    this.host.plug(device);
  }

  /** With no constraint but the caller's on the track: all others of the kind are hidden for the time of the call. */
  async #takeFrom(
    id: string,
    kind: "audio" | "video",
    constraints: TrackConstraints | true,
  ): Promise<MediaStream> {
    const others = (await this.host.devices()).filter(
      (device) => device.kind === `${kind}input` && device.id !== id,
    );
    for (const other of others) this.watched.hidden.add(other.id);
    try {
      return await this.take({ [kind]: constraints });
    } finally {
      for (const other of others) this.watched.hidden.delete(other.id);
    }
  }
}

/** A scene that has begun. */
export async function scene(options: SceneOptions = {}): Promise<Scene> {
  const { devices = [front, back, microphone, headset], permissions, host, ...rest } = options;
  const clock = host ? host.clock : steppedClock();
  if (!(clock instanceof SteppedClock)) throw new Error("The host's clock must be stepped by hand.");
  const virtual = host ?? virtualHost({ devices, clock });
  return await new Scene(virtual, clock, devices, permissions).begin(rest);
}
