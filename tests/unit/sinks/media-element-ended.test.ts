/** Media Capture and Streams, 6: when media elements have ended playback, and when they go on. */
import { MediaStream } from "../../../bindings/capture/media-stream.js";
import { tasks, TestWindow, testTrack, type TestTrack } from "./media-elements.js";

const window = new TestWindow();
afterEach(() => expect(window.clock.pending).toBe(0));

interface Playing<E> {
  element: E;
  take: () => string[];
  stream: MediaStream;
}

/** An element that plays the tracks, whose events so far have been taken. */
async function playing<Name extends "audio" | "video">(
  name: Name,
  tracks: readonly TestTrack[],
  attributes: Readonly<Record<string, string>> = {},
): Promise<Playing<HTMLElementTagNameMap[Name]>> {
  const stream = new MediaStream(tracks.map(({ track }) => track));
  const { element, take } = window.element(name, attributes);
  element.srcObject = stream;
  await tasks();
  for (const track of tracks) track.flow();
  if (!("autoplay" in attributes)) await element.play();
  await tasks();
  expect(element.paused).toBe(false);
  take();
  return { element, take, stream };
}

const ended = ["durationchange", "timeupdate", "pause", "ended"];
const resumed = ["durationchange", "canplay", "canplaythrough", "play", "playing"];

describe("a video element ends when its stream becomes inactive", () => {
  test.each([
    ["stop()", (camera: TestTrack) => camera.track.stop()],
    ["removeTrack()", (camera: TestTrack, stream: MediaStream) => stream.removeTrack(camera.track)],
  ])("by %s: in a task, not before", async (_, deactivate) => {
    const camera = testTrack("video");
    const { element, take, stream } = await playing("video", [camera]);
    await window.clock.advance(1100);
    take();
    deactivate(camera, stream);
    expect(stream.active).toBe(false);
    expect([element.ended, element.paused]).toEqual([false, false]);
    expect(camera.sinks.size).toBe(0);
    await Promise.resolve();
    expect(element.ended).toBe(false);
    const states: unknown[] = [];
    element.addEventListener("ended", () => states.push(element.ended, element.paused, element.duration));
    await tasks();
    expect(take()).toEqual(ended);
    expect(states).toEqual([true, true, 1.1]);
    expect(element.readyState).toBe(element.HAVE_CURRENT_DATA);
    await window.clock.advance(1000);
    expect(element.currentTime).toBe(1.1);
  });

  test("by the end of its last track, not of one of several", async () => {
    const [camera, microphone] = [testTrack("video"), testTrack("audio")];
    const { element, take } = await playing("video", [camera, microphone]);
    camera.end();
    await tasks();
    expect([element.ended, element.paused]).toEqual([false, false]);
    expect(take().filter((type) => type !== "timeupdate")).toEqual([]);
    microphone.end();
    await tasks();
    expect([element.ended, element.paused]).toEqual([true, true]);
    expect(take()).toEqual(ended);
  });

  test("also while it is paused, which then is no event", async () => {
    const camera = testTrack("video");
    const { element, take } = await playing("video", [camera]);
    element.pause();
    await tasks();
    take();
    camera.track.stop();
    await tasks();
    expect(take()).toEqual(["durationchange", "timeupdate", "ended"]);
    expect(element.ended).toBe(true);
  });

  test("not before it has metadata", async () => {
    const camera = testTrack("video");
    const { element, take } = window.element("video");
    element.srcObject = new MediaStream([camera.track]);
    await tasks();
    camera.track.stop();
    await tasks();
    expect(element.ended).toBe(false);
    expect(take()).toEqual(["loadstart"]);
  });

  test("not when the stream never was active", async () => {
    const { element, take } = window.element("video", { autoplay: "" });
    element.srcObject = new MediaStream();
    await tasks();
    expect([element.ended, take()]).toEqual([false, ["loadstart"]]);
  });

  test("with loop all the same", async () => {
    const camera = testTrack("video");
    const { element, take } = await playing("video", [camera], { loop: "" });
    camera.track.stop();
    await tasks();
    expect(take()).toEqual(ended);
    expect(element.ended).toBe(true);
  });

  test("a promise of play() that still waits is rejected", async () => {
    const [camera, next] = [testTrack("video"), testTrack("video")];
    const { element, stream } = await playing("video", [camera]);
    camera.track.stop();
    await tasks();
    const promise = element.play();
    stream.addTrack(next.track);
    next.track.stop();
    await tasks();
    await expect(promise).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("an audio element ends when its stream becomes inaudible", () => {
  test.each([
    ["stop()", (microphone: TestTrack) => microphone.track.stop()],
    ["removeTrack()", (microphone: TestTrack, stream: MediaStream) => stream.removeTrack(microphone.track)],
  ])("by %s, although its video goes on", async (_, silence) => {
    const [camera, microphone] = [testTrack("video"), testTrack("audio")];
    const { element, take, stream } = await playing("audio", [camera, microphone]);
    silence(microphone, stream);
    expect([element.ended, stream.active]).toEqual([false, true]);
    await tasks();
    expect(take()).toEqual(ended);
    expect(element.ended).toBe(true);
    expect([camera.sinks.size, microphone.sinks.size]).toEqual([0, 0]);
  });

  test("not when only its video ends", async () => {
    const [camera, microphone] = [testTrack("video"), testTrack("audio")];
    const { element } = await playing("audio", [camera, microphone]);
    camera.track.stop();
    await tasks();
    expect([element.ended, element.paused]).toEqual([false, false]);
    element.srcObject = null;
  });
});

describe.each(["video", "audio"] as const)("%s: when the stream comes back", (name) => {
  test("without autoplay it stays ended until play()", async () => {
    const [first, second] = [testTrack(name), testTrack(name)];
    const { element, take, stream } = await playing(name, [first]);
    await window.clock.advance(600);
    first.track.stop();
    await tasks();
    take();
    stream.addTrack(second.track);
    second.flow();
    await tasks();
    await window.clock.advance(1000);
    expect([element.ended, element.paused, element.currentTime]).toEqual([true, true, 0.6]);
    expect(take()).toEqual([]);
    expect(second.sinks.size).toBe(0);

    const promise = element.play();
    expect(element.ended).toBe(false);
    second.flow();
    await promise;
    await tasks();
    expect(take()).toEqual(["play", "waiting", "durationchange", "canplay", "playing", "canplaythrough"]);
    await window.clock.advance(400);
    expect([element.currentTime, element.duration]).toEqual([1, Infinity]);
    element.srcObject = null;
  });

  test("with autoplay it resumes, also if play() was called", async () => {
    for (const isCalled of [false, true]) {
      const [first, second] = [testTrack(name), testTrack(name)];
      const { element, take, stream } = await playing(name, [first], { autoplay: "" });
      if (isCalled) await element.play();
      await window.clock.advance(600);
      first.track.stop();
      await tasks();
      expect(element.ended).toBe(true);
      take();
      stream.addTrack(second.track);
      expect(element.ended).toBe(false);
      second.flow();
      await tasks();
      expect(take()).toEqual(resumed);
      await window.clock.advance(400);
      expect([element.paused, element.currentTime]).toEqual([false, 1]);
      element.srcObject = null;
    }
  });

  test("with autoplay it does not resume what a script had paused", async () => {
    const [first, second] = [testTrack(name), testTrack(name)];
    const { element, stream } = await playing(name, [first], { autoplay: "" });
    element.pause();
    first.track.stop();
    await tasks();
    stream.addTrack(second.track);
    second.flow();
    await tasks();
    expect([element.paused, element.ended]).toEqual([true, false]);
  });

  test("play() while it is gone: it plays once the stream is back", async () => {
    const [first, second] = [testTrack(name), testTrack(name)];
    const { element, take, stream } = await playing(name, [first]);
    first.track.stop();
    await tasks();
    take();
    const promise = element.play();
    await tasks();
    expect(take()).toEqual(["play", "waiting"]);
    expect(element.ended).toBe(true);
    stream.addTrack(second.track);
    expect(element.ended).toBe(false);
    second.flow();
    await promise;
    expect(element.paused).toBe(false);
    element.srcObject = null;
  });

  test("in the same script as it went: ended without autoplay, played on with it", async () => {
    for (const attributes of [{}, { autoplay: "" }]) {
      const [first, second] = [testTrack(name), testTrack(name)];
      const { element, take, stream } = await playing(name, [first], attributes);
      stream.removeTrack(first.track);
      stream.addTrack(second.track);
      await tasks();
      const isToPlay = "autoplay" in attributes;
      expect([element.ended, element.paused]).toEqual([!isToPlay, !isToPlay]);
      expect(take()).toEqual(isToPlay ? [] : ended);
      expect(second.sinks.size).toBe(isToPlay ? 1 : 0);
      element.srcObject = null;
    }
  });

  test("never played, it is not ended", async () => {
    const [first, second] = [testTrack(name), testTrack(name)];
    const stream = new MediaStream([first.track]);
    const { element } = window.element(name);
    element.srcObject = stream;
    await tasks();
    first.flow();
    first.track.stop();
    await tasks();
    expect(element.ended).toBe(true);
    stream.addTrack(second.track);
    second.flow();
    await tasks();
    expect([element.ended, element.readyState]).toEqual([false, element.HAVE_ENOUGH_DATA]);
  });
});
