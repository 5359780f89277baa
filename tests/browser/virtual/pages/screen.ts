/** What a video element in the page shows of a virtual camera. */
import type { Picture } from "../../../../bindings/hosts/media.js";

/** Width and height in pixels. */
export type Size = readonly [width: number, height: number];

// Names in variables are not bundled: what is tested is what is published.
const packageEntry = "/dist/index.js";

/** A frame that does not come is not waited for longer, in milliseconds. */
const LIMIT = 15_000;

/** An element that plays a stream, in the page until it is removed. */
export function play(stream: MediaStream): HTMLVideoElement {
  const video = document.body.appendChild(document.createElement("video"));
  video.muted = true;
  video.playsInline = true;
  video.autoplay = true;
  video.srcObject = stream;
  return video;
}

/** Takes an element off the page. */
export function remove(video: HTMLVideoElement): void {
  video.srcObject = null;
  video.remove();
}

/** The next frame that an element shows, or an error where none comes. */
export function nextFrame(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const handle = video.requestVideoFrameCallback(() => {
      clearTimeout(timer);
      resolve();
    });
    const timer = setTimeout(() => {
      video.cancelVideoFrameCallback(handle);
      reject(new Error(`No frame came; the element shows ${sizeOf(video).join("x")}.`));
    }, LIMIT);
  });
}

/** Waits until what an element shows is as it is to be. */
export async function until(video: HTMLVideoElement, isSo: () => boolean, what: string): Promise<void> {
  const end = performance.now() + LIMIT;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`${what} did not come; it is ${sizeOf(video).join("x")}.`);
    await nextFrame(video);
  }
}

/** What an element shows. */
export function sizeOf(video: HTMLVideoElement): Size {
  return [video.videoWidth, video.videoHeight];
}

/** Waits for pictures of a size. */
export function untilSize(video: HTMLVideoElement, [width, height]: Size): Promise<void> {
  return until(video, () => video.videoWidth === width && video.videoHeight === height, `${width}x${height}`);
}

const canvas = document.createElement("canvas");

/** The luma of what an element shows; without chroma, which nobody asks for here. */
export function pictureOn(video: HTMLVideoElement): Picture {
  const [width, height] = sizeOf(video);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("There is no canvas.");
  context.drawImage(video, 0, 0, width, height);
  const { data: pixels } = context.getImageData(0, 0, width, height);
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++) {
    const [r = 0, g = 0, b = 0] = [pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2]];
    // BT.601, limited range.
    data[i] = 16 + (65.738 * r + 129.057 * g + 25.064 * b) / 256;
  }
  return { width, height, data, timestamp: 0 };
}

/** The mean luma of what an element shows: 16 is black. */
export function brightness(video: HTMLVideoElement): number {
  const { data } = pictureOn(video);
  return data.reduce((sum, luma) => sum + luma, 0) / data.length;
}

/** So many frame numbers that differ from the one before, as they are read off what an element shows. */
export async function numbersOn(video: HTMLVideoElement, count: number): Promise<number[]> {
  const { readFrameNumber } = (await import(packageEntry)) as typeof import("../../../../bindings/index.js");
  const numbers: number[] = [];
  await until(
    video,
    () => {
      const number = video.videoWidth > 0 ? readFrameNumber(pictureOn(video)) : undefined;
      if (number !== undefined && number !== numbers.at(-1)) numbers.push(number);
      return numbers.length >= count;
    },
    `${count} numbers (till now ${numbers.join()})`,
  );
  return numbers;
}
