/** What a user agent shows its user, from the maps of 9.2 (Media Capture and Streams, 14). */
import type { AccessMaps } from "../../bindings/capture/indicators.js";
import { THREE_SECONDS } from "./model.js";

/** Something that is true, or has become so less than three seconds ago. */
class Light {
  #should = false;
  #since = -Infinity;

  follow(should: boolean, now: number): boolean {
    if (should && !this.#should) this.#since = now;
    this.#should = should;
    return should || now - this.#since < THREE_SECONDS;
  }
}

/** The lights that must be on. Looked at whenever the maps have changed and at least every 250 ms. */
export class Lights {
  /** Of each entry of the maps. */
  readonly #lights = new Map<string, Light>();

  /** What shows by these maps: by "accessible" or "live" and the device, the kind, or "any". */
  follow(maps: AccessMaps, kindOf: (deviceId: string) => string, now: number): ReadonlyMap<string, boolean> {
    const shown = new Map<string, boolean>();
    const show = (what: "accessible" | "live", keys: readonly string[], isOn: boolean): void => {
      for (const key of keys) shown.set(`${what} ${key}`, isOn || (shown.get(`${what} ${key}`) ?? false));
    };
    const isOn = (entry: string, value: boolean): boolean => {
      let light = this.#lights.get(entry);
      if (!light) this.#lights.set(entry, (light = new Light()));
      return light.follow(value, now);
    };
    for (const [kind, value] of maps.kindsAccessible) {
      const lit = isOn(`kind ${kind}`, value);
      // By the letter of 14 what may begin without asking counts as live, too.
      for (const what of ["accessible", "live"] as const) show(what, [kind, "any"], lit);
    }
    const devices = { accessible: maps.devicesAccessible, live: maps.devicesLive };
    for (const what of ["accessible", "live"] as const) {
      for (const [deviceId, value] of devices[what]) {
        show(what, [deviceId, kindOf(deviceId), "any"], isOn(`${what} ${deviceId}`, value));
      }
    }
    return shown;
  }
}
