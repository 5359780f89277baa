/**
 * Constraints are resolved in a worker that dies: what was asked is asked again, once; nothing else is disturbed. The
 * built package runs, as users have it.
 */
import type { Worker as Thread } from "node:worker_threads";
import type * as Entry from "../../../bindings/index.js";
import type { MediaDevices } from "../../../bindings/capture/media-devices.js";
import type { MediaStream } from "../../../bindings/capture/media-stream.js";
import type { VirtualHost } from "../../../bindings/hosts/virtual/virtual-host.js";
import { type Fault, faulty, sound } from "../../worker/sources.js";
import { back, front, microphone } from "../capture/sources.js";

const built = (await import(new URL("../../../dist/index.js", import.meta.url).href)) as typeof Entry;

/** The workers to be opened, one after another; sound ones follow. */
let faults: (Fault | undefined)[] = [];
const opened: Thread[] = [];
const { Worker: platformWorker } = globalThis as { Worker?: unknown };

/** Stands in for the platform's Worker, by which the solver opens its own: `new` gives what it returns. */
function FaultyWorker(): Thread {
  const fault = faults.shift();
  const worker = fault ? faulty(fault) : sound();
  opened.push(worker);
  return worker;
}

let host: VirtualHost;
let mediaDevices: MediaDevices;

async function begin(...all: (Fault | undefined)[]): Promise<void> {
  faults = all;
  host = built.virtualHost({ devices: [front, back, microphone], clock: built.steppedClock() });
  mediaDevices = await built.createMediaDevices({ host, worker: true });
}

function stop(...streams: MediaStream[]): void {
  for (const stream of streams) for (const track of stream.getTracks()) track.stop();
}

beforeAll(() => {
  Object.assign(globalThis, { Worker: FaultyWorker });
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((worker) => worker.terminate()));
});

afterAll(() => {
  Object.assign(globalThis, { Worker: platformWorker });
});

test("a sound worker answers as the thread does", async () => {
  await begin();
  const stream = await mediaDevices.getUserMedia({ video: { width: { exact: 320 } }, audio: true });
  expect(stream.getVideoTracks()[0]?.getSettings().width).toBe(320);
  await expect(mediaDevices.getUserMedia({ video: { width: { exact: 99_999 } } })).rejects.toMatchObject({
    name: "OverconstrainedError",
    constraint: "width",
  });
  expect(opened).toHaveLength(1);
  stop(stream);
});

test.each<[at: Fault["at"], how: Fault["how"]]>([
  ["selectJointly", "throw"],
  ["selectJointly", "exit"],
])("a worker that dies at %s (%s): the request is answered by the next", async (at, how) => {
  await begin({ at, how });
  const stream = await mediaDevices.getUserMedia({ video: { width: { exact: 320 } } });
  expect(stream.getVideoTracks()[0]?.getSettings().width).toBe(320);
  expect([opened.length, host.openSources]).toEqual([2, 1]);
  stop(stream);
  expect(host.openSources).toBe(0);
});

test("a request that kills two workers is AbortError, and the next one is answered", async () => {
  await begin({ at: "selectJointly", how: "exit" }, { at: "selectJointly", how: "exit" });
  const error: unknown = await mediaDevices.getUserMedia({ video: true }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DOMException);
  expect(error).toMatchObject({ name: "AbortError" });
  expect(host.openSources).toBe(0);
  const stream = await mediaDevices.getUserMedia({ video: true });
  expect(stream.active).toBe(true);
  stop(stream);
});

test("several requests at once that lose their worker are all answered", async () => {
  await begin({ at: "selectJointly", how: "exit" });
  const streams = await Promise.all(
    Array.from({ length: 10 }, () => mediaDevices.getUserMedia({ video: true, audio: true })),
  );
  expect(streams.every(({ active }) => active)).toBe(true);
  expect(host.openSources).toBe(2);
  stop(...streams);
  expect(host.openSources).toBe(0);
});

test("a worker that dies between requests: tracks live on, and their constraints can be applied", async () => {
  await begin();
  const stream = await mediaDevices.getUserMedia({ video: true });
  const [track] = stream.getVideoTracks();
  if (!track) throw new Error("There is no track.");
  await opened[0]?.terminate();
  await track.applyConstraints({ width: { exact: 320 } });
  expect(track.getSettings().width).toBe(320);
  expect(opened).toHaveLength(2);
  expect(host.openSources).toBe(1);
  stop(stream);
});

test("applyConstraints() that kills two workers is AbortError; constraints and settings stay", async () => {
  await begin();
  const stream = await mediaDevices.getUserMedia({ video: { width: { exact: 640 } } });
  const [track] = stream.getVideoTracks();
  if (!track) throw new Error("There is no track.");
  const before = [track.getConstraints(), track.getSettings()];
  const fault = { at: "selectJointly" as Fault["at"], how: "exit" } as const;
  faults = [fault, fault];
  await opened[0]?.terminate();
  const error: unknown = await track
    .applyConstraints({ width: { exact: 320 } })
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "AbortError" });
  expect([track.getConstraints(), track.getSettings(), track.readyState]).toEqual([...before, "live"]);
  await track.applyConstraints({ width: { exact: 320 } });
  expect(track.getSettings().width).toBe(320);
  stop(stream);
});

test("devices unplugged while the worker is being replaced are gone", async () => {
  await begin({ at: "selectJointly", how: "exit" });
  const promise = mediaDevices.getUserMedia({ audio: true });
  while (opened.length === 0) await new Promise((resolve) => setImmediate(resolve));
  host.unplug("microphone");
  await expect(promise).rejects.toMatchObject({
    name: expect.stringMatching(/^(AbortError|NotFoundError)$/) as string,
  });
  expect(host.openSources).toBe(0);
});
