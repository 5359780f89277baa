/** Media elements and streams: play(), pause(), the promises, the timeline. */
import { MediaStream } from "../../../bindings/capture/media-stream.js";
import { JSDOM } from "jsdom";
import { installMediaElements } from "../../../bindings/install/install-media-elements.js";
import { tasks, TestWindow, testTrack, type TestTrack } from "./media-elements.js";

const window = new TestWindow();
/** It does not tell what jsdom has not implemented. */
const silent = new TestWindow();
silent.virtualConsole.removeAllListeners("jsdomError");

/** A video element with data, not yet playing, whose events so far have been taken. */
async function loaded(attributes: Readonly<Record<string, string>> = {}): Promise<{
  element: HTMLVideoElement;
  take: () => string[];
  camera: TestTrack;
  stream: MediaStream;
}> {
  const camera = testTrack("video");
  const stream = new MediaStream([camera.track]);
  const { element, take } = window.element("video", attributes);
  element.srcObject = stream;
  await tasks();
  camera.flow();
  await tasks();
  take();
  return { element, take, camera, stream };
}

/** What has become of a promise so far. */
function settled(promise: Promise<void>): string[] {
  const outcome: string[] = [];
  promise.then(
    () => outcome.push("resolved"),
    (error: unknown) => outcome.push((error as DOMException).name),
  );
  return outcome;
}

describe("play()", () => {
  test("with data: play, playing, and the promise resolves with playing", async () => {
    const { element, take, camera } = await loaded();
    const outcome = settled(element.play());
    expect(element.paused).toBe(false);
    expect(camera.sinks.size).toBe(1);
    await Promise.resolve();
    expect(outcome).toEqual([]);
    await tasks();
    expect(take()).toEqual(["play", "playing"]);
    expect(outcome).toEqual(["resolved"]);
    element.srcObject = null;
  });

  test("while playing it fires nothing and resolves", async () => {
    const { element, take } = await loaded();
    await element.play();
    take();
    const outcome = settled(element.play());
    await tasks();
    expect(outcome).toEqual(["resolved"]);
    expect(take()).toEqual([]);
    element.srcObject = null;
  });

  test("before there is data it waits", async () => {
    const camera = testTrack("video");
    const { element, take } = window.element("video");
    element.srcObject = new MediaStream([camera.track]);
    const outcome = settled(element.play());
    await tasks();
    expect(take()).toEqual(["play", "waiting", "loadstart"]);
    await window.clock.advance(1000);
    expect([element.currentTime, outcome]).toEqual([0, []]);
    camera.flow();
    await tasks();
    expect(take()).toEqual([
      ...["durationchange", "resize", "loadedmetadata", "loadeddata", "canplay", "playing", "canplaythrough"],
    ]);
    expect(outcome).toEqual(["resolved"]);
    element.srcObject = null;
  });

  test.each([
    ["pause()", (element: HTMLVideoElement) => element.pause()],
    ["load()", (element: HTMLVideoElement) => element.load()],
    ["srcObject = null", (element: HTMLVideoElement) => (element.srcObject = null)],
    ["another stream", (element: HTMLVideoElement) => (element.srcObject = new MediaStream() as never)],
  ])("its promise rejects with an AbortError on %s", async (_, interrupt) => {
    const { element } = window.element("video");
    element.srcObject = new MediaStream();
    const promise = element.play();
    await tasks();
    interrupt(element);
    await expect(promise).rejects.toMatchObject({ name: "AbortError" });
    await expect(promise).rejects.toBeInstanceOf(DOMException);
    expect(element.paused).toBe(true);
  });

  test.each([
    ["pause()", (element: HTMLVideoElement) => element.pause()],
    ["load()", (element: HTMLVideoElement) => element.load()],
    ["srcObject = null", (element: HTMLVideoElement) => (element.srcObject = null)],
    ["a stream", (element: HTMLVideoElement) => (element.srcObject = new MediaStream() as never)],
  ])("without a stream its promise is pending, until %s rejects it", async (_, interrupt) => {
    const { element } = silent.element("video");
    const [promise, another] = [element.play(), element.play()];
    const outcome = settled(promise);
    await tasks();
    expect(outcome).toEqual([]);
    interrupt(element);
    for (const one of [promise, another]) await expect(one).rejects.toMatchObject({ name: "AbortError" });
    element.srcObject = null;
  });

  test("without a stream a promise of the window's own is the one returned", () => {
    const own = Promise.resolve();
    const other = new JSDOM().window;
    other.HTMLMediaElement.prototype.play = () => own;
    const uninstall = installMediaElements(other);
    expect(other.document.createElement("video").play()).toBe(own);
    uninstall();
  });

  test("a rejection that nobody looks at is no unhandled one", async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown): void => void unhandled.push(reason);
    process.on("unhandledRejection", listener);
    const { element } = window.element("video");
    element.srcObject = new MediaStream();
    void element.play();
    element.srcObject = null;
    await tasks();
    process.off("unhandledRejection", listener);
    expect(unhandled).toEqual([]);
  });

  test("a promise that was to be resolved by a task is resolved when a new load removes the task", async () => {
    const { element, take } = await loaded();
    const outcome = settled(element.play());
    element.srcObject = null;
    await tasks();
    expect(outcome).toEqual(["resolved"]);
    expect(take()).toEqual(["abort", "emptied"]);
  });
});

describe("pause()", () => {
  test("timeupdate, pause; nothing is read; nothing happens twice", async () => {
    const { element, take, camera } = await loaded();
    await element.play();
    take();
    element.pause();
    element.pause();
    expect(element.paused).toBe(true);
    expect(camera.sinks.size).toBe(0);
    await tasks();
    expect(take()).toEqual(["timeupdate", "pause"]);
    expect(element.readyState).toBe(element.HAVE_ENOUGH_DATA);
    expect(window.clock.pending).toBe(0);
  });

  test("and on: play, playing", async () => {
    const { element, take, camera } = await loaded();
    await element.play();
    element.pause();
    await tasks();
    take();
    await element.play();
    expect(take()).toEqual(["play", "playing"]);
    expect(camera.sinks.size).toBe(1);
    element.srcObject = null;
  });
});

describe("currentTime", () => {
  test("is 0 at first and runs by the clock only while the element plays", async () => {
    const { element } = await loaded();
    await window.clock.advance(500);
    expect(element.currentTime).toBe(0);
    await element.play();
    await window.clock.advance(1250);
    expect(element.currentTime).toBe(1.25);
    element.pause();
    await window.clock.advance(5000);
    expect(element.currentTime).toBe(1.25);
    await element.play();
    await window.clock.advance(750);
    expect(element.currentTime).toBe(2);
    element.srcObject = null;
    expect(element.currentTime).toBe(0);
  });

  test("timeupdate comes every 250 ms while the element plays, first later than 0", async () => {
    const { element, take } = await loaded();
    await element.play();
    take();
    const times: number[] = [];
    element.addEventListener("timeupdate", () => times.push(element.currentTime));
    await window.clock.advance(1100);
    expect(times).toEqual([0.25, 0.5, 0.75, 1]);
    expect(take()).toEqual(Array(4).fill("timeupdate"));
    element.srcObject = null;
    expect(window.clock.pending).toBe(0);
  });

  test("two elements on one stream have timelines of their own", async () => {
    const { element, stream, camera } = await loaded();
    await element.play();
    await window.clock.advance(1000);
    const { element: late } = window.element("video", { autoplay: "" });
    late.srcObject = stream;
    await tasks();
    camera.flow();
    await window.clock.advance(500);
    expect([element.currentTime, late.currentTime]).toEqual([1.5, 0.5]);
    element.srcObject = late.srcObject = null;
  });
});

describe("an element that leaves the document", () => {
  test("pauses, unless it is back in the same script", async () => {
    const { element, take, camera } = await loaded();
    await element.play();
    take();
    const { body } = window.window.document;
    element.remove();
    body.append(element);
    await tasks();
    expect(element.paused).toBe(false);
    body.innerHTML = "";
    await tasks();
    expect(element.paused).toBe(true);
    expect(take()).toEqual(["timeupdate", "pause"]);
    expect(camera.sinks.size).toBe(0);
    expect(window.clock.pending).toBe(0);
  });

  test("out of a shadow tree, or together with its host", async () => {
    const { document } = window.window;
    for (const removed of ["element", "host"] as const) {
      const { element } = await loaded();
      const host = document.createElement("div");
      document.body.append(host);
      host.attachShadow({ mode: "open" }).append(element);
      await element.play();
      await tasks();
      expect(element.paused).toBe(false);
      ({ element, host })[removed].remove();
      await tasks();
      expect(element.paused).toBe(true);
    }
  });

  test("one that never was in it plays on, and pauses when it has come and gone", async () => {
    const { element } = await loaded();
    element.remove();
    await tasks();
    await element.play();
    window.window.document.head.append("x");
    await tasks();
    expect(element.paused).toBe(false);
    window.window.document.body.append(element);
    await tasks();
    element.remove();
    await tasks();
    expect(element.paused).toBe(true);
  });

  test("closing the window lets go of everything", async () => {
    const other = new TestWindow();
    const camera = testTrack("video");
    const { element } = other.element("video", { autoplay: "" });
    element.srcObject = new MediaStream([camera.track]);
    await tasks();
    camera.flow();
    expect(camera.sinks.size).toBe(1);
    other.window.close();
    await tasks();
    expect(camera.sinks.size).toBe(0);
    expect(other.clock.pending).toBe(0);
  });
});
