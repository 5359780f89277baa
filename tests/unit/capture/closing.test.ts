/** What is left of a MediaDevices object whose document has gone, or that was installed and is no more. */
import { createMediaDevices } from "../../../bindings/capture/create-media-devices.js";
import { contextOf } from "../../../bindings/capture/media-devices.js";
import { Permissions } from "../../../bindings/capture/permissions.js";
import { userAgentOf } from "../../../bindings/capture/user-agent.js";
import { DocumentState } from "../../../bindings/capture/document-state.js";
import { virtualHost, type VirtualHost } from "../../../bindings/hosts/virtual/virtual-host.js";
import { install } from "../../../bindings/install/install.js";
import { only, scene } from "./scene.js";

/** Counts the observers that something has. */
function countObservers(observed: { observe(listener: never): () => void }): () => number {
  const observe = observed.observe.bind(observed) as (listener: unknown) => () => void;
  let count = 0;
  Object.assign(observed, {
    observe(listener: unknown) {
      const stop = observe(listener);
      let isOver = false;
      count += 1;
      return () => {
        stop();
        if (!isOver) count -= 1;
        isOver = true;
      };
    },
  });
  return () => count;
}

test("documents that have gone observe nothing any more", async () => {
  const [host, permissions] = [virtualHost(), new Permissions()];
  const counts = [countObservers(host), countObservers(permissions)];
  for (let i = 0; i < 10; i++) {
    const document = new DocumentState();
    const ofDocument = countObservers(document);
    const mediaDevices = await createMediaDevices({ host, permissions, document });
    expect(Math.min(ofDocument(), ...counts.map((count) => count()))).toBeGreaterThan(0);
    userAgentOf(mediaDevices).document.unload();
    expect([ofDocument(), ...counts.map((count) => count())]).toEqual([0, 0, 0]);
  }
});

test("a document that has gone before observes nothing at all", async () => {
  const host = virtualHost();
  const count = countObservers(host);
  const document = new DocumentState();
  document.unload();
  await createMediaDevices({ host, document });
  expect(count()).toBe(0);
});

test("what was installed and is no more observes nothing, unless it was given", async () => {
  const host = virtualHost();
  const count = countObservers(host);
  for (let i = 0; i < 10; i++) install({ console }, { host })();
  expect(count()).toBe(0);
  expect(() => install(Object.preventExtensions({ navigator: {} }), { host })).toThrow(TypeError);
  expect(count()).toBe(0);
  const mediaDevices = await createMediaDevices({ host });
  const own = count();
  install({ console }, { mediaDevices })();
  expect(count()).toBe(own);
});

test("tracks that are live when it is closed are the last to go", async () => {
  const s = await scene();
  const host: VirtualHost = s.host;
  const count = countObservers(host);
  const other = await scene({ host, permissions: { camera: "granted" } });
  const track = await other.camera("front", { width: { exact: 1280 } });
  const clone = track.clone();
  contextOf(other.mediaDevices).close();
  await other.until(track.applyConstraints({ width: { exact: 640 } }));
  expect(track.getSettings().width).toBe(640);
  track.stop();
  expect(count()).toBeGreaterThan(0);
  // Permission is withdrawn of a track, too, that nothing else of its document has outlived.
  other.permissions.set("camera", "denied");
  await other.settle();
  expect(clone.readyState).toBe("ended");
  expect(count()).toBe(0);
});

test("requests of before it was closed and of after are answered, and leave nothing", async () => {
  const s = await scene();
  const count = countObservers(s.host);
  const other = await scene({ host: s.host });
  const early = other.mediaDevices.getUserMedia({ video: true });
  contextOf(other.mediaDevices).close();
  const tracks = [
    ...(await other.until(early)).getTracks(),
    ...(await other.take({ video: true })).getTracks(),
  ];
  for (const track of tracks) expect(track.readyState).toBe("live");
  for (const track of tracks) track.stop();
  expect(only(tracks.slice(1)).readyState).toBe("ended");
  expect(count()).toBe(0);
});
