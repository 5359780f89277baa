/** What people are told who do not have the browsers, and what is installed where it may be. */
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const script = new URL("../../scripts/browsers.mjs", import.meta.url).href;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trackfit-path-"));
  await writeFile(join(folder, "apt-get"), '#!/bin/sh\necho "$*" >>"$0.calls"\n', { mode: 0o755 });
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Asks for browsers where the PATH has nothing but a package manager that only writes down its calls. */
function requireBrowsers(without = ""): string {
  const code = `import(${JSON.stringify(script)}).then((browsers) => browsers.requireBrowsers())
    .catch(({ message }) => console.log(message));`;
  const env = { ...process.env, PATH: folder, TRACKFIT_WITHOUT: without };
  return spawnSync(process.execPath, ["-e", code], { encoding: "utf8", env }).stdout.trim();
}

test("a browser that cannot be had is an error that says what to do", async () => {
  expect(requireBrowsers("webkit")).toBe(
    "chromium must be on the PATH. Install it (Debian: apt-get install chromium), " +
      "or leave its tests out with TRACKFIT_WITHOUT=chromium.",
  );
  // Only root may install, and does so in one go.
  if (process.getuid?.() !== 0) return;
  const calls = (await readFile(join(folder, "apt-get.calls"), "utf8")).trim().split("\n");
  expect(calls).toEqual([
    expect.stringMatching(/^update/),
    expect.stringMatching(/^install --yes .* chromium firefox-esr$/),
  ]);
});

test("nothing is looked for that is switched off", () => {
  expect(requireBrowsers("chromium, firefox,webkit")).toBe("");
});

test("a name that is no browser's cannot be switched off", () => {
  expect(requireBrowsers("firefox,webkti")).toBe(
    'TRACKFIT_WITHOUT must be a list of chromium, firefox, webkit with commas between, got "webkti".',
  );
});
