/**
 * Random sequences of everything that scripts, users and devices do, each step beside a model of the specification.
 *
 * TRACKFIT_CASES sets how many (a hundredth of it), TRACKFIT_SEED repeats a run. Rejections that nobody handles fail
 * the test: Jest sees to that.
 */
import { runToRest } from "./tasks-by-hand.js";
import fc from "fast-check";
import { seedOfThisRun } from "../seed.js";
import { createSolver } from "../../bindings/solver/create-solver.js";
import { cameraIds, deviceIds, pluggedAtFirst } from "./devices.js";
import { Model, ModelDevice, permissionFor, type ModelTrack } from "./model.js";
import { audioRequest, inWords, videoRequest, type Request } from "./requests.js";
import { Sequence, SLICE, type Answer } from "./sequence.js";
import { World } from "./world.js";

const cases = Number(process.env["TRACKFIT_CASES"] ?? 20_200);
const seed = seedOfThisRun();
const runs = Math.max(1, Math.round(cases / 100));
const patience = 600_000;

type Step = fc.AsyncCommand<Model, Sequence>;

/** What has been done in the sequence that runs: which track or device a number means depends on what was done before. */
const done: string[] = [];

function step<Target>(
  find: (model: Readonly<Model>) => Target | undefined,
  run: (sequence: Sequence, target: Target) => Promise<void>,
  words: (target: Target) => string,
): Step {
  return {
    check: (model) => find(model) !== undefined,
    run: async (model, sequence) => {
      const target = find(model);
      if (target === undefined) return;
      done.push(words(target));
      await run(sequence, target);
    },
    toString: () => "step",
  };
}

const always = (): true => true;

/** Mostly a live track. */
function trackAt(place: number): (model: Readonly<Model>) => ModelTrack | undefined {
  return ({ tracks }) => {
    const live = tracks.filter(({ isLive }) => isLive);
    const from = place < 90 && live.length > 0 ? live : tracks;
    return from[place % Math.max(1, from.length)];
  };
}

/** Mostly a device in use. */
function deviceAt(
  place: number,
  isFit: (id: string, model: Readonly<Model>) => boolean,
): (model: Readonly<Model>) => string | undefined {
  return (model) => {
    const used = [...model.sources].map(({ device }) => device.id);
    const from = (place < 70 && used.length > 0 ? used : deviceIds).filter((id) => isFit(id, model));
    return from[place % Math.max(1, from.length)];
  };
}

const isPlugged = (id: string, { devices }: Readonly<Model>): boolean => devices.has(id);
const isCamera = (id: string, model: Readonly<Model>): boolean =>
  isPlugged(id, model) && cameraIds.includes(id);
const places = fc.nat({ max: 99 });
const answers = fc.constantFrom<Answer>(
  "granted",
  "granted",
  "granted",
  "denied",
  "the last one",
  "for good",
);
const states = fc.constantFrom<PermissionState>("granted", "prompt", "denied");
const requests = fc.oneof(
  { weight: 5, arbitrary: fc.record({ video: videoRequest }) },
  { weight: 3, arbitrary: fc.record({ audio: audioRequest }) },
  { weight: 2, arbitrary: fc.record({ audio: audioRequest, video: videoRequest }) },
);

function all(given: Partial<Record<"audio" | "video", Request>>): string {
  return Object.entries(given)
    .map(([kind, request]) => `${kind}: ${inWords(request)}`)
    .join(", ");
}

const take = fc.tuple(requests, answers).map(([given, answer]) =>
  step(
    always,
    (s) => s.getUserMedia(given, answer),
    () => `getUserMedia({ ${all(given)} }) and "${answer}"`,
  ),
);
const clone = places.map((place) =>
  step(
    trackAt(place),
    (s, track) => s.clone(track),
    ({ name }) => `${name}.clone()`,
  ),
);
const apply = fc.tuple(places, videoRequest, audioRequest).map(([place, video, audio]) => {
  const fitting = (id: string): Request => (cameraIds.includes(id) === place % 10 > 0 ? video : audio);
  return step(
    trackAt(place),
    (s, track) => s.apply(track, fitting(track.source.device.id)),
    ({ name, source }) => `${name}.applyConstraints(${inWords(fitting(source.device.id))})`,
  );
});
const stop = places.map((place) =>
  step(
    trackAt(place),
    (s, track) => s.stop(track),
    ({ name }) => `${name}.stop()`,
  ),
);
const enable = fc.tuple(places, fc.boolean()).map(([place, isEnabled]) =>
  step(
    trackAt(place),
    (s, track) => s.enable([track], isEnabled),
    ({ name }) => `${name}.enabled = ${isEnabled}`,
  ),
);
const enableAll = fc.tuple(places, fc.boolean()).map(([place, isEnabled]) =>
  step(
    trackAt(place),
    (s, { source }) => s.enable([...source.tracks], isEnabled),
    ({ source }) => `enabled = ${isEnabled} for all of ${source.device.id}`,
  ),
);
const listen = places.map((place) =>
  step(
    trackAt(place),
    (s, track) => s.listen(track),
    ({ name }) => `listen to ${name}`,
  ),
);
const plug = places.map((place) =>
  step(
    deviceAt(place, (id, model) => !isPlugged(id, model)),
    (s, id) => s.plug(id),
    (id) => `plug(${id})`,
  ),
);
const unplug = places.map((place) =>
  step(
    deviceAt(place, isPlugged),
    (s, id) => s.unplug(id),
    (id) => `unplug(${id})`,
  ),
);
const mute = fc.tuple(places, fc.boolean()).map(([place, isMuted]) =>
  step(
    deviceAt(place, isPlugged),
    (s, id) => s.mute(id, isMuted),
    (id) => `mute(${id}, ${isMuted})`,
  ),
);
const rotate = fc.tuple(places, fc.constantFrom(0, 90, 180, 270)).map(([place, degrees]) =>
  step(
    deviceAt(place, isCamera),
    (s, id) => s.rotate(id, degrees),
    (id) => `rotate(${id}, ${degrees})`,
  ),
);
const permit = fc.tuple(places, states, fc.boolean()).map(([place, state, isForAll]) =>
  step(
    deviceAt(place, always),
    (s, id) => s.permit(permissionFor(id), state, isForAll ? undefined : id),
    (id) => `${permissionFor(id)} of ${isForAll ? "all" : id} ${state}`,
  ),
);
const pass = fc.constantFrom(1, 4, 11, 12, 12, 13).map((slices) =>
  step(
    always,
    (s) => s.pass(slices),
    () => `pass(${slices * SLICE} ms)`,
  ),
);

const steps: fc.WeightedArbitrary<Step>[] = [
  { weight: 8, arbitrary: take },
  { weight: 3, arbitrary: clone },
  { weight: 6, arbitrary: apply },
  { weight: 3, arbitrary: stop },
  { weight: 3, arbitrary: enable },
  { weight: 3, arbitrary: enableAll },
  { weight: 1, arbitrary: listen },
  { weight: 3, arbitrary: plug },
  { weight: 2, arbitrary: unplug },
  { weight: 3, arbitrary: mute },
  { weight: 2, arbitrary: rotate },
  { weight: 2, arbitrary: permit },
  { weight: 6, arbitrary: pass },
];

const unload = fc.constant(null).map(() =>
  step(
    ({ isUnloaded }) => (isUnloaded ? undefined : true),
    (s) => s.unload(),
    () => "unload()",
  ),
);

async function begin(): Promise<{ model: Model; real: Sequence }> {
  const model = new Model();
  for (const id of pluggedAtFirst) model.devices.set(id, new ModelDevice(id));
  return { model, real: new Sequence(await new World().begin(), model, await createSolver()) };
}

async function hold(commands: Iterable<Step>): Promise<void> {
  done.length = 0;
  const { model, real } = await begin();
  try {
    await fc.asyncModelRun(() => ({ model, real }), commands);
    await real.finish();
    await runToRest();
  } catch (error) {
    if (error instanceof Error) error.message = `${done.join("\n")}\n\n${error.message}`;
    throw error;
  }
}

beforeAll(() => {
  process.stdout.write(`capture beside its model: TRACKFIT_SEED=${seed} TRACKFIT_CASES=${cases}\n`);
});

test.each<[name: string, steps: fc.Arbitrary<Step>[]]>([
  ["of everything but the end of the document", [fc.oneof(...steps)]],
  ["in which the document may end", [fc.oneof(...steps, { weight: 1, arbitrary: unload })]],
])(
  `${runs} sequences %s`,
  async (_name, arbitraries) => {
    const sequences = fc.commands(arbitraries, { maxCommands: 60, size: "max" });
    await fc.assert(fc.asyncProperty(sequences, hold), {
      seed,
      numRuns: runs,
      interruptAfterTimeLimit: patience - 60_000,
    });
  },
  patience,
);
