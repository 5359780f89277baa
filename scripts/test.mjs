// `npm test`: every check, then one last line `N passed, N failed`.
// `--only NAME` (build, lint, format, types, checklist, quirks, assembly, jest, browsers) runs one of them; what follows `--` goes to Jest.
import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { isAbsolute, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, stripVTControlCharacters } from "node:util";
import { browsersInUse, requireBrowsers, switchedOff } from "./browsers.mjs";
import { requireSound } from "./system-packages.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs a script in Node; its output is shown as it comes, or else only when it fails. */
function node(args, { show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text) => (output += text));
    child.on("error", (error) => resolve({ ok: false, output: error.message }));
    child.on("close", (code) => resolve({ ok: code === 0, output: stripVTControlCharacters(output) }));
  });
}

/** A check that passes or fails as a whole. */
async function whole(...args) {
  const { ok, output } = await node(args);
  if (!ok) process.stdout.write(output);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

async function assembly() {
  const { ok, output } = await node(["node_modules/@as-pect/cli/bin/asp.js", "--no-logo", "--verbose"]);
  const [, passed = 0, total = 0] = (output.match(/\[Tests\]: (\d+) \/ (\d+)/) ?? []).map(Number);
  const failed = total - passed;
  if (!ok || failed > 0 || total === 0) process.stdout.write(output);
  return { passed, failed: ok && total > 0 ? failed : Math.max(failed, 1) };
}

/** What came of the files of a run of Jest, each by its path. */
function filesOf({ testResults }, isChoice) {
  return testResults.map(({ name, status, assertionResults }) => {
    const count = (...wanted) => assertionResults.filter((test) => wanted.includes(test.status)).length;
    const skipped = isChoice ? 0 : count("pending", "todo", "disabled", "skipped");
    if (skipped > 0) process.stdout.write(`${skipped} skipped tests count as failed: ${name}\n`);
    const failed = count("failed") + skipped;
    return { name, passed: count("passed"), failed: status === "failed" ? Math.max(failed, 1) : failed };
  });
}

function sum(files) {
  const total = { passed: 0, failed: 0 };
  for (const { passed, failed } of files) {
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}

/** Runs Jest; gives what came of each file. A skipped test counts as failed, unless a choice of tests was asked for. */
async function runJest(args, { isChoice = false } = {}) {
  const file = join(root, "build", "jest.json");
  await rm(file, { force: true });
  // A native part that hangs (an AudioContext, a browser's driver) must not keep everything waiting when all is told.
  const flags = ["--json", "--outputFile", file, "--forceExit", ...args];
  const { ok } = await node(
    ["--experimental-vm-modules", "--no-warnings", "node_modules/jest/bin/jest.js", ...flags],
    { show: true },
  );
  const files = await readFile(file, "utf8").then(
    (text) => filesOf(JSON.parse(text), isChoice),
    () => [],
  );
  // Jest may also fail for no file's sake.
  return ok || sum(files).failed > 0 ? files : [...files, { name: "jest", passed: 0, failed: 1 }];
}

/**
 * The tests in browsers. A file that failed is run once more, and yet once more, and it is told where that one passes: real
 * browsers crash now and then by themselves.
 */
async function inBrowsers(args) {
  // A browser uses all there is of a small machine: one file after another.
  const flags = ["--maxWorkers", "1", ...args];
  let files = await runJest(["tests/browser/", ...flags]);
  for (const time of ["second", "third"]) {
    const failing = files
      .filter(({ name, failed }) => failed > 0 && isAbsolute(name))
      .map(({ name }) => name);
    if (failing.length === 0) break;
    const inWords = (names) => names.map((name) => relative(root, name)).join(", ");
    process.stdout.write(`Once more, in new browsers: ${inWords(failing)}\n`);
    const again = await runJest(["--runTestsByPath", ...failing, ...flags]);
    const passing = again.filter(({ failed }) => failed === 0).map(({ name }) => name);
    if (passing.length > 0) process.stdout.write(`Passed the ${time} time only: ${inWords(passing)}\n`);
    files = [...files.filter(({ name }) => !failing.includes(name)), ...again];
  }
  return files;
}

/** All tests, or those that Jest's arguments choose. */
async function jest(args) {
  requireSound();
  if (args.length === 0 || args.some((arg) => arg.includes("browser"))) requireBrowsers();
  if (switchedOff.length > 0) process.stdout.write(`Switched off: ${switchedOff.join(", ")}.\n`);
  const without = switchedOff.map((name) => `tests/browser/${name}`);
  const ignored = without.length > 0 ? ["--testPathIgnorePatterns", ...without] : [];
  if (args.length > 0) return sum(await runJest([...args, ...ignored], { isChoice: true }));
  const elsewhere = await runJest(["tests/(?!browser/)"]);
  await rm(join(root, "build", "browsers"), { recursive: true, force: true });
  if (browsersInUse().length === 0) return sum(elsewhere);
  return sum([...elsewhere, ...(await inBrowsers(ignored))]);
}

const checks = {
  build: () => whole("scripts/build.mjs"),
  lint: () => whole("node_modules/eslint/bin/eslint.js", "--max-warnings", "0", "."),
  format: () => whole("node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."),
  types: () => whole("node_modules/typescript/bin/tsc", "--noEmit"),
  checklist: () => whole("scripts/checklist.mjs", "--check"),
  quirks: () => whole("scripts/quirks.mjs", "--check"),
  assembly,
  jest,
  // What the tests have found out goes into README.md.
  browsers: () => whole("scripts/browser-table.mjs", "--take"),
};

async function main() {
  const separator = process.argv.indexOf("--", 2);
  const own = process.argv.slice(2, separator < 0 ? undefined : separator);
  const jestArgs = separator < 0 ? [] : process.argv.slice(separator + 1);
  const { values } = parseArgs({ args: own, options: { only: { type: "string" } } });
  if (values.only !== undefined && !Object.hasOwn(checks, values.only)) {
    throw new Error(`--only must be one of ${Object.keys(checks).join(", ")}, got ${values.only}.`);
  }
  const total = { passed: 0, failed: 0 };
  for (const [name, check] of Object.entries(checks)) {
    if (values.only !== undefined && name !== values.only) continue;
    const started = performance.now();
    const { passed, failed } = await check(jestArgs);
    total.passed += passed;
    total.failed += failed;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(
      `${failed === 0 ? "ok  " : "FAIL"} ${name}: ${passed} passed, ${failed} failed, ${seconds} s\n`,
    );
  }
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
