/**
 * @jest-environment jsdom
 *
 * react-webcam, unmodified, mounted in jsdom: it takes the camera that it asks for, and shows it.
 */
import { createRequire } from "node:module";
import { MediaStream } from "../../bindings/capture/media-stream.js";
import { install } from "../../bindings/install/install.js";
import { only, type Scene, type SceneOptions, scene } from "../unit/capture/scene.js";

/** What is used of React, which comes without types. */
interface React {
  readonly createElement: (type: unknown, props: object) => unknown;
  readonly act: (callback: () => void | Promise<void>) => Promise<void>;
}
interface Root {
  render(element: unknown): void;
  unmount(): void;
}

interface Props {
  audio?: boolean;
  videoConstraints?: object;
  audioConstraints?: object;
}

/** A mounted component. */
interface Mounted {
  readonly s: Scene;
  readonly container: HTMLElement;
  readonly streams: MediaStream[];
  readonly errors: unknown[];
  readonly video: HTMLVideoElement;
  readonly render: (props: Props) => Promise<void>;
  readonly unmount: () => Promise<void>;
}

const require = createRequire(import.meta.url);
const undo: (() => void | Promise<void>)[] = [];

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
});

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function mount(props: Props, options: SceneOptions = {}): Promise<Mounted> {
  const s = await scene(options);
  undo.push(install(globalThis, { mediaDevices: s.mediaDevices }));
  // It looks at the page's navigator as soon as it is loaded.
  const { createElement, act } = require("react") as React;
  const { createRoot } = require("react-dom/client") as { createRoot: (container: Element) => Root };
  const Webcam: unknown = require("react-webcam");
  const container = document.body.appendChild(document.createElement("div"));
  const root = createRoot(container);
  const streams: MediaStream[] = [];
  const errors: unknown[] = [];
  let isMounted = true;
  let answer: () => void = () => undefined;
  const mounted: Mounted = {
    s,
    container,
    streams,
    errors,
    get video() {
      const video = container.querySelector("video");
      if (!video) throw new Error("There is no video element.");
      return video;
    },
    async render(next) {
      const answered = new Promise<void>((resolve) => {
        answer = resolve;
      });
      const handlers = {
        onUserMedia: (stream: MediaStream) => {
          streams.push(stream);
          answer();
        },
        onUserMediaError: (error: unknown) => {
          errors.push(error);
          answer();
        },
      };
      await act(() => {
        root.render(createElement(Webcam, { ...handlers, ...next }));
      });
      await act(() => s.until(answered));
      await act(() => s.pass(100));
    },
    async unmount() {
      if (!isMounted) return;
      isMounted = false;
      await act(async () => {
        root.unmount();
        await s.settle();
      });
      container.remove();
    },
  };
  undo.push(() => mounted.unmount());
  await mounted.render(props);
  return mounted;
}

test.each([
  ["user", "Front Camera"],
  ["environment", "Back Camera"],
])("it takes the camera that faces as asked: %s", async (facingMode, label) => {
  const { s, streams, errors, video } = await mount({ videoConstraints: { facingMode } });
  expect(errors).toEqual([]);
  const stream = only(streams);
  expect(stream).toBeInstanceOf(MediaStream);
  const track = only(stream.getTracks());
  expect([track.label, track.getSettings().facingMode]).toEqual([label, facingMode]);
  expect(video.srcObject).toBe(stream);
  await s.pass(500);
  expect([video.paused, video.readyState]).toEqual([false, 4]);
  expect([video.videoWidth, video.videoHeight]).toEqual([640, 480]);
});

test("exact constraints decide, and the video has the size asked for", async () => {
  const { s, streams, video } = await mount({
    videoConstraints: {
      facingMode: { exact: "environment" },
      width: { exact: 1920 },
      height: { exact: 1080 },
    },
  });
  expect(only(only(streams).getTracks()).label).toBe("Back Camera");
  await s.pass(500);
  expect([video.videoWidth, video.videoHeight]).toEqual([1920, 1080]);
});

test("other constraints stop one camera and take the other", async () => {
  const { s, streams, video, render } = await mount({ videoConstraints: { facingMode: "user" } });
  await render({ videoConstraints: { facingMode: { exact: "environment" } } });
  expect(streams).toHaveLength(2);
  expect(streams[0]?.active).toBe(false);
  expect(video.srcObject).toBe(streams[1]);
  expect(streams[1]?.getVideoTracks().map(({ label }) => label)).toEqual(["Back Camera"]);
  await s.settle();
  expect(s.watched.open).toEqual(["back"]);
});

test("with audio it takes a microphone as well", async () => {
  const { streams } = await mount({ audio: true, audioConstraints: { echoCancellation: { exact: false } } });
  const stream = only(streams);
  expect(stream.getTracks()).toHaveLength(2);
  expect(only(stream.getAudioTracks()).getSettings().echoCancellation).toBe(false);
});

test("unmounting gives the camera back", async () => {
  const { s, streams, unmount } = await mount({});
  expect(s.watched.open).toEqual(["front"]);
  await unmount();
  expect(only(streams).active).toBe(false);
  expect(s.watched.open).toEqual([]);
});

test.each<[name: string, options: SceneOptions, props: Props]>([
  ["NotAllowedError", { permissions: { camera: "denied" } }, {}],
  ["NotFoundError", { devices: [] }, {}],
  ["OverconstrainedError", {}, { videoConstraints: { width: { min: 99_999 } } }],
])("it is told of a %s", async (name, options, props) => {
  const { streams, errors } = await mount(props, options);
  expect(streams).toEqual([]);
  expect(errors).toEqual([expect.objectContaining({ name })]);
});

test("a camera unplugged ends what is shown", async () => {
  const { s, streams, video } = await mount({ videoConstraints: { facingMode: "user" } });
  await s.pass(500);
  s.unplug("front");
  await s.pass(500);
  expect(only(streams).active).toBe(false);
  expect(video.ended).toBe(true);
});
