/** What observations of browsers have in common. */

/** Asks the browser for tracks, which are stopped once the observation is made. */
export async function observing<T>(run: (opened: typeof open) => Promise<T>): Promise<T> {
  const tracks: MediaStreamTrack[] = [];
  try {
    return await run(async (constraints) => {
      const stream = await navigator.mediaDevices.getUserMedia(constraints);
      tracks.push(...stream.getTracks());
      const [track] = stream.getTracks();
      if (!track) throw new Error("The browser gave no track.");
      return track;
    });
  } finally {
    for (const track of tracks) track.stop();
  }
}

declare function open(constraints: MediaStreamConstraints): Promise<MediaStreamTrack>;

/** What a promise gave, or the name of the error it was rejected with. */
export async function outcome<T>(promise: Promise<T>): Promise<string> {
  try {
    await promise;
    return "granted";
  } catch (error) {
    return error instanceof Error || error instanceof DOMException ? error.name : nameOf(error);
  }
}

/** Errors of interfaces that are no interface objects. */
function nameOf(error: unknown): string {
  const { name } = error as { name?: unknown };
  return typeof name === "string" ? name : String(error);
}

/** A size that has to be met. */
export function exactly(width: number, height: number): MediaTrackConstraints {
  return { width: { exact: width }, height: { exact: height } };
}

/** Width and height as the track tells them. */
export function told(track: MediaStreamTrack): string {
  const { width, height } = track.getSettings();
  return `${width}x${height}`;
}

/** Frames until a browser delivers what it was told last. */
const SETTLING = 8;

/** What a track delivers, and a picture of it, once it has settled. */
export async function shown(track: MediaStreamTrack): Promise<{ size: string; picture: ImageData }> {
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  document.body.append(video);
  try {
    await video.play();
    for (let i = 0; i < SETTLING; i++) {
      await new Promise<void>((resolve) => video.requestVideoFrameCallback(() => resolve()));
    }
    const { videoWidth: width, videoHeight: height } = video;
    const context = new OffscreenCanvas(width, height).getContext("2d");
    if (!context) throw new Error("There is no canvas.");
    context.drawImage(video, 0, 0, width, height);
    return { size: `${width}x${height}`, picture: context.getImageData(0, 0, width, height) };
  } finally {
    video.srcObject = null;
    video.remove();
  }
}
