/** A track that nothing but the browser has to do with, to compare with. */

/** Width and height in pixels: those of the requests whose frames are counted. */
const SIZE = [320, 240] as const;

/** A track of a canvas that is painted so many times a second, until the function returned is called. */
export function plainTrack(frameRate: number): { track: MediaStreamTrack; stop: () => void } {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = SIZE;
  const context = canvas.getContext("2d");
  const stream: MediaStream & { requestFrame?(): void } = canvas.captureStream(0);
  const [track] = stream.getVideoTracks() as (MediaStreamTrack & { requestFrame?(): void })[];
  if (!context || !track) throw new Error("This page cannot capture a canvas.");
  let painted = 0;
  const timer = setInterval(() => {
    context.fillStyle = `hsl(${(painted += 7)} 80% 50%)`;
    context.fillRect(0, 0, ...SIZE);
    if (track.requestFrame) track.requestFrame();
    else stream.requestFrame?.();
  }, 1000 / frameRate);
  return {
    track,
    stop: () => {
      clearInterval(timer);
      track.stop();
    },
  };
}
