/** How a MediaDevices object comes about. */
import { CaptureContext } from "./capture-context.js";
import { portableObjects, type CaptureObjects } from "./capture-objects.js";
import { contextOf, MediaDevices, type OtherMedia } from "./media-devices.js";
import type { MediaDevicesOptions } from "./media-devices-options.js";
import { internal } from "./web-idl.js";

/**
 * A MediaDevices object whose streams and tracks are made by `objects`, but for what `otherMedia` answers. TypeError for
 * bad options.
 */
export function mediaDevicesWith(
  options: MediaDevicesOptions,
  objects: CaptureObjects,
  otherMedia?: OtherMedia,
): MediaDevices {
  return new MediaDevices(internal, new CaptureContext(options, objects), otherMedia);
}

/** A MediaDevices object at once; its solver is loaded by the first request. TypeError for bad options. */
export function mediaDevicesFor(options: MediaDevicesOptions): MediaDevices {
  return mediaDevicesWith(options, portableObjects);
}

/**
 * Creates a MediaDevices object over a host's devices: `const mediaDevices = await createMediaDevices({ host })`.
 * Rejects with TypeError for bad options, and where a device of the host cannot be described.
 */
export async function createMediaDevices(options: MediaDevicesOptions): Promise<MediaDevices> {
  const mediaDevices = mediaDevicesFor(options);
  contextOf(mediaDevices).noteDevices(await options.host.devices());
  return mediaDevices;
}
