import { inWords, Place } from "../constrainable/place.js";
import { isObject, iteratorMethod, readElements } from "../constrainable/objects.js";
import { newId } from "./identifiers.js";
import { mediaTypes, onMediaType, type MediaType } from "./media-types.js";
import { MediaStreamTrackEvent } from "./media-stream-track-event.js";
import { isTrack, stateOf, type MediaStreamTrack, type TrackOfKind } from "./media-stream-track.js";
import {
  defineEventHandlers,
  defineInterface,
  requireArguments,
  toDOMString,
  type EventHandler,
} from "./web-idl.js";

/** Adds a track as the user agent does, with an `addtrack` event (Media Capture and Streams, 4.2, add a track). */
export let addTrack: (stream: MediaStream, track: MediaStreamTrack) => void;
/** Removes a track as the user agent does, with a `removetrack` event (Media Capture and Streams, 4.2). */
export let removeTrack: (stream: MediaStream, track: MediaStreamTrack) => void;
/** Calls back whenever the track set changed or a track of it ended, until the function returned is called. */
export let observeStream: (stream: MediaStream, listener: () => void) => () => void;
/** Whether a value is a stream of this package. */
export let isStream: (value: unknown) => value is MediaStream;

/** Media Capture and Streams, 4.2, MediaStream: tracks that belong together. */
export class MediaStream extends EventTarget {
  static {
    addTrack = (stream, track) => {
      if (stream.#add(track)) stream.dispatchEvent(new MediaStreamTrackEvent("addtrack", { track }));
    };
    removeTrack = (stream, track) => {
      if (stream.#remove(track)) stream.dispatchEvent(new MediaStreamTrackEvent("removetrack", { track }));
    };
    observeStream = (stream, listener) => {
      stream.#listeners.add(listener);
      stream.#listen();
      return () => {
        stream.#listeners.delete(listener);
        if (stream.#listeners.size === 0) stream.#stopListening();
      };
    };
    isStream = (value): value is MediaStream =>
      typeof value === "object" && value !== null && #tracks in value;
  }

  #id = newId();
  /** Each track with what stops listening for its end; tracks are listened to, and hold the stream, only when it is. */
  #tracks = new Map<MediaStreamTrack, (() => void) | undefined>();
  #listeners = new Set<() => void>();
  /** Handlers of the events by which the user agent tells of changes to the track set. */
  declare onaddtrack: EventHandler;
  declare onremovetrack: EventHandler;

  constructor(streamOrTracks?: MediaStream | Iterable<MediaStreamTrack>) {
    super();
    // By WebIDL's overloads undefined is an argument, and none that there is a constructor for.
    if (arguments.length === 0) return;
    const tracks = isStream(streamOrTracks) ? [...streamOrTracks.#tracks.keys()] : readTracks(streamOrTracks);
    for (const track of tracks) this.#add(track);
  }

  /** A UUID. */
  get id(): string {
    return this.#id;
  }

  /** Whether a track has not ended. */
  get active(): boolean {
    return [...this.#tracks.keys()].some((track) => track.readyState === "live");
  }

  /** The audio tracks, in the order in which they were added. */
  getAudioTracks(): TrackOfKind<"audio">[] {
    return this.#ofKind("audio");
  }

  /** The video tracks, in the order in which they were added. */
  getVideoTracks(): TrackOfKind<"video">[] {
    return this.#ofKind("video");
  }

  /** All tracks, in the order in which they were added. */
  getTracks(): MediaStreamTrack[] {
    return [...this.#tracks.keys()];
  }

  /** The track of an id, or null. */
  getTrackById(trackId: string): MediaStreamTrack | null {
    const tracks = this.#tracks;
    requireArguments("getTrackById", arguments.length, 1);
    const id = toDOMString(trackId, "trackId");
    return [...tracks.keys()].find((track) => track.id === id) ?? null;
  }

  /** Adds a track, without an event. */
  addTrack(track: MediaStreamTrack): void {
    checkStream(this);
    requireArguments("addTrack", arguments.length, 1);
    this.#add(checkTrack(track, "track"));
  }

  /** Removes a track, without an event. */
  removeTrack(track: MediaStreamTrack): void {
    checkStream(this);
    requireArguments("removeTrack", arguments.length, 1);
    this.#remove(checkTrack(track, "track"));
  }

  /** A stream with a clone of each track. */
  clone(): MediaStream {
    return new MediaStream([...this.#tracks.keys()].map((track) => track.clone()));
  }

  #ofKind<Kind extends string>(kind: Kind): TrackOfKind<Kind>[] {
    return [...this.#tracks.keys()].filter((track): track is TrackOfKind<Kind> => track.kind === kind);
  }

  #add(track: MediaStreamTrack): boolean {
    if (this.#tracks.has(track)) return false;
    this.#tracks.set(track, undefined);
    this.#listen();
    this.#tell();
    return true;
  }

  #remove(track: MediaStreamTrack): boolean {
    const stopListening = this.#tracks.get(track);
    if (!this.#tracks.delete(track)) return false;
    stopListening?.();
    this.#tell();
    return true;
  }

  #listen(): void {
    if (this.#listeners.size === 0) return;
    const tell = (): void => {
      this.#tell();
    };
    for (const [track, stopListening] of this.#tracks) {
      if (!stopListening) this.#tracks.set(track, stateOf(track).onEnd(tell));
    }
  }

  #stopListening(): void {
    for (const [track, stopListening] of this.#tracks) {
      stopListening?.();
      this.#tracks.set(track, undefined);
    }
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  static {
    defineInterface(this, "MediaStream", (value) => #tracks in value);
  }
}

function checkTrack(value: unknown, place: string): MediaStreamTrack {
  if (isTrack(value)) return value;
  throw new TypeError(`${place} must be a MediaStreamTrack, got ${inWords(value)}.`);
}

function checkStream(value: unknown): void {
  if (!isStream(value)) throw new TypeError("Illegal invocation");
}

/** WebIDL's conversion to sequence<MediaStreamTrack>. */
function readTracks(value: unknown): MediaStreamTrack[] {
  const place = new Place("tracks");
  const method = isObject(value) ? iteratorMethod(value, place) : undefined;
  if (!isObject(value) || !method) {
    throw place.typeError("a MediaStream or a sequence of MediaStreamTrack objects", value);
  }
  return readElements(value, method, place, (element, i) => checkTrack(element, `tracks[${i}]`));
}

defineEventHandlers(MediaStream, ["addtrack", "removetrack"], checkStream);
Object.defineProperty(MediaStream, "length", { value: 0 });

/** Media Capture and Streams, 16.1: `get<Kind>Tracks()` of a new kind of media. */
function defineGetter({ kind }: MediaType): void {
  const name = `get${kind.charAt(0).toUpperCase()}${kind.slice(1)}Tracks`;
  if (name in MediaStream.prototype) return;
  const getter = {
    [name](this: MediaStream): MediaStreamTrack[] {
      checkStream(this);
      return this.getTracks().filter((track) => track.kind === kind);
    },
  };
  Object.defineProperty(MediaStream.prototype, name, {
    value: getter[name],
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

mediaTypes().forEach(defineGetter);
onMediaType(defineGetter);
