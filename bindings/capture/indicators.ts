/** What a user agent has to show its user: Media Capture and Streams, 14. */
import type { Clock } from "../hosts/clock.js";
import { inBackground } from "../hosts/real-clock.js";

/** How long a user needs at least to notice, in milliseconds. */
const OBSERVABLE = 3000;

/** A boolean whose false-to-true transitions stay observable for three seconds. */
class Light {
  isOn = false;
  #clock: Clock;
  #tell: () => void;
  #shouldBeOn = false;
  #since = 0;
  #timer: number | undefined;

  constructor(clock: Clock, tell: () => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  set(value: boolean): void {
    if (value && !this.#shouldBeOn) {
      // On again while it is only held: it has to be seen anew.
      this.#since = this.#clock.now();
      if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    this.#shouldBeOn = value;
    if (value === this.isOn || this.#timer !== undefined) return;
    const remaining = value ? 0 : this.#since + OBSERVABLE - this.#clock.now();
    if (remaining <= 0) this.#turn(value);
    else {
      this.#timer = this.#clock.setTimeout(() => {
        this.#timer = undefined;
        this.#turn(false);
      }, remaining);
      inBackground(this.#clock, this.#timer);
    }
  }

  #turn(isOn: boolean): void {
    this.isOn = isOn;
    this.#tell();
  }
}

/** The state of a kind of device, of a device or of everything. */
export interface IndicatorState {
  /** Whether capture may begin without asking, or goes on. */
  readonly accessible: boolean;
  /** Whether something is captured, or may be without asking. */
  readonly live: boolean;
}

interface DeviceLights {
  readonly kind: string;
  readonly accessible: Light;
  readonly live: Light;
}

/** The maps of section 9.2, of devices by their kind and deviceId. */
export interface AccessMaps {
  /** [[kindsAccessibleMap]]: by kind of media. */
  readonly kindsAccessible: ReadonlyMap<string, boolean>;
  /** [[devicesAccessibleMap]] and [[devicesLiveMap]]: by deviceId. */
  readonly devicesAccessible: ReadonlyMap<string, boolean>;
  readonly devicesLive: ReadonlyMap<string, boolean>;
}

/**
 * The indicators: `change` events whenever something that is shown changes. What turns true stays so for three
 * seconds at least, by the host's clock.
 */
export class Indicators extends EventTarget implements AccessMaps {
  readonly kindsAccessible = new Map<string, boolean>();
  readonly devicesAccessible = new Map<string, boolean>();
  readonly devicesLive = new Map<string, boolean>();
  #clock: Clock;
  #kinds = new Map<string, Light>();
  #devices = new Map<string, DeviceLights>();

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  /** Whether anything is accessible (anyAccessible) or live (anyLive). */
  get any(): IndicatorState {
    return this.#shown(() => true);
  }

  /** The same of a kind of media: anyVideoAccessible, anyAudioLive and so on. */
  kind(kind: string): IndicatorState {
    return this.#shown((other) => other === kind);
  }

  /** The same of a device. */
  device(deviceId: string): IndicatorState {
    const { accessible, live } = this.#devices.get(deviceId) ?? {};
    return { accessible: accessible?.isOn ?? false, live: live?.isOn ?? false };
  }

  /** The deviceIds of a kind of media's devices. */
  devicesOf(kind: string): string[] {
    return [...this.#devices].flatMap(([deviceId, its]) => (its.kind === kind ? deviceId : []));
  }

  /** Sets a kind's entry in [[kindsAccessibleMap]]. */
  setKindAccessible(kind: string, value: boolean): void {
    this.kindsAccessible.set(kind, value);
    let light = this.#kinds.get(kind);
    if (!light) this.#kinds.set(kind, (light = this.#newLight()));
    light.set(value);
  }

  /** Sets a device's entry in [[devicesAccessibleMap]]. */
  setDeviceAccessible(kind: string, deviceId: string, value: boolean): void {
    this.devicesAccessible.set(deviceId, value);
    this.#lightsOf(kind, deviceId).accessible.set(value);
  }

  /** Sets a device's entry in [[devicesLiveMap]]. */
  setDeviceLive(kind: string, deviceId: string, value: boolean): void {
    this.devicesLive.set(deviceId, value);
    this.#lightsOf(kind, deviceId).live.set(value);
  }

  /** What is on of any kind that is meant: it stays on for as long as any of its devices' does. */
  #shown(isMeant: (kind: string) => boolean): IndicatorState {
    let accessible = false;
    let live = false;
    for (const [kind, { isOn }] of this.#kinds) {
      if (!isOn || !isMeant(kind)) continue;
      accessible = true;
      live = true;
    }
    for (const lights of this.#devices.values()) {
      if (!isMeant(lights.kind)) continue;
      accessible ||= lights.accessible.isOn;
      live ||= lights.live.isOn;
    }
    return { accessible, live };
  }

  #lightsOf(kind: string, deviceId: string): DeviceLights {
    let lights = this.#devices.get(deviceId);
    if (!lights) {
      lights = { kind, accessible: this.#newLight(), live: this.#newLight() };
      this.#devices.set(deviceId, lights);
    }
    return lights;
  }

  #newLight(): Light {
    return new Light(this.#clock, () => void this.dispatchEvent(new Event("change")));
  }
}
