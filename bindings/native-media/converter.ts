/** Native tracks that deliver another native track's pictures as they are asked for. */
import type { Conversion } from "./conversion.js";
import { ElementConverter } from "./element-converter.js";
import type { InputSize } from "./input-size.js";
import { generatedVideo } from "./platform.js";
import { StreamConverter } from "./stream-converter.js";

export type { Conversion } from "./conversion.js";

/** A native track made of another one. */
export interface Converter {
  /** The platform's; always the same one. */
  readonly track: MediaStreamTrack;
  /**
   * Resolves when the track has ended without close(): the worker that fed it has died. Converters made after that have a
   * new worker, once, and then convert in the page.
   */
  readonly failed: Promise<void>;
  /**
   * Delivers so from the next frame on; resolves when the first such frame has been put out, or after half a second without
   * one (disabled, muted, hidden). Input smaller than the output is never upscaled: such frames are dropped until the input
   * has changed; where it has not after a second, the largest part of the output's aspect ratio is put out.
   */
  configure(conversion: Conversion): Promise<void>;
  /**
   * Reads another native track from now on (the camera has been reopened); undefined reads nothing. The converter never stops
   * its input.
   */
  setInput(input: MediaStreamTrack | undefined): void;
  /** Ends its track and stops reading. */
  close(): void;
}

/**
 * A native track of the input's pictures: of each, the largest centred part with the output's aspect ratio, scaled down,
 * never stretched; of their number, evenly spaced ones up to the frame rate. Frames that fit pass through untouched.
 *
 * Where a browser has MediaStreamTrackProcessor and MediaStreamTrackGenerator, that is done in a worker, and in the page
 * where a worker cannot be started. Elsewhere it is done by a video element and a canvas in the page; while the page is
 * hidden a worker tells the time for that, and where none can be started no pictures, or one a second, are delivered then.
 *
 * `sized` is told the size of the input when it is another, and once more when smaller pictures are put out for that.
 */
export function createConverter(
  input: MediaStreamTrack,
  conversion: Conversion,
  sized: (input: InputSize) => void = () => undefined,
): Converter {
  const generator = generatedVideo();
  return generator
    ? new StreamConverter(generator, input, conversion, sized)
    : new ElementConverter(input, conversion, sized);
}
