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

/** What is reported, in order; the cores are parts of what is told before them. */
const reported = [
  ...["solver.js", "core.wasm", "index.js", "joint-solver.js", "joint-core.wasm"],
  ...["worker.js", "core-javascript.js", "joint-core-javascript.js"],
];

/**
 * Bytes of what each entry loads at once, as it is, with gzip -9 and with brotli 11; `core.wasm` is the part inside
 * solver.js, `joint-core.wasm` the one inside joint-solver.js and worker.js.
 */
export async function report(root) {
  const json = {};
  for (const name of reported) {
    const isCore = name.endsWith(".wasm");
    const contents = isCore
      ? await readFile(join(root, "build", name))
      : Buffer.from(await loaded(root, name));
    json[name] = {
      bytes: contents.length,
      gzip: gzipSync(contents, { level: 9 }).length,
      brotli: brotliCompressSync(contents).length,
    };
  }
  const rows = [["", "minified", "gzip", "brotli"]];
  for (const [name, size] of Object.entries(json)) {
    const label = name.endsWith(".wasm") ? `  ${name} within` : name;
    rows.push([label, ...[size.bytes, size.gzip, size.brotli].map((bytes) => bytes.toLocaleString("en"))]);
  }
  const table = rows.map(
    ([label, ...cells]) => label.padEnd(26) + cells.map((cell) => cell.padStart(10)).join(""),
  );
  return { json, table: table.join("\n") };
}
