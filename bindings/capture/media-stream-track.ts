import type { TrackConstraints } from "../constrainable/constraint-types.js";
import type { TrackCapabilities, TrackSettings } from "../solver/types.js";
import { copyDictionary, toDictionary } from "./dictionaries.js";
import { OverconstrainedError } from "./overconstrained-error.js";
import { makeConnectable } from "./track-sink.js";
import type { TrackState } from "./track-state.js";
import {
  checkInternal,
  defineEventHandlers,
  defineInterface,
  internal,
  type EventHandler,
} from "./web-idl.js";

/** The state behind a track; TypeError for objects that are none. */
export let stateOf: (track: MediaStreamTrack) => TrackState;

/** Whether a value is a track of this package. */
export let isTrack: (value: unknown) => value is MediaStreamTrack;

/** Media Capture and Streams, 4.3, MediaStreamTrack: media of one kind from one source. */
export class MediaStreamTrack extends EventTarget {
  static {
    stateOf = (track) => track.#state;
    isTrack = (value): value is MediaStreamTrack =>
      typeof value === "object" && value !== null && #state in value;
  }

  #state: TrackState;
  /** Handlers of mute, unmute and ended events. */
  declare onmute: EventHandler;
  declare onunmute: EventHandler;
  declare onended: EventHandler;

  /** Tracks come from getUserMedia() and clone(): TypeError. */
  constructor(token: symbol, state: TrackState) {
    checkInternal(token);
    super();
    this.#state = state;
  }

  /** "audio" or "video", or a kind that has been registered. */
  get kind(): string {
    return this.#state.kind;
  }

  /** A UUID. */
  get id(): string {
    return this.#state.id;
  }

  /** The source's label, or "". */
  get label(): string {
    return this.#state.label;
  }

  /** Whether the script wants media; without, the track gives black pictures or silence. */
  get enabled(): boolean {
    return this.#state.enabled;
  }

  set enabled(value: boolean) {
    this.#state.enabled = Boolean(value);
  }

  /** Whether the source is temporarily unable to provide media. */
  get muted(): boolean {
    return this.#state.muted;
  }

  /** "live", or "ended" for good. */
  get readyState(): MediaStreamTrackState {
    return this.#state.readyState;
  }

  /** A track of the same source with the same constraints, from now on independent of this one. */
  clone(): MediaStreamTrack {
    return trackFor(this.#state.clone());
  }

  /** Ends the track, without an event; a source without other tracks stops. */
  stop(): void {
    this.#state.stop();
  }

  /** What the source can do, by property: the same for all its tracks (Media Capture and Streams, 11.1). */
  getCapabilities(): TrackCapabilities {
    return this.#state.source.capabilities();
  }

  /** The constraints applied last; some advanced sets may not hold. */
  getConstraints(): TrackConstraints {
    return toDictionary(this.#state.constraints);
  }

  /** The values in force; of an ended track, only those that it was made with. */
  getSettings(): TrackSettings {
    return copyDictionary(this.#state.currentSettings());
  }

  /**
   * Replaces the track's constraints (Media Capture and Streams, 11.1). Rejects with OverconstrainedError where they
   * cannot be satisfied, alone or together with what other tracks of the source require, and with the host's
   * DOMException where the device fails; constraints and settings then stay as they were. Resolves without a change
   * on an ended track.
   */
  async applyConstraints(constraints: TrackConstraints = {}): Promise<void> {
    const state = this.#state;
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

/** The object scripts hold, for a track's state. */
export function trackFor(state: TrackState): MediaStreamTrack {
  const track = new MediaStreamTrack(internal, state);
  state.facade = track;
  makeConnectable(track, (sink) => state.source.connect(state, sink));
  return track;
}
