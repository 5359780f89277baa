/** From the frames of a native track to pictures in memory. */
import { readFrames } from "../../native-media/frame-reader.js";
import { pictureSize, type Picture } from "../media.js";

/** Reads a native video track's pictures until the function returned is called; while one is copied, others are dropped. */
export function readPictures(track: MediaStreamTrack, each: (picture: Picture) => void): () => void {
  let isReading = true;
  let isBusy = false;
  let first = NaN;
  const stop = readFrames(track, (frame) => {
    if (isBusy) {
      frame.close();
      return;
    }
    isBusy = true;
    if (Number.isNaN(first)) first = frame.timestamp;
    const timestamp = frame.timestamp - first;
    void pictureOf(frame, timestamp)
      .then((picture) => {
        if (isReading) each(picture);
      })
      .catch(() => {
        // The track ended while its frame was copied.
      })
      .finally(() => {
        frame.close();
        isBusy = false;
      });
  });
  return () => {
    isReading = false;
    stop();
  };
}

async function pictureOf(frame: VideoFrame, timestamp: number): Promise<Picture> {
  const { displayWidth: width, displayHeight: height, format } = frame;
  const isWhole = frame.visibleRect?.width === width && frame.visibleRect.height === height;
  if (isWhole && format === "I420") {
    const data = new Uint8Array(pictureSize(width, height));
    await frame.copyTo(data, { layout: tightLayout(width, height) });
    return { width, height, data, timestamp };
  }
  return { width, height, data: planesOf(drawn(frame, width, height), width, height), timestamp };
}

/** Planes one after the other without gaps. */
function tightLayout(width: number, height: number): PlaneLayout[] {
  const stride = (width + 1) >> 1;
  const chroma = stride * ((height + 1) >> 1);
  const luma = width * height;
  return [
    { offset: 0, stride: width },
    { offset: luma, stride },
    { offset: luma + chroma, stride },
  ];
}

/** Pixels in RGBA, of frames in whatever format. */
function drawn(frame: VideoFrame, width: number, height: number): Uint8ClampedArray {
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new DOMException("The frame cannot be drawn.", "InvalidStateError");
  context.drawImage(frame, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}

/** RGBA in I420: BT.601, limited range; a chroma sample is that of the mean of its pixels. */
function planesOf(pixels: Uint8ClampedArray, width: number, height: number): Uint8Array {
  const data = new Uint8Array(pictureSize(width, height));
  for (let i = 0; i < width * height; i++) {
    const [r = 0, g = 0, b = 0] = [pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2]];
    data[i] = 16 + (65.738 * r + 129.057 * g + 25.064 * b) / 256 + 0.5;
  }
  const columns = (width + 1) >> 1;
  const rows = (height + 1) >> 1;
  const u = width * height;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const [r, g, b] = meanOf(pixels, width, height, 2 * x, 2 * y);
      data[u + y * columns + x] = 128 + (-37.945 * r - 74.494 * g + 112.439 * b) / 256 + 0.5;
      data[u + columns * rows + y * columns + x] = 128 + (112.439 * r - 94.154 * g - 18.285 * b) / 256 + 0.5;
    }
  }
  return data;
}

/** The mean of the up to four pixels of a chroma sample. */
function meanOf(
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
  x: number,
  y: number,
): [r: number, g: number, b: number] {
  const mean: [number, number, number] = [0, 0, 0];
  const right = Math.min(x + 1, width - 1);
  const below = Math.min(y + 1, height - 1);
  for (const at of [y * width + x, y * width + right, below * width + x, below * width + right]) {
    for (const i of [0, 1, 2] as const) mean[i] += (pixels[4 * at + i] ?? 0) / 4;
  }
  return mean;
}
