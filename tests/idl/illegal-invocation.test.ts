/** Members that are called on something else say so, and not how the classes are made inside. */
import { implementations } from "./implementations.js";
import { AudioData } from "../../bindings/sinks/audio-data.js";
import { MediaStreamTrackProcessor } from "../../bindings/sinks/media-stream-track-processor.js";
import { VideoColorSpace } from "../../bindings/sinks/video-color-space.js";
import { VideoFrame } from "../../bindings/sinks/video-frame.js";

const sinks = { AudioData, MediaStreamTrackProcessor, VideoColorSpace, VideoFrame };
const ours = new Set(["addEventListener", "constructor"]);

/** What calling each function of a prototype on something else comes to, by member. */
async function outcomes(prototype: object, other: unknown): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    for (const member of Object.values(descriptor) as unknown[]) {
      if (typeof member !== "function" || ours.has(key)) continue;
      const call = async (): Promise<unknown> => await Reflect.apply(member as () => unknown, other, []);
      found.set(key, await call().catch((error: unknown) => error));
    }
  }
  return found;
}

test("members on something else are TypeErrors: Illegal invocation", async () => {
  const classes = Object.entries(sinks).map(([name, constructor]) => [name, constructor] as const);
  const samples = await implementations();
  for (const [name, { constructor }] of samples) classes.push([name, constructor as never]);
  for (const [name, { prototype }] of classes) {
    for (const other of [undefined, null, 5, {}, Object.create(prototype) as unknown]) {
      const all = await outcomes(prototype, other);
      expect(all.size).toBeGreaterThan(0);
      for (const [key, outcome] of all) {
        expect([name, key, outcome]).toEqual([name, key, new TypeError("Illegal invocation")]);
      }
    }
  }
});

test("promise-returning operations reject", async () => {
  const mediaDevices = (await implementations()).get("MediaDevices")?.sample as MediaDevices;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- this is what is looked at
  const { getUserMedia, enumerateDevices } = mediaDevices;
  for (const call of [getUserMedia, enumerateDevices] as (() => Promise<unknown>)[]) {
    const promise = call();
    await expect(promise).rejects.toEqual(new TypeError("Illegal invocation"));
  }
});
