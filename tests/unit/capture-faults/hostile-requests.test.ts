/** Wrong types and hostile objects: WebIDL's exceptions, in WebIDL's order, and each member read once. */
import { MediaDevices } from "../../../bindings/capture/media-devices.js";
import { MediaStream } from "../../../bindings/capture/media-stream.js";
import { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import { type Scene, scene } from "../capture/scene.js";
import { recording } from "../constrainable/recording.js";

const FIFTEEN = [
  "aspectRatio",
  "autoGainControl",
  "channelCount",
  "deviceId",
  "echoCancellation",
  "facingMode",
  "frameRate",
  "groupId",
  "height",
  "latency",
  "noiseSuppression",
  "resizeMode",
  "sampleRate",
  "sampleSize",
  "width",
];

let s: Scene;

beforeEach(async () => {
  s = await scene({ properties: { zoom: { type: "double", kinds: ["videoinput"] } } });
});

/** Calls a method that a prototype has on anything, with anything, as scripts without types do. */
function callOn(object: unknown, prototype: object, method: string, ...values: unknown[]): unknown {
  const found: unknown = Reflect.get(prototype, method);
  if (typeof found !== "function") throw new Error(`${method} is no method.`);
  return Reflect.apply(found, object, values) as unknown;
}

function call(object: object, method: string, ...values: unknown[]): Promise<unknown> {
  return callOn(object, object, method, ...values) as Promise<unknown>;
}

/** What a promise is rejected with; it must not throw instead. */
async function rejection(promise: Promise<unknown>): Promise<unknown> {
  expect(promise).toBeInstanceOf(Promise);
  return await s.until(
    promise.then(
      () => {
        throw new Error("The promise was fulfilled.");
      },
      (error: unknown) => error,
    ),
  );
}

class Thrown extends Error {}

function throwing(words: string): never {
  throw new Thrown(words);
}

describe("getUserMedia", () => {
  test.each([
    [5],
    ["video"],
    [true],
    [Symbol("video")],
    [10n],
    [{}],
    [{ video: false, audio: 0 }],
    [undefined],
    [null],
    [[]],
    [{ video: "" }],
    [{ screen: true }],
  ])("%p is a TypeError, by a rejection", async (given) => {
    const error = await rejection(call(s.mediaDevices, "getUserMedia", given));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toMatch(/constraints/);
    expect(s.watched.open).toEqual([]);
  });

  test("reads every member once, audio's before video's, and nothing after the call", async () => {
    const log: string[] = [];
    const promise = call(s.mediaDevices, "getUserMedia", recording({ video: {}, audio: {}, other: 1 }, log));
    const set = [...FIFTEEN, "zoom"].sort();
    const gets = (kind: string): string[] => [
      `get ${kind}`,
      ...[...set, "advanced"].map((name) => `get ${kind}.${name}`),
    ];
    const expected = [...gets("audio"), ...gets("video")];
    expect(log).toEqual(expected);
    await s.until(promise);
    await s.settle();
    expect(log).toEqual(expected);
  });

  test("what a getter throws goes through, and nothing is read after it", async () => {
    const log: string[] = [];
    const request = {
      audio: {
        get latency() {
          log.push("latency");
          return throwing("first");
        },
        get sampleRate() {
          log.push("sampleRate");
          return 1;
        },
      },
      get video() {
        log.push("video");
        return throwing("second");
      },
    };
    const error = await rejection(call(s.mediaDevices, "getUserMedia", request));
    expect(error).toBeInstanceOf(Thrown);
    expect(error).toHaveProperty("message", "first");
    expect(log).toEqual(["latency"]);
  });

  test("the TypeError of what is converted first comes before what a later getter throws", async () => {
    const request = {
      audio: { latency: NaN },
      get video() {
        return throwing("later");
      },
    };
    expect(await rejection(call(s.mediaDevices, "getUserMedia", request))).toBeInstanceOf(TypeError);
    const other = {
      audio: {
        get latency() {
          return throwing("sooner");
        },
        sampleSize: Symbol("x"),
      },
    };
    expect(await rejection(call(s.mediaDevices, "getUserMedia", other))).toBeInstanceOf(Thrown);
  });

  test("conversion comes before the document's state, which comes before the devices", async () => {
    s.document.isFullyActive = false;
    const get = (given: unknown): Promise<unknown> => rejection(call(s.mediaDevices, "getUserMedia", given));
    expect(await get({ video: { frameRate: NaN } })).toBeInstanceOf(TypeError);
    expect(await get({})).toBeInstanceOf(TypeError);
    expect(await get({ video: true })).toMatchObject({ name: "InvalidStateError" });
    expect(await get({ video: { zoom: { exact: 1 } } })).toMatchObject({ name: "InvalidStateError" });
  });

  test("that there is no device comes before constraints that may not choose one", async () => {
    const request = { video: { zoom: { exact: 1 } } };
    expect(await rejection(call(s.mediaDevices, "getUserMedia", request))).toBeInstanceOf(TypeError);
    s.unplug("front");
    s.unplug("back");
    expect(await rejection(call(s.mediaDevices, "getUserMedia", request))).toMatchObject({
      name: "NotFoundError",
    });
    const both = { audio: { zoom: { exact: 1 } }, video: true };
    // Zoom is not defined for audio and counts for nothing; then there is no camera.
    expect(await rejection(call(s.mediaDevices, "getUserMedia", both))).toMatchObject({
      name: "NotFoundError",
    });
  });

  test("a getter may do what it likes to the document", async () => {
    const request = {
      get video() {
        s.document.unload();
        return true;
      },
    };
    expect(await rejection(call(s.mediaDevices, "getUserMedia", request))).toMatchObject({
      name: "InvalidStateError",
    });
    expect(s.watched.open).toEqual([]);
  });

  test("a proxy that has been revoked is a TypeError", async () => {
    const { proxy, revoke } = Proxy.revocable({ video: true }, {});
    revoke();
    expect(await rejection(call(s.mediaDevices, "getUserMedia", proxy))).toBeInstanceOf(TypeError);
  });

  test("on another object is a TypeError, by a rejection", async () => {
    const { prototype } = MediaDevices;
    for (const other of [{}, undefined, prototype, new EventTarget()]) {
      const getUserMedia = callOn(other, prototype, "getUserMedia", { video: true });
      expect(await rejection(getUserMedia as Promise<unknown>)).toBeInstanceOf(TypeError);
      const enumerateDevices = callOn(other, prototype, "enumerateDevices");
      expect(await rejection(enumerateDevices as Promise<unknown>)).toBeInstanceOf(TypeError);
    }
  });
});

describe("applyConstraints", () => {
  test("reads every member once, and nothing after the call", async () => {
    const track = await s.camera("front");
    const log: string[] = [];
    const promise = call(track, "applyConstraints", recording({ width: 1, advanced: undefined }, log));
    const expected = [...[...FIFTEEN, "zoom"].sort(), "advanced"].map((name) => `get ${name}`);
    expect(log).toEqual(expected);
    await s.until(promise);
    await s.settle();
    expect(log).toEqual(expected);
  });

  test("what a getter throws goes through; constraints and settings stay", async () => {
    const track = await s.camera("front", { width: { exact: 320 } });
    const before = [track.getConstraints(), track.getSettings()];
    const hostile = {
      height: { exact: 100 },
      get width() {
        return throwing("width");
      },
    };
    expect(await rejection(call(track, "applyConstraints", hostile))).toBeInstanceOf(Thrown);
    await s.settle();
    expect([track.getConstraints(), track.getSettings()]).toEqual(before);
  });

  test.each([[5], [{ advanced: { 0: {} } }], [{ advanced: [5] }], [{ frameRate: { max: Infinity } }]])(
    "%p is a TypeError, of a track that has ended too",
    async (given) => {
      const track = await s.camera("front");
      expect(await rejection(call(track, "applyConstraints", given))).toBeInstanceOf(TypeError);
      track.stop();
      expect(await rejection(call(track, "applyConstraints", given))).toBeInstanceOf(TypeError);
    },
  );

  test("a getter that stops the track: resolves, and nothing changes", async () => {
    const track = await s.camera("front", { width: { exact: 320 } });
    const hostile = {
      get width() {
        track.stop();
        return { exact: 100 };
      },
    };
    await expect(s.until(call(track, "applyConstraints", hostile))).resolves.toBeUndefined();
    expect(track.getConstraints()).toEqual({ width: { exact: 320 } });
    await s.settle();
    expect(s.watched.open).toEqual([]);
  });

  test("a getter that applies other constraints: those are first, for they were called first", async () => {
    const track = await s.camera("front");
    let inner: Promise<void> | undefined;
    const hostile = {
      get width() {
        inner = track.applyConstraints({ width: { exact: 200 } });
        return { exact: 100 };
      },
    };
    await s.until(call(track, "applyConstraints", hostile));
    await s.until(inner);
    expect(track.getSettings().width).toBe(100);
  });

  test("on another object is a TypeError: by a rejection from what returns promises, thrown from the others", async () => {
    const { prototype } = MediaStreamTrack;
    const promise = callOn({}, prototype, "applyConstraints", {}) as Promise<unknown>;
    expect(await rejection(promise)).toBeInstanceOf(TypeError);
    for (const name of ["stop", "clone", "getSettings", "getConstraints", "getCapabilities"]) {
      expect(() => callOn({}, prototype, name)).toThrow(TypeError);
    }
    for (const name of ["kind", "id", "label", "enabled", "muted", "readyState", "onended"] as const) {
      expect(() => Reflect.get(prototype, name, {}) as unknown).toThrow(TypeError);
    }
    expect(() => Reflect.set(prototype, "enabled", true, {})).toThrow(TypeError);
  });
});

describe("new MediaStream", () => {
  const make = (given: unknown): MediaStream => Reflect.construct(MediaStream, [given]) as MediaStream;

  test.each([[5], [{}], [{ [Symbol.iterator]: 5 }], [[1]], [[null]], [["track"]], [null], ["abc"]])(
    "%p is a TypeError",
    (given) => {
      expect(() => make(given)).toThrow(TypeError);
    },
  );

  test("an iterator is read once, each element is converted as it comes, and what it throws goes through", async () => {
    const track = await s.camera("front");
    let iterators = 0;
    const elements = {
      get [Symbol.iterator]() {
        iterators += 1;
        return function* () {
          yield track;
          yield track;
        };
      },
    };
    expect(make(elements).getTracks()).toEqual([track]);
    expect(iterators).toBe(1);
    let last = 0;
    const mixed = {
      *[Symbol.iterator]() {
        for (const value of [track, 5, track]) {
          last += 1;
          yield value;
        }
      },
    };
    expect(() => make(mixed)).toThrow(TypeError);
    expect(last).toBe(2);
    const failing = {
      *[Symbol.iterator]() {
        yield track;
        throwing("the iterator");
      },
    };
    expect(() => make(failing)).toThrow(Thrown);
  });
});
