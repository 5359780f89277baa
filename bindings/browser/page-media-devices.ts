/** The page's own `navigator.mediaDevices`, made to answer as another object does. */
import type { MediaDevices } from "../capture/media-devices.js";
import { isPlatformAsked, PlatformMediaDevices } from "../hosts/browser/platform-media-devices.js";
import type { PropertyChange } from "../install/property-changes.js";

// Quirk 5: Chromium, enumerateDevices() tells ids and labels once there is permission, captured or not.
const METHODS = ["getUserMedia", "enumerateDevices", "getSupportedConstraints"] as const;

/** What is to be changed of the page's object; all else it goes on doing itself (screen capture, for one). */
export class PageMediaDevices {
  readonly changes: readonly PropertyChange[];
  readonly #stops: readonly (() => void)[];

  /** Undefined where the page has no such object. */
  static of(navigator: Navigator, mediaDevices: MediaDevices): PageMediaDevices | undefined {
    const native = (navigator as Partial<Navigator>).mediaDevices;
    return native && new PageMediaDevices(native, mediaDevices);
  }

  private constructor(native: globalThis.MediaDevices, mediaDevices: MediaDevices) {
    const prototype = Object.getPrototypeOf(native) as object;
    this.changes = METHODS.flatMap((key) => {
      const change = (object: object, name: string): PropertyChange => {
        return { object, name, key, descriptor: method(key, native, mediaDevices), yields: isPlatformAsked };
      };
      const ofPrototype = change(prototype, "MediaDevices.prototype");
      // What libraries have put over a method hides the prototype's.
      return Object.hasOwn(native, key)
        ? [ofPrototype, change(native, "navigator.mediaDevices")]
        : [ofPrototype];
    });
    const tell = (): void => void native.dispatchEvent(new Event("devicechange"));
    mediaDevices.addEventListener("devicechange", tell);
    this.#stops = [
      () => mediaDevices.removeEventListener("devicechange", tell),
      // The platform's event comes at other times than the specification's.
      new PlatformMediaDevices(native).onDeviceChange((event) => {
        if (event.isTrusted) event.stopImmediatePropagation();
      }),
    ];
  }

  /** Leaves the page's object to itself. */
  close(): void {
    for (const stop of this.#stops) stop();
  }
}

function method(
  key: (typeof METHODS)[number],
  native: globalThis.MediaDevices,
  mediaDevices: MediaDevices,
): PropertyDescriptor {
  const answer = Reflect.get(mediaDevices, key) as (...values: unknown[]) => unknown;
  const isPromise = key !== "getSupportedConstraints";
  const holder = {
    [key](this: unknown, ...values: unknown[]): unknown {
      if (this === native) return Reflect.apply(answer, mediaDevices, values);
      const error = new TypeError("Illegal invocation");
      // WebIDL: what returns a promise rejects.
      if (isPromise) return Promise.reject(error);
      throw error;
    },
  };
  const value = holder[key] as object;
  Object.defineProperty(value, "length", { value: 0 });
  return { value, writable: true, enumerable: true, configurable: true };
}
