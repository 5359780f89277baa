/** Permission that is revoked while it is used, or about to be. */
import { type Scene, scene } from "../capture/scene.js";

let s: Scene;

beforeEach(async () => {
  s = await scene({ permissions: { camera: "granted", microphone: "granted" } });
});

test.each<PermissionState>(["denied", "prompt"])(
  "to %s while live: the tracks end, each with one event in a task, others go on [4.3.1]",
  async (state) => {
    const camera = await s.camera("front");
    const tracks = [camera, camera.clone(), await s.camera("back")];
    const microphone = await s.microphone("microphone");
    const events: string[] = [];
    [...tracks, microphone].forEach((track, i) => track.addEventListener("ended", () => events.push(`${i}`)));
    s.permissions.set("camera", state);
    expect([tracks.map(({ readyState }) => readyState), events]).toEqual([["live", "live", "live"], []]);
    await s.settle();
    expect(events).toEqual(["0", "1", "2"]);
    expect([microphone.readyState, s.watched.open]).toEqual(["live", ["microphone"]]);
  },
);

test("and stopped in the same turn: no event", async () => {
  const track = await s.camera("front");
  const events: string[] = [];
  track.addEventListener("ended", () => events.push("ended"));
  s.permissions.set("camera", "denied");
  track.stop();
  await s.settle();
  expect(events).toEqual([]);
});

test("and cloned in the same turn: the clone ends as well", async () => {
  const track = await s.camera("front");
  s.permissions.set("camera", "denied");
  const clone = track.clone();
  await s.settle();
  expect([track.readyState, clone.readyState, s.host.openSources]).toEqual(["ended", "ended", 0]);
});

test("and granted again in the same turn: what was revoked has ended, and can be asked for again", async () => {
  const track = await s.camera("front");
  s.permissions.set("camera", "denied");
  s.permissions.set("camera", "granted");
  await s.settle();
  expect(track.readyState).toBe("ended");
  expect((await s.camera("front")).readyState).toBe("live");
});

test("of a device that has been given back: its tracks end, and it stays closed", async () => {
  const track = await s.camera("front");
  track.enabled = false;
  await s.pass(3000);
  s.permissions.set("camera", "denied");
  await s.settle();
  expect(track.readyState).toBe("ended");
  track.enabled = true;
  await s.settle();
  expect(s.host.openSources).toBe(0);
});

test("during applyConstraints: the promise settles, the track has ended", async () => {
  const track = await s.camera("front");
  s.watched.beforeConfigure = () => s.permissions.set("camera", "denied");
  await s.until(Promise.allSettled([track.applyConstraints({ width: { exact: 1280 } })]));
  await s.settle();
  expect([track.readyState, s.host.openSources]).toEqual(["ended", 0]);
});

test("while the device is being opened: NotAllowedError, and it is closed again", async () => {
  s.watched.beforeOpen = () => s.permissions.set("camera", "denied");
  const promise = s.mediaDevices.getUserMedia({ video: true });
  await expect(s.until(promise)).rejects.toMatchObject({ name: "NotAllowedError" });
  await s.settle();
  expect(s.host.openSources).toBe(0);
});

test("while the user is asked for another kind: that kind fails the request", async () => {
  s = await scene({
    permissions: { camera: "granted" },
    prompt: () => {
      s.permissions.set("camera", "denied");
      return "granted";
    },
  });
  await expect(s.take({ video: true, audio: true })).rejects.toMatchObject({ name: "NotAllowedError" });
  await s.settle();
  expect(s.host.openSources).toBe(0);
});
