/** What an element does with its stream, in a browser that does not end it as it should. */
import { StreamHistory } from "../../sinks/media-element/stream-history.js";
import { HeldElement, type Playback } from "./held-element.js";
import type { NativeElement } from "./native-element.js";
import { isLive, type NativeStreams } from "./native-streams.js";
import type { Screen } from "./screen.js";
import { StreamListener, type StreamFollower } from "./stream-listener.js";

/** What a playback needs besides its stream. */
export interface PlaybackParts {
  readonly element: HTMLMediaElement;
  readonly native: NativeElement;
  readonly streams: NativeStreams;
  readonly screen: Screen;
  /** Whether it plays while its stream is active, and not only while it is audible. */
  readonly isVideo: boolean;
}

/**
 * What a media element does while its media provider object is a MediaStream: Media Capture and Streams, 6. It knows
 * when playback has ended, and has the element held then.
 */
export class StreamPlayback implements Playback, StreamFollower {
  /** What the page has given the element. */
  readonly stream: MediaStream;
  readonly #parts: PlaybackParts;
  readonly #held: HeldElement;
  readonly #listener: StreamListener;
  #history = new StreamHistory(false);
  #isOver = false;
  /** Whether the end has been noticed, and whether the event loop has come round since. */
  #hasNoticedEnd = false;
  #reportsEnd = false;

  /** Runs the element's load algorithm with the stream. */
  constructor(stream: MediaStream, parts: PlaybackParts) {
    this.stream = stream;
    this.#parts = parts;
    const { element, native, screen, streams } = parts;
    this.#held = new HeldElement(element, native, screen, this);
    this.#listener = new StreamListener(stream, this);
    this.#listener.follow(streams.tracks(stream));
    this.begin();
    this.#held.load();
  }

  /** Whether the element has been given something else, or back to the browser. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** As the element's attribute of that name. */
  get paused(): boolean {
    return this.#held.paused;
  }

  /** Whether playback had ended when the event loop last came round, and still has. */
  get ended(): boolean {
    return this.#reportsEnd && this.hasEnded;
  }

  /** As the element's attribute of that name. */
  get readyState(): number {
    return this.#held.readyState;
  }

  /** Seconds: NaN before there is data, Infinity while the stream goes on, then where it ended. */
  get duration(): number {
    return this.#held.duration;
  }

  /** The playback position in seconds. */
  get currentTime(): number {
    return this.#parts.screen.currentTime;
  }

  /** Width and height of the video, in pixels. */
  get size(): readonly [number, number] {
    return this.#held.size;
  }

  /** Media Capture and Streams, 6, ended playback. */
  get hasEnded(): boolean {
    return !this.#isOver && this.#held.hasMetadata && this.#history.hasEnded(this.#parts.element.autoplay);
  }

  /** HTML, 4.8.11.8, `play()`. */
  play(): Promise<void> {
    this.#history.play();
    const promise = this.#held.play();
    this.update();
    return promise;
  }

  /** HTML, 4.8.11.8, `pause()`. */
  pause(): void {
    this.#held.pause();
    this.update();
  }

  /** Looks at the stream and at the browser's own element, and brings everything in line. */
  update(): void {
    if (this.#isOver) return;
    const { screen, streams } = this.#parts;
    this.#listener.follow(streams.tracks(this.stream));
    this.#history.update(this.#isLive);
    this.#held.follow();
    if (!this.hasEnded) this.#hasNoticedEnd = this.#reportsEnd = false;
    else if (!this.#hasNoticedEnd) {
      this.#hasNoticedEnd = true;
      this.#held.queueTask(() => this.#end());
    }
    screen.run(this.#held.isRunning);
  }

  /** The element loads anew. */
  begin(): void {
    this.#history = new StreamHistory(this.#isLive);
    this.#hasNoticedEnd = this.#reportsEnd = false;
    this.#held.begin();
  }

  /** Lets go of the stream for a new load, which is the caller's to run. */
  release(): void {
    this.#stop();
    this.#held.release();
  }

  /** Gives the element back to the browser, with the stream. */
  restore(): void {
    this.#stop();
    this.#held.restore();
  }

  #stop(): void {
    this.#isOver = true;
    this.#listener.stop();
    this.#parts.screen.run(false);
  }

  /**
   * Whether the stream is active, or audible for an audio element.
   *
   * Quirk 29: Chromium and WebKit, an audio element does not end when its stream has become inaudible.
   */
  get #isLive(): boolean {
    const { streams, isVideo } = this.#parts;
    return streams.tracks(this.stream).some((track) => isLive(track) && (isVideo || track.kind === "audio"));
  }

  #end(): void {
    if (!this.hasEnded) return;
    this.#reportsEnd = true;
    this.#held.end();
    this.update();
  }
}
