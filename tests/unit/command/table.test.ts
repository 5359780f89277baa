import type { Paint } from "../../../bindings/command/output.js";
import { printable, renderTable, widthOfText, wrap, type Column } from "../../../bindings/command/table.js";

const plain: Paint = (_look, text) => text;
const columns = [
  { title: "#", align: "right" },
  { title: "device", flexible: true },
  { title: "how" },
] as const;

test("columns are as wide as their widest cell, and lines end without spaces", () => {
  const rows = [
    ["9", "C920", "native"],
    ["10", "Brio", ""],
  ];
  expect(renderTable(columns, rows, 80, plain)).toEqual([
    " #  device  how", //
    " 9  C920    native",
    "10  Brio",
  ]);
});

test("a flexible column is broken between words until the table fits", () => {
  const lines = renderTable(columns, [["1", "USB camera of the manual, rear", "native"]], 30, plain);
  expect(lines).toEqual(["#  device               how", "1  USB camera of the    native", "   manual, rear"]);
  for (const line of lines) expect(widthOfText(line)).toBeLessThanOrEqual(30);
});

test("a word longer than its column is broken inside", () => {
  const lines = renderTable(columns, [["1", "android-back-camera", "native"]], 24, plain);
  expect(lines).toEqual(["#  device         how", "1  android-back-  native", "   camera"]);
});

test("wide characters take two columns, marks none", () => {
  expect(widthOfText("摄像头")).toBe(6);
  expect(widthOfText("Cafe\u0301")).toBe(4);
  expect(widthOfText("📷")).toBe(2);
  const lines = renderTable(
    columns,
    [
      ["1", "摄像头", "native"],
      ["2", "Webcam", "native"],
    ],
    80,
    plain,
  );
  expect(lines[1]).toBe("1  摄像头  native");
  expect(lines[2]).toBe("2  Webcam  native");
});

test("what would move the cursor is not printed", () => {
  expect(printable("a\u001b[31mb\nc\u009bd\u202ee")).toBe("a [31mb c d e");
  const [, line] = renderTable(columns, [["1", "evil\u001b[2Jcam", "native"]], 80, plain);
  expect(line).toBe("1  evil [2Jcam  native");
});

test("cells are painted whole, and painting changes no width", () => {
  const painted: Column[] = [{ title: "a", look: () => "green" }, { title: "b" }];
  const mark: Paint = (look, text) => `<${look}>${text}</>`;
  expect(
    renderTable(
      painted,
      [
        ["x", "y"],
        ["long", "z"],
      ],
      80,
      mark,
    ),
  ).toEqual(["<dim>a   </>  <dim>b</>", "<green>x   </>  y", "<green>long</>  z"]);
});

test("texts are broken into lines of a width", () => {
  expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrap("abcdefgh ij", 3)).toEqual(["abc", "def", "gh", "ij"]);
  expect(wrap("", 5)).toEqual([""]);
});
