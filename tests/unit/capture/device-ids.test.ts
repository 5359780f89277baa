/** Media Capture and Streams, 9.3: the ids of devices, across documents, origins and visits. */
import { memoryStore } from "../../../bindings/capture/device-ids.js";
import { scene, type Scene, type SceneOptions } from "./scene.js";
import { plain } from "./sources.js";

/** A document in which devices are exposed, and the ids of its cameras and microphones by label. */
async function visit(options: SceneOptions): Promise<{ s: Scene; ids: Map<string, [string, string]> }> {
  const s = await scene(options);
  await s.take({ audio: true, video: true });
  const devices = await s.until(s.mediaDevices.enumerateDevices());
  return { s, ids: new Map(devices.map(({ label, deviceId, groupId }) => [label, [deviceId, groupId]])) };
}

const origin = "https://one.example";

test("documents of one origin see the same deviceIds [9.3-2]", async () => {
  const store = memoryStore();
  const [first, second] = [await visit({ origin, store }), await visit({ origin, store })];
  expect(first.ids.size).toBe(4);
  for (const [label, [deviceId]] of first.ids) expect(second.ids.get(label)?.[0]).toBe(deviceId);
});

test("documents of one origin see other groupIds [9.3-7]", async () => {
  const store = memoryStore();
  const [first, second] = [await visit({ origin, store }), await visit({ origin, store })];
  const groups = [first, second].map(({ ids }) => new Set([...ids.values()].map(([, groupId]) => groupId)));
  expect(groups.map(({ size }) => size)).toEqual([2, 2]);
  for (const group of groups[0] ?? []) expect(groups[1]?.has(group)).toBe(false);
});

test("documents of other origins see other deviceIds, of the same store and device [9.3-3]", async () => {
  const store = memoryStore();
  const seen = new Set<string>();
  for (const each of [origin, "https://two.example", "https://one.example:8443", "null"]) {
    for (const [deviceId] of (await visit({ origin: each, store })).ids.values()) seen.add(deviceId);
  }
  expect(seen.size).toBe(4 * 4);
});

test("ids tell nothing of the device, the host or the origin [9.3-3]", async () => {
  const { ids } = await visit({ origin });
  for (const [label, [deviceId, groupId]] of ids) {
    for (const id of [deviceId, groupId]) {
      expect(id.length).toBeGreaterThanOrEqual(8);
      for (const word of [
        "front",
        "back",
        "microphone",
        "headset",
        "phone",
        "example",
        label.toLowerCase(),
      ]) {
        expect(id.toLowerCase()).not.toContain(word);
      }
    }
  }
});

test("an origin's ids of two users differ: they hang on a secret of the store [9.3-3]", async () => {
  const [one, other] = [
    await visit({ origin, store: memoryStore() }),
    await visit({ origin, store: memoryStore() }),
  ];
  for (const [label, [deviceId]] of one.ids) expect(other.ids.get(label)?.[0]).not.toBe(deviceId);
});

test("a deviceId is kept for visits to come once a device was used [9.3-4]", async () => {
  const store = memoryStore();
  const first = await visit({ origin, store });
  first.s.document.unload();
  await first.s.settle();
  const back = first.ids.get("Back Camera")?.[0] ?? "";
  const later = await scene({ origin, store });
  const stream = await later.take({ video: { deviceId: { exact: back } } });
  expect(stream.getVideoTracks().map(({ label }) => label)).toEqual(["Back Camera"]);
});

test("clearing the store gives new deviceIds [9.3-5]", async () => {
  const items = new Map<string, string>();
  const store = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
  const first = await visit({ origin, store });
  expect(items.size).toBeGreaterThan(0);
  items.clear();
  const second = await visit({ origin, store });
  for (const [label, [deviceId]] of first.ids) expect(second.ids.get(label)?.[0]).not.toBe(deviceId);
  const stale = first.ids.get("Front Camera")?.[0] ?? "";
  await expect(second.s.take({ video: { deviceId: { exact: stale } } })).rejects.toMatchObject({
    name: "OverconstrainedError",
    constraint: "deviceId",
  });
});

test("the same device under another id in the host is another one; a device without label has none [9.3-6]", async () => {
  const s = await scene({ devices: [plain, { ...plain, deviceId: "twin" }] });
  await s.take({ video: true });
  const devices = await s.until(s.mediaDevices.enumerateDevices());
  expect(devices.map(({ label }) => label)).toEqual(["", ""]);
  expect(new Set(devices.map(({ deviceId }) => deviceId)).size).toBe(2);
  expect(new Set(devices.map(({ groupId }) => groupId)).size).toBe(2);
});

test("kind and toJSON of a device [9.3-8, 9.3-9]", async () => {
  const { s } = await visit({ origin });
  for (const device of await s.until(s.mediaDevices.enumerateDevices())) {
    const { deviceId, kind, label, groupId } = device;
    expect(["audioinput", "videoinput"]).toContain(kind);
    const json = device.toJSON() as unknown;
    expect(json).toEqual({ deviceId, kind, label, groupId });
    expect(Object.keys(json as object)).toEqual(["deviceId", "kind", "label", "groupId"]);
    expect(Object.getPrototypeOf(json)).toBe(Object.prototype);
    expect(JSON.parse(JSON.stringify(device))).toEqual(json);
  }
});

test("a device in use keeps its id until it is not used any more, though the ids be cleared", async () => {
  const s = await scene({ origin });
  const track = await s.camera("front");
  const idOf = async (): Promise<string | undefined> =>
    (await s.until(s.mediaDevices.enumerateDevices())).find(({ label }) => label === "Front Camera")
      ?.deviceId;
  const { deviceId } = track.getSettings();
  s.userAgent.clearStorage();
  expect([track.getSettings().deviceId, track.getCapabilities().deviceId, await idOf()]).toEqual([
    deviceId,
    deviceId,
    deviceId,
  ]);
  const again = await s.take({ video: { deviceId: { exact: deviceId ?? "" } } });
  for (const each of [track, ...again.getTracks()]) each.stop();
  expect(s.watched.open).toEqual([]);
  expect(await idOf()).not.toBe(deviceId);
});
