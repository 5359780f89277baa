// Builds build/ (the core) and dist/ (what is published). With TRACKFIT_PARTIAL=1 type errors are told and passed over.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { minify } from "terser";
import { assembleCatalogue } from "./assemble-catalogue.mjs";
import { compileCore, javascriptOf } from "./core.mjs";
import { inlineWasm, moduleOf } from "./inline-wasm.mjs";
import { report } from "./sizes.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const partial = process.env.TRACKFIT_PARTIAL === "1";
const target = ["chrome109", "firefox115", "safari16.4"];

/**
 * The files of dist, each complete in itself; `shared` names what is imported from where it already is. The solver is
 * one file; what only some need (registration, the worker) is loaded by import() from files of its own.
 */
const entries = {
  solver: "bindings/solver/index.ts",
  registration: "bindings/constrainable/registration.ts",
  "joint-solver": "bindings/solver/create-joint-solver.ts",
  "worker-solver": "bindings/solver/worker-solver.ts",
  worker: "bindings/solver/worker.ts",
  devices: "devices/index.ts",
  jest: "bindings/install/jest-setup.ts",
  "converter-worker": "bindings/native-media/converter-worker.ts",
};
/** These have much in common, which is in files that both import. */
const capture = { index: "bindings/index.ts", browser: "bindings/browser/index.ts" };
const command = { cli: "bindings/command/main.ts" };
/** Jest without ES modules requires its setup files, so this one is there once more, complete in itself. */
const required = { jest: "bindings/install/jest-setup.ts" };
const shared = {
  "bindings/index.ts": "./index.js",
  "bindings/solver/index.ts": "./solver.js",
  "bindings/constrainable/registration.ts": "./registration.js",
  "bindings/solver/create-joint-solver.ts": "./joint-solver.js",
  "bindings/solver/joint-solver.ts": "./joint-solver.js",
  "bindings/solver/worker-solver.ts": "./worker-solver.js",
  "devices/index.ts": "./devices.js",
  "build/core-javascript.js": "./core-javascript.js",
  "build/joint-core-javascript.js": "./joint-core-javascript.js",
};

/** A classic script for pages, complete in itself. */
const classic = { "init-script": "bindings/browser/init-script.ts" };

/** The types of the file that is required: those of the other one. */
const requiredTypes = `type Exports = typeof import("./types/bindings/install/jest-setup.js", {
  with: { "resolution-mode": "import" },
});
${[
  ...["host", "mediaDevices", "userAgent", "reset", "MediaStreamTrackProcessor", "connectSink"],
  ...[
    "readFrameNumber",
    "steppedClock",
    "createMediaDevices",
    "install",
    "uninstall",
    "userAgentOf",
    "virtualHost",
  ],
]
  .map((name) => `export declare const ${name}: Exports["${name}"];\n`)
  .join("")}`;

/** The classes are to be those that "./solver.js" exports, whoever throws or extends them. */
const ofSolver = ["bindings/solver/solver-worker-error.ts", "bindings/solver/solver.ts"];

const sharedFiles = (name) => ({
  name: "shared-files",
  setup(bundle) {
    bundle.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
      if (kind === "entry-point") return undefined;
      const source = relative(root, join(resolveDir, path)).replaceAll("\\", "/");
      const module = source.replace(/\.js$/, ".ts");
      const file =
        shared[source] ??
        (shared[module] === `./${name}.js` ? undefined : shared[module]) ??
        (ofSolver.includes(module) && name !== "solver" ? "./solver.js" : undefined);
      return file === undefined ? undefined : { path: file, external: true, sideEffects: false };
    });
  },
});

/**
 * Members of objects that never leave the package's files, and the short names they get there: the same in every
 * file, for some go from the page to the worker. None is a member of anything public, of the platform's objects or of
 * the core's exports.
 */
const internalNames = [
  ...["places", "numbers", "discretes", "offered", "firstRow", "endRow", "domains", "flags", "target"],
  ...["encodeSource", "releaseSource", "space", "integral", "products", "applies", "allowedRequired"],
  ...["inReadingOrder", "countElement", "typeError", "property", "registry", "bounds", "rows"],
  ...["groups", "mode", "member", "element", "basic", "address"],
  ...["convertTrackConstraints", "byRank", "readSource", "useSource", "floats", "ints", "requestAddress"],
  ...["readMemory", "encodeSet", "readFit", "readMember"],
];
const shortNames = Object.fromEntries(internalNames.map((name, i) => [name, `_${i.toString(36)}`]));

/** Writes in one step: others may be reading the folder. */
async function put(file, contents) {
  await mkdir(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}`;
  await writeFile(part, contents);
  await rename(part, file);
}

async function bundle(entryPoints, options) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: "dist",
    write: false,
    bundle: true,
    format: "esm",
    minifySyntax: true,
    minifyWhitespace: true,
    charset: "utf8",
    legalComments: "inline",
    logLevel: "warning",
    mangleProps: new RegExp(`^(${internalNames.join("|")})$`),
    mangleCache: shortNames,
    plugins: [sharedFiles(Object.keys(entryPoints)[0]), inlineWasm],
    ...options,
  });
  const [name] = Object.keys(entryPoints);
  await Promise.all(
    outputFiles.map(async ({ path, text }) => put(path, await shrink(text, !captures.includes(name)))),
  );
  return outputFiles.map(({ path }) => path);
}

/** For whatever runs JavaScript. */
const anywhere = { platform: "neutral", target, mainFields: ["module", "main"] };

/** The entries with WebIDL's getters, which the second minifier takes to have no effect: it only shortens their names. */
const captures = ["index", "jest", "init-script"];

/**
 * The classes that people meet, in `name`, in consoles and in errors, by their names; all else gets short ones. The
 * specification's interfaces are not here, for they have their names in any case (`defineInterface`).
 */
const publicClasses = [
  ...["Solver", "PreparedSource", "SolverWorkerError", "JointSolver", "WorkerSolver", "RemotePreparedSource"],
  ...[
    "Permissions",
    "DocumentState",
    "Indicators",
    "VirtualHost",
    "BrowserHost",
    "RealClock",
    "SteppedClock",
  ],
];

/** A second minifier finds some 4 % more. */
async function shrink(text, compresses) {
  const compress = {
    module: true,
    ecma: 2022,
    passes: 3,
    pure_getters: true,
    unsafe_arrows: true,
    unsafe_methods: true,
  };
  const { code } = await minify(text, {
    module: true,
    ecma: 2022,
    compress: compresses && compress,
    mangle: { reserved: publicClasses },
    format: { ecma: 2022, comments: "some" },
  });
  return code;
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

/** Builds a core under its name; returns the file of dist that its JavaScript is in. */
async function core(name, options) {
  const wasmFile = join(root, "build", `${name}.wasm`);
  const wasm = await compileCore(options);
  await put(wasmFile, wasm);
  // Jest reads the one in place of the import of a .wasm file, and the other as it is.
  if (options?.joint) await put(join(root, "build", `${name}-bytes.js`), moduleOf(wasm));
  const javascript = await javascriptOf(wasmFile);
  await put(join(root, "build", `${name}-javascript.js`), javascript);
  const file = join(root, "dist", `${name}-javascript.js`);
  await put(file, await shrink(javascript, true));
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
  const types = declarations();
  types.catch(() => {}); // told below, after the core's own messages
  const files = await Promise.all([
    core("core"),
    core("joint-core", { joint: true }),
    assembleCatalogue().then((text) => put(join(root, "build", "catalogue.js"), text)),
  ]);
  const written = [
    ...files.slice(0, 2),
    ...(
      await Promise.all(
        Object.entries(entries).map(([name, from]) =>
          bundle(
            { [name]: from },
            { ...anywhere, splitting: name === "devices", chunkNames: "[name]-[hash]" },
          ),
        ),
      )
    ).flat(),
    ...(await bundle(capture, { ...anywhere, splitting: true, chunkNames: "[name]-[hash]" })),
    ...(await bundle(required, {
      ...anywhere,
      format: "cjs",
      outExtension: { ".js": ".cjs" },
      plugins: [inlineWasm],
      // The file has no address of its own, which only a worker would be started by.
      define: { "import.meta.url": "undefined" },
    })),
    ...(await bundle(classic, {
      ...anywhere,
      format: "iife",
      plugins: [inlineWasm],
      define: { "import.meta.url": "undefined" },
    })),
    ...(await bundle(command, { platform: "node", target: "node20", banner: { js: "#!/usr/bin/env node" } })),
  ];
  await put(join(root, "dist", "jest.d.cts"), requiredTypes);
  await types;
  await chmod(join(root, "dist", "cli.js"), 0o755);
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
