// The core: AssemblyScript to WebAssembly, and the same module once more as JavaScript.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import asc from "assemblyscript/asc";

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const tools = join(root, "node_modules", "binaryen", "bin");

/** The options of asconfig.json as asc's command line has them. */
async function options() {
  const { options } = JSON.parse(await readFile(join(root, "asconfig.json"), "utf8"));
  return Object.entries(options).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [value].flat().flatMap((one) => [`--${name}`, `${one}`]),
  );
}

/**
 * Compiles the core, or the one that also chooses jointly: both from the same files, with an entry of its own and
 * `JOINT` defined. Returns the module's bytes.
 */
export async function compileCore({ joint = false } = {}) {
  const files = [];
  const messages = [];
  const entry = joint ? ["assembly/joint-index.ts", "--use", "JOINT=1"] : ["assembly/index.ts"];
  const { error } = await asc.main(
    [...entry, ...(await options()), "--outFile", "core.wasm", "--baseDir", root],
    {
      stderr: { write: (text) => messages.push(text) },
      writeFile: (_name, contents) => void files.push(contents),
    },
  );
  if (error) throw new Error(`${messages.join("")}${error.message}`);
  if (messages.length > 0) process.stderr.write(messages.join(""));
  const wasm = await optimize(files[0]);
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm));
  if (imports.length > 0) {
    throw new Error(`assembly must not import anything, got ${imports.map(({ name }) => name).join(", ")}.`);
  }
  return wasm;
}

/** Runs one of binaryen's command line tools. */
async function binaryen(tool, ...args) {
  const { stdout } = await run(process.execPath, [join(tools, tool), ...args], { maxBuffer: 1 << 26 });
  return stdout;
}

/** Further passes of binaryen over the whole module, from its flat form: some 3 % smaller. */
async function optimize(wasm) {
  const folder = await mkdtemp(join(tmpdir(), "trackfit-"));
  try {
    const file = join(folder, "core.wasm");
    await writeFile(file, wasm);
    await binaryen(
      "wasm-opt",
      file,
      "--flatten",
      "--simplify-locals-notee-nostructure",
      "--vacuum",
      "-Oz",
      "-Oz",
      "--converge",
      "--reorder-functions",
      "--enable-sign-ext",
      "--enable-mutable-globals",
      "-o",
      file,
    );
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * The module as JavaScript with one export, `instantiate()`.
 *
 * The features wasm2js may see leave out nontrapping-fptoint on purpose: it lowers those conversions to others that
 * differ outside the integer range, so a core that has one fails here instead of answering differently.
 */
export async function javascriptOf(wasmFile) {
  const folder = await mkdtemp(join(tmpdir(), "trackfit-"));
  try {
    const file = join(folder, "core.js");
    await binaryen("wasm2js", wasmFile, "--enable-sign-ext", "--enable-mutable-globals", "-O3", "-o", file);
    return asFunction(await readFile(file, "utf8"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** wasm2js makes its one instance on import; here everything moves into a function, and growth can fail. */
function asFunction(text) {
  const start = text.indexOf("var retasmFunc = ");
  const hasGrowth = text.includes("function __wasm_memory_grow");
  if (start < 0 || /^import /m.test(text))
    throw new Error("wasm2js no longer writes what scripts/core.mjs expects.");
  let body = text.slice(0, start);
  if (hasGrowth) {
    body = replaceOnce(
      body,
      "if ((oldPages < newPages) && (newPages < 65536)) {",
      "if (pagesToAdd < 0 || newPages > 65535) return -1;\n  if (oldPages < newPages) {",
    );
    body = replaceOnce(
      body,
      "var newBuffer = new ArrayBuffer(newPages << 16);",
      "var newBuffer;\n   try { newBuffer = new ArrayBuffer(newPages * 65536); } catch { return -1; }",
    );
  }
  return `export function instantiate() {\n${body}\nreturn asmFunc({});\n}\n`;
}

function replaceOnce(text, before, after) {
  if (text.split(before).length !== 2) throw new Error(`wasm2js no longer writes "${before}".`);
  return text.replace(before, () => after);
}
