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
  readonly #output: AudioNode;
  readonly #sampleRate: number;
  readonly #stateChanged = (): void => {
    if (this.#output.context.state === "closed") this.#end();
  };
  #makeNode: MakeWorkletNode | undefined;
  #worklet: AudioWorkletNode | undefined;
  #channelCount = 0;
  #resampler: { readonly from: number; readonly channelCount: number; readonly to: Resampler } | undefined;
  #disconnect: (() => void) | undefined;
  #isOver = false;

  constructor(track: MediaStreamTrack, output: AudioNode) {
    this.#output = output;
    this.#sampleRate = Math.round(output.context.sampleRate);
    output.context.addEventListener("statechange", this.#stateChanged);
    void loadProcessor(output).then((makeNode) => {
      if (makeNode) this.#begin(track, makeNode);
      else this.#end();
    });
  }

  picture(): void {
    // Audio tracks have none.
  }

  block({ sampleRate, channels: all }: AudioBlock): void {
    if (this.#isOver || this.#output.context.state !== "running") return;
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

  ended(): void {
    this.#end();
  }

  #begin(track: MediaStreamTrack, makeNode: MakeWorkletNode): void {
    if (this.#isOver) return;
    this.#makeNode = makeNode;
    const disconnect = connectSink(track, this);
    // A track that has ended meanwhile has said so already.
    if (this.#isOver) disconnect();
    else this.#disconnect = disconnect;
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

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#output.context.removeEventListener("statechange", this.#stateChanged);
    this.#disconnect?.();
    this.#retireWorklet();
  }
}
