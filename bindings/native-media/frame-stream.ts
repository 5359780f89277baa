/** Streams of frames, read so that none is left open. */

/** How long a frame is waited for that may be on its way, in milliseconds. */
const LAST_FRAME = 200;

/** A stream that is being read. */
export interface FrameReading {
  /** Takes no frame any more, and releases the stream soon. */
  stop(): void;
  /** Resolves when the stream has ended or was stopped and the last frame is dealt with. Never rejects. */
  readonly over: Promise<void>;
}

/** Reads frames one after the other; the callback owns each of them and closes it, and gets the next one when it is done. */
export function readStream(
  readable: ReadableStream<VideoFrame>,
  each: (frame: VideoFrame) => void | Promise<void>,
): FrameReading {
  const reader = readable.getReader();
  let isStopped = false;
  let isOver = false;
  const cancel = (): void => {
    isOver = true;
    reader.cancel().catch(() => undefined);
  };
  const read = async (): Promise<void> => {
    while (!isStopped) {
      const { value: frame, done } = await reader.read();
      if (done) return;
      if (isStopped) frame.close();
      else await each(frame);
    }
    cancel();
  };
  return {
    over: read().catch(cancel),
    stop() {
      if (isStopped) return;
      isStopped = true;
      // Quirk: Chromium, loses an open frame when a Processor's stream is cancelled while one is being read.
      setTimeout(() => {
        if (!isOver) cancel();
      }, LAST_FRAME);
    },
  };
}
