import type { TrackConstraints } from "../constrainable/constraint-types.js";
import type { SourceKind, TrackCapabilities, TrackSettings } from "../solver/types.js";
import { copyDictionary, toDictionary } from "./dictionaries.js";
import { OverconstrainedError } from "./overconstrained-error.js";
import { makeConnectable } from "./track-sink.js";
import type { TrackState } from "./track-state.js";
import {
  checkInternal,
  defineEventHandlers,
  defineInterface,
  toDOMString,
  type EventHandler,
} from "./web-idl.js";

/** The states of tracks: of objects of the class below, and of a platform's tracks that behave like them. */
const states = new WeakMap<object, TrackState>();

/** The state behind a track; TypeError for objects that are none. */
export function stateOf(track: MediaStreamTrack): TrackState {
  const state = states.get(track);
  if (!state) throw new TypeError("Illegal invocation");
  return state;
}

/** Whether a value is a track of this package. */
export function isTrack(value: unknown): value is MediaStreamTrack {
  return typeof value === "object" && value !== null && states.has(value);
}

/** Whether a value is a track that only this package knows how to read. */
export function isPortableTrack(value: unknown): value is MediaStreamTrack {
  return isTrack(value) && !stateOf(value).isPlatform;
}

/** Makes an object the track of a state. */
export function adopt(object: object, state: TrackState): MediaStreamTrack {
  const track = object as MediaStreamTrack;
  states.set(track, state);
  state.facade = track;
  makeConnectable(track, (sink) => state.source.connect(state, sink));
  return track;
}

/** A track that is known to be of a kind of media. */
export interface TrackOfKind<Kind extends string> extends MediaStreamTrack {
  readonly kind: Kind;
  clone(): TrackOfKind<Kind>;
}

/** MediaStreamTrack Content Hints: what may be said of tracks like those of a kind of source. */
const CONTENT_HINTS: Readonly<Record<SourceKind, readonly string[]>> = {
  audioinput: ["", "speech", "speech-recognition", "music"],
  videoinput: ["", "motion", "detail", "text"],
};

/** Media Capture and Streams, 4.3, MediaStreamTrack: media of one kind from one source. */
export class MediaStreamTrack extends EventTarget {
  /** Handlers of mute, unmute and ended events. */
  declare onmute: EventHandler;
  declare onunmute: EventHandler;
  declare onended: EventHandler;

  /** Tracks come from getUserMedia() and clone(): TypeError. */
  constructor(token: symbol) {
    checkInternal(token);
    super();
  }

  /** "audio" or "video", or a kind that has been registered. */
  get kind(): string {
    return stateOf(this).kind;
  }

  /** A UUID. */
  get id(): string {
    return stateOf(this).id;
  }

  /** The source's label, or "". */
  get label(): string {
    return stateOf(this).label;
  }

  /** Whether the script wants media; without, the track gives black pictures or silence. */
  get enabled(): boolean {
    return stateOf(this).enabled;
  }

  set enabled(value: boolean) {
    stateOf(this).enabled = Boolean(value);
  }

  /**
   * What the application says of the content (MediaStreamTrack Content Hints): "", of audio "speech", "speech-recognition"
   * or "music", of video "motion", "detail" or "text"; others are ignored. Media are the same with each.
   */
  get contentHint(): string {
    return stateOf(this).contentHint;
  }

  set contentHint(value: string) {
    const state = stateOf(this);
    const hint = toDOMString(value, "contentHint");
    if (CONTENT_HINTS[state.source.type.sourceKind].includes(hint)) state.contentHint = hint;
  }

  /** Whether the source is temporarily unable to provide media. */
  get muted(): boolean {
    return stateOf(this).muted;
  }

  /** "live", or "ended" for good. */
  get readyState(): MediaStreamTrackState {
    return stateOf(this).readyState;
  }

  /** A track of the same source with the same constraints, from now on independent of this one. */
  clone(): MediaStreamTrack {
    const clone = stateOf(this).clone();
    return clone.source.objects.track(clone, this);
  }

  /** Ends the track, without an event; a source without other tracks stops. */
  stop(): void {
    stateOf(this).stop();
  }

  /** What the source can do, by property: the same for all its tracks (Media Capture and Streams, 11.1). */
  getCapabilities(): TrackCapabilities {
    return stateOf(this).source.capabilities();
  }

  /** The constraints applied last; some advanced sets may not hold. */
  getConstraints(): TrackConstraints {
    return toDictionary(stateOf(this).constraints);
  }

  /** The values in force; of an ended track, only those that it was made with. */
  getSettings(): TrackSettings {
    return copyDictionary(stateOf(this).currentSettings());
  }

  /**
   * Replaces the track's constraints (Media Capture and Streams, 11.1). Rejects with OverconstrainedError where they
   * cannot be satisfied, alone or together with what other tracks of the source require, and with the host's
   * DOMException where the device fails; constraints and settings then stay as they were. Resolves without a change
   * on an ended track.
   */
  async applyConstraints(constraints: TrackConstraints = {}): Promise<void> {
    const state = stateOf(this);
    const converted = state.source.convert(constraints);
    if (!state.isLive) return;
    const misfit = await state.source.applyConstraints(state, converted);
    if (misfit) throw new OverconstrainedError(misfit.failedConstraint, misfit.message);
  }
}

defineInterface(MediaStreamTrack, "MediaStreamTrack");
defineEventHandlers(MediaStreamTrack, ["mute", "unmute", "ended"], (object) => {
  stateOf(object as MediaStreamTrack);
});
Object.defineProperty(MediaStreamTrack, "length", { value: 0 });
