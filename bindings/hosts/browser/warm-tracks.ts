/** Tracks that were opened to ask, kept open for a moment: whoever asks mostly wants the device next. */
import type { Clock } from "../clock.js";

/** How long a track is kept, in milliseconds. */
const KEPT = 3000;

/** Open tracks by device. */
export class WarmTracks {
  readonly #clock: Clock;
  readonly #tracks = new Map<string, { readonly track: MediaStreamTrack; readonly timer: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Keeps a track for whoever opens its device soon; stops it otherwise. */
  keep(deviceId: string, track: MediaStreamTrack): void {
    this.take(deviceId)?.stop();
    const timer = this.#clock.setTimeout(() => this.take(deviceId)?.stop(), KEPT);
    this.#tracks.set(deviceId, { track, timer });
  }

  /** Stops all that are kept. */
  stop(): void {
    for (const deviceId of [...this.#tracks.keys()]) this.take(deviceId)?.stop();
  }

  /** The live track of a device, which is the caller's from now on. */
  take(deviceId: string): MediaStreamTrack | undefined {
    const kept = this.#tracks.get(deviceId);
    if (!kept) return undefined;
    this.#tracks.delete(deviceId);
    this.#clock.clearTimeout(kept.timer);
    return kept.track.readyState === "live" ? kept.track : undefined;
  }
}
