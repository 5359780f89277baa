/** Where `navigator.mediaDevices` and `navigator.getUserMedia` go. */
import type { MediaDevices } from "../capture/media-devices.js";
import type { MediaStream } from "../capture/media-stream.js";
import { localMediaStream, type LocalMediaStream } from "../legacy/local-media-stream.js";
import { legacyGetUserMedia, type NavigatorGetUserMedia } from "../legacy/navigator-get-user-media.js";
import type { PropertyChange } from "./property-changes.js";

/** The parts of a global object that this looks at. */
export interface NavigatorTarget {
  readonly navigator?: unknown;
  readonly Navigator?: { readonly prototype?: unknown };
}

/** A navigator for those global objects that have none, as Node 20's: it has what Node 21's is asked for most. */
function createNavigator(): object {
  const process = (globalThis as { process?: { versions?: { node?: string } } }).process;
  const version = process?.versions?.node?.split(".")[0];
  const prototype = Object.defineProperties(
    {},
    {
      userAgent: {
        get: () => (version === undefined ? "" : `Node.js/${version}`),
        enumerable: true,
        configurable: true,
      },
      [Symbol.toStringTag]: { value: "Navigator", configurable: true },
    },
  );
  return Object.create(prototype) as object;
}

/** The object that has the property now, or the one that is to get it: the interface's prototype where there is one. */
function holderOf(navigator: object, key: string, target: NavigatorTarget): { object: object; name: string } {
  const prototype = target.Navigator?.prototype;
  const isInterface = typeof prototype === "object" && prototype !== null;
  if (
    isInterface &&
    !Object.hasOwn(navigator, key) &&
    Object.prototype.isPrototypeOf.call(prototype, navigator)
  ) {
    return { object: prototype, name: "Navigator.prototype" };
  }
  return { object: navigator, name: "navigator" };
}

/** WebIDL's check of what an attribute or a method is called on. */
function check(object: unknown, navigator: object): void {
  if (object !== navigator) throw new TypeError("Illegal invocation");
}

/**
 * The changes that give a global object `navigator.mediaDevices` and `navigator.getUserMedia`, whose streams are made by
 * `localStream`.
 */
export function navigatorChanges(
  target: object,
  mediaDevices: MediaDevices,
  localStream: (stream: MediaStream) => LocalMediaStream = localMediaStream,
): PropertyChange[] {
  const { navigator: existing } = target as NavigatorTarget;
  const isNew = typeof existing !== "object" || existing === null;
  const navigator = isNew ? createNavigator() : existing;
  const getUserMedia = legacyGetUserMedia(mediaDevices, localStream);
  const members = {
    get mediaDevices(): MediaDevices {
      check(this, navigator);
      return mediaDevices;
    },
    getUserMedia(...values: Parameters<NavigatorGetUserMedia>): void {
      check(this, navigator);
      getUserMedia(...values);
    },
  };
  const descriptors = Object.getOwnPropertyDescriptors(members);
  Object.defineProperty(descriptors.getUserMedia.value, "length", { value: 3 });
  const changes: PropertyChange[] = [];
  for (const [key, descriptor] of Object.entries(descriptors)) {
    changes.push({ ...holderOf(navigator, key, isNew ? {} : target), key, descriptor });
  }
  if (isNew) {
    const descriptor = { get: () => navigator, enumerable: true, configurable: true };
    changes.push({ object: target, name: "target", key: "navigator", descriptor });
  }
  return changes;
}
