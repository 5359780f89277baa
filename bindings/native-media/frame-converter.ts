/** What fits a native track's frames to a conversion. */
import { Decimation } from "../flow/decimation.js";
import { centredCrop, type Crop } from "../flow/picture-fitter.js";
import { Timeline } from "../flow/timeline.js";
import { realClock } from "../hosts/real-clock.js";
import { drawPart } from "./canvas-track.js";
import type { Conversion } from "./conversion.js";
import { hasPlanes, PlaneFitter } from "./frame-planes.js";
import { InputWatch, type InputSize } from "./input-size.js";

/**
 * Crops, scales and decimates frames as `VideoFlow` does pictures, by the cheapest way there is for each: as it is, by
 * another view of the same memory, plane by plane, drawn on a canvas.
 */
export class FrameConverter {
  readonly #timeline = new Timeline(realClock());
  readonly #decimation = new Decimation();
  readonly #planes = new PlaneFitter();
  readonly #input: InputWatch;
  #conversion: Conversion;
  #context: OffscreenCanvasRenderingContext2D | null | undefined;

  /** `sized` is told what an `InputWatch` tells. */
  constructor(conversion: Conversion, sized: (input: InputSize) => void = () => undefined) {
    this.#conversion = conversion;
    this.#input = new InputWatch(sized);
    this.#decimation.setRate(conversion.frameRate);
  }

  /** Converts so from the next frame on. */
  configure(conversion: Conversion): void {
    const isNewRate = conversion.frameRate !== this.#conversion.frameRate;
    this.#conversion = conversion;
    this.#input.renew();
    if (isNewRate) this.#decimation.setRate(conversion.frameRate);
  }

  /** The next frame is of another track: its timestamps have nothing to do with those before. */
  restart(): void {
    this.#timeline.restart();
    this.#input.restart();
  }

  /**
   * Takes a frame over; gives the frame to be put out for it, or undefined where there is none: it is not due, or too small
   * for the moment.
   * Calls must not overlap.
   */
  async convert(frame: VideoFrame): Promise<VideoFrame | undefined> {
    const timestamp = this.#timeline.place(frame.timestamp);
    const isLate = timestamp <= this.#timeline.end;
    const { displayWidth, displayHeight } = frame;
    const size =
      !isLate && this.#input.fit({ width: displayWidth, height: displayHeight }, this.#conversion, timestamp);
    if (!size || !this.#decimation.takes(timestamp)) {
      frame.close();
      return undefined;
    }
    this.#timeline.end = timestamp;
    let converted: VideoFrame | undefined;
    try {
      converted = await this.#fit(frame, size.width, size.height, timestamp);
      return converted;
    } finally {
      if (converted !== frame) frame.close();
    }
  }

  #fit(
    frame: VideoFrame,
    width: number,
    height: number,
    timestamp: number,
  ): VideoFrame | Promise<VideoFrame> {
    const { displayWidth, displayHeight, format } = frame;
    const { visibleRect } = frame;
    const isUnscaled = visibleRect?.width === displayWidth && visibleRect.height === displayHeight;
    const isTurned = isRotated(frame);
    // Quirk 19: Chromium, MediaRecorder records a frame's visible pixels and knows nothing of the size it is shown in.
    if (displayWidth === width && displayHeight === height && (isUnscaled || isTurned)) {
      return timestamp === frame.timestamp ? frame : new VideoFrame(frame, { timestamp });
    }
    const crop = centredCrop(displayWidth, displayHeight, width, height);
    if (!isUnscaled || isTurned || !hasPlanes(format))
      return this.#draw(frame, crop, width, height, timestamp);
    if (crop.width !== width || crop.height !== height) {
      return this.#planes.fit(frame, width, height, timestamp);
    }
    // Quirk 20: Chromium, MediaRecorder records such a view of a frame in BGRA, which is drawn above, as black.
    const view = { x: visibleRect.x + crop.x, y: visibleRect.y + crop.y, width, height };
    return new VideoFrame(frame, {
      timestamp,
      visibleRect: view,
      displayWidth: width,
      displayHeight: height,
    });
  }

  #draw(frame: VideoFrame, crop: Crop, width: number, height: number, timestamp: number): VideoFrame {
    this.#context ??= new OffscreenCanvas(width, height).getContext("2d", { alpha: false });
    if (!this.#context) throw new DOMException("Frames cannot be drawn here.", "NotSupportedError");
    drawPart(this.#context, frame, crop, width, height);
    return new VideoFrame(this.#context.canvas, { timestamp });
  }
}

/** Whether a frame's pixels lie otherwise in memory than they are shown. */
function isRotated(frame: VideoFrame): boolean {
  const { rotation, flip } = frame as { readonly rotation?: number; readonly flip?: boolean };
  return (rotation ?? 0) !== 0 || flip === true;
}
