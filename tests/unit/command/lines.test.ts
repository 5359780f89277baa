import fc from "fast-check";
import { LineReader, type Line } from "../../../bindings/command/lines.js";

function read(pieces: readonly Uint8Array[], limit?: number): Line[] {
  const reader = new LineReader(limit);
  return [...pieces.flatMap((piece) => [...reader.read(piece)]), ...reader.end()];
}

const bytes = (text: string): Buffer => Buffer.from(text);

test("lines end with \\n or \\r\\n, the last one also without", () => {
  expect(read([bytes("a\r\nb\n\nc")])).toEqual([
    { number: 1, text: "a" },
    { number: 2, text: "b" },
    { number: 3, text: "" },
    { number: 4, text: "c" },
  ]);
  expect(read([bytes("a\n")])).toHaveLength(1);
  expect(read([])).toEqual([]);
});

test("the pieces make no difference", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "grapheme" })),
      fc.array(fc.integer({ min: 1, max: 9 })),
      (texts, sizes) => {
        const lines = texts.map((text) => text.replace(/[\r\n]/g, "").replace(/^\uFEFF/, ""));
        const all = bytes(lines.map((line) => `${line}\n`).join(""));
        const pieces: Buffer[] = [];
        for (let at = 0, i = 0; at < all.length; i++) {
          const size = sizes[i] ?? 10;
          pieces.push(all.subarray(at, at + size));
          at += size;
        }
        expect(read(pieces).map(({ text }) => text)).toEqual(lines);
      },
    ),
    { numRuns: 300 },
  );
});

test("a byte order mark is no part of the first line", () => {
  expect(read([bytes("\uFEFFa\n\uFEFFb")]).map(({ text }) => text)).toEqual(["a", "\uFEFFb"]);
});

test("what is not UTF-8 is an error of its line alone", () => {
  expect(read([Buffer.concat([bytes("a\n"), Buffer.from([0xff, 0xfe]), bytes("\nb")])])).toEqual([
    { number: 1, text: "a" },
    { number: 2, text: "", error: "the line must be text in UTF-8." },
    { number: 3, text: "b" },
  ]);
});

test("a line beyond the limit is an error, whatever pieces it comes in", () => {
  const error = "the line must be at most 5 bytes long, got 12.";
  const expected = [
    { number: 1, text: "12345" },
    { number: 2, text: "", error },
    { number: 3, text: "ok" },
  ];
  expect(read([bytes("12345\n123456789012\nok")], 5)).toEqual(expected);
  expect(read([bytes("12345\n123"), bytes("4567890"), bytes("12\nok")], 5)).toEqual(expected);
});
