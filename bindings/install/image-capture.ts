/** ImageCapture of a browser (MediaStream Image Capture, 4), for tracks that are not a camera's own. */
import { isTrack, stateOf } from "../capture/media-stream-track.js";
import { readFrames } from "../native-media/frame-reader.js";
import type { PropertyChange } from "./property-changes.js";

type NativeTrack = globalThis.MediaStreamTrack;

/** The interface, as far as it is used here. */
interface ImageCapture {
  readonly track: NativeTrack;
}
type ImageCaptureClass = new (track: NativeTrack) => ImageCapture;

/** What a photo of a track would be without the device's help: the picture that it delivers. */
const ofPicture: Readonly<Record<string, (track: NativeTrack) => Promise<unknown>>> = {
  takePhoto: photoOf,
  getPhotoCapabilities: (track) => {
    const { width, height } = sizeOf(track);
    const only = (value: number) => ({ min: value, max: value, step: 0 });
    return Promise.resolve({
      redEyeReduction: "never",
      imageHeight: only(height),
      imageWidth: only(width),
      fillLightMode: [],
    });
  },
  getPhotoSettings: (track) => {
    const { width, height } = sizeOf(track);
    return Promise.resolve({ imageHeight: height, imageWidth: width });
  },
};

/**
 * What has to be changed in a window so that `takePhoto()`, `getPhotoCapabilities()` and `getPhotoSettings()` work on this
 * package's tracks: those with converted pictures ask the camera, as its own track does, and those of virtual devices
 * give their picture. Nothing where there is no ImageCapture.
 * Quirk 47: Chromium, photos are taken with a camera's own track only.
 */
export function imageCaptureChanges(window: object): PropertyChange[] {
  const { ImageCapture: Native } = window as { ImageCapture?: ImageCaptureClass };
  if (typeof Native !== "function") return [];
  const prototype = Native.prototype as object;
  return Object.entries(ofPicture).flatMap(([key, standIn]): PropertyChange[] => {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, key);
    const native = descriptor?.value as ((...values: unknown[]) => Promise<unknown>) | undefined;
    if (typeof native !== "function") return [];
    const holder = {
      [key](this: unknown, ...values: unknown[]): Promise<unknown> {
        const track = liveTrackOf(prototype, this);
        if (!track) return Reflect.apply(native, this, values);
        const device = deviceTrackOf(track);
        if (device === track) return Reflect.apply(native, this, values);
        return device ? Reflect.apply(native, new Native(device), values) : standIn(track);
      },
    };
    return [
      {
        object: prototype,
        name: "ImageCapture.prototype",
        key,
        descriptor: { ...descriptor, value: holder[key] },
      },
    ];
  });
}

/** The live track of this package that an object was made with. */
function liveTrackOf(prototype: object, capture: unknown): NativeTrack | undefined {
  let track: unknown;
  try {
    track = Reflect.get(prototype, "track", capture);
  } catch {
    // The browser's own method says what is wrong.
  }
  return isTrack(track) && stateOf(track).isLive ? (track as unknown as NativeTrack) : undefined;
}

function deviceTrackOf(track: NativeTrack): NativeTrack | undefined {
  const state = stateOf(track as never);
  return state.source.deviceTrack(state);
}

function sizeOf(track: NativeTrack): { readonly width: number; readonly height: number } {
  const { width = 0, height = 0 } = track.getSettings();
  return { width, height };
}

/** The next picture of a track, as a PNG file. */
async function photoOf(track: NativeTrack): Promise<Blob> {
  const frame = await nextFrame(track);
  const { displayWidth: width, displayHeight: height } = frame;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.drawImage(frame, 0, 0, width, height);
  frame.close();
  return canvas.convertToBlob({ type: "image/png" });
}

function nextFrame(track: NativeTrack): Promise<VideoFrame> {
  return new Promise((resolve, reject) => {
    const stopped = stateOf(track as never).onEnd(() => {
      stop();
      reject(new DOMException("The track has ended.", "InvalidStateError"));
    });
    let isOver = false;
    const stop = readFrames(track, (frame) => {
      if (isOver) {
        frame.close();
        return;
      }
      isOver = true;
      stopped();
      stop();
      resolve(frame);
    });
  });
}
