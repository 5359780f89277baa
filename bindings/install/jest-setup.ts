/**
 * The setup file for jest and vitest: `setupFiles: ["trackfit/jest"]` installs virtual devices into the environment of
 * every test file. Tests reach them by `import { host, mediaDevices } from "trackfit/jest"`.
 */
import { install, mediaDevicesFor, virtualHost, type MediaDevices, type VirtualHost } from "../index.js";

/** What the file has installed into an environment. */
interface TestDevices {
  readonly host: VirtualHost;
  readonly mediaDevices: MediaDevices;
}

/** Test frameworks evaluate a file again in the same environment (`jest.resetModules()`); its devices stay the same. */
const key = Symbol.for("trackfit.testDevices");

function testDevices(): TestDevices {
  const environment = globalThis as { [key]?: TestDevices };
  const existing = environment[key];
  if (existing) return existing;
  const host = virtualHost();
  const mediaDevices = mediaDevicesFor({ host });
  install(globalThis, { mediaDevices });
  const devices = { host, mediaDevices };
  Object.defineProperty(environment, key, { value: devices, configurable: true });
  return devices;
}

/** The virtual host whose devices the environment has: plug, unplug, mute or fail them. */
export const { host, mediaDevices } = testDevices();
