/** Media Capture and Streams, 9.2: devicechange and its notification steps. */
import { scene, type Scene } from "./scene.js";
import { back, front, headset, microphone } from "./sources.js";

/** How often devicechange has fired. */
function changesOf(s: Scene): { count: number } {
  const changes = { count: 0 };
  s.mediaDevices.addEventListener("devicechange", (event) => {
    expect(event.constructor).toBe(Event);
    expect([event.type, event.bubbles, event.cancelable]).toEqual(["devicechange", false, false]);
    expect(event.target).toBe(s.mediaDevices);
    changes.count += 1;
  });
  return changes;
}

describe("without exposure", () => {
  test("the first device of a kind and the last one going are told [9.2-6, 9.2-9]", async () => {
    const s = await scene({ devices: [front] });
    await s.until(s.mediaDevices.enumerateDevices());
    const changes = changesOf(s);
    s.host.plug(microphone);
    expect(changes.count).toBe(0);
    await s.settle();
    expect(changes.count).toBe(1);
    expect(await s.until(s.mediaDevices.enumerateDevices())).toHaveLength(2);
    s.unplug("front");
    await s.settle();
    expect(changes.count).toBe(2);
    expect((await s.until(s.mediaDevices.enumerateDevices())).map(({ kind }) => kind)).toEqual([
      "audioinput",
    ]);
  });

  test("a second device of a kind, and one of two going, are not [9.2-6, 9.2-7]", async () => {
    const s = await scene({ devices: [front, microphone] });
    await s.until(s.mediaDevices.enumerateDevices());
    const changes = changesOf(s);
    s.host.plug(back);
    await s.settle();
    s.host.plug(headset);
    await s.settle();
    s.unplug("front");
    await s.settle();
    s.host.setDefault("headset");
    await s.settle();
    expect(changes.count).toBe(0);
  });

  test("nor is a change that is undone before it could be seen [9.2-7]", async () => {
    const s = await scene({ devices: [front, microphone] });
    await s.until(s.mediaDevices.enumerateDevices());
    const changes = changesOf(s);
    s.unplug("front");
    s.host.plug(front);
    await s.settle();
    expect(changes.count).toBe(0);
  });
});

describe("with exposure", () => {
  test("every device that comes or goes is told, and a new default [9.2-10, 9.2-9]", async () => {
    const s = await scene({ devices: [front, microphone] });
    await s.take({ audio: true, video: true });
    await s.until(s.mediaDevices.enumerateDevices());
    const changes = changesOf(s);
    const seen: number[] = [];
    for (const change of [
      () => s.host.plug(back),
      () => s.host.plug(headset),
      () => s.host.setDefault("headset"),
      () => s.unplug("back"),
    ]) {
      change();
      await s.settle();
      seen.push(changes.count);
      await s.until(s.mediaDevices.enumerateDevices());
    }
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  test("a list that stays the same is not [9.2-7]", async () => {
    const s = await scene();
    await s.take({ audio: true, video: true });
    await s.until(s.mediaDevices.enumerateDevices());
    const changes = changesOf(s);
    s.host.setDefault("front");
    await s.settle();
    s.mute("front", true);
    await s.settle();
    expect(changes.count).toBe(0);
  });

  test("changes at one time are told at most once each [9.2-12]", async () => {
    const s = await scene({ devices: [front, microphone] });
    await s.take({ video: true, audio: true });
    await s.until(s.mediaDevices.enumerateDevices());
    const changes = changesOf(s);
    s.host.plug(back);
    s.host.plug(headset);
    await s.settle();
    expect([1, 2]).toContain(changes.count);
    expect(await s.until(s.mediaDevices.enumerateDevices())).toHaveLength(4);
  });
});

describe("while enumeration cannot proceed", () => {
  test("nothing is told; it is made up for with focus [9.2-11]", async () => {
    const s = await scene({ devices: [front] });
    await s.until(s.mediaDevices.enumerateDevices());
    const changes = changesOf(s);
    s.document.hasFocus = false;
    s.host.plug(microphone);
    await s.settle();
    expect(changes.count).toBe(0);
    s.document.hasFocus = true;
    await s.settle();
    expect(changes.count).toBe(1);
    s.document.hasFocus = false;
    s.document.hasFocus = true;
    await s.settle();
    expect(changes.count).toBe(1);
  });

  test("a change that is undone meanwhile is not told at all [9.2-11, 9.2-7]", async () => {
    const s = await scene({ devices: [front] });
    await s.until(s.mediaDevices.enumerateDevices());
    const changes = changesOf(s);
    s.document.hasFocus = false;
    s.host.plug(microphone);
    await s.settle();
    s.unplug("microphone");
    await s.settle();
    s.document.hasFocus = true;
    await s.settle();
    expect(changes.count).toBe(0);
  });
});

test("ondevicechange is the handler of the event [9.2-9]", async () => {
  const s = await scene({ devices: [front] });
  await s.until(s.mediaDevices.enumerateDevices());
  const seen: unknown[] = [];
  s.mediaDevices.ondevicechange = function (event) {
    seen.push(this, event.type);
  };
  s.host.plug(microphone);
  await s.settle();
  expect(seen).toEqual([s.mediaDevices, "devicechange"]);
});

test("two documents on one host are told each by its own exposure [9.2-6, 9.2-10]", async () => {
  const exposed = await scene({ devices: [front] });
  const plain = await scene({ host: exposed.host });
  await exposed.take({ video: true });
  for (const s of [exposed, plain]) await s.until(s.mediaDevices.enumerateDevices());
  const counts = [changesOf(exposed), changesOf(plain)];
  exposed.host.plug(back);
  await exposed.settle();
  await plain.settle();
  expect(counts.map(({ count }) => count)).toEqual([1, 0]);
});

test("timing can be fuzzed: the event comes within the time given, not at once", async () => {
  const s = await scene({ devices: [front], deviceChangeFuzz: 500 });
  await s.until(s.mediaDevices.enumerateDevices());
  const changes = changesOf(s);
  s.host.plug(microphone);
  await s.pass(500);
  expect(changes.count).toBe(1);
});
