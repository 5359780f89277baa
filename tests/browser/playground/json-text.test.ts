/** Edits of the request's text that the page makes by itself. */
import { boundIn, formatJson, removeBound, setBound, spanOf } from "../../../playground/json-text.js";

describe("formatJson()", () => {
  test("writes a property a line, and short values on one", () => {
    const request = { width: 1280, frameRate: { min: 24, ideal: 30 }, facingMode: ["user", "left"] };
    expect(formatJson(request)).toBe(
      '{\n  "width": 1280,\n  "frameRate": { "min": 24, "ideal": 30 },\n  "facingMode": ["user", "left"]\n}',
    );
    expect(formatJson({})).toBe("{}");
  });

  test("breaks lists that are too long for a line", () => {
    const text = formatJson({ advanced: [{ frameRate: { min: 60 } }, { width: { min: 1920 } }] });
    expect(text).toBe(
      '{\n  "advanced": [\n    { "frameRate": { "min": 60 } },\n    { "width": { "min": 1920 } }\n  ]\n}',
    );
    expect(JSON.parse(text)).toEqual({ advanced: [{ frameRate: { min: 60 } }, { width: { min: 1920 } }] });
  });
});

describe("spanOf()", () => {
  const text = '{ "a": [1, {"b": "x}]\\""}], "c" : true }';

  test.each([
    [["a"], '[1, {"b": "x}]\\""}]'],
    [["a", 1], '{"b": "x}]\\""}'],
    [["a", 1, "b"], '"x}]\\""'],
    [["a", 0], "1"],
    [["c"], "true"],
    [[], text],
  ])("finds what stands at %j", (path, expected) => {
    const span = spanOf(text, path);
    expect(span && text.slice(...span)).toBe(expected);
  });

  test("finds nothing where nothing stands", () => {
    expect(spanOf(text, ["a", 2])).toBeUndefined();
    expect(spanOf(text, ["d"])).toBeUndefined();
  });
});

describe("setBound()", () => {
  test("replaces a value where it stands and leaves the rest as it was written", () => {
    const text = '{"width":{"min":1900,  "ideal": 2000},\n\n "frameRate" : 30}';
    expect(setBound(text, "width", "min", 1280)).toBe(text.replace("1900", "1280"));
    expect(setBound(text, "frameRate", "ideal", 24)).toBe(text.replace("30}", "24}"));
  });

  test("writes the text anew where there was no such bound", () => {
    expect(JSON.parse(setBound('{"width": 640}', "width", "max", 800))).toEqual({
      width: { ideal: 640, max: 800 },
    });
    expect(JSON.parse(setBound("true", "height", "ideal", 480))).toEqual({ height: 480 });
    expect(JSON.parse(setBound('{"width": {"min": 1}}', "width", "ideal", 5))).toEqual({
      width: { min: 1, ideal: 5 },
    });
  });
});

describe("removeBound()", () => {
  test("takes the property out with its last bound", () => {
    const text = '{"width": {"min": 1, "ideal": 5}, "height": 480}';
    expect(JSON.parse(removeBound(text, "width", "min"))).toEqual({ width: { ideal: 5 }, height: 480 });
    expect(JSON.parse(removeBound('{"width": {"min": 1}}', "width", "min"))).toEqual({});
    expect(JSON.parse(removeBound(text, "height", "ideal"))).toEqual({ width: { min: 1, ideal: 5 } });
    expect(removeBound(text, "height", "min")).toBe(text);
  });
});

test("boundIn() takes a bare value for the ideal", () => {
  expect(boundIn({ width: 640 }, "width", "ideal")).toBe(640);
  expect(boundIn({ width: 640 }, "width", "min")).toBeUndefined();
  expect(boundIn({ width: { min: 2 } }, "width", "min")).toBe(2);
  expect(boundIn(undefined, "width", "min")).toBeUndefined();
});
