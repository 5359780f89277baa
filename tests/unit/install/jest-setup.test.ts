/**
 * The setup file in jest's jsdom environment, where every class is the window's.
 *
 * @jest-environment jsdom
 */
import { jest } from "@jest/globals";
import {
  connectSink,
  host,
  mediaDevices,
  MediaStreamTrackProcessor,
  readFrameNumber,
  reset,
  userAgent,
} from "../../../bindings/install/jest-setup.js";
import { LocalMediaStream } from "../../../bindings/legacy/local-media-stream.js";

afterEach(() => {
  document.body.innerHTML = "";
  expect(host.openSources).toBe(0);
});

/** Resolves when an element has fired an event of that type. */
const fired = (element: EventTarget, type: string): Promise<Event> =>
  new Promise((resolve) => element.addEventListener(type, resolve, { once: true }));

test("the environment has virtual devices", async () => {
  expect(navigator.mediaDevices).toBe(mediaDevices);
  expect(Object.getOwnPropertyNames(navigator)).not.toContain("mediaDevices");
  const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
  expect(stream).toBeInstanceOf(MediaStream);
  expect(stream).toBeInstanceOf(EventTarget);
  for (const track of stream.getTracks()) expect(track).toBeInstanceOf(MediaStreamTrack);
  const devices = await navigator.mediaDevices.enumerateDevices();
  expect(devices.map(({ label }) => label)).toEqual(["Virtual microphone", "Virtual camera"]);
  for (const track of stream.getTracks()) track.stop();
});

test("a video shows the camera until it is unplugged", async () => {
  const video = document.createElement("video");
  video.autoplay = true;
  document.body.append(video);
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } });
  const playing = fired(video, "playing");
  const ended = fired(video, "ended");
  await playing;
  expect([video.videoWidth, video.videoHeight, video.paused]).toEqual([1280, 720, false]);
  expect(host.openSources).toBe(1);
  const [camera] = await host
    .devices()
    .then((devices) => devices.filter(({ kind }) => kind === "videoinput"));
  if (!camera?.description) throw new Error("no camera");
  host.unplug(camera.id);
  expect(await ended).toBeInstanceOf(Event);
  expect([video.ended, video.paused, video.duration]).toEqual([true, true, video.currentTime]);
  host.plug(camera.description);
});

test("fake timers hold up neither tracks nor elements' events", async () => {
  jest.useFakeTimers();
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const video = document.createElement("video");
    const loaded = fired(video, "loadedmetadata");
    video.srcObject = stream;
    const started = fired(video, "loadstart");
    await started;
    await jest.advanceTimersByTimeAsync(200);
    await loaded;
    expect(video.videoWidth).toBe(640);
    const playing = video.play();
    await playing;
    const { currentTime } = video;
    await jest.advanceTimersByTimeAsync(3000);
    expect(video.currentTime - currentTime).toBeCloseTo(3, 3);
    for (const track of stream.getTracks()) track.stop();
  } finally {
    jest.useRealTimers();
  }
});

test("the legacy method calls back", async () => {
  const stream = await new Promise((resolve, reject) =>
    (navigator as Navigator & { getUserMedia: (...values: unknown[]) => void }).getUserMedia(
      { video: true },
      resolve,
      reject,
    ),
  );
  expect(stream).toBeInstanceOf(LocalMediaStream);
  (stream as LocalMediaStream).stop();
});

test("errors are the window's DOMExceptions", async () => {
  const promise = navigator.mediaDevices.getUserMedia({ video: { deviceId: { exact: "none" } } });
  await expect(promise).rejects.toBeInstanceOf(OverconstrainedError);
  await expect(promise).rejects.toBeInstanceOf(DOMException);
});

test("evaluated again, the file gives the same devices and warns of nothing", async () => {
  const warn = jest.spyOn(console, "warn").mockImplementation(() => undefined);
  jest.resetModules();
  const again = await import("../../../bindings/install/jest-setup.js");
  expect(again.host).toBe(host);
  expect(again.mediaDevices).toBe(mediaDevices);
  expect(again.MediaStreamTrackProcessor).toBe(MediaStreamTrackProcessor);
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

test("what tests need besides is of the same classes", async () => {
  const stream = await mediaDevices.getUserMedia({ video: true });
  const [track] = stream.getVideoTracks();
  if (!track) throw new Error("There is no track.");
  // It knows the track, and jsdom has no streams.
  expect(() => new MediaStreamTrackProcessor({ track: track })).toThrow("needs ReadableStream");
  const number = await new Promise((resolve) => {
    const disconnect = connectSink(track, {
      picture(picture) {
        disconnect();
        resolve(readFrameNumber(picture));
      },
      block: () => undefined,
      ended: () => undefined,
    });
  });
  expect(number).toEqual(expect.any(Number));
  track.stop();
});

test("reset() brings back what tests have changed, and ends what they have left", async () => {
  const video = await navigator.mediaDevices.getUserMedia({ video: true });
  const audio = await navigator.mediaDevices.getUserMedia({ audio: true });
  let events = 0;
  for (const track of [...video.getTracks(), ...audio.getTracks()])
    track.addEventListener("ended", () => (events += 1));
  host.mute("virtual-microphone");
  host.unplug("virtual-camera");
  host.plug({ kind: "videoinput", deviceId: "another", label: "Another" });
  userAgent.permissions.set("camera", "denied");
  const { deviceId = "" } = audio.getAudioTracks()[0]?.getSettings() ?? {};
  userAgent.permissions.set("microphone", "granted", deviceId);
  userAgent.document.hasFocus = false;
  reset();
  expect([...video.getTracks(), ...audio.getTracks()].map(({ readyState }) => readyState)).toEqual([
    "ended",
    "ended",
  ]);
  expect(host.openSources).toBe(0);
  const states = ["camera", "microphone"].map((name) => userAgent.permissions.state(name));
  expect([...states, userAgent.permissions.state("microphone", deviceId)]).toEqual(Array(3).fill("prompt"));
  const listed = await navigator.mediaDevices.enumerateDevices();
  expect(listed.map(({ kind, label }) => [kind, label])).toEqual([
    ["audioinput", ""],
    ["videoinput", ""],
  ]);
  const again = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
  expect(again.getTracks().map(({ label, muted }) => [label, muted])).toEqual([
    ["Virtual microphone", false],
    ["Virtual camera", false],
  ]);
  expect(events).toBeLessThanOrEqual(1); // that of the camera that was unplugged
  reset();
});
