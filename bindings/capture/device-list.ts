/** enumerateDevices() and devicechange: Media Capture and Streams, 9.2. */
import type { HostDevice } from "../hosts/host.js";
import type { CaptureContext } from "./capture-context.js";
import { InputDeviceInfo } from "./input-device-info.js";
import { MediaDeviceInfo, type DeviceInfoInit } from "./media-device-info.js";
import { mediaTypeOfDevice, mediaTypes } from "./media-types.js";
import { queueTask } from "./tasks.js";
import { internal } from "./web-idl.js";

/** What a device info is made of. */
interface StoredInfo {
  readonly device: HostDevice;
  /** Whether anything but its kind is told. */
  readonly isExposed: boolean;
}

/** The list of devices as a document knows it. */
export class DeviceList {
  #context: CaptureContext;
  #fire: () => void;
  /** [[storedDeviceList]] */
  #stored: readonly StoredInfo[] | undefined;
  /** Of what the list is made of: one that is being made while it changes is not stored. */
  #version = 0;
  /** Calls that wait until enumeration can proceed. */
  #waiting: (() => void)[] = [];
  #kinds: Promise<string>;
  #isBehind = false;
  #isTelling = false;

  /** `fire` fires devicechange. */
  constructor(context: CaptureContext, fire: () => void) {
    this.#context = context;
    this.#fire = fire;
    this.#kinds = this.#probeKinds();
    context.untilClose(
      context.host.observe(() => {
        this.#version += 1;
        void this.#devicesChanged();
      }),
      context.document.observe(() => {
        this.#proceed();
      }),
    );
  }

  /** Media Capture and Streams, 9.2, enumerateDevices. */
  async enumerate(): Promise<MediaDeviceInfo[]> {
    while (!this.#context.canEnumerate()) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    return (await this.#current()).map((info) => {
      const { device, isExposed } = info;
      const init = this.#initOf(info);
      if (!device.description) return new MediaDeviceInfo(internal, init);
      return new InputDeviceInfo(internal, init, isExposed ? this.#context.capabilities(device) : {});
    });
  }

  /** Media Capture and Streams, 9.2.3, set the device information exposure. */
  setExposure(kinds: Iterable<string>, value: boolean): void {
    const { exposed } = this.#context;
    for (const kind of kinds) {
      if (exposed.has(kind) === value) continue;
      if (value) exposed.add(kind);
      else exposed.delete(kind);
      this.#stored = undefined;
      this.#version += 1;
    }
    this.#proceed();
  }

  /** Goes on with what had to wait, if enumeration can proceed by now. */
  #proceed(): void {
    if (!this.#context.canEnumerate()) return;
    for (const resume of this.#waiting.splice(0)) resume();
    if (this.#isBehind) void this.#devicesChanged();
  }

  /** The list that is stored, or else a new one. */
  async #current(): Promise<readonly StoredInfo[]> {
    if (this.#stored) return this.#stored;
    const version = this.#version;
    const list = await this.#generate();
    if (version === this.#version) this.#stored = list;
    return list;
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
        const info = { device, isExposed: context.canExpose(type.kind) };
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
          list.map((info) => this.#initOf(info)),
        )
      )
        continue;
      const info = { device, isExposed: true };
      if (device.isDefault) others.unshift(info);
      else others.push(info);
    }
    return [...list, ...others];
  }

  /** Media Capture and Streams, 9.2.1, creating a device info object. */
  #initOf({ device, isExposed }: StoredInfo): DeviceInfoInit {
    const { kind, label } = device;
    if (!isExposed) return { kind, label: "", deviceId: "", groupId: "" };
    return {
      kind,
      label,
      deviceId: this.#context.deviceId(device),
      groupId: this.#context.ids.groupId(device),
    };
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
      // A host that cannot tell its devices says so to whoever asks for them.
      const now = await this.#generate().catch(() => undefined);
      const shown = (list?: readonly StoredInfo[]): string =>
        JSON.stringify(list?.map((info) => this.#initOf(info)));
      if (now && shown(now) === shown(this.#stored)) return;
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
