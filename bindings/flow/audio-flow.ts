/** What fits a microphone's native blocks to the settings of one track. */
import type { Clock } from "../hosts/clock.js";
import type { AudioBlock } from "../hosts/media.js";
import { AudioBlocks } from "./audio-blocks.js";
import { mixChannels } from "./channel-mix.js";
import { Resampler } from "./resampler.js";
import { Timeline } from "./timeline.js";

/** A track's settings: samples a second of each channel, and channels. */
export interface AudioFlowSettings {
  sampleRate: number;
  channelCount: number;
}

/** Microseconds that timestamps may differ from the count of samples before the stream is begun anew. */
const TOLERANCE = 50_000;
/** Microseconds of silence that a late clock is made up for; beyond that they are left out. */
const MOST_MADE_UP = 1_000_000;

/** The native stream being taken: its format, and where its next block is expected. */
interface Intake {
  readonly sampleRate: number;
  readonly channelCount: number;
  readonly origin: number;
  readonly mixed: Float32Array[] | undefined;
  readonly resampler: Resampler | undefined;
  frames: number;
  /** Samples to leave out, as their time has been filled already. */
  surplus: number;
}

/**
 * Mixes and resamples a source's blocks to one track's settings, in blocks of 10 milliseconds, and puts
 * silence in their place while the track is muted or disabled (Media Capture and Streams, 4.3.1). Timestamps
 * are those of the first native block plus the samples since, so they rise evenly; a gap of more than 50
 * milliseconds begins anew. Blocks put out are the caller's until the next one.
 */
export class AudioFlow {
  readonly #clock: Clock;
  readonly #output: (block: AudioBlock) => void;
  readonly #timeline: Timeline;
  #settings: AudioFlowSettings | undefined;
  #blocks: AudioBlocks | undefined;
  #intake: Intake | undefined;
  #isFlowing = true;
  #isStopped = false;
  #timer: number | undefined;

  constructor(clock: Clock, output: (block: AudioBlock) => void) {
    this.#clock = clock;
    this.#output = output;
    this.#timeline = new Timeline(clock);
  }

  /** Sets what is delivered from the next block on. Nothing is delivered before. */
  configure({ sampleRate, channelCount }: AudioFlowSettings): void {
    if (this.#isStopped) return;
    if (sampleRate === this.#settings?.sampleRate && channelCount === this.#settings.channelCount) return;
    this.#settings = { sampleRate, channelCount };
    const blocks = new AudioBlocks(sampleRate, channelCount, (block) => {
      // Whoever takes a block may stop or reconfigure in the middle of what else there is.
      if (this.#blocks !== blocks) return;
      this.#timeline.end = blocks.end;
      this.#output(block);
    });
    this.#blocks = blocks;
    this.#intake = undefined;
    this.#beginSilence();
  }

  /** Whether native blocks are delivered, or silent ones by the clock. True at first. */
  setFlowing(isFlowing: boolean): void {
    if (isFlowing === this.#isFlowing) return;
    this.#isFlowing = isFlowing;
    this.#intake = undefined;
    this.#beginSilence();
  }

  /** Takes a native block. */
  push(block: AudioBlock): void {
    if (this.#isStopped) return;
    const stamp = this.#timeline.place(block.timestamp);
    if (!this.#settings || !this.#blocks || !this.#isFlowing) return;
    const length = block.channels[0]?.length ?? 0;
    const intake = this.#continues(block, stamp) ?? this.#begin(block, stamp, this.#settings, this.#blocks);
    intake.frames += length;
    const start = Math.min(intake.surplus, length);
    intake.surplus -= start;
    const channels = mix(block.channels, intake.mixed, length);
    if (intake.resampler) intake.resampler.push(channels, start, length - start);
    else this.#blocks.append(channels, start, length - start);
  }

  /** The next block is of another opening of the device: its timestamps start anew. */
  restart(): void {
    this.#timeline.restart();
  }

  /** Ends everything: no output any more, no timer. */
  stop(): void {
    this.#isStopped = true;
    this.#endSilence();
    this.#blocks = undefined;
    this.#intake = undefined;
  }

  #continues({ sampleRate, channels }: AudioBlock, stamp: number): Intake | undefined {
    const intake = this.#intake;
    if (intake?.sampleRate !== sampleRate || intake.channelCount !== channels.length) return undefined;
    const expected = intake.origin + (intake.frames * 1e6) / sampleRate;
    return Math.abs(stamp - expected) > TOLERANCE ? undefined : intake;
  }

  /** Begins a native stream where it says, but not before the end of what has been put out. */
  #begin(block: AudioBlock, stamp: number, settings: AudioFlowSettings, blocks: AudioBlocks): Intake {
    const { sampleRate, channels } = block;
    const start = Math.max(stamp, this.#timeline.end);
    blocks.begin(start);
    const { sampleRate: target, channelCount } = settings;
    const intake: Intake = {
      sampleRate,
      channelCount: channels.length,
      origin: stamp,
      mixed:
        channels.length === channelCount
          ? undefined
          : Array.from({ length: channelCount }, () => new Float32Array(0)),
      resampler:
        sampleRate === target
          ? undefined
          : new Resampler(sampleRate, target, channelCount, (samples, from, count) => {
              if (this.#intake === intake) blocks.append(samples, from, count);
            }),
      frames: 0,
      surplus: Math.round(((start - stamp) * sampleRate) / 1e6),
    };
    this.#intake = intake;
    return intake;
  }

  #endSilence(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Goes on in silence where what has been put out ends, or now if that is long ago. */
  #beginSilence(): void {
    this.#endSilence();
    if (this.#isFlowing || this.#isStopped || !this.#blocks) return;
    const { end } = this.#timeline;
    const now = this.#timeline.now();
    this.#blocks.begin(now - end > TOLERANCE ? now : end);
    this.#waitForSilence(this.#blocks);
  }

  #waitForSilence(blocks: AudioBlocks): void {
    this.#timer = this.#clock.setTimeout(() => {
      const now = this.#timeline.now();
      if (now - blocks.end > MOST_MADE_UP) blocks.begin(now);
      this.#timer = undefined;
      blocks.silence();
      while (this.#isSilent(blocks) && blocks.end <= now) blocks.silence();
      if (this.#isSilent(blocks)) this.#waitForSilence(blocks);
    }, this.#timeline.delayUntil(blocks.end));
  }

  /** Whether silence goes on: nobody has stopped, reconfigured or resumed in the meantime. */
  #isSilent(blocks: AudioBlocks): boolean {
    return this.#timer === undefined && !this.#isFlowing && this.#blocks === blocks;
  }
}

/** The block's channels, or as many as the track has. */
function mix(
  channels: readonly Float32Array[],
  mixed: Float32Array[] | undefined,
  length: number,
): readonly Float32Array[] {
  if (!mixed) return channels;
  if ((mixed[0]?.length ?? 0) < length) mixed.forEach((_, i) => (mixed[i] = new Float32Array(length)));
  mixChannels(channels, mixed, length);
  return mixed;
}
