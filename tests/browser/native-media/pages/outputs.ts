/** Native tracks that are fed from a page. */
import { audioOutput } from "../../../../bindings/native-media/audio-output.js";
import { readFrames } from "../../../../bindings/native-media/frame-reader.js";
import { frameOf } from "../../../../bindings/native-media/picture-frames.js";
import { videoOutput } from "../../../../bindings/native-media/video-output.js";
import { KnownInput, type Size } from "./known-input.js";
import { expectedDisc, look } from "./look.js";
import { Screen } from "./screen.js";
import { sleep, until } from "./waiting.js";

/** What is shown of frames that are written, in one size and then in another. */
export async function written(sizes: readonly Size[]) {
  const output = videoOutput(64, 48);
  const screen = new Screen(output.track);
  const answers = [];
  for (const size of sizes) {
    const input = new KnownInput(size);
    const stop = readFrames(input.track, (frame) => output.write(frame));
    await screen.shows(size);
    answers.push({ seen: look(screen.video, size, size), disc: expectedDisc(size, size) });
    stop();
    input.close();
  }
  const late = frameOf({ width: 2, height: 2, data: new Uint8Array(6), timestamp: 0 });
  output.close();
  output.write(late);
  screen.close();
  return { answers, state: output.track.readyState, late: late.format };
}

/** What becomes of frames that are written in bursts: how many of each are shown, how many are still open. */
export async function flooded(bursts: number, count: number) {
  const output = videoOutput(64, 48);
  let shown = 0;
  const stop = readFrames(output.track, (frame) => {
    shown += 1;
    frame.close();
  });
  let timestamp = 0;
  let open = 0;
  const burst = async (): Promise<number> => {
    const before = shown;
    const frames = Array.from({ length: count }, () => {
      timestamp += 33_333;
      return frameOf({ width: 64, height: 48, data: new Uint8Array(64 * 72).fill(128), timestamp });
    });
    for (const frame of frames) output.write(frame);
    await sleep(100);
    open += frames.filter(({ format }) => format !== null).length;
    return shown - before;
  };
  const start = performance.now();
  while (shown === 0 && performance.now() - start < 20_000) await burst();
  const each = [];
  while (each.length < bursts) each.push(await burst());
  stop();
  output.close();
  return { each, open };
}

/** The colours in which pictures of one colour are drawn: red, green, blue, of each channel. */
export function colours(pictures: readonly { readonly size: Size; readonly yuv: readonly number[] }[]) {
  return pictures.map(({ size: { width, height }, yuv: [y = 0, u = 0, v = 0] }) => {
    const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
    const data = new Uint8Array(width * height + 2 * chroma).fill(y).fill(u, width * height);
    const frame = frameOf({ width, height, data: data.fill(v, width * height + chroma), timestamp: 70.4 });
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d");
    context?.drawImage(frame, 0, 0);
    const pixel = context?.getImageData(width - 1, height - 1, 1, 1).data ?? [];
    const { displayWidth, displayHeight, timestamp } = frame;
    frame.close();
    return { size: { width: displayWidth, height: displayHeight }, timestamp, rgb: [...pixel].slice(0, 3) };
  });
}

/** Frames that are read of a track, and what comes after reading was stopped. */
export async function read(count: number) {
  const input = new KnownInput({ width: 320, height: 240 });
  const timestamps: number[] = [];
  const sizes = new Set<string>();
  const stop = readFrames(input.track, (frame) => {
    timestamps.push(frame.timestamp);
    sizes.add(`${frame.displayWidth}x${frame.displayHeight}`);
    frame.close();
    // It is told to the page's handler of errors, and reading goes on.
    if (timestamps.length === 3) throw new Error("expected by the test");
  });
  await until(() => timestamps.length >= count, `frame ${count}`);
  stop();
  stop();
  const before = timestamps.length;
  await sleep(200);
  input.close();
  const areRising = timestamps.slice(1).every((timestamp, i) => timestamp > (timestamps[i] ?? 0));
  return { sizes: [...sizes], areRising, after: timestamps.length - before };
}

/** Whether audio contexts run here: Firefox's do not without a sound device. */
async function contextsRun(): Promise<boolean> {
  const context = new AudioContext();
  await Promise.race([context.resume(), sleep(3000)]);
  const { state } = context;
  await context.close();
  return state === "running";
}

/** Feeds a tone for each channel, and tells the loudest frequencies of a native consumer's channels, in hertz. */
export async function heard(sampleRate: number, tones: readonly number[]) {
  const output = audioOutput();
  const { readyState } = output.track;
  const runs = await contextsRun();
  const length = sampleRate / 100;
  const start = performance.now();
  let blocks = 0;
  const timer = setInterval(() => {
    while (blocks * 10 < performance.now() - start) {
      const first = blocks * length;
      const channels = tones.map((tone) =>
        Float32Array.from(
          { length },
          (_, i) => 0.5 * Math.sin((2 * Math.PI * tone * (first + i)) / sampleRate),
        ),
      );
      output.block({ sampleRate, channels, timestamp: blocks * 10_000 });
      blocks += 1;
    }
  }, 10);
  const near = runs ? await listen(output.track, tones) : [];
  clearInterval(timer);
  output.close();
  output.block({ sampleRate, channels: [new Float32Array(length)], timestamp: 0 });
  return { kind: output.track.kind, readyState, runs, near, after: output.track.readyState };
}

/** Whether each channel of a track comes to have its tone as the loudest frequency. */
async function listen(track: MediaStreamTrack, tones: readonly number[]): Promise<boolean[]> {
  const context = new AudioContext();
  void context.resume();
  const splitter = context.createChannelSplitter(2);
  context.createMediaStreamSource(new MediaStream([track])).connect(splitter);
  const analysers = tones.map((_, i) => {
    const analyser = new AnalyserNode(context, { fftSize: 8192 });
    splitter.connect(analyser, i);
    return analyser;
  });
  const loudest = (analyser: AnalyserNode): number => {
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    const most = bins.indexOf(Math.max(...bins));
    return (most * context.sampleRate) / analyser.fftSize;
  };
  const isNear = (i: number): boolean => {
    const [analyser, tone] = [analysers[i], tones[i]];
    return analyser !== undefined && tone !== undefined && Math.abs(loudest(analyser) - tone) < 12;
  };
  await until(() => tones.every((_, i) => isNear(i)), "the tone").catch(() => undefined);
  const near = tones.map((_, i) => isNear(i));
  await context.close();
  return near;
}
