/** The virtual devices of a test environment. */
import {
  connectSink,
  createMediaDevices,
  install,
  mediaDevicesFor,
  MediaStreamTrackProcessor,
  readFrameNumber,
  steppedClock,
  uninstall,
  userAgentOf,
  virtualHost,
  type MediaDevices,
  type UserAgent,
  type VirtualHost,
} from "../index.js";

/** What goes with the objects of an environment: made by the same evaluation of the package. */
const tools = {
  ...{ createMediaDevices, install, uninstall, userAgentOf, virtualHost },
  ...{ MediaStreamTrackProcessor, connectSink, readFrameNumber, steppedClock },
};

/** What the file has installed into an environment. */
interface TestDevices {
  readonly host: VirtualHost;
  readonly mediaDevices: MediaDevices;
  readonly userAgent: UserAgent;
  readonly tools: typeof tools;
}

/** Test frameworks evaluate a file again in the same environment (`jest.resetModules()`); its devices stay the same. */
const key = Symbol.for("trackfit.testDevices");

/** The environment's devices; those that are there already, or new ones that are installed. */
export function testDevices(): TestDevices {
  const environment = globalThis as { [key]?: TestDevices };
  const existing = environment[key];
  if (existing) return existing;
  const host = virtualHost();
  const mediaDevices = mediaDevicesFor({ host });
  const userAgent = userAgentOf(mediaDevices);
  install(globalThis, { mediaDevices });
  const devices = { host, mediaDevices, userAgent, tools };
  Object.defineProperty(environment, key, { value: devices, configurable: true });
  return devices;
}
