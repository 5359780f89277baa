/** enumerateDevices() and devicechange: Media Capture and Streams, 9.2. */
import type { TrackCapabilities } from "../solver/types.js";
import type { HostDevice } from "../hosts/host.js";
import type { CaptureContext } from "./capture-context.js";
import { InputDeviceInfo } from "./input-device-info.js";
import { MediaDeviceInfo, type DeviceInfoInit } from "./media-device-info.js";
import { mediaTypeOfDevice, mediaTypes } from "./media-types.js";
import { queueTask } from "./tasks.js";
import { internal } from "./web-idl.js";

/** A device info as it is stored, to be copied. */
interface StoredInfo {
  readonly init: DeviceInfoInit;
  /** Of inputs; undefined for outputs. */
  readonly capabilities: TrackCapabilities | undefined;
}

/** The list of devices as a document knows it. */
export class DeviceList {
  #context: CaptureContext;
  #fire: () => void;
  /** [[storedDeviceList]] */
  #stored: readonly StoredInfo[] | undefined;
  #kinds: Promise<string>;
  #isBehind = false;
  #isTelling = false;

  /** `fire` fires devicechange. */
  constructor(context: CaptureContext, fire: () => void) {
    this.#context = context;
    this.#fire = fire;
    this.#kinds = this.#probeKinds();
    context.host.observe(() => void this.#devicesChanged());
    context.document.observe(() => {
      if (this.#isBehind) void this.#devicesChanged();
    });
  }

  /** Media Capture and Streams, 9.2, enumerateDevices. */
  async enumerate(): Promise<MediaDeviceInfo[]> {
    const { document } = this.#context;
    while (!this.#context.canEnumerate()) await document.waitForFocus();
    this.#stored ??= await this.#generate();
    return this.#stored.map(({ init, capabilities }) =>
      capabilities ? new InputDeviceInfo(internal, init, capabilities) : new MediaDeviceInfo(internal, init),
    );
  }

  /** Media Capture and Streams, 9.2.3, set the device information exposure. */
  setExposure(kinds: Iterable<string>, value: boolean): void {
    const { exposed } = this.#context;
    for (const kind of kinds) {
      if (exposed.has(kind) === value) continue;
      if (value) exposed.add(kind);
      else exposed.delete(kind);
      this.#stored = undefined;
    }
  }

  /** Forgets the list: ids have changed. */
  forget(): void {
    this.#stored = undefined;
  }

  async #generate(): Promise<StoredInfo[]> {
    const context = this.#context;
    const devices = await context.host.devices();
    const list: StoredInfo[] = [];
    for (const type of mediaTypes()) {
      if (!context.isAllowed(type)) continue;
      const ofKind: StoredInfo[] = [];
      for (const device of devices) {
        if (device.kind !== type.deviceKind) continue;
        const info = this.#describe(device, context.canExpose(type.kind));
        if (device.isDefault) ofKind.unshift(info);
        else ofKind.push(info);
      }
      list.push(...(context.canExposeAny() ? ofKind : ofKind.slice(0, 1)));
    }
    const { exposeDevice } = context.options;
    if (!exposeDevice) return list;
    const others: StoredInfo[] = [];
    for (const device of devices) {
      if (
        mediaTypeOfDevice(device.kind) ||
        !exposeDevice(
          device,
          list.map(({ init }) => init),
        )
      )
        continue;
      const info = this.#describe(device, true);
      if (device.isDefault) others.unshift(info);
      else others.push(info);
    }
    return [...list, ...others];
  }

  /** Media Capture and Streams, 9.2.1, creating a device info object. */
  #describe(device: HostDevice, isExposed: boolean): StoredInfo {
    const { ids } = this.#context;
    const { kind, label } = device;
    const init = isExposed
      ? { kind, label, deviceId: ids.deviceId(device), groupId: ids.groupId(device) }
      : { kind, label: "", deviceId: "", groupId: "" };
    const capabilities = device.description && (isExposed ? this.#context.capabilities(device) : {});
    return { init, capabilities };
  }

  /** Media Capture and Streams, 9.2: what has to happen when devices come, go or become the default. */
  async #devicesChanged(): Promise<void> {
    const context = this.#context;
    if (context.document.isUnloaded) return;
    if (!context.canEnumerate()) {
      this.#isBehind = true;
      return;
    }
    this.#isBehind = false;
    const before = await this.#kinds;
    this.#kinds = this.#probeKinds();
    // Without exposure only the first and the last device of a kind are news.
    if (!context.canExposeAny() && (await this.#kinds) === before) return;
    await this.#notify();
  }

  /** Media Capture and Streams, 9.2, device change notification steps. */
  async #notify(): Promise<void> {
    if (this.#stored) {
      const now = JSON.stringify((await this.#generate()).map(({ init }) => init));
      if (now === JSON.stringify(this.#stored?.map(({ init }) => init))) return;
    }
    this.#stored = undefined;
    // Several changes at once are one event.
    if (this.#isTelling) return;
    this.#isTelling = true;
    const tell = (): void => {
      queueTask(() => {
        this.#isTelling = false;
        if (!this.#context.document.isUnloaded) this.#fire();
      });
    };
    const { deviceChangeFuzz = 0 } = this.#context.options;
    if (deviceChangeFuzz > 0) this.#context.clock.setTimeout(tell, Math.random() * deviceChangeFuzz);
    else tell();
  }

  /** Looks at the devices; returns which kinds of them there are. */
  async #probeKinds(): Promise<string> {
    try {
      const devices = await this.#context.host.devices();
      this.#context.noteDevices(devices);
      return [...new Set(devices.map(({ kind }) => kind))].sort().join();
    } catch {
      return "";
    }
  }
}
