/** Reads native video tracks. */
import { callReporting } from "../hosts/report-exception.js";
import { readStream } from "./frame-stream.js";
import { framesOf } from "./platform.js";
import { watchVideo } from "./video-element-reader.js";

/**
 * Reads the frames of a native video track until the function returned is called. The callback owns each frame and closes
 * it, soon: a camera has only a few. Frames come from MediaStreamTrackProcessor where there is one, else from a video
 * element.
 */
export function readFrames(track: MediaStreamTrack, each: (frame: VideoFrame) => void): () => void {
  const frames = framesOf(track);
  if (frames) {
    const reading = readStream(frames, (frame) => callReporting(() => each(frame)));
    return () => reading.stop();
  }
  return watchVideo(track, (video, timestamp) => {
    // Quirk 27: Firefox and WebKit, a frame made of a video element without a timestamp has one that means nothing.
    each(new VideoFrame(video, { timestamp }));
  });
}
