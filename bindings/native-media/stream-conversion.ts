/** From one native track to another, frame by frame. */
import type { Conversion } from "./conversion.js";
import { FrameConverter } from "./frame-converter.js";
import type { InputSize } from "./input-size.js";
import { readStream, type FrameReading } from "./frame-stream.js";

/** Reads frames, converts them and writes them to a track. It runs in a worker or in a page. */
export class StreamConversion {
  readonly #writer: WritableStreamDefaultWriter<VideoFrame>;
  readonly #delivered: (version: number) => void;
  readonly #frames: FrameConverter;
  #reading: FrameReading | undefined;
  #version = 0;
  #deliveredVersion = -1;
  #isClosed = false;

  /** `delivered` is told the version of a conversion when its first frame has been put out, `sized` of the input's size. */
  constructor(
    writable: WritableStream<VideoFrame>,
    conversion: Conversion,
    delivered: (version: number) => void,
    sized: (input: InputSize) => void,
  ) {
    this.#writer = writable.getWriter();
    this.#frames = new FrameConverter(conversion, sized);
    this.#delivered = delivered;
    // Its track and all clones have been stopped.
    const over = (): void => this.#stop();
    this.#writer.closed.then(over, over);
  }

  /** Converts so from the next frame on. */
  configure(conversion: Conversion, version: number): void {
    this.#version = version;
    this.#frames.configure(conversion);
  }

  /** Reads these frames from now on, or none. */
  setInput(readable: ReadableStream<VideoFrame> | undefined): void {
    const before = this.#reading;
    before?.stop();
    this.#reading = undefined;
    if (!readable) return;
    let isFirst = true;
    const reading = readStream(readable, async (frame) => {
      if (isFirst) {
        isFirst = false;
        // One frame at a time: the last one of the input before may still be converted.
        await before?.over;
        this.#frames.restart();
      }
      await this.#put(frame);
    });
    this.#reading = reading;
    if (this.#isClosed) reading.stop();
  }

  /** Ends the track with all its clones, and reads no more. */
  close(): void {
    this.#stop();
    this.#writer.close().catch(() => undefined);
  }

  #stop(): void {
    this.#isClosed = true;
    this.#reading?.stop();
  }

  async #put(frame: VideoFrame): Promise<void> {
    const version = this.#version;
    // A frame that cannot be converted is like one that was lost on the way.
    const converted = await this.#frames.convert(frame).catch(() => undefined);
    if (!converted) return;
    if (this.#isClosed) {
      converted.close();
      return;
    }
    try {
      await this.#writer.write(converted);
    } catch {
      // The track and all its clones have been stopped.
      converted.close();
      this.#stop();
      return;
    }
    if (this.#deliveredVersion === version) return;
    this.#deliveredVersion = version;
    this.#delivered(version);
  }
}
