/** Permissions of a document's origin, by name and by device. */
import { checkObject } from "../hosts/check-arguments.js";
import { reject } from "../solver/argument-errors.js";
import { mediaTypes } from "./media-types.js";

/** Told of a change: the name of the permission, and the device it is for or undefined for all of the kind. */
export type PermissionListener = (name: string, deviceId: string | undefined) => void;

const STATES: readonly string[] = ["granted", "denied", "prompt"];

/** The states of permissions. A device's own state stands over that of its kind. */
export class Permissions {
  #states: Map<string, PermissionState>;
  readonly #first: ReadonlyMap<string, PermissionState>;
  #listeners = new Set<PermissionListener>();

  /** Names and states to begin with; "prompt" for all others. */
  constructor(states: Readonly<Record<string, PermissionState>> = {}) {
    const given = Object.entries(checkObject(states, "states") as typeof states);
    this.#first = new Map(
      given.map(([name, state]) => [checkName(name), checkState(state, `states.${name}`)]),
    );
    this.#states = new Map(this.#first);
  }

  /** The state of a permission, for a device (by its deviceId) or for all of the kind. */
  state(name: string, deviceId?: string): PermissionState {
    checkName(name);
    const own = deviceId === undefined ? undefined : this.#states.get(keyOf(name, deviceId));
    return own ?? this.#states.get(name) ?? "prompt";
  }

  /**
   * Sets the state of a permission, as a user does in the user agent's settings. Revoking ("granted" before, something
   * else now) ends the tracks it was for (Media Capture and Streams, 4.3.1, device permission revocation algorithm).
   */
  set(name: string, state: PermissionState, deviceId?: string): void {
    checkName(name);
    checkState(state, "state");
    const before = this.state(name, deviceId);
    // Kept also where it is the state of the kind at present: that may change.
    this.#states.set(deviceId === undefined ? name : keyOf(name, deviceId), state);
    if (before === state) return;
    for (const listener of [...this.#listeners]) listener(name, deviceId);
  }

  /** Sets all states to those it began with, those of devices too. */
  reset(): void {
    this.#states = new Map(this.#first);
    for (const { permission } of mediaTypes()) {
      for (const listener of [...this.#listeners]) listener(permission, undefined);
    }
  }

  /** Calls back after every change, until the function returned is called. */
  observe(listener: PermissionListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

function keyOf(name: string, deviceId: string): string {
  return `${name} ${deviceId}`;
}

/** A state, as it is; TypeError where it is none. */
export function checkState(state: PermissionState, place: string): PermissionState {
  return STATES.includes(state) ? state : reject(place, `"granted", "denied" or "prompt"`, state);
}

/** Permissions go by the names that the Permissions API has for them, not by kinds of media. */
function checkName(name: string): string {
  const names = mediaTypes().map(({ permission }) => permission);
  return names.includes(name) ? name : reject("name", names.map((one) => `"${one}"`).join(" or "), name);
}
