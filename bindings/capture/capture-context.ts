/** Everything one document's capture objects share: its devices' sources, permissions, exposure and indicators. */
import type { PropertyRegistrations } from "../constrainable/constraint-types.js";
import { createRegistry } from "../constrainable/registration.js";
import type { PropertyRegistry } from "../constrainable/registry.js";
import type { Clock } from "../hosts/clock.js";
import type { CaptureHost, HostDescription, HostDevice } from "../hosts/host.js";
import type { TrackCapabilities } from "../solver/types.js";
import { capabilitiesOf } from "./capabilities.js";
import type { CaptureObjects } from "./capture-objects.js";
import { checkOptions } from "./check-options.js";
import { ConstraintSolver } from "./constraint-solver.js";
import { DeviceIds, PlatformIds, type DocumentIds } from "./device-ids.js";
import { DeviceSource } from "./device-source.js";
import { DocumentState } from "./document-state.js";
import { Indicators } from "./indicators.js";
import type { MediaDevicesOptions } from "./media-devices-options.js";
import { mediaTypeOfDevice, mediaTypes, type MediaType } from "./media-types.js";
import { Permissions } from "./permissions.js";
import { registeredProperties } from "./registered-properties.js";

/** The state behind one MediaDevices object. */
export class CaptureContext {
  readonly host: CaptureHost;
  readonly clock: Clock;
  readonly options: MediaDevicesOptions;
  readonly objects: CaptureObjects;
  readonly document: DocumentState;
  readonly permissions: Permissions;
  readonly indicators: Indicators;
  readonly registry: PropertyRegistry;
  readonly solver: ConstraintSolver;
  readonly ids: DocumentIds;
  /** [[mediaStreamTrackSources]]: the sources in use, by the host's ids. */
  readonly sources = new Map<string, DeviceSource>();
  /** [[canExposeCameraInfo]], [[canExposeMicrophoneInfo]]: kinds of media whose devices may be told of. */
  readonly exposed = new Set<string>();
  /** The sources in use, and those whose tracks are about to end. */
  #allSources = new Set<DeviceSource>();
  #isClosed = false;
  /** What ends when it is closed, and what ends when its last track has ended after that. */
  readonly #atClose: (() => void)[] = [];
  readonly #atEnd: (() => void)[] = [];

  constructor(options: MediaDevicesOptions, objects: CaptureObjects) {
    checkOptions(options);
    const { host, properties = {}, origin = "null", store, worker = false } = options;
    const registrations: PropertyRegistrations = { ...registeredProperties(), ...properties };
    this.options = options;
    this.objects = objects;
    this.host = host;
    this.clock = host.clock;
    this.document = options.document ?? new DocumentState();
    this.permissions =
      options.permissions instanceof Permissions ? options.permissions : new Permissions(options.permissions);
    this.indicators = new Indicators(host.clock);
    this.registry = createRegistry(registrations);
    this.solver = new ConstraintSolver(registrations, worker);
    this.ids = host.isPlatform ? new PlatformIds() : new DeviceIds(origin, store);
    for (const { kind, permission } of mediaTypes()) {
      this.indicators.setKindAccessible(kind, this.permissions.state(permission) === "granted");
    }
    this.untilEnd(
      this.permissions.observe((name, deviceId) => {
        this.#permissionChanged(name, deviceId);
      }),
      host.observe(() => void this.#devicesChanged()),
      this.document.observe(() => {
        if (this.document.isUnloaded) this.#unloaded();
        else for (const source of this.sources.values()) source.focusChanged();
      }),
    );
    if (this.document.isUnloaded) this.close();
  }

  /** Calls these functions when it is closed. */
  untilClose(...stops: readonly (() => void)[]): void {
    if (this.#isClosed) callAll(stops);
    else this.#atClose.push(...stops);
  }

  /** Calls these functions when it has been closed and its last track has ended. */
  untilEnd(...stops: readonly (() => void)[]): void {
    if (this.#isOver) callAll(stops);
    else this.#atEnd.push(...stops);
  }

  /**
   * Gives up what it holds of others: its observers, and the solver's worker. Tracks that are live go on, so that what they
   * need of it goes with the last of them. What is asked for later is answered.
   */
  close(): void {
    this.#isClosed = true;
    callAll(this.#atClose.splice(0));
    this.#endIfOver();
  }

  /** Media Capture and Streams, 9.2, step 3: the entries of devices that are seen for the first time. */
  noteDevices(devices: readonly HostDevice[]): void {
    const { devicesLive } = this.indicators;
    for (const device of devices) {
      const type = mediaTypeOfDevice(device.kind);
      const deviceId = this.deviceId(device);
      if (!type || devicesLive.has(deviceId)) continue;
      this.indicators.setDeviceLive(type.kind, deviceId, false);
      const state = this.permissions.state(type.permission, deviceId);
      this.indicators.setDeviceAccessible(type.kind, deviceId, state === "granted");
    }
  }

  /** Whether the document may use a policy-controlled feature (Media Capture and Streams, 13). */
  isAllowed({ permission }: MediaType): boolean {
    const { policy } = this.options;
    if (typeof policy === "function") return policy(permission);
    return policy?.[permission] ?? true;
  }

  /** The id of a device in this document: one that is in use keeps what it has, though the origin's ids be cleared. */
  deviceId(device: HostDevice): string {
    const source = this.sources.get(keyOf(device));
    return source && !source.hasEnded ? source.deviceId : this.ids.deviceId(device);
  }

  /** A device, as it is described or otherwise, as the document sees it: with its ids. */
  describe(device: HostDevice, description = device.description): HostDescription {
    if (!description) throw new TypeError(`Device "${device.label}" is no source.`);
    return { ...description, deviceId: this.deviceId(device), groupId: this.ids.groupId(device) };
  }

  /** The capabilities of a device, by the document's ids. */
  capabilities(device: HostDevice): TrackCapabilities {
    return capabilitiesOf(this.describe(device), this.registry);
  }

  /** The source of a device in this document; a new one where none is in use. */
  sourceOf(device: HostDevice, type: MediaType): DeviceSource {
    const key = keyOf(device);
    const existing = this.sources.get(key);
    if (existing && !existing.hasEnded) return existing;
    const source = new DeviceSource(this, device, type, () => {
      this.#allSources.delete(source);
      this.#endIfOver();
      if (this.sources.get(key) === source) this.sources.delete(key);
    });
    this.#allSources.add(source);
    this.sources.set(key, source);
    return source;
  }

  /** Whether a device is attached to a live track of this document. */
  isLive(device: HostDevice): boolean {
    return this.sources.get(keyOf(device))?.isLive ?? false;
  }

  /** Media Capture and Streams, 9.2.2: whether information of a kind's devices can be exposed. */
  canExpose(kind: string): boolean {
    if (this.exposed.has(kind)) return true;
    return [...this.sources.values()].some((source) => source.type.kind === kind && source.isLive);
  }

  /** Media Capture and Streams, 9.2.2, device information can be exposed. */
  canExposeAny(): boolean {
    return mediaTypes().some(({ kind }) => this.canExpose(kind));
  }

  /** Media Capture and Streams, 9.2.2, device enumeration can proceed. */
  canEnumerate(): boolean {
    return this.canExposeAny() || (this.document.isFullyActive && this.document.hasFocus);
  }

  /** The permission state of a device of the document, of which live tracks are a grant (10.2, step 6.5.1). */
  permissionFor(device: HostDevice): PermissionState {
    const type = mediaTypeOfDevice(device.kind);
    if (!type) return "prompt";
    if (this.isLive(device)) return "granted";
    return this.permissions.state(type.permission, this.deviceId(device));
  }

  /** Media Capture and Streams, 9.2: transitions of permission states, and 4.3.1, device permission revocation. */
  #permissionChanged(name: string, deviceId: string | undefined): void {
    for (const type of mediaTypes()) {
      if (type.permission !== name) continue;
      const state = this.permissions.state(name, deviceId);
      if (deviceId === undefined) this.indicators.setKindAccessible(type.kind, state === "granted");
      const changed = deviceId === undefined ? this.indicators.devicesOf(type.kind) : [deviceId];
      for (const id of changed) {
        if (this.permissions.state(name, id) === "granted") {
          this.indicators.setDeviceAccessible(type.kind, id, true);
        } else if (!this.indicators.devicesLive.get(id)) {
          this.indicators.setDeviceAccessible(type.kind, id, false);
        }
      }
      if (state === "granted") continue;
      for (const source of [...this.sources.values()]) {
        if (source.type !== type || (deviceId !== undefined && source.deviceId !== deviceId)) continue;
        if (deviceId === undefined && this.permissions.state(name, source.deviceId) === "granted") continue;
        source.endTracks();
      }
    }
  }

  async #devicesChanged(): Promise<void> {
    try {
      const devices = await this.host.devices();
      for (const source of [...this.#allSources]) source.devicesChanged(devices);
    } catch {
      // A host that cannot tell its devices says so to whoever asks for them.
    }
  }

  get #isOver(): boolean {
    return this.#isClosed && this.#allSources.size === 0;
  }

  #endIfOver(): void {
    if (!this.#isOver) return;
    callAll(this.#atEnd.splice(0));
    this.solver.close();
  }

  /** Media Capture and Streams, 4.3, stop all sources. */
  #unloaded(): void {
    for (const source of [...this.#allSources]) source.stop();
    this.close();
  }
}

function keyOf({ kind, id }: HostDevice): string {
  return `${kind} ${id}`;
}

function callAll(functions: readonly (() => void)[]): void {
  for (const each of functions) each();
}
