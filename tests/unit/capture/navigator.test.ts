/** Media Capture and Streams, 9.1 and 10.1: what is on a navigator. */
import type { StreamRequest } from "../../../bindings/constrainable/constraint-types.js";
import { LocalMediaStream } from "../../../bindings/legacy/local-media-stream.js";
import { MediaStream } from "../../../bindings/capture/media-stream.js";
import { OverconstrainedError } from "../../../bindings/capture/overconstrained-error.js";
import { install } from "../../../bindings/install/install.js";
import { only, type Scene, type SceneOptions, scene } from "./scene.js";
import { microphone } from "./sources.js";

interface Page {
  readonly navigator: {
    readonly mediaDevices: unknown;
    getUserMedia(constraints: StreamRequest, success: unknown, error: unknown): unknown;
  };
}

async function page(options: SceneOptions = {}): Promise<{ s: Scene; navigator: Page["navigator"] }> {
  const s = await scene(options);
  const target = { navigator: {} };
  install(target, { mediaDevices: s.mediaDevices });
  return { s, navigator: target.navigator as Page["navigator"] };
}

/** Calls the method, and waits for one of its callbacks; what it was called with. */
async function call(
  { s, navigator }: { s: Scene; navigator: Page["navigator"] },
  constraints: StreamRequest,
): Promise<{ stream: MediaStream } | { error: unknown }> {
  return await s.until(
    new Promise((resolve) => {
      const returned = navigator.getUserMedia(
        constraints,
        (stream: MediaStream) => {
          resolve({ stream });
        },
        (error: unknown) => {
          resolve({ error });
        },
      );
      expect(returned).toBeUndefined();
    }),
  );
}

test("navigator.mediaDevices is the MediaDevices object, always the same [9.1-1]", async () => {
  const { s, navigator } = await page();
  expect(navigator.mediaDevices).toBe(s.mediaDevices);
  expect(navigator.mediaDevices).toBe(navigator.mediaDevices);
});

test("navigator.getUserMedia gives the stream to the first callback, later and once [10.1-1]", async () => {
  const p = await page();
  const calls: string[] = [];
  const result = p.s.until(
    new Promise<MediaStream>((resolve) => {
      p.navigator.getUserMedia(
        { audio: true, video: true },
        (...given: [MediaStream]) => {
          calls.push(`success ${given.length}`);
          resolve(given[0]);
        },
        () => calls.push("error"),
      );
    }),
  );
  expect(calls).toEqual([]);
  const stream = await result;
  await p.s.settle();
  expect(calls).toEqual(["success 1"]);
  expect(stream).toBeInstanceOf(MediaStream);
  if (!(stream instanceof LocalMediaStream)) throw new Error("It is no LocalMediaStream.");
  expect(
    stream
      .getTracks()
      .map(({ kind, readyState }) => `${kind} ${readyState}`)
      .sort(),
  ).toEqual(["audio live", "video live"]);
  stream.stop();
  expect(stream.active).toBe(false);
  await p.s.settle();
  expect(p.s.watched.open).toEqual([]);
});

test.each<[what: string, options: SceneOptions, constraints: StreamRequest, name: string]>([
  ["a request for nothing", {}, {}, "TypeError"],
  ["no device", { devices: [microphone] }, { video: true }, "NotFoundError"],
  ["a denial", { prompt: () => "denied" }, { video: true }, "NotAllowedError"],
  ["constraints", {}, { video: { width: { min: 99999 } } }, "OverconstrainedError"],
])(
  "the second callback gets the reason of failure: %s [10.1-2]",
  async (_what, options, constraints, name) => {
    const p = await page(options);
    const result = await call(p, constraints);
    if (!("error" in result)) throw new Error("It succeeded.");
    expect(result.error).toMatchObject({ name });
    if (name === "OverconstrainedError") expect(result.error).toBeInstanceOf(OverconstrainedError);
  },
);

test("constraints apply as with the promise [10.1-1]", async () => {
  const result = await call(await page(), { video: { facingMode: { exact: "environment" } } });
  if (!("stream" in result)) throw new Error("It failed.");
  expect(only(result.stream.getTracks()).label).toBe("Back Camera");
});

test.each<[given: unknown[]]>([
  [[]],
  [[{ video: true }]],
  [[{ video: true }, () => undefined]],
  [[{ video: true }, null, () => undefined]],
  [[{ video: true }, () => undefined, {}]],
  [[5, () => undefined, () => undefined]],
])("wrong arguments throw a TypeError at once, %#", async (given) => {
  const { s, navigator } = await page();
  expect(() => Reflect.apply(navigator.getUserMedia.bind(navigator), undefined, given) as unknown).toThrow(
    TypeError,
  );
  await s.settle();
  expect(s.watched.opened).toEqual([]);
});
