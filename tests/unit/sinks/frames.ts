/** What the tests of sinks share. */
import { VideoFrame } from "../../../bindings/sinks/video-frame.js";

/** An error's name as a caller tells it apart. */
function nameOf(error: unknown): string {
  return error instanceof DOMException ? error.name : (error as Error).constructor.name;
}

/** The name of what a call throws. */
export function errorName(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return nameOf(error);
  }
  return "none";
}

/** The name of what a promise is rejected with. */
export async function rejectionName(promise: Promise<unknown>): Promise<string> {
  return promise.then(() => "none", nameOf);
}

/** Bytes 0, 1, 2, ... */
export function counting(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => i);
}

/** A 4x4 frame in I420 whose bytes count from 0. */
export function countingFrame(init: Partial<VideoFrameBufferInit> = {}): VideoFrame {
  return new VideoFrame(counting(24), {
    format: "I420",
    codedWidth: 4,
    codedHeight: 4,
    timestamp: 1000,
    ...init,
  });
}
