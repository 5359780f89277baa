/** The README's table of browsers, as scripts/browser-table.mjs makes it. */
import { browserRows } from "../../../scripts/browser-rows.mjs";
import { columnOf, columnsIn, differences, tableOf } from "../../../scripts/browser-table.mjs";

const [first = ""] = Object.keys(browserRows);
const titles = Object.values(browserRows);
const rows = Object.fromEntries(Object.keys(browserRows).map((row) => [row, `value of ${row}`]));
const columns = {
  chromium: columnOf("chromium", { version: "156.0.7000.1", rows }),
  webkit: columnOf("webkit", { version: "2.50.4", rows }),
};

test("has a column for each browser and a row for each thing told", () => {
  const lines = tableOf(columns).split("\n");
  expect(lines[0]).toBe("| what works in which browser | Chromium 156 | WebKitGTK 2.50 |");
  expect(lines).toHaveLength(2 + titles.length);
  expect(lines[2]).toBe(`| ${titles[0]} | value of ${first} | value of ${first} |`);
});

test("is read again from the README, where a browser that is switched off keeps its column", () => {
  const present = columnsIn(tableOf(columns));
  expect(present).toEqual(columns);
  expect(tableOf({ ...present, chromium: columnOf("chromium", { version: "157", rows }) })).toContain(
    "| Chromium 157 | WebKitGTK 2.50 |",
  );
  expect(columnsIn("")).toEqual({});
});

test("tells what differs, and nothing of versions", () => {
  const chromium = columnOf("chromium", { version: "157", rows: { ...rows, [first]: "other" } });
  expect(differences(columns, { ...columns, chromium })).toEqual([
    `Chromium, ${titles[0]}: value of ${first}, now other`,
  ]);
  expect(
    differences(columns, { ...columns, chromium: { ...columns.chromium, heading: "Chromium 157" } }),
  ).toEqual([]);
  expect(differences({}, columns)).toHaveLength(2 * titles.length);
});

test("is refused where a browser's tests have not told everything", () => {
  const others = Object.fromEntries(Object.entries(rows).filter(([row]) => row !== first));
  expect(() => columnOf("firefox", { version: "153", rows: others })).toThrow(
    new RegExp(`build/browsers/firefox must have ${first}\\.`),
  );
});
