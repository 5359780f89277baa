/** The numbered examples run and print what their last lines say. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../examples", import.meta.url));
const examples = readdirSync(folder).filter((name) => name.endsWith(".mjs"));
const mark = "// prints:\n";

test("there are six examples, numbered from 1", () => {
  expect(examples.map((name) => Number.parseInt(name, 10))).toEqual([1, 2, 3, 4, 5, 6]);
});

test.each(examples)("%s prints what it says", (name) => {
  const text = readFileSync(join(folder, name), "utf8");
  const said = text
    .slice(text.indexOf(mark) + mark.length)
    .split("\n")
    .map((line) => line.replace(/^\/\/ {3}/, ""))
    .join("\n");
  expect(said.trim()).not.toBe("");
  expect(execFileSync(process.execPath, [join(folder, name)], { encoding: "utf8" })).toBe(said);
});
