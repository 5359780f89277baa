// Faults of browsers that are worked around: tests/browser/quirks/register.ts and the comments in bindings/ -> QUIRKS.md.
// Fails on a quirk that no comment names or that has no test, on a comment that names none, and with `--check` on a
// QUIRKS.md that is out of date. `--root FOLDER` takes another folder than the repository.
import { access, readFile, readdir, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const REGISTER = "tests/browser/quirks/register.ts";
const titles = { chromium: "Chromium", firefox: "Firefox", webkit: "WebKit" };

/** A comment: "Quirk 7: Chromium and WebKit, in words". Lines that only look like one are found to be wrong. */
const comment = /^.*\bquirks?\b.*$/gim;
const named = /\bQuirk (\d+): ([A-Z]\w+(?:(?:, | and )[A-Z]\w+)*), /;

/** The register, as its module exports it. */
async function readRegister(root) {
  const { outputFiles } = await build({
    entryPoints: [join(root, REGISTER)],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    logLevel: "silent",
  });
  const [{ text }] = outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);
}

/** What comments say, each with its place. */
async function readComments(root) {
  const names = await readdir(join(root, "bindings"), { recursive: true });
  const found = [];
  for (const name of names.filter((file) => file.endsWith(".ts")).sort()) {
    const path = `bindings/${name.split(sep).join("/")}`;
    const text = await readFile(join(root, path), "utf8");
    for (const { 0: line, index } of text.matchAll(comment)) {
      const place = `${path}:${text.slice(0, index).split("\n").length}`;
      const [, number, browsers = ""] = named.exec(line) ?? [];
      found.push({ path, place, number: number && Number(number), browsers });
    }
  }
  return found;
}

const inWords = (browsers) =>
  browsers
    .map((browser) => titles[browser])
    .join(", ")
    .replace(/, ([^,]*)$/, " and $1");

function faultsOf(quirks, browsersOf, comments) {
  const faults = [];
  let last = 0;
  for (const quirk of quirks) {
    if (quirk.number <= last) faults.push(`${REGISTER}: ${quirk.number} must be more than ${last}.`);
    last = quirk.number;
    if (browsersOf(quirk).length === 0) faults.push(`${REGISTER}: ${quirk.number} is no browser's.`);
    if (!comments.some(({ number }) => number === quirk.number))
      faults.push(`${REGISTER}: no comment in bindings/ names ${quirk.number}: ${quirk.fault}`);
  }
  for (const { place, number, browsers } of comments) {
    const quirk = quirks.find((other) => other.number === number);
    if (number === undefined)
      faults.push(`${place}: a quirk must be named as in "Quirk 7: Chromium, in words".`);
    else if (!quirk) faults.push(`${place}: there is no quirk ${number}.`);
    else if (browsers !== inWords(browsersOf(quirk)))
      faults.push(`${place}: quirk ${number} is one of ${inWords(browsersOf(quirk))}, not ${browsers}.`);
  }
  return faults;
}

/** The files of tests must be there. */
async function missingTests(root, quirks) {
  const tests = [...new Set(quirks.map(({ test }) => test))];
  const isThere = await Promise.all(
    tests.map((test) =>
      access(join(root, test)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return tests.filter((_, i) => !isThere[i]).map((test) => `${REGISTER}: there is no ${test}.`);
}

const cell = (text) => text.replaceAll("|", "\\|").replaceAll("\n", " ");

function document(quirks, browsersOf, comments) {
  const rows = quirks.map((quirk) => {
    const paths = comments.filter(({ number }) => number === quirk.number).map(({ path }) => path);
    const places = [...new Set(paths)].map((path) => `[${path.replace("bindings/", "")}](${path})`);
    const cells = [
      `[${quirk.number}](${quirk.test})`,
      inWords(browsersOf(quirk)),
      cell(quirk.fault),
      cell(quirk.instead),
      places.join(", "),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    "# Faults of browsers that are worked around",
    "",
    "Written by `node scripts/quirks.mjs` from `tests/browser/quirks/register.ts` and the comments in `bindings/`. Each number",
    "links to the test that expects the wrong behaviour: it fails when the browser is mended. Then the workaround, the comment",
    "that names the number, and the entry can go; the number is not used again.",
    "",
    "| | browser | what it does | what is done about it | where |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

async function main() {
  const { values } = parseArgs({ options: { check: { type: "boolean" }, root: { type: "string" } } });
  const root = values.root ?? fileURLToPath(new URL("..", import.meta.url));
  const { quirks, browsersOf, unnumbered } = await readRegister(root);
  const comments = await readComments(root);
  const faults = [
    ...unnumbered.map((fault) => `${REGISTER}: no quirk has the number of "${fault}".`),
    ...faultsOf(quirks, browsersOf, comments),
    ...(await missingTests(root, quirks)),
  ];
  const path = join(root, "QUIRKS.md");
  const text = document(quirks, browsersOf, comments);
  if (values.check) {
    const written = await readFile(path, "utf8").catch(() => "");
    if (written !== text) faults.push("QUIRKS.md is out of date: run `node scripts/quirks.mjs`.");
  } else {
    await writeFile(path, text);
  }
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  process.stdout.write(`${quirks.length} quirks, ${comments.length} places, ${faults.length} faults\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
