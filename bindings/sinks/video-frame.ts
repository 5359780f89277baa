/** Frames of video in the shape of WebCodecs, for platforms that have none. */
import { defineInterface } from "../capture/web-idl.js";
import { convertToRgb, copyPlanes, gatherPlanes } from "./pixel-conversion.js";
import { computeLayout, convertLayout, convertPixelFormat, parseVisibleRect } from "./pixel-formats.js";
import type { CombinedLayout, PixelFormat } from "./pixel-formats.js";
import { Rectangle, convertRectangle } from "./rectangle.js";
import { SharedBytes } from "./shared-bytes.js";
import { VideoColorSpace, cameraColorSpace, pickColorSpace } from "./video-color-space.js";
import { convertBufferInit, convertOtherFrameInit } from "./video-frame-init.js";
import { bytesOf, closedError, detachAll, dictionary, notSupportedError, optional } from "./web-idl.js";

/** All that a frame has until it is closed. */
interface FrameState {
  readonly shared: SharedBytes;
  readonly format: PixelFormat;
  readonly codedWidth: number;
  readonly codedHeight: number;
  readonly visibleRect: Rectangle;
  readonly displayWidth: number;
  readonly displayHeight: number;
  readonly colorSpace: VideoColorSpace;
  readonly timestamp: number;
  readonly duration: number | null;
}

/** What the constructor is called with from within. */
class Made {
  readonly state: FrameState;

  constructor(state: FrameState) {
    this.state = state;
  }
}

/** WebCodecs, 9.4.2, VideoFrame(data, init). The bytes are copied. */
function fromBuffer(data: unknown, value: unknown): FrameState {
  const bytes = bytesOf(data, "data");
  const init = convertBufferInit(value);
  const { format, codedWidth, codedHeight } = init;
  const codedRect = new Rectangle(0, 0, codedWidth, codedHeight);
  const place = "init.visibleRect";
  const visibleRect = parseVisibleRect(codedRect, init.visibleRect, codedWidth, codedHeight, format, place);
  const layout = computeLayout(codedRect, format, init.layout);
  if (bytes.length < layout.allocationSize) {
    throw new TypeError(`data must have at least ${layout.allocationSize} bytes, got ${bytes.length}.`);
  }
  const copy = new Uint8Array(computeLayout(codedRect, format, undefined).allocationSize);
  gatherPlanes(bytes, layout, copy);
  detachAll(init.transfer, "init.transfer");
  return {
    ...{ format, codedWidth, codedHeight, visibleRect },
    shared: new SharedBytes(copy),
    displayWidth: init.display?.width ?? visibleRect.width,
    displayHeight: init.display?.height ?? visibleRect.height,
    colorSpace: pickColorSpace(init.colorSpace, format !== "I420"),
    timestamp: init.timestamp,
    duration: init.duration ?? null,
  };
}

/** WebCodecs, 9.4.2, VideoFrame(image, init), where the image is a frame. The bytes are shared. */
function fromFrame(other: FrameState | undefined, value: unknown): FrameState {
  const init = convertOtherFrameInit(value);
  if (!other) throw closedError("VideoFrame");
  const { codedWidth, codedHeight } = other;
  const format = init.isAlphaDiscarded ? (other.format.replace("A", "X") as PixelFormat) : other.format;
  const place = "init.visibleRect";
  const rect = parseVisibleRect(other.visibleRect, init.visibleRect, codedWidth, codedHeight, format, place);
  const { width, height } = other.visibleRect;
  return {
    ...other,
    format,
    shared: other.shared.hold(),
    visibleRect: rect,
    displayWidth: init.display?.width ?? Math.round((rect.width * other.displayWidth) / width),
    displayHeight: init.display?.height ?? Math.round((rect.height * other.displayHeight) / height),
    timestamp: init.timestamp ?? other.timestamp,
    duration: init.duration ?? other.duration,
  };
}

/**
 * A frame of video in the shape of WebCodecs' `VideoFrame`, in I420 or with four bytes a pixel (RGBA, RGBX,
 * BGRA, BGRX). It holds its pixels until `close()`; clones hold the same ones. Errors are those of WebCodecs:
 * TypeError for what is invalid, "InvalidStateError" once closed, "NotSupportedError" for formats that are
 * not among these.
 */
export class VideoFrame {
  #state: FrameState | undefined;
  readonly #timestamp: number;
  readonly #duration: number | null;

  /** Copies pixels from memory, in I420, RGBA, RGBX, BGRA or BGRX. */
  constructor(data: AllowSharedBufferSource, init: VideoFrameBufferInit);
  /** Another view of a frame's pixels: other timestamps, a part of it. */
  constructor(image: VideoFrame, init?: VideoFrameInit);
  constructor(data: AllowSharedBufferSource | VideoFrame, init: VideoFrameBufferInit | VideoFrameInit = {}) {
    const given: unknown = data;
    if (given instanceof Made) this.#state = given.state;
    else if (isFrame(data)) this.#state = fromFrame(data.#state, init);
    else this.#state = fromBuffer(data, init);
    this.#timestamp = this.#state.timestamp;
    this.#duration = this.#state.duration;

    function isFrame(value: unknown): value is VideoFrame {
      return typeof value === "object" && value !== null && #state in value;
    }
  }

  /** The pixel format; null once closed. */
  get format(): PixelFormat | null {
    return this.#state?.format ?? null;
  }

  /** Width of the pixels held; 0 once closed. */
  get codedWidth(): number {
    return this.#state?.codedWidth ?? 0;
  }

  /** Height of the pixels held; 0 once closed. */
  get codedHeight(): number {
    return this.#state?.codedHeight ?? 0;
  }

  /** All the pixels held; null once closed. */
  get codedRect(): DOMRectReadOnly | null {
    return this.#state ? new Rectangle(0, 0, this.#state.codedWidth, this.#state.codedHeight) : null;
  }

  /** The pixels to be shown; null once closed. */
  get visibleRect(): DOMRectReadOnly | null {
    return this.#state?.visibleRect ?? null;
  }

  /** Width to show the visible pixels at; 0 once closed. */
  get displayWidth(): number {
    return this.#state?.displayWidth ?? 0;
  }

  /** Height to show the visible pixels at; 0 once closed. */
  get displayHeight(): number {
    return this.#state?.displayHeight ?? 0;
  }

  /** Microseconds to show the frame for, or null. Stays when closed. */
  get duration(): number | null {
    return this.#duration;
  }

  /** Microseconds. Stays when closed. */
  get timestamp(): number {
    return this.#timestamp;
  }

  /** What the numbers mean; all null once closed. */
  get colorSpace(): VideoColorSpace {
    return this.#state?.colorSpace ?? new VideoColorSpace();
  }

  /** Nothing is recorded here. */
  metadata(): Record<string, never> {
    if (!this.#state) throw closedError("VideoFrame");
    return {};
  }

  /** Bytes that `copyTo` with the same options needs. */
  allocationSize(options: VideoFrameCopyToOptions = {}): number {
    if (!this.#state) throw closedError("VideoFrame");
    return parseCopyToOptions(this.#state, options).layout.allocationSize;
  }

  /** Copies the visible pixels, or a part given, in the frame's format or one with four bytes a pixel. */
  // eslint-disable-next-line @typescript-eslint/require-await -- whatever is wrong rejects the promise
  async copyTo(
    destination: AllowSharedBufferSource,
    options: VideoFrameCopyToOptions = {},
  ): Promise<PlaneLayout[]> {
    const to = bytesOf(destination, "destination");
    const state = this.#state;
    if (!state) throw closedError("VideoFrame");
    const { rect, format, layout } = parseCopyToOptions(state, options);
    if (to.length < layout.allocationSize) {
      throw new TypeError(`destination must have at least ${layout.allocationSize} bytes, got ${to.length}.`);
    }
    const { codedWidth: width, codedHeight: height, colorSpace } = state;
    const pixels = { format: state.format, width, height, bytes: state.shared.bytes };
    const planes = layout.planes.map(({ offset, stride }) => ({ offset, stride }));
    const [first] = planes;
    if (format === state.format || !first) copyPlanes(pixels, layout, to);
    else convertToRgb(pixels, rect, colorSpace, format, first, to);
    return planes;
  }

  /** Another frame that holds the same pixels. */
  clone(): VideoFrame {
    if (!this.#state) throw closedError("VideoFrame");
    return frameOf({ ...this.#state, shared: this.#state.shared.hold() });
  }

  /** Lets go of the pixels. Closing twice does nothing. */
  close(): void {
    this.#state?.shared.letGo();
    this.#state = undefined;
  }

  static {
    defineInterface(this, "VideoFrame", (value) => #state in value);
  }
}

/** WebCodecs, 9.4.8, "Parse VideoFrameCopyToOptions". */
function parseCopyToOptions(
  state: FrameState,
  value: unknown,
): { rect: Rectangle; format: PixelFormat; layout: CombinedLayout } {
  const options = dictionary(value, "options");
  const asked = optional(options["format"], convertPixelFormat, "options.format");
  const given = optional(options["layout"], convertLayout, "options.layout");
  const part = optional(options["rect"], convertRectangle, "options.rect");
  const { codedWidth, codedHeight } = state;
  const rect = parseVisibleRect(
    state.visibleRect,
    part,
    codedWidth,
    codedHeight,
    state.format,
    "options.rect",
  );
  const format = asked ?? state.format;
  if (format === "I420" && state.format !== "I420") {
    throw notSupportedError(`${state.format} cannot be copied as I420, only the other way about.`);
  }
  return { rect, format, layout: computeLayout(rect, format, given) };
}

function frameOf(state: FrameState): VideoFrame {
  return new VideoFrame(new Made(state) as unknown as VideoFrame);
}

/** A frame in I420 from a camera's picture, whose bytes it holds from now on. */
export function cameraFrame(
  shared: SharedBytes,
  codedWidth: number,
  codedHeight: number,
  timestamp: number,
): VideoFrame {
  return frameOf({
    ...{ shared, codedWidth, codedHeight, timestamp },
    format: "I420",
    visibleRect: new Rectangle(0, 0, codedWidth, codedHeight),
    displayWidth: codedWidth,
    displayHeight: codedHeight,
    colorSpace: new VideoColorSpace(cameraColorSpace),
    duration: null,
  });
}
