import type { TrackCapabilities } from "../solver/types.js";
import { copyDictionary } from "./dictionaries.js";
import { MediaDeviceInfo, type DeviceInfoInit } from "./media-device-info.js";
import { defineInterface } from "./web-idl.js";

/** Media Capture and Streams, 9.4, InputDeviceInfo: a camera or microphone in the list of enumerateDevices(). */
export class InputDeviceInfo extends MediaDeviceInfo {
  #capabilities: TrackCapabilities;

  /** Only enumerateDevices() makes them: TypeError. */
  constructor(token: symbol, init: DeviceInfoInit, capabilities: TrackCapabilities) {
    super(token, init);
    this.#capabilities = capabilities;
  }

  /**
   * What a track of the device would tell by its getCapabilities(); an empty dictionary before device information is
   * exposed.
   */
  getCapabilities(): TrackCapabilities {
    return copyDictionary(this.#capabilities);
  }

  static {
    defineInterface(this, "InputDeviceInfo", (value) => #capabilities in value);
  }
}

Object.defineProperty(InputDeviceInfo, "length", { value: 0 });
