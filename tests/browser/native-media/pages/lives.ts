/** Converters that live from one call to the next. */
import { createConverter, type Converter } from "../../../../bindings/native-media/converter.js";
import { KnownInput } from "./known-input.js";
import { Screen } from "./screen.js";
import { sleep } from "./waiting.js";

const QVGA = { width: 320, height: 240 };
const HALF = { width: 160, height: 120, frameRate: 30 };

let input: KnownInput | undefined;
let converters: Converter[] = [];

async function showsHalf({ track }: Converter): Promise<void> {
  const screen = new Screen(track);
  await screen.shows(HALF);
  screen.close();
}

/** Makes so many converters, and waits until all of them deliver. */
export async function begin(count: number) {
  const source = new KnownInput(QVGA);
  input = source;
  converters = Array.from({ length: count }, () => createConverter(source.track, HALF));
  await Promise.all(converters.map(showsHalf));
}

/** Closes them all, and waits until what they used is gone. */
export async function end() {
  for (const converter of converters) converter.close();
  converters = [];
  input?.close();
  await sleep(500);
}

/** Waits until all have failed; the states of their tracks. */
export async function failed() {
  await Promise.all(converters.map((converter) => converter.failed));
  return converters.map(({ track }) => track.readyState);
}

/** Frames of a camera that are delivered in two seconds, and in two seconds during which the page does nothing but compute. */
export async function busy() {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } });
  const [camera] = stream.getVideoTracks();
  if (!camera) throw new Error("no camera");
  const converter = createConverter(camera, { width: 300, height: 300, frameRate: 30 });
  const counter = counterOf(converter.track);
  await converter.configure({ width: 200, height: 200, frameRate: 30 });
  await counter.ask();
  await sleep(2000);
  const delivered = await counter.ask();
  const until = performance.now() + 2000;
  while (performance.now() < until);
  const whileBusy = await counter.ask();
  counter.end();
  converter.close();
  camera.stop();
  return { delivered, whileBusy };
}

/** Counts a track's frames in a worker; each answer is how many there were since the one before. */
function counterOf(track: MediaStreamTrack) {
  const code = `let count = 0;
    onmessage = async ({ data }) => {
      if (data === "ask") { postMessage(count); count = 0; return; }
      const reader = data.getReader();
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        count += 1;
        value.close();
      }
    };`;
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  const { MediaStreamTrackProcessor: Processor } = globalThis as unknown as {
    MediaStreamTrackProcessor: new (init: { track: MediaStreamTrack }) => { readable: ReadableStream };
  };
  const { readable } = new Processor({ track });
  worker.postMessage(readable, [readable]);
  return {
    ask: () =>
      new Promise<number>((resolve) => {
        worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
        worker.postMessage("ask");
      }),
    end: () => worker.terminate(),
  };
}
