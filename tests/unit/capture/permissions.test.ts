/** Media Capture and Streams, 4.3.1: revoking permissions; 4.3: tearing a document down. */
import type { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import { Permissions } from "../../../bindings/capture/permissions.js";
import { only, scene } from "./scene.js";

function eventsAt(track: MediaStreamTrack): string[] {
  const types: string[] = [];
  for (const type of ["mute", "unmute", "ended"]) track.addEventListener(type, () => types.push(type));
  return types;
}

describe("revoking", () => {
  test.each([["denied"], ["prompt"]] as const)(
    "a kind's permission (%s) ends its live tracks, in tasks, and no others [4.3.1-19, 4.3.1-14]",
    async (state) => {
      const s = await scene({ permissions: { camera: "granted", microphone: "granted" } });
      const cameras = [await s.camera("front"), await s.camera("back")];
      const audio = await s.microphone("microphone");
      const logs = [...cameras, audio].map(eventsAt);
      s.permissions.set("camera", state);
      expect(cameras.map(({ readyState }) => readyState)).toEqual(["live", "live"]);
      await s.settle();
      expect(cameras.map(({ readyState }) => readyState)).toEqual(["ended", "ended"]);
      expect(audio.readyState).toBe("live");
      expect(logs).toEqual([["ended"], ["ended"], []]);
      expect(s.watched.open).toEqual(["microphone"]);
    },
  );

  test("one device's permission ends its tracks only [4.3.1-18]", async () => {
    const s = await scene({ permissions: { camera: "granted" } });
    const [front, back] = [await s.camera("front"), await s.camera("back")];
    const clone = front.clone();
    const { deviceId } = front.getSettings();
    s.permissions.set("camera", "denied", deviceId);
    await s.settle();
    expect([front.readyState, clone.readyState, back.readyState]).toEqual(["ended", "ended", "live"]);
    expect(s.watched.open).toEqual(["back"]);
  });

  test("a permission that was granted for the time of use ends its tracks as well [4.3.1-19]", async () => {
    const s = await scene();
    const track = await s.camera("front");
    s.permissions.set("camera", "denied");
    await s.settle();
    expect(track.readyState).toBe("ended");
    await expect(s.take({ video: true })).rejects.toMatchObject({ name: "NotAllowedError" });
  });

  test("the source stays open until the last of its tracks has ended [4.3.1-16]", async () => {
    const s = await scene({ permissions: { camera: "granted" } });
    const track = await s.camera("front");
    const clone = track.clone();
    const open: string[][] = [];
    for (const each of [track, clone]) each.addEventListener("ended", () => open.push(s.watched.open));
    s.permissions.set("camera", "denied");
    await s.settle();
    expect(open).toEqual([["front"], []]);
  });

  test("granting ends nothing [4.3.1-19]", async () => {
    const s = await scene();
    const track = await s.camera("front");
    s.permissions.set("camera", "granted");
    await s.settle();
    expect(track.readyState).toBe("live");
  });

  test("a track stopped before the task runs has no event [4.3.1-15]", async () => {
    const s = await scene({ permissions: { camera: "granted" } });
    const track = await s.camera("front");
    const events = eventsAt(track);
    s.permissions.set("camera", "denied");
    track.stop();
    await s.settle();
    expect(events).toEqual([]);
  });

  test("of a device that was given back for the time being ends its tracks, too [4.3.1-19]", async () => {
    const s = await scene({ permissions: { camera: "granted" } });
    const track = await s.camera("front");
    track.enabled = false;
    await s.pass(3000);
    s.permissions.set("camera", "denied");
    await s.settle();
    expect(track.readyState).toBe("ended");
  });
});

describe("the document's end", () => {
  // covers: 4.3-4, 4.3-5, 4.3-6, 4.3-7
  test("ends all tracks and stops all sources, and fires nothing", async () => {
    const s = await scene();
    const stream = await s.take({ audio: true, video: true });
    const [video, audio] = [only(stream.getVideoTracks()), only(stream.getAudioTracks())];
    const clone = video.clone();
    const other = await s.camera("back");
    const logs = [video, audio, clone, other].map(eventsAt);
    expect(s.watched.open).toHaveLength(3);
    s.document.unload();
    expect([video, audio, clone, other].map(({ readyState }) => readyState)).toEqual(Array(4).fill("ended"));
    await s.settle();
    expect(s.watched.open).toEqual([]);
    expect(s.host.openSources).toBe(0);
    expect(logs.flat()).toEqual([]);
    expect(stream.active).toBe(false);
  });

  test("leaves another document's tracks on the same devices alone [4.3-5, 4.3-6]", async () => {
    const first = await scene();
    const other = await scene({ host: first.host });
    const [one, two] = [await first.camera("front"), await other.camera("front")];
    first.document.unload();
    await first.settle();
    expect([one.readyState, two.readyState]).toEqual(["ended", "live"]);
    expect(other.watched.open).toEqual(["front"]);
  });

  test.each([0, 1, 2, 4, 8, 16, 32, 64])(
    "%i microtasks into a request: nothing stays open [4.3-6]",
    async (turns) => {
      const s = await scene();
      const promise = s.mediaDevices.getUserMedia({ audio: true, video: true });
      promise.catch(() => undefined);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      s.document.unload();
      await s.settle();
      expect(s.host.openSources).toBe(0);
    },
  );
});

test("a device's own state is kept though its kind has the same at present", () => {
  const permissions = new Permissions({ camera: "denied" });
  const told: unknown[] = [];
  permissions.observe((...change) => told.push(change));
  permissions.set("camera", "denied", "front");
  permissions.set("camera", "granted");
  expect([permissions.state("camera"), permissions.state("camera", "front")]).toEqual(["granted", "denied"]);
  expect(told).toEqual([["camera", undefined]]);
});
