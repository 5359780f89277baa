// Builds build/ (the core) and dist/ (what is published). TRACKFIT_PARTIAL=1 passes over entries that do not exist yet.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build, transform } from "esbuild";
import { compileCore, javascriptOf } from "./core.mjs";
import { inlineWasm } from "./inline-wasm.mjs";
import { report } from "./sizes.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const partial = process.env.TRACKFIT_PARTIAL === "1";
const target = ["chrome109", "firefox115", "safari16.4"];

/** Sources that are files of their own in dist: whoever imports one of them gets the file, not a copy. */
const separate = {
  "bindings/solver/index.ts": "./solver.js",
  "devices/index.ts": "./devices.js",
  "build/core-javascript.js": "./core-javascript.js",
};

const entries = [
  { from: "bindings/index.ts", to: "index" },
  { from: "bindings/solver/index.ts", to: "solver" },
  { from: "bindings/solver/worker.ts", to: "worker" },
  { from: "devices/index.ts", to: "devices", splitting: true },
  { from: "bindings/command/main.ts", to: "cli", node: true },
];

const separateFiles = {
  name: "separate-files",
  setup(bundle) {
    bundle.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
      if (kind === "entry-point") return undefined;
      const source = relative(root, join(resolveDir, path)).replaceAll("\\", "/");
      const file = separate[source] ?? separate[source.replace(/\.js$/, ".ts")];
      return file === undefined ? undefined : { path: file, external: true, sideEffects: false };
    });
  },
};

/** Writes in one step: others may be reading the folder. */
async function put(file, contents) {
  await mkdir(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}`;
  await writeFile(part, contents);
  await rename(part, file);
}

async function bundle({ from, to, splitting = false, node = false }) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { [to]: from },
    outdir: "dist",
    write: false,
    bundle: true,
    format: "esm",
    minify: true,
    charset: "utf8",
    legalComments: "inline",
    logLevel: "warning",
    splitting,
    chunkNames: `${to}/[name]-[hash]`,
    plugins: [separateFiles, inlineWasm],
    ...(node
      ? { platform: "node", target: "node20", banner: { js: "#!/usr/bin/env node" } }
      : { platform: "neutral", target, mainFields: ["module", "main"], external: ["node:*"] }),
  });
  await Promise.all(outputFiles.map(({ path, contents }) => put(path, contents)));
  return outputFiles.map(({ path }) => path);
}

/** Declarations go to a fresh folder first, so that none of a removed source stays behind. */
async function declarations() {
  const fresh = join(root, "build", `types-${process.pid}`);
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  try {
    await promisify(execFile)(process.execPath, [tsc, "-p", "tsconfig.build.json", "--outDir", fresh], {
      cwd: root,
    });
  } catch (error) {
    if (!partial) throw new Error(error.stdout || error.message, { cause: error });
    process.stderr.write(`${error.stdout || error.message}\n`);
  }
  const types = join(root, "dist", "types");
  if (!existsSync(fresh)) return;
  await mkdir(dirname(types), { recursive: true });
  await rm(types, { recursive: true, force: true });
  await rename(fresh, types);
}

async function core() {
  const wasmFile = join(root, "build", "core.wasm");
  await put(wasmFile, await compileCore());
  const javascript = await javascriptOf(wasmFile);
  await put(join(root, "build", "core-javascript.js"), javascript);
  const { code } = await transform(javascript, { minify: true, format: "esm", target, charset: "utf8" });
  const file = join(root, "dist", "core-javascript.js");
  await put(file, code);
  return file;
}

async function removeOthers(kept) {
  const folder = join(root, "dist");
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && file.endsWith(".js") && !kept.has(file)) await rm(file, { force: true });
  }
}

async function main() {
  const started = performance.now();
  const present = entries.filter(({ from }) => {
    if (existsSync(join(root, from))) return true;
    if (!partial) throw new Error(`${from} is missing.`);
    process.stderr.write(`${from} is not there yet.\n`);
    return false;
  });
  const types = declarations();
  types.catch(() => {}); // told below, after the core's own messages
  const written = [await core(), ...(await Promise.all(present.map(bundle))).flat()];
  await types;
  await removeOthers(new Set(written));
  const sizes = await report(root);
  await put(join(root, "build", "sizes.json"), `${JSON.stringify(sizes.json, null, 2)}\n`);
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${sizes.table}\ntrackfit ${version}, built in ${seconds} s\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
