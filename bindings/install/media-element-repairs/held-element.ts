/** An element whose browser plays a stream as long as there is something to play, and which is held otherwise. */
import { HAVE_CURRENT_DATA, HAVE_NOTHING } from "../../sinks/media-element/states.js";
import { HAVE_FUTURE_DATA, type NativeElement } from "./native-element.js";
import { PlayCalls } from "./play-calls.js";
import { PlaybackEvents } from "./playback-events.js";
import type { Screen } from "./screen.js";
import { StartGuard } from "./start-guard.js";

/** What there is to know of the playback to which an element belongs. */
export interface Playback {
  readonly stream: MediaStream;
  /** Whether playback has ended, provided that the element has metadata. */
  readonly hasEnded: boolean;
  /** Brings everything in line: the browser's own element may have changed. */
  update(): void;
  /** The element has loaded anew. */
  begin(): void;
}

/** What the browser's own tells of playing while the element is held. */
const playEvents = new Set([
  ...["play", "playing", "waiting", "pause", "timeupdate", "ended", "canplay", "canplaythrough"],
]);

/**
 * As long as there is something to play, the browser's own element does as it likes. While the element is held, its own
 * stands still, unheard of, and what the page sees is told here, until its own has taken over again.
 */
export class HeldElement {
  readonly #element: HTMLMediaElement;
  readonly #native: NativeElement;
  readonly #screen: Screen;
  readonly #playback: Playback;
  readonly #events: PlaybackEvents;
  readonly #calls: PlayCalls;
  #startGuard: StartGuard | undefined;
  #phase: "native" | "held" | "returning" = "native";
  /** Kept up to date only while the element is held, and where it is guarded. */
  #isPaused = true;
  #canAutoplay = true;
  #hadMetadata = false;
  #duration = NaN;
  #size: readonly [number, number] = [0, 0];

  constructor(element: HTMLMediaElement, native: NativeElement, screen: Screen, playback: Playback) {
    this.#element = element;
    this.#native = native;
    this.#screen = screen;
    this.#playback = playback;
    this.#events = new PlaybackEvents(element, (type) => this.#lets(type));
    this.#calls = new PlayCalls(native, this.#events);
  }

  /** As the element's attribute of that name. */
  get paused(): boolean {
    if (this.#phase !== "native") return this.#isPaused;
    return this.#native.paused || (this.#startGuard !== undefined && this.#isPaused);
  }

  // Quirk 30: Chromium and WebKit, readyState, duration and size of an element that has ended are not those of one that has.

  /** As the element's attribute of that name. */
  get readyState(): number {
    if (this.#phase === "native") return this.#screen.readyState;
    return this.#hadMetadata ? HAVE_CURRENT_DATA : HAVE_NOTHING;
  }

  /** Seconds: NaN before there is data, Infinity while the stream goes on, then where it ended. */
  get duration(): number {
    return this.#phase === "native" ? this.#native.duration : this.#duration;
  }

  /** Width and height of the video, in pixels. */
  get size(): readonly [number, number] {
    return this.#phase !== "native" && this.#hadMetadata ? this.#size : this.#native.size;
  }

  /** Whether the timeline increments. */
  get isRunning(): boolean {
    return this.#phase === "native" && !this.paused && this.#native.readyState >= HAVE_FUTURE_DATA;
  }

  /** Whether the element has metadata, and the page knows of it. */
  get hasMetadata(): boolean {
    return this.#phase === "native" ? this.#events.hasHeard("loadedmetadata") : this.#hadMetadata;
  }

  /** Forgets what belongs to an earlier load. */
  begin(): void {
    this.#events.clear();
    this.#calls.forget();
    this.#calls.takeToAbort("by a new load")();
    this.#startGuard = this.#screen.reloads ? new StartGuard(this.#element, this.#native) : undefined;
    this.#screen.begin();
    this.#phase = "native";
    this.#isPaused = this.#canAutoplay = true;
    this.#hadMetadata = false;
    this.#duration = NaN;
  }

  /**
   * Runs the browser's own load algorithm, with the stream if it can be shown.
   *
   * Quirk 35: Chromium and WebKit, a stream that is inactive from the start is played.
   */
  load(): void {
    const { stream } = this.#playback;
    if (this.#screen.canShow(stream)) this.#screen.load(stream);
    else {
      this.#phase = "held";
      this.#screen.clear();
    }
  }

  /** HTML, 4.8.11.8, `play()`. */
  play(): Promise<void> {
    const wasPaused = this.#isPaused;
    this.#canAutoplay = this.#isPaused = false;
    if (this.#phase === "native") return this.#native.play().catch((error: unknown) => this.#refused(error));
    // Quirk 31: Chromium and WebKit, play() is fulfilled, and time passes, though there is nothing to play.
    const promise = this.#calls.append();
    if (wasPaused) {
      this.#announcePlay();
      if (this.#phase === "returning") this.#playNatively();
    }
    return promise;
  }

  /** HTML, 4.8.11.8, the internal pause steps. */
  pause(): void {
    if (this.#phase !== "native" && !this.#isPaused) {
      this.#events.queue("timeupdate");
      this.#events.queue("pause", this.#calls.takeToAbort("by a call to pause()"));
    }
    this.#isPaused = true;
    this.#canAutoplay = false;
    if (this.#phase === "returning" && !this.#screen.reloads) {
      this.#screen.freeze();
      this.#returned();
    } else if (this.#phase !== "held") this.#native.pause();
  }

  /** Holds the element, or lets the browser's own go on, as the stream has it. */
  follow(): void {
    const { hasEnded, stream } = this.#playback;
    const canShow = this.#screen.canShow(stream);
    if (this.#phase === "held") {
      if (canShow && !hasEnded) this.#comeBack();
      else if (this.#hadMetadata) this.#screen.keepStill(stream);
    } else if (hasEnded || (!canShow && this.#phase === "returning")) this.#hold();
    else if (canShow) {
      if (!this.#screen.update(stream)) this.#reload();
    } else if (!this.hasMetadata) this.#holdEmpty();
  }

  /** Takes steps in a task of their own. */
  queueTask(steps: () => void): void {
    this.#events.queue(steps);
  }

  /** HTML, 4.8.11.8, what happens when the current playback position reaches the end, for which `loop` is ignored. */
  end(): void {
    this.#duration = this.#screen.currentTime;
    this.#events.fire("durationchange");
    this.#events.fire("timeupdate");
    if (this.#playback.hasEnded && !this.#isPaused) {
      this.#isPaused = true;
      // What played is to resume when the stream does, if it is to play by itself.
      this.#canAutoplay = true;
      this.#events.fire("pause");
      this.#calls.takeToAbort("by the end of playback")();
    }
    this.#events.fire("ended");
  }

  /** Lets go of the element for a new load, which is the caller's to run. */
  release(): void {
    this.#events.stop();
    this.#calls.forget();
    this.#calls.takeToAbort("by a new load")();
    this.#screen.release();
  }

  /** Gives the element back to the browser, with the stream, playing if it was. */
  restore(): void {
    const { stream } = this.#playback;
    const isToPlay = !this.paused;
    this.#events.stop();
    this.#calls.forget();
    if (this.#native.srcObject !== stream) this.#native.srcObject = stream;
    this.#screen.release();
    const resolve = this.#calls.takeToResolve();
    if (isToPlay && this.#native.paused) this.#native.play().then(resolve, resolve);
    else resolve();
  }

  #takeOver(phase: "held" | "returning"): void {
    if (this.#phase === "native") {
      // A guarded element of the browser's own pauses by itself when it ends.
      this.#isPaused = this.#startGuard ? this.#isPaused : this.#native.paused;
      this.#duration = this.#native.duration;
      this.#hadMetadata = this.hasMetadata;
      // A load drops what was about to be told.
      if (!this.#hadMetadata && !this.#isPaused && !this.#events.hasHeard("play")) this.#announcePlay();
    }
    this.#phase = phase;
    this.#calls.forget();
  }

  #hold(): void {
    this.#takeOver("held");
    // Quirk 28: Chromium, playback does not end when a stream has become inactive.
    // Quirk 32: Chromium and WebKit, playback does not end again when the stream becomes inactive again.
    this.#screen.freeze();
  }

  /** Holds an element that has had no data: as with a stream without tracks it waits for some. */
  #holdEmpty(): void {
    this.#takeOver("held");
    this.#events.hideLoad();
    this.#screen.clear();
  }

  #comeBack(): void {
    const { stream } = this.#playback;
    if (!this.#hadMetadata) {
      this.#loadQuietly();
      return;
    }
    if (this.#isPaused && this.#canAutoplay && this.#element.autoplay) {
      this.#isPaused = false;
      this.#events.queue("play");
    }
    this.#takeOver("returning");
    if (this.#screen.reloads) this.#screen.load(stream);
    if (!this.#isPaused) {
      this.#screen.update(stream);
      this.#playNatively();
    } else if (!this.#screen.reloads) {
      this.#screen.keepStill(stream);
      this.#returned();
    }
  }

  /** Has the browser's own element load what it cannot show otherwise. */
  #reload(): void {
    if (this.#phase === "native") {
      this.#takeOver("returning");
      if (!this.#hadMetadata) {
        this.#loadQuietly();
        return;
      }
      if (!this.#isPaused) {
        this.#events.queue("timeupdate");
        this.#events.queue("waiting");
      }
    }
    this.#screen.load(this.#playback.stream);
    if (!this.#isPaused) this.#playNatively();
  }

  /** Leaves it to the browser's own element to begin, of which the page knows. */
  #loadQuietly(): void {
    this.#phase = "native";
    this.#events.hideLoad(this.#isPaused ? [] : ["play", "waiting"]);
    this.#screen.load(this.#playback.stream);
    if (!this.#isPaused) this.#playNatively();
    else if (!this.#canAutoplay) this.#native.pause();
  }

  /** The browser's own element has taken over again. */
  #returned(): void {
    const [width, height] = this.#size;
    this.#phase = "native";
    if (this.#duration !== Infinity) this.#events.queue("durationchange");
    if (this.#screen.reloads) {
      const [newWidth, newHeight] = this.#native.size;
      if (newWidth !== width || newHeight !== height) this.#events.queue("resize");
      this.#events.queue("canplay");
      if (this.#isPaused) this.#startGuard?.stop();
    } else {
      this.#events.queue("canplay");
      if (!this.#isPaused) this.#events.queue("playing");
      this.#events.queue("canplaythrough");
    }
  }

  #announcePlay(): void {
    this.#events.queue("play");
    this.#events.queue("waiting");
  }

  #playNatively(): void {
    this.#calls.make(() => {
      if (this.#isPaused) return;
      this.#isPaused = true;
      this.#events.queue("pause", this.#calls.takeToAbort("by the browser"));
    });
  }

  /** The browser's own `play()` was rejected: waits on if that was because the element is held. */
  #refused(error: unknown): Promise<void> {
    if (this.#phase === "native") this.#isPaused = this.#native.paused;
    else if (!this.#isPaused && !this.#playback.hasEnded) return this.#calls.append();
    throw error;
  }

  /** Whether the page is to get an event of the browser's own. */
  #lets(type: string): boolean {
    const isReloading = this.#phase !== "native" && this.#screen.reloads;
    // A load that nobody here knows of, as by a change of `src`.
    if (type === "emptied" && this.#events.hasHeard("loadstart") && !isReloading) this.#playback.begin();
    this.#playback.update();
    if (!this.#screen.isFounded(type)) return false;
    if (this.#phase === "native") {
      this.#size = this.#native.size;
      return this.#letsPlay(type);
    }
    if (!this.#hadMetadata) return true;
    if (this.#phase === "returning" && type === (this.#screen.reloads ? "canplay" : "playing")) {
      this.#returned();
      this.#playback.update();
      return false;
    }
    return !this.#screen.reloads && !playEvents.has(type);
  }

  #letsPlay(type: string): boolean {
    if (!this.#startGuard) return true;
    const isToPlay = !this.#isPaused || (this.#canAutoplay && this.#element.autoplay);
    if (!this.#startGuard.lets(type, isToPlay)) return false;
    if (type === "play" || type === "pause") this.#isPaused = this.#native.paused;
    this.#playback.update();
    return true;
  }
}
