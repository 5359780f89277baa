/** Writes audio as WAV with 16-bit samples. */
import { ascii } from "./ascii.js";
import { reject } from "../solver/argument-errors.js";
import type { AudioData } from "./audio-data.js";

/** Samples a second of each channel, and channels, of a WAV file. */
export interface WavSettings {
  sampleRate: number;
  channelCount: number;
}

/**
 * The parts of a WAV file: what each block gives, in order, after a header that must know how many bytes
 * those are.
 */
export interface WavWriter {
  /** The header of a file with so many bytes of samples. */
  header(byteLength: number): Uint8Array;
  /**
   * The samples of a block, interleaved. Throws a TypeError for a block of other settings, and as `copyTo`
   * does.
   */
  samples(data: Pick<AudioData, "sampleRate" | "numberOfChannels" | "allocationSize" | "copyTo">): Uint8Array;
}

const HEADER = 44;
const SAMPLE_BYTES = 2;
const PCM = 1;
const LARGEST = 0xffffffff - HEADER;

/** Makes a writer of WAV. TypeError for a rate or a number of channels that is not a positive integer. */
export function wavWriter({ sampleRate, channelCount }: WavSettings): WavWriter {
  if (!Number.isInteger(sampleRate) || sampleRate < 1) {
    reject("settings.sampleRate", "a positive integer", sampleRate);
  }
  if (!Number.isInteger(channelCount) || channelCount < 1 || channelCount > 65535) {
    reject("settings.channelCount", "an integer from 1 to 65535", channelCount);
  }
  const frameBytes = channelCount * SAMPLE_BYTES;
  return {
    header(byteLength) {
      if (!Number.isInteger(byteLength) || byteLength < 0 || byteLength > LARGEST) {
        reject("byteLength", `an integer from 0 to ${LARGEST}`, byteLength);
      }
      const bytes = new Uint8Array(HEADER);
      const view = new DataView(bytes.buffer);
      bytes.set(ascii("RIFF"));
      view.setUint32(4, byteLength + HEADER - 8, true);
      bytes.set(ascii("WAVEfmt "), 8);
      view.setUint32(16, 16, true);
      view.setUint16(20, PCM, true);
      view.setUint16(22, channelCount, true);
      view.setUint32(24, sampleRate, true);
      view.setUint32(28, sampleRate * frameBytes, true);
      view.setUint16(32, frameBytes, true);
      view.setUint16(34, 8 * SAMPLE_BYTES, true);
      bytes.set(ascii("data"), 36);
      view.setUint32(40, byteLength, true);
      return bytes;
    },
    samples(data) {
      // A closed block has no settings any more; copying from it says so.
      const isOther = data.sampleRate !== sampleRate || data.numberOfChannels !== channelCount;
      if (isOther && data.sampleRate > 0) {
        const words = `${data.numberOfChannels} channels at ${data.sampleRate} Hz`;
        throw new TypeError(`data must have ${channelCount} channels at ${sampleRate} Hz, got ${words}.`);
      }
      const options = { planeIndex: 0, format: "s16" } as const;
      const bytes = new Uint8Array(data.allocationSize(options));
      data.copyTo(bytes, options);
      return bytes;
    },
  };
}
