/** The converter of browsers that show a track's pictures only in a video element. */
import { Decimation } from "../flow/decimation.js";
import { centredCrop } from "../flow/picture-fitter.js";
import { CanvasTrack } from "./canvas-track.js";
import type { Conversion } from "./conversion.js";
import type { Converter } from "./converter.js";
import { Deliveries } from "./deliveries.js";
import { InputWatch, type InputSize } from "./input-size.js";
import { watchVideo } from "./video-element-reader.js";

/** Pictures go from a video element to a canvas. */
export class ElementConverter implements Converter {
  readonly track: MediaStreamTrack;
  /** What is in the page does not die. */
  readonly failed = new Promise<void>(() => undefined);
  readonly #canvas: CanvasTrack;
  readonly #deliveries = new Deliveries();
  readonly #watch: InputWatch;
  #decimation = new Decimation();
  #conversion: Conversion;
  #version = 0;
  #input: MediaStreamTrack | undefined;
  #stopWatching: (() => void) | undefined;
  #isClosed = false;

  constructor(input: MediaStreamTrack, conversion: Conversion, sized: (input: InputSize) => void) {
    this.#conversion = conversion;
    this.#watch = new InputWatch(sized);
    this.#canvas = new CanvasTrack(conversion.width, conversion.height);
    this.track = this.#canvas.track;
    this.setInput(input);
  }

  configure(conversion: Conversion): Promise<void> {
    const isNewRate = conversion.frameRate !== this.#conversion.frameRate;
    this.#conversion = conversion;
    this.#watch.renew();
    if (isNewRate) this.#decimation.setRate(conversion.frameRate);
    this.#version += 1;
    return this.#deliveries.expect(this.#version);
  }

  setInput(input: MediaStreamTrack | undefined): void {
    if (this.#isClosed || input === this.#input) return;
    this.#stopWatching?.();
    this.#input = input;
    this.#watch.restart();
    // Another element's times begin anew.
    this.#decimation = new Decimation();
    this.#decimation.setRate(this.#conversion.frameRate);
    this.#stopWatching = input && watchVideo(input, (video, stamp) => this.#convert(video, stamp));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#stopWatching?.();
    this.#isClosed = true;
    this.#input = undefined;
    this.#canvas.close();
    this.#deliveries.end();
  }

  #convert(video: HTMLVideoElement, stamp: number): void {
    const { videoWidth, videoHeight } = video;
    const size = this.#watch.fit({ width: videoWidth, height: videoHeight }, this.#conversion, stamp);
    if (!size || !this.#decimation.takes(stamp)) return;
    const { width, height } = size;
    this.#canvas.draw(video, centredCrop(videoWidth, videoHeight, width, height), width, height);
    this.#deliveries.delivered(this.#version);
  }
}
