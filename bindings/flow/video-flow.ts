/** What fits a camera's native pictures to the settings of one track. */
import type { Clock } from "../hosts/clock.js";
import { pictureSize } from "../hosts/media.js";
import type { Picture } from "../hosts/media.js";
import { Decimation } from "./decimation.js";
import { PictureFitter } from "./picture-fitter.js";
import { Timeline } from "./timeline.js";

/** A track's settings as delivered: already flipped on a rotated device. Pixels, and frames per second. */
export interface VideoFlowSettings {
  width: number;
  height: number;
  frameRate: number;
}

const BLACK_LUMA = 16;
const BLACK_CHROMA = 128;

/**
 * Crops, scales and decimates a source's pictures to one track's settings, and puts black ones in their place
 * while the track is muted or disabled (Media Capture and Streams, 4.3.1). Timestamps always rise, by the
 * rules of `Timeline`. Pictures put out are the caller's until the next one: their bytes are used again, or
 * are those of the native picture.
 */
export class VideoFlow {
  readonly #clock: Clock;
  readonly #output: (picture: Picture) => void;
  readonly #timeline: Timeline;
  readonly #decimation = new Decimation();
  #settings: VideoFlowSettings | undefined;
  #isFlowing = true;
  #isStopped = false;
  #fitter: PictureFitter | undefined;
  #black: Picture | undefined;
  #timer: number | undefined;

  constructor(clock: Clock, output: (picture: Picture) => void) {
    this.#clock = clock;
    this.#output = output;
    this.#timeline = new Timeline(clock);
  }

  /** Sets what is delivered from the next picture on. Nothing is delivered before. */
  configure({ width, height, frameRate }: VideoFlowSettings): void {
    const isNewRate = frameRate !== this.#settings?.frameRate;
    this.#settings = { width, height, frameRate };
    if (!isNewRate) return;
    this.#decimation.setRate(frameRate);
    this.#beginBlack();
  }

  /** Whether native pictures are delivered, or black ones by the clock. True at first. */
  setFlowing(isFlowing: boolean): void {
    if (isFlowing === this.#isFlowing) return;
    this.#isFlowing = isFlowing;
    this.#beginBlack();
  }

  /**
   * Takes a native picture. One smaller than the settings is dropped: they have not reached the source yet.
   */
  push(picture: Picture): void {
    if (this.#isStopped) return;
    const stamp = this.#timeline.place(picture.timestamp);
    if (!this.#settings || !this.#isFlowing || stamp <= this.#timeline.end) return;
    const { width, height } = this.#settings;
    if (picture.width < width || picture.height < height || !this.#decimation.takes(stamp)) return;
    this.#timeline.end = stamp;
    const isWhole = picture.width === width && picture.height === height;
    if (isWhole && stamp === picture.timestamp) {
      this.#output(picture);
      return;
    }
    const data = isWhole ? picture.data : this.#fit(picture, width, height);
    this.#output({ width, height, data, timestamp: stamp });
  }

  /** The next picture is of another opening of the device: its timestamps start anew. */
  restart(): void {
    this.#timeline.restart();
  }

  /** Ends everything: no output any more, no timer. */
  stop(): void {
    this.#isStopped = true;
    this.#endBlack();
    this.#fitter = undefined;
    this.#black = undefined;
  }

  #fit(picture: Picture, width: number, height: number): Uint8Array {
    if (!this.#fitter?.fits(picture, width, height)) this.#fitter = new PictureFitter(picture, width, height);
    return this.#fitter.fit(picture.data);
  }

  #endBlack(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Goes on in black one period after the last picture, where it has to. */
  #beginBlack(): void {
    this.#endBlack();
    if (this.#isFlowing || this.#isStopped || !this.#settings) return;
    const period = 1e6 / this.#settings.frameRate;
    this.#waitForBlack(Math.max(this.#timeline.end + period, this.#timeline.now()), 0, period);
  }

  /** Black pictures are at `origin` plus whole periods; those that a late clock has missed are left out. */
  #waitForBlack(origin: number, index: number, period: number): void {
    const stamp = origin + index * period;
    this.#timer = this.#clock.setTimeout(() => {
      const elapsed = Math.floor((this.#timeline.now() - origin) / period);
      this.#waitForBlack(origin, Math.max(index + 1, elapsed), period);
      this.#putOutBlack(Math.round(stamp));
    }, this.#timeline.delayUntil(stamp));
  }

  #putOutBlack(timestamp: number): void {
    if (!this.#settings || timestamp <= this.#timeline.end) return;
    const { width, height } = this.#settings;
    if (this.#black?.width !== width || this.#black.height !== height) {
      const data = new Uint8Array(pictureSize(width, height)).fill(BLACK_CHROMA);
      this.#black = { width, height, data: data.fill(BLACK_LUMA, 0, width * height), timestamp };
    }
    this.#timeline.end = timestamp;
    this.#decimation.follow(timestamp);
    this.#output({ ...this.#black, timestamp });
  }
}
