// Ways from a camera's frames to those of a track that is fed with them.
import { cameraIds, learnedDevices, nativeMode, pause, trackOf } from "./cameras.js";
import { FrameCounter } from "./counter.js";

/** Frames before anything is measured, and for how many milliseconds they are waited for. */
const FIRST = 15;
const PATIENCE = 20_000;

let learned;

/** Always converts, as browsers need it that cannot crop: Chromium is spared it for a camera's native sizes. */
async function converted({ deviceId, size, frameRate }) {
  learned ??= learnedDevices([deviceId], { conversion: "always" });
  const devices = await learned;
  const [width, height] = size;
  const track = await trackOf(devices, {
    deviceId: { exact: deviceId },
    width: { exact: width },
    height: { exact: height },
    frameRate: { exact: frameRate },
  });
  return { track, stop: () => track.stop() };
}

/** The camera's own track. */
async function camera({ deviceId, mode, frameRate }) {
  const track = await trackOf(navigator.mediaDevices, nativeMode(deviceId, mode, frameRate));
  return { track, stop: () => track.stop() };
}

/** Frames go as they are from a Processor to a Generator in the page. */
async function passed(wanted) {
  const { track, stop } = await camera(wanted);
  const generator = new MediaStreamTrackGenerator({ kind: "video" });
  const aborting = new AbortController();
  const { signal } = aborting;
  const { readable } = new MediaStreamTrackProcessor({ track });
  readable.pipeTo(generator.writable, { signal }).catch(() => undefined);
  return {
    track: generator,
    stop() {
      aborting.abort();
      stop();
    },
  };
}

/** Frames are shown by a video element, drawn to a canvas and captured from there. */
async function drawn(wanted) {
  const { track, stop } = await camera(wanted);
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  await video.play();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = wanted.size;
  const context = canvas.getContext("2d", { alpha: false });
  let isDrawing = true;
  const draw = () => {
    if (!isDrawing) return;
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    video.requestVideoFrameCallback(draw);
  };
  video.requestVideoFrameCallback(draw);
  const [captured] = canvas.captureStream().getVideoTracks();
  return {
    track: captured,
    stop() {
      isDrawing = false;
      video.srcObject = null;
      stop();
    },
  };
}

const ways = { converted, camera, passed, drawn };

let running;

/**
 * Begins to deliver frames of a camera in the native mode `mode` as `size`, in one of the ways; resolves when frames
 * have come and have the size.
 */
export async function begin({ way, mode, size, frameRate }) {
  const [deviceId] = await cameraIds();
  const { track, stop } = await ways[way]({ deviceId, mode, size, frameRate });
  // Another track of the camera tells what it gives, and what mode it is in.
  const probe = await trackOf(navigator.mediaDevices, { deviceId: { exact: deviceId }, resizeMode: "none" });
  const { width, height } = probe.getSettings();
  if (width !== mode[0] || height !== mode[1]) {
    throw new Error(`The camera must run at ${mode.join("x")}, it does at ${width}x${height}.`);
  }
  const counter = new FrameCounter(track);
  running = { counter, probe, stop };
  const until = performance.now() + PATIENCE;
  for (;;) {
    const counted = await counter.counted();
    if (counted.frames >= FIRST) {
      if (counted.size.join() === size.join()) return;
      throw new Error(`Frames must be ${size.join("x")}, got ${counted.size.join("x")}.`);
    }
    if (performance.now() > until) throw new Error(`No frames have come: ${way}.`);
    await pause(50);
  }
}

/** How many frames have come so far, how many the camera has given, and when that was, in milliseconds. */
export async function count() {
  const { frames } = await running.counter.counted();
  return { delivered: frames, given: running.probe.stats.totalFrames, at: performance.now() };
}

/** Ends what was begun. */
export async function end() {
  const { counter, probe, stop } = running;
  running = undefined;
  counter.close();
  probe.stop();
  stop();
  await pause(200);
}
