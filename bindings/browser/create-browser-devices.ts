/** MediaDevices objects whose streams and tracks are the browser's own. */
import { mediaDevicesWith } from "../capture/create-media-devices.js";
import { contextOf, type MediaDevices, type OtherMedia } from "../capture/media-devices.js";
import type { DeviceInfoInit } from "../capture/media-device-info.js";
import type { MediaDevicesOptions } from "../capture/media-devices-options.js";
import { Permissions } from "../capture/permissions.js";
import { registeredProperties } from "../capture/registered-properties.js";
import type { CaptureHost, HostDevice } from "../hosts/host.js";
import { BrowserHost, browserHost, type BrowserHostOptions } from "../hosts/browser/browser-host.js";
import { PlatformMediaDevices } from "../hosts/browser/platform-media-devices.js";
import { trackStopped } from "../install/media-element-repairs.js";
import { nativeObjects, type NativeObjects } from "../native/native-objects.js";
import { reject } from "../solver/argument-errors.js";
import { pageProperties } from "./page-properties.js";
import { followPermissions, pageAllows, pageDocument } from "./page-user-agent.js";
import { asksForOther, isPlatformForm } from "./platform-requests.js";

/** Options of createBrowserDevices() and install(): those of createMediaDevices(), of which none is needed. */
export interface BrowserDevicesOptions
  extends
    Omit<MediaDevicesOptions, "host" | "permissions">,
    Pick<BrowserHostOptions, "conversion" | "askingTime"> {
  /** Where the devices are: the browser's hardware, when left out; `virtualHost()` for virtual devices. */
  host?: CaptureHost;
  /** The states of permissions. Those of the browser for its own devices, when left out. */
  permissions?: MediaDevicesOptions["permissions"];
}

let objects: NativeObjects | undefined;

/** What makes the page's streams and tracks; TypeError where there is no page. */
export function pageObjects(): NativeObjects {
  const { MediaStream, MediaStreamTrack } = globalThis as Partial<typeof globalThis>;
  if (typeof MediaStream !== "function" || typeof MediaStreamTrack !== "function") {
    reject("globalThis", "a browser's window with MediaStream and MediaStreamTrack", globalThis);
  }
  objects ??= nativeObjects({ MediaStream, MediaStreamTrack }, trackStopped);
  return objects;
}

/** What there is of a MediaDevices object at once. */
export interface BrowserDevices {
  readonly mediaDevices: MediaDevices;
  /** Resolves when it knows what the browser permits. */
  readonly ready: Promise<void>;
  /** Stops watching the page and the devices, and ends the solver's worker, once the tracks have ended that are live. */
  close(): void;
}

/** As createBrowserDevices(), at once. */
export function browserDevicesFor(options: BrowserDevicesOptions): BrowserDevices {
  if (typeof options !== "object" || options === null) reject("options", "an object", options);
  const { host: given, conversion, askingTime, ...others } = options;
  const host =
    given ??
    browserHost({
      ...(conversion !== undefined && { conversion }),
      ...(askingTime !== undefined && { askingTime }),
    });
  const isPlatform = host.isPlatform === true;
  const permissions = permissionsOf(options.permissions);
  const page = pageDocument();
  const mediaDevices = mediaDevicesWith(
    {
      worker: true,
      policy: pageAllows,
      document: page.state,
      origin: globalThis.location.origin,
      ...(isPlatform && { exposeDevice: isListed, properties: pageProperties(registeredProperties()) }),
      ...others,
      host,
      permissions,
    },
    pageObjects(),
    otherMedia(isPlatform),
  );
  const context = contextOf(mediaDevices);
  context.untilEnd(page.stop);
  if (!given && host instanceof BrowserHost) context.untilClose(() => host.close());
  const followed =
    isPlatform && options.permissions === undefined
      ? followPermissions(permissions, (...stops) => context.untilEnd(...stops))
      : Promise.resolve();
  return { mediaDevices, ready: followed, close: () => context.close() };
}

/** Whether the browser itself is to answer a request: one for virtual devices only where it is for none of a device's kind. */
export function goesToPlatform(constraints: unknown, isPlatform: boolean): boolean {
  return isPlatform ? isPlatformForm(constraints) : asksForOther(constraints);
}

/** What the browser itself answers, untouched. */
function otherMedia(isPlatform: boolean): OtherMedia | undefined {
  const { mediaDevices } = globalThis.navigator as Partial<Navigator>;
  const platform = mediaDevices && new PlatformMediaDevices(mediaDevices);
  return (constraints) =>
    goesToPlatform(constraints, isPlatform)
      ? platform?.getUserMedia(constraints as MediaStreamConstraints)
      : undefined;
}

/**
 * Creates a MediaDevices object over the browser's own cameras and microphones, or those of another host. Its tracks are
 * native MediaStreamTrack objects, which the page can use wherever it uses its own; nothing of the page is changed. It is
 * closed by `userAgentOf(mediaDevices).document.unload()`: its tracks end, nothing is watched and no worker runs any more.
 * Rejects with TypeError for bad options and where there are no devices at all to speak of, as in an insecure context.
 */
export async function createBrowserDevices(options: BrowserDevicesOptions = {}): Promise<MediaDevices> {
  const { mediaDevices, ready } = browserDevicesFor(options);
  await ready;
  const context = contextOf(mediaDevices);
  context.noteDevices(await context.host.devices());
  return mediaDevices;
}

function permissionsOf(given: MediaDevicesOptions["permissions"]): Permissions {
  return given instanceof Permissions ? given : new Permissions(given);
}

/** Loudspeakers that the browser tells of, once microphones are told of, too. */
function isListed({ id }: HostDevice, inputs: readonly DeviceInfoInit[]): boolean {
  return id !== "" && inputs.some(({ kind, deviceId }) => kind === "audioinput" && deviceId !== "");
}
