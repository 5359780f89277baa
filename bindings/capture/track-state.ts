/** A track from within: what the MediaStreamTrack object shows of it, and what its source does with it. */
import type { Constraints } from "../constrainable/convert.js";
import type { Misfit, TrackCapabilities, TrackSettings } from "../solver/types.js";
import { newId } from "./identifiers.js";
import type { CaptureObjects } from "./capture-objects.js";
import type { MediaType } from "./media-types.js";
import type { MediaStreamTrack } from "./media-stream-track.js";
import { queueTask } from "./tasks.js";
import type { TrackSink } from "./track-sink.js";

/** What a track asks of its source. */
export interface TrackSource {
  readonly type: MediaType;
  readonly label: string;
  readonly muted: boolean;
  /** What makes the objects that scripts hold. */
  readonly objects: CaptureObjects;
  /** Reads what a script gave as constraints; throws what WebIDL throws. */
  convert(constraints: unknown): Constraints;
  capabilities(): TrackCapabilities;
  /** A track's settings as its media is delivered: width and height flipped on a device that is turned. */
  delivered(settings: TrackSettings): TrackSettings;
  /** Media Capture and Streams, 11.1, ApplyConstraints; a misfit leaves everything as it was. */
  applyConstraints(track: TrackState, constraints: Constraints): Promise<Misfit | undefined>;
  /** A clone has come, live as the track it was made from. */
  adopt(clone: TrackState, original: TrackState): void;
  /** The platform's own track for one of the source's, where the platform makes them. */
  platformTrack(track: TrackState): globalThis.MediaStreamTrack | undefined;
  /** The platform's track of the device itself; the track's own where it is the device's. */
  deviceTrack(track: TrackState): globalThis.MediaStreamTrack | undefined;
  /** A track has ended. */
  release(track: TrackState): void;
  /** A track was enabled, disabled, muted or unmuted. */
  flowChanged(): void;
  connect(track: TrackState, sink: TrackSink): () => void;
}

/** Media Capture and Streams, 4.3.2: the inherent constrainable track properties. */
const INHERENT = ["deviceId", "facingMode", "groupId"] as const;

/** The state of one track. */
export class TrackState {
  readonly id = newId();
  readonly source: TrackSource;
  readonly kind: string;
  readonly label: string;
  muted: boolean;
  readyState: MediaStreamTrackState = "live";
  /** What the application says of the content. */
  contentHint = "";
  constraints: Constraints = { basic: [], advanced: [] };
  /** The object scripts hold. */
  facade: MediaStreamTrack | undefined;
  /** Whether the object is a platform's, which takes it wherever it takes its own. */
  isPlatform = false;
  #isEnabled = true;
  /** A task that ends it is queued. */
  #isEnding = false;
  #settings: TrackSettings = {};
  #listeners = new Set<() => void>();
  #settingsListeners = new Set<() => void>();

  constructor(source: TrackSource) {
    this.source = source;
    this.kind = source.type.kind;
    this.label = source.label;
    this.muted = source.muted;
  }

  get isLive(): boolean {
    return this.readyState === "live";
  }

  /** In the primary orientation, in which constraints are. */
  get settings(): TrackSettings {
    return this.#settings;
  }

  set settings(value: TrackSettings) {
    this.#settings = value;
    for (const listener of [...this.#settingsListeners]) listener();
  }

  get enabled(): boolean {
    return this.#isEnabled;
  }

  set enabled(value: boolean) {
    if (this.#isEnabled === value) return;
    this.#isEnabled = value;
    if (this.isLive) this.source.flowChanged();
  }

  /** Media Capture and Streams, 4.3, clone a track. */
  clone(): TrackState {
    const clone = new TrackState(this.source);
    clone.#isEnabled = this.#isEnabled;
    clone.contentHint = this.contentHint;
    clone.constraints = this.constraints;
    clone.settings = this.settings;
    clone.readyState = this.readyState;
    if (clone.isLive) this.source.adopt(clone, this);
    if (this.#isEnding) clone.end();
    return clone;
  }

  /** What getSettings() tells (Media Capture and Streams, 4.3.3). */
  currentSettings(): TrackSettings {
    if (this.isLive) return this.source.delivered(this.settings);
    const inherent: TrackSettings = {};
    for (const name of INHERENT) {
      const value = this.settings[name];
      if (value !== undefined) inherent[name] = value;
    }
    return inherent;
  }

  /** Media Capture and Streams, 4.3.3, stop(): ends at once and without an event. */
  stop(): void {
    if (!this.isLive) return;
    this.readyState = "ended";
    this.source.release(this);
    this.#tell();
  }

  /** Media Capture and Streams, 4.3.1, life-cycle: ends in a task, with an event, for any other reason. */
  end(): void {
    this.#isEnding = true;
    queueTask(() => {
      if (!this.isLive) return;
      this.stop();
      this.facade?.dispatchEvent(new Event("ended"));
    });
  }

  /** Media Capture and Streams, 4.3.1, "set a track's muted state", in a task. */
  queueMuted(muted: boolean): void {
    queueTask(() => {
      if (!this.isLive || this.muted === muted) return;
      this.muted = muted;
      this.source.flowChanged();
      this.facade?.dispatchEvent(new Event(muted ? "mute" : "unmute"));
    });
  }

  /** Calls back once the track has ended, until the function returned is called. */
  onEnd(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Calls back when it has been given settings, until the function returned is called. */
  onSettings(listener: () => void): () => void {
    this.#settingsListeners.add(listener);
    return () => void this.#settingsListeners.delete(listener);
  }

  #tell(): void {
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }
}
