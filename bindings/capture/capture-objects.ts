/** Which objects scripts get to hold. */
import { MediaStream } from "./media-stream.js";
import { MediaStreamTrack, adopt } from "./media-stream-track.js";
import type { TrackState } from "./track-state.js";
import { internal } from "./web-idl.js";

/** Makes the objects that scripts hold: this package's own, or a platform's that behave like them. */
export interface CaptureObjects {
  /** The object for a track; for a clone, `original` is the object it was cloned from. */
  track(state: TrackState, original?: MediaStreamTrack): MediaStreamTrack;
  /** A stream of such tracks. */
  stream(tracks: readonly MediaStreamTrack[]): MediaStream;
}

/** Objects of this package alone, the same on every platform. */
export const portableObjects: CaptureObjects = {
  track: (state) => adopt(new MediaStreamTrack(internal), state),
  stream: (tracks) => new MediaStream(tracks),
};
