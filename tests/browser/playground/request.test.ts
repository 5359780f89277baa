/** Requests read from text: problems with their places, and what is ignored. */
import { readNumber } from "../../../playground/constraint-form.js";
import { examples } from "../../../playground/examples.js";
import { readRequest } from "../../../playground/request.js";

test.each([
  ['{\n  "width": 640,\n}', "line 3, column 1", "a name in double quotes"],
  ['{ "width": }', "line 1, column 12", "a value must be"],
  ["", "line 1, column 1", "the text ends where a value must be"],
  ["[640]", "line 1, column 1", "an object of constraints"],
  ["false", "line 1, column 1", "an object of constraints"],
  [
    '{\n  "frameRate": { "max": "fast" }\n}',
    "line 2, column 25",
    'frameRate.max must be a finite number, got "fast"',
  ],
  ['{ "advanced": [{}, { "latency": "low" }] }', "line 1, column 33", "advanced[1].latency must be"],
])("tells what is wrong with %j and where", (text, place, message) => {
  const { problem } = readRequest(text, "videoinput");
  expect(problem?.place).toBe(place);
  expect(problem?.message).toContain(message);
});

test("takes true for anything", () => {
  expect(readRequest("true", "audioinput")).toEqual({ constraints: {}, hints: [] });
});

test("tells what the specification ignores without a word", () => {
  const text = '{ "hight": 3, "sampleRate": 1, "width": { "minimum": 5 }, "advanced": [{ "wdth": 1 }] }';
  const request = readRequest(text, "videoinput");
  expect(request.problem ? [] : request.hints).toEqual([
    "hight is no constraint known here and is ignored. Was height meant?",
    "sampleRate is no property of pictures.",
    "width.minimum is ignored. Was min meant?",
    "advanced[0].wdth is no constraint known here and is ignored. Was width meant?",
  ]);
});

test.each(
  Object.entries(examples).flatMap(([kind, all]) => all.map(({ title, text }) => [kind, title, text])),
)("the example of %s: %s can be read", (kind, _, text) => {
  const request = readRequest(text ?? "", kind === "audioinput" ? "audioinput" : "videoinput");
  expect(request).toMatchObject({ hints: [] });
});

test.each([
  ["1280", 1280],
  ["16/9", 1.7777777778],
  ["4 : 3", 1.3333333333],
  ["1/0", undefined],
  ["", undefined],
  ["wide", undefined],
])("the form reads %j as %p", (text, expected) => {
  expect(readNumber(text)).toBe(expected);
});
