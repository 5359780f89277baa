/** The package's classes by the names of their interfaces, each with an object of it. */
import { InputDeviceInfo } from "../../bindings/capture/input-device-info.js";
import { MediaDeviceInfo } from "../../bindings/capture/media-device-info.js";
import { MediaDevices } from "../../bindings/capture/media-devices.js";
import { MediaStream } from "../../bindings/capture/media-stream.js";
import { MediaStreamTrack } from "../../bindings/capture/media-stream-track.js";
import { MediaStreamTrackEvent } from "../../bindings/capture/media-stream-track-event.js";
import { OverconstrainedError } from "../../bindings/capture/overconstrained-error.js";
import { install } from "../../bindings/install/install.js";
import { only, scene } from "../unit/capture/scene.js";
import { back, front, headset, microphone } from "../unit/capture/sources.js";
import type { Implementation } from "./check-interface.js";

const speaker = { kind: "audiooutput", deviceId: "speaker", label: "Speaker" } as const;

/** What is to be compared with the IDL: live objects of every interface, made over virtual devices. */
export async function implementations(): Promise<ReadonlyMap<string, Implementation>> {
  const s = await scene({ devices: [front, back, microphone, headset, speaker], exposeDevice: () => true });
  const stream = await s.take({ audio: true, video: true });
  const devices = await s.until(s.mediaDevices.enumerateDevices());
  const sampleOf = (kind: string): MediaDeviceInfo =>
    only(devices.filter((device) => device.kind === kind).slice(-1));
  const track = only(stream.getVideoTracks());
  return new Map<string, Implementation>([
    ["MediaStream", { constructor: MediaStream, sample: stream }],
    ["MediaStreamTrack", { constructor: MediaStreamTrack, sample: track }],
    [
      "MediaStreamTrackEvent",
      { constructor: MediaStreamTrackEvent, sample: new MediaStreamTrackEvent("addtrack", { track }) },
    ],
    [
      "OverconstrainedError",
      { constructor: OverconstrainedError, sample: new OverconstrainedError("width") },
    ],
    ["MediaDevices", { constructor: MediaDevices, sample: s.mediaDevices }],
    ["MediaDeviceInfo", { constructor: MediaDeviceInfo, sample: sampleOf("audiooutput") }],
    ["InputDeviceInfo", { constructor: InputDeviceInfo, sample: sampleOf("videoinput") }],
    ["Navigator", navigatorOf(s.mediaDevices)],
  ]);
}

/** The interface Navigator as a page has it once the package is installed: the members that the specification adds. */
function navigatorOf(mediaDevices: MediaDevices): Implementation {
  function Navigator(): never {
    throw new TypeError("Illegal constructor");
  }
  const prototype = Navigator.prototype as object;
  Object.defineProperty(prototype, Symbol.toStringTag, { value: "Navigator", configurable: true });
  Object.defineProperty(Navigator, "prototype", { writable: false });
  const navigator = Object.create(prototype) as object;
  install({ Navigator, navigator }, { mediaDevices });
  return { constructor: Navigator, sample: navigator };
}
