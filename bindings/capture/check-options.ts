/** Checks of options, before anything is made of them. */
import {
  checkClock,
  checkMembers,
  checkMethods,
  checkObject,
  checkType,
  type GivenMembers,
} from "../hosts/check-arguments.js";
import { reject } from "../solver/argument-errors.js";
import { DocumentState } from "./document-state.js";
import type { MediaDevicesOptions } from "./media-devices-options.js";
import { mediaTypes } from "./media-types.js";
import { checkState, Permissions } from "./permissions.js";

type Check = (value: unknown, place: string) => void;

const isNotNegative =
  (isFit: (value: unknown) => boolean, what: string): Check =>
  (value, place) => {
    if (!isFit(value) || (value as number) < 0) reject(place, `${what} of at least 0`, value);
  };
const isNumber = isNotNegative(Number.isFinite, "a number");
const isCount = isNotNegative(
  (value) => value === Infinity || Number.isInteger(value),
  "a whole number or Infinity,",
);
const isOfType =
  (type: "boolean" | "function" | "string"): Check =>
  (value, place) => {
    checkType(value, type, place);
  };

/** What each option must be where it is given. */
const CHECKS: { readonly [Name in keyof Required<MediaDevicesOptions>]: Check } = {
  host(value, place) {
    checkMethods(value, ["devices", "observe"], place, "a host such as virtualHost() returns");
    checkClock((value as { readonly clock?: unknown }).clock, `${place}.clock`);
  },
  prompt: isOfType("function"),
  permissions(value, place) {
    if (value instanceof Permissions) return;
    checkFeatures(value, place, (state, at) => checkState(state as PermissionState, at));
  },
  policy(value, place) {
    if (typeof value !== "function") checkFeatures(value, place, isOfType("boolean"));
  },
  document(value, place) {
    if (!(value instanceof DocumentState)) reject(place, "a DocumentState", value);
  },
  origin: isOfType("string"),
  store(value, place) {
    const methods = ["getItem", "setItem", "removeItem"];
    checkMethods(value, methods, place, "an object with getItem, setItem and removeItem");
  },
  // Its members are checked where they are registered.
  properties: checkObject,
  worker: isOfType("boolean"),
  deviceChangeFuzz: isNumber,
  exposeDevice: isOfType("function"),
  failureLimit(value, place) {
    if (value === false) return;
    const { count, delay } = checkMembers(value, place, ["count", "delay"]);
    isCount(count, `${place}.count`);
    isNumber(delay, `${place}.delay`);
  },
};

/** Checks the options of createMediaDevices(). TypeError for what is none of them or not what it must be. */
export function checkOptions(options: unknown): asserts options is MediaDevicesOptions {
  const given: GivenMembers = checkMembers(options, "options", Object.keys(CHECKS));
  for (const [name, check] of Object.entries(CHECKS)) {
    if (given[name] !== undefined || name === "host") check(given[name], `options.${name}`);
  }
}

/** Reads a list of kinds of media; TypeError where it is none. */
export function readKinds(kinds: unknown, place: string): string[] {
  const known = mediaTypes().map(({ kind }) => kind);
  if (typeof kinds !== "object" || kinds === null || !(Symbol.iterator in kinds)) {
    reject(place, "a list of kinds of media", kinds);
  }
  return Array.from(kinds as Iterable<unknown>, (kind, i) => {
    const words = known.map((name) => JSON.stringify(name)).join(" or ");
    return known.find((name) => name === kind) ?? reject(`${place}[${i}]`, words, kind);
  });
}

/** An object with a member for each of some policy-controlled features, which are the permissions, too. */
function checkFeatures(value: unknown, place: string, check: Check): void {
  const names = mediaTypes().map(({ permission }) => permission);
  for (const [name, state] of Object.entries(checkMembers(value, place, names)))
    check(state, `${place}.${name}`);
}
