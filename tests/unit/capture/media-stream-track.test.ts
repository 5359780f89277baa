/** Media Capture and Streams, 4.3 (cloning, counting), 4.3.2 and 4.3.3. */
import { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import { type Scene, scene } from "./scene.js";
import { plain } from "./sources.js";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let s: Scene;

beforeEach(async () => {
  s = await scene();
});

/** The types of a track's events as they come. */
function eventsAt(track: MediaStreamTrack): string[] {
  const types: string[] = [];
  for (const type of ["mute", "unmute", "ended"]) track.addEventListener(type, () => types.push(type));
  return types;
}

describe("attributes", () => {
  test("kind, id and label of a camera's and a microphone's track [4.3.3-1, 4.3.3-2, 4.3.3-3]", async () => {
    const [video, audio] = [await s.camera("front"), await s.microphone("microphone")];
    expect([video.kind, audio.kind]).toEqual(["video", "audio"]);
    expect([video.label, audio.label]).toEqual(["Front Camera", "Phone Microphone"]);
    for (const track of [video, audio]) {
      const { id } = track;
      expect(id).toMatch(uuid);
      track.enabled = false;
      await track.applyConstraints();
      track.stop();
      expect(track.id).toBe(id);
    }
    expect(video.id).not.toBe(audio.id);
  });

  // covers: 4.3.3-4
  test("the label of a device without one is empty", async () => {
    s = await scene({ devices: [plain] });
    expect((await s.camera("plain")).label).toBe("");
  });

  test("a new track is live, enabled and not muted [4.3.1-9, 4.3.3-7, 4.3.3-6]", async () => {
    const track = await s.camera("front");
    expect([track.readyState, track.enabled, track.muted]).toEqual(["live", true, false]);
  });

  test("a track of a source that is muted at that moment begins muted [4.3.1-10, 4.3.3-6]", async () => {
    s.mute("front", true);
    const track = await s.camera("front");
    const events = eventsAt(track);
    expect([track.muted, track.enabled, track.readyState]).toEqual([true, true, "live"]);
    await s.settle();
    expect(events).toEqual([]);
  });

  test("enabled keeps what it was set to, whatever the track's state [4.3.3-5, 4.3.1-23]", async () => {
    const track = await s.camera("front");
    track.enabled = false;
    expect([track.enabled, track.muted]).toEqual([false, false]);
    track.enabled = true;
    expect(track.enabled).toBe(true);
    track.stop();
    track.enabled = false;
    expect(track.enabled).toBe(false);
    Reflect.set(track, "enabled", "yes");
    expect(track.enabled).toBe(true);
    Reflect.set(track, "enabled", 0);
    expect(track.enabled).toBe(false);
  });

  test("the handlers are called with the event, this being the track [4.3.3-8]", async () => {
    const track = await s.camera("front");
    const seen: unknown[] = [];
    for (const type of ["mute", "unmute", "ended"] as const) {
      track[`on${type}`] = function (event) {
        seen.push(this === track, event.type, event.target === track);
      };
    }
    s.mute("front", true);
    await s.settle();
    s.mute("front", false);
    await s.settle();
    s.unplug("front");
    await s.settle();
    expect(seen).toEqual([true, "mute", true, true, "unmute", true, true, "ended", true]);
  });

  test("attributes that are read-only ignore being set", async () => {
    const track = await s.camera("front");
    const before = [track.kind, track.id, track.label, track.muted, track.readyState];
    for (const name of ["kind", "id", "label", "muted", "readyState"]) {
      expect(Reflect.set(track, name, "other")).toBe(false);
    }
    expect([track.kind, track.id, track.label, track.muted, track.readyState]).toEqual(before);
  });
});

describe("stop", () => {
  test("ends the track at once and fires nothing [4.3.3-12, 4.3.3-7]", async () => {
    const track = await s.camera("front");
    const events = eventsAt(track);
    expect((track as { stop(): unknown }).stop()).toBeUndefined();
    expect(track.readyState).toBe("ended");
    await s.settle();
    expect(events).toEqual([]);
  });

  test("does nothing on a track that has ended, which stays so [4.3.3-10, 4.3.3-18]", async () => {
    const track = await s.camera("front");
    const events = eventsAt(track);
    track.stop();
    track.stop();
    expect(track.readyState).toBe("ended");
    s.mute("front", true);
    s.mute("front", false);
    await track.applyConstraints({ width: 640 });
    await s.pass(5000);
    expect([track.readyState, track.muted]).toEqual(["ended", false]);
    expect(events).toEqual([]);
  });

  test("stops the source when no other track needs it, and not before [4.3-1, 4.3.3-11]", async () => {
    const track = await s.camera("front");
    const clone = track.clone();
    expect(s.watched.open).toEqual(["front"]);
    track.stop();
    await s.settle();
    expect(s.watched.open).toEqual(["front"]);
    expect(clone.readyState).toBe("live");
    clone.stop();
    await s.settle();
    expect(s.watched.open).toEqual([]);
  });

  test("one source's end leaves another's alone [4.3-1]", async () => {
    const [front, back] = [await s.camera("front"), await s.camera("back")];
    front.stop();
    await s.settle();
    expect(s.watched.open).toEqual(["back"]);
    expect(back.readyState).toBe("live");
  });
});

describe("clone", () => {
  test("a new id, and the kind, label, readyState and enabled of the original [4.3-8, 4.3-9, 4.3.3-9]", async () => {
    const track = await s.camera("front");
    track.enabled = false;
    const clone = track.clone();
    expect(clone).toBeInstanceOf(MediaStreamTrack);
    expect(clone.id).toMatch(uuid);
    expect(clone.id).not.toBe(track.id);
    expect([clone.kind, clone.label, clone.readyState, clone.enabled]).toEqual([
      "video",
      "Front Camera",
      "live",
      false,
    ]);
    clone.enabled = true;
    expect(track.enabled).toBe(false);
  });

  test("a clone of an ended track is ended, and fires nothing [4.3.1-1]", async () => {
    const track = await s.camera("front");
    track.stop();
    const clone = track.clone();
    const events = eventsAt(clone);
    expect(clone.readyState).toBe("ended");
    await s.settle();
    expect(events).toEqual([]);
    expect(s.watched.open).toEqual([]);
    expect(clone.label).toBe("Front Camera");
    expect(clone.getSettings().facingMode).toBe("user");
  });

  test("a clone of a muted track is muted [4.3.1-10]", async () => {
    const track = await s.camera("front");
    s.mute("front", true);
    await s.settle();
    const clone = track.clone();
    expect(clone.muted).toBe(true);
    s.mute("front", false);
    await s.settle();
    expect([track.muted, clone.muted]).toEqual([false, false]);
  });

  test("the clone has the same source, which is not opened once more [4.3-10]", async () => {
    const track = await s.camera("front");
    const clone = track.clone();
    await s.settle();
    expect(s.watched.timesOpened("front")).toBe(1);
    expect(clone.getSettings().deviceId).toBe(track.getSettings().deviceId);
    expect(clone.getCapabilities()).toEqual(track.getCapabilities());
  });

  test("the clone begins with the constraints of the original and then has its own [4.3-11]", async () => {
    const track = await s.camera("front", { width: { exact: 320 }, advanced: [{ frameRate: { max: 15 } }] });
    const clone = track.clone();
    expect(clone.getConstraints()).toEqual(track.getConstraints());
    expect(clone.getSettings()).toEqual(track.getSettings());
    await s.until(clone.applyConstraints({ width: { exact: 640 } }));
    expect(track.getConstraints().width).toEqual({ exact: 320 });
    expect([track.getSettings().width, clone.getSettings().width]).toEqual([320, 640]);
    await s.until(track.applyConstraints());
    expect(clone.getConstraints()).toEqual({ width: { exact: 640 } });
  });

  test("a clone of a clone counts as well [4.3-1]", async () => {
    const track = await s.camera("front");
    const second = track.clone().clone();
    track.stop();
    await s.settle();
    expect(second.readyState).toBe("live");
    expect(s.watched.open).toEqual(["front"]);
  });
});

describe("after the end", () => {
  // covers: 4.3.2-2, 4.3.3-14
  test.each([["stop"], ["unplug"]] as const)(
    "by %s, settings are the inherent properties only",
    async (how) => {
      const track = await s.camera("front", { width: 1280 });
      const { deviceId, groupId } = track.getSettings();
      if (how === "stop") track.stop();
      else s.unplug("front");
      await s.settle();
      expect(track.readyState).toBe("ended");
      expect(track.getSettings()).toEqual({ deviceId, groupId, facingMode: "user" });
      expect(deviceId).toEqual(expect.stringMatching(/./));
    },
  );

  test("a property that the track did not have is not made up [4.3.3-14]", async () => {
    const track = await s.microphone("microphone");
    track.stop();
    expect(Object.keys(track.getSettings()).sort()).toEqual(["deviceId", "groupId"]);
  });

  test("applyConstraints resolves with undefined and changes nothing, even if nothing could fit [4.3.3-16]", async () => {
    const track = await s.camera("front", { width: { exact: 320 } });
    track.stop();
    const settings = track.getSettings();
    await expect(track.applyConstraints({ width: { min: 99999 } })).resolves.toBeUndefined();
    expect(track.getConstraints()).toEqual({ width: { exact: 320 } });
    expect(track.getSettings()).toEqual(settings);
  });

  test("what is no constraints is a TypeError all the same", async () => {
    const track = await s.camera("front");
    track.stop();
    await expect(track.applyConstraints({ frameRate: NaN })).rejects.toMatchObject({ name: "TypeError" });
  });
});
