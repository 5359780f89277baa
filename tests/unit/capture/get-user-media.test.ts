/** Media Capture and Streams, 10.2 and 10.3: getUserMedia when all goes well, and what it asks the user. */
import type { TrackConstraints } from "../../../bindings/constrainable/constraint-types.js";
import type { PromptAnswer, PromptRequest } from "../../../bindings/capture/media-devices-options.js";
import { MediaStream } from "../../../bindings/capture/media-stream.js";
import { only, scene } from "./scene.js";
import { back, front, headset, microphone, plain } from "./sources.js";

/** A prompt that answers alike each time, and what it was asked. */
function prompting(answer: (request: PromptRequest) => PromptAnswer | Promise<PromptAnswer>): {
  asked: PromptRequest[];
  prompt: (request: PromptRequest) => PromptAnswer | Promise<PromptAnswer>;
} {
  const asked: PromptRequest[] = [];
  return {
    asked,
    prompt: (request) => {
      asked.push(request);
      return answer(request);
    },
  };
}

describe("what a stream has", () => {
  test.each([
    [{ video: true }, ["video"]],
    [{ audio: true }, ["audio"]],
    [{ audio: true, video: true }, ["audio", "video"]],
    [{ audio: false, video: {} }, ["video"]],
    [{ audio: {}, video: false }, ["audio"]],
  ])("%j gives one track each of %j [10.2-13, 10.2-24, 10.3-1, 10.3-2]", async (constraints, kinds) => {
    const s = await scene();
    const promise = s.mediaDevices.getUserMedia(constraints);
    expect(promise).toBeInstanceOf(Promise);
    const stream = await s.until(promise);
    expect(stream).toBeInstanceOf(MediaStream);
    expect(stream.active).toBe(true);
    expect(
      stream
        .getTracks()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(kinds);
    expect(stream.getTracks().every(({ readyState }) => readyState === "live")).toBe(true);
  });

  test("constraints specify the track of their kind [10.3-3, 10.2-21]", async () => {
    const s = await scene();
    const video = { width: { exact: 1280 }, facingMode: { exact: "environment" } };
    const audio = { channelCount: { exact: 2 }, echoCancellation: false };
    const stream = await s.take({ video, audio });
    const [camera, mic] = [only(stream.getVideoTracks()), only(stream.getAudioTracks())];
    expect(camera.getConstraints()).toEqual(video);
    expect(camera.getSettings()).toMatchObject({ width: 1280, facingMode: "environment" });
    expect(mic.getConstraints()).toEqual(audio);
    expect(mic.getSettings()).toMatchObject({ channelCount: 2, echoCancellation: false });
  });

  test("true is as good as no constraints [10.2-6]", async () => {
    const s = await scene();
    const [one, other] = [await s.take({ video: true }), await s.take({ video: {} })];
    expect(only(one.getTracks()).getConstraints()).toEqual({});
    expect(only(one.getTracks()).getSettings()).toEqual(only(other.getTracks()).getSettings());
  });

  test("each request has a stream and tracks of its own, on one source [10.2-13]", async () => {
    const s = await scene();
    const [one, other] = [await s.take({ video: true }), await s.take({ video: true })];
    expect(one.id).not.toBe(other.id);
    expect(only(one.getTracks())).not.toBe(only(other.getTracks()));
    expect(s.watched.open).toEqual(["front"]);
    only(one.getTracks()).stop();
    await s.settle();
    expect(only(other.getTracks()).readyState).toBe("live");
  });

  test("the source of a track stays the same, whatever is applied [10.2-26]", async () => {
    const s = await scene();
    const track = only((await s.take({ video: { facingMode: "user" } })).getTracks());
    const { deviceId } = track.getSettings();
    await s.until(track.applyConstraints({ facingMode: "environment", width: 1920 }));
    expect(track.getSettings()).toMatchObject({ deviceId, facingMode: "user" });
    expect(track.label).toBe("Front Camera");
  });

  test("properties of the other kind are ignored, required or not [10.2-7]", async () => {
    const s = await scene();
    const stream = await s.take({
      video: { sampleRate: { exact: 5 }, width: { exact: 640 }, advanced: [{ channelCount: 9, width: 640 }] },
      audio: { width: { min: 99999 }, facingMode: { exact: "left" } },
    });
    expect(stream.getTracks()).toHaveLength(2);
    expect(only(stream.getVideoTracks()).getSettings().width).toBe(640);
    expect(only(stream.getAudioTracks()).getSettings()).not.toHaveProperty("width");
  });

  test("an empty deviceId is as good as none [4.3.8-3]", async () => {
    const s = await scene();
    for (const deviceId of ["", { exact: "" }, { ideal: "" }]) {
      expect(only((await s.take({ video: { deviceId } })).getTracks()).label).toBe("Front Camera");
    }
  });
});

describe("which device", () => {
  test("the fittest comes first [10.2-14, 11.1-13]", async () => {
    const s = await scene();
    expect(only((await s.take({ video: { width: 1920, height: 1080 } })).getTracks()).label).toBe(
      "Back Camera",
    );
    expect(only((await s.take({ video: { facingMode: "user" } })).getTracks()).label).toBe("Front Camera");
    expect(only((await s.take({ video: { frameRate: 60 } })).getTracks()).label).toBe("Back Camera");
    expect(
      only((await s.take({ audio: { sampleRate: 16000, echoCancellation: false } })).getTracks()).label,
    ).toMatch(/Microphone/);
  });

  test("devices that do not satisfy what is required are out [10.2-14]", async () => {
    const s = await scene();
    s.host.setDefault("front");
    expect(only((await s.take({ video: { height: { min: 1080 } } })).getTracks()).label).toBe("Back Camera");
  });

  test("among equals the default, else the first [10.2-15]", async () => {
    const s = await scene({ devices: [plain, { ...plain, deviceId: "second", label: "Second" }] });
    expect(only((await s.take({ video: true })).getTracks()).label).toBe("");
    s.host.setDefault("second");
    expect(only((await s.take({ video: true })).getTracks()).label).toBe("Second");
  });

  test("advanced sets choose the device as well [10.2-14]", async () => {
    const s = await scene();
    const stream = await s.take({ video: { advanced: [{ facingMode: "environment" }] } });
    expect(only(stream.getTracks()).label).toBe("Back Camera");
  });

  test("a deviceId chooses it, where it is exact or the fittest [10.2-14]", async () => {
    const s = await scene();
    const deviceId = (await s.camera("back")).getSettings().deviceId ?? "";
    for (const wanted of [deviceId, { exact: deviceId }, { ideal: deviceId }, ["x", deviceId]]) {
      expect(only((await s.take({ video: { deviceId: wanted } })).getTracks()).label).toBe("Back Camera");
    }
    expect(only((await s.take({ video: { deviceId: "stale" } })).getTracks()).label).toBe("Front Camera");
  });
});

describe("asking", () => {
  test("once for all kinds, with the candidates in order of fitness [10.2-12, 10.2-14]", async () => {
    const { asked, prompt } = prompting(() => "granted");
    const s = await scene({ prompt, origin: "https://one.example" });
    const stream = await s.take({ audio: true, video: { width: { ideal: 1920 }, height: { min: 500 } } });
    expect(asked).toHaveLength(1);
    const { origin, candidates } = only(asked);
    expect(origin).toBe("https://one.example");
    expect(Object.keys(candidates).sort()).toEqual(["audio", "video"]);
    expect(candidates["video"]?.map(({ label }) => label)).toEqual(["Back Camera", "Front Camera"]);
    expect(candidates["video"]?.map(({ fit }) => fit.settings.width)).toEqual([1920, 1280]);
    expect(candidates["video"]?.[0]?.deviceId).toBe(only(stream.getVideoTracks()).getSettings().deviceId);
  });

  test("the user may choose any of them [10.2-13]", async () => {
    const { prompt } = prompting(({ candidates }) => ({
      choices: { video: candidates["video"]?.[1]?.deviceId ?? "" },
    }));
    const s = await scene({ prompt });
    const track = only((await s.take({ video: true })).getTracks());
    expect(track.label).toBe("Back Camera");
    expect(s.watched.open).toEqual(["back"]);
  });

  test("not for what is granted already, nor for a device with a live track [10.2-12]", async () => {
    const { asked, prompt } = prompting(() => "granted");
    const granted = await scene({ prompt, permissions: { camera: "granted" } });
    await granted.take({ video: true });
    expect(asked).toEqual([]);
    await granted.take({ audio: true, video: true });
    expect(asked.map(({ candidates }) => Object.keys(candidates))).toEqual([["audio"]]);
    const live = await scene({ prompt });
    const track = only((await live.take({ video: true })).getTracks());
    expect(asked).toHaveLength(2);
    await live.take({ video: true });
    expect(asked).toHaveLength(2);
    for (const each of [track]) each.stop();
  });

  test("anew once the last track has ended, unless the permission was to be remembered [10.2-12]", async () => {
    const { asked, prompt } = prompting(() => "granted");
    const s = await scene({ prompt });
    for (let i = 1; i <= 2; i++) {
      only((await s.take({ video: true })).getTracks()).stop();
      await s.settle();
      expect(asked).toHaveLength(i);
    }
    const kept = prompting(() => ({ remember: true }));
    const other = await scene({ prompt: kept.prompt });
    for (let i = 1; i <= 2; i++) {
      only((await other.take({ video: true })).getTracks()).stop();
      await other.settle();
      expect(kept.asked).toHaveLength(1);
    }
  });

  test("a prompt never answered leaves its request pending, and others go on [10.2-16]", async () => {
    let answers = 0;
    const s = await scene({
      prompt: () => {
        answers += 1;
        return answers === 1 ? new Promise<PromptAnswer>(() => undefined) : "granted";
      },
    });
    const never = s.mediaDevices.getUserMedia({ video: true });
    expect(await s.isPending(never)).toBe(true);
    expect((await s.take({ video: true, audio: true })).getTracks()).toHaveLength(2);
    expect(await s.isPending(never)).toBe(true);
    expect(s.watched.timesOpened("front")).toBe(1);
  });
});

describe("waiting", () => {
  test("goes on until the document has focus; nothing is asked or opened before [10.2-4]", async () => {
    const { asked, prompt } = prompting(() => "granted");
    const s = await scene({ prompt });
    s.document.hasFocus = false;
    const promise = s.mediaDevices.getUserMedia({ video: true });
    expect(await s.isPending(promise)).toBe(true);
    expect([asked.length, s.watched.opened.length]).toEqual([0, 0]);
    s.document.hasFocus = true;
    expect((await s.until(promise)).getTracks()).toHaveLength(1);
  });

  test("needs focus even where information is exposed [10.2-4]", async () => {
    const s = await scene();
    await s.take({ video: true });
    s.document.hasFocus = false;
    const promise = s.mediaDevices.getUserMedia({ video: true });
    expect(await s.isPending(promise)).toBe(true);
    s.document.hasFocus = true;
    await s.until(promise);
  });
});

describe("many requests", () => {
  test("at the same time all get their tracks, on sources opened once", async () => {
    const s = await scene();
    const streams = await s.until(
      Promise.all(
        Array.from({ length: 200 }, (_, i) =>
          s.mediaDevices.getUserMedia(
            i % 2 ? { video: true } : { audio: true, video: { facingMode: "environment" } },
          ),
        ),
      ),
    );
    expect(streams).toHaveLength(200);
    expect([...s.watched.open].sort()).toEqual(["back", "front", "microphone"]);
    for (const stream of streams) for (const track of stream.getTracks()) track.stop();
    await s.settle();
    expect(s.watched.open).toEqual([]);
    expect(s.host.openSources).toBe(0);
  });

  test("a request for a device whose last track stops meanwhile still gets it", async () => {
    const s = await scene({ devices: [front] });
    const first = await s.camera("front");
    const promise = s.mediaDevices.getUserMedia({ video: true });
    for (let turn = 0; turn < 40; turn++) {
      await Promise.resolve();
      if (turn === 20) first.stop();
    }
    const track = only((await s.until(promise)).getTracks());
    expect(track.readyState).toBe("live");
    expect(s.watched.open).toEqual(["front"]);
  });

  test.each([0, 1, 2, 3, 5, 8, 13, 21, 34, 55])(
    "the same with the stop %i microtasks after the request",
    async (turns) => {
      const s = await scene({ devices: [front] });
      const first = await s.camera("front");
      const promise = s.mediaDevices.getUserMedia({ video: true });
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      first.stop();
      const track = only((await s.until(promise)).getTracks());
      await s.settle();
      expect(track.readyState).toBe("live");
      expect(s.watched.open).toEqual(["front"]);
    },
  );
});

test("a device plugged in is there for the next request", async () => {
  const s = await scene({ devices: [microphone, headset] });
  await expect(s.take({ video: true })).rejects.toMatchObject({ name: "NotFoundError" });
  s.host.plug(back);
  expect(only((await s.take({ video: true })).getTracks()).label).toBe("Back Camera");
});

test("supported constraints are the properties known, and each call gives a new object [10.2-1, 4.3.4-1]", async () => {
  const s = await scene();
  const supported = s.mediaDevices.getSupportedConstraints();
  expect(Object.values(supported)).toEqual(Array(15).fill(true));
  expect(supported).not.toHaveProperty("zoom");
  expect(s.mediaDevices.getSupportedConstraints()).not.toBe(supported);
  const more = await scene({
    properties: { zoom: { type: "double", kinds: ["videoinput"], acceptsBoolean: true } },
  });
  expect(more.mediaDevices.getSupportedConstraints()).toEqual({ ...supported, zoom: true });
});

test("a boolean for a property that is not boolean asks whether it exists [11.1-12]", async () => {
  const s = await scene({
    devices: [
      plain,
      { ...plain, deviceId: "zoom", label: "Zoom", capabilities: { zoom: { min: 1, max: 4 } } },
    ],
    properties: { zoom: { type: "double", kinds: ["videoinput"], acceptsBoolean: true } },
  });
  const constraints = { zoom: true } as TrackConstraints;
  expect(only((await s.take({ video: constraints })).getTracks()).label).toBe("Zoom");
  const without = { zoom: false } as TrackConstraints;
  expect(only((await s.take({ video: without })).getTracks()).label).toBe("");
});
