/** Native video tracks of what is drawn on a canvas, for browsers without MediaStreamTrackGenerator. */
import type { Crop } from "../flow/picture-fitter.js";
import { endOf } from "./platform.js";

type DrawingContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Draws a part of a frame over the whole of a canvas, which gets that size. */
export function drawPart(
  context: DrawingContext,
  image: CanvasImageSource,
  { x, y, width: cropWidth, height: cropHeight }: Crop,
  width: number,
  height: number,
): void {
  const { canvas } = context;
  // Setting a size clears the canvas and allocates it anew.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.drawImage(image, x, y, cropWidth, cropHeight, 0, 0, width, height);
}

interface FrameRequester {
  requestFrame?(): void;
}

/** A canvas in no document, and the track of it: a frame is put out for each that is drawn, of its size. */
export class CanvasTrack {
  readonly track: MediaStreamTrack;
  readonly #context: CanvasRenderingContext2D;
  readonly #requestFrame: () => void;
  readonly #end: () => void;
  #isClosed = false;

  constructor(width: number, height: number) {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d", { alpha: false });
    if (!context) throw new DOMException("This page cannot draw on a canvas.", "NotSupportedError");
    this.#context = context;
    // Quirk 22: WebKit, captureStream() without a rate puts out a single frame; those that are asked for come.
    const stream: MediaStream & FrameRequester = canvas.captureStream(0);
    const [track] = stream.getVideoTracks() as (MediaStreamTrack & FrameRequester)[];
    if (!track) throw new DOMException("This page cannot capture a canvas.", "NotSupportedError");
    // Quirk 23: Firefox, has requestFrame() on the stream and not on the track.
    const asked = track.requestFrame ? track : stream;
    // Bound, as whoever is given the track may give it a prototype of theirs.
    this.#requestFrame = asked.requestFrame?.bind(asked) ?? ((): void => undefined);
    this.track = track;
    this.#end = endOf(track);
  }

  /** Puts out a part of an image, scaled to a size. */
  draw(image: CanvasImageSource, crop: Crop, width: number, height: number): void {
    if (this.#isClosed) return;
    drawPart(this.#context, image, crop, width, height);
    this.#requestFrame();
  }

  /** Ends the track. Native clones of it stay live and show the last frame: a canvas has no end. */
  close(): void {
    this.#isClosed = true;
    this.#end();
  }
}
