/** Tracks that were opened to ask, kept open for a moment: whoever asks mostly wants the device next. */
import type { SourceKind } from "../../solver/types.js";
import type { Clock } from "../clock.js";

/** How long a track is kept, in milliseconds. */
const KEPT = 3000;

interface Kept {
  readonly kind: SourceKind;
  readonly deviceId: string;
  readonly track: MediaStreamTrack;
  readonly timer: number;
}

/** Open tracks by device. */
export class WarmTracks {
  readonly #clock: Clock;
  readonly #kept = new Set<Kept>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Keeps a track for whoever opens its device soon; stops it otherwise. */
  keep(kind: SourceKind, deviceId: string, track: MediaStreamTrack): void {
    this.take(kind, deviceId)?.stop();
    const timer = this.#clock.setTimeout(() => this.take(kind, deviceId)?.stop(), KEPT);
    this.#kept.add({ kind, deviceId, track, timer });
  }

  /** Stops all that are kept of a kind, or of all kinds. */
  stop(kind?: SourceKind): void {
    for (const kept of [...this.#kept])
      if (kind === undefined || kept.kind === kind) this.#remove(kept)?.stop();
  }

  /** The live track of a device, which is the caller's from now on. */
  take(kind: SourceKind, deviceId: string): MediaStreamTrack | undefined {
    for (const kept of this.#kept) {
      if (kept.kind === kind && kept.deviceId === deviceId) return this.#remove(kept);
    }
    return undefined;
  }

  /** The same of a camera; the others are stopped, for many a machine can run one camera at a time only. */
  takeOnly(kind: SourceKind, deviceId: string): MediaStreamTrack | undefined {
    const track = this.take(kind, deviceId);
    if (kind === "videoinput") this.stop(kind);
    return track;
  }

  #remove(kept: Kept): MediaStreamTrack | undefined {
    this.#kept.delete(kept);
    this.#clock.clearTimeout(kept.timer);
    return kept.track.readyState === "live" ? kept.track : undefined;
  }
}
