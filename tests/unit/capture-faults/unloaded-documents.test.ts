/** Documents that are gone while requests are pending. */
import type { PromptAnswer } from "../../../bindings/capture/media-devices-options.js";
import type { MediaStream } from "../../../bindings/capture/media-stream.js";
import { type Scene, scene } from "../capture/scene.js";

/** Nothing may be open or on its way; a promise that settles may not hand out a live track. */
async function expectNothing(s: Scene, ...promises: Promise<MediaStream>[]): Promise<void> {
  const streams: MediaStream[] = [];
  for (const promise of promises) promise.then((stream) => streams.push(stream)).catch(() => undefined);
  await s.settle();
  await s.pass(10_000);
  expect(streams.some(({ active }) => active)).toBe(false);
  expect([s.host.openSources, s.clock.pending]).toEqual([0, 0]);
  expect([...s.userAgent.indicators.devicesLive.values()]).not.toContain(true);
}

test("while it waits for focus: nothing is asked and nothing opened", async () => {
  let prompts = 0;
  const s = await scene({ prompt: () => ((prompts += 1), "granted") });
  s.document.hasFocus = false;
  const promise = s.mediaDevices.getUserMedia({ video: true });
  await s.settle();
  s.document.unload();
  s.document.hasFocus = true;
  await expectNothing(s, promise);
  expect([prompts, s.watched.opened]).toEqual([0, []]);
});

test("in the same turn: nothing is asked and nothing opened", async () => {
  let prompts = 0;
  const s = await scene({ prompt: () => ((prompts += 1), "granted") });
  const promises = [
    s.mediaDevices.getUserMedia({ video: true, audio: true }),
    s.mediaDevices.getUserMedia({ audio: true }),
  ];
  s.document.unload();
  await expectNothing(s, ...promises);
  expect([prompts, s.watched.opened]).toEqual([0, []]);
});

test.each<PromptAnswer>(["granted", "denied", { remember: true }])(
  "while the user is asked: the answer, %j, comes too late",
  async (answer) => {
    const answers: ((answer: PromptAnswer) => void)[] = [];
    const s = await scene({ prompt: () => new Promise<PromptAnswer>((resolve) => answers.push(resolve)) });
    const promise = s.mediaDevices.getUserMedia({ video: true, audio: true });
    await s.settle();
    expect(answers).toHaveLength(1);
    s.document.unload();
    answers[0]?.(answer);
    await expectNothing(s, promise);
    expect([answers.length, s.watched.opened]).toEqual([1, []]);
  },
);

test("while devices are being opened: they are closed, and no other is tried", async () => {
  const s = await scene();
  const tried: string[] = [];
  s.watched.beforeOpen = (id) => {
    tried.push(id);
    s.document.unload();
  };
  await expectNothing(s, s.mediaDevices.getUserMedia({ video: true }));
  expect(tried).toHaveLength(1);
});

test("with live tracks: they end at once, without an event, and stay so", async () => {
  const s = await scene();
  const track = await s.camera("front");
  const microphone = await s.microphone("microphone");
  microphone.enabled = false;
  await s.pass(3000);
  const events: string[] = [];
  for (const each of [track, microphone]) {
    for (const type of ["ended", "mute", "unmute"]) each.addEventListener(type, () => events.push(type));
  }
  s.mediaDevices.addEventListener("devicechange", () => events.push("devicechange"));
  const promise = track.applyConstraints({ width: { exact: 1280 } });
  s.host.mute("front");
  s.document.unload();
  expect([track.readyState, microphone.readyState, s.host.openSources]).toEqual(["ended", "ended", 0]);
  await s.until(Promise.allSettled([promise]));
  s.unplug("front");
  microphone.enabled = true;
  await expectNothing(s);
  expect(events).toEqual([]);
});

test("with a device that was unplugged in the same turn: its tracks end at once, too", async () => {
  const s = await scene();
  const track = await s.camera("front");
  const events: string[] = [];
  track.addEventListener("ended", () => events.push("ended"));
  s.unplug("front");
  s.document.unload();
  expect(track.readyState).toBe("ended");
  await expectNothing(s);
  expect(events).toEqual([]);
});

test("requests of a document that is gone are InvalidStateError", async () => {
  const s = await scene();
  s.document.unload();
  await expect(s.take({ video: true })).rejects.toMatchObject({ name: "InvalidStateError" });
});
