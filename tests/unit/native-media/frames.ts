/** Frames as pages have them, made with this package's own class, and a count of those that are open. */
import { PictureFitter } from "../../../bindings/flow/picture-fitter.js";
import { pictureSize } from "../../../bindings/hosts/media.js";
import { VideoFrame as PortableFrame } from "../../../bindings/sinks/video-frame.js";

let made: VideoFrame[] = [];

/** Gives the global object the class of frames, until `removeFrames`. */
export function installFrames(): void {
  made = [];
  const Counted = class VideoFrame extends PortableFrame {
    constructor(...values: ConstructorParameters<typeof PortableFrame>) {
      super(...values);
      made.push(this);
    }
  };
  Object.defineProperty(globalThis, "VideoFrame", { configurable: true, value: Counted });
}

export function removeFrames(): void {
  Reflect.deleteProperty(globalThis, "VideoFrame");
}

/** How many of the frames made since `installFrames` have not been closed. */
export function openFrames(): number {
  return made.filter(({ format }) => format !== null).length;
}

/** The bytes of a picture that is nowhere like itself. */
export function noise(width: number, height: number): Uint8Array {
  return Uint8Array.from({ length: pictureSize(width, height) }, (_, i) => (i * 7 + (i >> 5) * 13) & 255);
}

/** A frame in I420. */
export function frame(width: number, height: number, timestamp: number): VideoFrame {
  const init = { format: "I420", codedWidth: width, codedHeight: height, timestamp } as const;
  return new VideoFrame(noise(width, height), init);
}

/** A frame's bytes as a picture. */
export async function bytesOf(of: VideoFrame): Promise<Uint8Array> {
  const data = new Uint8Array(pictureSize(of.displayWidth, of.displayHeight));
  await of.copyTo(data);
  return data;
}

/** The bytes that portable tracks have for a part of `noise`. */
export function fitted(from: readonly [number, number], to: readonly [number, number]): Uint8Array {
  const fitter = new PictureFitter({ width: from[0], height: from[1] }, ...to);
  return fitter.fit(noise(...from)).slice();
}
