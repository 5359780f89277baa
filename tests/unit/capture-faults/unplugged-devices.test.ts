/** Devices that are unplugged at the worst moments. */
import type { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import { connectSink } from "../../../bindings/capture/track-sink.js";
import { type Scene, scene } from "../capture/scene.js";
import { back, front, microphone } from "../capture/sources.js";

let s: Scene;

async function begin(...devices: (typeof front)[]): Promise<void> {
  s = await scene({ devices });
}

function endingsOf(track: MediaStreamTrack): string[] {
  const events: string[] = [];
  for (const type of ["ended", "mute", "unmute"]) track.addEventListener(type, () => events.push(type));
  return events;
}

function nothingIsLeft(): void {
  const { devicesLive } = s.userAgent.indicators;
  expect(s.host.openSources).toBe(0);
  expect([...devicesLive.values()]).not.toContain(true);
}

describe("during getUserMedia", () => {
  test("before it is opened: the next best is taken", async () => {
    await begin(front, back);
    s.watched.beforeOpen = (id) => {
      if (id === "front") s.host.unplug("front");
    };
    const stream = await s.take({ video: { facingMode: "user" } });
    expect(stream.getVideoTracks()[0]?.label).toBe("Back Camera");
    expect(s.host.openSources).toBe(1);
  });

  test("before it is opened, and there is no other: AbortError", async () => {
    await begin(front);
    s.watched.beforeOpen = () => s.host.unplug("front");
    await expect(s.take({ video: true })).rejects.toMatchObject({ name: "AbortError" });
    await s.settle();
    nothingIsLeft();
  });

  test("while the user is asked: as before it is opened", async () => {
    s = await scene({
      devices: [front, microphone],
      prompt: () => {
        s.host.unplug("front");
        return "granted";
      },
    });
    await expect(s.take({ video: true, audio: true })).rejects.toMatchObject({ name: "AbortError" });
    await s.settle();
    nothingIsLeft();
  });

  test("and plugged in again while the user is asked: the request, or the next one, gets it", async () => {
    s = await scene({
      devices: [front],
      prompt: () => {
        s.host.unplug("front");
        s.host.plug(front);
        return "granted";
      },
    });
    await s.until(s.mediaDevices.getUserMedia({ video: true }).catch(() => undefined));
    const other = await scene({ host: s.host });
    const stream = await other.take({ video: true });
    expect(stream.active).toBe(true);
  });

  test("right after it was opened: the promise settles, the track is ended", async () => {
    await begin(front);
    const promise = s.mediaDevices.getUserMedia({ video: true });
    for (let i = 0; i < 200 && s.host.openSources === 0; i++)
      await new Promise((resolve) => setTimeout(resolve, 0));
    expect(s.host.openSources).toBe(1);
    s.host.unplug("front");
    const [result] = await s.until(Promise.allSettled([promise]));
    await s.settle();
    if (result?.status === "fulfilled") expect(result.value.active).toBe(false);
    else expect(result?.reason).toMatchObject({ name: "AbortError" });
    nothingIsLeft();
  });

  test("the microphone is given back when the camera is gone", async () => {
    await begin(front, microphone);
    s.watched.beforeOpen = async (id) => {
      if (id !== "front") return;
      await new Promise((resolve) => setTimeout(resolve, 3));
      s.host.unplug("front");
    };
    await expect(s.take({ video: true, audio: true })).rejects.toMatchObject({ name: "AbortError" });
    await s.settle();
    nothingIsLeft();
  });
});

describe("during applyConstraints", () => {
  test.each([
    ["before it is configured", true],
    ["after it was configured", false],
  ])(
    "%s: the promise settles, the track ends with one event, its constraints stay",
    async (_when, isBefore) => {
      await begin(front);
      const track = await s.camera("front", { width: { exact: 320 } });
      const events = endingsOf(track);
      const unplug = (): void => s.host.unplug("front");
      if (isBefore) s.watched.beforeConfigure = unplug;
      const promise = track.applyConstraints({ width: { exact: 1280 } });
      if (!isBefore)
        s.watched.beforeConfigure = () => void Promise.resolve().then(() => Promise.resolve().then(unplug));
      await s.until(Promise.allSettled([promise]));
      await s.settle();
      expect([track.readyState, events]).toEqual(["ended", ["ended"]]);
      expect(track.getConstraints()).toEqual({ width: { exact: 320 } });
      nothingIsLeft();
    },
  );

  test("several calls on several tracks all settle, and every track ends once", async () => {
    await begin(front);
    const track = await s.camera("front");
    const tracks = [track, track.clone(), track.clone()];
    const events = tracks.map(endingsOf);
    const promises = tracks.flatMap((each) => [
      each.applyConstraints({ width: { exact: 1280 } }),
      each.applyConstraints({ width: { exact: 320 } }),
    ]);
    s.watched.beforeConfigure = () => {
      if (s.host.openSources > 0) s.host.unplug("front");
    };
    expect(await s.until(Promise.allSettled(promises))).toHaveLength(6);
    await s.settle();
    expect(events).toEqual([["ended"], ["ended"], ["ended"]]);
    nothingIsLeft();
  });
});

describe("while frames flow", () => {
  test.each([
    ["between frames", false],
    ["while one is delivered", true],
  ])(
    "%s: nothing is delivered any more, the sink is told once, no timer is left",
    async (_when, isInside) => {
      await begin(front);
      const track = await s.camera("front");
      const events = endingsOf(track);
      let pictures = 0;
      let endings = 0;
      connectSink(track, {
        picture: () => {
          pictures += 1;
          if (isInside && pictures === 3) s.host.unplug("front");
        },
        block: () => undefined,
        ended: () => (endings += 1),
      });
      await s.pass(100);
      if (!isInside) s.host.unplug("front");
      const delivered = pictures;
      await s.pass(1000);
      expect([pictures, endings, events]).toEqual([delivered, 1, ["ended"]]);
      expect(delivered).toBeGreaterThanOrEqual(3);
      await s.pass(3000);
      expect(s.clock.pending).toBe(0);
      nothingIsLeft();
    },
  );

  test("a device that is plugged in again serves new tracks, and none of the old", async () => {
    await begin(front);
    const track = await s.camera("front");
    s.host.unplug("front");
    s.host.plug(front);
    await s.settle();
    const again = await s.camera("front");
    expect([track.readyState, again.readyState]).toEqual(["ended", "live"]);
    expect(s.host.openSources).toBe(1);
  });

  test("a device unplugged and plugged in again after it was given back serves new tracks", async () => {
    await begin(front);
    const track = await s.camera("front");
    track.enabled = false;
    await s.pass(3000);
    expect(s.host.openSources).toBe(0);
    s.host.unplug("front");
    s.host.plug(front);
    await s.settle();
    const again = await s.camera("front");
    expect(again.readyState).toBe("live");
    track.enabled = true;
    await s.settle();
    expect(track.readyState).toBe("ended");
    expect([again.readyState, s.host.openSources]).toEqual(["live", 1]);
  });
});
