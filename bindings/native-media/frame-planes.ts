/** The planes of a frame of the platform, fitted to another size in memory. */
import { PictureFitter } from "../flow/picture-fitter.js";
import { frameOf } from "./picture-frames.js";

/** Whether frames of a format can be cropped and scaled plane by plane. */
export function hasPlanes(format: VideoPixelFormat | null): boolean {
  return format === "I420" || format === "NV12";
}

/**
 * Makes frames of one size out of larger ones in I420 or NV12, with the pixels that portable tracks have, and faster than a
 * canvas does without a graphics processor. Its memory is used again for every frame.
 */
export class PlaneFitter {
  #fitter: PictureFitter | undefined;
  #source = new Uint8Array(0);

  /** A new frame in I420, of a frame whose pixels are shown unscaled; that one stays the caller's. */
  async fit(frame: VideoFrame, width: number, height: number, timestamp: number): Promise<VideoFrame> {
    const { displayWidth, displayHeight } = frame;
    const size = { width: displayWidth, height: displayHeight };
    if (
      this.#fitter?.sourceWidth !== displayWidth ||
      this.#fitter.sourceHeight !== displayHeight ||
      this.#fitter.width !== width ||
      this.#fitter.height !== height
    ) {
      this.#fitter = new PictureFitter(size, width, height);
    }
    const fitter = this.#fitter;
    await this.#copy(frame, displayWidth, displayHeight);
    const data = fitter.fit(this.#source);
    return frameOf({ width, height, data, timestamp }, frame.colorSpace.toJSON());
  }

  /** Copies a frame as the planes of a picture. */
  async #copy(frame: VideoFrame, width: number, height: number): Promise<void> {
    const stride = (width + 1) >> 1;
    const chroma = stride * ((height + 1) >> 1);
    const luma = width * height;
    const size = luma + 2 * chroma;
    const isPlanar = frame.format === "I420";
    const length = isPlanar ? size : size + 2 * chroma;
    if (this.#source.length < length) this.#source = new Uint8Array(length);
    const source = this.#source;
    const layout: PlaneLayout[] = isPlanar
      ? [
          { offset: 0, stride: width },
          { offset: luma, stride },
          { offset: luma + chroma, stride },
        ]
      : [
          { offset: 0, stride: width },
          { offset: size, stride: 2 * stride },
        ];
    await frame.copyTo(source, { layout });
    if (isPlanar) return;
    // In NV12, samples of both colours alternate.
    for (let i = 0, from = size; i < chroma; i++, from += 2) {
      source[luma + i] = source[from] as number;
      source[luma + chroma + i] = source[from + 1] as number;
    }
  }
}
