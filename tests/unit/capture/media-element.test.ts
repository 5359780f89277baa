/** Media Capture and Streams, 6: streams of virtual devices in jsdom's media elements. */
import { JSDOM } from "jsdom";
import { MediaStream } from "../../../bindings/capture/media-stream.js";
import { installMediaElements } from "../../../bindings/install/install-media-elements.js";
import { type Scene, scene } from "./scene.js";

let s: Scene;
let window: JSDOM["window"];
let uninstall: () => void;

beforeEach(async () => {
  s = await scene();
  ({ window } = new JSDOM("<!doctype html><body></body>"));
  uninstall = installMediaElements(window, { clock: s.clock });
});

afterEach(() => {
  uninstall();
  window.close();
});

/** An element that plays a stream, and its events. */
async function playing(
  name: "video" | "audio",
  stream: MediaStream,
  options: { autoplay?: boolean } = {},
): Promise<{ element: HTMLMediaElement; events: string[] }> {
  const element = window.document.createElement(name);
  const events: string[] = [];
  for (const type of [
    "loadedmetadata",
    "play",
    "playing",
    "pause",
    "ended",
    "ratechange",
    "seeking",
    "seeked",
  ]) {
    element.addEventListener(type, () => events.push(type));
  }
  element.autoplay = options.autoplay ?? false;
  window.document.body.append(element);
  element.srcObject = stream;
  await s.pass(500);
  if (!options.autoplay) {
    const promise = element.play();
    await s.pass(100);
    await s.until(promise);
  }
  return { element, events };
}

test("srcObject takes a stream, and the element plays it [6-1]", async () => {
  const stream = await s.take({ video: { width: { exact: 320 }, height: { exact: 240 } } });
  const { element, events } = await playing("video", stream);
  expect(element.srcObject).toBe(stream);
  expect(events).toEqual(expect.arrayContaining(["loadedmetadata", "play", "playing"]));
  expect([element.paused, element.ended, element.readyState]).toEqual([false, false, 4]);
  expect(element).toMatchObject({ videoWidth: 320, videoHeight: 240 });
  for (const other of [{}, 5, "stream"]) {
    expect(() => Reflect.set(element, "srcObject", other)).toThrow(
      expect.objectContaining({ name: "TypeError" }) as Error,
    );
  }
  element.srcObject = null;
  expect(element.srcObject).toBeNull();
});

test("nothing is buffered: what is shown is current, after a pause as well [6-2]", async () => {
  const stream = await s.take({ video: true });
  const { element } = await playing("video", stream);
  expect(element.buffered).toHaveLength(0);
  element.pause();
  await s.pass(10_000);
  expect(element.buffered).toHaveLength(0);
  const track = stream.getVideoTracks()[0];
  await s.until(track?.applyConstraints({ width: { exact: 100 }, height: { exact: 80 } }));
  await s.until(element.play());
  await s.pass(200);
  expect(element).toMatchObject({ videoWidth: 100, videoHeight: 80 });
  expect(element.buffered).toHaveLength(0);
});

describe("ended playback", () => {
  test("of a video element: its stream is inactive after having been active [6-3]", async () => {
    const stream = await s.take({ audio: true, video: true });
    const { element, events } = await playing("video", stream);
    stream.getVideoTracks()[0]?.stop();
    await s.pass(500);
    expect(element.ended).toBe(false);
    stream.getAudioTracks()[0]?.stop();
    await s.pass(500);
    expect(element.ended).toBe(true);
    expect(events.filter((type) => type === "ended")).toHaveLength(1);
  });

  test("of a video element whose device is unplugged [6-3]", async () => {
    const { element, events } = await playing("video", await s.take({ video: true }));
    s.unplug("front");
    await s.pass(500);
    expect(element.ended).toBe(true);
    expect(events).toContain("ended");
  });

  test("of an audio element: its stream is inaudible, though active [6-4]", async () => {
    const stream = await s.take({ audio: true, video: true });
    const { element, events } = await playing("audio", stream);
    stream.getAudioTracks()[0]?.stop();
    await s.pass(500);
    expect([stream.active, element.ended]).toEqual([true, true]);
    expect(events).toContain("ended");
  });

  test("without autoplay it stays so when a track comes, until play() [6-5]", async () => {
    const stream = await s.take({ video: true });
    const { element } = await playing("video", stream);
    stream.getVideoTracks()[0]?.stop();
    await s.pass(500);
    stream.addTrack(await s.camera("back"));
    await s.pass(2000);
    expect(element.ended).toBe(true);
    const at = element.currentTime;
    await s.pass(1000);
    expect(element.currentTime).toBe(at);
    const promise = element.play();
    await s.pass(500);
    await s.until(promise);
    expect([element.ended, element.paused]).toEqual([false, false]);
  });

  test("with autoplay it resumes [6-5]", async () => {
    const stream = await s.take({ video: true });
    const { element } = await playing("video", stream, { autoplay: true });
    expect(element.paused).toBe(false);
    stream.getVideoTracks()[0]?.stop();
    await s.pass(500);
    expect(element.ended).toBe(true);
    stream.addTrack(await s.camera("back"));
    await s.pass(1000);
    expect([element.ended, element.paused]).toEqual([false, false]);
  });
});

describe("attributes while a stream is played", () => {
  test("fastSeek and the setters of the position are ignored [6-6, 6-8, 6-9]", async () => {
    const { element, events } = await playing("video", await s.take({ video: true }));
    const before = element.currentTime;
    const seek: unknown = Reflect.get(element, "fastSeek");
    if (typeof seek === "function") Reflect.apply(seek, element, [1000]);
    element.currentTime = 1000;
    expect(element.currentTime).toBe(before);
    await s.pass(1000);
    expect(element.currentTime).toBeLessThan(100);
    expect(element.seeking).toBe(false);
    expect(events).not.toContain("seeking");
    expect(typeof seek).toBe("function");
  });

  test("preload is none [6-7]", async () => {
    const { element } = await playing("video", await s.take({ video: true }));
    expect(element.preload).toBe("none");
    element.preload = "auto";
    expect(element.preload).toBe("none");
  });

  test("currentTime begins at 0, runs in real time while playing and stands while paused [6-8]", async () => {
    const element = window.document.createElement("video");
    element.srcObject = await s.take({ video: true });
    expect(element.currentTime).toBe(0);
    await s.pass(1000);
    expect(element.currentTime).toBe(0);
    const promise = element.play();
    await s.pass(100);
    await s.until(promise);
    const start = element.currentTime;
    await s.pass(2500);
    expect(element.currentTime - start).toBeCloseTo(2.5, 6);
    element.pause();
    const end = element.currentTime;
    await s.pass(2500);
    expect(element.currentTime).toBe(end);
  });

  test("rates are 1 and stay so, without an event [6-10]", async () => {
    const { element, events } = await playing("video", await s.take({ video: true }));
    element.playbackRate = 2;
    element.defaultPlaybackRate = 3;
    await s.pass(1000);
    expect([element.playbackRate, element.defaultPlaybackRate]).toEqual([1, 1]);
    expect(events).not.toContain("ratechange");
  });

  test("played is one range up to now; nothing is seekable [6-11, 6-12]", async () => {
    const { element } = await playing("video", await s.take({ video: true }));
    await s.pass(1500);
    const { played, seekable } = element;
    expect([played.length, played.start(0)]).toEqual([1, 0]);
    expect(played.end(0)).toBe(element.currentTime);
    expect(seekable).toHaveLength(0);
  });

  test("loop does not keep it from ending [6-13]", async () => {
    const stream = await s.take({ video: true });
    const { element, events } = await playing("video", stream);
    element.loop = true;
    expect(element.loop).toBe(true);
    stream.getVideoTracks()[0]?.stop();
    await s.pass(1000);
    expect(element.ended).toBe(true);
    expect(events).toContain("ended");
  });

  test("without the stream they have their values again [6-14]", async () => {
    const element = window.document.createElement("video");
    element.preload = "metadata";
    const before = [element.preload, element.defaultPlaybackRate, element.loop];
    element.srcObject = await s.take({ video: true });
    await s.pass(500);
    element.preload = "auto";
    expect(element.preload).toBe("none");
    element.srcObject = null;
    await s.pass(100);
    expect([element.preload, element.defaultPlaybackRate, element.loop]).toEqual(before);
  });
});

test("several elements play one stream, and let go of it [6-1]", async () => {
  const stream = await s.take({ video: true });
  const first = await playing("video", stream);
  const second = await playing("video", new MediaStream(stream));
  expect([first.element.paused, second.element.paused]).toEqual([false, false]);
  for (const { element } of [first, second]) element.srcObject = null;
  await s.pass(500);
  for (const track of stream.getTracks()) track.stop();
  await s.pass(5000);
  expect(s.clock.pending).toBe(0);
});
