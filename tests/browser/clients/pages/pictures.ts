/** What is on screen, and which size it has. */

/** Width and height in pixels. */
export type Size = readonly [width: number, height: number];

/** A size that is not reached is told of after so many milliseconds. */
const LIMIT = 10_000;

/** An element that plays a stream. */
export async function play(stream: MediaStream): Promise<HTMLVideoElement> {
  const video = document.body.appendChild(document.createElement("video"));
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  await video.play();
  return video;
}

/** Takes an element off the page. */
export function remove(video: HTMLVideoElement): void {
  video.srcObject = null;
  video.remove();
}

/** The size of an element's pictures, as soon as it is the one that is waited for, or the one it is in the end. */
export function shown(video: HTMLVideoElement, wanted: Size): Promise<Size> {
  const size = (): Size => [video.videoWidth, video.videoHeight];
  const events = ["resize", "loadeddata", "timeupdate"];
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      for (const type of events) video.removeEventListener(type, look);
      resolve(size());
    };
    const look = (): void => {
      const [width, height] = size();
      if (width === wanted[0] && height === wanted[1] && video.readyState >= 2) done();
    };
    const timer = setTimeout(done, LIMIT);
    for (const type of events) video.addEventListener(type, look);
    look();
  });
}

/** The size that a stream is shown with. */
export async function sizeOf(stream: MediaStream, wanted: Size): Promise<Size> {
  const video = await play(stream);
  const size = await shown(video, wanted);
  remove(video);
  return size;
}

/** The next so many pictures of an element, with the times in milliseconds at which they came. */
export async function pictures(video: HTMLVideoElement, count: number): Promise<number[]> {
  const times: number[] = [];
  while (times.length < count) {
    times.push(await new Promise<number>((resolve) => video.requestVideoFrameCallback(resolve)));
  }
  return times;
}

/** The width and height that a track says it has. */
export function settled(track: MediaStreamTrack): Size {
  const { width = 0, height = 0 } = track.getSettings();
  return [width, height];
}

/** The size of a picture in a file. */
export async function sizeOfPicture(file: string | Blob): Promise<Size> {
  const blob = typeof file === "string" ? await (await fetch(file)).blob() : file;
  const { width, height } = await createImageBitmap(blob);
  return [width, height];
}
