/** How far virtual devices go; descriptions and files may tell of more. */

/** Pixels of a picture: 8192 x 8192. */
export const MOST_PIXELS = 2 ** 26;
/** Pictures per second. */
export const MOST_FRAMES = 10_000;
/** Samples per second of each channel. */
export const MOST_SAMPLES = 768_000;
/** Channels of a microphone. */
export const MOST_CHANNELS = 256;

/** Whether pictures can have this size. */
export function isPictureSize(width: number, height: number): boolean {
  const areWhole = Number.isInteger(width) && Number.isInteger(height);
  return areWhole && width > 0 && height > 0 && width * height <= MOST_PIXELS;
}

/** Whether pictures can follow each other at this rate. */
export function isFrameRate(rate: number): boolean {
  return rate > 0 && rate <= MOST_FRAMES;
}

/** Whether there can be so many samples in a second. */
export function isSampleRate(rate: number): boolean {
  return Number.isInteger(rate) && rate > 0 && rate <= MOST_SAMPLES;
}

/** Whether a microphone can have so many channels. */
export function isChannelCount(count: number): boolean {
  return Number.isInteger(count) && count > 0 && count <= MOST_CHANNELS;
}
