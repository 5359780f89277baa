/** How an element is a sink of its stream's tracks. */
import type { MediaStreamTrack } from "../../capture/media-stream-track.js";
import { connectSink } from "../../capture/track-sink.js";

/** Takes what flows out of the tracks. */
export interface TrackReaderListener {
  /** A picture has come, so many pixels wide and high. */
  picture(width: number, height: number): void;
  /** Samples have come. */
  block(): void;
}

/** Connects the element to tracks, and only to those that it needs at the moment: unused sources are to rest. */
export class TrackReader {
  readonly #listener: TrackReaderListener;
  #reads = 0;
  readonly #connections = new Map<MediaStreamTrack, () => void>();

  constructor(listener: TrackReaderListener) {
    this.#listener = listener;
  }

  /** Whether it reads from any track. */
  get isReading(): boolean {
    return this.#connections.size > 0;
  }

  /** Reads from exactly these tracks. Media may come, and this be called again, before it returns: the last call counts. */
  read(tracks: ReadonlySet<MediaStreamTrack>): void {
    this.#reads += 1;
    const read = this.#reads;
    for (const [track, disconnect] of [...this.#connections]) {
      if (tracks.has(track)) continue;
      this.#connections.delete(track);
      disconnect();
    }
    for (const track of tracks) {
      if (read !== this.#reads) return;
      if (!this.#connections.has(track)) this.#connect(track);
    }
  }

  #connect(track: MediaStreamTrack): void {
    let isWanted = true;
    let disconnect: (() => void) | undefined;
    this.#connections.set(track, () => {
      isWanted = false;
      disconnect?.();
    });
    const connected = connectSink(track, {
      picture: ({ width, height }) => {
        if (isWanted) this.#listener.picture(width, height);
      },
      block: () => {
        if (isWanted) this.#listener.block();
      },
      // The stream tells which tracks have ended.
      ended: () => undefined,
    });
    if (isWanted) disconnect = connected;
    else connected();
  }
}
