/** The code that runs on the audio thread. */

/**
 * Seconds of samples that are gathered before sound begins, at first and whenever they have run out: what timers are
 * late by, who bring a block every 10 milliseconds.
 */
export const START = 0.03;
/** Seconds of samples held at most; beyond that, the oldest are dropped until START are left. */
export const MOST = 0.12;

/** What a processor is made with. */
export interface ProcessorOptions {
  /** Lists of samples in each message, and channels put out. */
  readonly channelCount: number;
  /** Samples of each channel: START and MOST at the context's rate. */
  readonly start: number;
  readonly most: number;
}

/** Samples to be heard: a list of equal length for each channel, at the context's rate. Null ends the processor. */
export type ProcessorMessage = readonly Float32Array[] | null;

/** A module that registers the processor under a name; a text, as worklets load theirs from an address. */
export function processorModule(name: string): string {
  return `registerProcessor(${JSON.stringify(name)}, class extends AudioWorkletProcessor {
  constructor({ processorOptions: { channelCount, start, most } }) {
    super();
    this.start = start;
    this.most = most;
    this.rings = Array.from({ length: channelCount }, () => new Float32Array(most));
    this.first = 0;
    this.held = 0;
    this.isGathering = true;
    this.isOver = false;
    this.port.onmessage = ({ data }) => {
      if (data === null) this.isOver = true;
      else this.take(data);
    };
  }
  take(channels) {
    const { length } = channels[0];
    if (this.held + length > this.most) {
      this.drop(Math.min(this.held, Math.max(0, this.held + length - this.start)));
    }
    const from = Math.max(0, length - this.most);
    for (let i = from; i < length; i++) {
      const place = (this.first + this.held) % this.most;
      this.rings.forEach((ring, channel) => { ring[place] = channels[channel][i]; });
      this.held += 1;
    }
  }
  drop(count) {
    this.first = (this.first + count) % this.most;
    this.held -= count;
  }
  process(inputs, [output]) {
    const { length } = output[0];
    if (this.held >= this.start) this.isGathering = false;
    const count = this.isGathering ? 0 : Math.min(this.held, length);
    output.forEach((samples, channel) => {
      const ring = this.rings[channel];
      for (let i = 0; i < count; i++) samples[i] = ring[(this.first + i) % this.most];
      samples.fill(0, count);
    });
    this.drop(count);
    if (count < length) this.isGathering = true;
    return !this.isOver;
  }
});
`;
}
