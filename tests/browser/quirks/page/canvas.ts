/** How browsers treat tracks of canvases, and frames made of what shows them. */
import { outcome } from "./tools.js";

/** Milliseconds between what is drawn. */
const PERIOD = 33;

interface Drawn {
  readonly track: MediaStreamTrack;
  readonly stream: MediaStream;
  readonly draw: () => void;
}

/** A canvas in no document. */
function canvas(rate?: number): Drawn {
  const element = document.createElement("canvas");
  element.width = 64;
  element.height = 48;
  const context = element.getContext("2d");
  const stream = element.captureStream(rate);
  const [track] = stream.getVideoTracks();
  if (!context || !track) throw new Error("A canvas cannot be captured.");
  let count = 0;
  const draw = (): void => {
    context.fillStyle = `rgb(${(count += 20) % 256}, 0, 0)`;
    context.fillRect(0, 0, 64, 48);
  };
  draw();
  return { track, stream, draw };
}

/** How long frames are looked for, in milliseconds. */
const LOOKING = 700;

/** What is told of the frames that a track shows while something is drawn. */
async function metadata(
  { track, draw }: Drawn,
  each: (video: HTMLVideoElement, frame: VideoFrameCallbackMetadata) => void,
): Promise<void> {
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  document.body.append(video);
  const timer = setInterval(draw, PERIOD);
  let isOver = false;
  const look = (_: number, frame: VideoFrameCallbackMetadata): void => {
    if (isOver) return;
    each(video, frame);
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  video.play().catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, LOOKING));
  isOver = true;
  clearInterval(timer);
  track.stop();
  video.remove();
}

/** Whether a canvas in no document puts out what is drawn. */
export async function detachedCanvas(): Promise<unknown> {
  let frames = 0;
  await metadata(canvas(), () => (frames += 1));
  return frames > 2 ? "frames" : "a frame at most";
}

/** Where frames of a canvas are asked for. */
export function requestFrame(): Promise<unknown> {
  const { track, stream } = canvas(0);
  const seen = { ofTrack: "requestFrame" in track, ofStream: "requestFrame" in stream };
  track.stop();
  return Promise.resolve(seen);
}

/** A canvas whose frames are asked for. */
function asked(): Drawn {
  const source = canvas(0);
  const [ofTrack, ofStream] = [source.track, source.stream] as { requestFrame?(): void }[];
  return {
    ...source,
    draw() {
      source.draw();
      if (ofTrack?.requestFrame) ofTrack.requestFrame();
      else ofStream?.requestFrame?.();
    },
  };
}

/** Whether frames of a canvas have times. */
export async function mediaTime(): Promise<unknown> {
  const times: number[] = [];
  await metadata(asked(), (_, frame) => times.push(frame.mediaTime));
  return times.length > 2 && (new Set(times).size > 1 ? "told" : "always the same");
}

/** Whether frames made of a video element have times. */
export async function frameTime(): Promise<unknown> {
  const times: number[] = [];
  await metadata(asked(), (video) => {
    const frame = new VideoFrame(video);
    times.push(frame.timestamp);
    frame.close();
  });
  const [, first = 0, second = 0] = times;
  return second > first ? "rises" : "means nothing";
}

/** What is heard of events that a script dispatches to a track. */
export async function dispatched(): Promise<unknown> {
  const { track } = canvas();
  const heard: string[] = [];
  track.addEventListener("ended", () => heard.push("listener"));
  track.onended = () => heard.push("handler");
  track.dispatchEvent(new Event("ended"));
  track.stop();
  return Promise.resolve(heard);
}

/** What becomes of a photo of a track that is no camera's. */
export async function photo(): Promise<unknown> {
  const { track, draw } = canvas(30);
  const timer = setInterval(draw, PERIOD);
  try {
    return await outcome(new ImageCapture(track).takePhoto());
  } finally {
    clearInterval(timer);
    track.stop();
  }
}
