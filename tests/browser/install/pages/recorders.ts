/** Recorders of a track that Chromium scales, and what works for them. */
import { exactly } from "../../quirks/page/tools.js";
import { only, stop, trackfitBrowser } from "./common.js";

interface Init {
  readonly track: MediaStreamTrack;
}
interface Scope {
  MediaStreamTrackProcessor: new (init: Init) => { readonly readable: ReadableStream<VideoFrame> };
  MediaStreamTrackGenerator: new (init: object) => MediaStreamTrack;
}

/** Counts what reads tracks, and which tracks are made that pictures are written to. */
function takeConverters(scope: Scope): { reading: () => number; live: () => number } {
  const { MediaStreamTrackProcessor: Processor, MediaStreamTrackGenerator: Generator } = scope;
  const made: MediaStreamTrack[] = [];
  let reading = 0;
  scope.MediaStreamTrackProcessor = class {
    readonly readable: ReadableStream<VideoFrame>;
    constructor(init: Init) {
      const reader = new Processor(init).readable.getReader();
      reading += 1;
      this.readable = new ReadableStream({
        async pull(controller) {
          const { value, done } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        },
        async cancel() {
          reading -= 1;
          await reader.cancel();
        },
      });
    }
  };
  scope.MediaStreamTrackGenerator = class extends Generator {
    constructor(init: object) {
      super(init);
      made.push(this);
    }
  };
  return {
    reading: () => reading,
    live: () => made.filter(({ readyState }) => readyState === "live").length,
  };
}

async function until(isSo: () => boolean): Promise<boolean> {
  const end = performance.now() + 10_000;
  while (!isSo() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  return isSo();
}

function told(recorder: MediaRecorder, type: string): Promise<unknown> {
  return new Promise((resolve) => recorder.addEventListener(type, resolve, { once: true }));
}

/** Makes recorders, starts and stops one twice, and drops all; undefined where the browser scales nothing. */
export async function recorders(): Promise<unknown> {
  if (!("MediaStreamTrackGenerator" in globalThis)) return undefined;
  const { install } = await trackfitBrowser();
  const undo = install();
  const stream = await navigator.mediaDevices.getUserMedia({ video: exactly(640, 480) });
  const track = only(stream.getVideoTracks());
  await track.applyConstraints(exactly(400, 300));
  const { reading, live } = takeConverters(globalThis as unknown as Scope);
  const seen = await used(stream, reading);
  const made = live();
  const collect = (globalThis as { gc?: () => void }).gc;
  const isDropped = await until(() => {
    collect?.();
    // What is on the stack may look like a reference to one.
    return live() < made / 2;
  });
  const isLive = track.readyState === "live";
  stop(stream);
  const isOver = await until(() => live() === 0);
  undo();
  return { ...seen, made, isDropped, isLive, isOver };
}

async function used(stream: MediaStream, reading: () => number): Promise<object> {
  const all = Array.from({ length: 10 }, () => new MediaRecorder(stream));
  const [recorder] = all;
  if (!recorder) throw new Error("There is no recorder.");
  const seen = { unused: reading(), isOwn: recorder.stream === stream, recordings: [] as boolean[] };
  for (let i = 0; i < 2; i++) {
    const end = told(recorder, "stop");
    recorder.start(100);
    seen.recordings.push(await until(() => reading() === 1));
    recorder.stop();
    await end;
    seen.recordings.push(await until(() => reading() === 0));
  }
  return seen;
}
