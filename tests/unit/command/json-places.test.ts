import fc from "fast-check";
import {
  jsonProblem,
  offsetOf,
  pathInWords,
  placeInWords,
  visitJson,
} from "../../../bindings/command/json-places.js";

test.each([
  ["", 0, "the text ends where a value must be"],
  [" ", 1, "the text ends where a value must be"],
  ["{", 1, "the text ends where a name in double quotes must be"],
  ["{'a': 1}", 1, 'there is "\'" where a name in double quotes must be'],
  ["{a: 1}", 1, 'there is "a" where a name in double quotes must be'],
  ['{"a" 1}', 5, 'there is "1" where ":" must be'],
  ['{"a": }', 6, 'there is "}" where a value must be'],
  ['{"a": 1,}', 8, 'there is "}" where a name in double quotes must be'],
  ['{"a": 1 "b": 2}', 8, 'there is "\\"" where "," or "}" must be'],
  ["[1,]", 3, 'there is "]" where a value must be'],
  ["[1 2]", 3, 'there is "2" where "," or "]" must be'],
  ["[01]", 2, 'there is "1" where "," or "]" must be'],
  ["[1.]", 2, 'there is "." where "," or "]" must be'],
  ["[.5]", 1, 'there is "." where a value must be'],
  ["[NaN]", 1, 'there is "N" where a value must be'],
  ["true false", 5, 'there is "f" where the end must be'],
  ['["abc', 1, "there is a string that does not end"],
  ['["a\\x"]', 3, 'there is "\\\\" where a valid escape must be'],
  ['["a\nb"]', 3, 'there is "\\n" where a string goes on and an escape must be'],
  ["[😀]", 1, 'there is "😀" where a value must be'],
])("the problem of %j", (text, offset, message) => {
  expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  expect(jsonProblem(text)).toMatchObject({ offset, message });
});

test("what JSON.parse takes has no problem, and what it refuses has one", () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.nat(),
      fc.constantFrom("", ",", "}", '"', "1", "\\", "a", " "),
      (json, at, piece) => {
        const place = at % (json.length + 1);
        const text = json.slice(0, place) + piece + json.slice(place + (at % 2));
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(jsonProblem(text) === undefined).toBe(isJson);
      },
    ),
    { numRuns: 2000 },
  );
});

test("every value is visited at its path, where its text begins", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(2), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      const parsed = JSON.parse(text) as unknown;
      let visits = 0;
      visitJson(text, (path, offset) => {
        visits += 1;
        const at = path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], parsed);
        const start = Array.isArray(at)
          ? "["
          : typeof at === "object" && at !== null
            ? "{"
            : JSON.stringify(at);
        expect(text.startsWith(start, offset)).toBe(true);
      });
      expect(visits).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

test("a hundred thousand levels are no trouble", () => {
  const depth = 100_000;
  expect(jsonProblem("[".repeat(depth) + "]".repeat(depth))).toBeUndefined();
  expect(jsonProblem("[".repeat(depth))?.offset).toBe(depth);
});

const text = '{"video": {"width": 1,\n  "advanced": [{}, {"width": {"min": "x"}}], "width": 2}}';

test.each([
  [["video"], "{", 10],
  [["video", "advanced", 1, "width", "min"], '"x"', 60],
  [["video", "advanced", 1, "width", "max"], '{"min"', 52],
  [["video", "advanced", 7], "[{}", 37],
  [["video", "width"], "2", 77],
  [["audio"], "{", 0],
])("the offset of %j", (path, start, offset) => {
  expect(offsetOf(text, path)).toBe(offset);
  expect(text.startsWith(start, offset)).toBe(true);
});

test("paths are read from the beginning of messages", () => {
  const path = ["video", "advanced", 3, "width", "min"];
  expect(pathInWords("constraints.video.advanced[3].width.min must be a number.")).toEqual(path);
  expect(pathInWords("source must be an object, got 5.")).toEqual([]);
  expect(pathInWords("?")).toBeUndefined();
});

test("places count lines and characters from 1", () => {
  expect(placeInWords("abc", 0)).toBe("line 1, column 1");
  expect(placeInWords(text, 23)).toBe("line 2, column 1");
  expect(placeInWords('["😀", x', 6)).toBe("line 1, column 6");
  expect(placeInWords("a\nb", 2, 40)).toBe("line 41, column 1");
});
