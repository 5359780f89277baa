/** install() and uninstall(): which properties, with which descriptors, and that all are put back. */
import { jest } from "@jest/globals";
import { JSDOM } from "jsdom";
import { mediaDevicesFor } from "../../../bindings/capture/create-media-devices.js";
import { MediaDevices } from "../../../bindings/capture/media-devices.js";
import { MediaStream } from "../../../bindings/capture/media-stream.js";
import { steppedClock } from "../../../bindings/hosts/stepped-clock.js";
import { virtualHost } from "../../../bindings/hosts/virtual/virtual-host.js";
import { install, type InstallOptions, uninstall } from "../../../bindings/install/install.js";
import { AudioData } from "../../../bindings/sinks/audio-data.js";
import { VideoFrame } from "../../../bindings/sinks/video-frame.js";
import { descriptorsOf, differences } from "./descriptors.js";

const interfaces = [
  ...["AudioData", "InputDeviceInfo", "MediaDeviceInfo", "MediaDevices", "MediaStream", "MediaStreamTrack"],
  ...["MediaStreamTrackEvent", "MediaStreamTrackProcessor", "OverconstrainedError", "VideoFrame"],
];
const playback = [
  ...["srcObject", "networkState", "readyState", "duration", "paused", "ended", "audioTracks", "videoTracks"],
  ...["preload", "buffered", "currentTime", "seeking", "defaultPlaybackRate", "playbackRate", "played"],
  ...["seekable", "load", "play", "pause", "fastSeek"],
];
const inJsdom = [
  ...["Navigator.getUserMedia", "Navigator.mediaDevices"],
  ...interfaces.map((name) => `target.${name}`),
  ...playback.map((name) => `HTMLMediaElement.${name}`),
  ...["HTMLVideoElement.videoHeight", "HTMLVideoElement.videoWidth"],
].sort();

interface Target {
  navigator: { mediaDevices: MediaDevices; getUserMedia: (...values: unknown[]) => void; userAgent: string };
  MediaStream: typeof MediaStream;
}

const jsdom = (): JSDOM["window"] =>
  new JSDOM("<!doctype html><video></video>", { url: "https://a.example/" }).window;
/** A global object like Node 20's, without navigator. */
const bare = (): object => ({ console });

describe.each([
  ["jsdom", jsdom, inJsdom],
  [
    "a global object without navigator",
    bare,
    [...interfaces.map((name) => `target.${name}`), "navigator", "target.navigator"],
  ],
  [
    "a navigator that is a plain object",
    () => ({ navigator: { userAgent: "x" } }),
    [...interfaces.map((name) => `target.${name}`), "navigator.getUserMedia", "navigator.mediaDevices"],
  ],
] as const)("in %s", (_, make, expected) => {
  test("it changes exactly these properties, and uninstalling puts all back", () => {
    const target = make();
    const before = descriptorsOf(target);
    const order = Reflect.ownKeys(target);
    const undo = install(target);
    const changed = differences(before, descriptorsOf(target)).map((name) =>
      // A navigator that was not there differs in everything.
      before.has("navigator") || !name.startsWith("navigator.") ? name : "navigator",
    );
    expect([...new Set(changed)].sort()).toEqual([...expected].sort());
    undo();
    expect(differences(before, descriptorsOf(target))).toEqual([]);
    expect(Reflect.ownKeys(target)).toEqual(order);
    undo();
    expect(differences(before, descriptorsOf(target))).toEqual([]);
  });

  test("uninstall() does what the function returned does, and can be followed by install()", () => {
    const target = make();
    const before = descriptorsOf(target);
    for (let round = 0; round < 2; round++) {
      const undo = install(target);
      expect(differences(before, descriptorsOf(target))).not.toEqual([]);
      uninstall(target);
      expect(differences(before, descriptorsOf(target))).toEqual([]);
      const again = install(target);
      // Of an installation that is over.
      undo();
      expect(differences(before, descriptorsOf(target))).not.toEqual([]);
      again();
    }
    uninstall(target);
    expect(differences(before, descriptorsOf(target))).toEqual([]);
  });

  test("properties have the descriptors of WebIDL", () => {
    const target = make();
    install(target);
    for (const name of interfaces) {
      expect(Object.getOwnPropertyDescriptor(target, name)).toEqual({
        value: expect.any(Function) as unknown,
        writable: true,
        enumerable: false,
        configurable: true,
      });
    }
    const { navigator } = target as unknown as Target;
    let holder: object = navigator;
    while (!Object.hasOwn(holder, "mediaDevices")) holder = Object.getPrototypeOf(holder) as object;
    const mediaDevices = Object.getOwnPropertyDescriptor(holder, "mediaDevices");
    expect(mediaDevices).toMatchObject({ set: undefined, enumerable: true, configurable: true });
    expect(mediaDevices?.get?.name).toBe("get mediaDevices");
    expect(() => mediaDevices?.get?.call({}) as unknown).toThrow(TypeError);
    const method = Object.getOwnPropertyDescriptor(holder, "getUserMedia");
    expect(method).toMatchObject({ writable: true, enumerable: true, configurable: true });
    expect(method?.value).toHaveProperty("name", "getUserMedia");
    expect(method?.value).toHaveLength(3);
    expect(() => (method?.value as () => void).call({})).toThrow("Illegal invocation");
    uninstall(target);
  });

  test("navigator has one MediaDevices object, of the class installed", () => {
    const target = make();
    install(target);
    const { navigator } = target as unknown as Target;
    expect(navigator.mediaDevices).toBe(navigator.mediaDevices);
    expect(navigator.mediaDevices).toBeInstanceOf(MediaDevices);
    expect(typeof navigator.userAgent).toBe("string");
    uninstall(target);
  });

  test("a second time it warns, and changes and undoes nothing", () => {
    const target = make();
    const undo = install(target);
    const installed = descriptorsOf(target);
    const warn = jest.spyOn(console, "warn").mockImplementation(() => undefined);
    const second = install(target);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[0]).toContain("installed in this global object already");
    warn.mockRestore();
    expect(differences(installed, descriptorsOf(target))).toEqual([]);
    second();
    expect(differences(installed, descriptorsOf(target))).toEqual([]);
    undo();
  });
});

describe("the global object of this process", () => {
  test("is the default, and is put back", () => {
    const before = descriptorsOf(globalThis);
    const undo = install();
    expect(globalThis.MediaStream).toBe(MediaStream);
    expect(navigator.mediaDevices).toBeInstanceOf(MediaDevices);
    expect(navigator.userAgent).toMatch(/^Node\.js\/\d+$/);
    undo();
    expect(differences(before, descriptorsOf(globalThis))).toEqual([]);
  });

  test("gets a getUserMedia that gives virtual tracks", async () => {
    install();
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    expect(stream.getTracks().map(({ kind, readyState }) => [kind, readyState])).toEqual([
      ["audio", "live"],
      ["video", "live"],
    ]);
    for (const track of stream.getTracks()) track.stop();
    uninstall();
  });
});

describe("options", () => {
  const failing = (options: unknown, target: object = jsdom()): string => {
    const before = descriptorsOf(target);
    let message = "";
    try {
      install(target, options as InstallOptions);
    } catch (error) {
      expect(error).toBeInstanceOf(TypeError);
      ({ message } = error as TypeError);
    }
    expect(differences(before, descriptorsOf(target))).toEqual([]);
    return message;
  };

  test("wrong ones are TypeErrors, and nothing is changed", () => {
    expect(failing(null)).toBe("options must be an object, got null.");
    expect(failing({ host: 5 })).toContain("options.host must be a host");
    expect(failing({ mediaDevices: {} })).toContain(
      "options.mediaDevices, when provided, must be a MediaDevices",
    );
    expect(failing({ mediaElements: 1 })).toBe(
      "options.mediaElements, when provided, must be a boolean, got 1.",
    );
    expect(failing({ mediaElements: true }, {})).toContain("target must be a window with media elements");
    const host = virtualHost();
    expect(failing({ mediaDevices: mediaDevicesFor({ host }), origin: "https://a.example" })).toBe(
      'options.origin must be left out where there is options.mediaDevices, got "https://a.example".',
    );
    for (const target of [null, 5, "window"]) {
      expect(() => install(target as never)).toThrow("target must be a global object");
    }
  });

  test("host and the options of createMediaDevices()", async () => {
    const window = jsdom();
    const host = virtualHost({ devices: [] });
    install(window, { host, permissions: { camera: "granted" } });
    const { navigator } = window as unknown as Target;
    expect(await navigator.mediaDevices.enumerateDevices()).toEqual([]);
    await expect(navigator.mediaDevices.getUserMedia({ video: true })).rejects.toMatchObject({
      name: "NotFoundError",
    });
    uninstall(window);
  });

  test("mediaDevices is what navigator has", () => {
    const target = bare() as Target;
    const mediaDevices = mediaDevicesFor({ host: virtualHost() });
    install(target, { mediaDevices });
    expect(target.navigator.mediaDevices).toBe(mediaDevices);
    uninstall(target);
  });

  test("mediaElements: false leaves them alone", () => {
    const window = jsdom();
    const before = descriptorsOf(window);
    install(window, { mediaElements: false });
    expect(differences(before, descriptorsOf(window)).filter((name) => name.startsWith("HTML"))).toEqual([]);
    uninstall(window);
  });

  test("elements that can play streams are left alone, unless they are asked for", () => {
    for (const mediaElements of [undefined, true]) {
      const window = jsdom();
      const srcObject = { get: () => "own", set: () => undefined, enumerable: true, configurable: true };
      Object.defineProperty(window.HTMLMediaElement.prototype, "srcObject", srcObject);
      const before = descriptorsOf(window);
      install(window, mediaElements === undefined ? {} : { mediaElements });
      const changed = differences(before, descriptorsOf(window)).includes("HTMLMediaElement.srcObject");
      expect(changed).toBe(mediaElements === true);
      expect(window.document.createElement("video").srcObject).toBe("own");
      uninstall(window);
      expect(differences(before, descriptorsOf(window))).toEqual([]);
    }
  });

  test("media elements play by the host's clock", async () => {
    const window = jsdom();
    const clock = steppedClock();
    install(window, { host: virtualHost({ clock }) });
    const [video] = window.document.getElementsByTagName("video");
    if (!video) throw new Error("no video");
    const stream = await (window as unknown as Target).navigator.mediaDevices.getUserMedia({
      video: { width: 1280, height: 720 },
    });
    video.srcObject = stream;
    const promise = video.play();
    await clock.advance(100);
    await promise;
    expect([video.videoWidth, video.videoHeight, video.readyState]).toEqual([1280, 720, 4]);
    const start = video.currentTime;
    await clock.advance(2000);
    expect(video.currentTime - start).toBeCloseTo(2, 9);
    for (const track of stream.getTracks()) track.stop();
    uninstall(window);
  });
});

describe("targets", () => {
  test("the platform's VideoFrame and AudioData stay, ours come where there are none", () => {
    const own = function VideoFrame(): void {};
    const target = { ...bare(), VideoFrame: own } as { VideoFrame: unknown; AudioData?: unknown };
    install(target);
    expect(target.VideoFrame).toBe(own);
    expect(target.AudioData).toBe(AudioData);
    uninstall(target);
    const other = bare() as { VideoFrame?: unknown };
    install(other);
    expect(other.VideoFrame).toBe(VideoFrame);
    uninstall(other);
  });

  test("an insecure context gets what is exposed in one", () => {
    const window = Object.defineProperty(jsdom(), "isSecureContext", { value: false, configurable: true });
    const before = descriptorsOf(window);
    install(window);
    const changed = differences(before, descriptorsOf(window)).filter((name) => !name.startsWith("HTML"));
    const secure = ["InputDeviceInfo", "MediaDeviceInfo", "MediaDevices"];
    expect(changed).toEqual(
      interfaces.filter((name) => !secure.includes(name)).map((name) => `target.${name}`),
    );
    uninstall(window);
  });

  test("mediaDevices that navigator has of its own is replaced there", () => {
    const window = jsdom();
    const mock = { value: { mock: true }, configurable: true, writable: true, enumerable: true };
    Object.defineProperty(window.navigator, "mediaDevices", mock);
    install(window);
    expect((window as unknown as Target).navigator.mediaDevices).toBeInstanceOf(MediaDevices);
    expect("mediaDevices" in window.Navigator.prototype).toBe(false);
    uninstall(window);
    expect(Object.getOwnPropertyDescriptor(window.navigator, "mediaDevices")).toEqual(mock);
  });

  test.each<[string, () => object, RegExp]>([
    ["frozen", () => Object.freeze(bare()), /^target must be extensible to get "MediaStream"\.$/],
    [
      "with a property that stays",
      () => Object.defineProperty(bare(), "OverconstrainedError", { value: 1, configurable: false }),
      /^target\.OverconstrainedError must be configurable/,
    ],
    [
      "whose navigator is frozen",
      () => ({ navigator: Object.freeze({}) }),
      /^navigator must be extensible to get "mediaDevices"\.$/,
    ],
    [
      "whose elements stay as they are",
      () => {
        const window = jsdom();
        Object.defineProperty(window.HTMLMediaElement.prototype, "play", { configurable: false });
        return window;
      },
      /^HTMLMediaElement\.play must be configurable/,
    ],
    [
      "that refuses a property only when it is defined",
      () =>
        new Proxy(bare(), {
          defineProperty: (object, key, descriptor) =>
            key !== "MediaDevices" && Reflect.defineProperty(object, key, descriptor),
        }),
      /"MediaDevices"/,
    ],
    [
      "that throws when a property is defined",
      () =>
        new Proxy(bare(), {
          defineProperty(object, key, descriptor) {
            if (key === "MediaDevices") throw new TypeError("hostile");
            return Reflect.defineProperty(object, key, descriptor);
          },
        }),
      /hostile/,
    ],
  ])("one %s is a TypeError, with nothing changed", (_, make, message) => {
    const target = make();
    const before = descriptorsOf(target);
    expect(() => install(target)).toThrow(TypeError);
    expect(() => install(target)).toThrow(message);
    expect(differences(before, descriptorsOf(target))).toEqual([]);
  });
});
