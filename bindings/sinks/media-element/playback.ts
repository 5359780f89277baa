/** A media element that plays a MediaStream. */
import { observeStream } from "../../capture/media-stream.js";
import type { MediaStream } from "../../capture/media-stream.js";
import type { MediaStreamTrack } from "../../capture/media-stream-track.js";
import type { ElementEnvironment, Stoppable } from "./element-environment.js";
import { ElementTracks } from "./element-tracks.js";
import { PlayPromises } from "./play-promises.js";
import { RemovalWatch } from "./removal.js";
import {
  HAVE_CURRENT_DATA,
  HAVE_ENOUGH_DATA,
  HAVE_NOTHING,
  NETWORK_EMPTY,
  NETWORK_LOADING,
  NETWORK_NO_SOURCE,
} from "./states.js";
import { StreamHistory } from "./stream-history.js";
import { TaskQueue } from "./task-queue.js";
import { Timeline } from "./timeline.js";
import { TrackReader } from "./track-reader.js";

/**
 * What a media element does while its media provider object is a MediaStream: HTML, 4.8.11, as Media Capture and
 * Streams, 6, narrows it down. Without a stream it does nothing.
 */
export class MediaElementPlayback implements Stoppable {
  readonly #element: HTMLMediaElement;
  readonly #environment: ElementEnvironment;
  readonly #isVideo: boolean;
  readonly #tasks = new TaskQueue();
  readonly #timeline: Timeline;
  readonly #promises = new PlayPromises();
  readonly #reader: TrackReader;
  readonly #removal: RemovalWatch;

  #stream: MediaStream | null = null;
  #history = new StreamHistory(false);
  #forgetStream = (): void => undefined;
  /** Counts the runs of the load algorithm, so that what belongs to an earlier one is known. */
  #load = 0;
  #networkState = NETWORK_EMPTY;
  #readyState = HAVE_NOTHING;
  #hasFiredLoadedData = false;
  #duration = NaN;
  #videoWidth = 0;
  #videoHeight = 0;
  #isPaused = true;
  #canAutoplay = true;
  /** Whether the end has been noticed, and whether the event loop has come round since. */
  #hasNoticedEnd = false;
  #reportsEnd = false;

  /** The element's lists of tracks. */
  readonly tracks: ElementTracks;

  constructor(element: HTMLMediaElement, environment: ElementEnvironment) {
    this.#element = element;
    this.#environment = environment;
    this.#isVideo = element instanceof environment.window.HTMLVideoElement;
    this.#timeline = new Timeline(environment.clock, () => this.#fire("timeupdate"));
    this.#reader = new TrackReader({
      picture: (width, height) => this.#pictureCame(width, height),
      block: () => this.#blockCame(),
    });
    this.#removal = new RemovalWatch(element, environment.window, () => this.pause());
    this.tracks = new ElementTracks(
      (run) => this.#tasks.queue(run),
      () => this.#update(),
    );
  }

  /** The element's assigned media provider object. */
  get stream(): MediaStream | null {
    return this.#stream;
  }

  /** As the element's attribute of that name. */
  get networkState(): number {
    return this.#networkState;
  }

  /** As the element's attribute of that name. */
  get readyState(): number {
    return this.#readyState;
  }

  /** Seconds: NaN before there is data, Infinity while the stream goes on, then where it ended. */
  get duration(): number {
    return this.#duration;
  }

  /** In pixels; 0 before the first picture. */
  get videoWidth(): number {
    return this.#readyState === HAVE_NOTHING ? 0 : this.#videoWidth;
  }

  /** In pixels; 0 before the first picture. */
  get videoHeight(): number {
    return this.#readyState === HAVE_NOTHING ? 0 : this.#videoHeight;
  }

  /** As the element's attribute of that name. */
  get paused(): boolean {
    return this.#isPaused;
  }

  /** The playback position in seconds. */
  get currentTime(): number {
    return this.#timeline.position;
  }

  /** Whether playback had ended when the event loop last came round, and still has. */
  get ended(): boolean {
    return this.#reportsEnd && this.#hasEnded;
  }

  /** Makes a stream, or nothing, the media provider object and loads it. */
  assign(stream: MediaStream | null): void {
    this.#forgetStream();
    this.#forgetStream = (): void => undefined;
    this.#stream = stream;
    this.load();
    if (stream) this.#observe(stream);
  }

  /** HTML, 4.8.11.5, the media element load algorithm. */
  load(): void {
    this.#load += 1;
    this.#tasks.clear();
    if (this.#networkState === NETWORK_LOADING) this.#queueEvent("abort");
    if (this.#networkState !== NETWORK_EMPTY) {
      this.#queueEvent("emptied");
      this.tracks.forget();
      this.#readyState = HAVE_NOTHING;
      if (!this.#isPaused) {
        this.#isPaused = true;
        this.#promises.takeToAbort("by a new load")();
      }
      if (this.#timeline.position !== 0) this.#queueEvent("timeupdate");
      this.#timeline.reset();
      this.#duration = NaN;
    }
    this.#canAutoplay = true;
    this.#hasFiredLoadedData = this.#hasNoticedEnd = this.#reportsEnd = false;
    this.#videoWidth = this.#videoHeight = 0;
    this.#history = new StreamHistory(this.#isLive());
    this.#selectResource();
    this.#update();
  }

  /** HTML, 4.8.11.8, `play()`. */
  play(): Promise<void> {
    const promise = this.#promises.append();
    this.#history.play();
    if (this.#isPaused) {
      this.#isPaused = false;
      this.#queueEvent("play");
      if (this.#readyState === HAVE_ENOUGH_DATA) this.#notifyAboutPlaying();
      else this.#queueEvent("waiting");
    } else if (this.#readyState === HAVE_ENOUGH_DATA) {
      this.#tasks.queue(() => undefined, this.#promises.takeToResolve());
    }
    this.#canAutoplay = false;
    this.#update();
    return promise;
  }

  /** HTML, 4.8.11.8, the internal pause steps. */
  pause(): void {
    this.#canAutoplay = false;
    if (!this.#isPaused) {
      this.#isPaused = true;
      const abort = this.#promises.takeToAbort("by a call to pause()");
      this.#tasks.queue(() => {
        this.#fire("timeupdate");
        this.#fire("pause");
      }, abort);
    }
    this.#update();
  }

  /** Lets go of the stream without a word. */
  stop(): void {
    this.#forgetStream();
    this.#stream = null;
    this.#isPaused = true;
    this.#readyState = HAVE_NOTHING;
    this.#networkState = NETWORK_EMPTY;
    this.#tasks.clear();
    this.#promises.takeToAbort("as media elements play no streams any more")();
    this.#update();
  }

  /** HTML, 4.8.11.5, the resource selection algorithm. */
  #selectResource(): void {
    if (!this.#stream) {
      this.#networkState = NETWORK_EMPTY;
      return;
    }
    this.#networkState = NETWORK_NO_SOURCE;
    const load = this.#load;
    // Await a stable state.
    void Promise.resolve().then(() => {
      if (load !== this.#load || !this.#stream) return;
      this.#networkState = NETWORK_LOADING;
      this.#queueEvent("loadstart");
      this.tracks.update(this.#stream);
      this.#update();
    });
  }

  /** A stream that outlives its elements does not keep them. */
  #observe(stream: MediaStream): void {
    const self = new WeakRef(this);
    const forget = observeStream(stream, () => {
      const playback = self.deref();
      if (playback) playback.#streamChanged();
      else forget();
    });
    this.#forgetStream = forget;
  }

  #streamChanged(): void {
    if (!this.#stream || !this.#environment.isInstalled) return;
    this.#history.update(this.#isLive());
    if (this.#networkState === NETWORK_LOADING) this.tracks.update(this.#stream);
    this.#update();
  }

  /** Whether the stream is active, or audible for an audio element. */
  #isLive(): boolean {
    const tracks = this.#isVideo ? this.#stream?.getTracks() : this.#stream?.getAudioTracks();
    return tracks?.some(({ readyState }) => readyState === "live") ?? false;
  }

  /** Media Capture and Streams, 6, ended playback. */
  get #hasEnded(): boolean {
    return this.#readyState !== HAVE_NOTHING && this.#history.hasEnded(this.#element.autoplay);
  }

  get #isPotentiallyPlaying(): boolean {
    return !this.#isPaused && this.#readyState === HAVE_ENOUGH_DATA && !this.#hasEnded;
  }

  /** Brings everything that runs in line with the state. */
  #update(): void {
    const isPlaying = this.#isPotentiallyPlaying;
    this.#timeline.run(isPlaying);
    if (!this.#hasEnded) this.#hasNoticedEnd = this.#reportsEnd = false;
    else if (!this.#hasNoticedEnd) {
      this.#hasNoticedEnd = true;
      this.#tasks.queue(() => this.#end());
    }
    const isWaiting = this.#readyState !== HAVE_ENOUGH_DATA && !this.#hasEnded;
    const isReading = this.#networkState === NETWORK_LOADING && (isPlaying || isWaiting);
    this.#reader.read(new Set(isReading ? this.#tracksToRead() : []));
    this.#removal.watch(!this.#isPaused);
    this.#environment.setBusy(this, !this.#isPaused || this.#reader.isReading);
  }

  #tracksToRead(): MediaStreamTrack[] {
    const { heard, shown } = this.tracks;
    // An audio element needs a picture only to know that there is data at all.
    return shown && (this.#isVideo || heard.length === 0) ? [...heard, shown] : heard;
  }

  #pictureCame(width: number, height: number): void {
    if (this.#isVideo && (width !== this.#videoWidth || height !== this.#videoHeight)) {
      this.#videoWidth = width;
      this.#videoHeight = height;
      if (this.#readyState !== HAVE_NOTHING) this.#queueEvent("resize");
    }
    this.#dataCame();
  }

  #blockCame(): void {
    // A video element's dimensions are part of its metadata.
    if (!this.#isVideo || !this.tracks.shown) this.#dataCame();
  }

  /** HTML, 4.8.11.5, what follows enough media data, and 4.8.11.7, what follows a change of `readyState`. */
  #dataCame(): void {
    if (this.#readyState === HAVE_ENOUGH_DATA || this.#hasEnded) return;
    if (this.#duration !== Infinity) {
      this.#duration = Infinity;
      this.#queueEvent("durationchange");
    }
    if (this.#readyState === HAVE_NOTHING) {
      if (this.#videoWidth > 0) this.#queueEvent("resize");
      this.#queueEvent("loadedmetadata");
    }
    this.#readyState = HAVE_ENOUGH_DATA;
    if (!this.#hasFiredLoadedData) {
      this.#hasFiredLoadedData = true;
      this.#queueEvent("loadeddata");
    }
    this.#queueEvent("canplay");
    if (!this.#isPaused) this.#notifyAboutPlaying();
    this.#queueEvent("canplaythrough");
    if (this.#canAutoplay && this.#isPaused && this.#element.autoplay) {
      this.#isPaused = false;
      this.#queueEvent("play");
      this.#notifyAboutPlaying();
    }
    this.#update();
  }

  /** HTML, 4.8.11.8, what happens when the current playback position reaches the end, for which `loop` is ignored. */
  #end(): void {
    if (!this.#hasEnded) return;
    const load = this.#load;
    this.#reportsEnd = true;
    this.#readyState = HAVE_CURRENT_DATA;
    this.#duration = this.#timeline.position;
    this.#fire("durationchange");
    this.#fire("timeupdate");
    if (load === this.#load && this.#hasEnded && !this.#isPaused) {
      this.#isPaused = true;
      // What played is to resume when the stream does, if it is to play by itself.
      this.#canAutoplay = true;
      this.#fire("pause");
      this.#promises.takeToAbort("by the end of playback")();
    }
    this.#fire("ended");
    this.#update();
  }

  #notifyAboutPlaying(): void {
    const resolve = this.#promises.takeToResolve();
    this.#tasks.queue(() => this.#fire("playing"), resolve);
  }

  #queueEvent(type: string): void {
    this.#tasks.queue(() => this.#fire(type));
  }

  #fire(type: string): void {
    this.#environment.fire(this.#element, type);
  }
}
