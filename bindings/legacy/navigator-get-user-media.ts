/** Media Capture and Streams, 10.1: getUserMedia as it was before promises. */
import { toDictionary } from "../capture/dictionaries.js";
import { contextOf, MediaDevices } from "../capture/media-devices.js";
import type { MediaStream } from "../capture/media-stream.js";
import { mediaTypes } from "../capture/media-types.js";
import { requireArguments } from "../capture/web-idl.js";
import type { StreamRequest } from "../constrainable/constraint-types.js";
import { convertStreamConstraints } from "../constrainable/convert.js";
import { isObject } from "../constrainable/objects.js";
import { callReporting } from "../hosts/report-exception.js";
import { reject } from "../solver/argument-errors.js";
import { type LocalMediaStream, localMediaStream } from "./local-media-stream.js";

/** Media Capture and Streams, 10.4: gets the stream. */
export type NavigatorUserMediaSuccessCallback = (stream: LocalMediaStream) => void;

/** Media Capture and Streams, 10.5: gets what the promise-based method would have rejected with. */
export type NavigatorUserMediaErrorCallback = (error: DOMException | TypeError) => void;

/** The method `getUserMedia` of Navigator. */
export type NavigatorGetUserMedia = (
  constraints: StreamRequest,
  successCallback: NavigatorUserMediaSuccessCallback,
  errorCallback: NavigatorUserMediaErrorCallback,
) => void;

// Scripts may replace the method, not the algorithm that the legacy method is defined by.
const promiseBased = Object.getOwnPropertyDescriptor(MediaDevices.prototype, "getUserMedia")?.value as (
  this: MediaDevices,
  constraints: StreamRequest,
) => Promise<MediaStream>;

/**
 * The method `navigator.getUserMedia` for a MediaDevices object (Media Capture and Streams, 10.1). It throws a TypeError,
 * at once, for arguments that WebIDL does not take; everything else goes to one of the callbacks, later and once.
 * What a callback throws is reported as uncaught. `localStream` makes the streams that callbacks get, LocalMediaStream
 * objects of this package when left out.
 */
export function legacyGetUserMedia(
  mediaDevices: MediaDevices,
  localStream: (stream: MediaStream) => LocalMediaStream = localMediaStream,
): NavigatorGetUserMedia {
  return function getUserMedia(constraints, successCallback, errorCallback) {
    requireArguments("getUserMedia", arguments.length, 3);
    const request = convertRequest(constraints, mediaDevices);
    if (typeof successCallback !== "function") reject("successCallback", "a function", successCallback);
    if (typeof errorCallback !== "function") reject("errorCallback", "a function", errorCallback);
    Reflect.apply(promiseBased, mediaDevices, [request]).then(
      (stream) => {
        const local = localStream(stream);
        callReporting(() => {
          Reflect.apply(successCallback, undefined, [local]);
        });
      },
      (reason: unknown) => {
        callReporting(() => {
          Reflect.apply(errorCallback, undefined, [reason]);
        });
      },
    );
  };
}

/** The constraints as a dictionary of plain values, for they may be read only once. */
function convertRequest(value: unknown, mediaDevices: MediaDevices): StreamRequest {
  const { audio, video } = convertStreamConstraints(value, contextOf(mediaDevices).registry);
  const request: Record<string, unknown> = {
    audio: audio && toDictionary(audio),
    video: video && toDictionary(video),
  };
  for (const { kind } of mediaTypes()) {
    if (!(kind in request) && isObject(value)) request[kind] = Reflect.get(value, kind);
  }
  return request;
}
