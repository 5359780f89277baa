// How large the published files are.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

/** What an entry loads at once: itself and the chunks it imports statically. */
async function loaded(root, name, seen = new Set()) {
  if (seen.has(name)) return "";
  seen.add(name);
  const text = await readFile(join(root, "dist", name), "utf8");
  const parts = [text];
  for (const [, chunk] of text.matchAll(/(?:from|import)"\.\/([^"]+)"/g))
    parts.push(await loaded(root, chunk, seen));
  return parts.join("");
}

/** What is loaded later on, if at all: by `import()`, where what is there already counts no more, and as workers. */
async function loadedLater(root, name) {
  const there = new Set();
  await loaded(root, name, there);
  const later = {};
  const waiting = [...there];
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const text = await readFile(join(root, "dist", file), "utf8");
    for (const [, isWorker, next] of text.matchAll(/(?:import|(new URL))\("\.\/([^"]+)"/g)) {
      if (next in later || (!isWorker && there.has(next))) continue;
      const seen = new Set(isWorker ? [] : there);
      later[next] = sizeOf(await loaded(root, next, seen));
      waiting.push(...[...seen].filter((one) => !there.has(one)));
    }
  }
  return later;
}

function sizeOf(contents) {
  return {
    bytes: Buffer.byteLength(contents),
    gzip: gzipSync(contents, { level: 9 }).length,
    brotli: brotliCompressSync(contents).length,
  };
}

/** What is reported, in order; the cores are parts of what is told before them. */
const reported = [
  ...["solver.js", "core.wasm", "index.js", "joint-solver.js", "joint-core.wasm"],
  ...["worker.js", "core-javascript.js", "joint-core-javascript.js", "browser.js", "init-script.js"],
];

/**
 * Bytes of what each entry loads at once, as it is, with gzip -9 and with brotli 11; `core.wasm` is the part inside
 * solver.js, `joint-core.wasm` the one inside joint-solver.js and worker.js. Of browser.js also what it loads `later`.
 */
export async function report(root) {
  const json = {};
  for (const name of reported) {
    const isCore = name.endsWith(".wasm");
    json[name] = sizeOf(
      isCore ? await readFile(join(root, "build", name)) : Buffer.from(await loaded(root, name)),
    );
  }
  json["browser.js"].later = await loadedLater(root, "browser.js");
  const rows = [["", "minified", "gzip", "brotli"]];
  const add = (label, size) =>
    rows.push([label, ...[size.bytes, size.gzip, size.brotli].map((bytes) => bytes.toLocaleString("en"))]);
  for (const [name, size] of Object.entries(json)) {
    add(name.endsWith(".wasm") ? `  ${name} within` : name, size);
    for (const [file, more] of Object.entries(size.later ?? {})) add(`  ${file} later`, more);
  }
  const table = rows.map(
    ([label, ...cells]) => label.padEnd(34) + cells.map((cell) => cell.padStart(10)).join(""),
  );
  return { json, table: table.join("\n") };
}
