/** The commands and examples of README.md, run as they stand there, print what it says. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { type Block, blocksOf } from "./blocks.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = blocksOf(readme);
const commands = blocks.filter(({ language, mark }) => language === "sh" && mark === "run");
const examples = blocks.filter(({ language, mark }) => language === "ts" && mark === "run");
const environment = { ...process.env, NODE_OPTIONS: "", NO_COLOR: "1", FORCE_COLOR: "0", COLUMNS: "" };

/** Inside the repository, so that "trackfit" is the package itself. */
const folder = join(root, "build", "readme");
let scratch = "";

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  scratch = mkdtempSync(join(folder, "run-"));
});

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

function node(...args: string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    env: environment,
  });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return stdout;
}

/** A name for a test: the first line that is no import. */
function titleOf({ text }: Block): string {
  return text.split("\n").find((line) => line.trim().length > 1 && !line.startsWith("import ")) ?? "";
}

/** What installs and checks everything: CI runs these two, and a test that ran them would run itself. */
const setUp = "npm ci && npm start\nnpm ci && npm test\n";

test("every block is run, checked or what another prints", () => {
  expect(blocks.filter(({ mark }) => mark === undefined).map(({ text }) => text)).toEqual([setUp]);
  expect(blocks.filter(({ mark }) => mark === "checked").map(({ language }) => language)).toEqual([
    "ts",
    "ts",
  ]);
  const known = 3 + commands.length + examples.length;
  expect(blocks.length).toBe(known);
  const printed = blocks.filter(({ output }) => output !== undefined).length;
  expect(readme.match(/^```/gm)?.length).toBe(2 * (known + printed));
  for (const { mark, output = "" } of blocks) expect(output !== "").toBe(mark === "run");
});

test("the set-up of the first screen is what package.json and CI have", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  expect(scripts).toMatchObject({
    prepare: "node scripts/build.mjs",
    start: "node scripts/start.mjs",
    test: "node scripts/test.mjs",
  });
  const steps = readFileSync(join(root, ".ci", "run"), "utf8");
  for (const step of ["npm ci", "npm start", "npm test"]) expect(steps).toMatch(new RegExp(`\\b${step}\\b`));
});

test("the table of entries is that of package.json", () => {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { exports: object };
  const entries = Object.keys(exports).filter((name) => name !== "./package.json");
  const told = [...readme.matchAll(/^\| `trackfit(\/[\w-]+)?` \|/gm)].map(([, path = ""]) => `.${path}`);
  expect(told.sort()).toEqual(entries.sort());
});

describe("commands", () => {
  // In the package's own folder npx would build it again; tests/package runs the real one on the tarball.
  const npx = 'npx() { [ "$1" = trackfit ] || return 127; shift; node dist/cli.js "$@"; }';

  test.each(commands.map((block) => [titleOf(block), block] as const))("%s", (_, { text, output }) => {
    const printed = execFileSync("bash", ["-c", `set -euo pipefail\n${npx}\n${text}`], {
      cwd: root,
      encoding: "utf8",
      env: environment,
    });
    expect(printed).toBe(output);
  });
});

describe("examples", () => {
  const END = "---- end of block ----";
  let printed: string[] = [];

  // One module: later examples use what earlier ones made. Imports may stand anywhere in it.
  beforeAll(() => {
    const text = examples.map((example) => `${example.text}console.log(${JSON.stringify(END)});\n`).join("");
    const module = join(scratch, "examples.mjs");
    writeFileSync(module, withoutDoubleImports(text));
    const { code } = transformSync(readFileSync(module, "utf8"), { loader: "ts", target: "node20" });
    writeFileSync(module, code);
    printed = node(module).split(`${END}\n`);
  }, 60_000);

  test.each(examples.map((block, index) => [titleOf(block), index, block] as const))(
    "%s",
    (_, index, { output }) => {
      expect(printed.length).toBe(examples.length + 1);
      expect(printed[index]).toBe(output);
    },
  );

  test("all type-check", () => {
    const run = blocks.filter(({ language, mark }) => language === "ts" && mark === "run");
    writeFileSync(join(scratch, "examples.mts"), withoutDoubleImports(run.map(({ text }) => text).join("")));
    // Those that are not run stand alone.
    const files = ["examples.mts"];
    for (const { text, language, mark } of blocks) {
      if (language !== "ts" || mark !== "checked") continue;
      const file = `checked-${files.length}.mts`;
      writeFileSync(join(scratch, file), text);
      files.push(file);
    }
    const compilerOptions = {
      module: "NodeNext",
      target: "ES2022",
      lib: ["ES2022", "DOM", "DOM.Iterable", "ESNext.Disposable"],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
    };
    writeFileSync(join(scratch, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
    expect(node("node_modules/typescript/bin/tsc", "-p", scratch)).toBe("");
  }, 60_000);
});

/** Drops imports that an earlier example has already. */
function withoutDoubleImports(text: string): string {
  const seen = new Set<string>();
  return text.replaceAll(/^import .*\n/gm, (line) => {
    if (seen.has(line)) return "";
    seen.add(line);
    return line;
  });
}
