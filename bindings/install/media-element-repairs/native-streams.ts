import type { RepairedWindow } from "./engine.js";

/** What a window's streams do by themselves, whatever their members have been replaced by. */
export class NativeStreams {
  readonly #MediaStream: typeof MediaStream;
  readonly #getTracks: (this: MediaStream) => MediaStreamTrack[];
  readonly #addTrack: (this: MediaStream, track: MediaStreamTrack) => void;
  readonly #removeTrack: (this: MediaStream, track: MediaStreamTrack) => void;

  constructor(window: RepairedWindow) {
    const { prototype } = window.MediaStream;
    this.#MediaStream = window.MediaStream;
    ({
      getTracks: this.#getTracks,
      addTrack: this.#addTrack,
      removeTrack: this.#removeTrack,
    } = prototype as {
      getTracks: (this: MediaStream) => MediaStreamTrack[];
      addTrack: (this: MediaStream, track: MediaStreamTrack) => void;
      removeTrack: (this: MediaStream, track: MediaStreamTrack) => void;
    });
  }

  /** Whether the browser takes a value for a stream. */
  isStream(value: unknown): value is MediaStream {
    if (typeof value !== "object" || value === null) return false;
    try {
      return this.tracks(value as MediaStream).length >= 0;
    } catch {
      return false;
    }
  }

  create(tracks: MediaStreamTrack[]): MediaStream {
    return new this.#MediaStream(tracks);
  }

  tracks(stream: MediaStream): MediaStreamTrack[] {
    return Reflect.apply(this.#getTracks, stream, []);
  }

  add(stream: MediaStream, track: MediaStreamTrack): void {
    Reflect.apply(this.#addTrack, stream, [track]);
  }

  remove(stream: MediaStream, track: MediaStreamTrack): void {
    Reflect.apply(this.#removeTrack, stream, [track]);
  }
}

/** Whether a track has not ended. */
export function isLive({ readyState }: MediaStreamTrack): boolean {
  return readyState === "live";
}
