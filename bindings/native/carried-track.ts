/** Tracks of the platform that are fed by a portable source: a virtual device's, another machine's. */
import type { TrackSink } from "../capture/track-sink.js";
import type { TrackState } from "../capture/track-state.js";
import { audioOutput } from "../native-media/audio-output.js";
import { frameOf } from "../native-media/picture-frames.js";
import { videoOutput } from "../native-media/video-output.js";

/** Connects a track of the platform with a track's media, from now until its end. The platform's track is returned. */
export function carry(state: TrackState): globalThis.MediaStreamTrack {
  const { track, sink } = state.kind === "audio" ? audioCarrier() : videoCarrier(state);
  state.source.connect(state, sink);
  return track;
}

interface Carrier {
  readonly track: globalThis.MediaStreamTrack;
  readonly sink: TrackSink;
}

function videoCarrier(state: TrackState): Carrier {
  const { width = 640, height = 480 } = state.source.delivered(state.settings);
  const output = videoOutput(width, height);
  const sink: TrackSink = {
    picture: (picture) => output.write(frameOf(picture)),
    block: () => undefined,
    ended: () => output.close(),
  };
  return { track: output.track, sink };
}

function audioCarrier(): Carrier {
  const output = audioOutput();
  const sink: TrackSink = {
    picture: () => undefined,
    block: (block) => output.block(block),
    ended: () => output.close(),
  };
  return { track: output.track, sink };
}
