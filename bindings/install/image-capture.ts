/** ImageCapture of a browser (MediaStream Image Capture, 4), for tracks that are not a camera's own. */
import { isTrack, stateOf } from "../capture/media-stream-track.js";
import type { TrackState } from "../capture/track-state.js";
import { readFrames } from "../native-media/frame-reader.js";
import type { PropertyChange } from "./property-changes.js";

type NativeTrack = globalThis.MediaStreamTrack;

/** The interface, as far as it is used here. */
interface ImageCapture {
  readonly track: NativeTrack;
}
type ImageCaptureClass = new (track: NativeTrack) => ImageCapture;

/** A live track of this package, as the page's and from within. */
interface Own {
  readonly track: NativeTrack;
  readonly state: TrackState;
}

/** What a photo of a track is without the device's help: the picture that it delivers. */
const ofPicture: Readonly<Record<string, (own: Own) => Promise<unknown>>> = {
  takePhoto: photoOf,
  getPhotoCapabilities({ state }) {
    const { width = 0, height = 0 } = state.currentSettings();
    const only = (value: number) => ({ min: value, max: value, step: 0 });
    return Promise.resolve({
      redEyeReduction: "never",
      imageHeight: only(height),
      imageWidth: only(width),
      fillLightMode: [],
    });
  },
  getPhotoSettings({ state }) {
    const { width = 0, height = 0 } = state.currentSettings();
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
        const own = ownTrackOf(prototype, this);
        const device = own?.state.source.deviceTrack(own.state);
        if (own && !device) return standIn(own);
        const capture = device && device !== own?.track ? new Native(device) : this;
        return Reflect.apply(native, capture, values);
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

/** The track that an object was made with; undefined where the browser's own method has to say what is wrong. */
function ownTrackOf(prototype: object, capture: unknown): Own | undefined {
  let track: unknown;
  try {
    track = Reflect.get(prototype, "track", capture);
  } catch {
    return undefined;
  }
  if (!isTrack(track)) return undefined;
  const state = stateOf(track);
  return state.isLive ? { track: track, state } : undefined;
}

/** The next picture of a track, as a PNG file. */
async function photoOf(own: Own): Promise<Blob> {
  const frame = await nextFrame(own);
  const { displayWidth: width, displayHeight: height } = frame;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.drawImage(frame, 0, 0, width, height);
  frame.close();
  return canvas.convertToBlob({ type: "image/png" });
}

function nextFrame({ track, state }: Own): Promise<VideoFrame> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const over = (): void => {
      isOver = true;
      forget();
      stop();
    };
    const forget = state.onEnd(() => {
      over();
      reject(new DOMException("The track has ended.", "InvalidStateError"));
    });
    const stop = readFrames(track, (frame) => {
      if (isOver) {
        frame.close();
        return;
      }
      over();
      resolve(frame);
    });
  });
}
