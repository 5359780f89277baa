/** Native video tracks that are fed frame by frame. */
import { CanvasTrack } from "./canvas-track.js";
import { endOf, generatedVideo, type GeneratedTrack } from "./platform.js";

/** A native video track that is fed frame by frame. */
export interface VideoOutput {
  /** The platform's. */
  readonly track: MediaStreamTrack;
  /**
   * Shows a frame, takes it over and closes it. Drops it while the platform is behind: never more than one is waiting. Frames
   * may differ in size, and the track's pictures have theirs.
   */
  write(frame: VideoFrame): void;
  /** Ends the track. Writing goes on without effect. */
  close(): void;
}

/**
 * A native video track to be fed with frames: MediaStreamTrackGenerator where there is one, else a canvas. Pixels for width
 * and height, the size of the first frames.
 */
export function videoOutput(width: number, height: number): VideoOutput {
  const generator = generatedVideo();
  return generator ? new GeneratorOutput(generator) : new CanvasOutput(width, height);
}

class GeneratorOutput implements VideoOutput {
  readonly track: MediaStreamTrack;
  readonly #writer: WritableStreamDefaultWriter<VideoFrame>;
  readonly #end: () => void;
  #isClosed = false;

  constructor(generator: GeneratedTrack<VideoFrame>) {
    this.track = generator;
    this.#writer = generator.writable.getWriter();
    this.#writer.closed.catch(() => undefined);
    this.#end = endOf(generator);
  }

  write(frame: VideoFrame): void {
    if (this.#isClosed || (this.#writer.desiredSize ?? 0) <= 0) {
      frame.close();
      return;
    }
    this.#writer.write(frame).catch(() => {
      // The track and all its clones have been stopped.
      frame.close();
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#end();
    // Ends clones that the platform made.
    this.#writer.close().catch(() => undefined);
  }
}

class CanvasOutput implements VideoOutput {
  readonly track: MediaStreamTrack;
  readonly #canvas: CanvasTrack;

  constructor(width: number, height: number) {
    this.#canvas = new CanvasTrack(width, height);
    this.track = this.#canvas.track;
  }

  write(frame: VideoFrame): void {
    const { displayWidth: width, displayHeight: height } = frame;
    try {
      this.#canvas.draw(frame, { x: 0, y: 0, width, height }, width, height);
    } finally {
      frame.close();
    }
  }

  close(): void {
    this.#canvas.close();
  }
}
