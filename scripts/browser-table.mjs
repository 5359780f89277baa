// Makes the README's table "what works in which browser" of what the tests wrote to build/browsers, and prints it.
//   --take    puts it between <!-- browsers:begin --> and <!-- browsers:end --> of README.md
//   --check   fails when README.md has another table
// Browsers that are switched off (TRACKFIT_WITHOUT) keep the column that README.md has.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { browserNames, browsersInUse } from "./browsers.mjs";
import { browserRows } from "./browser-rows.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const BEGIN = "<!-- browsers:begin -->";
const END = "<!-- browsers:end -->";
const HEADING = "what works in which browser";

const titles = { chromium: "Chromium", firefox: "Firefox", webkit: "WebKitGTK" };

/** The part of a version that says what a browser can do: two numbers of WebKitGTK's, one of the others'. */
const shortVersion = (name, version) => version.match(name === "webkit" ? /\d+\.\d+/ : /\d+/)?.[0] ?? version;

/** What the test files have told of a browser, put together. */
async function resultsOf(name) {
  const folder = join(root, "build", "browsers", name);
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith(".json"));
  const all = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(join(folder, file), "utf8"))),
  );
  return { version: all[0]?.version ?? "", rows: Object.assign({}, ...all.map(({ rows }) => rows)) };
}

/** A column, as in the table: its heading and its values by row. */
export function columnOf(name, { version, rows }) {
  const missing = Object.keys(browserRows).filter((row) => rows[row] === undefined);
  if (missing.length > 0) {
    throw new Error(
      `build/browsers/${name} must have ${missing.join(", ")}. Run npm test, or TRACKFIT_WITHOUT=${name}.`,
    );
  }
  const values = Object.entries(browserRows).map(([row, title]) => [title, rows[row]]);
  return { heading: `${titles[name]} ${shortVersion(name, version)}`, values: Object.fromEntries(values) };
}

const cells = (line) =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

/** The columns of a table, by browser; none of a text that is no table. */
export function columnsIn(text) {
  const [head = [], , ...body] = text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map(cells);
  const columns = browserNames.flatMap((name) => {
    const at = head.findIndex((heading) => heading.startsWith(titles[name]));
    if (at < 1) return [];
    return [[name, { heading: head[at], values: Object.fromEntries(body.map((row) => [row[0], row[at]])) }]];
  });
  return Object.fromEntries(columns);
}

/** The table of columns by browser. */
export function tableOf(columns) {
  const shown = browserNames.flatMap((name) => columns[name] ?? []);
  const line = (values) => `| ${values.join(" | ")} |`;
  return [
    line([HEADING, ...shown.map(({ heading }) => heading)]),
    line(["---", ...shown.map(() => "---")]),
    ...Object.values(browserRows).map((title) =>
      line([title, ...shown.map(({ values }) => values[title] ?? "")]),
    ),
  ].join("\n");
}

/** What differs between two tables, in words. Versions are told of elsewhere: they come by themselves. */
export function differences(present, wanted) {
  return browserNames.flatMap((name) => {
    const [before, after] = [present[name]?.values ?? {}, wanted[name]?.values ?? {}];
    const rows = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...rows]
      .filter((row) => before[row] !== after[row])
      .map((row) => `${titles[name]}, ${row}: ${before[row] ?? "nothing"}, now ${after[row] ?? "nothing"}`);
  });
}

/** README.md in three parts: before the table, the table, after it. */
async function readReadme() {
  const text = await readFile(join(root, "README.md"), "utf8");
  const begin = text.indexOf(BEGIN) + BEGIN.length;
  const end = text.indexOf(END);
  if (begin < BEGIN.length || end < begin)
    throw new Error(`README.md must have ${BEGIN} and, after it, ${END}.`);
  return [text.slice(0, begin), text.slice(begin, end).trim(), text.slice(end)];
}

async function main() {
  const { values: options } = parseArgs({
    options: { take: { type: "boolean", default: false }, check: { type: "boolean", default: false } },
  });
  const measured = await Promise.all(
    browsersInUse().map(async (name) => [name, columnOf(name, await resultsOf(name))]),
  );
  if (!options.take && !options.check) {
    process.stdout.write(`${tableOf(Object.fromEntries(measured))}\n`);
    return;
  }
  const [before, text, after] = await readReadme();
  const present = columnsIn(text);
  const wanted = { ...present, ...Object.fromEntries(measured) };
  if (options.take) {
    await writeFile(join(root, "README.md"), `${before}\n\n${tableOf(wanted)}\n\n${after}`);
    return;
  }
  for (const [name, { heading }] of measured) {
    const old = present[name]?.heading ?? "nothing";
    if (old !== heading) process.stdout.write(`README.md tells of ${old}; the tests ran in ${heading}.\n`);
  }
  const different = differences(present, wanted);
  if (different.length > 0) {
    throw new Error(
      `README.md must have the table of browsers that the tests wrote. Look at what differs, then run ` +
        `node scripts/browser-table.mjs --take.\n${different.join("\n")}`,
    );
  }
  process.stdout.write("README.md has the table of browsers that the tests wrote.\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
