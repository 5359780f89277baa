/** Converters at work in a page. */
import { createConverter, type Conversion } from "../../../../bindings/native-media/converter.js";
import { readFrames } from "../../../../bindings/native-media/frame-reader.js";
import { KnownInput, type Layout, type Size } from "./known-input.js";
import { expectedDisc, look, type Seen } from "./look.js";
import { Screen } from "./screen.js";
import { sleep, until } from "./waiting.js";

/** Converts a known input and looks at what is shown. */
export async function converted(
  input: Size,
  outputs: readonly Conversion[],
  layout: Layout,
): Promise<{ readonly seen: Seen; readonly disc: Seen["disc"] }[]> {
  const [first] = outputs;
  if (!first) return [];
  const source = new KnownInput(input, 30, layout);
  const converter = createConverter(source.track, first);
  const screen = new Screen(converter.track);
  const answers = [];
  for (const output of outputs) {
    await converter.configure(output);
    await screen.shows(output);
    answers.push({ seen: look(screen.video, screen.size, input), disc: expectedDisc(output, input) });
  }
  screen.close();
  converter.close();
  source.close();
  return answers;
}

/** The numbers of the frames that a track delivers, until there are so many. */
export async function numbersOf(
  track: MediaStreamTrack,
  input: Size,
  count: number,
): Promise<{ readonly numbers: readonly number[]; readonly sizes: readonly string[] }> {
  const numbers: number[] = [];
  const sizes = new Set<string>();
  const stop = readFrames(track, (frame) => {
    const size = { width: frame.displayWidth, height: frame.displayHeight };
    numbers.push(look(frame, size, input).number);
    sizes.add(`${size.width}x${size.height}`);
    frame.close();
  });
  await until(() => numbers.length >= count, `frame ${count}`);
  stop();
  return { numbers, sizes: [...sizes] };
}

const QVGA: Size = { width: 320, height: 240 };

/** How many frames go in while so many come out, and how far apart their numbers are. */
export async function decimated(frameRate: number, count: number) {
  const input = new KnownInput(QVGA);
  const converter = createConverter(input.track, { width: 160, height: 120, frameRate });
  // The first ones come when all is running.
  await numbersOf(converter.track, QVGA, 3);
  const before = input.count;
  const { numbers } = await numbersOf(converter.track, QVGA, count);
  const written = input.count - before;
  converter.close();
  input.close();
  return { written, steps: stepsOf(numbers) };
}

/** From each number to the next. */
function stepsOf(numbers: readonly number[]): number[] {
  return numbers.slice(1).map((number, i) => (number - (numbers[i] ?? 0) + 64) % 64);
}

/** What becomes of requests larger than the input, and when the input is as large. */
export async function neverUpscaled() {
  const small = new KnownInput(QVGA);
  const converter = createConverter(small.track, { width: 160, height: 120, frameRate: 30 });
  const screen = new Screen(converter.track);
  await screen.shows({ width: 160, height: 120 });
  await converter.configure({ width: 640, height: 240, frameRate: 30 });
  await screen.shows({ width: 320, height: 120 });
  const cropped = look(screen.video, screen.size, QVGA).disc;
  const large = new KnownInput({ width: 640, height: 480 });
  converter.setInput(large.track);
  await screen.shows({ width: 640, height: 240 });
  const { disc } = look(screen.video, screen.size, { width: 640, height: 480 });
  screen.close();
  converter.close();
  const states = [converter.track, small.track, large.track].map(({ readyState }) => readyState);
  small.close();
  large.close();
  return { cropped, disc, states };
}

/** Whether timestamps rise when the input is exchanged for one whose timestamps begin anew, and nothing is read meanwhile. */
export async function exchanged() {
  const input = new KnownInput(QVGA);
  const converter = createConverter(input.track, { width: 160, height: 120, frameRate: 30 });
  const timestamps: number[] = [];
  const stop = readFrames(converter.track, (frame) => {
    timestamps.push(frame.timestamp);
    frame.close();
  });
  await until(() => timestamps.length > 10, "the first frames");
  converter.setInput(undefined);
  await sleep(300);
  const paused = timestamps.length;
  await sleep(300);
  const whilePaused = timestamps.length - paused;
  const other = new KnownInput(QVGA);
  converter.setInput(other.track);
  await until(() => timestamps.length > paused + 10, "frames of the other input");
  stop();
  converter.close();
  input.close();
  other.close();
  const areRising = timestamps.slice(1).every((timestamp, i) => timestamp > (timestamps[i] ?? 0));
  return { whilePaused, areRising };
}

/** What closing ends, and what it leaves. */
export async function closed() {
  const videos: HTMLVideoElement[] = [];
  Object.defineProperty(document, "createElement", {
    configurable: true,
    value: (name: string) => {
      const create = Reflect.get(Document.prototype, "createElement") as (name: string) => Element;
      const element = create.call(document, name);
      if (element instanceof HTMLVideoElement) videos.push(element);
      return element;
    },
  });
  const input = new KnownInput(QVGA);
  const converter = createConverter(input.track, { width: 160, height: 120, frameRate: 30 });
  Reflect.deleteProperty(document, "createElement");
  const clone = converter.track.clone();
  const screen = new Screen(clone);
  await screen.shows({ width: 160, height: 120 });
  const pending = converter.configure({ width: 600, height: 600, frameRate: 30 });
  converter.close();
  await pending;
  await converter.configure({ width: 80, height: 60, frameRate: 30 });
  converter.setInput(input.track);
  converter.close();
  // The input goes on for whoever else reads it.
  const other = new Screen(input.track);
  await other.shows(QVGA);
  const answer = {
    track: converter.track.readyState,
    input: input.track.readyState,
    elements: videos.filter(({ srcObject }) => srcObject !== null).length,
  };
  clone.stop();
  screen.close();
  other.close();
  input.close();
  return answer;
}

/** Whether clones that the platform makes live on when the original is stopped natively, and stopping all ends it. */
export async function cloned() {
  const input = new KnownInput(QVGA);
  const converter = createConverter(input.track, { width: 160, height: 120, frameRate: 30 });
  const clone = converter.track.clone();
  const screen = new Screen(clone);
  await screen.shows({ width: 160, height: 120 });
  converter.track.stop();
  await converter.configure({ width: 100, height: 100, frameRate: 30 });
  await screen.shows({ width: 100, height: 100 });
  const { disc } = look(screen.video, screen.size, QVGA);
  screen.close();
  clone.stop();
  converter.close();
  input.close();
  return disc;
}

/** How many of a camera's frames come through: it has few, and delivers none while they are held. */
export async function ofCamera(outputs: readonly Conversion[], count: number) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } });
  const [camera] = stream.getVideoTracks();
  const [first] = outputs;
  if (!camera || !first) throw new Error("no camera");
  const converter = createConverter(camera, first);
  const sizes = [];
  for (const output of outputs) {
    await converter.configure(output);
    let frames = 0;
    const stop = readFrames(converter.track, (frame) => {
      if (frame.displayWidth === output.width && frame.displayHeight === output.height) frames += 1;
      frame.close();
    });
    await until(() => frames >= count, `frame ${count} of ${JSON.stringify(output)}`);
    stop();
    sizes.push(`${output.width}x${output.height}`);
  }
  converter.close();
  // Nothing is held: the camera delivers on.
  const screen = new Screen(camera);
  await screen.picture();
  await screen.picture();
  screen.close();
  camera.stop();
  return sizes;
}
