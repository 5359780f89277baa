/** What media elements hold: nothing after they are uninstalled, and no element because of its stream. */
import { jest } from "@jest/globals";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { MediaStream } from "../../../bindings/capture/media-stream.js";
import { installMediaElements } from "../../../bindings/install/install-media-elements.js";
import { realClock } from "../../../bindings/hosts/real-clock.js";
import { Timeline } from "../../../bindings/sinks/media-element/timeline.js";
import { tasks, TestWindow, testTrack } from "./media-elements.js";

test("uninstalling lets go of streams, timers and promises, and no event follows", async () => {
  const window = new TestWindow();
  const [camera, later] = [testTrack("video"), testTrack("video")];
  const stream = new MediaStream([camera.track]);
  const { element: playing, take } = window.element("video", { autoplay: "" });
  const { element: waiting, take: takeWaiting } = window.element("video");
  const { element: paused, take: takePaused } = window.element("video");
  playing.srcObject = paused.srcObject = stream as never;
  waiting.srcObject = new MediaStream([later.track]);
  const promise = waiting.play();
  await tasks();
  camera.flow();
  await tasks();
  for (const taken of [take, takeWaiting, takePaused]) taken();
  window.uninstall();
  await expect(promise).rejects.toMatchObject({ name: "AbortError" });
  expect([camera.sinks.size, later.sinks.size, window.clock.pending]).toEqual([0, 0, 0]);
  camera.flow();
  camera.track.stop();
  later.track.stop();
  await window.clock.advance(1000);
  await tasks();
  expect([take(), takeWaiting(), takePaused()]).toEqual([[], [], []]);
  expect([playing.paused, playing.readyState, playing.played.length]).toEqual([true, 0, 0]);
  expect("srcObject" in playing).toBe(false);
  window.uninstall();
});

test("the timer of a playing element keeps no process alive", () => {
  const clock = realClock();
  const unref = jest.spyOn(clock, "unref");
  const timeline = new Timeline(clock, () => undefined);
  timeline.run(true);
  timeline.run(false);
  expect(unref).toHaveBeenCalledTimes(1);
});

test("only windows with media elements are taken", () => {
  for (const value of [{}, { HTMLMediaElement: Object }]) {
    expect(() => installMediaElements(value)).toThrow("window must be a window with media elements");
  }
});

test("a stream does not keep elements that have gone", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const camera = testTrack("video");
  const stream = new MediaStream([camera.track]);
  const window = new TestWindow();
  const add = (): WeakRef<HTMLMediaElement> => {
    const { element } = window.element("video", { autoplay: "" });
    element.srcObject = stream;
    return new WeakRef(element);
  };
  const elements = [add(), add(), add()];
  await tasks();
  camera.flow();
  await tasks();
  expect(camera.sinks.size).toBe(3);
  window.window.document.body.innerHTML = "";
  // jsdom remembers the last mutation.
  window.window.document.head.append("x");
  await tasks();
  expect(camera.sinks.size).toBe(0);
  for (let i = 0; i < 20 && elements.some((element) => element.deref()); i++) {
    await tasks();
    collect();
  }
  expect(elements.map((element) => element.deref())).toEqual([undefined, undefined, undefined]);
  // The listeners that are left find their elements gone.
  camera.track.stop();
});
