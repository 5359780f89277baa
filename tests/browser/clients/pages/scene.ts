/** What the pages of these tests begin with: the built package, installed over the devices that a test names. */
import type { BrowserInstallOptions } from "../../../../bindings/browser/index.js";
import type { VirtualHost } from "../../../../bindings/index.js";

/** The browser's fake hardware, or the package's virtual devices. */
export type Devices = "hardware" | "virtual";

/** A page with the package installed. */
export interface Scene {
  /** Where the virtual devices are, if it is them. */
  readonly host: VirtualHost | undefined;
  readonly uninstall: () => void;
}

// Names in variables are not bundled: what is tested is what is published.
const browserEntry = "/dist/browser.js";
const packageEntry = "/dist/index.js";

/** Installs the package. */
export async function begin(devices: Devices, options: BrowserInstallOptions = {}): Promise<Scene> {
  const { install } = (await import(browserEntry)) as typeof import("../../../../bindings/browser/index.js");
  if (devices === "hardware") return { host: undefined, uninstall: install(options) };
  const { virtualHost } = (await import(packageEntry)) as typeof import("../../../../bindings/index.js");
  const host = virtualHost();
  return { host, uninstall: install({ ...options, host }) };
}

/** A stream of navigator.mediaDevices and its tracks. */
export interface Captured {
  readonly stream: MediaStream;
  readonly video: MediaStreamTrack;
  readonly audio: MediaStreamTrack | undefined;
}

/** Asks for a camera, and for a microphone if one is asked for. */
export async function capture(
  video: MediaTrackConstraints,
  audio: MediaTrackConstraints | boolean = false,
): Promise<Captured> {
  const stream = await navigator.mediaDevices.getUserMedia({ video, audio });
  return { stream, video: only(stream.getVideoTracks()), audio: stream.getAudioTracks()[0] };
}

/** The only one of a list. */
export function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined || list.length !== 1) throw new Error(`There are ${list.length} in place of one.`);
  return first;
}

/** An exact request. */
export function exactly(width: number, height: number, frameRate?: number): MediaTrackConstraints {
  return {
    width: { exact: width },
    height: { exact: height },
    ...(frameRate !== undefined && { frameRate: { exact: frameRate } }),
  };
}
