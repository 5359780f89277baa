/** What a user agent shows its user, from the maps of 9.2 (Media Capture and Streams, 14). */
import type { AccessMaps } from "../../bindings/capture/indicators.js";
import { THREE_SECONDS } from "./model.js";

class Light {
  isOn = false;
  #since = 0;

  follow(shouldBeOn: boolean, now: number): void {
    if (shouldBeOn && !this.isOn) {
      this.isOn = true;
      this.#since = now;
    } else if (!shouldBeOn && now - this.#since >= THREE_SECONDS) this.isOn = false;
  }
}

/** The lights that must be on. Looked at whenever the maps have changed and at least every 250 ms. */
export class Lights {
  readonly #lights = new Map<string, Light>();

  /** What shows by these maps: by "accessible" or "live" and the device, the kind, or "any". */
  follow(maps: AccessMaps, kindOf: (deviceId: string) => string, now: number): ReadonlyMap<string, boolean> {
    const should = new Map<string, boolean>();
    const set = (what: "accessible" | "live", key: string, value: boolean): void => {
      should.set(`${what} ${key}`, value || (should.get(`${what} ${key}`) ?? false));
    };
    const setUpwards = (what: "accessible" | "live", deviceId: string, value: boolean): void => {
      for (const key of [deviceId, kindOf(deviceId), "any"]) set(what, key, value);
    };
    for (const [kind, value] of maps.kindsAccessible) {
      // By the letter of 14 what may begin without asking counts as live, too.
      for (const what of ["accessible", "live"] as const)
        for (const key of [kind, "any"]) set(what, key, value);
    }
    for (const [deviceId, value] of maps.devicesAccessible) setUpwards("accessible", deviceId, value);
    for (const [deviceId, value] of maps.devicesLive) setUpwards("live", deviceId, value);
    for (const [key, value] of should) {
      let light = this.#lights.get(key);
      if (!light) this.#lights.set(key, (light = new Light()));
      light.follow(value, now);
    }
    return new Map([...this.#lights].map(([key, { isOn }]) => [key, isOn]));
  }
}
