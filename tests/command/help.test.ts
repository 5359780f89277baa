import { readFile } from "node:fs/promises";
import { shell, trackfit } from "./run.js";

/** The examples of a help text: what stands deeper than their explanations. */
function examplesIn(help: string): string[] {
  const [, examples = ""] = help.split("\nExamples\n");
  const lines = examples.split("\n").filter((line) => line.startsWith("    "));
  return lines
    .join("\n")
    .replace(/\|\n\s+/g, "| ")
    .split("\n")
    .map((line) => line.trim());
}

const { stdout: help } = await trackfit(["--help"]);

test("the help has three examples", () => {
  expect(examplesIn(help)).toHaveLength(3);
});

test.each(examplesIn(help))("%s", async (example) => {
  const { code, stdout, stderr } = await shell(example);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(
    /^video: [1-9]\d* of \d+ cameras? fits?\n|^\{"line":1,"device":"a","kind":"audioinput","ok":true,/,
  );
});

test.each([["--help"], ["-h"], ["fit", "--help"], ["devices", "--help"]])("%s %s", async (...args) => {
  const { code, stdout, stderr } = await trackfit(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^trackfit.*: .+\n\nUsage\n/);
  expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
});

test("--version", async () => {
  const { version } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  expect(await trackfit(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

test("devices lists the catalogue", async () => {
  const { loadCatalogue } = await import("../../devices/index.js");
  const catalogue = await loadCatalogue();
  const listed = JSON.parse((await trackfit(["devices", "--json"])).stdout) as Record<string, unknown>[];
  expect(listed.map(({ name, title }) => ({ name, title }))).toEqual(
    catalogue.map(({ name, title }) => ({ name, title })),
  );
  expect(listed.find(({ name }) => name === "logitech-c922")).toEqual({
    name: "logitech-c922",
    title: "C922 Pro Stream Webcam",
    kind: "videoinput",
    modes: 36,
    largest: { width: 2304, height: 1536 },
    frameRate: 60,
  });
  expect(listed.find(({ name }) => name === "logitech-c922-mic")).toMatchObject({ sampleRate: 32000 });
});

test("devices prints a line a device into a pipe", async () => {
  const { stdout } = await trackfit(["devices"]);
  const lines = stdout.split("\n");
  const { loadCatalogue } = await import("../../devices/index.js");
  expect(lines).toHaveLength((await loadCatalogue()).length + 2);
  const line = lines.find((one) => one.startsWith("logitech-c922 "));
  expect(line).toMatch(/^logitech-c922 +C922 Pro Stream Webcam +camera +36 +2304x1536 +60 fps$/);
});

test.each(["80", "120"])("devices prints a table of %s columns with every name whole", async (COLUMNS) => {
  const { code, stdout } = await trackfit(["devices"], { env: { COLUMNS } });
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split("\n");
  expect(lines[0]).toMatch(/^name .*modes +largest +highest rate$/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Number(COLUMNS));
  const { loadCatalogue } = await import("../../devices/index.js");
  for (const { name } of await loadCatalogue())
    expect(lines.some((line) => line.startsWith(`${name} `))).toBe(true);
});
