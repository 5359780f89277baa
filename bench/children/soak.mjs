// Seconds of stepped time at 60 frames per second on 20 tracks, in a process of its own, and what its memory is at 1,
// 10, 50 and 100 % of them. Prints one JSON value. Needs --expose-gc.

const [entry, , countText] = process.argv.slice(2);
const seconds = Number(countText);
const FRAME_RATE = 60;

/** As in memory.mjs: the solver's memory is caught on its way from the engine to the solver. */
let linear = new WebAssembly.Memory({ initial: 0 });
const { instantiate } = WebAssembly;
Object.assign(WebAssembly, {
  async instantiate(module, imports) {
    const instance = await instantiate(module, imports);
    linear = /** @type {any} */ (instance).exports.memory;
    return instance;
  },
});

const { createMediaDevices, MediaStream, MediaStreamTrackProcessor, steppedClock, virtualHost } =
  await import(entry);

function camera(deviceId, facingMode, width, height) {
  return {
    kind: "videoinput",
    deviceId,
    label: deviceId,
    facingMode,
    modes: [{ width, height, frameRates: [FRAME_RATE] }],
  };
}

const microphone = {
  kind: "audioinput",
  deviceId: "microphone",
  label: "microphone",
  capabilities: { sampleRate: { min: 8000, max: 48000 }, channelCount: { min: 1, max: 2 } },
};

const clock = steppedClock();
const devices = [camera("front", "user", 320, 180), camera("back", "environment", 160, 120), microphone];
const host = virtualHost({ devices, clock });
const mediaDevices = await createMediaDevices({ host });

/** Native, scaled and cropped pictures, and sound as it is and resampled. */
const requests = [
  ...[
    [320, 180],
    [160, 90],
    [160, 160],
    [100, 180],
    [80, 45],
    [64, 64],
    [160, 90],
    [320, 100],
    [32, 18],
  ].map(([width, height]) => ({ video: { facingMode: { exact: "user" }, ...size(width, height) } })),
  ...[
    [160, 120],
    [80, 60],
    [120, 120],
    [160, 40],
    [40, 120],
    [64, 48],
    [80, 60],
    [32, 24],
    [160, 120],
  ].map(([width, height]) => ({ video: { facingMode: { exact: "environment" }, ...size(width, height) } })),
  { audio: { sampleRate: { exact: 48000 }, channelCount: { exact: 2 } } },
  { audio: { sampleRate: { exact: 16000 }, channelCount: { exact: 1 } } },
];

function size(width, height) {
  return { width: { exact: width }, height: { exact: height }, frameRate: { exact: FRAME_RATE } };
}

const tracks = [];
for (const request of requests) {
  const stream = await mediaDevices.getUserMedia(request);
  tracks.push(...stream.getTracks());
}
if (tracks.length !== 20) throw new Error(`There must be 20 tracks, got ${tracks.length}.`);

/** What readers have taken, by track. */
const taken = tracks.map(() => 0);

async function readAll(track, i) {
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    taken[i] += 1;
    value.close();
  }
}

// Every third track has nobody who reads what waits for him.
const unread = [];
tracks.forEach((track, i) => {
  if (i % 3 === 2) unread.push(new MediaStreamTrackProcessor({ track }));
  else void readAll(track, i);
});

/** What scripts and users do meanwhile: one thing a second. */
async function disturb(second) {
  const track = tracks[second % 18];
  switch (second % 6) {
    case 0: {
      const clone = track.clone();
      await clone.applyConstraints({ width: { max: 32 + (second % 7) } });
      new MediaStreamTrackProcessor({ track: clone });
      clock.advanceSync(50);
      clone.stop();
      break;
    }
    case 1:
      host.mute("front", !track.muted);
      break;
    case 2:
      track.enabled = !track.enabled;
      break;
    case 3:
      host.rotate("back", (second * 90) % 360);
      break;
    case 4:
      new MediaStream(new MediaStream(tracks))
        .clone()
        .getTracks()
        .forEach((clone) => clone.stop());
      break;
    default:
      await mediaDevices.enumerateDevices();
  }
  await new Promise((resolve) => setTimeout(resolve, 1));
}

async function runSecond(second) {
  await disturb(second);
  for (let frame = 0; frame < FRAME_RATE; frame++) {
    clock.advanceSync(1000 / FRAME_RATE);
    // Readers take what has come.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Lets the garbage collector and what waits for it finish. */
async function settle() {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

if (linear.buffer.byteLength === 0) throw new Error("The solver's memory must be seen, but was not.");

const samples = [];
let done = 0;
for (const share of [0.01, 0.1, 0.5, 1]) {
  for (const end = Math.max(done + 1, Math.round(seconds * share)); done < end; done++) await runSecond(done);
  await settle();
  const { arrayBuffers, external, heapUsed, rss } = process.memoryUsage();
  samples.push({ share, linear: linear.buffer.byteLength, arrayBuffers, external, heapUsed, rss });
}

const expected = (done * FRAME_RATE) / 2;
const slow = taken.findIndex((count, i) => i % 3 !== 2 && i < 18 && count < expected);
if (slow >= 0) throw new Error(`Track ${slow} must deliver ${expected} frames at least, got ${taken[slow]}.`);
const lost = unread.findIndex(({ totalFrames }) => totalFrames < expected);
if (lost >= 0) throw new Error(`A track that nobody reads must deliver ${expected} frames at least.`);
for (const track of tracks) track.stop();
clock.advanceSync(3000);
if (host.openSources > 0 || clock.pending > 0) {
  throw new Error(`Nothing must be left, got ${host.openSources} open sources and ${clock.pending} timers.`);
}
process.stdout.write(JSON.stringify(samples));
