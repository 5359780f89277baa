/** A media element for native tracks. */
import type { Size } from "./known-input.js";
import { sleep } from "./waiting.js";

/** A video element that plays a track. */
export class Screen {
  readonly video = document.createElement("video");

  constructor(track: MediaStreamTrack) {
    this.video.muted = true;
    this.video.playsInline = true;
    this.video.srcObject = new MediaStream([track]);
    document.body.append(this.video);
    this.video.play().catch(() => undefined);
  }

  get size(): Size {
    const { videoWidth: width, videoHeight: height } = this.video;
    return { width, height };
  }

  /** Waits until the pictures have a size. */
  async shows({ width, height }: Size): Promise<void> {
    const isIt = (): boolean => this.video.videoWidth === width && this.video.videoHeight === height;
    const end = performance.now() + 20_000;
    while (!isIt() && performance.now() < end) await sleep(10);
    if (!isIt()) throw new Error(`${JSON.stringify(this.size)} is shown, not ${width}x${height}.`);
    await this.picture();
    await this.picture();
  }

  /** Waits for the next picture. */
  picture(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("No picture has come.")), 20_000);
      this.video.requestVideoFrameCallback(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  close(): void {
    this.video.srcObject = null;
    this.video.remove();
  }
}
