import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CatalogueEntry } from "../../../devices/index.js";

const script = fileURLToPath(new URL("../../../scripts/catalogue.mjs", import.meta.url));

/** A corpus of one odd camera, one odd microphone, one odd capability set and three incomplete cameras. */
const odd = {
  cameras: {
    "grid-camera": {
      name: "Grid front camera (serial 0042A)",
      host: "v4l2",
      source: "somewhere",
      note: "A list. minExclusive: the table says so.",
      modes: [
        {
          format: "UYVY",
          width: { min: 16, max: 645, step: 8 },
          height: { min: 16, max: 480, step: 16 },
          frameRates: [],
        },
        { format: "any", width: 320, height: 240, frameRates: ["30000/1001", "30000/1001", 15] },
        { format: "YUYV", width: 320, height: 240, frameRates: { max: 30, min: "1/3", minExclusive: true } },
        { format: "YUYV", width: 320, height: 240, frameRates: { min: "1/3", max: 30 }, crop: "none" },
      ],
    },
    cut: { name: "a", host: "v4l2", source: "b", note: "The list is cut in the source.", modes: [] },
    sample: { name: "a", host: "v4l2", source: "b", note: "Two sample lines.", modes: [] },
    active: { name: "a", host: "v4l2", source: "b", note: "Only the active format is printed.", modes: [] },
  },
  microphones: {
    "pair-microphone": {
      name: "Pair",
      host: "alsa",
      source: "somewhere",
      note: "Two settings.",
      configurations: [
        { format: "S16", bits: [16, 24], channels: { min: 1, max: 2 }, rates: [44100, 48000] },
        { format: "S16", bits: 16, channels: { min: 1, max: 2 }, rates: [48000] },
      ],
    },
  },
  "browser-capabilities": {
    "some-set": {
      name: "Set",
      browser: "Chrome",
      os: "Linux",
      kind: "audioinput",
      source: "somewhere",
      note: "As found.",
      capabilities: { deviceId: "x", groupId: "y", echoCancellation: [true, "all"], latency: { min: 0 } },
    },
  },
};

let folder: string;
let corpus: string;
let out: string;

function write(kind: string, name: string, data: unknown): void {
  mkdirSync(join(corpus, kind), { recursive: true });
  writeFileSync(join(corpus, kind, `${name}.json`), JSON.stringify(data));
}

function made(name: string): CatalogueEntry {
  return JSON.parse(readFileSync(join(out, `${name}.json`), "utf8")) as CatalogueEntry;
}

const run = (...args: string[]) =>
  execFileSync(process.execPath, [script, corpus, "--out", out, ...args], { encoding: "utf8" });
const attempt = (...args: string[]) =>
  spawnSync(process.execPath, [script, corpus, "--out", out, ...args], { encoding: "utf8" });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "catalogue-"));
  corpus = join(folder, "corpus");
  out = join(folder, "out");
  for (const [kind, list] of Object.entries(odd)) {
    for (const [name, data] of Object.entries(list)) write(kind, name, data);
  }
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("makes a camera of ranges, fractions and repetitions", () => {
  run();
  const grid = made("grid-camera");
  expect(grid).toMatchObject({
    title: "Grid front camera",
    origin: "somewhere",
    host: "v4l2",
    note: "A list.",
  });
  const rates = [30000 / 1001, 15];
  expect(grid.source).toEqual({
    kind: "videoinput",
    deviceId: "grid-camera",
    label: "Grid front camera",
    facingMode: "user",
    modes: [
      { width: 320, height: 240, frameRates: rates },
      { width: 320, height: 240, frameRates: { min: 1 / 3, max: 30 }, format: "YUYV" },
      { width: 176, height: 144, frameRates: rates },
      { width: 352, height: 288, frameRates: rates },
      { width: 424, height: 240, frameRates: rates },
      { width: 640, height: 480, frameRates: rates },
    ],
  });
  expect(grid.assumed).toEqual([
    "Stepwise sizes, 16 to 645 by 8 x 16 to 480 by 16: the common sizes on that grid and the largest stand for all.",
    "One mode without a format for 1 format: UYVY.",
    "Rates are told for 320x240 and taken for the 5 other modes too.",
    "Rates given as fractions are written as numbers.",
    "Ranges of rates that leave out an end are taken as closed.",
    "Rates that a mode names repeatedly are merged.",
    "2 modes with the size, format and rates of another merged.",
    'facingMode "user" is derived from the name.',
  ]);
});

test("makes a microphone of every combination, once", () => {
  run();
  const exactly = (value: number) => ({ min: value, max: value });
  const channelCount = { min: 1, max: 2 };
  expect(made("pair-microphone").source.alternatives).toEqual([
    { sampleRate: exactly(44100), sampleSize: exactly(16), channelCount },
    { sampleRate: exactly(44100), sampleSize: exactly(24), channelCount },
    { sampleRate: exactly(48000), sampleSize: exactly(16), channelCount },
    { sampleRate: exactly(48000), sampleSize: exactly(24), channelCount },
  ]);
});

test("makes a capability set without identifiers", () => {
  run();
  expect(made("some-set").source).toEqual({
    kind: "audioinput",
    deviceId: "some-set",
    label: "Set",
    capabilities: { echoCancellation: [true], latency: { min: 0 } },
  });
});

test("prints what was left out and why", () => {
  const printed = run();
  expect(printed).toBe(
    [
      "cameras 1, modes 6",
      "microphones 1",
      "browser capability sets 1",
      "left out 3",
      "  active: only the active format is known",
      "  cut: the list is cut in its origin",
      "  sample: only sample lines of the list are known",
      "changed 3",
      "",
    ].join("\n"),
  );
  expect(readdirSync(out).sort()).toEqual(["grid-camera.json", "pair-microphone.json", "some-set.json"]);
});

test("tells what would change, and takes away what is no longer there", () => {
  run();
  const before = attempt("--check");
  expect(before.stdout).toMatch(/would change 0\n$/);
  expect(before.status).toBe(0);
  writeFileSync(join(out, "gone.json"), "{}");
  writeFileSync(join(out, "some-set.json"), "{}");
  const after = attempt("--check");
  expect(after.stdout).toMatch(/would change 2\n {2}some-set\n {2}gone\n$/);
  expect(after.status).toBe(1);
  expect(run()).toMatch(/\nchanged 2\n$/);
  expect(readdirSync(out)).not.toContain("gone.json");
});

test("names the file that is wrong", () => {
  write("cameras", "no-rate", {
    ...odd.cameras["grid-camera"],
    modes: [{ format: "MJPG", width: 1, height: 1, frameRates: [0] }],
  });
  expect(attempt()).toMatchObject({
    status: 2,
    stderr: "cameras/no-rate.json: modes[0].frameRates must be a positive rate, got 0.\n",
  });
  rmSync(join(corpus, "cameras", "no-rate.json"));
  write("microphones", "grid-camera", odd.microphones["pair-microphone"]);
  expect(attempt()).toMatchObject({
    status: 2,
    stderr: "microphones/grid-camera.json must have a name of its own.\n",
  });
});
