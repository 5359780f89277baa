/** From pictures in memory to frames of the platform. */
import { pictureSize, type Picture } from "../hosts/media.js";
import { cameraColorSpace } from "../sinks/video-color-space.js";

/**
 * A frame of the platform with the pixels of a picture, which are copied. Whoever gets it closes it. Its colours are a
 * camera's unless another space is given.
 */
export function frameOf(picture: Picture, colorSpace: VideoColorSpaceInit = cameraColorSpace): VideoFrame {
  const { width, height, data } = picture;
  const init: VideoFrameBufferInit = {
    format: "I420",
    codedWidth: width,
    codedHeight: height,
    timestamp: Math.round(picture.timestamp),
    colorSpace,
  };
  const isOdd = width % 2 === 1 || height % 2 === 1;
  return isOdd && refusesOddSides() ? paddedFrame(picture, init) : new VideoFrame(data, init);
}

let isRefused: boolean | undefined;

/**
 * Whether frames must be larger in memory than they are shown. Not done without need.
 * Quirk 24: Firefox, refuses frames in I420 whose coded sides are odd.
 * Quirk 25: WebKit, takes the colours of frames from wrong places when their visible sides are odd and smaller than the coded.
 */
function refusesOddSides(): boolean {
  if (isRefused === undefined) {
    try {
      const init = { format: "I420", codedWidth: 1, codedHeight: 1, timestamp: 0 } as const;
      new VideoFrame(new Uint8Array(pictureSize(1, 1)), init).close();
      isRefused = false;
    } catch {
      isRefused = true;
    }
  }
  return isRefused;
}

/** A frame whose coded sides are even, by repeating the last column and row; those are not shown. */
function paddedFrame({ width, height, data }: Picture, init: VideoFrameBufferInit): VideoFrame {
  const [codedWidth, codedHeight] = [width + (width % 2), height + (height % 2)];
  const padded = new Uint8Array(pictureSize(codedWidth, codedHeight));
  for (let y = 0; y < codedHeight; y++) {
    const start = Math.min(y, height - 1) * width;
    const row = data.subarray(start, start + width);
    padded.set(row, y * codedWidth);
    if (width < codedWidth) padded[y * codedWidth + width] = row[width - 1] ?? 0;
  }
  // Chroma planes are as large as before.
  padded.set(data.subarray(width * height, pictureSize(width, height)), codedWidth * codedHeight);
  const visibleRect = { x: 0, y: 0, width, height };
  return new VideoFrame(padded, { ...init, codedWidth, codedHeight, visibleRect });
}
