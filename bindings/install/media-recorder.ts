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
  readonly end: () => void;
}

/** Ends what stood in for tracks in a recorder that is gone: until then it could be started again. */
const dropped = new FinalizationRegistry<readonly StandIn[]>(endAll);

function endAll(standIns: readonly StandIn[]): void {
  for (const { end } of standIns) end();
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
  const own = Object.getOwnPropertyDescriptors(Native.prototype) as Record<string, PropertyDescriptor>;
  // A page's stand-in for a browser that has none has it otherwise.
  if (typeof own["start"]?.value !== "function" || !own["stream"]?.get) return [];
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
        Object.setPrototypeOf(recorder, recording(stream, standIns, newTarget.prototype));
        // Nothing is converted for nobody.
        recorder.addEventListener("stop", () => {
          // It may have been started again since.
          if (recorder.state === "inactive") feed(standIns, false);
        });
        dropped.register(recorder, standIns);
        return recorder;
      } catch (error) {
        endAll(standIns);
        throw error;
      }
    },
  });
  const descriptor = Object.getOwnPropertyDescriptor(window, "MediaRecorder");
  return [
    {
      object: window,
      name: "window",
      key: "MediaRecorder",
      descriptor: { ...descriptor, value: constructor },
    },
  ];
}

/** The prototype of a recorder with tracks that stand in for those of a stream; it goes on when all else is undone. */
function recording(stream: NativeStream, standIns: readonly StandIn[], prototype: MediaRecorder): object {
  const members = {
    start(this: MediaRecorder, ...values: unknown[]): void {
      feed(standIns, true);
      try {
        Reflect.apply(Reflect.get(prototype, "start"), this, values);
      } finally {
        if (this.state === "inactive") feed(standIns, false);
      }
    },
    get stream(): NativeStream {
      return stream;
    },
  };
  return Object.create(prototype, Object.getOwnPropertyDescriptors(members)) as object;
}

/** Has pictures converted, or no longer. */
function feed(standIns: readonly StandIn[], isRecorded: boolean): void {
  for (const { track, converter } of standIns) {
    converter.setInput(isRecorded && track.readyState === "live" ? track : undefined);
  }
}

/** Tracks with the pixels of those that the browser scales. */
function standInsFor(stream: NativeStream): StandIn[] {
  return stream.getVideoTracks().flatMap((track): StandIn[] => {
    const candidate: unknown = track;
    const state = isTrack(candidate) ? stateOf(candidate) : undefined;
    if (!state?.isLive || !isScaledByBrowser(state)) return [];
    const converter = createConverter(track, conversionOf(state));
    // It is not recorded yet.
    converter.setInput(undefined);
    const end = (): void => {
      for (const forget of forgets) forget();
      converter.close();
    };
    const forgets = [state.onSettings(() => void converter.configure(conversionOf(state))), state.onEnd(end)];
    return [{ track, converter, end }];
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
