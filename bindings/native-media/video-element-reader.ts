/** The pictures of a native track by way of a video element, for browsers without MediaStreamTrackProcessor. */

import { tickWhileHidden } from "./hidden-ticks.js";

/** When a picture was taken, in microseconds, from what a browser tells about it. Always rises. */
class Stamps {
  #mediaTime = -Infinity;
  #now = -Infinity;
  #stamp = -1;

  /**
   * Of the picture that is presented now: milliseconds of the page's time and the picture's own time in seconds, NaN where
   * that is not known.
   */
  next(now: number, mediaTime: number): number {
    // Quirk 26: WebKit, mediaTime of canvas tracks is always 0.
    const elapsed =
      mediaTime > this.#mediaTime ? (mediaTime - this.#mediaTime) * 1e6 : (now - this.#now) * 1e3;
    this.#stamp = Number.isFinite(elapsed) ? this.#stamp + Math.max(1, Math.round(elapsed)) : 0;
    this.#mediaTime = mediaTime;
    this.#now = now;
    return this.#stamp;
  }
}

/**
 * Calls back with every picture of a video track while a video element, muted and in no document, shows it; with the time at
 * which it was taken, in microseconds since the first. The function returned ends that. Browsers present no pictures in a
 * page that is hidden, or one a second: what the element has is then looked at thirty times a second.
 */
export function watchVideo(
  track: MediaStreamTrack,
  each: (video: HTMLVideoElement, stamp: number) => void,
): () => void {
  const video = document.createElement("video");
  const stamps = new Stamps();
  let request = 0;
  let isOver = false;
  const play = (): void => {
    if (isOver) return;
    video.play().catch(() => {
      // It was taken away before it began, or the track has ended.
    });
  };
  const present = (now: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
    if (isOver) return;
    request = video.requestVideoFrameCallback(present);
    each(video, stamps.next(now, mediaTime));
  };
  const stopTicking = tickWhileHidden(() => {
    if (video.readyState < video.HAVE_CURRENT_DATA || track.muted) return;
    each(video, stamps.next(performance.now(), NaN));
  });
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  // Browsers pause what cannot be seen when the page is hidden or the device is interrupted.
  video.addEventListener("pause", play);
  request = video.requestVideoFrameCallback(present);
  play();
  return () => {
    if (isOver) return;
    isOver = true;
    stopTicking();
    video.cancelVideoFrameCallback(request);
    video.removeEventListener("pause", play);
    video.srcObject = null;
  };
}
