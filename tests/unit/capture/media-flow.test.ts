/** Media Capture and Streams, 4.3.1, media flow: what comes out of tracks that are muted, disabled or neither. */
import type { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import { connectSink } from "../../../bindings/capture/track-sink.js";
import type { SourceDescription } from "../../../bindings/solver/types.js";
import { type Scene, scene } from "./scene.js";
import { front, microphone } from "./sources.js";

let s: Scene;

/** A camera of small pictures, for each of their pixels is looked at. */
const small: SourceDescription = {
  ...front,
  modes: [
    { width: 160, height: 120, frameRates: [30] },
    { width: 320, height: 180, frameRates: [30] },
  ],
};

beforeEach(async () => {
  s = await scene({ devices: [small, microphone] });
});

/** What comes out of a track: for each picture or block, whether there is anything in it, and its measures. */
interface Outcome {
  readonly bright: boolean[];
  readonly sizes: string[];
  ended: number;
  disconnect(): void;
}

function outcomeOf(track: MediaStreamTrack): Outcome {
  const bright: boolean[] = [];
  const sizes: string[] = [];
  const outcome: Outcome = { bright, sizes, ended: 0, disconnect: () => undefined };
  outcome.disconnect = connectSink(track, {
    picture({ width, height, data }) {
      const luma = data.subarray(0, width * height);
      const chroma = data.subarray(width * height);
      bright.push(luma.some((value) => value !== 16) || chroma.some((value) => value !== 128));
      sizes.push(`${width}x${height}`);
    },
    block({ sampleRate, channels }) {
      bright.push(channels.some((samples) => samples.some((sample) => sample !== 0)));
      sizes.push(`${channels.length} at ${sampleRate}`);
    },
    ended() {
      outcome.ended += 1;
    },
  });
  return outcome;
}

/** What comes in the next second, from which on everything counts. */
async function second(outcome: Outcome): Promise<boolean[]> {
  await s.pass(500);
  outcome.bright.length = 0;
  await s.pass(1000);
  return [...outcome.bright];
}

describe.each([
  ["camera", "front"],
  ["microphone", "microphone"],
] as const)("of a %s", (kind, id) => {
  const size = { width: { exact: 64 }, height: { exact: 48 } };
  const open = (): Promise<MediaStreamTrack> => s[kind](id, kind === "camera" ? size : {});

  test("media flows while the track is unmuted and enabled [4.3.1-8]", async () => {
    const outcome = outcomeOf(await open());
    const media = await second(outcome);
    expect(media.length).toBeGreaterThan(20);
    expect(media.every(Boolean)).toBe(true);
  });

  test("a disabled track gives black or silence, and goes on giving it [4.3.1-2, 4.3.1-8]", async () => {
    const track = await open();
    const outcome = outcomeOf(track);
    await s.pass(500);
    track.enabled = false;
    for (let i = 0; i < 2; i++) {
      const media = await second(outcome);
      expect(media.length).toBeGreaterThan(0);
      expect(media.some(Boolean)).toBe(false);
    }
    await s.pass(5000);
    expect(s.watched.open).toEqual([]);
    const away = await second(outcome);
    expect(away.length).toBeGreaterThan(0);
    expect(away.some(Boolean)).toBe(false);
    track.enabled = true;
    const again = await second(outcome);
    expect(again.length).toBeGreaterThan(20);
    expect(again.every(Boolean)).toBe(true);
  });

  test("a muted track gives black or silence, whatever enabled says [4.3.1-2, 4.3.1-8, 4.3.1-11]", async () => {
    const track = await open();
    const outcome = outcomeOf(track);
    await s.pass(500);
    s.mute(id, true);
    await s.settle();
    for (const enabled of [true, false, true]) {
      track.enabled = enabled;
      const media = await second(outcome);
      expect(media.length).toBeGreaterThan(0);
      expect(media.some(Boolean)).toBe(false);
    }
    s.mute(id, false);
    const again = await second(outcome);
    expect(again.length).toBeGreaterThan(20);
    expect(again.every(Boolean)).toBe(true);
  });

  test("one track of a source disabled does not darken another [4.3.1-8]", async () => {
    const track = await open();
    const clone = track.clone();
    const outcomes = [outcomeOf(track), outcomeOf(clone)];
    track.enabled = false;
    await s.pass(500);
    for (const { bright } of outcomes) bright.length = 0;
    await s.pass(1000);
    expect(outcomes[0]?.bright.some(Boolean)).toBe(false);
    expect(outcomes[1]?.bright.every(Boolean)).toBe(true);
    expect(outcomes[1]?.bright.length).toBeGreaterThan(20);
  });

  test("nothing comes of a track that has ended, whose sinks are told once [4.3.1-12]", async () => {
    const track = await open();
    const outcome = outcomeOf(track);
    await second(outcome);
    s.unplug(id);
    await s.settle();
    expect(outcome.ended).toBe(1);
    expect(await second(outcome)).toEqual([]);
    expect(outcome.ended).toBe(1);
    expect(outcomeOf(track).ended).toBe(1);
  });

  test("nothing comes after disconnecting, and nobody works for nobody", async () => {
    const track = await open();
    const outcome = outcomeOf(track);
    await second(outcome);
    outcome.disconnect();
    outcome.disconnect();
    expect(await second(outcome)).toEqual([]);
    await s.pass(5000);
    expect(s.clock.pending).toBe(0);
    expect(outcome.ended).toBe(0);
  });
});

test("pictures have the size of the settings, of each track its own [5-1, 4.3.8-8]", async () => {
  const track = await s.camera("front", { width: { exact: 320 }, height: { exact: 180 } });
  const clone = track.clone();
  await s.until(clone.applyConstraints({ width: { exact: 100 }, height: { exact: 50 } }));
  const outcomes = [outcomeOf(track), outcomeOf(clone)];
  await s.pass(500);
  expect(new Set(outcomes[0]?.sizes)).toEqual(new Set(["320x180"]));
  expect(new Set(outcomes[1]?.sizes)).toEqual(new Set(["100x50"]));
});

test("pictures of a turned device have the settings' size at any time [4.3.8-16]", async () => {
  const track = await s.camera("front", { width: { exact: 160 }, height: { exact: 90 } });
  const outcome = outcomeOf(track);
  await s.pass(500);
  for (const degrees of [90, 180, 270, 0]) {
    s.host.rotate("front", degrees);
    await s.pass(200);
    outcome.sizes.length = 0;
    await s.pass(500);
    const { width, height } = track.getSettings();
    expect(new Set(outcome.sizes)).toEqual(new Set([`${width ?? 0}x${height ?? 0}`]));
    expect(width).toBe(degrees % 180 === 0 ? 160 : 90);
  }
});

test("blocks have the rate and channels of the settings [4.3.8-18]", async () => {
  const track = await s.microphone("microphone", {
    sampleRate: { exact: 44100 },
    channelCount: { exact: 2 },
  });
  const outcome = outcomeOf(track);
  await s.pass(500);
  expect(new Set(outcome.sizes)).toEqual(new Set(["2 at 44100"]));
});

test("a sink that throws is reported, and stops nobody else", async () => {
  const reported: unknown[] = [];
  const previous = globalThis.reportError;
  globalThis.reportError = (error) => void reported.push((error as Error).message);
  try {
    const track = await s.camera("front");
    const clone = track.clone();
    const fail = (): never => {
      throw new Error("a sink's own");
    };
    connectSink(track, { picture: fail, block: fail, ended: fail });
    const others = [outcomeOf(track), outcomeOf(clone)];
    for (const each of others) expect((await second(each)).length).toBeGreaterThan(25);
    track.stop();
    expect([others[0]?.ended, clone.readyState]).toEqual([1, "live"]);
    s.document.unload();
    expect([others[1]?.ended, s.host.openSources]).toEqual([1, 0]);
    expect(new Set(reported)).toEqual(new Set(["a sink's own"]));
  } finally {
    globalThis.reportError = previous;
  }
});
