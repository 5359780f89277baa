/** Streams of frames, read so that none is left open. */

/** A stream that is being read. */
export interface FrameReading {
  /** Takes no frame any more, and releases the stream. */
  stop(): void;
  /** Resolves when the stream has ended, or was stopped and the last frame has been dealt with. Never rejects. */
  readonly over: Promise<void>;
}

/** Reads frames one after the other; the callback owns each of them and closes it, and gets the next one when it is done. */
export function readStream(
  readable: ReadableStream<VideoFrame>,
  each: (frame: VideoFrame) => void | Promise<void>,
): FrameReading {
  const reader = readable.getReader();
  let isStopped = false;
  const stop = (): void => {
    if (isStopped) return;
    isStopped = true;
    reader.cancel().catch(() => undefined);
  };
  const read = async (): Promise<void> => {
    for (;;) {
      const { value: frame, done } = await reader.read();
      if (done) return;
      if (isStopped) frame.close();
      else await each(frame);
    }
  };
  return { over: read().catch(stop), stop };
}
