/** A track that delivers what a test tells it to. */
import { makeConnectable } from "../../../bindings/capture/track-sink.js";
import type { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import type { TrackSink } from "../../../bindings/capture/track-sink.js";

export class FakeTrack {
  readonly sinks = new Set<TrackSink>();
  readonly track: MediaStreamTrack;
  #isEnded = false;

  constructor(kind: string) {
    this.track = { kind } as unknown as MediaStreamTrack;
    makeConnectable(this.track, (sink) => {
      if (this.#isEnded) sink.ended();
      else this.sinks.add(sink);
      return () => {
        this.sinks.delete(sink);
      };
    });
  }

  picture(data: Uint8Array, width: number, height: number, timestamp: number): void {
    for (const sink of this.sinks) sink.picture({ data, width, height, timestamp });
  }

  block(channels: Float32Array[], sampleRate: number, timestamp: number): void {
    for (const sink of this.sinks) sink.block({ channels, sampleRate, timestamp });
  }

  end(): void {
    this.#isEnded = true;
    for (const sink of [...this.sinks]) sink.ended();
  }
}
