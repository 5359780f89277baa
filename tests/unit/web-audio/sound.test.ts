/** What is heard at an AudioContext's destination, by its samples. */
import { jest } from "@jest/globals";
import { MediaStream } from "../../../bindings/capture/media-stream.js";
import { toneFrequency } from "../../../bindings/hosts/virtual/tone.js";
import {
  createMediaStreamTrackSource,
  MediaStreamAudioSourceNode,
  MediaStreamTrackAudioSourceNode,
} from "../../../bindings/sinks/web-audio/source-nodes.js";
import { AudioScene, KEPT } from "./audio.js";

let s: AudioScene;

// A worklet of node-web-audio-api keeps a core busy, so a busy machine renders slowly.
jest.setTimeout(120_000);

afterEach(async () => {
  await s.end();
});

describe.each([
  [48000, 1, 48000],
  [48000, 2, 48000],
  [16000, 1, 48000],
  [16000, 2, 48000],
  [48000, 2, 44100],
  [44100, 1, 48000],
])("a track at %d Hz with %d channels in a context at %d Hz", (sampleRate, channelCount, contextRate) => {
  test("is heard with the tone of each of its channels", async () => {
    s = await AudioScene.begin(contextRate);
    const track = await s.capture.microphone("first", {
      sampleRate: { exact: sampleRate },
      channelCount: { exact: channelCount },
    });
    createMediaStreamTrackSource(s.context, track).connect(s.input);
    for (let channel = 0; channel < channelCount; channel++) {
      await s.until(() => s.hears(toneFrequency(0, channel, sampleRate), channel, channelCount));
    }
    expect(s.hears(toneFrequency(1, 0, sampleRate), 0, channelCount)).toBe(false);
  });
});

test("of a stream, the first audio track by the order of ids is heard, whenever it was added", async () => {
  s = await AudioScene.begin();
  const tracks = [await s.capture.microphone("first"), await s.capture.microphone("second")];
  const tones = new Map(tracks.map((track, i) => [track.id, toneFrequency(i)]));
  const [least = "", most = ""] = [...tones.keys()].sort();
  for (const reversed of [false, true]) {
    const stream = new MediaStream(tracks.sort((a, b) => (a.id < b.id !== reversed ? -1 : 1)));
    const node = new MediaStreamAudioSourceNode(s.context, { mediaStream: stream });
    node.connect(s.input);
    await s.until(() => s.hears(tones.get(least) ?? 0));
    expect(s.hears(tones.get(most) ?? 0)).toBe(false);
    node.disconnect();
    await s.until(() => s.isSilent);
  }
});

test("what a stream loses later is heard on", async () => {
  s = await AudioScene.begin();
  const track = await s.capture.microphone("second");
  const stream = new MediaStream([track]);
  new MediaStreamAudioSourceNode(s.context, { mediaStream: stream }).connect(s.input);
  stream.removeTrack(track);
  await s.until(() => s.hears(toneFrequency(1)));
});

test("other channels and rates are heard when the track's settings change", async () => {
  s = await AudioScene.begin();
  const track = await s.capture.microphone("first", {
    sampleRate: { exact: 48000 },
    channelCount: { exact: 1 },
  });
  createMediaStreamTrackSource(s.context, track).connect(s.input);
  await s.until(() => s.hears(440));
  await s.capture.until(track.applyConstraints({ sampleRate: { exact: 16000 }, channelCount: { exact: 2 } }));
  await s.until(() => s.hears(880, 1, 2));
  await s.until(() => s.hears(440, 0, 2));
  await s.capture.until(track.applyConstraints({ sampleRate: { exact: 8000 }, channelCount: { exact: 1 } }));
  await s.until(() => s.blocks.every((block) => block.length === 1) && s.hears(440));
});

test("there is silence while the track is muted or disabled", async () => {
  s = await AudioScene.begin();
  const track = await s.capture.microphone("first");
  createMediaStreamTrackSource(s.context, track).connect(s.input);
  await s.until(() => s.hears(440));
  s.capture.mute("first", true);
  await s.until(() => s.isSilent);
  s.capture.mute("first", false);
  await s.until(() => s.hears(440));
  track.enabled = false;
  await s.until(() => s.isSilent);
  track.enabled = true;
  await s.until(() => s.hears(440));
});

test.each(["stopped", "unplugged"])(
  "there is silence when the track is %s, and nothing works on",
  async (how) => {
    s = await AudioScene.begin();
    const track = await s.capture.microphone("first");
    const node = createMediaStreamTrackSource(s.context, track);
    node.connect(s.input);
    await s.until(() => s.hears(440));
    if (how === "stopped") track.stop();
    else s.capture.unplug("first");
    await s.until(() => s.isSilent);
    await s.capture.pass(10_000);
    expect(s.clock.pending).toBe(0);
    expect(node.context).toBe(s.context);
  },
);

test("a track that has ended already is silent, and its node like any other", async () => {
  s = await AudioScene.begin();
  const track = await s.capture.microphone("first");
  track.stop();
  const node = createMediaStreamTrackSource(s.context, track);
  node.connect(s.input);
  await s.until(() => s.isSilent);
  expect(node).toBeInstanceOf(MediaStreamTrackAudioSourceNode);
});

test("a track that ends while the worklet is being loaded is silent", async () => {
  s = await AudioScene.begin();
  const track = await s.capture.microphone("first");
  createMediaStreamTrackSource(s.context, track).connect(s.input);
  track.stop();
  await s.until(() => s.isSilent && s.count > 4 * KEPT);
  await s.capture.pass(10_000);
  expect(s.clock.pending).toBe(0);
});

test("several nodes of one track, each in its context, do not disturb each other", async () => {
  s = await AudioScene.begin();
  const other = await AudioScene.begin(44100, s);
  try {
    const track = await s.capture.microphone("first");
    createMediaStreamTrackSource(other.context, track).connect(other.input);
    const node = createMediaStreamTrackSource(s.context, track);
    const twin = createMediaStreamTrackSource(s.context, track);
    node.connect(s.input);
    await s.until(() => s.hears(440));
    await other.until(() => other.hears(440));
    await other.end();
    const { count } = s;
    await s.until(() => s.count > count + KEPT && s.hears(440));
    node.disconnect();
    await s.until(() => s.isSilent);
    twin.connect(s.input);
    await s.until(() => s.hears(440));
  } finally {
    await other.end();
  }
});

test("it is no sink any more when the context has been closed", async () => {
  s = await AudioScene.begin();
  const track = await s.capture.microphone("first");
  createMediaStreamTrackSource(s.context, track).connect(s.input);
  await s.until(() => s.hears(440));
  expect(s.clock.pending).toBeGreaterThan(0);
  await s.context.close();
  await s.capture.settle();
  expect(s.clock.pending).toBe(0);
  expect(track.readyState).toBe("live");
});

test("a node of a closed context can be made, and is no sink", async () => {
  s = await AudioScene.begin();
  const track = await s.capture.microphone("first");
  await s.context.close();
  const node = createMediaStreamTrackSource(s.context, track);
  await s.capture.pass(100);
  expect(node).toBeInstanceOf(MediaStreamTrackAudioSourceNode);
  expect(s.clock.pending).toBe(0);
});
