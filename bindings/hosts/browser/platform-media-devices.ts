/** The page's own `navigator.mediaDevices`, also while this package is installed over it. */
import { reject } from "../../solver/argument-errors.js";

type NativeMediaDevices = globalThis.MediaDevices;

/** The methods of a platform's object that are asked in a page, as they were when they were taken. */
export interface PlatformMethods {
  readonly object: object;
  readonly enumerateDevices: unknown;
  readonly getUserMedia: unknown;
}

/**
 * What the window has under `INSTALLED` while this package is installed in it. Other copies of the package, of other
 * versions too, read it: members may be added, those that are there stay.
 */
export interface Installation {
  readonly uninstall: () => void;
  /** What the page's object had before. */
  readonly platform: PlatformMethods | undefined;
}

/** Where an installation is made known to all copies of this package in a window. */
export const INSTALLED = Symbol.for("trackfit.installed");

/** What is installed in this window, by whichever copy of this package. */
export function installation(): Installation | undefined {
  return (globalThis as { [INSTALLED]?: Installation })[INSTALLED];
}

/** The platform's methods of an object: what is there, or was there before this package was installed over it. */
export function platformMethods(object: NativeMediaDevices): PlatformMethods {
  const { platform } = installation() ?? {};
  if (platform?.object === object) return platform;
  const take = (name: "enumerateDevices" | "getUserMedia"): unknown => Reflect.get(object, name);
  return { object, enumerateDevices: take("enumerateDevices"), getUserMedia: take("getUserMedia") };
}

let asked = 0;

/** Whether a method of the platform is running that this package has called. */
export function isPlatformAsked(): boolean {
  return asked > 0;
}

/**
 * Calls the platform's methods. They are looked up once: what is put over them afterwards ends here by itself, as this
 * package is below it, and would come back here again.
 */
export class PlatformMediaDevices {
  readonly #object: NativeMediaDevices;
  readonly #methods: PlatformMethods;

  constructor(object: NativeMediaDevices) {
    this.#object = object;
    this.#methods = platformMethods(object);
  }

  /** The devices as the platform lists them. */
  enumerateDevices(): Promise<globalThis.MediaDeviceInfo[]> {
    return this.#call("enumerateDevices") as Promise<globalThis.MediaDeviceInfo[]>;
  }

  /** A stream of the platform; rejects as the platform does. */
  getUserMedia(constraints: MediaStreamConstraints): Promise<globalThis.MediaStream> {
    return this.#call("getUserMedia", constraints) as Promise<globalThis.MediaStream>;
  }

  /** Calls back whenever the platform tells that its devices have changed, before any listener of the page. */
  onDeviceChange(listener: (event: Event) => void): () => void {
    this.#object.addEventListener("devicechange", listener, { capture: true });
    return () => {
      this.#object.removeEventListener("devicechange", listener, { capture: true });
    };
  }

  #call(name: "enumerateDevices" | "getUserMedia", ...values: unknown[]): unknown {
    const method = this.#methods[name];
    if (typeof method !== "function")
      reject("options.mediaDevices", `an object with ${name}()`, this.#object);
    // What has been put over the platform's methods before this package may ask the prototype's, which are replaced, too.
    asked += 1;
    try {
      return Reflect.apply(method, this.#object, values);
    } finally {
      asked -= 1;
    }
  }
}
