import { HAVE_NOTHING } from "../../sinks/media-element/states.js";
import type { NativeElement } from "./native-element.js";
import { isLive, type NativeStreams } from "./native-streams.js";
import type { Screen } from "./screen.js";
import { ShownStream } from "./shown-stream.js";

/** What comes before a "pause" that was brought about here, and that itself. */
const pauseEvents = new Set(["play", "playing", "waiting", "timeupdate", "pause"]);

/** Chromium's: the element has a stream of our own with the tracks of the given one, and follows it by itself. */
export class StandingScreen implements Screen {
  readonly reloads = false;
  readonly #native: NativeElement;
  readonly #streams: NativeStreams;
  readonly #shown: ShownStream;
  #picture: MediaStreamTrack | undefined;
  /** How many "pause" events are to come that the page is to know nothing of. */
  #pauses = 0;

  constructor(native: NativeElement, streams: NativeStreams) {
    this.#native = native;
    this.#streams = streams;
    this.#shown = new ShownStream(streams);
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
    this.#shown.renew();
    this.update(stream);
    this.#pauses = 0;
    this.#native.srcObject = this.#shown.stream;
  }

  // Quirk 33: Chromium and WebKit, there is no picture of tracks that come after the stream was inactive.
  update(stream: MediaStream): boolean {
    this.#shown.follow(stream);
    this.#picture = this.#pictureOf(stream);
    return true;
  }

  freeze(): void {
    if (this.#native.paused) return;
    this.#pauses += 1;
    this.#native.pause();
  }

  // A paused element of Chromium shows the moving picture of a track that is added.
  keepStill(stream: MediaStream): void {
    const picture = this.#pictureOf(stream);
    if (!picture || picture === this.#picture) {
      this.#shown.follow(stream);
      return;
    }
    this.update(stream);
    this.#native.play().catch(() => undefined);
    this.freeze();
  }

  clear(): void {
    this.#pauses = 0;
    this.#shown.renew();
    this.#native.srcObject = this.#shown.stream;
  }

  release(): void {
    this.#shown.renew();
  }

  begin(): void {
    this.#picture = undefined;
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
  #pictureOf(stream: MediaStream): MediaStreamTrack | undefined {
    return this.#streams.tracks(stream).find((track) => track.kind === "video" && isLive(track));
  }
}
