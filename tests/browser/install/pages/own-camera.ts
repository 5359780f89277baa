/** A camera that a page makes itself, to do what no fake camera of a browser does. */
import { CanvasTrack } from "../../../../bindings/native-media/canvas-track.js";
import { trackfitBrowser } from "./common.js";

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

type Values = Record<string, unknown>;

/** What the platform's method does with tracks that are none of a camera of this kind. */
type Native = (this: MediaStreamTrack, ...values: unknown[]) => unknown;

const PERIOD = 30;

/**
 * A camera with one native mode of 640 x 480, whose pictures come to other sizes when it is told to; its tracks are a
 * canvas's, and it answers for them in the platform's place.
 */
export class OwnCamera {
  /** The tracks of it that there have been. */
  readonly tracks = new Set<MediaStreamTrack>();
  /** What getUserMedia() was called with. */
  readonly asked: MediaStreamConstraints[] = [];
  /** What applyConstraints() was called with, sizes left out. */
  readonly applied: MediaTrackConstraints[] = [];
  /** What the tracks say besides their size. */
  readonly settings: Values;
  readonly #capabilities: Values;
  #size: Size = { width: 640, height: 480 };
  #timers: number[] = [];
  #undo: (() => void)[] = [];

  constructor(capabilities: Values = {}, settings: Values = {}) {
    this.#capabilities = capabilities;
    this.settings = settings;
    const size = (): Values => ({ ...this.#size, frameRate: 30, deviceId: "own", groupId: "" });
    this.#answer("getSettings", () => ({ ...size(), ...this.settings }));
    this.#answer("getCapabilities", () => ({
      width: { min: 1, max: 640 },
      height: { min: 1, max: 480 },
      frameRate: { min: 1, max: 30 },
      ...this.#capabilities,
    }));
    this.#answer("applyConstraints", (_, constraints) => this.#apply(constraints as MediaTrackConstraints));
    this.#answer("clone", (native, ...values) => {
      const clone = native(...values) as MediaStreamTrack;
      this.tracks.add(clone);
      return clone;
    });
  }

  /** From now on its pictures have this size, and its tracks say so. */
  come(width: number, height: number): void {
    this.#size = { width, height };
  }

  /** MediaDevices with this camera and no other device. */
  async devices(options: { readonly conversion?: "as-needed" | "always" } = {}): Promise<MediaDevices> {
    const { browserHost, createBrowserDevices } = await trackfitBrowser();
    const info = { kind: "videoinput", deviceId: "own", groupId: "", label: "Own camera" };
    const platform = Object.assign(new EventTarget(), {
      enumerateDevices: () => Promise.resolve([info]),
      getUserMedia: (constraints: MediaStreamConstraints) => {
        this.asked.push(constraints);
        return Promise.resolve(new MediaStream([this.#open()]));
      },
    }) as unknown as MediaDevices;
    const stored = new Map<string, string>();
    const store = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    };
    const host = browserHost({ mediaDevices: platform, store, ...options });
    const devices = await createBrowserDevices({ host, permissions: { camera: "granted" } });
    return devices as unknown as MediaDevices;
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const undo of this.#undo) undo();
  }

  #open(): MediaStreamTrack {
    const output = new CanvasTrack(640, 480);
    const picture = new OffscreenCanvas(64, 48);
    const context = picture.getContext("2d");
    if (!context) throw new Error("There is no canvas.");
    let count = 0;
    this.#timers.push(
      window.setInterval(() => {
        count += 1;
        context.fillStyle = count % 2 === 0 ? "#c0c0c0" : "#b0b0b0";
        context.fillRect(0, 0, 64, 48);
        const { width, height } = this.#size;
        output.draw(picture, { x: 0, y: 0, width: 64, height: 48 }, width, height);
      }, PERIOD),
    );
    this.tracks.add(output.track);
    return output.track;
  }

  #apply({ width, height, ...others }: MediaTrackConstraints): Promise<void> {
    const [w, h] = [width, height].map((value) => (typeof value === "object" ? value.exact : value));
    const isItself = w === undefined || (w === this.#size.width && h === this.#size.height);
    if (!isItself) return Promise.reject(new DOMException("No such mode.", "OverconstrainedError"));
    for (const name of ["frameRate", "resizeMode"]) Reflect.deleteProperty(others, name);
    if (Object.keys(others).length > 0) this.applied.push(others);
    for (const set of others.advanced ?? []) Object.assign(this.settings, set);
    return Promise.resolve();
  }

  /** Has a method of the platform answer so for tracks of this camera. */
  #answer(
    name: string,
    answer: (native: (...values: unknown[]) => unknown, ...values: unknown[]) => unknown,
  ): void {
    const { prototype } = MediaStreamTrack;
    const native = Reflect.get(prototype, name) as Native;
    const { tracks } = this;
    const before = Object.getOwnPropertyDescriptor(prototype, name);
    Object.defineProperty(prototype, name, {
      configurable: true,
      writable: true,
      value(this: MediaStreamTrack, ...values: unknown[]) {
        const call = (...given: unknown[]): unknown => Reflect.apply(native, this, given);
        return tracks.has(this) ? answer(call, ...values) : call(...values);
      },
    });
    this.#undo.push(() => {
      if (before) Object.defineProperty(prototype, name, before);
    });
  }
}
