/**
 * Random races: scripts, users and devices do things before others have come to their end. Whenever everything has come
 * to rest, what must always hold is looked at.
 *
 * TRACKFIT_CASES sets how many (a hundredth of it), TRACKFIT_SEED repeats a run. Rejections that nobody handles fail
 * the test: Jest sees to that.
 */
import { runToRest } from "./tasks-by-hand.js";
import fc from "fast-check";
import { seedOfThisRun } from "../seed.js";
import { cameraIds, deviceIds } from "./devices.js";
import { FAILURES, Race, type Reply } from "./race.js";
import { audioRequest, videoRequest } from "./requests.js";
import { World } from "./world.js";

const cases = Number(process.env["TRACKFIT_CASES"] ?? 20_200);
const seed = seedOfThisRun();
const runs = Math.max(1, Math.round(cases / 100));
const patience = 600_000;

type Act = (race: Race) => void | Promise<void>;

/** Few devices, so that things meet. */
const ids = fc.constantFrom("front", "front", "front", "phone", "phone", ...deviceIds);
const cameras = fc.constantFrom("front", "front", ...cameraIds);
const places = fc.nat({ max: 99 });
const requests = fc.oneof(
  { weight: 5, arbitrary: fc.record({ video: videoRequest }) },
  { weight: 2, arbitrary: fc.record({ audio: audioRequest }) },
  { weight: 2, arbitrary: fc.record({ audio: audioRequest, video: videoRequest }) },
);
const replies = fc.constantFrom<Reply>("granted", "granted", "denied", "for good", "throws", "the last one");
const failures = fc.constantFrom<string | null>(...FAILURES, null, null, null, null);
const states = fc.constantFrom<PermissionState>("granted", "prompt", "denied");

function act<T extends unknown[]>(
  given: { [I in keyof T]: fc.Arbitrary<T[I]> },
  run: (race: Race, ...values: T) => void | Promise<void>,
): fc.Arbitrary<Act> {
  return fc.tuple<T>(...given).map((values): Act => {
    const one: Act = (race) => run(race, ...values);
    // What was done is told with the error; here is only how much.
    return Object.assign(one, { [fc.toStringMethod]: () => "act" });
  });
}

const acts = fc.oneof(
  {
    weight: 8,
    arbitrary: act([requests, fc.boolean()], (race, all, isPrompted) => race.take(all, isPrompted)),
  },
  { weight: 4, arbitrary: act([places, replies], (race, place, reply) => race.reply(place, reply)) },
  { weight: 4, arbitrary: act([places], (race, place) => race.clone(place)) },
  { weight: 6, arbitrary: act([places, videoRequest], (race, place, request) => race.apply(place, request)) },
  { weight: 1, arbitrary: act([places, audioRequest], (race, place, request) => race.apply(place, request)) },
  { weight: 4, arbitrary: act([places], (race, place) => race.stop(place)) },
  { weight: 3, arbitrary: act([places, fc.boolean()], (race, place, isOn) => race.enable(place, isOn)) },
  { weight: 3, arbitrary: act([fc.boolean()], (race, isOn) => race.enableAll(isOn)) },
  { weight: 1, arbitrary: act([places], (race, place) => race.listen(place)) },
  { weight: 3, arbitrary: act([ids], (race, id) => race.plug(id)) },
  { weight: 2, arbitrary: act([ids], (race, id) => race.unplug(id)) },
  { weight: 3, arbitrary: act([ids, fc.boolean()], (race, id, isMuted) => race.mute(id, isMuted)) },
  {
    weight: 1,
    arbitrary: act([cameras, fc.constantFrom(0, 90, 180, 270)], (race, id, degrees) =>
      race.rotate(id, degrees),
    ),
  },
  { weight: 3, arbitrary: act([ids, failures], (race, id, name) => race.fail(id, name)) },
  {
    weight: 2,
    arbitrary: act([ids, states, fc.boolean()], (race, id, state, isForAll) =>
      race.permit(id, state, isForAll),
    ),
  },
  { weight: 2, arbitrary: act([fc.boolean()], (race, hasFocus) => race.focus(hasFocus)) },
  { weight: 8, arbitrary: act([fc.constantFrom(1, 1, 1, 2, 3)], (race, count) => race.tasks(count)) },
  { weight: 8, arbitrary: act([fc.integer({ min: 1, max: 60 })], (race, count) => race.reactions(count)) },
  { weight: 4, arbitrary: act([], (race) => race.rest()) },
  {
    weight: 5,
    arbitrary: act([fc.constantFrom(500, 2999, 3000, 3000, 3001)], (race, time) => race.pass(time)),
  },
);

const unload = act([], (race) => race.unload());

async function hold(all: readonly Act[]): Promise<void> {
  const race = new Race(await new World().begin());
  try {
    for (const one of all) await one(race);
    await race.finish();
    await runToRest();
  } catch (error) {
    if (error instanceof Error) error.message = `${race.done.join("\n")}\n\n${error.message}`;
    throw error;
  }
}

beforeAll(() => {
  process.stdout.write(`races of capture: TRACKFIT_SEED=${seed} TRACKFIT_CASES=${cases}\n`);
});

test.each<[name: string, acts: fc.Arbitrary<Act>]>([
  ["of everything but the end of the document", acts],
  [
    "in which the document may end",
    fc.oneof({ weight: 30, arbitrary: acts }, { weight: 1, arbitrary: unload }),
  ],
])(
  `${runs} races %s`,
  async (_name, arbitrary) => {
    const all = fc.array(arbitrary, { maxLength: 60, size: "max" });
    await fc.assert(fc.asyncProperty(all, hold), {
      seed,
      numRuns: runs,
      interruptAfterTimeLimit: patience - 60_000,
    });
  },
  patience,
);
