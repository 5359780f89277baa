/** Devices of which little is told: what a track's settings say is what it delivers. */
import { createMediaDevices } from "../../../bindings/capture/create-media-devices.js";
import type { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import { connectSink } from "../../../bindings/capture/track-sink.js";
import type { AudioBlock, Picture } from "../../../bindings/hosts/media.js";
import { steppedClock, type SteppedClock } from "../../../bindings/hosts/stepped-clock.js";
import { defaultDevices } from "../../../bindings/hosts/virtual/default-devices.js";
import { virtualHost } from "../../../bindings/hosts/virtual/virtual-host.js";
import type { SourceDescription, TrackSettings } from "../../../bindings/solver/types.js";

interface Delivery {
  readonly settings: TrackSettings;
  readonly track: MediaStreamTrack;
  readonly pictures: Picture[];
  readonly blocks: AudioBlock[];
}

/** A second of what a device delivers for a request. */
async function delivery(description: SourceDescription, constraints = {}): Promise<Delivery> {
  const clock: SteppedClock = steppedClock();
  const host = virtualHost({ clock, devices: [description] });
  const mediaDevices = await createMediaDevices({ host });
  const member = description.kind === "videoinput" ? "video" : "audio";
  const [track] = (await mediaDevices.getUserMedia({ [member]: constraints })).getTracks();
  if (!track) throw new Error("There is no track.");
  const [pictures, blocks]: [Picture[], AudioBlock[]] = [[], []];
  connectSink(track, {
    picture: (picture) => void pictures.push(picture),
    block: (block) => void blocks.push(block),
    ended: () => undefined,
  });
  await clock.advance(1000);
  return { settings: track.getSettings(), track, pictures, blocks };
}

const camera: SourceDescription = { kind: "videoinput", deviceId: "x", label: "USB" };
const microphone: SourceDescription = { kind: "audioinput", deviceId: "x", label: "USB" };

describe("a camera without modes", () => {
  test.each<[string, SourceDescription, object]>([
    ["nothing more", camera, {}],
    ["nothing more, asked for a size", camera, { width: 1280 }],
    ["an empty list of modes", { ...camera, modes: [] }, { height: { exact: 480 } }],
    ["one width", { ...camera, capabilities: { width: { min: 320, max: 320 } } }, {}],
    ["a height of every picture", { ...camera, capabilities: { height: 240 } }, { frameRate: { max: 10 } }],
    ["a range of rates", { ...camera, capabilities: { frameRate: { min: 5, max: 20 } } }, {}],
    ["a ratio", { ...camera, capabilities: { aspectRatio: { min: 2, max: 2 } } }, {}],
    ["undefined for a width", { ...camera, capabilities: { width: undefined } }, {}],
    [
      "alternatives of which one has a rate",
      { ...camera, alternatives: [{ width: 320 }, { frameRate: 10 }] },
      {},
    ],
  ])("tells what it delivers, with %s", async (_, description, constraints) => {
    const { settings, pictures } = await delivery(description, constraints);
    const { width, height, frameRate = 0 } = settings;
    expect(pictures.at(-1)).toMatchObject({ width, height });
    expect(Math.abs(pictures.length - frameRate)).toBeLessThanOrEqual(1);
  });

  test("has the default camera's modes where nothing is told of its pictures", async () => {
    const { settings, track } = await delivery(
      { ...camera, capabilities: { zoom: { min: 1, max: 2 } } },
      { width: 1280 },
    );
    expect(settings).toMatchObject({ width: 1280, height: 720, frameRate: 30 });
    await expect(track.applyConstraints({ width: { min: 1 } })).resolves.toBeUndefined();
    const [laptop] = await virtualHost({ devices: defaultDevices.slice(0, 1) }).devices();
    const [bare] = await virtualHost({ devices: [camera] }).devices();
    expect(bare?.description?.modes).toEqual(laptop?.description?.modes);
  });

  test("keeps what is told", async () => {
    const modes = [{ width: 64, height: 48, frameRates: [10] }];
    const capabilities = { width: { min: 320, max: 320 }, height: 200, frameRate: 15 };
    for (const told of [
      { ...camera, modes },
      { ...camera, capabilities },
    ]) {
      const [device] = await virtualHost({ devices: [told] }).devices();
      expect(device?.description).toEqual(told);
    }
    const { settings } = await delivery({ ...camera, capabilities: { width: { min: 320, max: 320 } } });
    expect(settings).toMatchObject({ width: 320, height: 480, frameRate: 30 });
  });
});

test.each<[string, SourceDescription, object]>([
  ["nothing more", microphone, {}],
  [
    "nothing more, asked for a rate",
    microphone,
    { sampleRate: { exact: 16000 }, channelCount: { exact: 2 } },
  ],
  ["one rate", { ...microphone, capabilities: { sampleRate: { min: 44100, max: 44100 } } }, {}],
  ["alternatives of which one has channels", { ...microphone, alternatives: [{ channelCount: 2 }, {}] }, {}],
])("a microphone tells what it delivers, with %s", async (_, description, constraints) => {
  const { settings, blocks } = await delivery(description, constraints);
  const { sampleRate, channelCount } = settings;
  expect(sampleRate).toBeGreaterThan(0);
  expect(blocks.at(-1)).toMatchObject({ sampleRate });
  expect(blocks.at(-1)?.channels).toHaveLength(channelCount ?? 0);
});
