import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { widthOfText } from "../../bindings/command/table.js";
import { createSolver } from "../../bindings/solver/create-solver.js";
import type { SourceDescription } from "../../bindings/solver/types.js";
import { cameraLine, trackfit } from "./run.js";

const example = {
  facingMode: "environment",
  width: { ideal: 1280 },
  height: { ideal: 720 },
  aspectRatio: { exact: 1.7777777778 },
  frameRate: { min: 24, ideal: 30 },
};
const camera: SourceDescription = {
  kind: "videoinput",
  deviceId: "front",
  label: "Front camera",
  modes: [
    { width: 640, height: 480, frameRates: [30, 15] },
    { width: 1920, height: 1080, frameRates: [30] },
  ],
};
const slow: SourceDescription = {
  kind: "videoinput",
  deviceId: "slow",
  modes: [{ width: 640, height: 480, frameRates: [10] }],
};
const microphone: SourceDescription = {
  kind: "audioinput",
  deviceId: "mic",
  label: "Microphone",
  capabilities: {
    sampleRate: { min: 48000, max: 48000 },
    sampleSize: { min: 16, max: 16 },
    channelCount: { min: 1, max: 1 },
    echoCancellation: [true, false],
  },
};

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trackfit-"));
  await Promise.all([
    writeFile(join(folder, "one.json"), JSON.stringify(camera)),
    writeFile(
      join(folder, "several.json"),
      `\uFEFF${JSON.stringify([slow, camera, microphone], undefined, 2)}`,
    ),
    writeFile(join(folder, "lines.ndjson"), `${JSON.stringify(slow)}\r\n\r\n${JSON.stringify(camera)}`),
    writeFile(join(folder, "by-content.txt"), `${cameraLine("a")}${cameraLine("b")}`),
    writeFile(join(folder, "empty.json"), "[]"),
    writeFile(
      join(folder, "unknown.json"),
      `[\n  ${JSON.stringify(slow)},\n  ${JSON.stringify({ capabilites: {}, ...camera })}\n]`,
    ),
    writeFile(join(folder, "syntax.json"), '[\n  {"kind": "videoinput",}\n]'),
    writeFile(
      join(folder, "bad.json"),
      '[\n  {"kind": "audioinput", "deviceId": "a"},\n  {"kind": "video"}\n]',
    ),
    writeFile(join(folder, "bad.jsonl"), `${cameraLine("a")}{"kind": "videoinput", "deviceId": 5}\n`),
    writeFile(join(folder, "latin1.json"), Buffer.from([0x22, 0xe9, 0x22])),
  ]);
});
afterAll(() => rm(folder, { recursive: true }));

const fit = (constraints: unknown, ...args: string[]): ReturnType<typeof trackfit> =>
  trackfit(["fit", JSON.stringify(constraints), ...args], { cwd: folder });

test("the example request ranks the catalogue and prints a table", async () => {
  const { code, stdout, stderr } = await fit({ video: example });
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const lines = stdout.split("\n");
  expect(lines[0]).toMatch(/^video: \d+ of \d+ cameras fit$/);
  expect(lines[2]).toMatch(/^ #  device +settings +distance  how/);
  expect(lines[3]).toMatch(/^ 1  .+ 1280x720 at 30 fps +0  /);
  expect(stdout).toMatch(/^20 {2}/m);
  expect(stdout).not.toMatch(/^21 {2}/m);
  expect(stdout).toMatch(/^ {2}\.\.\. and \d+ more \(--top \d+\)$/m);
  expect(stdout).toMatch(/^\d+ cameras cannot$/m);
  expect(stdout).toMatch(/^ {6}frameRate: at least 24 fps asked, this camera goes up to 15 fps$/m);
  expect(stripVTControlCharacters(stdout)).toBe(stdout);
});

test.each(["60", "80", "120"])("a table keeps to %s columns", async (COLUMNS) => {
  const constraints = {
    video: { ...example, advanced: [{ zoom: 2 }] },
    audio: { channelCount: { exact: 2 } },
  };
  const { stdout } = await trackfit(["fit", JSON.stringify(constraints), "--top", "99"], {
    env: { COLUMNS },
  });
  const widest = Math.max(...stdout.split("\n").map(widthOfText));
  expect(widest).toBeLessThanOrEqual(Number(COLUMNS));
  expect(widest).toBeGreaterThan(Number(COLUMNS) - 12);
});

test("a table of each requested kind: fits, and why others do not", async () => {
  const constraints = {
    video: {
      width: 1280,
      height: 720,
      frameRate: { min: 24 },
      advanced: [{ aspectRatio: 1 }, { height: 720 }],
    },
    audio: { noiseSuppression: true },
  };
  const { code, stdout } = await fit(constraints, "--devices", "several.json");
  expect(code).toBe(0);
  expect(stdout).toBe(
    [
      "video: 1 of 2 cameras fits",
      "",
      "#  device        settings           distance  how                   advanced",
      "1  Front camera  720x720 at 30 fps  0.4375    cropped of 1920x1080  ✓✓",
      "",
      "1 camera cannot",
      "",
      "  slow",
      "      frameRate: at least 24 fps asked, this camera goes up to 10 fps",
      "",
      "audio: 1 of 1 microphone fits",
      "",
      "#  device      settings                                         distance",
      "1  Microphone  48 kHz, 1 channel, 16 bit, echo cancellation on  1.0000",
      "",
    ].join("\n"),
  );
});

test("--json gives what the solver gives, in order of rank", async () => {
  const constraints = { width: 1280, height: 720, frameRate: { min: 24 } };
  const { code, stdout } = await fit({ video: constraints }, "--devices", "several.json", "--json");
  expect(code).toBe(0);
  const solver = await createSolver();
  expect(JSON.parse(stdout)).toEqual([
    { device: "front", kind: "videoinput", ...solver.selectSettings(camera, constraints) },
    { device: "slow", kind: "videoinput", ...solver.selectSettings(slow, constraints) },
  ]);
});

test("--json ranks the whole catalogue as solver.rank does, --top cuts it", async () => {
  const { loadCatalogue } = await import("../../devices/index.js");
  const solver = await createSolver();
  const cameras = (await loadCatalogue())
    .map(({ source }) => source)
    .filter(({ kind }) => kind === "videoinput");
  const ranked = solver.rank(cameras, example as MediaTrackConstraints).map(({ source }) => source.deviceId);
  const idsIn = (stdout: string): unknown =>
    (JSON.parse(stdout) as { device: string }[]).map(({ device }) => device);
  expect(idsIn((await fit({ video: example }, "--json")).stdout)).toEqual(ranked);
  expect(idsIn((await fit({ video: example }, "--json", "--top", "3")).stdout)).toEqual(ranked.slice(0, 3));
});

test("--top shows so many that fit and so many that do not", async () => {
  const { stdout } = await fit({ video: { frameRate: { min: 50 } } }, "--top", "2");
  expect(stdout.match(/^\d+ {2}/gm)).toEqual(["1  ", "2  "]);
  expect(stdout.match(/\.\.\. and \d+ more/g)).toHaveLength(2);
});

test.each([
  [["logitech-c922"], ["logitech-c922"]],
  [
    ["one.json", "logitech-c922"],
    ["front", "logitech-c922"],
  ],
  [["lines.ndjson"], ["front", "slow"]],
  [["by-content.txt"], ["a", "b"]],
])("--devices %j", async (names, ids) => {
  const { code, stdout, stderr } = await fit({ video: { width: 640 } }, "--json", "--devices", ...names);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const devices = (JSON.parse(stdout) as { device: string }[]).map(({ device }) => device);
  expect(devices.sort()).toEqual(ids);
});

test.each([
  ["nothing fits", { video: { width: { min: 3000 } } }, "one.json", /^video: none of 1 camera fits/],
  [
    "one of two kinds has no device",
    { video: true, audio: true },
    "one.json",
    /there are no microphones to fit/,
  ],
  [
    "one of two kinds does not fit",
    { video: true, audio: { channelCount: { exact: 2 } } },
    "several.json",
    /none of 1 mic/,
  ],
  ["there are no devices", { video: true }, "empty.json", /^video: there are no cameras to fit/],
])("exit code 1 when %s", async (_, constraints, file, output) => {
  const { code, stdout, stderr } = await fit(constraints, "--devices", file);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(stdout).toMatch(output);
});

test("a member of a description with an unknown name is told with its place", async () => {
  const { code, stderr } = await fit({ video: true }, "--devices", "unknown.json");
  expect(code).toBe(0);
  expect(stderr).toBe(
    "trackfit: unknown.json, line 3, column 18: source.capabilites is no member of a source description and is passed over, here and wherever it stands.\n",
  );
});

test.each([
  ["--devices nope.json", "nope.json must be a file of source descriptions, but there is none."],
  ["--devices .", ". must be a file of source descriptions, but it is a folder."],
  ["--devices latin1.json", "latin1.json must be text in UTF-8."],
  [
    "--devices syntax.json",
    'syntax.json must be JSON, but at line 2, column 25 there is "}" where a name in double quotes must be.',
  ],
  [
    "--devices bad.json",
    'bad.json, line 3, column 12: source.kind must be "videoinput" or "audioinput", got "video".',
  ],
  ["--devices bad.jsonl", "bad.jsonl, line 2, column 36: source.deviceId must be a string, got 5."],
  [
    "--devices logitech-c92",
    '--devices must name files or devices of the catalogue, got "logitech-c92"; nearest in the catalogue: logitech-c922, ',
  ],
])("exit code 2 for %s", async (args, message) => {
  const { code, stdout, stderr } = await fit({ video: true }, ...args.split(" "));
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr.startsWith(`trackfit: ${message}`)).toBe(true);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
});

test.each([
  [[], "A command must be given"],
  [["fit", "{'video': true}"], 'constraints must be JSON, but at line 1, column 2 there is "\'"'],
  [
    ["fit", '{"video": {"frameRate": "x"}}'],
    "line 1, column 25: constraints.video.frameRate must be a finite number",
  ],
  [
    ["fit", '{"video": {"zoom": {"min": 1}}}'],
    "line 1, column 28: constraints.video.zoom.min cannot be required",
  ],
  [["fit", "{}"], "constraints must request video, audio or both (TypeError)"],
  [["fit", '{"video": true}', "--nope"], "--nope must be an option of trackfit fit"],
])("exit code 2 for %j", async (args, message) => {
  const { code, stdout, stderr } = await trackfit(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr.startsWith(`trackfit: ${message}`)).toBe(true);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
});

test("a name that means nothing is told, and the rest goes on", async () => {
  const { code, stderr } = await fit({ video: { widht: { exact: 1 } } }, "--devices", "one.json");
  expect(code).toBe(0);
  expect(stderr).toBe(
    "trackfit: line 1, column 19: constraints.video.widht is no constrainable property and is passed over.\n",
  );
});
