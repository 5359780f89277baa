/** What devices produce: pictures and blocks of samples in memory. */

/**
 * A picture in I420: the luma plane, then both chroma planes of half its size each way, rounded up; limited range,
 * BT.601. Black is 16, 128, 128. Whoever keeps a picture beyond the call it was given in copies its data.
 */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  /** Microseconds since the source's first picture, by the host's clock. */
  readonly timestamp: number;
}

/** Samples from -1 to 1, a list of equal length for each channel; kept beyond the call, they are copied. */
export interface AudioBlock {
  readonly sampleRate: number;
  readonly channels: readonly Float32Array[];
  /** Microseconds since the source's first block, by the host's clock. */
  readonly timestamp: number;
}

/** Takes what a source produces. */
export interface MediaConsumer {
  picture(picture: Picture): void;
  block(block: AudioBlock): void;
}

/** Bytes of a picture in I420. */
export function pictureSize(width: number, height: number): number {
  return width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);
}
