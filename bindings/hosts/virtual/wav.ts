/** WAV files: uncompressed sound. */
import { isChannelCount, isSampleRate } from "./limits.js";
import { malformed, textAt } from "./file-bytes.js";

/** A WAV file whose samples are all there. */
export interface WavFile {
  readonly kind: "audioinput";
  readonly sampleRate: number;
  readonly channelCount: number;
  /** Samples of each channel. */
  readonly length: number;
  /** A sample from -1 to 1; both arguments are within the file. */
  sampleAt(index: number, channel: number): number;
}

const HEADER = 12;
const CHUNK_HEADER = 8;
/** The size told by programs that do not know it when they begin to write. */
const UNKNOWN_SIZE = 0xffffffff;
const PCM = 1;
const FLOAT = 3;
/** The format proper follows; it is the first part of a GUID. */
const EXTENSIBLE = 0xfffe;
const EXTENSIBLE_SIZE = 40;

interface Format {
  readonly channelCount: number;
  readonly sampleRate: number;
  readonly bytes: number;
  readonly read: (view: DataView, at: number) => number;
}

/** Whether a file says that it is one. */
export function isWav(bytes: Uint8Array): boolean {
  return textAt(bytes, 0, 4) === "RIFF" && textAt(bytes, 8, 4) === "WAVE";
}

/** Reads a WAV file; TypeError where it is malformed or neither PCM of 8, 16, 24 or 32 bits nor float of 32. */
export function readWav(bytes: Uint8Array): WavFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format: Format | undefined;
  for (let at = HEADER; at + CHUNK_HEADER <= bytes.length;) {
    const name = textAt(bytes, at, 4);
    const told = view.getUint32(at + 4, true);
    const start = at + CHUNK_HEADER;
    const there = bytes.length - start;
    const size = name === "data" && told === UNKNOWN_SIZE ? there : told;
    if (size > there) malformed(`chunk ${JSON.stringify(name)} has ${there} of its ${size} bytes`);
    if (name === "fmt ") format = formatOf(view, start, size);
    if (name === "data") {
      return soundOf(new DataView(bytes.buffer, bytes.byteOffset + start, size), format);
    }
    // Chunks begin at even places.
    at = start + size + (size % 2);
  }
  return malformed("it has no chunk data");
}

function soundOf(view: DataView, format: Format | undefined): WavFile {
  if (!format) return malformed("its chunk data comes before its chunk fmt, or there is none");
  const { channelCount, sampleRate, bytes, read } = format;
  const frame = bytes * channelCount;
  const length = Math.floor(view.byteLength / frame);
  if (length === 0) malformed("it has no samples");
  return {
    kind: "audioinput",
    sampleRate,
    channelCount,
    length,
    sampleAt: (index, channel) => read(view, index * frame + channel * bytes),
  };
}

function formatOf(view: DataView, at: number, size: number): Format {
  if (size < 16) malformed(`its chunk fmt has ${size} bytes of 16`);
  const told = view.getUint16(at, true);
  if (told === EXTENSIBLE && size < EXTENSIBLE_SIZE) {
    malformed(`its chunk fmt has ${size} bytes of ${EXTENSIBLE_SIZE}`);
  }
  const tag = told === EXTENSIBLE ? view.getUint16(at + 24, true) : told;
  const channelCount = view.getUint16(at + 2, true);
  const sampleRate = view.getUint32(at + 4, true);
  const frame = view.getUint16(at + 12, true);
  const bits = view.getUint16(at + 14, true);
  if (!isChannelCount(channelCount)) malformed(`it cannot have ${channelCount} channels`);
  if (!isSampleRate(sampleRate)) malformed(`it cannot have ${sampleRate} samples per second`);
  const read = sampleReader(tag, bits);
  if (frame !== (channelCount * bits) / 8) {
    malformed(
      `${channelCount} channels of ${bits} bits take ${(channelCount * bits) / 8} bytes, not ${frame}`,
    );
  }
  return { channelCount, sampleRate, bytes: bits / 8, read };
}

function sampleReader(tag: number, bits: number): Format["read"] {
  if (tag === PCM && bits === 8) return (view, at) => (view.getUint8(at) - 128) / 128;
  if (tag === PCM && bits === 16) return (view, at) => view.getInt16(at, true) / 32768;
  if (tag === PCM && bits === 24) {
    return (view, at) => (view.getUint8(at) + view.getInt16(at + 1, true) * 256) / 8388608;
  }
  if (tag === PCM && bits === 32) return (view, at) => view.getInt32(at, true) / 2147483648;
  if (tag === FLOAT && bits === 32) return (view, at) => limited(view.getFloat32(at, true));
  return malformed(
    `samples must be PCM of 8, 16, 24 or 32 bits or float of 32, and are of format ${tag} with ${bits} bits`,
  );
}

function limited(sample: number): number {
  return Number.isNaN(sample) ? 0 : Math.min(1, Math.max(-1, sample));
}
