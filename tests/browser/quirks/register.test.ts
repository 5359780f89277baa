/** The script behind QUIRKS.md: every quirk has a place in the code and a test, and every comment a quirk. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../../../scripts/quirks.mjs", import.meta.url));
let root = "";

const register = (quirks: object[], unnumbered: string[] = []): string =>
  `export const quirks = ${JSON.stringify(quirks)};
   export const unnumbered = ${JSON.stringify(unnumbered)};
   export const browsersOf = (quirk: { wrong: object }): string[] => Object.keys(quirk.wrong);`;

const blind = {
  number: 1,
  fault: "It is blind.",
  instead: "It is led.",
  wrong: { chromium: true, webkit: true },
  test: "tests/a.test.ts",
};
const deaf = {
  number: 3,
  fault: "It | is deaf.",
  instead: "It is shown.",
  wrong: { firefox: 1 },
  test: "tests/a.test.ts",
};
const named =
  "/**\n * Quirk 1: Chromium and WebKit, is blind.\n */\nconst a = 1; // Quirk 3: Firefox, is deaf.\n";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "quirks-"));
  write("tests/browser/quirks/register.ts", register([blind, deaf]));
  write("tests/a.test.ts", "");
  write("bindings/deep/a.ts", named);
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function run(...args: string[]): { status: number | null; lines: string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
  return { status, lines: `${stdout}${stderr}`.trimEnd().split("\n") };
}

const there = (...args: string[]): ReturnType<typeof run> => run("--root", root, ...args);

/** What is told of a fault, without the last line's counts. */
const told = (): string[] => there().lines.slice(0, -1);

test("the package's own register, its code and QUIRKS.md agree", () => {
  const { status, lines } = run("--check");
  expect(lines).toEqual([expect.stringMatching(/^\d+ quirks, \d+ places, 0 faults$/)]);
  expect(status).toBe(0);
});

test("quirks are written down with their places and tests", () => {
  expect(there("--check").lines).toContain("QUIRKS.md is out of date: run `node scripts/quirks.mjs`.");
  expect(there()).toEqual({ status: 0, lines: ["2 quirks, 2 places, 0 faults"] });
  const written = readFileSync(join(root, "QUIRKS.md"), "utf8");
  const place = "[deep/a.ts](bindings/deep/a.ts)";
  expect(written).toContain(
    `| [1](tests/a.test.ts) | Chromium and WebKit | It is blind. | It is led. | ${place} |\n`,
  );
  expect(written).toContain(
    `| [3](tests/a.test.ts) | Firefox | It \\| is deaf. | It is shown. | ${place} |\n`,
  );
  expect(there("--check").status).toBe(0);
});

test("a quirk that no comment names fails", () => {
  write("bindings/deep/a.ts", "// Quirk 3: Firefox, is deaf.\n");
  expect(told()).toEqual(["tests/browser/quirks/register.ts: no comment in bindings/ names 1: It is blind."]);
  expect(there().status).toBe(1);
});

test.each([
  [
    "without a number",
    "// Quirk: Firefox, is deaf.",
    'a quirk must be named as in "Quirk 7: Chromium, in words".',
  ],
  ["without a browser", "// Quirk 3: is deaf.", 'a quirk must be named as in "Quirk 7: Chromium, in words".'],
  ["with a number that is nobody's", "// Quirk 2: Firefox, is deaf.", "there is no quirk 2."],
  ["with another browser", "// Quirk 3: WebKit, is deaf.", "quirk 3 is one of Firefox, not WebKit."],
])("a comment %s fails", (_, comment, fault) => {
  write("bindings/b.ts", `const b = 1;\n${comment}\n`);
  expect(told()).toEqual([`bindings/b.ts:2: ${fault}`]);
});

test("numbers that do not rise, quirks of no browser, tests that are not there and faults without a number fail", () => {
  const wrong = [blind, { ...deaf, number: 1, wrong: {}, test: "tests/none.test.ts" }];
  write("tests/browser/quirks/register.ts", register(wrong, ["It is mute."]));
  write("bindings/deep/a.ts", "// Quirk 1: Chromium and WebKit, is blind.\n");
  const place = "tests/browser/quirks/register.ts";
  expect(told()).toEqual([
    `${place}: no quirk has the number of "It is mute.".`,
    `${place}: 1 must be more than 1.`,
    `${place}: 1 is no browser's.`,
    `${place}: there is no tests/none.test.ts.`,
  ]);
});
