/** The numbered examples run and print what their last lines say. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { browsersInUse } from "../../scripts/browsers.mjs";

const folder = fileURLToPath(new URL("../../examples", import.meta.url));
const examples = readdirSync(folder).filter((name) => name.endsWith(".mjs"));
const mark = "// prints:\n";

/** Those that start Chromium. */
const inChromium = ["7-show-a-page-a-virtual-camera.mjs"];
const here = examples.filter((name) => !inChromium.includes(name) || browsersInUse().includes("chromium"));

test("there are seven examples, numbered from 1", () => {
  expect(examples.map((name) => Number.parseInt(name, 10))).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test.each(here)("%s prints what it says", (name) => {
  const text = readFileSync(join(folder, name), "utf8");
  const said = text
    .slice(text.indexOf(mark) + mark.length)
    .split("\n")
    .map((line) => line.replace(/^\/\/ {3}/, ""))
    .join("\n");
  expect(said.trim()).not.toBe("");
  expect(execFileSync(process.execPath, [join(folder, name)], { encoding: "utf8" })).toBe(said);
});
