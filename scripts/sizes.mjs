// How large the published files are.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const files = {
  "solver.js": "dist/solver.js",
  "core.wasm": "build/core.wasm",
  "index.js": "dist/index.js",
  "worker.js": "dist/worker.js",
  "core-javascript.js": "dist/core-javascript.js",
};

/** Bytes of each file as it is, with gzip -9 and with brotli 11; `core.wasm` is the part inside solver.js. */
export async function report(root) {
  const json = {};
  for (const [name, file] of Object.entries(files)) {
    if (!existsSync(join(root, file))) continue;
    const contents = await readFile(join(root, file));
    json[name] = {
      bytes: contents.length,
      gzip: gzipSync(contents, { level: 9 }).length,
      brotli: brotliCompressSync(contents).length,
    };
  }
  const rows = [["", "minified", "gzip", "brotli"]];
  for (const [name, size] of Object.entries(json)) {
    const label = name === "core.wasm" ? "  core.wasm within" : name;
    rows.push([label, ...[size.bytes, size.gzip, size.brotli].map((bytes) => bytes.toLocaleString("en"))]);
  }
  const table = rows.map(
    ([label, ...cells]) => label.padEnd(20) + cells.map((cell) => cell.padStart(10)).join(""),
  );
  return { json, table: table.join("\n") };
}
