/**
 * A classic script that gives a page virtual devices before its own scripts run: for Playwright's `addInitScript`, Puppeteer's
 * `evaluateOnNewDocument` and WebDriver. Options stand in `trackfitOptions`; what was made stands in `trackfit`.
 */
import type { MediaDevicesOptions } from "../capture/media-devices-options.js";
import { virtualHost, type VirtualHost, type VirtualHostOptions } from "../hosts/virtual/virtual-host.js";
import { install } from "./install.js";

/** What `globalThis.trackfitOptions` may have when the script runs: all that JSON can carry of the options of install(). */
export interface InitScriptOptions
  extends Pick<VirtualHostOptions, "devices">, Omit<MediaDevicesOptions, "host"> {}

/** What the script leaves in `globalThis.trackfit`. */
export interface InitScriptDevices {
  /** Plug, unplug, mute or fail its devices. */
  readonly host: VirtualHost;
  /** Puts the page back as it was. */
  readonly uninstall: () => void;
}

const page = globalThis as { trackfitOptions?: InitScriptOptions; trackfit?: InitScriptDevices };

// The empty document that a frame begins with may be insecure, and other documents get nothing there either.
if (globalThis.isSecureContext && !page.trackfit) {
  const { devices, ...options } = page.trackfitOptions ?? {};
  const host = virtualHost(devices && { devices });
  // A classic script has no address from which a worker could be loaded.
  const uninstall = install({ worker: false, ...options, host });
  page.trackfit = { host, uninstall };
}
