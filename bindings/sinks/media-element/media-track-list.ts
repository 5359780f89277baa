/** HTML, 4.8.11.10.1: the tracks of a media element's resource, as `audioTracks` and `videoTracks` show them. */
import type { MediaStreamTrack } from "../../capture/media-stream-track.js";
import {
  checkInternal,
  defineEventHandlers,
  defineInterface,
  type EventHandler,
  requireArguments,
} from "../../capture/web-idl.js";

/** What an entry of a list stands for, and how it is turned on and off: heard or not, shown or not. */
export interface ListedTrack {
  readonly track: MediaStreamTrack;
  isOn(): boolean;
  turn(isOn: boolean): void;
}

function turn(listed: ListedTrack, value: unknown): void {
  if (Boolean(value) !== listed.isOn()) listed.turn(Boolean(value));
}

/** An audio track of the stream that an element plays; Media Capture and Streams, 6, says what its attributes are. */
export class AudioTrack {
  readonly #listed: ListedTrack;

  /** Only elements make them: TypeError. */
  constructor(token: symbol, listed: ListedTrack) {
    checkInternal(token);
    this.#listed = listed;
  }

  /** The MediaStreamTrack's. */
  get id(): string {
    return this.#listed.track.id;
  }

  /** Always "main". */
  get kind(): string {
    return #listed in this ? "main" : illegal();
  }

  /** The MediaStreamTrack's. */
  get label(): string {
    return this.#listed.track.label;
  }

  /** Always "": it is not known. */
  get language(): string {
    return #listed in this ? "" : illegal();
  }

  /** Whether the track is heard; any number of them may be. */
  get enabled(): boolean {
    return this.#listed.isOn();
  }

  set enabled(value: boolean) {
    turn(this.#listed, value);
  }
}

/** A video track of the stream that an element plays; Media Capture and Streams, 6, says what its attributes are. */
export class VideoTrack {
  readonly #listed: ListedTrack;

  /** Only elements make them: TypeError. */
  constructor(token: symbol, listed: ListedTrack) {
    checkInternal(token);
    this.#listed = listed;
  }

  /** The MediaStreamTrack's. */
  get id(): string {
    return this.#listed.track.id;
  }

  /** Always "main". */
  get kind(): string {
    return #listed in this ? "main" : illegal();
  }

  /** The MediaStreamTrack's. */
  get label(): string {
    return this.#listed.track.label;
  }

  /** Always "": it is not known. */
  get language(): string {
    return #listed in this ? "" : illegal();
  }

  /** Whether the track is shown; at most one of them is. */
  get selected(): boolean {
    return this.#listed.isOn();
  }

  set selected(value: boolean) {
    turn(this.#listed, value);
  }
}

/** The audio tracks of an element, by index and by id. */
export class AudioTrackList extends EventTarget {
  readonly [index: number]: AudioTrack;
  declare onchange: EventHandler;
  declare onaddtrack: EventHandler;
  declare onremovetrack: EventHandler;
  declare [Symbol.iterator]: () => IterableIterator<AudioTrack>;
  readonly #tracks: readonly AudioTrack[];

  /** Only elements make them: TypeError. `reindex` follows each change of `tracks`. */
  constructor(token: symbol, tracks: readonly AudioTrack[]) {
    checkInternal(token);
    super();
    this.#tracks = tracks;
  }

  /** How many tracks there are. */
  get length(): number {
    return this.#tracks.length;
  }

  /** The track of that id, or null. */
  getTrackById(id: string): AudioTrack | null {
    requireArguments("getTrackById", arguments.length, 1);
    return this.#tracks.find((track) => track.id === String(id)) ?? null;
  }

  /** Throws for objects of another class. */
  static check(object: object): void {
    if (!(#tracks in object)) illegal();
  }
}

/** The video tracks of an element, by index and by id. */
export class VideoTrackList extends EventTarget {
  readonly [index: number]: VideoTrack;
  declare onchange: EventHandler;
  declare onaddtrack: EventHandler;
  declare onremovetrack: EventHandler;
  declare [Symbol.iterator]: () => IterableIterator<VideoTrack>;
  readonly #tracks: readonly VideoTrack[];

  /** Only elements make them: TypeError. `reindex` follows each change of `tracks`. */
  constructor(token: symbol, tracks: readonly VideoTrack[]) {
    checkInternal(token);
    super();
    this.#tracks = tracks;
  }

  /** How many tracks there are. */
  get length(): number {
    return this.#tracks.length;
  }

  /** The index of the track that is shown, or -1. */
  get selectedIndex(): number {
    return this.#tracks.findIndex(({ selected }) => selected);
  }

  /** The track of that id, or null. */
  getTrackById(id: string): VideoTrack | null {
    requireArguments("getTrackById", arguments.length, 1);
    return this.#tracks.find((track) => track.id === String(id)) ?? null;
  }

  /** Throws for objects of another class. */
  static check(object: object): void {
    if (!(#tracks in object)) illegal();
  }
}

/** Brings the indices of a list up to date with its tracks; `before` is how many there were. */
export function reindex(
  list: AudioTrackList | VideoTrackList,
  tracks: readonly object[],
  before: number,
): void {
  for (let i = tracks.length; i < before; i++) Reflect.deleteProperty(list, i);
  for (const [i, value] of tracks.entries()) {
    Object.defineProperty(list, i, { value, enumerable: true, configurable: true, writable: false });
  }
}

function illegal(): never {
  throw new TypeError("Illegal invocation");
}

const types = ["change", "addtrack", "removetrack"];
for (const [constructor, name] of [
  [AudioTrack, "AudioTrack"],
  [VideoTrack, "VideoTrack"],
  [AudioTrackList, "AudioTrackList"],
  [VideoTrackList, "VideoTrackList"],
] as const) {
  defineInterface(constructor, name);
  Object.defineProperty(constructor, "length", { value: 0 });
}
for (const list of [AudioTrackList, VideoTrackList]) {
  defineEventHandlers(list, types, (object) => list.check(object));
  const iterate = { value: Array.prototype[Symbol.iterator], writable: true, configurable: true };
  Object.defineProperty(list.prototype, Symbol.iterator, iterate);
}
