/** From a track of this package to a node of an audio context. */
import { connectSink, type TrackSink } from "../../capture/track-sink.js";
import type { MediaStreamTrack } from "../../capture/media-stream-track.js";
import { Resampler } from "../../flow/resampler.js";
import type { AudioBlock } from "../../hosts/media.js";
import { loadProcessor, type MakeWorkletNode } from "./processor-loader.js";
import type { ProcessorMessage } from "./processor-module.js";

/** Channels that Web Audio has for certain. */
const MOST_CHANNELS = 32;

/**
 * Lets a track be heard at a node, from when the processor has been loaded until the track ends or the context is
 * closed. It is a sink of the track for all that time, whatever the node is connected to. While the context is
 * suspended, what the track delivers is dropped.
 *
 * Of a block, the first sample is heard 19 to 22 milliseconds after the block was delivered (measured in Node on two
 * cores of which one was idle) and 120 later at most; resampling adds half its filter, 35 samples at the lower rate.
 */
export function feedTrack(track: MediaStreamTrack, output: AudioNode): void {
  if (track.readyState === "live" && output.context.state !== "closed") new TrackFeed(track, output);
}

class TrackFeed implements TrackSink {
  readonly #feed: BlockFeed;
  #disconnect: (() => void) | undefined;

  constructor(track: MediaStreamTrack, output: AudioNode) {
    this.#feed = new BlockFeed(output, {
      loaded: () => this.#begin(track),
      over: () => this.#disconnect?.(),
    });
  }

  picture(): void {
    // Audio tracks have none.
  }

  block(block: AudioBlock): void {
    this.#feed.block(block);
  }

  ended(): void {
    this.#feed.end();
  }

  #begin(track: MediaStreamTrack): void {
    const disconnect = connectSink(track, this);
    // A track that has ended meanwhile has said so already.
    if (this.#feed.isOver) disconnect();
    else this.#disconnect = disconnect;
  }
}

/** What a feed tells. */
export interface BlockFeedObserver {
  /** The processor has been loaded: what is given from now on is heard. */
  loaded(): void;
  /** Nothing is heard any more: the feed has ended, the context was closed or cannot be played in. */
  over(): void;
}

/**
 * Lets blocks of samples be heard at a node, until the feed is ended or the context is closed. What comes before the
 * processor has been loaded, or while the context is suspended, is dropped.
 */
export class BlockFeed {
  readonly #output: AudioNode;
  readonly #observer: BlockFeedObserver | undefined;
  readonly #sampleRate: number;
  readonly #stateChanged = (): void => {
    if (this.#output.context.state === "closed") this.end();
  };
  #makeNode: MakeWorkletNode | undefined;
  #worklet: AudioWorkletNode | undefined;
  #channelCount = 0;
  #resampler: { readonly from: number; readonly channelCount: number; readonly to: Resampler } | undefined;
  #isOver = false;

  constructor(output: AudioNode, observer?: BlockFeedObserver) {
    this.#output = output;
    this.#observer = observer;
    this.#sampleRate = Math.round(output.context.sampleRate);
    output.context.addEventListener("statechange", this.#stateChanged);
    void loadProcessor(output).then((makeNode) => {
      if (this.#isOver) return;
      this.#makeNode = makeNode;
      if (makeNode) this.#observer?.loaded();
      else this.end();
    });
  }

  /** Whether nothing is heard any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Plays samples after those before; they are copied. */
  block({ sampleRate, channels: all }: AudioBlock): void {
    if (!this.#makeNode || this.#isOver || this.#output.context.state !== "running") return;
    const channels = all.slice(0, MOST_CHANNELS);
    const length = channels[0]?.length ?? 0;
    if (length === 0) return;
    if (sampleRate === this.#sampleRate) {
      this.#resampler = undefined;
      this.#send(channels, 0, length);
    } else {
      this.#resamplerFor(sampleRate, channels.length).push(channels, 0, length);
    }
  }

  /** Ends it. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#output.context.removeEventListener("statechange", this.#stateChanged);
    this.#observer?.over();
    this.#retireWorklet();
  }

  #resamplerFor(from: number, channelCount: number): Resampler {
    if (this.#resampler?.from !== from || this.#resampler.channelCount !== channelCount) {
      const to = new Resampler(from, this.#sampleRate, channelCount, (channels, start, length) =>
        this.#send(channels, start, length),
      );
      this.#resampler = { from, channelCount, to };
    }
    return this.#resampler.to;
  }

  #send(channels: readonly Float32Array[], start: number, length: number): void {
    if (channels.length !== this.#channelCount) this.#replaceWorklet(channels.length);
    const copies = channels.map((samples) => samples.slice(start, start + length));
    this.#post(
      copies,
      copies.map(({ buffer }) => buffer),
    );
  }

  /** A node's channels are fixed when it is made, so another number of them takes another node. */
  #replaceWorklet(channelCount: number): void {
    this.#retireWorklet();
    this.#channelCount = channelCount;
    this.#worklet = this.#makeNode?.(channelCount);
    this.#worklet?.connect(this.#output);
  }

  #retireWorklet(): void {
    this.#post(null, []);
    this.#worklet?.disconnect();
    this.#worklet?.port.close();
    this.#worklet = undefined;
  }

  #post(message: ProcessorMessage, transfer: Transferable[]): void {
    this.#worklet?.port.postMessage(message, transfer);
  }
}
