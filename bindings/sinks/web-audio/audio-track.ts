/** The track of a stream that is heard. */

interface Identified {
  readonly id: string;
}

/**
 * The audio track that a MediaStreamAudioSourceNode takes: the first by the order of their ids, as sequences of code
 * units (Web Audio API, 1.24.1). Throws an InvalidStateError where there is none.
 */
export function firstAudioTrack<T extends Identified>(stream: { getAudioTracks(): readonly T[] }): T {
  const [first, ...others] = stream.getAudioTracks();
  if (!first) {
    throw new DOMException(
      "A MediaStreamAudioSourceNode needs a stream with an audio track; this one has none.",
      "InvalidStateError",
    );
  }
  return others.reduce((least, track) => (track.id < least.id ? track : least), first);
}
