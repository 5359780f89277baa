/** MediaRecorder of a browser, for tracks whose pictures the browser scales itself. */
import { isTrack, stateOf } from "../capture/media-stream-track.js";
import type { TrackState } from "../capture/track-state.js";
import { createConverter, type Conversion, type Converter } from "../native-media/converter.js";
import type { PropertyChange } from "./property-changes.js";

type NativeTrack = globalThis.MediaStreamTrack;
type NativeStream = globalThis.MediaStream;
type MediaRecorderClass = typeof globalThis.MediaRecorder;

/** A track that is recorded in the place of another one. */
interface StandIn {
  readonly track: NativeTrack;
  readonly converter: Converter;
}

/** What a recorder was made with, where it records another stream. */
interface Given {
  readonly stream: NativeStream;
  readonly standIns: readonly StandIn[];
}

/**
 * What has to be changed in a window so that a recording has the size that `getSettings()` tells: a track that the
 * browser scales is recorded by way of one that has the pixels. Nothing where there is no MediaRecorder, or one that is
 * no browser's own.
 * Quirk 19: Chromium, MediaRecorder knows nothing of the size that a frame is shown in.
 */
export function mediaRecorderChanges(window: Window & typeof globalThis): PropertyChange[] {
  const { MediaRecorder: Native } = window as { MediaRecorder?: MediaRecorderClass };
  if (typeof Native !== "function") return [];
  const prototype: object = Native.prototype;
  const own = Object.getOwnPropertyDescriptors(prototype) as Record<string, PropertyDescriptor>;
  const nativeStart = own["start"]?.value as ((...values: unknown[]) => void) | undefined;
  const nativeStream = Reflect.get(own["stream"] ?? {}, "get") as (() => NativeStream) | undefined;
  if (!nativeStart || !nativeStream) return [];
  const recorders = new WeakMap<object, Given>();
  const constructor = new Proxy(Native, {
    construct(target, values: ConstructorParameters<MediaRecorderClass>, newTarget: MediaRecorderClass) {
      const [stream, options] = values;
      const standIns = stream instanceof window.MediaStream ? standInsFor(stream) : [];
      if (standIns.length === 0) return Reflect.construct(target, values, newTarget);
      const tracks = stream.getTracks().map((track) => {
        return standIns.find((standIn) => standIn.track === track)?.converter.track ?? track;
      });
      try {
        const recorder = Reflect.construct(target, [new window.MediaStream(tracks), options], newTarget);
        recorders.set(recorder, { stream, standIns });
        // Nothing is converted for nobody.
        recorder.addEventListener("stop", () => {
          for (const { converter } of standIns) converter.setInput(undefined);
        });
        return recorder;
      } catch (error) {
        for (const { converter } of standIns) converter.close();
        throw error;
      }
    },
  });
  const members = {
    start(...values: unknown[]): void {
      for (const { track, converter } of recorders.get(this)?.standIns ?? []) {
        if (track.readyState === "live") converter.setInput(track);
      }
      Reflect.apply(nativeStart, this, values);
    },
    get stream(): NativeStream {
      return recorders.get(this)?.stream ?? Reflect.apply(nativeStream, this, []);
    },
  };
  Object.defineProperty(Reflect.get(members, "start"), "length", { value: nativeStart.length });
  return [
    {
      object: window,
      name: "window",
      key: "MediaRecorder",
      descriptor: { ...Object.getOwnPropertyDescriptor(window, "MediaRecorder"), value: constructor },
    },
    ...Object.entries(Object.getOwnPropertyDescriptors(members)).map(([key, descriptor]) => ({
      object: prototype,
      name: "MediaRecorder.prototype",
      key,
      descriptor,
    })),
  ];
}

/** Tracks with the pixels of those that the browser scales. */
function standInsFor(stream: NativeStream): StandIn[] {
  return stream.getVideoTracks().flatMap((track): StandIn[] => {
    const candidate: unknown = track;
    const state = isTrack(candidate) ? stateOf(candidate) : undefined;
    if (!state?.isLive || !isScaledByBrowser(state)) return [];
    const converter = createConverter(track, conversionOf(state));
    const forget = state.onSettings(() => void converter.configure(conversionOf(state)));
    state.onEnd(() => {
      forget();
      converter.close();
    });
    return [{ track, converter }];
  });
}

/** Whether it is a camera's own track, with other pictures than the camera's. */
function isScaledByBrowser(state: TrackState): boolean {
  const track: unknown = state.source.deviceTrack(state);
  return track === state.facade && state.settings.resizeMode === "crop-and-scale";
}

function conversionOf(state: TrackState): Conversion {
  const { width = 640, height = 480, frameRate = 30 } = state.currentSettings();
  return { width, height, frameRate };
}
