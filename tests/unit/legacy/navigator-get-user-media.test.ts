/** Media Capture and Streams, 10.1: getUserMedia with callbacks; and what it gives, a LocalMediaStream. */
import { jest } from "@jest/globals";
import { mediaDevicesFor } from "../../../bindings/capture/create-media-devices.js";
import type { MediaDevicesOptions } from "../../../bindings/capture/media-devices-options.js";
import { MediaDevices } from "../../../bindings/capture/media-devices.js";
import { MediaStream } from "../../../bindings/capture/media-stream.js";
import { steppedClock } from "../../../bindings/hosts/stepped-clock.js";
import { virtualHost } from "../../../bindings/hosts/virtual/virtual-host.js";
import { LocalMediaStream } from "../../../bindings/legacy/local-media-stream.js";
import {
  legacyGetUserMedia,
  type NavigatorGetUserMedia,
} from "../../../bindings/legacy/navigator-get-user-media.js";

const host = virtualHost({ clock: steppedClock() });
afterEach(() => expect(host.openSources).toBe(0));

function legacy(options: Partial<MediaDevicesOptions> = {}): NavigatorGetUserMedia {
  return legacyGetUserMedia(mediaDevicesFor({ host, ...options }));
}

/** What the callbacks get, once one of them has been called. */
function called(getUserMedia: NavigatorGetUserMedia, constraints: unknown): Promise<unknown[]> {
  return new Promise((resolve) =>
    getUserMedia(
      constraints as MediaStreamConstraints,
      (...values: unknown[]) => resolve(["success", ...values]),
      (...values: unknown[]) => resolve(["error", ...values]),
    ),
  );
}

const nothing = (): void => undefined;

describe("arguments", () => {
  const getUserMedia = legacy() as (...values: unknown[]) => unknown;

  test("three are required, and that is its length", () => {
    expect(getUserMedia).toHaveLength(3);
    expect(getUserMedia.name).toBe("getUserMedia");
    for (const values of [[], [{ video: true }], [{ video: true }, nothing]]) {
      expect(() => getUserMedia(...values)).toThrow(TypeError);
    }
  });

  test("what is no callback is a TypeError, at once", () => {
    for (const value of [undefined, null, {}, "f"]) {
      expect(() => getUserMedia({ video: true }, value, nothing)).toThrow(
        "successCallback must be a function",
      );
      expect(() => getUserMedia({ video: true }, nothing, value)).toThrow("errorCallback must be a function");
    }
  });

  test("constraints of another type are a TypeError, at once, and before the callbacks", () => {
    expect(() => getUserMedia(5, null, null)).toThrow("constraints must be an object, got 5.");
    expect(() => getUserMedia({ video: { frameRate: NaN } }, nothing, nothing)).toThrow(TypeError);
    const thrown = new Error("of a getter");
    const hostile = {
      get video(): never {
        throw thrown;
      },
    };
    expect(() => getUserMedia(hostile, nothing, nothing)).toThrow(thrown);
  });

  test("they are read once, in WebIDL's order", async () => {
    const reads: PropertyKey[] = [];
    const record = <T extends object>(object: T): T =>
      new Proxy(object, {
        get(target, key, receiver) {
          reads.push(key);
          return Reflect.get(target, key, receiver) as unknown;
        },
      });
    const [, stream] = await called(legacy(), record({ video: record({ width: 640 }), audio: false }));
    expect(reads.filter((key) => ["audio", "video", "width", "advanced"].includes(String(key)))).toEqual([
      ...["audio", "video", "width", "advanced"],
    ]);
    (stream as LocalMediaStream).stop();
  });

  test("it returns undefined and calls back later", async () => {
    let calls = 0;
    const done = new Promise<LocalMediaStream>((resolve) => {
      const returned = getUserMedia(
        { audio: true },
        (stream: LocalMediaStream) => {
          calls += 1;
          resolve(stream);
        },
        nothing,
      );
      expect(returned).toBeUndefined();
    });
    expect(calls).toBe(0);
    (await done).stop();
    expect(calls).toBe(1);
  });
});

describe("success", () => {
  test("the callback gets one argument, a LocalMediaStream with the tracks asked for, and no this", async () => {
    const received = await new Promise<unknown[]>((resolve) => {
      legacy()(
        { audio: true, video: { width: { exact: 320 }, advanced: [{ height: 240 }] } },
        function (this: unknown, ...values: unknown[]) {
          resolve([this, ...values]);
        },
        nothing,
      );
    });
    expect(received).toHaveLength(2);
    expect(received[0]).toBeUndefined();
    const stream = received[1] as LocalMediaStream;
    expect(stream).toBeInstanceOf(LocalMediaStream);
    expect(stream.getTracks().map(({ kind }) => kind)).toEqual(["audio", "video"]);
    const [video] = stream.getVideoTracks();
    expect(video?.getSettings()).toMatchObject({ width: 320, height: 240 });
    expect(video?.getConstraints()).toEqual({ width: { exact: 320 }, advanced: [{ height: 240 }] });
    stream.stop();
  });

  test("the algorithm is MediaDevices', also where a script has replaced the method", async () => {
    const mediaDevices = mediaDevicesFor({ host });
    mediaDevices.getUserMedia = () => Promise.reject(new Error("replaced"));
    const [outcome, stream] = await called(legacyGetUserMedia(mediaDevices), { video: true });
    expect(outcome).toBe("success");
    (stream as LocalMediaStream).stop();
  });
});

describe("failure", () => {
  test.each<[string, unknown, Partial<MediaDevicesOptions>]>([
    ["TypeError", {}, {}],
    ["TypeError", undefined, {}],
    ["NotFoundError", { video: true }, { host: virtualHost({ devices: [] }) }],
    ["NotAllowedError", { video: true }, { prompt: () => "denied" }],
    ["OverconstrainedError", { video: { width: { min: 10_000 } } }, {}],
  ])("the callback gets a %s, and nothing else is called", async (name, constraints, options) => {
    const received = await called(legacy(options), constraints);
    expect(received).toHaveLength(2);
    expect(received).toEqual(["error", expect.objectContaining({ name })]);
  });
});

describe("callbacks that throw", () => {
  test.each(["success", "error"] as const)(
    "%s: the exception is reported as uncaught, once",
    async (which) => {
      const thrown = new Error(`of the ${which} callback`);
      const others: unknown[] = [];
      const listener = (reason: unknown): void => void others.push(reason);
      process.on("unhandledRejection", listener);
      const reported = new Promise((resolve) => {
        const holder = globalThis as { reportError?: (error: unknown) => void };
        holder.reportError = (error) => {
          delete holder.reportError;
          resolve(error);
        };
      });
      const fail = jest.fn();
      const throwing = (stream: unknown): void => {
        if (stream instanceof LocalMediaStream) stream.stop();
        throw thrown;
      };
      if (which === "success") legacy()({ video: true }, throwing, fail);
      else legacy({ prompt: () => "denied" })({ video: true }, fail, throwing);
      expect(await reported).toBe(thrown);
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
      process.off("unhandledRejection", listener);
      expect(others).toEqual([]);
      expect(fail).not.toHaveBeenCalled();
    },
  );
});

describe("LocalMediaStream", () => {
  test("has all of MediaStream, and stop()", async () => {
    const [, stream] = (await called(legacy(), { audio: true, video: true })) as [string, LocalMediaStream];
    expect(stream).toBeInstanceOf(MediaStream);
    expect(Object.prototype.toString.call(stream)).toBe("[object LocalMediaStream]");
    expect(Object.getOwnPropertyDescriptor(LocalMediaStream.prototype, "stop")).toMatchObject({
      enumerable: true,
      writable: true,
      configurable: true,
    });
    expect(stream.active).toBe(true);
    const copy = new MediaStream(stream);
    const clone = stream.clone();
    expect(clone).not.toBeInstanceOf(LocalMediaStream);
    const added = clone.getTracks()[0];
    if (added) stream.addTrack(added);
    const ended = jest.fn();
    for (const track of stream.getTracks()) track.addEventListener("ended", ended);
    stream.stop();
    stream.stop();
    expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual(["ended", "ended", "ended"]);
    expect([stream.active, copy.active, clone.active]).toEqual([false, false, true]);
    for (const track of clone.getTracks()) track.stop();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(ended).not.toHaveBeenCalled();
  });

  test("scripts cannot construct one, nor stop what is none", () => {
    const Constructor = LocalMediaStream as unknown as new (...values: unknown[]) => LocalMediaStream;
    for (const values of [[], [[]], [Symbol("internal"), []]]) {
      expect(() => new Constructor(...values)).toThrow("Illegal constructor");
    }
    expect(Constructor).toHaveLength(0);
    for (const object of [{}, new MediaStream(), LocalMediaStream.prototype]) {
      expect(() => Reflect.get(LocalMediaStream.prototype, "stop").call(object as never)).toThrow(TypeError);
    }
  });

  test("is no interface of MediaDevices' promise", async () => {
    const stream = await mediaDevicesFor({ host }).getUserMedia({ audio: true });
    expect(stream).not.toBeInstanceOf(LocalMediaStream);
    expect(MediaDevices).not.toHaveProperty("LocalMediaStream");
    for (const track of stream.getTracks()) track.stop();
  });
});
