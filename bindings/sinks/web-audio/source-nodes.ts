/** The nodes by which tracks come into Web Audio. */
import { isStream, type MediaStream } from "../../capture/media-stream.js";
import { isPortableTrack, type MediaStreamTrack } from "../../capture/media-stream-track.js";
import { requireArguments } from "../../capture/web-idl.js";
import { typeError } from "../web-idl.js";
import { firstAudioTrack } from "./audio-track.js";
import { nativeSource } from "./native-source.js";
import { defineSourceNode, type SourceNodeDefinition } from "./source-node-class.js";
import { feedTrack } from "./track-feed.js";
import { isNativeStream, isNativeTrack, type AudioNodeClass } from "./web-audio-classes.js";

/** A stream of this package, or of the page. */
export type AnyMediaStream = MediaStream | globalThis.MediaStream;
/** A track of this package, or of the page. */
export type AnyMediaStreamTrack = MediaStreamTrack | globalThis.MediaStreamTrack;

/** What a `MediaStreamAudioSourceNode` is made from. */
export interface MediaStreamAudioSourceOptions {
  /** The stream whose audio is heard; it must have an audio track. */
  mediaStream: AnyMediaStream;
}

/** What a `MediaStreamTrackAudioSourceNode` is made from. */
export interface MediaStreamTrackAudioSourceOptions {
  /** The track that is heard; its kind must be "audio". */
  mediaStreamTrack: AnyMediaStreamTrack;
}

/** A node that puts out one audio track of a stream. */
export interface MediaStreamAudioSourceNode extends AudioNode {
  /** The stream it was made from. */
  readonly mediaStream: AnyMediaStream;
}

/** A node that puts out a track. */
export type MediaStreamTrackAudioSourceNode = AudioNode;

/** The class of a `MediaStreamAudioSourceNode`. */
export interface MediaStreamAudioSourceNodeClass {
  readonly prototype: MediaStreamAudioSourceNode;
  new (context: AudioContext, options: MediaStreamAudioSourceOptions): MediaStreamAudioSourceNode;
}

/** The class of a `MediaStreamTrackAudioSourceNode`. */
export interface MediaStreamTrackAudioSourceNodeClass {
  readonly prototype: MediaStreamTrackAudioSourceNode;
  new (context: AudioContext, options: MediaStreamTrackAudioSourceOptions): MediaStreamTrackAudioSourceNode;
}

/** The classes of one implementation of Web Audio, derived from its AudioNode. */
export interface SourceNodeClasses {
  readonly MediaStreamAudioSourceNode: MediaStreamAudioSourceNodeClass;
  readonly MediaStreamTrackAudioSourceNode: MediaStreamTrackAudioSourceNodeClass;
}

const streamSource: SourceNodeDefinition<AnyMediaStream> = {
  name: "MediaStreamAudioSourceNode",
  attribute: "mediaStream",
  member: "mediaStream",
  convert(value, place) {
    if (isStream(value) || isNativeStream(value)) return value;
    throw typeError(place, "a MediaStream", value);
  },
  make(context, stream) {
    const track = firstAudioTrack<AnyMediaStreamTrack>(stream);
    if (isPortableTrack(track)) return portableSource(context, track);
    const isOnly = stream.getAudioTracks().length === 1 && !isStream(stream);
    return nativeSource(context, isOnly ? stream : new globalThis.MediaStream([track]));
  },
};

const trackSource: SourceNodeDefinition<AnyMediaStreamTrack> = {
  name: "MediaStreamTrackAudioSourceNode",
  attribute: undefined,
  member: "mediaStreamTrack",
  convert(value, place) {
    if (isPortableTrack(value) || isNativeTrack(value)) return value;
    throw typeError(place, "a MediaStreamTrack", value);
  },
  make(context, track) {
    if (track.kind !== "audio") {
      throw new DOMException(
        `A MediaStreamTrackAudioSourceNode needs a track whose kind is "audio"; this one's is "${track.kind}".`,
        "InvalidStateError",
      );
    }
    if (isPortableTrack(track)) return portableSource(context, track);
    return nativeSource(context, new globalThis.MediaStream([track]));
  },
};

/** The track flows through a worklet into a node that is there at once. */
function portableSource(context: AudioContext, track: MediaStreamTrack): AudioNode {
  const output = context.createGain();
  feedTrack(track, output);
  return output;
}

const streamNodes = defineSourceNode(streamSource);
const trackNodes = defineSourceNode(trackSource);

/**
 * A source node that puts out a stream's first audio track by the order of ids (Web Audio API, 1.24). Throws a
 * NotSupportedError for a context that is no AudioContext, a TypeError without `mediaStream`, an InvalidStateError for
 * a stream without an audio track.
 *
 * It is a node of its context, can be connected at once and is silent until the worklet behind it has been loaded,
 * while the track is muted, disabled or has ended, and while timers are so late that there are no samples. Tracks
 * of this package are heard with all their channels, 32 at most, at the context's rate. They are read, and their
 * devices work, from then on until they end or the context is closed, even while nothing is connected.
 */
export const MediaStreamAudioSourceNode = streamNodes.general as unknown as MediaStreamAudioSourceNodeClass;

/**
 * A source node that puts out a track (Web Audio API, 1.25), as `MediaStreamAudioSourceNode` does. Throws a
 * NotSupportedError for a context that is no AudioContext, a TypeError without `mediaStreamTrack`, an
 * InvalidStateError for a track whose kind is not "audio".
 */
export const MediaStreamTrackAudioSourceNode =
  trackNodes.general as unknown as MediaStreamTrackAudioSourceNodeClass;

/**
 * The classes that a window is to have: they derive from its AudioNode, as objects that
 * `new MediaStreamAudioSourceNode()` makes for its contexts do.
 */
export function sourceNodesOf(audioNode: AudioNodeClass): SourceNodeClasses {
  return {
    MediaStreamAudioSourceNode: streamNodes.of(audioNode) as unknown as MediaStreamAudioSourceNodeClass,
    MediaStreamTrackAudioSourceNode: trackNodes.of(audioNode),
  };
}

/** Web Audio API, 1.2, createMediaStreamSource(): as the constructor of `MediaStreamAudioSourceNode`. */
export function createMediaStreamSource(
  context: AudioContext,
  mediaStream: AnyMediaStream,
): MediaStreamAudioSourceNode {
  requireArguments("createMediaStreamSource", arguments.length, 2);
  return streamNodes.create(context, mediaStream) as MediaStreamAudioSourceNode;
}

/** Web Audio API, 1.2, createMediaStreamTrackSource(): as the constructor of `MediaStreamTrackAudioSourceNode`. */
export function createMediaStreamTrackSource(
  context: AudioContext,
  mediaStreamTrack: AnyMediaStreamTrack,
): MediaStreamTrackAudioSourceNode {
  requireArguments("createMediaStreamTrackSource", arguments.length, 2);
  return trackNodes.create(context, mediaStreamTrack);
}
