/** WebIDL's conversion and WebCodecs' validation of what a `VideoFrame` is made from. */
import { convertLayout, convertPixelFormat } from "./pixel-formats.js";
import { convertRectangle } from "./rectangle.js";
import { VideoColorSpace } from "./video-color-space.js";
import type { PixelFormat } from "./pixel-formats.js";
import type { Rectangle } from "./rectangle.js";
import {
  dictionary,
  enumerated,
  longLong,
  optional,
  typeError,
  unsignedLong,
  unsignedLongLong,
} from "./web-idl.js";

/** What both kinds of dictionary may hold. */
export interface FrameInit {
  readonly display: { readonly width: number; readonly height: number } | undefined;
  readonly duration: number | undefined;
  readonly visibleRect: Rectangle | undefined;
}

/** A `VideoFrameInit` that has been read. */
export interface OtherFrameInit extends FrameInit {
  readonly timestamp: number | undefined;
  readonly isAlphaDiscarded: boolean;
}

/** A `VideoFrameBufferInit` that has been read. */
export interface BufferInit extends FrameInit {
  readonly format: PixelFormat;
  readonly codedWidth: number;
  readonly codedHeight: number;
  readonly timestamp: number;
  readonly layout: PlaneLayout[] | undefined;
  readonly colorSpace: VideoColorSpace | undefined;
  readonly transfer: unknown;
}

function positive(value: number, place: string): number {
  if (value === 0) throw typeError(place, "positive", value);
  return value;
}

function displaySize(width: number | undefined, height: number | undefined): FrameInit["display"] {
  if (width === undefined && height === undefined) return undefined;
  if (width === undefined || height === undefined) {
    throw new TypeError("init.displayWidth and init.displayHeight must be given together.");
  }
  return { width: positive(width, "init.displayWidth"), height: positive(height, "init.displayHeight") };
}

/** Reads a `VideoFrameBufferInit` in WebIDL's order; TypeError where WebCodecs calls it invalid. */
export function convertBufferInit(value: unknown): BufferInit {
  const init = dictionary(value, "init");
  const codedHeight = unsignedLong(init["codedHeight"], "init.codedHeight");
  const codedWidth = unsignedLong(init["codedWidth"], "init.codedWidth");
  const colorSpace = optional(
    init["colorSpace"],
    (given) => new VideoColorSpace(given as VideoColorSpaceInit),
    "init.colorSpace",
  );
  const displayHeight = optional(init["displayHeight"], unsignedLong, "init.displayHeight");
  const displayWidth = optional(init["displayWidth"], unsignedLong, "init.displayWidth");
  const duration = optional(init["duration"], unsignedLongLong, "init.duration");
  const format = convertPixelFormat(init["format"], "init.format");
  const layout = optional(init["layout"], convertLayout, "init.layout");
  const timestamp = longLong(init["timestamp"], "init.timestamp");
  const transfer = init["transfer"];
  const visibleRect = optional(init["visibleRect"], convertRectangle, "init.visibleRect");
  positive(codedWidth, "init.codedWidth");
  positive(codedHeight, "init.codedHeight");
  const display = displaySize(displayWidth, displayHeight);
  return {
    ...{ codedWidth, codedHeight, colorSpace, display, duration, format, layout },
    ...{ timestamp, transfer, visibleRect },
  };
}

/** Reads a `VideoFrameInit` in WebIDL's order; TypeError where WebCodecs calls it invalid. */
export function convertOtherFrameInit(value: unknown): OtherFrameInit {
  const init = dictionary(value, "init");
  const alpha = optional(
    init["alpha"],
    (given, place) => enumerated(given, ["keep", "discard"], place),
    "init.alpha",
  );
  const displayHeight = optional(init["displayHeight"], unsignedLong, "init.displayHeight");
  const displayWidth = optional(init["displayWidth"], unsignedLong, "init.displayWidth");
  const duration = optional(init["duration"], unsignedLongLong, "init.duration");
  const timestamp = optional(init["timestamp"], longLong, "init.timestamp");
  const visibleRect = optional(init["visibleRect"], convertRectangle, "init.visibleRect");
  const display = displaySize(displayWidth, displayHeight);
  return { display, duration, timestamp, visibleRect, isAlphaDiscarded: alpha === "discard" };
}
