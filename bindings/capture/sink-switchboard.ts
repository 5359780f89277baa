/** From one open device to the sinks of its tracks; the device works only while there is a sink. */
import { AudioFlow } from "../flow/audio-flow.js";
import { VideoFlow } from "../flow/video-flow.js";
import type { Clock } from "../hosts/clock.js";
import type { HostSource } from "../hosts/host.js";
import type { MediaConsumer } from "../hosts/media.js";
import { callReporting } from "../hosts/report-exception.js";
import type { SourceKind, TrackSettings } from "../solver/types.js";
import type { TrackSink } from "./track-sink.js";
import type { TrackState } from "./track-state.js";

interface Line {
  readonly sinks: Set<TrackSink>;
  readonly flow: VideoFlow | AudioFlow;
}

/** What a virtual microphone or camera has where its settings leave it open. */
const DEFAULTS = { width: 640, height: 480, frameRate: 30, sampleRate: 48000, channelCount: 1 };

/** Connects the sinks of a device's tracks with the device. */
export class SinkSwitchboard {
  #clock: Clock;
  #sourceKind: SourceKind;
  #lines = new Map<TrackState, Line>();
  #source: HostSource | undefined;
  /** The source read last, which may have been paused since. */
  #latest: HostSource | undefined;
  #stopReading: (() => void) | undefined;
  #consumer: MediaConsumer = {
    picture: (picture) => {
      for (const { flow } of this.#lines.values()) if (flow instanceof VideoFlow) flow.push(picture);
    },
    block: (block) => {
      for (const { flow } of this.#lines.values()) if (flow instanceof AudioFlow) flow.push(block);
    },
  };

  constructor(clock: Clock, sourceKind: SourceKind) {
    this.#clock = clock;
    this.#sourceKind = sourceKind;
  }

  /** Connects a sink to a track; the function returned disconnects it. */
  connect(track: TrackState, sink: TrackSink, settings: TrackSettings): () => void {
    let line = this.#lines.get(track);
    if (!line) {
      line = this.#newLine();
      this.#lines.set(track, line);
      this.configure(track, settings);
    }
    const { sinks, flow } = line;
    sinks.add(sink);
    return () => {
      if (!sinks.delete(sink) || sinks.size > 0 || this.#lines.get(track)?.sinks !== sinks) return;
      flow.stop();
      this.#lines.delete(track);
    };
  }

  /** Has a track's media keep to these settings from now on. */
  configure(track: TrackState, settings: TrackSettings): void {
    const flow = this.#lines.get(track)?.flow;
    if (!flow) return;
    const { width, height, frameRate, sampleRate, channelCount } = { ...DEFAULTS, ...settings };
    if (flow instanceof VideoFlow) flow.configure({ width, height, frameRate });
    else flow.configure({ sampleRate, channelCount });
  }

  /** The track has ended: so has the media of its sinks. */
  end(track: TrackState): void {
    const line = this.#lines.get(track);
    if (!line) return;
    this.#lines.delete(track);
    line.flow.stop();
    for (const sink of line.sinks) callReporting(() => sink.ended());
    line.sinks.clear();
  }

  /** Reads from the device while it is open and a track with a sink wants its media. */
  update(source: HostSource | undefined, wants: (track: TrackState) => boolean): void {
    let isWanted = false;
    for (const [track, { flow }] of this.#lines) {
      const isFlowing = source !== undefined && wants(track);
      flow.setFlowing(isFlowing);
      isWanted ||= isFlowing;
    }
    const reads = isWanted ? source : undefined;
    if (reads === this.#source) return;
    this.#stopReading?.();
    if (reads && reads !== this.#latest) {
      for (const { flow } of this.#lines.values()) flow.restart();
      this.#latest = reads;
    }
    this.#stopReading = reads?.read(this.#consumer);
    this.#source = reads;
  }

  #newLine(): Line {
    const sinks = new Set<TrackSink>();
    const flow =
      this.#sourceKind === "videoinput"
        ? new VideoFlow(this.#clock, (picture) => {
            for (const sink of sinks) callReporting(() => sink.picture(picture));
          })
        : new AudioFlow(this.#clock, (block) => {
            for (const sink of sinks) callReporting(() => sink.block(block));
          });
    return { sinks, flow };
  }
}
