import { HAVE_NOTHING } from "../../sinks/media-element/states.js";
import type { NativeElement } from "./native-element.js";
import { isLive, type NativeStreams } from "./native-streams.js";
import type { Screen } from "./screen.js";

/** What comes before a "pause" that was brought about here, and that itself. */
const pauseEvents = new Set(["play", "playing", "waiting", "timeupdate", "pause"]);

/** Chromium's: the element has the stream itself and follows its tracks. */
export class StandingScreen implements Screen {
  readonly reloads = false;
  readonly #native: NativeElement;
  readonly #streams: NativeStreams;
  #shown: MediaStreamTrack | undefined;
  /** How many "pause" events are to come that the page is to know nothing of. */
  #pauses = 0;

  constructor(native: NativeElement, streams: NativeStreams) {
    this.#native = native;
    this.#streams = streams;
  }

  get readyState(): number {
    return this.#native.readyState;
  }

  get currentTime(): number {
    return this.readyState === HAVE_NOTHING ? 0 : this.#native.currentTime;
  }

  // A stream without tracks is waited for, one whose tracks have ended is not.
  canShow(stream: MediaStream): boolean {
    const tracks = this.#streams.tracks(stream);
    return tracks.length === 0 || tracks.some(isLive);
  }

  load(stream: MediaStream): void {
    this.update(stream);
    this.#pauses = 0;
    this.#native.srcObject = stream;
  }

  // Quirk 34: Chromium and WebKit, the first track of a kind is played though it has ended and another is live.
  // Quirk 33: Chromium and WebKit, there is no picture of tracks that come after the stream was inactive.
  update(stream: MediaStream): boolean {
    for (const kind of ["audio", "video"]) {
      const tracks = this.#streams.tracks(stream).filter((track) => track.kind === kind);
      const ended = tracks.slice(0, Math.max(0, tracks.findIndex(isLive)));
      // The order of the track set is undefined, so it is free to change: those that have ended go to the end.
      for (const track of ended) {
        this.#streams.remove(stream, track);
        this.#streams.add(stream, track);
      }
    }
    this.#shown = this.#picture(stream);
    return true;
  }

  freeze(): void {
    if (this.#native.paused) return;
    this.#pauses += 1;
    this.#native.pause();
  }

  // A paused element of Chromium shows the moving picture of a track that is added.
  keepStill(stream: MediaStream): void {
    const picture = this.#picture(stream);
    if (!picture || picture === this.#shown) return;
    this.update(stream);
    this.#native.play().catch(() => undefined);
    this.freeze();
  }

  clear(): void {
    this.#pauses = 0;
    this.#native.srcObject = this.#streams.create([]);
  }

  begin(): void {
    this.#shown = undefined;
    this.#pauses = 0;
  }

  run(): void {
    // Its own timeline is right.
  }

  isFounded(type: string): boolean {
    if (this.#pauses === 0 || !pauseEvents.has(type)) return true;
    if (type === "pause") this.#pauses -= 1;
    return false;
  }

  /** The video track that the element shows as soon as it is the first one. */
  #picture(stream: MediaStream): MediaStreamTrack | undefined {
    return this.#streams.tracks(stream).find((track) => track.kind === "video" && isLive(track));
  }
}
