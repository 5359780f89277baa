// `npm run playground`: builds the page to try trackfit into build/playground/ and serves it on this machine.
// `--port N` begins to look for a free port there, `--build-only` writes the files and serves nothing.
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { inlineWasm } from "./inline-wasm.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "build", "playground");
const FIRST_PORT = 8080;
const MOST_PORTS = 100;

/** Nothing from elsewhere, nothing inline; WebAssembly may be compiled. */
const headers = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "media-src mediastream:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "permissions-policy": "camera=(self), microphone=(self)",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** The files of the page and its workers, by name. */
export async function playgroundFiles() {
  if (!existsSync(join(root, "build", "core.wasm"))) {
    throw new Error("build/core.wasm must be there: run `npm run build` first.");
  }
  const { outputFiles } = await build({
    absWorkingDir: root,
    // Workers are named as the code that starts them names them.
    entryPoints: {
      main: "playground/main.ts",
      worker: "bindings/solver/worker.ts",
      "converter-worker": "bindings/native-media/converter-worker.ts",
    },
    outdir: folder,
    write: false,
    bundle: true,
    splitting: true,
    chunkNames: "[name]-[hash]",
    format: "esm",
    platform: "browser",
    target: ["chrome109", "firefox115", "safari16.4"],
    minify: true,
    charset: "utf8",
    external: ["node:*"],
    logLevel: "warning",
    plugins: [inlineWasm],
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
  for (const name of ["index.html", "style.css", "icon.svg"]) {
    files.set(name, await readFile(join(root, "playground", name)));
  }
  return files;
}

async function write(files) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all([...files].map(([name, contents]) => writeFile(join(folder, name), contents)));
}

function answer(files, request, response) {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const name = pathname === "/" ? "index.html" : pathname.slice(1);
  const contents = files.get(name);
  for (const [header, value] of Object.entries(headers)) response.setHeader(header, value);
  if (contents) response.setHeader("content-type", types[extname(name)]);
  else response.statusCode = 404;
  response.end(contents);
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve(server.address().port);
    });
  });
}

/** Serves files on the first free port from `port` on; 0 takes any. Gives the address, and what ends it. */
export async function servePlayground(files, port = FIRST_PORT) {
  const server = createServer((request, response) => answer(files, request, response));
  for (let candidate = port; ; candidate++) {
    try {
      const taken = await listen(server, candidate);
      return {
        url: `http://localhost:${taken}/`,
        close: () =>
          new Promise((resolve) => {
            server.close(resolve);
            server.closeAllConnections();
          }),
      };
    } catch (error) {
      if (error.code !== "EADDRINUSE" || candidate >= port + MOST_PORTS) throw error;
    }
  }
}

async function main() {
  const { values } = parseArgs({
    options: { port: { type: "string", default: String(FIRST_PORT) }, "build-only": { type: "boolean" } },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`--port must be a number from 0 to 65535, got ${values.port}.`);
  }
  const files = await playgroundFiles();
  await write(files);
  if (values["build-only"]) {
    process.stdout.write("build/playground/ is written.\n");
    return;
  }
  const { url } = await servePlayground(files, port);
  process.stdout.write(`${url}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
