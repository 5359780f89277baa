/** What only some browsers have, looked up when it is used. */

/** A track of the platform that shows or plays what is written to a stream. */
export interface GeneratedTrack<Data> extends MediaStreamTrack {
  readonly writable: WritableStream<Data>;
}

interface Platform {
  readonly MediaStreamTrackProcessor?: new (init: { readonly track: MediaStreamTrack }) => {
    readonly readable: ReadableStream<VideoFrame>;
  };
  readonly MediaStreamTrackGenerator?: new (init: { readonly kind: string }) => unknown;
}

/** The frames of a video track as a stream; undefined where the browser has none. */
export function framesOf(track: MediaStreamTrack): ReadableStream<VideoFrame> | undefined {
  const { MediaStreamTrackProcessor: Processor } = globalThis as Platform;
  return Processor && new Processor({ track }).readable;
}

/** A video track to write frames to; undefined where the browser has none. */
export function generatedVideo(): GeneratedTrack<VideoFrame> | undefined {
  return generated("video") as GeneratedTrack<VideoFrame> | undefined;
}

/** An audio track to write samples to; undefined where the browser has none. */
export function generatedAudio(): GeneratedTrack<AudioData> | undefined {
  return generated("audio") as GeneratedTrack<AudioData> | undefined;
}

function generated(kind: string): unknown {
  const { MediaStreamTrackGenerator: Generator } = globalThis as Platform;
  return Generator && new Generator({ kind });
}

/**
 * A function that ends a track as the platform does, whatever prototype the track has been given by then: asked for when
 * the track is made.
 */
export function endOf(track: MediaStreamTrack): () => void {
  const stop: unknown = Reflect.get(track, "stop");
  return () => {
    if (typeof stop === "function") Reflect.apply(stop, track, []);
  };
}
