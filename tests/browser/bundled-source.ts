/** Modules of the repository as one file each, for pages that need more than dist/ has. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Loader, type Plugin } from "esbuild";
import { inlineWasm } from "../../scripts/inline-wasm.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const bundles = new Map<string, Promise<string>>();

/** What a module starts by its own address, a worker, is looked for beside its source, not beside the bundle. */
const ownAddresses: Plugin = {
  name: "own-addresses",
  setup(bundle) {
    bundle.onLoad({ filter: /\.(ts|tsx|mjs|js)$/ }, async ({ path }) => {
      if (path.includes("node_modules")) return undefined;
      const contents = await readFile(path, "utf8");
      if (!contents.includes("import.meta.url")) return undefined;
      const place = relative(root, path).replaceAll("\\", "/").replace(extname(path), ".js");
      return {
        contents: contents.replaceAll(
          "import.meta.url",
          `new URL(${JSON.stringify(`/source/${place}`)}, import.meta.url).href`,
        ),
        loader: extname(path).slice(1).replace("mjs", "js") as Loader,
        resolveDir: dirname(path),
      };
    });
  },
};

async function bundled(name: string): Promise<string> {
  const entry = [".ts", ".tsx", ".mjs", ".js"]
    .map((ending) => join(root, name + ending))
    .find((file) => existsSync(file));
  if (entry === undefined || relative(root, entry).startsWith("..")) {
    throw new Error(`There is no module ${name}.`);
  }
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    write: false,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: ["chrome109", "firefox115", "safari16.4"],
    mainFields: ["browser", "module", "main"],
    charset: "utf8",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "silent",
    plugins: [inlineWasm, ownAddresses],
  });
  return outputFiles.map(({ text }) => text).join("\n");
}

/**
 * The module of this path from the root, without its ending, and all that it imports. Where it cannot be bundled the text is
 * a module that throws the reason, so that whoever imports it is told.
 */
export function bundledSource(name: string): Promise<string> {
  const known =
    bundles.get(name) ??
    bundled(name).catch((error: unknown) => `throw new Error(${JSON.stringify(String(error))});`);
  bundles.set(name, known);
  return known;
}
