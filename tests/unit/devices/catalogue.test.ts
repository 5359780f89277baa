import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { CatalogueEntry } from "../../../devices/index.js";
import { catalogueNames, device, loadCatalogue } from "../../../devices/index.js";
import { editDistance, nearestNames } from "../../../devices/nearest-names.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = `${root}devices/data/`;
// By name, not by file: "." sorts after "-".
const files = readdirSync(folder)
  .map((file) => file.replace(/\.json$/, ""))
  .sort()
  .map((name) => `${name}.json`);
const entries = files.map((file) => JSON.parse(readFileSync(folder + file, "utf8")) as CatalogueEntry);
const corpus = process.env["TRACKFIT_CORPUS"] ?? `${root}../shared/corpus`;

const cameras = entries.filter(({ source }) => source.modes !== undefined);
const recorded = entries.filter(({ browser }) => browser !== undefined);
const microphones = entries.filter(({ host, source }) => host !== undefined && source.kind === "audioinput");

function entry(name: string): CatalogueEntry {
  const found = entries.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`${name} is not in the catalogue.`);
  return found;
}

function runScript(args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [`${root}scripts/catalogue.mjs`, ...args], (error, stdout, stderr) => {
      resolve({
        code: typeof error?.code === "number" ? error.code : error ? -1 : 0,
        output: stdout + stderr,
      });
    });
  });
}

type Range = Record<string, number>;

/** What is wrong with a capability: a range of finite numbers, a list of values, a text or a boolean. */
function wrongCapability(value: unknown): string | undefined {
  if (typeof value === "boolean" || typeof value === "string") return undefined;
  if (Array.isArray(value)) {
    const plain = value.every((item) => typeof item === "boolean" || typeof item === "string");
    return plain && new Set(value).size === value.length ? undefined : "list";
  }
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return "value";
  const range = value as Range;
  if (
    !Object.entries(range).every(([end, at]) => ["min", "max", "step"].includes(end) && Number.isFinite(at))
  ) {
    return "end";
  }
  const { min = -Infinity, max = Infinity } = range;
  return min <= max ? undefined : "order";
}

function wrongRates(rates: number[] | { min: number; max: number }): boolean {
  const numbers = Array.isArray(rates) ? rates : [rates.min, rates.max];
  if (numbers.length === 0 || !numbers.every((rate) => Number.isFinite(rate) && rate > 0)) return true;
  return Array.isArray(rates) ? new Set(rates).size < rates.length : rates.min > rates.max;
}

describe("the data", () => {
  test("has every complete device of the corpus", () => {
    const modes = cameras.reduce((sum, { source }) => sum + (source.modes?.length ?? 0), 0);
    expect({
      cameras: cameras.length,
      modes,
      microphones: microphones.length,
      recorded: recorded.length,
      all: entries.length,
    }).toEqual({ cameras: 41, modes: 678, microphones: 19, recorded: 29, all: 89 });
  });

  test.each(entries.map((one, i) => [files[i], one] as const))("%s is well-formed", (file, one) => {
    expect(`${one.name}.json`).toBe(file);
    expect(one.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const text of [one.title, one.origin, one.note]) expect(text).toMatch(/\S/);
    for (const text of one.assumed) expect(text).toMatch(/^\S.*\.$/);
    expect(one.host === undefined).toBe(one.browser !== undefined && one.os !== undefined);
    const { kind, deviceId, label, groupId, facingMode, modes, capabilities, alternatives, ...others } =
      one.source;
    expect(others).toEqual({});
    expect(["videoinput", "audioinput"]).toContain(kind);
    expect([deviceId, label, groupId]).toEqual([one.name, one.title, undefined]);
    expect([undefined, "user", "environment"]).toContain(facingMode);
    expect(modes === undefined || kind === "videoinput").toBe(true);
    expect([modes, capabilities, alternatives].filter((member) => member !== undefined)).toHaveLength(1);
    expect(modes).not.toEqual([]);
    for (const mode of modes ?? []) {
      expect(
        Object.keys(mode).filter((name) => !["width", "height", "frameRates", "format"].includes(name)),
      ).toEqual([]);
      expect(Number.isInteger(mode.width) && mode.width > 0).toBe(true);
      expect(Number.isInteger(mode.height) && mode.height > 0).toBe(true);
      expect([mode, wrongRates(mode.frameRates)]).toEqual([mode, false]);
      expect(mode.format).not.toBe("");
    }
    expect(new Set(modes?.map((mode) => JSON.stringify(mode))).size).toBe(modes?.length ?? 0);
    expect(alternatives).not.toEqual([]);
    expect(alternatives?.length).not.toBe(1);
    for (const dictionary of [capabilities ?? [], ...(alternatives ?? [])]) {
      for (const [name, value] of Object.entries(dictionary)) {
        expect([name, wrongCapability(value)]).toEqual([name, undefined]);
      }
    }
  });

  test("has names of its own and no identifiers of individual devices", () => {
    expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
    for (const one of entries) {
      const text = JSON.stringify(one);
      expect(text).not.toMatch(/[0-9a-f]{32}/i);
      expect(text).not.toMatch(/[A-Za-z0-9+/]{43}=/);
      expect(text).not.toMatch(/\bserial\b/i);
      expect(text).not.toMatch(/"groupId"/);
      expect(one.source.capabilities ?? {}).not.toHaveProperty("deviceId");
    }
  });

  test.each<[name: string, told: RegExp]>([
    ["rockchip-rkisp-mainpath", /^Stepwise sizes/],
    ["rockchip-rkisp-mainpath", /^No rates are told/],
    ["sailfish-phone-primary-camera", /^No rates are told/],
    ["sailfish-phone-secondary-camera", /still pictures/],
    ["logitech-brio-cameractrls-usb2", /^Rates are told for 1920x1080/],
    ["raspberrypi-camera-v1-ov5647-firmware", /fractions/],
    ["raspberrypi-camera-v2-imx219-firmware", /closed/],
    ["raspberrypi-camera-v2-imx219-jetson", /merged/],
    ["general-webcam-jh0918", /repeatedly/],
    ["raspberrypi-camera-module-3-imx708", /highest rate/],
    ["android-back-camera-vision-formats", /^facingMode "environment"/],
    ["quanta-acer-hd", /^facingMode "user"/],
    ["airpods-hfp", /^sampleSize is not told/],
    ["macbook-air-builtin-96k", /^channelCount is not told/],
    ["pipewire-default-capture", /software/],
    ["realtek-alc892-desktop", /merged/],
    ["chrome-windows-hyperx-quadcast", /^echoCancellation is boolean.*"remote-only"/],
    ["apirtc-video-1920x1080-fractional", /aspectRatio/],
    ["iphone-15-back-camera-track", /^focusDistance has no max/],
    ["pixel-10-back-chrome-153", /^The set is partial/],
    ["chromium-148-tesla-microphone", /^The set is partial/],
    ["chrome-macos-default-microphone-2019", /^The set is partial/],
  ])("%s tells what was assumed: %s", (name, told) => {
    expect(entry(name).assumed).toContainEqual(expect.stringMatching(told));
  });

  test("keeps fractions to the last digit, and rates as they are", () => {
    const modes = entry("raspberrypi-camera-v1-ov5647-firmware").source.modes ?? [];
    expect(modes[2]?.frameRates).toEqual({ min: 1 / 6, max: 1 });
    expect(entry("raspberrypi-hq-camera-imx477").source.modes?.[0]?.frameRates).toEqual([120.05]);
  });

  test("has booleans only in echoCancellation", () => {
    for (const { source } of recorded) {
      const { echoCancellation = [] } = source.capabilities as { echoCancellation?: unknown[] };
      expect(echoCancellation.filter((value) => typeof value !== "boolean")).toEqual([]);
    }
  });
});

describe("the script", () => {
  test("says where its argument is wrong", async () => {
    const { code, output } = await runScript([`${root}tests`, "--check"]);
    expect(code).toBe(2);
    expect(output).toMatch(/cameras/);
  });

  // The corpus is no part of the repository.
  if (existsSync(corpus)) {
    test("would change nothing", async () => {
      const { code, output } = await runScript([corpus, "--check"]);
      expect(output).toMatch(
        /^cameras 41, modes 678\nmicrophones 19\nbrowser capability sets 29\nleft out 18\n/,
      );
      expect(output).toMatch(/\nwould change 0\n$/);
      expect(code).toBe(0);
    });
  }
});

describe("the entry", () => {
  test("gives what the files have, sorted by name", async () => {
    const loaded = await loadCatalogue();
    expect(loaded).toEqual(entries);
    expect(await catalogueNames()).toEqual(entries.map(({ name }) => name));
  });

  test("gives a new description on each call", async () => {
    const first = await device("logitech-c270");
    expect(first).toEqual(entry("logitech-c270").source);
    first.modes?.splice(0);
    expect(await device("logitech-c270")).toEqual(entry("logitech-c270").source);
  });

  test("tells the nearest names where there is none of that name", async () => {
    const rejected = device("Logitech-C271");
    await expect(rejected).rejects.toThrow(TypeError);
    await expect(rejected).rejects.toThrow(
      'name must be a name of the catalogue, such as "logitech-c270" or "logitech-c310" or "logitech-c922", got "Logitech-C271".',
    );
    await expect(device("x".repeat(1 << 20))).rejects.toThrow(TypeError);
    await expect(device(undefined as unknown as string)).rejects.toThrow(/, got undefined\.$/);
    await expect(device("toString")).rejects.toThrow(TypeError);
  });

  test("measures how far texts are apart", () => {
    expect(editDistance("kitten", "sitting")).toBe(3);
    expect(editDistance("", "abc")).toBe(3);
    expect(editDistance("abc", "")).toBe(3);
    expect(editDistance("abc", "abc")).toBe(0);
    expect(nearestNames("B", ["aaa", "c", "b", "bb"], 2)).toEqual(["b", "c"]);
  });
});
