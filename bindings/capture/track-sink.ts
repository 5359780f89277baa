/** How sinks come by what flows out of a track. */
import type { MediaConsumer } from "../hosts/media.js";
import type { MediaStreamTrack } from "./media-stream-track.js";

/** What consumes a track: media that keeps to the track's settings, black or silent while it is muted or disabled. */
export interface TrackSink extends MediaConsumer {
  /** The track has ended; nothing follows. */
  ended(): void;
}

const connections = new WeakMap<MediaStreamTrack, (sink: TrackSink) => () => void>();

/** Lets a track be connected to; called where tracks are made. */
export function makeConnectable(track: MediaStreamTrack, connect: (sink: TrackSink) => () => void): void {
  connections.set(track, connect);
}

/**
 * Connects a sink to a track; the function returned disconnects it. A source works for its tracks only while one of
 * them has a sink. Of a track that has ended, `ended` is called at once.
 */
export function connectSink(track: MediaStreamTrack, sink: TrackSink): () => void {
  const connect = connections.get(track);
  if (!connect) throw new TypeError("track must be a MediaStreamTrack.");
  return connect(sink);
}
