/** Media Capture and Streams, 10.2: each way in which getUserMedia fails, and what it leaves behind: nothing. */
import type { TrackConstraints } from "../../../bindings/constrainable/constraint-types.js";
import { OverconstrainedError } from "../../../bindings/capture/overconstrained-error.js";
import { only, type Scene, scene } from "./scene.js";
import { front, headset, microphone, plain } from "./sources.js";

/** What a promise is rejected with. */
async function failure(promise: Promise<unknown>): Promise<DOMException> {
  return await promise.then(
    () => {
      throw new Error("The promise was fulfilled.");
    },
    (error: unknown) => error as DOMException,
  );
}

describe("the argument", () => {
  test.each([
    [undefined],
    [null],
    [{}],
    [{ audio: false, video: false }],
    [{ audio: undefined }],
    [{ foo: true }],
  ])("%j asks for nothing: TypeError [10.2-2, 10.2-27]", async (given) => {
    const s = await scene();
    const promise = Reflect.apply(s.mediaDevices.getUserMedia.bind(s.mediaDevices), undefined, [
      given,
    ]) as Promise<unknown>;
    expect(promise).toBeInstanceOf(Promise);
    expect((await failure(promise)).name).toBe("TypeError");
  });

  test.each<[given: unknown]>([
    [5],
    ["video"],
    [{ video: { frameRate: NaN } }],
    [{ audio: true, video: { aspectRatio: { ideal: Infinity } } }],
    [{ video: { advanced: {} } }],
    [{ video: { width: { exact: Symbol("w") } } }],
  ])("%p is a TypeError, by a rejection [10.2-27]", async (given) => {
    const s = await scene();
    const promise = Reflect.apply(s.mediaDevices.getUserMedia.bind(s.mediaDevices), undefined, [
      given,
    ]) as Promise<unknown>;
    expect((await failure(s.until(promise))).name).toBe("TypeError");
  });

  test("an exception of a getter comes through, by a rejection [10.2-27]", async () => {
    const s = await scene();
    const mine = new Error("mine");
    const given = {
      get video(): boolean {
        throw mine;
      },
    };
    await expect(s.mediaDevices.getUserMedia(given)).rejects.toBe(mine);
  });

  test("a required constraint that may not choose a device is a TypeError; ideal and advanced are not [10.2-8]", async () => {
    const s = await scene({ properties: { zoom: { type: "double", kinds: ["videoinput"] } } });
    for (const zoom of [{ exact: 2 }, { min: 1 }, { max: 9 }, { ideal: 2, min: 1 }]) {
      const error = await failure(s.take({ video: { zoom } as TrackConstraints }));
      expect(error.name).toBe("TypeError");
    }
    const allowed = { zoom: 2, advanced: [{ zoom: { exact: 2 } }] } satisfies TrackConstraints<{
      zoom: "double";
    }>;
    expect((await s.take({ video: allowed })).getTracks()).toHaveLength(1);
  });
});

describe("the document", () => {
  test("not fully active: InvalidStateError, at once [10.2-3]", async () => {
    const s = await scene();
    s.document.isFullyActive = false;
    const error = await failure(s.mediaDevices.getUserMedia({ video: true }));
    expect(error).toBeInstanceOf(DOMException);
    expect(error.name).toBe("InvalidStateError");
  });

  test("an empty request is a TypeError before that [10.2-2]", async () => {
    const s = await scene();
    s.document.isFullyActive = false;
    expect((await failure(s.mediaDevices.getUserMedia({}))).name).toBe("TypeError");
  });
});

describe("the devices", () => {
  test.each([
    [[microphone], { video: true }],
    [[front], { audio: true }],
    [[front], { audio: true, video: true }],
    [[], { video: { width: { min: 99999 } } }],
  ])("none of a kind asked for: NotFoundError %# [10.2-5]", async (devices, constraints) => {
    const s = await scene({ devices });
    const error = await failure(s.take(constraints));
    expect(error).toBeInstanceOf(DOMException);
    expect(error.name).toBe("NotFoundError");
    expect(s.watched.opened).toEqual([]);
  });

  test.each<[video: TrackConstraints, constraint: string]>([
    [{ width: { min: 1921 } }, "width"],
    [{ width: { exact: 640 }, frameRate: { min: 61 } }, "frameRate"],
    [{ facingMode: { exact: "left" } }, "facingMode"],
    [{ deviceId: { exact: "stale" } }, "deviceId"],
    [{ groupId: { exact: "stale" } }, "groupId"],
    [{ width: { min: 800, max: 700 } }, "width"],
    [{ width: { exact: 641 }, aspectRatio: { exact: 16 / 9 } }, ""],
    [{ facingMode: { exact: "user" }, width: { exact: 1920 } }, ""],
  ])("none that satisfies %j: OverconstrainedError [10.2-9, 10.2-10]", async (video, constraint) => {
    const s = await scene();
    await s.take({ video: true });
    const error = await failure(s.take({ video }));
    expect(error).toBeInstanceOf(OverconstrainedError);
    expect(error).toMatchObject({ name: "OverconstrainedError", constraint });
    expect(error.message).not.toBe("");
    expect(s.watched.opened).toHaveLength(1);
  });

  test("before exposure the error names and tells nothing [10.2-25, 7.1-3]", async () => {
    const s = await scene();
    const messages = new Set<string>();
    for (const video of [
      { width: { min: 5000 } },
      { facingMode: { exact: "left" } },
      { deviceId: { exact: "x" } },
    ]) {
      const error = await failure(s.take({ video }));
      expect(error).toBeInstanceOf(OverconstrainedError);
      expect(error).toMatchObject({ constraint: "" });
      expect(error.message).not.toMatch(/Camera|1920|1080|front|back|width|facingMode/);
      messages.add(error.message);
    }
    expect(messages.size).toBe(1);
    await s.take({ audio: true });
    expect(await failure(s.take({ video: { width: { min: 5000 } } }))).toMatchObject({ constraint: "width" });
  });

  test("the prompt is not shown for a request that nothing satisfies [10.2-9]", async () => {
    let asked = 0;
    const s = await scene({
      prompt: () => {
        asked += 1;
        return "granted";
      },
    });
    await failure(s.take({ video: { width: { min: 5000 } }, audio: true }));
    expect(asked).toBe(0);
  });
});

describe("permission", () => {
  test("denied for the kind: NotAllowedError, without asking [10.2-11]", async () => {
    let asked = 0;
    const s = await scene({
      permissions: { camera: "denied" },
      prompt: () => {
        asked += 1;
        return "granted";
      },
    });
    const error = await failure(s.take({ video: true }));
    expect(error).toBeInstanceOf(DOMException);
    expect(error.name).toBe("NotAllowedError");
    expect((await failure(s.take({ audio: true, video: true }))).name).toBe("NotAllowedError");
    expect(asked).toBe(0);
    expect((await s.take({ audio: true })).getTracks()).toHaveLength(1);
  });

  test("denied for one device: another is taken; for all: NotAllowedError [10.2-11]", async () => {
    const s = await scene();
    await s.take({ video: true }).then((stream) => stream.getTracks().forEach((track) => track.stop()));
    const devices = await s.until(s.mediaDevices.enumerateDevices());
    const idOf = (label: string): string => devices.find((device) => device.label === label)?.deviceId ?? "";
    s.permissions.set("camera", "denied", idOf("Front Camera"));
    expect(only((await s.take({ video: true })).getTracks()).label).toBe("Back Camera");
    expect((await failure(s.take({ video: { facingMode: { exact: "user" } } }))).name).toBe(
      "NotAllowedError",
    );
  });

  test("constraints that nothing satisfies come before a denial [10.2-9]", async () => {
    const s = await scene({ permissions: { camera: "denied" } });
    const error = await failure(s.take({ video: { width: { min: 5000 } } }));
    expect(error).toBeInstanceOf(OverconstrainedError);
  });

  test.each([
    ["denied", () => "denied" as const],
    [
      "a prompt that throws",
      () => {
        throw new Error("closed");
      },
    ],
    ["a prompt that rejects", () => Promise.reject(new Error("closed"))],
  ])("%s by the user: NotAllowedError, nothing opened [10.2-17]", async (_what, prompt) => {
    const s = await scene({ prompt });
    const error = await failure(s.take({ audio: true, video: true }));
    expect(error).toBeInstanceOf(DOMException);
    expect(error.name).toBe("NotAllowedError");
    expect(s.watched.opened).toEqual([]);
  });
});

describe("opening", () => {
  test("a device in use is left out and the next one taken [10.2-18]", async () => {
    const s = await scene();
    s.host.busy("front");
    expect(only((await s.take({ video: true })).getTracks()).label).toBe("Back Camera");
    expect(s.watched.open).toEqual(["back"]);
  });

  test("all in use: NotReadableError [10.2-18]", async () => {
    const s = await scene();
    for (const id of ["front", "back"]) s.host.busy(id);
    const error = await failure(s.take({ video: true }));
    expect(error).toBeInstanceOf(DOMException);
    expect(error.name).toBe("NotReadableError");
  });

  test("a device that fails otherwise is left out; the last one's failure is an AbortError [10.2-19]", async () => {
    const s = await scene();
    s.host.fail("front", "UnknownError");
    expect(only((await s.take({ video: true })).getTracks()).label).toBe("Back Camera");
    s.host.fail("back", "OperationError");
    only((await s.take({ audio: true })).getTracks());
    const later = await scene({ host: s.host });
    const error = await failure(later.take({ video: true }));
    expect(error).toBeInstanceOf(DOMException);
    expect(error.name).toBe("AbortError");
  });

  test("the same after the user is asked again: one that was chosen and fails is not offered any more [10.2-18]", async () => {
    const offered: string[][] = [];
    const s = await scene({
      prompt: ({ candidates }) => {
        offered.push(candidates["video"]?.map(({ label }) => label) ?? []);
        return "granted";
      },
    });
    s.host.busy("front");
    await s.take({ video: true });
    expect(offered[0]).toEqual(["Front Camera", "Back Camera"]);
    if (offered[1]) expect(offered[1]).toEqual(["Back Camera"]);
  });

  test("a device unplugged while it is opened [10.2-19]", async () => {
    const s = await scene({ devices: [front] });
    s.watched.beforeOpen = () => s.unplug("front");
    expect((await failure(s.take({ video: true }))).name).toBe("AbortError");
    await s.settle();
    expect(s.host.openSources).toBe(0);
  });

  test("a device unplugged while the user is asked [10.2-19]", async () => {
    let asked = 0;
    const s: Scene = await scene({
      devices: [front, { ...plain, label: "Plain" }],
      prompt: () => {
        asked += 1;
        if (asked === 1) s.unplug("front");
        return "granted";
      },
    });
    expect(only((await s.take({ video: { facingMode: "user" } })).getTracks()).label).toBe("Plain");
  });

  test("one kind's failure gives back the other's device [10.2-18]", async () => {
    const s = await scene({ devices: [front, headset] });
    s.host.busy("headset");
    expect((await failure(s.take({ audio: true, video: true }))).name).toBe("NotReadableError");
    await s.settle();
    expect(s.watched.open).toEqual([]);
    expect(s.host.openSources).toBe(0);
    s.host.busy("headset", false);
    expect((await s.take({ audio: true, video: true })).getTracks()).toHaveLength(2);
  });

  test("constraints that can no longer be met after the grant [10.2-22]", async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const s = await scene({ devices: [front], prompt: () => released.then(() => "granted" as const) });
    const none = { resizeMode: { exact: "none" } };
    const slow = s.mediaDevices.getUserMedia({ video: { ...none, width: { exact: 640 } } });
    expect(await s.isPending(slow)).toBe(true);
    s.permissions.set("camera", "granted");
    const quick = only((await s.take({ video: { ...none, width: { exact: 1280 } } })).getTracks());
    release();
    expect(await failure(s.until(slow))).toBeInstanceOf(OverconstrainedError);
    expect(quick.readyState).toBe("live");
    expect(quick.getSettings()).toMatchObject({ width: 1280, height: 720 });
    expect(s.watched.open).toEqual(["front"]);
  });
});

test("failures slow down where nothing is exposed, so that devices cannot be probed", async () => {
  const s = await scene({ failureLimit: { count: 3, delay: 1000 } });
  const probe = (): Promise<DOMException> =>
    failure(s.mediaDevices.getUserMedia({ video: { width: { min: 9999 } } }));
  for (let i = 0; i < 3; i++) await s.until(probe());
  const fourth = probe();
  expect(await s.isPending(fourth)).toBe(true);
  await s.pass(1000);
  expect((await fourth).name).toBe("OverconstrainedError");
});
