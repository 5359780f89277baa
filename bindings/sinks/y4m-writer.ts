/** Writes frames as Y4M, which ffmpeg, players and browsers' fake cameras read. */
import { ascii } from "./ascii.js";
import { reject } from "../solver/argument-errors.js";
import type { VideoFrame } from "./video-frame.js";

/** Size in pixels and frames per second of a Y4M file. */
export interface Y4mSettings {
  width: number;
  height: number;
  frameRate: number;
}

/** The parts of a Y4M file: the header once, then what each frame gives, in order. */
export interface Y4mWriter {
  readonly header: Uint8Array;
  /**
   * The bytes of a frame, to be written before the next call: they are used again. Rejects with a TypeError
   * for a frame that is not in I420 or has another size, and as `copyTo` does.
   */
  frame(frame: Pick<VideoFrame, "format" | "visibleRect" | "copyTo">): Promise<Uint8Array>;
}

const MARK = "FRAME\n";
const LARGEST_DENOMINATOR = 1001;

/** The rate as a fraction: 29.97002997 is 30000:1001. */
function fraction(rate: number): string {
  for (let denominator = 1; denominator <= LARGEST_DENOMINATOR; denominator++) {
    const numerator = Math.round(rate * denominator);
    if (numerator > 0 && Math.abs(numerator / denominator - rate) <= 1e-8 * rate) {
      return `${numerator}:${denominator}`;
    }
  }
  return `${Math.max(1, Math.round(rate * 1e6))}:1000000`;
}

/** Makes a writer of Y4M. TypeError for a size or rate that is not positive, sizes being integers. */
export function y4mWriter({ width, height, frameRate }: Y4mSettings): Y4mWriter {
  if (!Number.isInteger(width) || width < 1) reject("settings.width", "a positive integer", width);
  if (!Number.isInteger(height) || height < 1) reject("settings.height", "a positive integer", height);
  if (!Number.isFinite(frameRate) || frameRate <= 0) {
    reject("settings.frameRate", "a positive number", frameRate);
  }
  const parameters = `W${width} H${height} F${fraction(frameRate)} Ip A1:1 C420jpeg XCOLORRANGE=LIMITED`;
  const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
  const bytes = new Uint8Array(MARK.length + width * height + 2 * chroma);
  bytes.set(ascii(MARK));
  return {
    header: ascii(`YUV4MPEG2 ${parameters}\n`),
    async frame(frame) {
      const rect = frame.visibleRect;
      if (rect && (rect.width !== width || rect.height !== height)) {
        throw new TypeError(`frame must be ${width}x${height}, got ${rect.width}x${rect.height}.`);
      }
      if (rect && frame.format !== "I420") reject("frame.format", "I420", frame.format);
      await frame.copyTo(bytes.subarray(MARK.length));
      return bytes;
    },
  };
}
