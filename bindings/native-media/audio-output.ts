/** Native audio tracks that are fed with samples. */
import type { AudioBlock } from "../hosts/media.js";
import { BlockFeed } from "../sinks/web-audio/track-feed.js";
import { endOf, generatedAudio, type GeneratedTrack } from "./platform.js";
import { enterSharedContext } from "./shared-audio-context.js";

/** A native audio track that plays what a track sink is given. */
export interface AudioOutput {
  /** The platform's. */
  readonly track: MediaStreamTrack;
  /** Plays samples after those before; they are copied. */
  block(block: AudioBlock): void;
  /** Ends the track. Blocks have no effect any more. */
  close(): void;
}

/**
 * A native audio track to be fed with samples: MediaStreamTrackGenerator where there is one, else an AudioContext. That is
 * silent until the browser lets pages play sound, for which it may want a click, and where there is no sound device.
 */
export function audioOutput(): AudioOutput {
  const generator = generatedAudio();
  return generator ? new GeneratorOutput(generator) : new ContextOutput();
}

/** Blocks that may wait for the platform: beyond 120 milliseconds, sound is dropped rather than late. */
const MOST_WAITING = 12;

class GeneratorOutput implements AudioOutput {
  readonly track: MediaStreamTrack;
  readonly #writer: WritableStreamDefaultWriter<AudioData>;
  readonly #end: () => void;
  #isClosed = false;

  constructor(generator: GeneratedTrack<AudioData>) {
    this.track = generator;
    this.#writer = generator.writable.getWriter();
    this.#writer.closed.catch(() => undefined);
    this.#end = endOf(generator);
  }

  block({ sampleRate, channels, timestamp }: AudioBlock): void {
    const numberOfFrames = channels[0]?.length ?? 0;
    if (this.#isClosed || numberOfFrames === 0 || (this.#writer.desiredSize ?? -Infinity) <= -MOST_WAITING)
      return;
    const data = new Float32Array(numberOfFrames * channels.length);
    channels.forEach((samples, i) => data.set(samples, i * numberOfFrames));
    const samples = new AudioData({
      format: "f32-planar",
      sampleRate,
      numberOfFrames,
      numberOfChannels: channels.length,
      timestamp: Math.round(timestamp),
      data,
    });
    this.#writer.write(samples).catch(() => {
      // The track and all its clones have been stopped.
      samples.close();
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#end();
    // Ends clones that the platform made.
    this.#writer.close().catch(() => undefined);
  }
}

class ContextOutput implements AudioOutput {
  readonly track: MediaStreamTrack;
  readonly #destination: MediaStreamAudioDestinationNode;
  readonly #feed: BlockFeed;
  readonly #leave: () => void;
  readonly #end: () => void;

  constructor() {
    const { context, leave } = enterSharedContext();
    this.#leave = leave;
    this.#destination = context.createMediaStreamDestination();
    const [track] = this.#destination.stream.getAudioTracks();
    if (!track) throw new DOMException("This page cannot capture sound.", "NotSupportedError");
    this.track = track;
    this.#end = endOf(track);
    this.#feed = new BlockFeed(this.#destination);
  }

  block(block: AudioBlock): void {
    this.#feed.block(block);
  }

  close(): void {
    this.#end();
    this.#feed.end();
    this.#leave();
  }
}
