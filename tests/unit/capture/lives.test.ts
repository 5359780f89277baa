/** Random lives of a camera and its tracks: whatever happens and in which order, what holds at the end is the same. */
import fc from "fast-check";
import type { TrackConstraints } from "../../../bindings/constrainable/constraint-types.js";
import type { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import { connectSink } from "../../../bindings/capture/track-sink.js";
import type { SourceDescription } from "../../../bindings/solver/types.js";
import { seedOfThisRun } from "../../seed.js";
import { scene, type Scene } from "./scene.js";

const camera: SourceDescription = {
  kind: "videoinput",
  deviceId: "camera",
  label: "Camera",
  modes: [
    { width: 64, height: 48, frameRates: [30] },
    { width: 128, height: 72, frameRates: [30, 60] },
  ],
};

const requests: TrackConstraints[] = [
  {},
  { width: { exact: 64 } },
  { width: { exact: 100 } },
  { width: 50, height: 40, frameRate: 10 },
  { width: 128, height: 72, frameRate: 60 },
  { resizeMode: { exact: "none" } },
  { frameRate: { exact: 15 } },
  { frameRate: { exact: 60 } },
  { width: { exact: 999 } },
];

/** What happens; tracks are told by a number that stands for one of those there are. */
type Happening =
  | { readonly what: "request" | "apply"; readonly track: number; readonly constraints: TrackConstraints }
  | { readonly what: "enable" | "clone" | "stop" | "watch"; readonly track: number }
  | { readonly what: "mute" | "focus" | "break"; readonly value: boolean }
  | { readonly what: "turn"; readonly rotation: number }
  | { readonly what: "microtasks"; readonly count: number }
  | { readonly what: "pass"; readonly milliseconds: number };

const track = fc.nat({ max: 9 });
const constraints = fc.constantFrom(...requests);
const value = fc.boolean();
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ what: fc.constantFrom("request", "apply"), track, constraints }),
  fc.record({ what: fc.constantFrom("enable", "enable", "clone", "stop", "watch"), track }),
  fc.record({ what: fc.constantFrom("mute", "focus", "break"), value }),
  fc.record({ what: fc.constant("turn"), rotation: fc.constantFrom(0, 90) }),
  fc.record({ what: fc.constant("microtasks"), count: fc.nat({ max: 12 }) }),
  fc.record({ what: fc.constant("pass"), milliseconds: fc.constantFrom(1, 100, 500, 3100) }),
);

/** What comes out of a track. */
class Sight {
  readonly sizes = new Set<string>();
  pictures = 0;
  bright = 0;
  endings = 0;
  #latest = -1;

  constructor(readonly track: MediaStreamTrack) {
    connectSink(track, {
      picture: ({ width, height, data, timestamp }) => {
        if (timestamp <= this.#latest) throw new Error(`${timestamp} comes after ${this.#latest}.`);
        this.#latest = timestamp;
        this.sizes.add(`${width}x${height}`);
        this.pictures += 1;
        if (data.subarray(0, width * height).some((luma) => luma !== 16)) this.bright += 1;
      },
      block: () => undefined,
      ended: () => void (this.endings += 1),
    });
  }

  forget(): void {
    this.sizes.clear();
    this.pictures = 0;
    this.bright = 0;
  }
}

class Life {
  readonly tracks: MediaStreamTrack[] = [];
  readonly #requests: Promise<unknown>[] = [];
  readonly #scene: Scene;

  constructor(s: Scene) {
    this.#scene = s;
  }

  get live(): MediaStreamTrack[] {
    return this.tracks.filter(({ readyState }) => readyState === "live");
  }

  async request(asked: TrackConstraints): Promise<void> {
    const stream = await this.#scene.mediaDevices.getUserMedia({ video: asked }).catch(() => undefined);
    this.tracks.push(...(stream?.getTracks() ?? []));
  }

  async happens(what: Happening): Promise<void> {
    const { host, document, clock } = this.#scene;
    const one = "track" in what ? this.tracks[what.track % this.tracks.length] : undefined;
    switch (what.what) {
      case "request":
        this.#requests.push(this.request(what.constraints));
        return;
      case "apply":
        this.#requests.push(
          one?.applyConstraints(what.constraints).catch(() => undefined) ?? Promise.resolve(),
        );
        return;
      case "enable":
        if (one) one.enabled = !one.enabled;
        return;
      case "clone":
        if (one && this.tracks.length < 6) this.tracks.push(one.clone());
        return;
      case "stop":
        one?.stop();
        return;
      case "watch":
        if (one) new Sight(one);
        return;
      case "mute":
        host.mute("camera", what.value);
        return;
      case "focus":
        document.hasFocus = what.value;
        return;
      case "break":
        host.fail("camera", what.value ? "NotReadableError" : null);
        return;
      case "turn":
        host.rotate("camera", what.rotation);
        return;
      case "microtasks":
        for (let turn = 0; turn < what.count; turn++) await Promise.resolve();
        return;
      case "pass":
        await clock.advance(what.milliseconds);
    }
  }

  /** Everything is as it should be, and all that was asked for answered. */
  async comesToRest(): Promise<void> {
    const { host, document } = this.#scene;
    host.fail("camera", null);
    host.mute("camera", false);
    document.hasFocus = true;
    for (let pending = true; pending;) {
      const answered = Promise.all(this.#requests).then(() => (pending = false));
      await this.#scene.pass(50);
      await Promise.race([answered, this.#scene.settle()]);
    }
    await this.#scene.pass(50);
  }
}

function expectRequired(track: MediaStreamTrack): void {
  const settings: Record<string, unknown> = { ...track.getSettings() };
  const { width, height } = track.getSettings();
  const isTurned = (width ?? 0) < (height ?? 0);
  for (const [name, constraint] of Object.entries(track.getConstraints())) {
    const { exact } = constraint as { exact?: unknown };
    if (exact === undefined) continue;
    expect(settings[isTurned && name === "width" ? "height" : name]).toBe(exact);
  }
}

async function lives(happenings: readonly Happening[]): Promise<void> {
  const s = await scene({ devices: [camera] });
  const life = new Life(s);
  await s.until(life.request({}));
  for (const what of happenings) await life.happens(what);
  await life.comesToRest();

  const sights = life.live.map((live) => new Sight(live));
  await s.pass(500);
  for (const sight of sights) sight.forget();
  await s.pass(2000);
  for (const { track: live, sizes, pictures, bright } of sights) {
    const { width, height, frameRate = 0 } = live.getSettings();
    expect([live.muted, [...sizes]]).toEqual([false, [`${width}x${height}`]]);
    expect(Math.abs(pictures - 2 * frameRate)).toBeLessThanOrEqual(Math.max(2, 0.1 * frameRate));
    expect(bright).toBe(live.enabled ? pictures : 0);
    expectRequired(live);
  }

  await s.pass(4000);
  const wanted = life.live.some(({ enabled }) => enabled) ? 1 : 0;
  expect([s.host.openSources, [...s.indicators.devicesLive.values()]]).toEqual([wanted, [wanted === 1]]);
  for (const live of life.live) live.stop();
  expect(sights.map(({ endings }) => endings)).toEqual(sights.map(() => 1));
  await s.pass(10_000);
  expect([s.host.openSources, s.indicators.any]).toEqual([0, { accessible: false, live: false }]);
}

test("whatever happens to a camera, its tracks deliver what they tell once it is well, and nothing is left in the end", async () => {
  await fc.assert(fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 30 }), lives), {
    seed: seedOfThisRun(),
    numRuns: Number(process.env["TRACKFIT_LIVES"] ?? 60),
    examples: [
      // The device was opened by another request while a track waited for the focus.
      [
        [
          { what: "clone", track: 0 },
          { what: "enable", track: 0 },
          { what: "enable", track: 1 },
          { what: "pass", milliseconds: 3100 },
          { what: "focus", value: false },
          { what: "enable", track: 0 },
          { what: "stop", track: 0 },
          { what: "focus", value: true },
          { what: "request", track: 0, constraints: {} },
        ],
      ],
      // It was turned while it was given back.
      [
        [
          { what: "watch", track: 0 },
          { what: "enable", track: 0 },
          { what: "pass", milliseconds: 3100 },
          { what: "turn", rotation: 90 },
          { what: "enable", track: 0 },
        ],
      ],
    ],
  });
}, 120_000);
