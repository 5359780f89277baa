/** Measures how many frames a second a video element presents. */

/** The time that is measured over, in milliseconds. */
const SPAN = 1500;

interface Presented {
  readonly time: number;
  readonly frames: number;
}

/** Firefox before 132 does not; its frames are counted whenever the rate is read. */
function isCallingBack(video: HTMLVideoElement): boolean {
  return "requestVideoFrameCallback" in video;
}

/** Counts frames from its making until it is stopped. */
export class FrameRateMeter {
  readonly #video: HTMLVideoElement;
  #seen: Presented[] = [];

  constructor(video: HTMLVideoElement) {
    this.#video = video;
    if (isCallingBack(video)) this.#next();
  }

  /** Frames per second of the last second and a half; undefined while there are too few. */
  get rate(): number | undefined {
    const latest = performance.now();
    if (!isCallingBack(this.#video)) {
      this.#seen.push({ time: latest, frames: this.#video.getVideoPlaybackQuality().totalVideoFrames });
    }
    this.#seen = this.#seen.filter(({ time }) => latest - time <= SPAN);
    const [first] = this.#seen;
    const last = this.#seen.at(-1);
    if (!first || !last || last.time <= first.time) return undefined;
    return ((last.frames - first.frames) * 1000) / (last.time - first.time);
  }

  /** Begins anew, when the rate is meant to have changed. */
  restart(): void {
    this.#seen = [];
  }

  #next(): void {
    this.#video.requestVideoFrameCallback((time, { presentedFrames }) => {
      this.#seen.push({ time, frames: presentedFrames });
      this.#next();
    });
  }
}
