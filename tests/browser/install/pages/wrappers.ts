/** Libraries that put functions of their own over the platform's, before install() and after. */
import { exactly } from "../../quirks/page/tools.js";
import { only, stop, trackfitBrowser, warningsOf } from "./common.js";

/** Another copy of the package, which knows nothing of the published one. */
const copyEntry = "/source/bindings/browser/index.js";
/** What webrtc-adapter does in Safari. */
const adapter = "/source/node_modules/webrtc-adapter/src/js/safari/safari_shim.js";

type Method = (this: unknown, ...values: unknown[]) => unknown;

/** Wraps a method of an object; what is given back tells how often it was called. Calls without end are ended. */
function wrap(object: object, key: string): { readonly method: Method; calls(): number } {
  const before = Reflect.get(object, key) as Method;
  let calls = 0;
  const holder = {
    [key](this: unknown, ...values: unknown[]): unknown {
      calls += 1;
      if (calls > 50) throw new Error(`${key}() calls itself.`);
      return Reflect.apply(before, this, values);
    },
  };
  const method = holder[key] as Method;
  Object.assign(object, { [key]: method });
  return { method, calls: () => calls };
}

/** Whose a track is that the page gets. */
async function given(): Promise<string> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  const track = only(stream.getVideoTracks());
  const isNative = Object.getPrototypeOf(track) === MediaStreamTrack.prototype;
  stop(stream);
  return isNative ? "the browser's" : "ours";
}

/** What a source is made of, and how many inputs it has. */
async function heard(context: AudioContext): Promise<number> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const { numberOfInputs } = context.createMediaStreamSource(stream);
  stop(stream);
  return numberOfInputs;
}

/** Wraps methods, where they are or on the page's object, when they have been installed. */
export async function after(place: "prototype" | "object"): Promise<unknown> {
  const { install } = await trackfitBrowser();
  const { mediaDevices } = navigator;
  const undo = install();
  const object = place === "prototype" ? MediaDevices.prototype : mediaDevices;
  const media = wrap(object, "getUserMedia");
  const list = wrap(object, "enumerateDevices");
  const audio = wrap(AudioContext.prototype, "createMediaStreamSource");
  const context = new AudioContext();
  const seen = [await given(), await heard(context)];
  const told = new Promise((resolve) =>
    mediaDevices.addEventListener("devicechange", resolve, { once: true }),
  );
  // As the browser tells, though its own is not for scripts to make.
  mediaDevices.dispatchEvent(new Event("devicechange"));
  await told;
  const { length } = await mediaDevices.enumerateDevices();
  const calls = [media, list, audio].map((wrapper) => wrapper.calls());
  undo();
  const seenAfter = [await given(), await heard(context), (await mediaDevices.enumerateDevices()).length > 0];
  const isLeft = [
    Reflect.get(mediaDevices, "getUserMedia") === media.method,
    Reflect.get(mediaDevices, "enumerateDevices") === list.method,
    Reflect.get(context, "createMediaStreamSource") === audio.method,
  ];
  await context.close();
  const callsAfter = [media, list, audio].map((wrapper) => wrapper.calls());
  return { seen, hasDevices: length > 0, calls, seenAfter, isLeft, callsAfter };
}

/** Wraps methods of the page's object before they are installed over. */
export async function before(): Promise<unknown> {
  const { install } = await trackfitBrowser();
  const { mediaDevices } = navigator;
  const media = wrap(mediaDevices, "getUserMedia");
  const list = wrap(mediaDevices, "enumerateDevices");
  const undo = install();
  const seen = await given();
  const isCalled = [media.calls() > 0, list.calls() > 0];
  undo();
  const isLeft = [
    Object.hasOwn(mediaDevices, "getUserMedia") && Reflect.get(mediaDevices, "getUserMedia") === media.method,
    Object.hasOwn(mediaDevices, "enumerateDevices") &&
      Reflect.get(mediaDevices, "enumerateDevices") === list.method,
  ];
  return { seen, isCalled, isLeft, seenAfter: await given() };
}

/** Has the page's object ask whatever its prototype has at the time. */
export async function lateBound(): Promise<unknown> {
  const { install } = await trackfitBrowser();
  const { mediaDevices } = navigator;
  let calls = 0;
  mediaDevices.getUserMedia = (constraints) => {
    calls += 1;
    if (calls > 50) throw new Error("getUserMedia() calls itself.");
    const method = Reflect.get(MediaDevices.prototype, "getUserMedia") as (
      ...values: unknown[]
    ) => Promise<MediaStream>;
    return Reflect.apply(method, mediaDevices, [constraints]);
  };
  const undo = install();
  const seen = await given();
  undo();
  return seen;
}

/** Shims the page as webrtc-adapter does in Safari. */
export async function adapted(when: "before" | "after"): Promise<unknown> {
  const { install } = await trackfitBrowser();
  const { shimGetUserMedia } = (await import(adapter)) as { shimGetUserMedia: (window: Window) => void };
  if (when === "before") shimGetUserMedia(window);
  const undo = install();
  if (when === "after") shimGetUserMedia(window);
  const seen = await given();
  undo();
  return [seen, await given()];
}

/** Installs with two copies of the package. */
export async function copies(): Promise<unknown> {
  const { install } = await trackfitBrowser();
  const copy = (await import(copyEntry)) as typeof import("../../../../bindings/browser/index.js");
  const undo = install();
  const warnings = await warningsOf(() => copy.install()());
  // Devices beside those installed, over the browser's own.
  const beside = await copy.createBrowserDevices();
  const stream = (await beside.getUserMedia({ video: exactly(320, 240) })) as unknown as MediaStream;
  const { width, height } = only(stream.getVideoTracks()).getSettings();
  stop(stream);
  const seen = [await given(), `${width}x${height}`];
  copy.uninstall();
  undo();
  return { warnings, seen, seenAfter: await given() };
}
