// getUserMedia() and applyConstraints(), trackfit's and the browser's by turns. Samples are nanoseconds.
import { cameraIds, learnedDevices, mustBeAlike, nativeMode, pause, trackOf } from "./cameras.js";

const SMALL = [640, 480];
const LARGE = [1280, 720];
/** Of the fake cameras. */
const RATE = 30;
/** Between calls, in milliseconds: so that none waits for what the one before has left to be done. */
const REST = 20;

async function timed(call) {
  const start = performance.now();
  await call();
  return (performance.now() - start) * 1e6;
}

/** Two calls by turns, the first of them another after every two rounds; both are called some rounds before they count. */
async function compared(rounds, warmUp, ours, own) {
  const samples = { ours: [], own: [] };
  for (let round = -warmUp; round < rounds; round++) {
    const pair = [
      ["ours", ours],
      ["own", own],
    ];
    if (round & 2) pair.reverse();
    for (const [name, call] of pair) {
      await pause(REST);
      const sample = await timed(() => call(round));
      if (round >= 0) samples[name].push(sample);
    }
  }
  return samples;
}

/** One camera in one of its modes: a request until its promise resolves, and stop(). */
export async function getUserMedia({ rounds, warmUp }) {
  const [deviceId] = await cameraIds();
  const devices = await learnedDevices([deviceId]);
  const video = nativeMode(deviceId, LARGE, RATE);
  const [track, other] = [await trackOf(devices, video), await trackOf(navigator.mediaDevices, video)];
  mustBeAlike(track, other);
  for (const each of [track, other]) each.stop();
  const takes = (mediaDevices) => async () => (await trackOf(mediaDevices, video)).stop();
  return compared(rounds, warmUp, takes(devices), takes(navigator.mediaDevices));
}

/** A track each, of two cameras that are alike: a browser changes a camera's mode only for its only track. */
export async function applyConstraints({ rounds, warmUp }) {
  const [deviceId, otherId] = await cameraIds();
  const devices = await learnedDevices([deviceId]);
  const track = await trackOf(devices, nativeMode(deviceId, LARGE, RATE));
  const other = await trackOf(navigator.mediaDevices, nativeMode(otherId, LARGE, RATE));
  const sizes = [SMALL, LARGE];
  const changes = (changed, id) => async (round) => {
    const size = sizes[round & 1];
    await changed.applyConstraints(nativeMode(id, size, RATE));
    const { width, height } = changed.getSettings();
    if (width !== size[0] || height !== size[1]) throw new Error(`Not applied: ${width}x${height}.`);
  };
  const samples = await compared(rounds, warmUp, changes(track, deviceId), changes(other, otherId));
  for (const each of [track, other]) each.stop();
  return samples;
}
