/** The interfaces that a global object gets. */
import { InputDeviceInfo } from "../capture/input-device-info.js";
import { MediaDeviceInfo } from "../capture/media-device-info.js";
import { MediaDevices } from "../capture/media-devices.js";
import { MediaStream } from "../capture/media-stream.js";
import { MediaStreamTrackEvent } from "../capture/media-stream-track-event.js";
import { MediaStreamTrack } from "../capture/media-stream-track.js";
import { OverconstrainedError } from "../capture/overconstrained-error.js";
import { AudioData } from "../sinks/audio-data.js";
import { MediaStreamTrackProcessor } from "../sinks/media-stream-track-processor.js";
import { VideoFrame } from "../sinks/video-frame.js";
import type { PropertyChange } from "./property-changes.js";

const exposed = {
  MediaStream,
  MediaStreamTrack,
  MediaStreamTrackEvent,
  OverconstrainedError,
  MediaStreamTrackProcessor,
};
/** [SecureContext] in the specification's IDL. */
const exposedWhereSecure = { MediaDevices, MediaDeviceInfo, InputDeviceInfo };
/** The platform's own serve as well. */
const exposedWhereMissing = { VideoFrame, AudioData };

/** The changes that give a global object the interfaces, as WebIDL defines the properties of interface objects. */
export function interfaceChanges(target: object, isSecure: boolean): PropertyChange[] {
  const interfaces: Record<string, unknown> = { ...exposed, ...(isSecure && exposedWhereSecure) };
  for (const [name, value] of Object.entries(exposedWhereMissing))
    if (!(name in target)) interfaces[name] = value;
  return Object.entries(interfaces).map(([key, value]) => ({
    object: target,
    name: "target",
    key,
    descriptor: { value, writable: true, enumerable: false, configurable: true },
  }));
}
