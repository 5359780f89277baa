// Makes the catalogue, devices/data/, from the corpus:
//   node scripts/catalogue.mjs [CORPUS] [--out FOLDER] [--check]
// CORPUS is the folder with cameras/, microphones/ and browser-capabilities/; without it TRACKFIT_CORPUS, or else
// ../shared/corpus beside the repository. With --check nothing is written, and the exit code is 1 when something would be.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { capabilitySource } from "./catalogue/browser-capabilities.mjs";
import { cameraSource, reasonToLeaveOut } from "./catalogue/camera.mjs";
import { microphoneSource } from "./catalogue/microphone.mjs";
import { noteOf, titleOf } from "./catalogue/text.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

const KINDS = [
  { folder: "cameras", sourceOf: cameraSource, leaveOut: reasonToLeaveOut },
  { folder: "microphones", sourceOf: microphoneSource },
  { folder: "browser-capabilities", sourceOf: capabilitySource },
];

/** The lists and dictionaries that take a line a member. */
const A_LINE_EACH = new Set(["assumed", "source", "modes", "alternatives", "capabilities"]);

function inline(value) {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${inline(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function print(value, indent = "", opened = true) {
  const isList = Array.isArray(value);
  if (!opened || typeof value !== "object" || Object.keys(value).length === 0) return inline(value);
  const lines = Object.entries(value).map(([name, member]) =>
    isList
      ? inline(member)
      : `${JSON.stringify(name)}: ${print(member, `${indent}  `, A_LINE_EACH.has(name))}`,
  );
  const [open, close] = isList ? "[]" : "{}";
  return `${open}\n${lines.map((line) => `${indent}  ${line}`).join(",\n")}\n${indent}${close}`;
}

function entryOf(name, data, sourceOf) {
  const assumed = [];
  const source = sourceOf(name, data, assumed);
  const { host, browser, os } = data;
  return {
    name,
    title: titleOf(data),
    origin: data.source,
    ...(host !== undefined && { host }),
    ...(browser !== undefined && { browser }),
    ...(os !== undefined && { os }),
    note: noteOf(data),
    assumed,
    source,
  };
}

/** Every entry of the corpus by name, and which were left out and why. */
async function catalogueOf(corpus) {
  const entries = new Map();
  const leftOut = [];
  const counts = {};
  for (const { folder, sourceOf, leaveOut } of KINDS) {
    counts[folder] = 0;
    for (const file of (await readdir(join(corpus, folder))).sort()) {
      if (!file.endsWith(".json")) continue;
      const name = file.slice(0, -".json".length);
      const data = JSON.parse(await readFile(join(corpus, folder, file), "utf8"));
      const reason = leaveOut?.(data);
      if (reason !== undefined) {
        leftOut.push(`${name}: ${reason}`);
        continue;
      }
      if (entries.has(name)) throw new Error(`${folder}/${file} must have a name of its own.`);
      try {
        entries.set(name, entryOf(name, data, sourceOf));
      } catch (error) {
        throw new Error(`${folder}/${file}: ${error.message}`, { cause: error });
      }
      counts[folder] += 1;
    }
  }
  return { entries, leftOut, counts };
}

async function readIfThere(file) {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Brings the folder up to date, or only tells what it would do; returns the names of the files that differ. */
async function update(folder, entries, check) {
  if (!check) await mkdir(folder, { recursive: true });
  const changed = [];
  for (const [name, entry] of entries) {
    const file = join(folder, `${name}.json`);
    const text = `${print(entry)}\n`;
    if ((await readIfThere(file)) === text) continue;
    changed.push(name);
    if (!check) await writeFile(file, text);
  }
  for (const file of await readdir(folder)) {
    const name = file.replace(/\.json$/, "");
    if (entries.has(name)) continue;
    changed.push(name);
    if (!check) await rm(join(folder, file));
  }
  return changed;
}

async function main() {
  const { values, positionals } = parseArgs({
    options: { out: { type: "string" }, check: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const corpus = positionals[0] ?? process.env.TRACKFIT_CORPUS ?? join(root, "..", "shared", "corpus");
  const { entries, leftOut, counts } = await catalogueOf(corpus);
  const changed = await update(values.out ?? join(root, "devices", "data"), entries, values.check);
  const modes = [...entries.values()].reduce((sum, { source }) => sum + (source.modes?.length ?? 0), 0);
  const lines = [
    `cameras ${counts.cameras}, modes ${modes}`,
    `microphones ${counts.microphones}`,
    `browser capability sets ${counts["browser-capabilities"]}`,
    `left out ${leftOut.length}`,
    ...leftOut.map((line) => `  ${line}`),
    `${values.check ? "would change" : "changed"} ${changed.length}`,
    ...(values.check ? changed.map((name) => `  ${name}`) : []),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  if (values.check && changed.length > 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
