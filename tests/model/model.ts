/**
 * A small model of a document's capture, written from the specification. Where the specification leaves a choice
 * (when within three seconds a device is given back), the model follows what was chosen.
 */
import type { Asked } from "./required.js";

/** How long a device may be kept without being wanted, and how long a light stays on at least, in milliseconds. */
export const THREE_SECONDS = 3000;

/** A track that a script holds. */
export class ModelTrack {
  constraints: Asked;
  isEnabled: boolean;
  isLive = true;
  /** The events that it must have fired. */
  readonly events: string[] = [];

  constructor(
    readonly name: string,
    readonly source: ModelSource,
    constraints: Asked,
    isEnabled: boolean,
  ) {
    this.constraints = constraints;
    this.isEnabled = isEnabled;
    source.tracks.add(this);
  }
}

/** A device in use. */
export class ModelSource {
  readonly tracks = new Set<ModelTrack>();
  isOpen = true;
  /** As far as an open device has told. */
  isMuted: boolean;
  rotation: number;
  /** Since when none of its tracks has wanted it. */
  unwantedSince: number | undefined;
  /** Since when it could have been given back: unwanted, and not muted. */
  idleSince: number | undefined;

  constructor(readonly device: ModelDevice) {
    this.isMuted = device.isMuted;
    this.rotation = device.rotation;
  }

  /** 4.3.1: a track wants its media while the track is live, unmuted and enabled. */
  get isWanted(): boolean {
    return !this.isMuted && [...this.tracks].some(({ isEnabled }) => isEnabled);
  }
}

/** A device from the moment it is plugged in to the moment it is unplugged. */
export class ModelDevice {
  isMuted = false;
  rotation = 0;
  isPlugged = true;

  constructor(readonly id: string) {}
}

/** The name of a permission. */
export type Permission = "camera" | "microphone";

/** What the model knows. */
export class Model {
  now = 0;
  isUnloaded = false;
  readonly devices = new Map<string, ModelDevice>();
  readonly tracks: ModelTrack[] = [];
  readonly sources = new Set<ModelSource>();
  readonly permissions = new Map<string, PermissionState>();
  /** [[devicesAccessibleMap]], of devices that have been captured. */
  readonly accessible = new Map<string, boolean>();
  #names = 0;

  /** The permission for a device, or for a kind of device. */
  permission(name: Permission, device?: string): PermissionState {
    const own = device === undefined ? undefined : this.permissions.get(`${name} ${device}`);
    return own ?? this.permissions.get(name) ?? "prompt";
  }

  /** The source of a device as it is plugged in now. */
  sourceOf(device: ModelDevice): ModelSource | undefined {
    return [...this.sources].find((source) => source.device === device);
  }

  /** A track that getUserMedia() has made, or a clone. */
  add(source: ModelSource, constraints: Asked, isEnabled: boolean, permission: Permission): ModelTrack {
    this.sources.add(source);
    // It is opened before the track is there, which begins as muted as its source is.
    if (isEnabled && !source.isOpen) this.#open(source, permission);
    this.#names += 1;
    const track = new ModelTrack(`track${this.#names}`, source, constraints, isEnabled);
    this.tracks.push(track);
    if (source.isOpen) this.accessible.set(source.device.id, true);
    this.flowChanged(source, permission);
    return track;
  }

  /** 4.3.3, stop(). */
  stop(track: ModelTrack, permission: Permission): void {
    if (!track.isLive) return;
    track.isLive = false;
    track.source.tracks.delete(track);
    this.flowChanged(track.source, permission);
  }

  /** 4.3.1: ends for any other reason. */
  end(track: ModelTrack, permission: Permission): void {
    if (!track.isLive) return;
    track.events.push("ended");
    this.stop(track, permission);
  }

  /** Ends all tracks of a source. */
  endAll(source: ModelSource, permission: Permission): void {
    for (const track of [...source.tracks]) this.end(track, permission);
  }

  /** 4.3.1: the source's muted state has become known. */
  setMuted(source: ModelSource, isMuted: boolean, permission: Permission): void {
    if (source.isMuted === isMuted) return;
    source.isMuted = isMuted;
    for (const track of source.tracks) track.events.push(isMuted ? "mute" : "unmute");
    this.flowChanged(source, permission);
  }

  /** 4.3.1: what follows when tracks are enabled, disabled, muted, unmuted, come or go. */
  flowChanged(source: ModelSource, permission: Permission): void {
    const { device } = source;
    if (source.tracks.size === 0) {
      this.sources.delete(source);
      source.isOpen = false;
      // 4.3: when the source is stopped, step 3.
      if (this.permission(permission, device.id) !== "granted") this.accessible.set(device.id, false);
      return;
    }
    if (!source.isWanted) {
      source.unwantedSince ??= this.now;
      if (source.isMuted) source.idleSince = undefined;
      else source.idleSince ??= this.now;
      return;
    }
    source.unwantedSince = undefined;
    source.idleSince = undefined;
    if (source.isOpen) return;
    if (device.isPlugged) this.#open(source, permission);
    else this.endAll(source, permission);
  }

  #open(source: ModelSource, permission: Permission): void {
    source.isOpen = true;
    source.rotation = source.device.rotation;
    this.setMuted(source, source.device.isMuted, permission);
  }

  /** Sets a permission; what it was for ends when it is revoked (4.3.1), and the maps follow (9.2). */
  setPermission(name: Permission, state: PermissionState, device: string | undefined): void {
    const own = this.permission(name, device);
    const before = new Map([...this.accessible.keys()].map((id) => [id, this.permission(name, id)]));
    this.permissions.set(device === undefined ? name : `${name} ${device}`, state);
    if (own === state) return;
    for (const source of [...this.sources]) {
      const { id } = source.device;
      if (permissionFor(id) !== name || (device !== undefined && id !== device)) continue;
      if (state !== "granted" && this.permission(name, id) !== "granted") this.endAll(source, name);
    }
    for (const [id, old] of before) {
      if (permissionFor(id) !== name) continue;
      const now = this.permission(name, id);
      const isStopped = ![...this.sources].some((source) => source.device.id === id);
      if (now === "granted" && old !== "granted") this.accessible.set(id, true);
      else if (now !== "granted" && old === "granted" && isStopped) this.accessible.set(id, false);
    }
  }
}

/** The permission for a device. */
export function permissionFor(device: string): Permission {
  return device === "phone" || device === "headset" ? "microphone" : "camera";
}
