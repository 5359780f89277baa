/** How browsers treat frames and the tracks that they are written to. */

type Generator = MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> };
type GeneratorClass = new (init: { readonly kind: "video" }) => Generator;

function generator(): Generator {
  const { MediaStreamTrackGenerator: constructor } = globalThis as {
    MediaStreamTrackGenerator?: GeneratorClass;
  };
  if (!constructor) throw new Error("There are no generators.");
  return new constructor({ kind: "video" });
}

/** Frames of a file, and the milliseconds between them. */
const COUNT = 10;
const PERIOD = 33;

/** What a recording of frames shows, its size and the colour in its middle. */
async function recorded(frameAt: (timestamp: number) => VideoFrame): Promise<string> {
  const track = generator();
  const writer = track.writable.getWriter();
  const recorder = new MediaRecorder(new MediaStream([track]), { mimeType: "video/webm;codecs=vp8" });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => void parts.push(data);
  const stopped = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start();
  for (let i = 0; i < COUNT; i++) {
    await writer.write(frameAt(i * PERIOD * 1000));
    await new Promise((resolve) => setTimeout(resolve, PERIOD));
  }
  recorder.stop();
  await stopped;
  track.stop();
  const video = document.createElement("video");
  const url = URL.createObjectURL(new Blob(parts));
  video.muted = true;
  video.src = url;
  const shown = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  await video.play();
  await shown;
  const { videoWidth: width, videoHeight: height } = video;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context?.drawImage(video, 0, 0);
  const [red = 0] = context?.getImageData(width >> 1, height >> 1, 1, 1).data ?? [];
  video.src = "";
  URL.revokeObjectURL(url);
  return `${width}x${height}, ${red > 128 ? "red" : "black"}`;
}

/** What is recorded of frames that are shown in another size than they have. */
export function recordedSize(): Promise<string> {
  // Red, in YCbCr.
  const data = new Uint8Array(128 * 96 * 1.5)
    .fill(81)
    .fill(90, 128 * 96)
    .fill(240, 128 * 96 * 1.25);
  return recorded(
    (timestamp) =>
      new VideoFrame(data, {
        format: "I420",
        codedWidth: 128,
        codedHeight: 96,
        displayWidth: 64,
        displayHeight: 48,
        timestamp,
      }),
  );
}

/** What is recorded of the middle of frames in BGRA. */
export function recordedView(): Promise<string> {
  const data = new Uint8Array(128 * 96 * 4);
  for (let i = 0; i < data.length; i += 4) data.set([0, 0, 255, 255], i);
  return recorded((timestamp) => {
    const frame = new VideoFrame(data, { format: "BGRA", codedWidth: 128, codedHeight: 96, timestamp });
    const view = new VideoFrame(frame, {
      visibleRect: { x: 32, y: 24, width: 64, height: 48 },
      displayWidth: 64,
      displayHeight: 48,
    });
    frame.close();
    return view;
  });
}

/** A worker that holds a lock for as long as it is there, and writes what it is sent. */
const HOLDER = `onmessage = ({ data: { lock, writable } }) => {
  const writer = writable.getWriter();
  navigator.locks.request(lock, () => { postMessage("held"); return new Promise(() => {}); });
};`;

/** What becomes of a track whose frames came from a worker that has died. */
export async function fedByTheDead(): Promise<unknown> {
  const track = generator();
  const url = URL.createObjectURL(new Blob([HOLDER], { type: "text/javascript" }));
  const worker = new Worker(url);
  const lock = `quirks ${crypto.randomUUID()}`;
  const held = new Promise((resolve) => (worker.onmessage = resolve));
  worker.postMessage({ lock, writable: track.writable }, [track.writable]);
  await held;
  worker.terminate();
  await navigator.locks.request(lock, () => undefined);
  const { readyState } = track;
  track.stop();
  return readyState;
}

/** Whether frames in I420 may have odd sides. */
export function oddSides(): Promise<string> {
  try {
    new VideoFrame(new Uint8Array(17), {
      format: "I420",
      codedWidth: 3,
      codedHeight: 3,
      timestamp: 0,
    }).close();
    return Promise.resolve("taken");
  } catch (error) {
    return Promise.resolve((error as Error).name);
  }
}

/** The colour at the right edge of a frame of six columns of which five are visible: red there, blue elsewhere. */
export function oddEdge(): Promise<string> {
  const data = new Uint8Array(6 * 6 * 1.5).fill(100, 0, 36);
  for (let y = 0; y < 3; y++) {
    for (let x = 0; x < 3; x++) {
      data[36 + 3 * y + x] = x === 2 ? 100 : 220;
      data[45 + 3 * y + x] = x === 2 ? 220 : 100;
    }
  }
  const frame = new VideoFrame(data, {
    format: "I420",
    codedWidth: 6,
    codedHeight: 6,
    visibleRect: { x: 0, y: 0, width: 5, height: 5 },
    timestamp: 0,
  });
  const context = new OffscreenCanvas(5, 5).getContext("2d");
  if (!context) throw new Error("There is no canvas.");
  context.drawImage(frame, 0, 0);
  frame.close();
  const { data: pixels } = context.getImageData(0, 0, 5, 5);
  const at = (x: number, y: number): string => {
    const [r = 0, , b = 0] = pixels.subarray(4 * (5 * y + x));
    return r > b ? "red" : "blue";
  };
  return Promise.resolve([at(0, 0), at(4, 0), at(0, 4), at(4, 4)].join(" "));
}
