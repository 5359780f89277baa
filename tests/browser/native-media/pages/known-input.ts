/** A native track of pictures whose geometry is known. */
import { frameOf } from "../../../../bindings/native-media/picture-frames.js";
import { videoOutput, type VideoOutput } from "../../../../bindings/native-media/video-output.js";
import { sleep } from "./waiting.js";

/** A size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How the frames of an input lie in memory. */
export type Layout = "I420" | "NV12" | "canvas";

/** Values of luma. */
const GROUND = 60;
const LIGHT = 220;
/** Halfway between them. */
export const THRESHOLD = (GROUND + LIGHT) / 2;
/** Frames are numbered modulo 64. */
const BITS = 6;

/** The squares that a frame's number is written in, within the disc and below its middle. */
export function bars({
  width,
  height,
}: Size): { readonly x: number; readonly y: number; readonly side: number }[] {
  const side = height / 24;
  return Array.from({ length: BITS }, (_, i) => ({
    x: width / 2 + (i - BITS / 2 + 0.5) * side * 1.4,
    y: 0.62 * height,
    side,
  }));
}

/** Luma of a picture: a light disc in the middle, a quarter of the height in radius, and the number within. */
function luma({ width, height }: Size): (number: number) => Uint8Array {
  const ground = new Uint8Array(width * height).fill(GROUND);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const distance = Math.hypot(x + 0.5 - width / 2, y + 0.5 - height / 2);
      if (distance < height / 4) ground[y * width + x] = LIGHT;
    }
  }
  return (number) => {
    const picture = ground.slice();
    bars({ width, height }).forEach(({ x, y, side }, i) => {
      const value = (number >> i) & 1 ? LIGHT : 16;
      for (let row = Math.round(y - side / 2); row < y + side / 2; row++) {
        picture.fill(value, row * width + Math.round(x - side / 2), row * width + Math.round(x + side / 2));
      }
    });
    return picture;
  };
}

/** A native track of pictures whose geometry is known, and that are numbered. */
export class KnownInput {
  readonly track: MediaStreamTrack;
  /** Frames written. */
  count = 0;
  readonly #output: VideoOutput;
  readonly #size: Size;
  readonly #layout: Layout;
  readonly #luma: (number: number) => Uint8Array;
  #isOver = false;

  constructor(size: Size, frameRate = 30, layout: Layout = "I420") {
    this.#size = size;
    this.#layout = layout;
    this.#luma = luma(size);
    this.#output = videoOutput(size.width, size.height);
    this.track = this.#output.track;
    void this.#run(frameRate);
  }

  close(): void {
    this.#isOver = true;
    this.#output.close();
  }

  async #run(frameRate: number): Promise<void> {
    const start = performance.now();
    while (!this.#isOver) {
      this.#output.write(this.#frame(Math.round((this.count * 1e6) / frameRate)));
      this.count += 1;
      // Where the page is late, the frames that it has missed are left out of the clock, not made up for.
      await sleep(Math.max(5, start + (this.count * 1000) / frameRate - performance.now()));
    }
  }

  #frame(timestamp: number): VideoFrame {
    const { width, height } = this.#size;
    const light = this.#luma(this.count % (1 << BITS));
    if (this.#layout === "canvas") return this.#drawn(light, timestamp);
    const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
    const data = new Uint8Array(width * height + 2 * chroma).fill(128);
    data.set(light);
    if (this.#layout === "I420") return frameOf({ width, height, data, timestamp });
    return new VideoFrame(data, { format: "NV12", codedWidth: width, codedHeight: height, timestamp });
  }

  #drawn(light: Uint8Array, timestamp: number): VideoFrame {
    const { width, height } = this.#size;
    const canvas = new OffscreenCanvas(width, height);
    const pixels = new ImageData(width, height);
    light.forEach((value, i) => pixels.data.set([value, value, value, 255], 4 * i));
    canvas.getContext("2d")?.putImageData(pixels, 0, 0);
    return new VideoFrame(canvas, { timestamp });
  }
}
