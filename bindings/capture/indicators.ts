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
    this.#shouldBeOn = value;
    if (value === this.isOn || (!value && this.#timer !== undefined)) return;
    if (value) {
      this.#since = this.#clock.now();
      this.#turn(true);
      return;
    }
    const remaining = this.#since + OBSERVABLE - this.#clock.now();
    if (remaining <= 0) this.#turn(false);
    else {
      this.#timer = this.#clock.setTimeout(() => {
        this.#timer = undefined;
        if (!this.#shouldBeOn) this.#turn(false);
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

const NOTHING: IndicatorState = { accessible: false, live: false };

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
  #kindOf = new Map<string, string>();
  #lights = new Map<string, { accessible: Light; live: Light }>();

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  /** Whether anything is accessible (anyAccessible) or live (anyLive). */
  get any(): IndicatorState {
    return this.#shown("");
  }

  /** The same of a kind of media: anyVideoAccessible, anyAudioLive and so on. */
  kind(kind: string): IndicatorState {
    return this.#shown(`kind ${kind}`);
  }

  /** The same of a device. */
  device(deviceId: string): IndicatorState {
    return this.#shown(`device ${deviceId}`);
  }

  /** The deviceIds of a kind of media's devices. */
  devicesOf(kind: string): string[] {
    return [...this.#kindOf].flatMap(([deviceId, its]) => (its === kind ? deviceId : []));
  }

  /** Sets a kind's entry in [[kindsAccessibleMap]]. */
  setKindAccessible(kind: string, value: boolean): void {
    this.kindsAccessible.set(kind, value);
    this.#update();
  }

  /** Sets a device's entry in [[devicesAccessibleMap]]. */
  setDeviceAccessible(kind: string, deviceId: string, value: boolean): void {
    this.#kindOf.set(deviceId, kind);
    this.devicesAccessible.set(deviceId, value);
    this.#update();
  }

  /** Sets a device's entry in [[devicesLiveMap]]. */
  setDeviceLive(kind: string, deviceId: string, value: boolean): void {
    this.#kindOf.set(deviceId, kind);
    this.devicesLive.set(deviceId, value);
    this.#update();
  }

  #shown(key: string): IndicatorState {
    const lights = this.#lights.get(key);
    return lights ? { accessible: lights.accessible.isOn, live: lights.live.isOn } : NOTHING;
  }

  #update(): void {
    const states = new Map<string, { accessible: boolean; live: boolean }>([
      ["", { accessible: false, live: false }],
    ]);
    const join = (key: string, accessible: boolean, live: boolean): void => {
      const state = states.get(key) ?? { accessible: false, live: false };
      states.set(key, { accessible: state.accessible || accessible, live: state.live || live });
    };
    for (const [kind, value] of this.kindsAccessible) {
      join(`kind ${kind}`, value, value);
      join("", value, value);
    }
    for (const [deviceId, kind] of this.#kindOf) {
      const accessible = this.devicesAccessible.get(deviceId) ?? false;
      const live = this.devicesLive.get(deviceId) ?? false;
      join(`device ${deviceId}`, accessible, live);
      join(`kind ${kind}`, accessible, live);
      join("", accessible, live);
    }
    for (const [key, { accessible, live }] of states) {
      const lights = this.#lightsOf(key);
      lights.accessible.set(accessible);
      lights.live.set(live);
    }
  }

  #lightsOf(key: string): { accessible: Light; live: Light } {
    let lights = this.#lights.get(key);
    if (!lights) {
      const tell = (): void => void this.dispatchEvent(new Event("change"));
      lights = { accessible: new Light(this.#clock, tell), live: new Light(this.#clock, tell) };
      this.#lights.set(key, lights);
    }
    return lights;
  }
}
