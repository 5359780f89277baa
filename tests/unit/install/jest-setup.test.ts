/**
 * The setup file in jest's jsdom environment, where every class is the window's.
 *
 * @jest-environment jsdom
 */
import { jest } from "@jest/globals";
import { host, mediaDevices } from "../../../bindings/install/jest-setup.js";
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
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});
