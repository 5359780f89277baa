/** Files that virtual devices play. */
import { reject } from "../../solver/argument-errors.js";
import { isY4m, readY4m, type Y4mFile } from "./y4m.js";
import { isWav, readWav, type WavFile } from "./wav.js";

/** The bytes of a Y4M file, for cameras, or of a WAV file, for microphones. */
export type MediaFile = Uint8Array | ArrayBuffer;

/** A file that has been read and found sound. */
export type ReadMedia = Y4mFile | WavFile;

/** Reads a copy of the file; TypeError where it is neither a Y4M nor a WAV file, or is malformed. */
export function readMedia(media: MediaFile): ReadMedia {
  const bytes = bytesOf(media);
  if (isY4m(bytes)) return readY4m(bytes);
  if (isWav(bytes)) return readWav(bytes);
  throw new TypeError(
    "media must be a Y4M or WAV file: it begins neither with YUV4MPEG2 nor with RIFF and WAVE.",
  );
}

function bytesOf(media: unknown): Uint8Array {
  if (ArrayBuffer.isView(media)) {
    return new Uint8Array(media.buffer, media.byteOffset, media.byteLength).slice();
  }
  // Buffers of other realms, which jsdom's are, are no instances of this one's class.
  if (Object.prototype.toString.call(media) === "[object ArrayBuffer]") {
    return new Uint8Array(media as ArrayBuffer).slice();
  }
  return reject("media", "the bytes of a file, as Uint8Array or ArrayBuffer", media);
}
