// Requests and constraints on virtual devices, beside the choice of settings alone: the rest is the capture objects'.
import { deepStrictEqual } from "node:assert/strict";

const AT_ONCE = 100;

function camera(deviceId, facingMode) {
  return {
    kind: "videoinput",
    deviceId,
    label: `Camera ${deviceId}`,
    facingMode,
    modes: [
      { width: 640, height: 480, frameRates: [30, 60] },
      { width: 1280, height: 720, frameRates: [30, 60] },
      { width: 1920, height: 1080, frameRates: [30] },
    ],
  };
}

const phone = [camera("front", "user"), camera("back", "environment")];
const request = { width: { ideal: 1280 }, height: { min: 480 }, facingMode: "user" };
const changes = [
  { width: { exact: 640 }, height: { exact: 360 }, frameRate: { max: 24 } },
  { width: { min: 1000 }, aspectRatio: 16 / 9 },
];

async function begin(bench, devices) {
  const entry = await import(new URL("index.js", bench.dist).href);
  const host = entry.virtualHost({ devices, clock: entry.steppedClock() });
  return { solver: await entry.createSolver(), mediaDevices: await entry.createMediaDevices({ host }) };
}

/** Ids are the document's own. */
function comparable(settings) {
  return { ...settings, deviceId: "", groupId: "" };
}

function stopAll(streams) {
  for (const stream of streams) for (const track of stream.getTracks()) track.stop();
}

function atOnce(call) {
  return Promise.all(Array.from({ length: AT_ONCE }, (_, i) => call(i)));
}

async function getUserMedia(bench) {
  const { solver, mediaDevices } = await begin(bench, phone);
  const front = solver.prepare(phone[0]);
  const take = () => mediaDevices.getUserMedia({ video: request });
  const stream = await take();
  const [track] = stream.getVideoTracks();
  deepStrictEqual(comparable(track.getSettings()), comparable(front.selectSettings(request).settings));
  stopAll([stream]);
  bench.add({
    id: "capture.get-user-media",
    title: "getUserMedia() for one of two cameras, awaited, and stop()",
    items: { noun: "calls", count: 1 },
    rivals: await bench.compareAsync([
      { name: "selectSettings() alone, for that camera", run: () => front.selectSettings(request) },
      { name: "getUserMedia() and stop()", run: async () => stopAll([await take()]) },
    ]),
  });
  bench.add({
    id: "capture.get-user-media-at-once",
    title: `${AT_ONCE} calls of getUserMedia() at once, and stop()`,
    items: { noun: "calls", count: AT_ONCE },
    rivals: await bench.compareAsync([
      { name: "selectSettings() alone", run: () => atOnce(() => front.selectSettings(request)) },
      { name: "getUserMedia() and stop()", run: async () => stopAll(await atOnce(take)) },
    ]),
  });
}

async function applyConstraints(bench) {
  const devices = Array.from({ length: AT_ONCE }, (_, i) => camera(`camera ${i}`, "user"));
  const { solver, mediaDevices } = await begin(bench, devices);
  const front = solver.prepare(devices[0]);
  // The ids of the document's devices are told once it has captured.
  stopAll([await mediaDevices.getUserMedia({ video: true })]);
  const infos = await mediaDevices.enumerateDevices();
  const streams = await Promise.all(
    infos.map(({ deviceId }) => mediaDevices.getUserMedia({ video: { deviceId: { exact: deviceId } } })),
  );
  const tracks = streams.flatMap((stream) => stream.getVideoTracks());
  for (const change of changes) {
    await tracks[0].applyConstraints(change);
    deepStrictEqual(comparable(tracks[0].getSettings()), comparable(front.selectSettings(change).settings));
  }
  let calls = 0;
  const next = () => changes[(calls += 1) & 1];
  bench.add({
    id: "capture.apply-constraints",
    title: "applyConstraints() by turns of two requests, awaited",
    items: { noun: "calls", count: 1 },
    rivals: await bench.compareAsync([
      { name: "selectSettings() alone", run: () => front.selectSettings(next()) },
      { name: "applyConstraints()", run: () => tracks[0].applyConstraints(next()) },
    ]),
    note: "Its promise resolves in a task of its own, so a single call waits for the event loop.",
  });
  bench.add({
    id: "capture.apply-constraints-at-once",
    title: `applyConstraints() on ${AT_ONCE} cameras at once`,
    items: { noun: "calls", count: AT_ONCE },
    rivals: await bench.compareAsync([
      { name: "selectSettings() alone", run: () => atOnce(() => front.selectSettings(next())) },
      {
        name: "applyConstraints()",
        run: () => atOnce((i) => tracks[i].applyConstraints(changes[calls & 1])),
      },
    ]),
  });
  stopAll(streams);
}

export async function capture(bench) {
  if (bench.wants("capture.get-user-media") || bench.wants("capture.get-user-media-at-once")) {
    await getUserMedia(bench);
  }
  if (bench.wants("capture.apply-constraints") || bench.wants("capture.apply-constraints-at-once")) {
    await applyConstraints(bench);
  }
}
