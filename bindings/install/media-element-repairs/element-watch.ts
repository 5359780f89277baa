import type { RepairedWindow } from "./engine.js";
import { NativeElement, type NativeMembers } from "./native-element.js";
import type { NativeStreams } from "./native-streams.js";
import { ReloadingScreen } from "./reloading-screen.js";
import { StandingScreen } from "./standing-screen.js";
import { StreamPlayback } from "./stream-playback.js";

/** Watches that have had an element with a stream. */
const watches = new Set<ElementWatch>();

/**
 * Tells that a track has ended, or whether it has is to be looked at: `stop()` of a track fires no event. Media elements
 * that play a stream with the track, and are repaired, end if there is nothing left to play.
 */
export function trackStopped(track: MediaStreamTrack): void {
  for (const watch of watches) watch.trackChanged(track);
}

/** The elements of a window that have been given a stream; it keeps none of them. */
export class ElementWatch {
  readonly #window: RepairedWindow;
  readonly #members: NativeMembers;
  readonly #streams: NativeStreams;
  readonly #reloads: boolean;
  #playbacks = new WeakMap<object, StreamPlayback>();
  readonly #known = new Set<WeakRef<StreamPlayback>>();

  /** `reloads`: whether the browser's elements have to load anew to show another picture. */
  constructor(window: RepairedWindow, members: NativeMembers, streams: NativeStreams, reloads: boolean) {
    this.#window = window;
    this.#members = members;
    this.#streams = streams;
    this.#reloads = reloads;
  }

  /** What an element does with its stream, if it has one. */
  playback(element: unknown): StreamPlayback | undefined {
    return this.#playbacks.get(element as object);
  }

  /** Gives an element a stream, in place of any that it had, and runs its load algorithm. */
  assign(element: HTMLMediaElement, stream: MediaStream): void {
    this.release(element);
    const streams = this.#streams;
    const native = new NativeElement(element, this.#members);
    const isVideo = element instanceof this.#window.HTMLVideoElement;
    const screen = this.#reloads
      ? new ReloadingScreen(native, streams, isVideo)
      : new StandingScreen(native, streams);
    const playback = new StreamPlayback(stream, { element, native, streams, screen, isVideo });
    this.#playbacks.set(element, playback);
    this.#each(() => undefined);
    this.#known.add(new WeakRef(playback));
    watches.add(this);
  }

  /** Takes its stream from an element; what it is to load instead is the caller's concern. */
  release(element: HTMLMediaElement): void {
    this.#playbacks.get(element)?.release();
    this.#playbacks.delete(element);
  }

  /** Tells that a track may have ended. */
  trackChanged(track: MediaStreamTrack): void {
    this.#each((playback) => {
      if (this.#streams.tracks(playback.stream).includes(track)) playback.update();
    });
  }

  /** Tells that the tracks of a stream may be others. */
  streamChanged(stream: MediaStream): void {
    this.#each((playback) => {
      if (playback.stream === stream) playback.update();
    });
  }

  /** Gives all elements back to the browser. */
  uninstall(): void {
    watches.delete(this);
    this.#each((playback) => playback.restore());
    this.#known.clear();
    this.#playbacks = new WeakMap();
  }

  #each(call: (playback: StreamPlayback) => void): void {
    for (const reference of [...this.#known]) {
      const playback = reference.deref();
      if (playback && !playback.isOver) call(playback);
      else this.#known.delete(reference);
    }
  }
}
