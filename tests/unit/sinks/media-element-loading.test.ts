/** Media elements and streams: assigning, loading, what is known of the video. */
import { MediaStream } from "../../../bindings/capture/media-stream.js";
import { tasks, TestWindow, testTrack } from "./media-elements.js";

const loading = [
  "loadstart",
  "durationchange",
  "resize",
  "loadedmetadata",
  "loadeddata",
  "canplay",
  "canplaythrough",
];

describe("srcObject", () => {
  const window = new TestWindow();

  test("is null at first, holds a stream, and null again", () => {
    const { element } = window.element("video");
    expect(element.srcObject).toBeNull();
    const stream = new MediaStream();
    element.srcObject = stream;
    expect(element.srcObject).toBe(stream);
    element.srcObject = undefined as never;
    expect(element.srcObject).toBeNull();
  });

  test.each([
    1,
    "stream",
    true,
    {},
    [],
    Symbol("s"),
    new EventTarget(),
    Object.create(MediaStream.prototype),
  ])("%p is a TypeError, and nothing is changed", (value) => {
    const { element } = window.element("video");
    const stream = new MediaStream();
    element.srcObject = stream;
    expect(() => (element.srcObject = value as never)).toThrow(TypeError);
    expect(element.srcObject).toBe(stream);
  });

  test("its accessors are for media elements only", () => {
    const { prototype } = window.window.HTMLMediaElement;
    const descriptor = Object.getOwnPropertyDescriptor(prototype, "srcObject");
    for (const object of [undefined, null, {}, window.window.document.body, prototype]) {
      expect(() => descriptor?.get?.call(object) as unknown).toThrow(TypeError);
      expect(() => descriptor?.set?.call(object, null)).toThrow(TypeError);
    }
  });
});

describe("loading", () => {
  const window = new TestWindow();

  test("without play() and autoplay: events in HTML's order, then nothing is read any more", async () => {
    const camera = testTrack("video");
    const { element, take } = window.element("video");
    element.srcObject = new MediaStream([camera.track]);
    expect(element.readyState).toBe(element.HAVE_NOTHING);
    expect(element.networkState).toBe(element.NETWORK_NO_SOURCE);
    expect(element.duration).toBeNaN();
    await tasks();
    expect(take()).toEqual(["loadstart"]);
    expect(element.networkState).toBe(element.NETWORK_LOADING);
    expect(element.readyState).toBe(element.HAVE_NOTHING);
    expect([element.videoWidth, element.videoHeight]).toEqual([0, 0]);
    expect(camera.sinks.size).toBe(1);

    const states: number[] = [];
    element.addEventListener("loadeddata", () => states.push(element.readyState));
    camera.flow(320, 240);
    expect(element.readyState).toBe(element.HAVE_ENOUGH_DATA);
    expect(element.duration).toBe(Infinity);
    expect([element.videoWidth, element.videoHeight]).toEqual([320, 240]);
    expect(camera.sinks.size).toBe(0);
    await tasks();
    expect(take()).toEqual(loading.slice(1));
    expect(states).toEqual([element.HAVE_ENOUGH_DATA]);
    expect(element.paused).toBe(true);
    await window.clock.advance(10_000);
    await tasks();
    expect(take()).toEqual([]);
    expect(element.currentTime).toBe(0);
  });

  test("with autoplay it plays as soon as there is data", async () => {
    const camera = testTrack("video");
    const { element, take } = window.element("video", { autoplay: "" });
    element.srcObject = new MediaStream([camera.track]);
    await tasks();
    expect(element.paused).toBe(true);
    camera.flow();
    expect(element.paused).toBe(false);
    await tasks();
    expect(take()).toEqual([...loading, "play", "playing"]);
    expect(camera.sinks.size).toBe(1);
    element.srcObject = null;
  });

  test("pause() before there is data prevents autoplay", async () => {
    const camera = testTrack("video");
    const { element, take } = window.element("video", { autoplay: "" });
    element.srcObject = new MediaStream([camera.track]);
    element.pause();
    await tasks();
    camera.flow();
    await tasks();
    expect(take()).toEqual(loading);
    expect(element.paused).toBe(true);
  });

  test("the metadata of a video are those of its picture, of a stream without video its sound", async () => {
    const [camera, microphone] = [testTrack("video"), testTrack("audio")];
    const { element: both } = window.element("video");
    const { element: sound, take } = window.element("video");
    both.srcObject = new MediaStream([microphone.track, camera.track]);
    sound.srcObject = new MediaStream([microphone.track]);
    await tasks();
    microphone.flow();
    expect(both.readyState).toBe(both.HAVE_NOTHING);
    expect(sound.readyState).toBe(sound.HAVE_ENOUGH_DATA);
    expect(sound.videoWidth).toBe(0);
    camera.flow();
    expect(both.readyState).toBe(both.HAVE_ENOUGH_DATA);
    await tasks();
    expect(take()).toEqual(loading.filter((type) => type !== "resize"));
  });

  test("an audio element hears a stream's audio, and has data of one without", async () => {
    const [camera, microphone] = [testTrack("video"), testTrack("audio")];
    const { element: heard, take } = window.element("audio");
    const { element: silent } = window.element("audio");
    heard.srcObject = new MediaStream([microphone.track, camera.track]);
    silent.srcObject = new MediaStream([camera.track]);
    await tasks();
    expect([camera.sinks.size, microphone.sinks.size]).toEqual([1, 1]);
    camera.flow();
    expect([heard.readyState, silent.readyState]).toEqual([heard.HAVE_NOTHING, heard.HAVE_ENOUGH_DATA]);
    microphone.flow();
    expect(heard.readyState).toBe(heard.HAVE_ENOUGH_DATA);
    await tasks();
    expect(take()).toEqual(loading.filter((type) => type !== "resize"));
  });

  test("a stream without tracks is waited for", async () => {
    const camera = testTrack("video");
    const stream = new MediaStream();
    const { element, take } = window.element("video");
    element.srcObject = stream;
    await tasks();
    expect(take()).toEqual(["loadstart"]);
    stream.addTrack(camera.track);
    camera.flow();
    await tasks();
    expect(take()).toEqual(loading.slice(1));
  });

  test("resize follows the picture's size", async () => {
    const camera = testTrack("video");
    const { element, take } = window.element("video", { autoplay: "" });
    element.srcObject = new MediaStream([camera.track]);
    await tasks();
    camera.flow(640, 480);
    await tasks();
    take();
    camera.flow(640, 480);
    camera.flow(480, 640);
    await tasks();
    expect(take()).toEqual(["resize"]);
    expect([element.videoWidth, element.videoHeight]).toEqual([480, 640]);
    element.srcObject = null;
    expect([element.videoWidth, element.videoHeight]).toEqual([0, 0]);
  });

  test("another stream, the same again, and load() load anew", async () => {
    const [camera, other] = [testTrack("video"), testTrack("video")];
    const streams = [new MediaStream([camera.track]), new MediaStream([other.track])] as const;
    const { element, take } = window.element("video", { autoplay: "" });
    element.srcObject = streams[0];
    await tasks();
    camera.flow();
    await window.clock.advance(100);
    await tasks();
    take();
    for (const loadAgain of [
      () => (element.srcObject = streams[1] as never),
      () => (element.srcObject = streams[1] as never),
      () => element.load(),
    ]) {
      loadAgain();
      expect(element.readyState).toBe(element.HAVE_NOTHING);
      expect(element.paused).toBe(true);
      expect(element.currentTime).toBe(0);
      expect(element.duration).toBeNaN();
      expect(camera.sinks.size).toBe(0);
      await tasks();
      expect(take()).toEqual(["abort", "emptied", "timeupdate", "loadstart"]);
      expect(other.sinks.size).toBe(1);
      other.flow(1280, 720);
      await tasks();
      expect(take()).toEqual([...loading.slice(1), "play", "playing"]);
      expect(element.videoWidth).toBe(1280);
      await window.clock.advance(100);
    }
    element.srcObject = null;
    await tasks();
    expect(take()).toEqual(["abort", "emptied", "timeupdate"]);
    expect(element.networkState).toBe(element.NETWORK_EMPTY);
    expect(other.sinks.size).toBe(0);
  });

  test("two assignments in one script: the first is never loaded", async () => {
    const [camera, other] = [testTrack("video"), testTrack("video")];
    const { element, take } = window.element("video");
    element.srcObject = new MediaStream([camera.track]);
    element.srcObject = new MediaStream([other.track]);
    await tasks();
    expect(take()).toEqual(["emptied", "loadstart"]);
    expect([camera.sinks.size, other.sinks.size]).toEqual([0, 1]);
  });

  test.each(["audio", "video"] as const)("%s that flows while it is connected to is enough", async (kind) => {
    const tracks = [testTrack(kind, "first", true), testTrack(kind, "second", true), testTrack("audio")];
    const { element, take } = window.element("video");
    element.srcObject = new MediaStream(tracks.map(({ track }) => track));
    await tasks();
    expect(element.readyState).toBe(element.HAVE_ENOUGH_DATA);
    expect(tracks.map(({ sinks }) => sinks.size)).toEqual([0, 0, 0]);
    expect(take().filter((type) => type === "canplay")).toHaveLength(1);
  });

  test("events of the element neither bubble nor can be cancelled", async () => {
    const { element } = window.element("video");
    const event = new Promise<Event>((resolve) =>
      element.addEventListener("loadstart", resolve, { once: true }),
    );
    element.srcObject = new MediaStream();
    expect(await event).toMatchObject({ bubbles: false, cancelable: false });
  });
});
