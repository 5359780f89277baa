/**
 * Random sources, well-formed and small enough to be walked, and cases over them.
 */
import fc from "fast-check";
import type { NativeMode, SourceDescription } from "../../bindings/solver/types.js";
import { constraintsOf, plan } from "./arbitrary-constraints.js";
import { type Case, registrations } from "./check.js";
import { propertiesWith } from "./properties.js";
import { spaceOf } from "./space.js";

type Extras = Readonly<Record<string, unknown>>;

const someRates = [5, 7.5, 10, 12.5, 15, 20, 24, 25, 29.97, 30, 30, 30000 / 1001, 50, 60];
const rate = fc.constantFrom(...someRates);
const rates: fc.Arbitrary<NativeMode["frameRates"]> = fc.oneof(
  { weight: 4, arbitrary: fc.array(rate, { minLength: 1, maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(rate, rate).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) })),
  },
);

function mode(sizes: fc.Arbitrary<[number, number]>): fc.Arbitrary<NativeMode> {
  return fc.tuple(sizes, rates).map(([[width, height], frameRates]) => ({ width, height, frameRates }));
}

const smallSize: fc.Arbitrary<[number, number]> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 })) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<[number, number][]>(
      [16, 9],
      [16, 12],
      [20, 15],
      [24, 18],
      [8, 6],
      [12, 12],
      [9, 16],
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 10, max: 40 })) },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 10, max: 40 }), fc.integer({ min: 1, max: 2 })) },
);

const largerSize: fc.Arbitrary<[number, number]> = fc.oneof(
  fc.tuple(fc.integer({ min: 20, max: 200 }), fc.integer({ min: 20, max: 150 })),
  fc.constantFrom<[number, number][]>([192, 108], [160, 120], [200, 150], [176, 144], [128, 72]),
);

const catalogueSize = fc.constantFrom<[number, number][]>(
  [640, 480],
  [1280, 720],
  [1280, 960],
  [1600, 1200],
  [1920, 1080],
  [2592, 1944],
  [3840, 2160],
  [2160, 3840],
);

/** An object of some of the members: those drawn as undefined are left out. */
function some(members: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Extras> {
  return fc.record(members, { requiredKeys: [] });
}

const cameraExtras = some({
  zoom: fc.constantFrom<unknown[]>(
    { min: 1, max: 4, step: 0.1 },
    { min: 1, max: 8 },
    { max: 3 },
    { min: 2 },
    1,
  ),
  pan: fc.constantFrom({ min: -5, max: 10 }, { min: -20, max: -2 }, { min: 0, max: 180 }),
  torch: fc.constantFrom<unknown[]>(true, [false, true], [false]),
  iso: fc.constantFrom({ min: 100, max: 800 }, { min: 50, max: 60 }, { min: 400, max: 6400 }),
  whiteBalanceMode: fc.constantFrom<unknown[]>(["none", "manual"], ["manual", "continuous"], "continuous"),
});

const cameraCapabilities = fc.option(cameraExtras, { nil: undefined });
const cameraAlternatives = fc.option(fc.array(cameraExtras, { minLength: 1, maxLength: 3 }), {
  nil: undefined,
  freq: 3,
});

function smallDefaults(most: number): fc.Arbitrary<Extras | undefined> {
  const length = fc.integer({ min: 1, max: most });
  const defaults = some({
    width: length,
    height: length,
    frameRate: rate,
    aspectRatio: fc.constantFrom(1, 1.5),
    zoom: fc.constantFrom(1, 2),
    torch: fc.boolean(),
    facingMode: fc.constantFrom("user", "environment"),
  });
  return fc.option(defaults, { nil: undefined, freq: 2 });
}

const facing = fc.constantFrom<unknown[]>(
  undefined,
  "user",
  "environment",
  ["user", "environment"],
  ["left"],
  [],
);

/** Leaves out the members that are undefined. */
function described(kind: SourceDescription["kind"], members: Extras): SourceDescription {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  const deviceId = kind === "videoinput" ? "camera" : "microphone";
  return { kind, deviceId, ...(Object.fromEntries(given) as Partial<SourceDescription>) };
}

function camera(
  size: fc.Arbitrary<[number, number]>,
  modes: number,
  most: number,
): fc.Arbitrary<SourceDescription> {
  return fc
    .record({
      modes: fc.array(mode(size), { minLength: 1, maxLength: modes }),
      resizeModes: fc.constantFrom(
        undefined,
        undefined,
        ["none"],
        ["crop-and-scale"],
        ["crop-and-scale", "none"],
      ),
      frameRates: fc.constantFrom(undefined, "any", "integral", "integral"),
      facingMode: facing,
      groupId: fc.constantFrom(undefined, "group"),
      capabilities: cameraCapabilities,
      alternatives: cameraAlternatives,
      defaults: smallDefaults(most),
    })
    .map((members) => described("videoinput", members));
}

/** Ranges as a browser reports them, without modes. */
const browserRanges = fc
  .record({
    width: fc.integer({ min: 1, max: 24 }),
    height: fc.integer({ min: 1, max: 24 }),
    from: fc.constantFrom(undefined, 0, 1, 1, 2, 5),
    rates: fc.constantFrom<unknown[]>(
      { min: 0, max: 30 },
      { min: 1, max: 60 },
      { max: 25 },
      { min: 15 },
      30,
      undefined,
    ),
    ratio: fc.constantFrom("none", "none", "full", "narrow"),
    resizeMode: fc.constantFrom<unknown[]>(undefined, ["none", "crop-and-scale"], ["none"], "crop-and-scale"),
    lacks: fc.constantFrom("nothing", "nothing", "nothing", "nothing", "width", "height"),
  })
  .map(({ width, height, from, rates: frameRate, ratio, resizeMode, lacks }): Extras => {
    const least = (most: number): Extras => (from === undefined ? {} : { min: Math.min(from, most) });
    const aspectRatio =
      ratio === "none"
        ? undefined
        : ratio === "full"
          ? { min: 1 / height, max: width }
          : { min: width / height, max: (width / height) * 1.25 };
    const all: Record<string, unknown> = { frameRate, aspectRatio, resizeMode };
    if (lacks !== "width") all["width"] = { ...least(width), max: width };
    if (lacks !== "height") all["height"] = { ...least(height), max: height };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  });

const browserCamera: fc.Arbitrary<SourceDescription> = fc
  .record({
    ranges: browserRanges,
    extras: cameraExtras,
    facingMode: fc.constantFrom<unknown[]>(undefined, "user", ["environment"]),
    alternatives: fc.option(fc.array(fc.oneof(browserRanges, cameraExtras), { minLength: 1, maxLength: 3 }), {
      nil: undefined,
      freq: 3,
    }),
    defaults: smallDefaults(24),
  })
  .map(({ ranges, extras, facingMode, alternatives, defaults }) =>
    described("videoinput", {
      capabilities: { ...ranges, ...extras, ...(facingMode === undefined ? {} : { facingMode }) },
      alternatives,
      defaults,
    }),
  );

const onOff = fc.constantFrom<unknown[]>([true, false], [false, true], [false], [true]);

const microphoneExtras = some({
  sampleRate: fc.constantFrom<unknown[]>({ min: 8000, max: 96000 }, { min: 44100, max: 48000 }, 48000, {
    min: 16000,
  }),
  sampleSize: fc.constantFrom<unknown[]>(16, { min: 16, max: 24 }, { min: 8, max: 32 }),
  channelCount: fc.constantFrom<unknown[]>({ min: 1, max: 1 }, { min: 1, max: 2 }, { max: 8 }, 2),
  latency: fc.constantFrom<unknown[]>(
    { min: 0.003, max: 0.2 },
    { min: 0, max: 0.05 },
    { max: 0.01 },
    { min: 0.02 },
    0.01,
  ),
  echoCancellation: onOff,
  autoGainControl: onOff,
  noiseSuppression: onOff,
  volume: fc.constantFrom({ min: 0, max: 1 }, { min: 0.5, max: 2 }),
});

/** Values that depend on each other: echo cancellation only in mono, or at random. */
const microphoneAlternatives: fc.Arbitrary<Extras[] | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constant<Extras[]>([
    { echoCancellation: [true], channelCount: { min: 1, max: 1 } },
    { echoCancellation: [false], channelCount: { min: 1, max: 2 } },
  ]),
  fc.array(microphoneExtras, { minLength: 1, maxLength: 4 }),
);

export const microphone: fc.Arbitrary<SourceDescription> = fc
  .record({
    capabilities: microphoneExtras,
    alternatives: microphoneAlternatives,
    groupId: fc.constantFrom(undefined, "group"),
    defaults: fc.option(
      some({
        sampleRate: fc.constantFrom(44100, 16000),
        echoCancellation: fc.boolean(),
        autoGainControl: fc.boolean(),
        channelCount: fc.constantFrom(1, 2),
        latency: fc.constant(0.01),
      }),
      { nil: undefined },
    ),
  })
  .map((members) => described("audioinput", members));

const properties = propertiesWith(registrations);

/** Alternatives may leave no size at all, or width and height in some of them only: no device is like that. */
function isWellFormed(source: SourceDescription): boolean {
  if (source.modes !== undefined) return true;
  const layers = (source.alternatives ?? [{}]).map((layer): Extras => ({ ...source.capabilities, ...layer }));
  const sized = layers.map((layer) => layer["width"] !== undefined && layer["height"] !== undefined);
  return new Set(sized).size === 1 && spaceOf(source, properties).configurations.length === layers.length;
}

function casesOver(source: fc.Arbitrary<SourceDescription>): fc.Arbitrary<Case> {
  const wellFormed = source.filter(isWellFormed);
  return fc.tuple(wellFormed, plan).map(([description, planned]) => ({
    source: description,
    constraints: constraintsOf(description, planned),
  }));
}

/** By name, the arbitrary and its share of all cases in per mille. */
export const suites: readonly {
  readonly name: string;
  readonly cases: fc.Arbitrary<Case>;
  readonly share: number;
}[] = [
  { name: "small cameras", cases: casesOver(camera(smallSize, 4, 24)), share: 560 },
  { name: "ranges of a browser", cases: casesOver(browserCamera), share: 180 },
  { name: "microphones", cases: casesOver(microphone), share: 210 },
  { name: "larger cameras", cases: casesOver(camera(largerSize, 3, 200)), share: 40 },
  {
    name: "cameras of the catalogue's size, row by row",
    cases: casesOver(camera(catalogueSize, 3, 4000)),
    share: 10,
  },
];
