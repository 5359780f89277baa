import { HAVE_ENOUGH_DATA } from "../../sinks/media-element/states.js";
import { HAVE_FUTURE_DATA, type NativeElement } from "./native-element.js";
import { isLive, type NativeStreams } from "./native-streams.js";
import { PlaybackClock } from "./playback-clock.js";
import type { Screen } from "./screen.js";

/** What WebKit tells of streams though they are not seekable, and have no end that the table knows of. */
const unfounded = new Set(["ended", "seeking", "seeked", "ratechange"]);

/**
 * WebKit's: the element has a stream of our own, with what of the given one it can play.
 *
 * Quirk 34: Chromium and WebKit, the first track of a kind is played though it has ended and another is live.
 * Quirk 39: WebKit, an element fails when its stream has a second video track.
 * Quirk 33: Chromium and WebKit, there is no picture of tracks that come after the stream was inactive.
 */
export class ReloadingScreen implements Screen {
  readonly reloads = true;
  readonly #native: NativeElement;
  readonly #streams: NativeStreams;
  readonly #isVideo: boolean;
  #shown: MediaStream;
  #clock = new PlaybackClock();

  constructor(native: NativeElement, streams: NativeStreams, isVideo: boolean) {
    this.#native = native;
    this.#streams = streams;
    this.#isVideo = isVideo;
    this.#shown = streams.create([]);
  }

  // Quirk 38: WebKit, readyState stays at HAVE_FUTURE_DATA though nothing more can be had of a stream.
  get readyState(): number {
    const { readyState } = this.#native;
    return readyState === HAVE_FUTURE_DATA ? HAVE_ENOUGH_DATA : readyState;
  }

  // Quirk 36: WebKit, the timeline runs on while playback is paused.
  get currentTime(): number {
    return this.#clock.position;
  }

  canShow(stream: MediaStream): boolean {
    return this.#choose(stream).length > 0;
  }

  load(stream: MediaStream): void {
    this.#shown = this.#streams.create(this.#choose(stream));
    this.#native.srcObject = this.#shown;
  }

  update(stream: MediaStream): boolean {
    const [before, after] = [this.#streams.tracks(this.#shown), this.#choose(stream)];
    const gone = before.filter((track) => !after.includes(track));
    const come = after.filter((track) => !before.includes(track));
    if (before.length === gone.length || [...gone, ...come].some(isPicture)) {
      return come.length === 0 && gone.length === 0;
    }
    for (const track of gone) this.#streams.remove(this.#shown, track);
    for (const track of come) this.#streams.add(this.#shown, track);
    return true;
  }

  freeze(): void {
    this.clear();
  }

  clear(): void {
    this.#shown = this.#streams.create([]);
    this.#native.srcObject = this.#shown;
  }

  release(): void {
    // The stream goes with the element that had it.
  }

  keepStill(): void {
    // It has nothing to play.
  }

  begin(): void {
    this.#clock = new PlaybackClock();
  }

  run(isRunning: boolean): void {
    this.#clock.run(isRunning);
  }

  isFounded(type: string): boolean {
    return !unfounded.has(type);
  }

  /** The live audio tracks, and one video track: the one that is shown already, if it still can be. */
  #choose(stream: MediaStream): MediaStreamTrack[] {
    const live = this.#streams.tracks(stream).filter(isLive);
    const pictures = this.#isVideo ? live.filter(isPicture) : [];
    const shown = this.#streams.tracks(this.#shown).find(isPicture);
    const picture = pictures.find((track) => track === shown) ?? pictures[0];
    const heard = live.filter((track) => !isPicture(track));
    return picture ? [picture, ...heard] : heard;
  }
}

function isPicture({ kind }: MediaStreamTrack): boolean {
  return kind === "video";
}
