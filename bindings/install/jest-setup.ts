/**
 * The setup file for jest and vitest: `setupFiles: ["trackfit/jest"]` installs virtual devices into the environment of
 * every test file. Tests reach them by `import { host, mediaDevices } from "trackfit/jest"`, and what else they need of
 * the package from here, too: where this file is required, its classes are not those of "trackfit".
 */
import { testDevices } from "./test-devices.js";

const { tools, ...devices } = testDevices();

/** The virtual host whose devices the environment has: plug, unplug, mute or fail them. */
export const { host } = devices;
/** What the environment has as `navigator.mediaDevices`. */
export const { mediaDevices } = devices;
/** The user's side of it: `userAgent.permissions.set("camera", "denied")`, `userAgent.document.hasFocus = false`. */
export const { userAgent } = devices;
/** As those of "trackfit", and good for the objects above. */
export const { MediaStreamTrackProcessor, connectSink, readFrameNumber, steppedClock } = tools;
/** As those of "trackfit", for tests that want other devices, options or clocks. */
export const { createMediaDevices, install, uninstall, userAgentOf, virtualHost } = tools;

/**
 * Brings devices, permissions, focus and exposure back to what they were at first, and ends all tracks; for `afterEach()`.
 * Nothing brings back a document that has been unloaded.
 */
export function reset(): void {
  userAgent.reset();
  host.reset();
}
