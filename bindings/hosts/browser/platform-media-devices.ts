/** The page's own `navigator.mediaDevices`, also while this package is installed over it. */
import { reject } from "../../solver/argument-errors.js";

type NativeMediaDevices = globalThis.MediaDevices;

/** What a method that this package installed was before. */
const replaced = new WeakMap<object, unknown>();

/** Remembers what an installed method stands for. */
export function setReplacedMethod(method: object, before: unknown): void {
  replaced.set(method, nativeMethod(before));
}

function nativeMethod(method: unknown): unknown {
  let native = method;
  while (typeof native === "function" && replaced.has(native)) native = replaced.get(native);
  return native;
}

/** Calls the platform's methods. */
export class PlatformMediaDevices {
  readonly #object: NativeMediaDevices;

  constructor(object: NativeMediaDevices) {
    this.#object = object;
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

  #call(name: string, ...values: unknown[]): unknown {
    const method = nativeMethod(Reflect.get(this.#object, name));
    if (typeof method !== "function")
      reject("options.mediaDevices", `an object with ${name}()`, this.#object);
    return Reflect.apply(method, this.#object, values);
  }
}
