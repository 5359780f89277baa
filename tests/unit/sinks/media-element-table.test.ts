/** Media Capture and Streams, 6: the table of attributes, row by row, and what becomes of them afterwards. */
import { MediaStream } from "../../../bindings/capture/media-stream.js";
import { tasks, TestWindow, testTrack } from "./media-elements.js";

const window = new TestWindow();

describe.each(["video", "audio"] as const)("%s: while a stream is the provider", (name) => {
  const track = testTrack(name);
  let element: HTMLMediaElement;
  let take: () => string[];

  beforeEach(async () => {
    ({ element, take } = window.element(name));
    element.srcObject = new MediaStream([track.track]);
    await tasks();
    track.flow();
    await element.play();
    await window.clock.advance(1500);
    await tasks();
    take();
  });
  afterEach(() => (element.srcObject = null));

  test("preload is none, and cannot be set", () => {
    expect(element.preload).toBe("none");
    element.preload = "auto";
    expect(element.preload).toBe("none");
    expect(element.getAttribute("preload")).toBeNull();
  });

  test("buffered is empty", () => {
    expect(element.buffered.length).toBe(0);
    for (const end of ["start", "end"] as const) {
      expect(() => element.buffered[end](0)).toThrow(
        expect.objectContaining({ name: "IndexSizeError" }) as Error,
      );
      expect(() => (element.buffered[end] as () => number)()).toThrow(TypeError);
    }
  });

  test("currentTime is the playback position, and cannot be set", () => {
    expect(element.currentTime).toBe(1.5);
    for (const time of [0, 42]) element.currentTime = time;
    element.fastSeek(42);
    expect(element.currentTime).toBe(1.5);
    expect(() => (element.currentTime = NaN)).toThrow(TypeError);
  });

  test("seeking is false, also after attempts to seek", async () => {
    expect(element.seeking).toBe(false);
    element.currentTime = 1;
    element.fastSeek(1);
    expect(element.seeking).toBe(false);
    await tasks();
    expect(take()).toEqual([]);
  });

  test.each(["defaultPlaybackRate", "playbackRate"] as const)("%s is 1, and cannot be set", async (rate) => {
    expect(element[rate]).toBe(1);
    for (const value of [2, 0, -1]) element[rate] = value;
    expect(element[rate]).toBe(1);
    expect(() => (element[rate] = Infinity)).toThrow(TypeError);
    await tasks();
    expect(take()).toEqual([]);
    await window.clock.advance(500);
    expect(element.currentTime).toBe(2);
  });

  test("played is one range, from 0 to the last known currentTime", async () => {
    const before = element.played;
    await window.clock.advance(500);
    const { played } = element;
    expect([played.length, played.start(0), played.end(0)]).toEqual([1, 0, 2]);
    expect(before.end(0)).toBe(1.5);
    expect(() => played.end(1)).toThrow(expect.objectContaining({ name: "IndexSizeError" }) as Error);
    expect(Object.prototype.toString.call(played)).toBe("[object TimeRanges]");
    element.pause();
    await window.clock.advance(500);
    expect(element.played.end(0)).toBe(2);
  });

  test("seekable is empty", () => {
    expect(element.seekable.length).toBe(0);
  });

  test("loop can be set and has no effect", async () => {
    element.loop = true;
    expect(element.loop).toBe(true);
    expect(element.hasAttribute("loop")).toBe(true);
    await window.clock.advance(500);
    expect(element.currentTime).toBe(2);
  });

  test("muted and volume are the element's own", () => {
    element.muted = true;
    element.volume = 0.25;
    expect([element.muted, element.volume]).toEqual([true, 0.25]);
    expect(take()).toEqual(["volumechange", "volumechange"]);
    expect(() => (element.volume = 2)).toThrow("not in the allowed range");
  });
});

describe("before and after a stream", () => {
  const attributes = [
    ...["preload", "currentTime", "seeking", "defaultPlaybackRate", "loop", "networkState", "readyState"],
    ...[
      "duration",
      "paused",
      "ended",
      "volume",
      "muted",
      "autoplay",
      "srcObject",
      "audioTracks",
      "videoTracks",
    ],
  ] as const;
  const snapshot = (element: HTMLMediaElement): unknown[] => [
    ...attributes.map((name): unknown => Reflect.get(element, name)),
    ...[element.buffered.length, element.played.length, element.seekable.length],
    ...[(element as HTMLVideoElement).videoWidth, (element as HTMLVideoElement).videoHeight],
  ];

  test("the attributes resume the values they had", async () => {
    const camera = testTrack("video");
    const { element } = window.element("video");
    element.preload = "metadata";
    element.currentTime = 7;
    element.defaultPlaybackRate = element.playbackRate = 0.5;
    const before = snapshot(element);

    element.srcObject = new MediaStream([camera.track]);
    await tasks();
    camera.flow();
    await element.play();
    await window.clock.advance(1000);
    element.preload = "auto";
    element.currentTime = 3;
    element.defaultPlaybackRate = element.playbackRate = 4;
    expect(snapshot(element)).not.toEqual(before);

    element.srcObject = null;
    expect(snapshot(element)).toEqual(before);
    expect(element.playbackRate).toBe(0.5);
    await tasks();
    expect(snapshot(element)).toEqual(before);
  });

  test("ratechange fires if the rate was not the default one, which the load makes it", async () => {
    for (const [defaultRate, events] of [
      [0.3, ["ratechange", "emptied"]],
      [0.4, ["emptied"]],
    ] as const) {
      const { element, take } = window.element("video");
      element.defaultPlaybackRate = defaultRate;
      element.playbackRate = 0.4;
      element.srcObject = new MediaStream();
      take();
      element.srcObject = null;
      expect(element.playbackRate).toBe(defaultRate);
      await tasks();
      expect(take()).toEqual(events);
    }
  });

  test("play(), pause() and load() are the window's own without a stream", () => {
    const { element } = window.element("video");
    const notImplemented: string[] = [];
    window.virtualConsole.removeAllListeners("jsdomError");
    window.virtualConsole.on("jsdomError", ({ message }: Error) => notImplemented.push(message));
    element.load();
    element.pause();
    element.play().catch(() => undefined);
    expect(notImplemented).toEqual(
      ["load", "pause", "play"].map((name) => `Not implemented: HTMLMediaElement.prototype.${name}`),
    );
    expect(() => element.fastSeek(1)).not.toThrow();
    expect(() => (element.fastSeek as () => void)()).toThrow(TypeError);
  });

  test("setters without a stream are the window's own, with their errors", () => {
    const { element } = window.element("video");
    element.currentTime = 3;
    expect(element.currentTime).toBe(3);
    expect(() => (element.currentTime = NaN)).toThrow(TypeError);
    const preload = Object.getOwnPropertyDescriptor(window.window.HTMLMediaElement.prototype, "preload");
    expect(() => preload?.set?.call({}, "auto")).toThrow(TypeError);
  });
});
