import { checkInternal, defineInterface } from "./web-idl.js";

/** What a device info tells; empty strings where device information may not be exposed. */
export interface DeviceInfoInit {
  readonly kind: MediaDeviceKind;
  readonly deviceId: string;
  readonly label: string;
  readonly groupId: string;
}

/** Media Capture and Streams, 9.3, MediaDeviceInfo: one device in the list of enumerateDevices(). */
export class MediaDeviceInfo {
  #init: DeviceInfoInit;

  /** Only enumerateDevices() makes them: TypeError. */
  constructor(token: symbol, init: DeviceInfoInit) {
    checkInternal(token);
    this.#init = init;
  }

  /** Stable for the origin, unguessable for others; "" before device information is exposed. */
  get deviceId(): string {
    return this.#init.deviceId;
  }

  /** "audioinput", "audiooutput" or "videoinput". */
  get kind(): MediaDeviceKind {
    return this.#init.kind;
  }

  /** For people; "" before device information is exposed and for devices without one. */
  get label(): string {
    return this.#init.label;
  }

  /** Equal for devices that are one physical device; new in every document. */
  get groupId(): string {
    return this.#init.groupId;
  }

  /** WebIDL's default toJSON steps. */
  toJSON(): DeviceInfoInit {
    const { deviceId, kind, label, groupId } = this.#init;
    return { deviceId, kind, label, groupId };
  }

  static {
    defineInterface(this, "MediaDeviceInfo", (value) => #init in value);
  }
}

Object.defineProperty(MediaDeviceInfo, "length", { value: 0 });
