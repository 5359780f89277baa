/** Media Capture and Streams, 11, 11.1, 11.2 and 11.5: constraints on a track, and what they make of its settings. */
import type {
  TrackConstraints,
  TrackConstraintSet,
} from "../../../bindings/constrainable/constraint-types.js";
import { OverconstrainedError } from "../../../bindings/capture/overconstrained-error.js";
import { type Scene, scene } from "./scene.js";
import { front, plain } from "./sources.js";

let s: Scene;

beforeEach(async () => {
  s = await scene();
});

/** Settings worth comparing: size and rate. */
function sizeOf({ width, height, frameRate }: MediaTrackSettings): (number | undefined)[] {
  return [width, height, frameRate];
}

describe("success", () => {
  test("resolves with undefined; constraints and settings have changed by then, not before [4.3.3-15, 4.3.3-17, 11.1-7]", async () => {
    const track = await s.camera("front");
    const before = [track.getConstraints(), track.getSettings()];
    const promise = track.applyConstraints({ width: { exact: 320 } });
    expect(promise).toBeInstanceOf(Promise);
    expect([track.getConstraints(), track.getSettings()]).toEqual(before);
    expect(await s.until<unknown>(promise)).toBeUndefined();
    expect(track.getConstraints()).toEqual({ width: { exact: 320 } });
    expect(track.getSettings().width).toBe(320);
  });

  test("constraints are read back as they were given, in order [11.1-2, 4.3.2-1]", async () => {
    const track = await s.camera("front", { width: 640, height: { max: 480 } });
    expect(track.getConstraints()).toEqual({ width: 640, height: { max: 480 } });
    const constraints = {
      width: { min: 100, ideal: 300 },
      facingMode: ["user", "left"],
      advanced: [{ width: 5000 }, { frameRate: { max: 15 } }, { facingMode: "user" }],
    };
    await s.until(track.applyConstraints(constraints));
    expect(track.getConstraints()).toEqual(constraints);
    expect(track.getConstraints().advanced).toEqual(constraints.advanced);
  });

  test("what is read back is a copy [11.1-2]", async () => {
    const track = await s.camera("front", { width: { exact: 320 } });
    const given = track.getConstraints();
    given.width = 5;
    expect(track.getConstraints()).toEqual({ width: { exact: 320 } });
  });

  test("an object changed after the call does not matter [11.1-2]", async () => {
    const track = await s.camera("front");
    const constraints = { width: { exact: 320 } };
    const promise = track.applyConstraints(constraints);
    constraints.width.exact = 640;
    await s.until(promise);
    expect(track.getConstraints()).toEqual({ width: { exact: 320 } });
    expect(track.getSettings().width).toBe(320);
  });

  test("a track without constraints has empty ones [11.1-3]", async () => {
    expect((await s.camera("front", true)).getConstraints()).toEqual({});
  });

  test("new constraints replace old ones whole; defaults return [11.1-17]", async () => {
    const track = await s.camera("front", { width: { exact: 320 }, frameRate: { exact: 10 } });
    await s.until(track.applyConstraints({ height: { exact: 240 } }));
    expect(track.getConstraints()).toEqual({ height: { exact: 240 } });
    expect(track.getSettings()).toMatchObject({ height: 240, frameRate: 30 });
    await s.until(track.applyConstraints());
    expect(track.getConstraints()).toEqual({});
    expect(sizeOf(track.getSettings())).toEqual([640, 480, 30]);
  });

  test.each([[undefined], [null], [{}], [{ advanced: [] }], [{ width: undefined }]])(
    "%p is no constraint",
    async (given) => {
      const track = await s.camera("front", { width: { exact: 320 } });
      await s.until(Reflect.apply(track.applyConstraints.bind(track), undefined, [given]));
      expect(track.getSettings().width).toBe(640);
    },
  );
});

describe("failure", () => {
  test("rejects with OverconstrainedError and the name; what was stays [11.1-6, 11-1, 4.3.3-17]", async () => {
    const track = await s.camera("front", { width: { exact: 320 }, frameRate: { max: 20 } });
    const before = [track.getConstraints(), track.getSettings()];
    const error: unknown = await s
      .until(track.applyConstraints({ width: { min: 5000 }, height: 100 }))
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(OverconstrainedError);
    expect(error).toMatchObject({ name: "OverconstrainedError", constraint: "width", code: 0 });
    expect(error).toHaveProperty("message", expect.stringMatching(/width.*5000.*1280/));
    expect([track.getConstraints(), track.getSettings()]).toEqual(before);
    expect(track.readyState).toBe("live");
  });

  test.each<[what: string, constraints: TrackConstraints, constraint: string]>([
    ["one constraint alone", { frameRate: { exact: 31 } }, "frameRate"],
    ["one of several", { width: { exact: 640 }, height: { min: 9999 } }, "height"],
    ["an empty range", { width: { min: 800, max: 600 } }, "width"],
    ["two that exclude each other", { width: { exact: 1280 }, aspectRatio: { exact: 1 } }, ""],
    ["a property the source lacks", { sampleRate: { min: 1 } }, "sampleRate"],
    ["a direction", { facingMode: { exact: ["left", "right"] } }, "facingMode"],
  ])("the constraint named for %s is %j: %s [11.1-16]", async (_what, constraints, constraint) => {
    const track = await s.camera("front", { resizeMode: { exact: "none" } });
    await expect(
      s.until(track.applyConstraints({ resizeMode: { exact: "none" }, ...constraints })),
    ).rejects.toMatchObject({ name: "OverconstrainedError", constraint });
  });

  test("required on a property that the source lacks fails, ideal does not [11.1-11]", async () => {
    s = await scene({ devices: [plain] });
    const track = await s.camera("plain");
    await expect(s.until(track.applyConstraints({ facingMode: { exact: "user" } }))).rejects.toMatchObject({
      constraint: "facingMode",
    });
    await s.until(track.applyConstraints({ facingMode: "user" }));
    expect(track.getConstraints()).toEqual({ facingMode: "user" });
  });

  test.each<[given: unknown]>([
    [5],
    ["width"],
    [true],
    [{ frameRate: NaN }],
    [{ advanced: 5 }],
    [{ width: { exact: Symbol() } }],
  ])("%p is a TypeError, by a rejection", async (given) => {
    const track = await s.camera("front");
    const promise = Reflect.apply(track.applyConstraints.bind(track), undefined, [given]) as Promise<void>;
    await expect(s.until(promise)).rejects.toMatchObject({ name: "TypeError" });
    expect(track.getConstraints()).toEqual({});
  });

  test("a device that fails to be configured leaves everything as it was [11.1-6]", async () => {
    const track = await s.camera("front");
    const before = [track.getConstraints(), track.getSettings()];
    s.host.fail("front", "NotReadableError");
    await expect(s.until(track.applyConstraints({ width: { exact: 1280 } }))).rejects.toBeDefined();
    expect([track.getConstraints(), track.getSettings()]).toEqual(before);
    expect(track.readyState).toBe("live");
    s.host.fail("front", null);
    await s.until(track.applyConstraints({ width: { exact: 1280 } }));
    expect(track.getSettings().width).toBe(1280);
  });
});

describe("several calls", () => {
  test("take effect in the order they were made [11.1-5]", async () => {
    const track = await s.camera("front");
    const done: number[] = [];
    const promises = [100, 200, 300, 400].map(async (width) => {
      await track.applyConstraints({ width: { exact: width } });
      done.push(width);
      expect(track.getSettings().width).toBe(width);
    });
    await s.until(Promise.all(promises));
    expect(done).toEqual([100, 200, 300, 400]);
    expect(track.getConstraints()).toEqual({ width: { exact: 400 } });
  });

  test("in that order even if the device takes its time for the first [11.1-5]", async () => {
    const track = await s.camera("front");
    let calls = 0;
    s.watched.beforeConfigure = async () => {
      calls += 1;
      if (calls === 1) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    const done: string[] = [];
    await s.until(
      Promise.all([
        track.applyConstraints({ width: { exact: 1280 } }).then(() => done.push("first")),
        track.applyConstraints({ width: { exact: 640 } }).then(() => done.push("second")),
      ]),
    );
    expect(done).toEqual(["first", "second"]);
    expect(track.getSettings().width).toBe(640);
  });

  test("a failure between them changes nothing for the others [11.1-5, 11.1-6]", async () => {
    const track = await s.camera("front");
    const results = await s.until(
      Promise.allSettled([
        track.applyConstraints({ width: { exact: 100 } }),
        track.applyConstraints({ width: { exact: 99999 } }),
        track.applyConstraints({ width: 200, height: { max: 300 } }),
      ]),
    );
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(track.getConstraints()).toEqual({ width: 200, height: { max: 300 } });
  });

  test("on a track that is stopped meanwhile settle all the same [11.1-5]", async () => {
    const track = await s.camera("front");
    const promise = track.applyConstraints({ width: { exact: 100 } });
    track.stop();
    await expect(s.until(Promise.allSettled([promise]))).resolves.toHaveLength(1);
    expect(track.readyState).toBe("ended");
  });

  test("on a device that is unplugged meanwhile settle all the same [11.1-5]", async () => {
    const track = await s.camera("front");
    const promise = track.applyConstraints({ width: { exact: 1280 } });
    s.unplug("front");
    await expect(s.until(Promise.allSettled([promise]))).resolves.toHaveLength(1);
    await s.settle();
    expect(track.readyState).toBe("ended");
  });
});

describe("what constraints mean", () => {
  test("bare values are ideal in the basic set, exact in an advanced one [11.1-9]", async () => {
    const track = await s.camera("front", { resizeMode: { exact: "none" } });
    await s.until(track.applyConstraints({ width: 700, resizeMode: { exact: "none" } }));
    expect(track.getSettings().width).toBe(640);
    await s.until(
      track.applyConstraints({ resizeMode: { exact: "none" }, width: 640, advanced: [{ width: 1280 }] }),
    );
    expect(track.getSettings().width).toBe(1280);
    await s.until(
      track.applyConstraints({ resizeMode: { exact: "none" }, width: 640, advanced: [{ width: 700 }] }),
    );
    expect(track.getSettings().width).toBe(640);
  });

  test("empty lists are no constraint [11.1-8]", async () => {
    const track = await s.camera("front");
    await s.until(
      track.applyConstraints({ facingMode: [], deviceId: { exact: [] }, resizeMode: { ideal: [] } }),
    );
    expect(sizeOf(track.getSettings())).toEqual([640, 480, 30]);
  });

  test("lists are alternatives [11.2-1]", async () => {
    const track = await s.camera("front");
    await s.until(track.applyConstraints({ facingMode: { exact: ["left", "user"] } }));
    await expect(
      s.until(track.applyConstraints({ facingMode: { exact: ["left", "right"] } })),
    ).rejects.toMatchObject({
      constraint: "facingMode",
    });
    const either = await s.take({ video: { facingMode: { exact: ["environment", "left"] } } });
    expect(either.getVideoTracks()[0]?.getSettings().facingMode).toBe("environment");
  });

  test("names that are not supported count for nothing [11.1-10]", async () => {
    const track = await s.camera("front");
    const constraints = { zoom: { exact: 9 }, foo: { exact: "bar" }, advanced: [{ foo: 1 }] };
    await s.until(track.applyConstraints(constraints as object));
    expect(sizeOf(track.getSettings())).toEqual([640, 480, 30]);
    expect(track.getConstraints()).toEqual({ advanced: [{}] });
  });

  test("advanced sets count in order, whole or not at all, each of them [11-2, 11.5-1, 11.5-2]", async () => {
    const track = await s.camera("back", { resizeMode: { exact: "none" } });
    const of = async (advanced: TrackConstraintSet[]): Promise<unknown> => {
      await s.until(track.applyConstraints({ resizeMode: { exact: "none" }, advanced }));
      return sizeOf(track.getSettings());
    };
    expect(await of([{ width: 1920 }, { frameRate: 60 }])).toEqual([1920, 1080, 30]);
    expect(await of([{ frameRate: 60 }, { width: 1920 }])).toEqual([1280, 720, 60]);
    expect(await of([{ width: 1920, frameRate: 60 }])).toEqual([640, 480, 30]);
    expect(await of([{ width: 5 }, { width: 1920, facingMode: "user" }, { height: 1080 }])).toEqual([
      1920, 1080, 30,
    ]);
  });

  test("advanced sets never undo what is required [11-1, 11-2]", async () => {
    const track = await s.camera("front");
    await s.until(
      track.applyConstraints({ width: { max: 640 }, advanced: [{ width: 1280 }, { height: 100 }] }),
    );
    expect(track.getSettings()).toMatchObject({ height: 100 });
    expect(track.getSettings().width).toBeLessThanOrEqual(640);
  });

  test("ideals are met by the smallest distance [11-3, 11.1-13]", async () => {
    const track = await s.camera("back", { resizeMode: { exact: "none" } });
    const of = async (constraints: TrackConstraints): Promise<unknown> => {
      await s.until(track.applyConstraints({ resizeMode: { exact: "none" }, ...constraints }));
      return sizeOf(track.getSettings());
    };
    // 640x480: 0.4875 + 0.4667; 1280x720: 0.0248 + 0.2; 1920x1080: 0.3500 + 0.1667.
    expect(await of({ width: 1248, height: 900 })).toEqual([1280, 720, 60]);
    expect(await of({ width: 1920, height: 1080, frameRate: 60 })).toEqual([1920, 1080, 30]);
    expect(await of({ width: 9999 })).toEqual([1920, 1080, 30]);
    expect(await of({ frameRate: 50 })).toEqual([1280, 720, 60]);
  });

  test("for strings and booleans a value met is 0, another 1 [11.1-14]", async () => {
    const stream = await s.take({ video: { facingMode: "environment" } });
    expect(stream.getVideoTracks()[0]?.getSettings().facingMode).toBe("environment");
    const track = await s.microphone("microphone");
    await s.until(track.applyConstraints({ echoCancellation: false, autoGainControl: { ideal: true } }));
    expect(track.getSettings()).toMatchObject({ echoCancellation: false, autoGainControl: true });
  });

  test("all required constraints hold together [11-1]", async () => {
    const track = await s.camera("back");
    const constraints = {
      width: { min: 300, max: 1000, ideal: 5000 },
      height: { min: 200, max: 400 },
      aspectRatio: { min: 1.9 },
      frameRate: { min: 10, max: 20 },
    };
    await s.until(track.applyConstraints(constraints));
    const { width = 0, height = 0, aspectRatio = 0, frameRate = 0 } = track.getSettings();
    expect(width).toBe(1000);
    expect([height >= 200 && height <= 400, aspectRatio >= 1.9, frameRate >= 10 && frameRate <= 20]).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe("several tracks on one source", () => {
  test("have settings of their own [5-1]", async () => {
    const track = await s.camera("front", { width: { exact: 1280 }, height: { exact: 720 } });
    const clone = track.clone();
    await s.until(clone.applyConstraints({ width: { exact: 320 }, frameRate: { exact: 10 } }));
    expect(track.getSettings()).toMatchObject({ width: 1280, height: 720, frameRate: 30 });
    expect(clone.getSettings()).toMatchObject({ width: 320, frameRate: 10 });
    expect(s.watched.timesOpened("front")).toBe(1);
  });

  test("a request that would break another's required constraints is rejected [5-2]", async () => {
    const track = await s.camera("back", { resizeMode: { exact: "none" }, width: { exact: 1280 } });
    const clone = track.clone();
    const before = [track.getSettings(), clone.getSettings()];
    const error: unknown = await s
      .until(clone.applyConstraints({ resizeMode: { exact: "none" }, width: { exact: 1920 } }))
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ name: "OverconstrainedError", constraint: "width" });
    expect(error).toHaveProperty("message", expect.stringMatching(/width.*1920.*another track.*1280/));
    expect([track.getSettings(), clone.getSettings()]).toEqual(before);
    expect(clone.getConstraints()).toEqual(track.getConstraints());
    track.stop();
    await s.until(clone.applyConstraints({ resizeMode: { exact: "none" }, width: { exact: 1920 } }));
    expect(clone.getSettings().width).toBe(1920);
  });

  test("others keep to their required constraints when one's change [5-3, 11.1-18]", async () => {
    const track = await s.camera("back", {
      width: { exact: 640 },
      height: { max: 480 },
      frameRate: { min: 20 },
    });
    const clone = track.clone();
    for (const constraints of [
      { width: { exact: 1920 }, height: { exact: 1080 } },
      { frameRate: { exact: 60 } },
      { resizeMode: { exact: "none" }, width: { exact: 1280 } },
    ]) {
      await s.until(clone.applyConstraints(constraints));
      const { width, height = 0, frameRate = 0 } = track.getSettings();
      expect([width, height <= 480, frameRate >= 20]).toEqual([640, true, true]);
    }
  });

  test("a second request for the device by getUserMedia is fitted to the first as well [5-2]", async () => {
    s = await scene({ devices: [front] });
    const first = await s.camera("front", { resizeMode: { exact: "none" }, width: { exact: 1280 } });
    await expect(
      s.take({ video: { resizeMode: { exact: "none" }, width: { exact: 640 } } }),
    ).rejects.toBeDefined();
    expect(first.getSettings()).toMatchObject({ width: 1280, height: 720 });
    const second = await s.take({ video: { width: { exact: 640 }, height: { exact: 360 } } });
    expect(second.getVideoTracks()[0]?.getSettings()).toMatchObject({ width: 640, height: 360 });
    expect(first.getSettings()).toMatchObject({ width: 1280, height: 720 });
  });
});

describe("a track that is stopped meanwhile [4.3.3-15]", () => {
  test.each(Array.from({ length: 12 }, (_, turns) => turns))("%i microtasks later", async (turns) => {
    const track = await s.camera("front");
    const promise = track.applyConstraints({ width: 1280 });
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    track.stop();
    expect(await s.until<unknown>(promise)).toBeUndefined();
    expect(s.host.openSources).toBe(0);
  });

  test("a device that was given back is not opened for it", async () => {
    const track = await s.camera("front");
    const clone = track.clone();
    track.enabled = clone.enabled = false;
    await s.pass(3000);
    const promise = track.applyConstraints({ width: 1280 });
    await Promise.resolve();
    track.stop();
    await s.until(promise);
    await s.settle();
    expect(s.watched.timesOpened("front")).toBe(1);
  });

  test("the document may go, too", async () => {
    const track = await s.camera("front");
    const promise = track.applyConstraints({ width: 1280 });
    await Promise.resolve();
    s.document.unload();
    expect(await s.until<unknown>(promise)).toBeUndefined();
  });
});

test("other tracks are given their new settings in a task [11.1-7]", async () => {
  const track = await s.camera("front", { width: { exact: 1280 } });
  const clone = track.clone();
  await s.until(clone.applyConstraints({ width: 640 }));
  const before = clone.getSettings();
  track.stop();
  for (let turn = 0; turn < 100; turn++) await Promise.resolve();
  expect(clone.getSettings()).toEqual(before);
  await s.settle();
  expect(sizeOf(clone.getSettings())).toEqual([640, 480, 30]);
});
