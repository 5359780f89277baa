/** A thousand requests at once. */
import { scene } from "../capture/scene.js";

test("all resolve, on one open device; when all tracks are stopped, none is open", async () => {
  const s = await scene();
  const promises = Array.from({ length: 1000 }, () => s.mediaDevices.getUserMedia({ video: { width: 640 } }));
  const streams = await s.until(Promise.all(promises));
  const tracks = streams.flatMap((stream) => stream.getTracks());
  expect(new Set(tracks.map(({ id }) => id)).size).toBe(1000);
  expect(tracks.every(({ readyState }) => readyState === "live")).toBe(true);
  expect([s.host.openSources, s.watched.opened.length]).toEqual([1, 1]);
  const [last, ...others] = tracks.reverse();
  for (const track of others) track.stop();
  await s.settle();
  expect(s.host.openSources).toBe(1);
  last?.stop();
  expect(s.host.openSources).toBe(0);
  await s.pass(3000);
  expect(s.clock.pending).toBe(0);
}, 60_000);

test("so do those that ask for different sizes, rates and kinds", async () => {
  const s = await scene();
  const promises = Array.from({ length: 60 }, (_, i) =>
    s.mediaDevices.getUserMedia({
      video: { width: { exact: 100 + i }, frameRate: { max: 5 + i }, facingMode: { exact: "user" } },
      audio: { sampleRate: { exact: 8000 + 100 * i } },
    }),
  );
  const streams = await s.until(Promise.all(promises));
  expect(streams.map((stream) => stream.getVideoTracks()[0]?.getSettings().width)).toEqual(
    streams.map((_, i) => 100 + i),
  );
  expect(streams.map((stream) => stream.getAudioTracks()[0]?.getSettings().sampleRate)).toEqual(
    streams.map((_, i) => 8000 + 100 * i),
  );
  expect([s.host.openSources, s.watched.opened.length]).toEqual([2, 2]);
  for (const stream of streams) for (const track of stream.getTracks()) track.stop();
  await s.settle();
  expect(s.host.openSources).toBe(0);
}, 60_000);

test("each fails for itself", async () => {
  const s = await scene({ failureLimit: false });
  const promises = Array.from({ length: 300 }, (_, i) =>
    s.mediaDevices.getUserMedia({ video: { width: { exact: i % 3 === 0 ? 640 : 99_999 } } }),
  );
  const results = await s.until(Promise.allSettled(promises));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(100);
  expect(s.host.openSources).toBe(1);
}, 60_000);

test("requests and stops that overlap leave nothing open", async () => {
  const s = await scene();
  const run = async (): Promise<void> => {
    const stream = await s.mediaDevices.getUserMedia({ video: true, audio: true });
    for (const track of stream.getTracks()) track.stop();
  };
  await s.until(Promise.all(Array.from({ length: 300 }, run)));
  await s.settle();
  expect(s.host.openSources).toBe(0);
  await s.pass(3000);
  expect(s.clock.pending).toBe(0);
}, 60_000);
