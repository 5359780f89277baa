/** The blocks of samples of one open virtual microphone. */
import type { AudioBlock } from "../media.js";
import type { AudioMode } from "./running-mode.js";
import { fillTone, toneFrequency } from "./tone.js";
import type { WavFile } from "./wav.js";

/** Blocks of 10 ms. */
export const BLOCKS_PER_SECOND = 100;

/** What decides how a microphone sounds. */
export interface MicrophoneSound {
  readonly mode: AudioMode;
  /** Which of the tones. */
  readonly tone: number;
  /** Played instead of the tone. */
  readonly file: WavFile | undefined;
}

/** Makes blocks of one sound, of which each is good until the next is made. */
export interface MicrophoneBlocks {
  /** The block of a number, from 0, at 100 blocks in a second. */
  blockAt(number: number): AudioBlock;
}

/**
 * Blocks follow each other without a gap: where the sample rate is no multiple of 100, some are longer by a sample than
 * others. Their samples are those of their time, whatever has been left out before.
 */
export function microphoneBlocks({ mode, tone, file }: MicrophoneSound): MicrophoneBlocks {
  const { sampleRate, channelCount } = mode;
  const longest = Math.ceil(sampleRate / BLOCKS_PER_SECOND);
  const channels = Array.from({ length: channelCount }, () => new Float32Array(longest));
  const fill = file ? fileFiller(file, mode) : toneFiller(mode, tone);
  const beginning = (number: number): number => Math.floor((number * sampleRate) / BLOCKS_PER_SECOND);
  return {
    blockAt(number) {
      const from = beginning(number);
      const length = beginning(number + 1) - from;
      const filled = channels.map((samples) => (length < longest ? samples.subarray(0, length) : samples));
      filled.forEach((samples, channel) => fill(samples, channel, from));
      return { sampleRate, channels: filled, timestamp: Math.round((from * 1e6) / sampleRate) };
    },
  };
}

type Fill = (samples: Float32Array, channel: number, from: number) => void;

function toneFiller({ sampleRate }: AudioMode, tone: number): Fill {
  return (samples, channel, from) => {
    fillTone(samples, toneFrequency(tone, channel, sampleRate), sampleRate, from);
  };
}

/**
 * The file over and over, linear between its samples. A file with one channel is heard on every channel, a microphone
 * with one channel hears the mean of the file's, and otherwise channels without one in the file are silent.
 */
function fileFiller(file: WavFile, { sampleRate, channelCount }: AudioMode): Fill {
  const all = Array.from({ length: file.channelCount }, (_, channel) => channel);
  const heardOn = (channel: number): number[] => {
    if (file.channelCount === 1 || channelCount === 1) return all;
    return all.slice(channel, channel + 1);
  };
  const step = file.sampleRate / sampleRate;
  return (samples, channel, from) => {
    const heard = heardOn(channel);
    for (let i = 0; i < samples.length; i++) {
      const position = ((from + i) * step) % file.length;
      const index = Math.min(Math.floor(position), file.length - 1);
      const next = (index + 1) % file.length;
      const share = position - index;
      let sum = 0;
      for (const one of heard) {
        sum += file.sampleAt(index, one) * (1 - share) + file.sampleAt(next, one) * share;
      }
      samples[i] = heard.length > 0 ? sum / heard.length : 0;
    }
  };
}
