/** What tests tell of a browser for the README's table: values that are the same in every run. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { browserRows } from "../../scripts/browser-rows.mjs";
import type { BrowserSession } from "./drivers/index.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const results = fileURLToPath(new URL("../../build/browsers", import.meta.url));

/** What one test file has told of one browser. */
interface Told {
  readonly browser: string;
  readonly version: string;
  readonly rows: Record<string, string>;
  /** What is not for the table: single answers, what was measured. */
  details?: unknown;
}

const told = new Map<string, Told>();

/** The file of a browser and the test file that is running: several run at once, so each writes its own. */
function fileOf(browser: string): string {
  const { testPath } = expect.getState();
  if (testPath === undefined) throw new Error("report() must be called in a test.");
  const name = relative(here, testPath)
    .replace(/\.test\.ts$/, "")
    .replaceAll(/[\\/]/g, "-");
  return join(results, browser, `${name}.json`);
}

function write(
  { name, version }: Pick<BrowserSession, "name" | "version">,
  change: (all: Told) => void,
): void {
  const file = fileOf(name);
  // The first call of a run begins anew.
  const all = told.get(file) ?? { browser: name, version, rows: {} };
  told.set(file, all);
  change(all);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(all, undefined, 1)}\n`);
}

/** Puts a value into a browser's column. `row` is one of scripts/browser-rows.mjs; throws for any other. */
export function report(
  session: Pick<BrowserSession, "name" | "version">,
  row: string,
  value: string | boolean,
): void {
  if (!Object.hasOwn(browserRows, row))
    throw new TypeError(`"${row}" must be a row of scripts/browser-rows.mjs.`);
  write(session, ({ rows }) => (rows[row] = typeof value === "boolean" ? (value ? "yes" : "no") : value));
}

/** Keeps details beside the rows, in `build/browsers/<browser>/<test file>.json`, for who wants to look. */
export function reportDetails(session: Pick<BrowserSession, "name" | "version">, details: unknown): void {
  write(session, (all) => (all.details = details));
}
