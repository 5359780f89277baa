/** A video element that tells of the frames it shows. */

/** Width and height in pixels. */
export type Size = readonly [width: number, height: number];

/** What is known of a frame when it is shown. */
interface Shown {
  /** In milliseconds. */
  readonly at: number;
  /** How many frames the element has shown till then. */
  readonly count: number;
  readonly size: Size;
}

/** How long the first frame is waited for, in milliseconds. */
const FIRST = 5000;
/** Frames that are left out before counting: the first ones come in a hurry. */
const WARMING = 3;

/** One element in the page, shown one stream after the other. */
export class Screen {
  readonly #video: HTMLVideoElement;

  constructor() {
    this.#video = document.createElement("video");
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#video.autoplay = true;
    document.body.append(this.#video);
  }

  show(media: MediaStream | MediaStreamTrack | Blob): void {
    if (media instanceof Blob) this.#video.src = URL.createObjectURL(media);
    else this.#video.srcObject = media instanceof MediaStream ? media : new MediaStream([media]);
    // Whether it plays is seen by its frames.
    this.#video.play().catch(() => undefined);
  }

  clear(): void {
    this.#video.srcObject = null;
    this.#video.removeAttribute("src");
    this.#video.load();
  }

  /**
   * The size of the frames once it is the wanted one, or what it is when `patience` (in milliseconds) after the first frame
   * is up. No frame at all makes it 0 x 0.
   */
  async size(wanted: () => Size, patience: number): Promise<Size> {
    let until = performance.now() + FIRST;
    let seen: Size = [0, 0];
    for (let isFirst = true; ; isFirst = false) {
      const frame = await this.#frame(until);
      if (!frame) return seen;
      seen = frame.size;
      const [width, height] = wanted();
      if (seen[0] === width && seen[1] === height) return seen;
      if (isFirst) until = performance.now() + patience;
    }
  }

  /** Frames per second, counted for so many milliseconds; 0 where there are not two in the time. */
  async rate(duration: number): Promise<number> {
    const until = performance.now() + 2 * duration;
    for (let i = 0; i < WARMING; i++) await this.#frame(until);
    const first = await this.#frame(until);
    if (!first) return 0;
    let last = first;
    while (last.at - first.at < duration) {
      const next = await this.#frame(until);
      if (!next) break;
      last = next;
    }
    return last === first ? 0 : (1000 * (last.count - first.count)) / (last.at - first.at);
  }

  /** The next frame, or undefined where none comes in time. */
  #frame(until: number): Promise<Shown | undefined> {
    const video = this.#video;
    return new Promise((resolve) => {
      const handle = video.requestVideoFrameCallback((at, { presentedFrames: count }) => {
        clearTimeout(timer);
        resolve({ at, count, size: [video.videoWidth, video.videoHeight] });
      });
      const timer = setTimeout(
        () => {
          video.cancelVideoFrameCallback(handle);
          resolve(undefined);
        },
        Math.max(0, until - performance.now()),
      );
    });
  }
}
