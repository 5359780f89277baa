/** The script behind CHECKLIST.md: what it counts as a claim, and what it refuses. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../../scripts/checklist.mjs", import.meta.url));
let root = "";

const statements = [
  { id: "1.2-1", section: "1.2 Pets", statement: "Dogs bark." },
  { id: "1.2-2", section: "1.2 Pets", statement: "Cats do not." },
];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "checklist-"));
  write("tests/checklist/statements.json", JSON.stringify(statements));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function run(...args: string[]): { status: number | null; lines: string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--root", root, ...args], {
    encoding: "utf8",
  });
  return { status, lines: `${stdout}${stderr}`.trimEnd().split("\n") };
}

test("claims in titles and in comments above tests are counted and written down", () => {
  write("tests/a.test.ts", 'describe("pets", () => {\n  test("a dog is loud [1.2-1]", () => {});\n});\n');
  write("tests/deep/b.test.ts", '// covers: 1.2-1, 1.2-2\ntest.each([["cat"]])("%s | all", () => {});\n');
  // What only looks like a claim, in a string, is none.
  write("tests/c.test.ts", 'test("no claim", () => {});\nconst x = `\n// covers: 9-9\n`;\n');
  expect(run()).toEqual({ status: 0, lines: ["2 statements, 3 claims, 0 faults"] });
  const written = readFileSync(join(root, "tests/checklist/CHECKLIST.md"), "utf8");
  expect(written).toContain("## 1.2 Pets\n");
  expect(written).toContain("| 1.2-2 | Cats do not. | `tests/deep/b.test.ts`: %s \\| all |\n");
  expect(written).toContain(
    "| 1.2-1 | Dogs bark. | `tests/a.test.ts`: a dog is loud [1.2-1]<br>`tests/deep/b.test.ts`: %s \\| all |\n",
  );
  expect(run("--check").status).toBe(0);
});

test("a statement that no test claims fails", () => {
  write("tests/a.test.ts", 'test("a dog is loud [1.2-1]", () => {});\n');
  expect(run()).toEqual({
    status: 1,
    lines: ["no test claims 1.2-2: Cats do not.", "2 statements, 1 claims, 1 faults"],
  });
});

test("claims that are none fail, each with its place", () => {
  const faulty: [text: string, fault: string][] = [
    ['test("x [1.2-3]", () => {});', "there is no statement 1.2-3."],
    ['// covers: all\ntest("x", () => {});', '"all" is no statement\'s id.'],
    ['test.skip("x [1.2-1]", () => {});', "a test that is left out claims statements."],
    [
      'describe.skip("g", () => {\n  // covers: 1.2-1\n  test("x", () => {});\n});',
      "a test that is left out claims statements.",
    ],
    ["// covers: 1.2-1\ntest(name, () => {});", "the title must be a string."],
    ["// covers: 1.2-1\nconst x = 1;", "stands above no test."],
    ["if (1) {\n  // covers: 1.2-1\n}", "stands above no test."],
  ];
  write("tests/right.test.ts", 'test("right [1.2-1, 1.2-2]", () => {});\n');
  for (const [i, [text]] of faulty.entries()) write(`tests/faulty/${i}.test.ts`, `\n${text}\n`);
  const { status, lines } = run();
  expect(status).toBe(1);
  for (const [i, [, fault]] of faulty.entries()) {
    const told = lines.filter((line) => line.startsWith(`tests/faulty/${i}.test.ts:`));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^[^:]+:[2-4]: /);
    expect(told[0]).toContain(fault);
  }
  expect(lines).toHaveLength(faulty.length + 1);
});

test("with --check, a document that is out of date fails and stays as it is", () => {
  write("tests/a.test.ts", 'test("all [1.2-1, 1.2-2]", () => {});\n');
  write("tests/checklist/CHECKLIST.md", "old");
  const { status, lines } = run("--check");
  expect(status).toBe(1);
  expect(lines[0]).toContain("is out of date");
  expect(readFileSync(join(root, "tests/checklist/CHECKLIST.md"), "utf8")).toBe("old");
});

test("statements under a wrong section or twice fail", () => {
  write(
    "tests/checklist/statements.json",
    JSON.stringify([statements[0], statements[0], { ...statements[1], section: "1.3 No" }]),
  );
  write("tests/a.test.ts", 'test("all [1.2-1, 1.2-2]", () => {});\n');
  const { status, lines } = run();
  expect(status).toBe(1);
  expect(lines).toEqual(
    expect.arrayContaining([
      "statements.json: 1.2-1 occurs twice.",
      "statements.json: 1.2-2 is not of section 1.3 No.",
    ]),
  );
});
