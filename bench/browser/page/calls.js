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

/** Calls by turns, the other way round after every two rounds; all are called some rounds before they count. */
async function compared(rounds, warmUp, calls) {
  const samples = Object.fromEntries(Object.keys(calls).map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    const turn = Object.entries(calls);
    if (round & 2) turn.reverse();
    for (const [name, call] of turn) {
      await pause(REST);
      const sample = await timed(() => call(round));
      if (round >= 0) samples[name].push(sample);
    }
  }
  return samples;
}

let unheardOf = 0;

/** The same request, as one that nobody has made before. */
function unheard(video) {
  unheardOf += 1;
  return { ...video, aspectRatio: { ideal: 1 + unheardOf / 1e6 } };
}

/** One camera in one of its modes: a request until its promise resolves, and stop(). */
export async function getUserMedia({ rounds, warmUp }) {
  const [deviceId] = await cameraIds();
  const devices = await learnedDevices([deviceId]);
  const video = nativeMode(deviceId, LARGE, RATE);
  const [track, other] = [await trackOf(devices, video), await trackOf(navigator.mediaDevices, video)];
  mustBeAlike(track, other);
  for (const each of [track, other]) each.stop();
  return compared(rounds, warmUp, {
    ours: async () => (await trackOf(devices, video)).stop(),
    first: async () => (await trackOf(devices, unheard(video))).stop(),
    own: async () => (await trackOf(navigator.mediaDevices, video)).stop(),
  });
}

/**
 * A track each, of cameras that are alike: a browser changes a camera's mode only for its only track. No camera is quite as
 * fast as another, so that each has all of them in turn.
 */
export async function applyConstraints({ rounds, warmUp }) {
  const cameras = await cameraIds();
  const devices = await learnedDevices(cameras);
  const all = { ours: [], first: [], own: [] };
  for (let turn = 0; turn < cameras.length; turn++) {
    cameras.push(cameras.shift());
    const samples = await applied(devices, cameras, Math.ceil(rounds / cameras.length), warmUp);
    for (const name of Object.keys(all)) all[name].push(...samples[name]);
  }
  return all;
}

async function applied(devices, [deviceId, secondId, otherId], rounds, warmUp) {
  const sizes = [SMALL, LARGE];
  const tracks = [];
  const changes = async (mediaDevices, id, asked = (video) => video) => {
    const track = await trackOf(mediaDevices, nativeMode(id, LARGE, RATE));
    tracks.push(track);
    return async (round) => {
      const size = sizes[round & 1];
      await track.applyConstraints(asked(nativeMode(id, size, RATE)));
      const { width, height } = track.getSettings();
      if (width !== size[0] || height !== size[1]) throw new Error(`Not applied: ${width}x${height}.`);
    };
  };
  const samples = await compared(rounds, warmUp, {
    ours: await changes(devices, deviceId),
    first: await changes(devices, secondId, unheard),
    own: await changes(navigator.mediaDevices, otherId),
  });
  for (const track of tracks) track.stop();
  return samples;
}
