/** What is asked for at random: constraints that sometimes fit, sometimes together, sometimes not at all. */
import fc from "fast-check";
import { cameraIds, deviceIds } from "./devices.js";
import type { Asked } from "./required.js";

/** Constraints of a kind of media in which devices are named by their ids in the host. */
export interface Request {
  readonly asked: Asked;
  readonly device: { readonly id: string; readonly isExact: boolean } | undefined;
}

const sizes = fc.constantFrom(1, 40, 48, 54, 64, 72, 96, 128, 200);
const rates = fc.constantFrom(7.5, 10, 15, 20, 30, 60, 90);
const ratios = fc.constantFrom(1, 4 / 3, 16 / 9, 0.75, 2);

function numeric(values: fc.Arbitrary<number>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 3, arbitrary: values },
    { weight: 2, arbitrary: values.map((exact) => ({ exact })) },
    { weight: 2, arbitrary: values.map((min) => ({ min })) },
    { weight: 2, arbitrary: values.map((max) => ({ max })) },
    { weight: 1, arbitrary: fc.tuple(values, values).map(([max, ideal]) => ({ max, ideal })) },
  );
}

function words(...values: string[]): fc.Arbitrary<unknown> {
  const word = fc.constantFrom(...values);
  return fc.oneof(
    { weight: 2, arbitrary: word },
    { weight: 2, arbitrary: word.map((exact) => ({ exact })) },
    { weight: 1, arbitrary: word.map((other) => ({ exact: [values[0] ?? "", other] })) },
  );
}

const resizeMode = fc.constantFrom({ exact: "none" }, { exact: "crop-and-scale" }, "none");
const facingMode = words("user", "environment");

const videoSet = fc.record(
  {
    width: numeric(sizes),
    height: numeric(sizes),
    aspectRatio: numeric(ratios),
    frameRate: numeric(rates),
    resizeMode,
    facingMode,
  },
  { requiredKeys: [] },
);

/** Mostly what a device has, so that many requests come to something. */
const nativeSet = fc
  .tuple(
    fc.constantFrom([64, 48], [128, 72], [96, 96], [96, 54]),
    fc.option(fc.constantFrom(15, 30, 60), { nil: undefined }),
    fc.boolean(),
  )
  .map(([[width, height], frameRate, isNative]): Asked => {
    const rate = frameRate === undefined ? {} : { frameRate: { exact: frameRate } };
    const mode = isNative ? { resizeMode: { exact: "none" } } : {};
    return { width: { exact: width }, height: { exact: height }, ...rate, ...mode };
  });

const videoAsked: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 4, arbitrary: nativeSet },
  { weight: 4, arbitrary: videoSet },
  {
    weight: 2,
    arbitrary: fc
      .tuple(videoSet, fc.array(videoSet, { minLength: 1, maxLength: 3 }))
      .map(([basic, advanced]) => ({ ...basic, advanced })),
  },
);

const flag = fc.oneof(
  fc.boolean(),
  fc.boolean().map((exact) => ({ exact })),
);

const audioAsked: fc.Arbitrary<Asked> = fc.record(
  {
    sampleRate: numeric(fc.constantFrom(8000, 16000, 44100, 48000, 96000)),
    channelCount: numeric(fc.constantFrom(1, 2, 3)),
    echoCancellation: flag,
  },
  { requiredKeys: [] },
);

function request(asked: fc.Arbitrary<Asked>, ids: readonly string[]): fc.Arbitrary<Request> {
  const device = fc.option(fc.record({ id: fc.constantFrom(...ids), isExact: fc.boolean() }), {
    freq: 2,
    nil: undefined,
  });
  return fc.record({ asked, device });
}

/** Constraints of a camera's track. */
export const videoRequest = request(videoAsked, cameraIds);

/** Constraints of a microphone's track. */
export const audioRequest = request(
  audioAsked,
  deviceIds.filter((id) => !cameraIds.includes(id)),
);

/** The constraints as a script gives them, by the document's ids. */
export function constraintsOf({ asked, device }: Request, documentId: (id: string) => string): Asked {
  if (!device) return asked;
  const id = documentId(device.id);
  return { ...asked, deviceId: device.isExact ? { exact: id } : id };
}

/** Constraints in few words, for the sequence that is told when a test fails. */
export function inWords({ asked, device }: Request): string {
  return JSON.stringify(
    device ? { ...asked, deviceId: `${device.isExact ? "exactly " : ""}${device.id}` } : asked,
  );
}
