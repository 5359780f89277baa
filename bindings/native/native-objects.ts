/** The objects of a page: the platform's own streams and tracks, which behave as this package's do. */
import type { CaptureObjects } from "../capture/capture-objects.js";
import type { MediaStream } from "../capture/media-stream.js";
import { adopt, MediaStreamTrack, stateOf } from "../capture/media-stream-track.js";
import type { LocalMediaStream } from "../legacy/local-media-stream.js";
import type { TrackState } from "../capture/track-state.js";
import { defineInterface } from "../capture/web-idl.js";
import { carry } from "./carried-track.js";

/** The parts of a window that this derives from. */
export interface NativeScope {
  readonly MediaStream: typeof globalThis.MediaStream;
  readonly MediaStreamTrack: typeof globalThis.MediaStreamTrack;
}

type NativeTrack = globalThis.MediaStreamTrack;
type NativeStream = globalThis.MediaStream;

/** What this package answers in the platform's place; `kind`, `id`, `contentHint` and all else stay the platform's. */
const ANSWERED = [
  ...["label", "enabled", "muted", "readyState", "clone", "stop"],
  ...["getCapabilities", "getConstraints", "getSettings", "applyConstraints"],
];

/** Events of which this package tells itself, when its own track has come into the state. */
const TOLD = ["ended", "mute", "unmute"];

/** Makes tracks and streams that the platform takes everywhere it takes its own. */
export interface NativeObjects extends CaptureObjects {
  /** What navigator.getUserMedia() gives: a stream that can be stopped as a whole. */
  localStream(tracks: readonly MediaStreamTrack[]): LocalMediaStream;
}

/** A clone of a stream whose tracks are cloned by their own `clone()`, whoever made them. */
export function cloneStream(stream: NativeStream, constructor: new (tracks: NativeTrack[]) => NativeStream) {
  return new constructor(stream.getTracks().map((track) => track.clone()));
}

/** The objects for a window. `stopped` is called after a track has ended. */
export function nativeObjects(scope: NativeScope, stopped: (track: NativeTrack) => void): NativeObjects {
  const TrackClass = trackClass(scope);
  const StreamClass = class MediaStream extends scope.MediaStream {
    override clone(): NativeStream {
      return cloneStream(this, StreamClass);
    }
  };
  const LocalStreamClass = class LocalMediaStream extends StreamClass {
    /** Stops all tracks of the stream, those included that were added to it later. */
    stop(): void {
      for (const track of this.getTracks()) track.stop();
    }
  };
  defineInterface(StreamClass, "MediaStream");
  defineInterface(LocalStreamClass, "LocalMediaStream");
  return {
    track(state, original) {
      const native = state.source.platformTrack(state) ?? carriedTrack(state, original);
      silence(native);
      // A clone that is no clone of the platform's has nothing of what the platform keeps for a track.
      if (original) keepHint(native, original);
      Object.setPrototypeOf(native, TrackClass.prototype);
      state.onEnd(() => {
        stopped(native);
      });
      state.isPlatform = true;
      return adopt(native, state);
    },
    stream: (tracks) => new StreamClass([...tracks]) as unknown as MediaStream,
    localStream: (tracks) => new LocalStreamClass([...tracks]) as unknown as LocalMediaStream,
  };
}

/** A class whose prototype answers for a track's state, and is the platform's in everything else. */
function trackClass({ MediaStreamTrack: native }: NativeScope): typeof globalThis.MediaStreamTrack {
  // The platform's constructor throws, so that nobody but this package makes such tracks.
  const own = class MediaStreamTrack extends native {};
  for (const key of ANSWERED) {
    const descriptor = Object.getOwnPropertyDescriptor(MediaStreamTrack.prototype, key);
    if (descriptor) Object.defineProperty(own.prototype, key, descriptor);
  }
  if ("stats" in native.prototype) Object.defineProperty(own.prototype, "stats", stats(native.prototype));
  Object.defineProperty(own.prototype, "addEventListener", {
    value: listensToScripts(native.prototype),
    writable: true,
    enumerable: true,
    configurable: true,
  });
  defineInterface(own, "MediaStreamTrack");
  return own;
}

/** The property that counts a track's frames: those of the device itself, of a track that is fed with converted pictures. */
function stats(platform: NativeTrack): PropertyDescriptor {
  const holder = {
    get stats(): unknown {
      const state = stateOf(this as unknown as MediaStreamTrack);
      return Reflect.get(platform, "stats", state.source.deviceTrack(state) ?? this) as unknown;
    },
  };
  return { ...Object.getOwnPropertyDescriptor(holder, "stats") };
}

function keepHint(clone: NativeTrack, { contentHint }: Partial<NativeTrack>): void {
  if (contentHint !== undefined && contentHint !== clone.contentHint) clone.contentHint = contentHint;
}

/** addEventListener() whose listeners hear what scripts dispatch: all that this package tells. */
function listensToScripts(platform: NativeTrack): unknown {
  const holder = {
    addEventListener(this: NativeTrack, ...values: unknown[]): void {
      const [type, listener, options] = values;
      // Quirk 17: Firefox, listeners of a track hear of what scripts dispatch only if a fourth argument says so.
      const all = values.length < 2 ? values : [type, listener, options, true];
      Reflect.apply(Reflect.get(platform, "addEventListener"), this, all);
    },
  };
  const value = Reflect.get(holder, "addEventListener");
  Object.defineProperty(value, "length", { value: 2 });
  return value;
}

/** The platform's events of a track are not those of its state: those are told after its steps. */
function silence(track: NativeTrack): void {
  for (const type of TOLD) {
    track.addEventListener(
      type,
      (event) => {
        if (event.isTrusted) event.stopImmediatePropagation();
      },
      { capture: true },
    );
  }
}

/** A track of the platform that is fed with the media of a portable source. */
function carriedTrack(state: TrackState, original: MediaStreamTrack | undefined): NativeTrack {
  // The clone of a track that has ended.
  if (!state.isLive && original) return nativeClone(original);
  return carry(state);
}

function nativeClone(track: NativeTrack): NativeTrack {
  const platform = Object.getPrototypeOf(Object.getPrototypeOf(track)) as NativeTrack;
  return Reflect.apply(Reflect.get(platform, "clone"), track, []);
}

/** What a stream's clone() is when it is installed over the platform's. */
export function clonesTracks(scope: NativeScope): (this: NativeStream) => NativeStream {
  const { MediaStream: constructor } = scope;
  const holder = {
    clone(this: NativeStream): NativeStream {
      return cloneStream(this, constructor);
    },
  };
  return Reflect.get(holder, "clone");
}
