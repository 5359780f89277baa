/** What conversions cost: for benchmarks, no test asserts it. */
import { centredCrop } from "../../../../bindings/flow/picture-fitter.js";
import { CanvasTrack } from "../../../../bindings/native-media/canvas-track.js";
import { createConverter, type Conversion } from "../../../../bindings/native-media/converter.js";
import { FrameConverter } from "../../../../bindings/native-media/frame-converter.js";
import { readFrames } from "../../../../bindings/native-media/frame-reader.js";
import { KnownInput, type Layout, type Size } from "./known-input.js";
import { Screen } from "./screen.js";
import { sleep, until } from "./waiting.js";

/** Milliseconds, of half the frames at most and of nine in ten. */
export interface Cost {
  readonly median: number;
  readonly high: number;
}

function costOf(times: number[]): Cost {
  times.sort((a, b) => a - b);
  const at = (part: number): number => Number((times[Math.floor(part * times.length)] ?? 0).toFixed(3));
  return { median: at(0.5), high: at(0.9) };
}

/** The time that converting a frame takes the thread it is done in: the worker in Chromium, else the page. */
export async function costPerFrame(input: Size, output: Size, layout: Layout, count: number): Promise<Cost> {
  const source = new KnownInput(input, 30, layout);
  const times: number[] = [];
  if ("MediaStreamTrackGenerator" in globalThis) {
    const converter = new FrameConverter({ ...output, frameRate: 1000 });
    let isBusy = false;
    const stop = readFrames(source.track, (frame) => {
      if (isBusy) {
        frame.close();
        return;
      }
      isBusy = true;
      const start = performance.now();
      void converter.convert(frame).then((converted) => {
        times.push(performance.now() - start);
        converted?.close();
        isBusy = false;
      });
    });
    await until(() => times.length >= count, "the last frame", 60_000);
    stop();
  } else {
    const canvas = new CanvasTrack(output.width, output.height);
    const screen = new Screen(source.track);
    const crop = centredCrop(input.width, input.height, output.width, output.height);
    while (times.length < count) {
      await screen.picture();
      const start = performance.now();
      canvas.draw(screen.video, crop, output.width, output.height);
      times.push(performance.now() - start);
    }
    screen.close();
    canvas.close();
  }
  source.close();
  return costOf(times);
}

/** Frames a second that a camera delivers, and those of a converter of it at the same time, as media elements show them. */
export async function rates(input: Size, output: Conversion, seconds: number) {
  const { width, height } = input;
  const video = {
    width: { exact: width },
    height: { exact: height },
    frameRate: { ideal: output.frameRate },
  };
  const stream = await navigator.mediaDevices.getUserMedia({ video });
  const [camera] = stream.getVideoTracks();
  if (!camera) throw new Error("no camera");
  const converter = createConverter(camera, output);
  const native = new Screen(camera);
  const own = new Screen(converter.track);
  await own.shows(output);
  const counts = { native: 0, converted: 0 };
  const count = (screen: Screen, name: keyof typeof counts): void => {
    screen.video.requestVideoFrameCallback(() => {
      counts[name] += 1;
      count(screen, name);
    });
  };
  count(native, "native");
  count(own, "converted");
  await sleep(1000 * seconds);
  const perSecond = { native: counts.native / seconds, converted: counts.converted / seconds };
  native.close();
  own.close();
  converter.close();
  camera.stop();
  return perSecond;
}
