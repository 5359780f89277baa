/** Reads what flows out of a track, frame by frame. */
import { defineInterface } from "../capture/web-idl.js";
import { connectSink } from "../capture/track-sink.js";
import type { MediaStreamTrack } from "../capture/media-stream-track.js";
import type { AudioBlock, Picture } from "../hosts/media.js";
import { microphoneData } from "./audio-data.js";
import type { AudioData } from "./audio-data.js";
import { BytesPool } from "./shared-bytes.js";
import { cameraFrame } from "./video-frame.js";
import type { VideoFrame } from "./video-frame.js";
import { dictionary, notSupportedError, optional, typeError, unsignedShort } from "./web-idl.js";

/** What a `MediaStreamTrackProcessor` is made from. */
export interface MediaStreamTrackProcessorInit<Track extends MediaStreamTrack = MediaStreamTrack> {
  track: Track;
  /**
   * Frames that wait to be read at most, from 1 to 65535. Default: 1 of a video track, so that what is read
   * is the newest; 100 of an audio track, which is one second.
   */
  maxBufferSize?: number;
}

const DEFAULT_VIDEO_BUFFER = 1;
const DEFAULT_AUDIO_BUFFER = 100;

/** What a track of a kind gives: `VideoFrame`s, `AudioData`, or either where the type does not tell the kind. */
export type FrameOf<Track extends MediaStreamTrack> = Track["kind"] extends "video"
  ? VideoFrame
  : Track["kind"] extends "audio"
    ? AudioData
    : VideoFrame | AudioData;

/**
 * Makes a stream of a track's frames (MediaStreamTrack Insertable Media Processing using Streams):
 * `VideoFrame`s of a video track, `AudioData` of an audio track, both to be closed by the reader. It is a
 * sink of the track from the beginning. When more frames wait than `maxBufferSize`, the oldest is closed and
 * left out, so a reader that is slow or none at all costs no memory. The stream closes when the track ends,
 * at once if it has; cancelling it disconnects from the track. Throws a TypeError for what is not a track, or
 * a `maxBufferSize` that is not an integer from 0 to 65535 (0 is as none).
 */
export class MediaStreamTrackProcessor<Track extends MediaStreamTrack = MediaStreamTrack> {
  readonly #readable: ReadableStream<VideoFrame | AudioData>;
  readonly #queue: (VideoFrame | AudioData)[] = [];
  readonly #pool = new BytesPool();
  readonly #maxBufferSize: number;
  #controller: ReadableStreamDefaultController<VideoFrame | AudioData> | undefined;
  #disconnect: (() => void) | undefined;
  #isReadPending = false;
  #isClosed = false;
  #totalFrames = 0;
  #discardedFrames = 0;

  constructor(init: MediaStreamTrackProcessorInit<Track>) {
    if (typeof ReadableStream === "undefined") {
      throw notSupportedError(
        "MediaStreamTrackProcessor needs ReadableStream, which this environment lacks.",
      );
    }
    const members = dictionary(init, "init");
    const maxBufferSize = optional(members["maxBufferSize"], unsignedShort, "init.maxBufferSize");
    const track = members["track"];
    if (typeof track !== "object" || track === null) {
      throw typeError("init.track", "a MediaStreamTrack", track);
    }
    const isVideo = (track as MediaStreamTrack).kind === "video";
    this.#maxBufferSize = maxBufferSize || (isVideo ? DEFAULT_VIDEO_BUFFER : DEFAULT_AUDIO_BUFFER);
    this.#readable = new ReadableStream<VideoFrame | AudioData>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => {
          this.#isReadPending = true;
          this.#maybeReadFrame();
        },
        cancel: () => this.#disconnectAndEmpty(),
      },
      { highWaterMark: 0 },
    );
    const disconnect = connectSink(track as MediaStreamTrack, {
      picture: (picture) => this.#handlePicture(picture),
      block: (block) => this.#handleBlock(block),
      ended: () => this.#close(),
    });
    // A track that has ended has said so already.
    if (this.#isClosed) disconnect();
    else this.#disconnect = disconnect;
  }

  /** The frames, each only when it is asked for. */
  get readable(): ReadableStream<FrameOf<Track>> {
    return this.#readable as ReadableStream<FrameOf<Track>>;
  }

  /** Frames that the track has delivered. */
  get totalFrames(): number {
    return this.#totalFrames;
  }

  /** Frames among them that were left out, as nobody read them in time. */
  get discardedFrames(): number {
    return this.#discardedFrames;
  }

  #handlePicture({ width, height, data, timestamp }: Picture): void {
    if (this.#isClosed) return;
    const shared = this.#pool.copy(data);
    this.#handleNewFrame(cameraFrame(shared, width, height, timestamp));
  }

  #handleBlock({ sampleRate, channels, timestamp }: AudioBlock): void {
    const frames = channels[0]?.length ?? 0;
    if (this.#isClosed || frames === 0) return;
    const shared = this.#pool.take(4 * frames * channels.length);
    const samples = new Float32Array(shared.bytes.buffer, shared.bytes.byteOffset, frames * channels.length);
    channels.forEach((channel, i) => samples.set(channel, i * frames));
    this.#handleNewFrame(microphoneData(shared, sampleRate, channels.length, frames, timestamp));
  }

  /** MediaStreamTrack Insertable Media Processing using Streams, "handleNewFrame". */
  #handleNewFrame(frame: VideoFrame | AudioData): void {
    this.#totalFrames += 1;
    this.#queue.push(frame);
    this.#maybeReadFrame();
    if (this.#queue.length <= this.#maxBufferSize) return;
    this.#discardedFrames += 1;
    this.#queue.shift()?.close();
  }

  /** MediaStreamTrack Insertable Media Processing using Streams, "maybeReadFrame". */
  #maybeReadFrame(): void {
    if (!this.#isReadPending || this.#isClosed) return;
    const frame = this.#queue.shift();
    if (!frame) return;
    // Enqueuing asks at once for the frame of the next read that is pending.
    this.#isReadPending = false;
    this.#controller?.enqueue(frame);
  }

  /** MediaStreamTrack Insertable Media Processing using Streams, "processorClose". */
  #close(): void {
    if (this.#isClosed) return;
    this.#disconnectAndEmpty();
    this.#controller?.close();
  }

  #disconnectAndEmpty(): void {
    this.#isClosed = true;
    this.#disconnect?.();
    this.#disconnect = undefined;
    for (const frame of this.#queue) frame.close();
    this.#queue.length = 0;
    this.#pool.close();
  }

  static {
    defineInterface(this, "MediaStreamTrackProcessor", (value) => #readable in value);
  }
}
