import {
  notesOn,
  parseConstraints,
  propertiesNamed,
  readRequest,
  type Request,
} from "../../../bindings/command/request.js";
import { createEngine } from "../../../bindings/solver/create-solver.js";

async function read(text: string): Promise<Request> {
  parseConstraints(text);
  const { registry } = await createEngine({ properties: propertiesNamed(text) });
  return readRequest(text, registry);
}

test("true asks for a kind without constraints, false and nothing for none", async () => {
  expect([...(await read('{"video": true, "audio": false}'))]).toEqual([
    ["videoinput", { basic: [], advanced: [] }],
  ]);
  expect([...(await read('{"audio": {}, "video": {}}')).keys()]).toEqual(["videoinput", "audioinput"]);
});

test("what does not apply to a kind is removed, in advanced sets too (10.2, step 6.3.3)", async () => {
  const text = '{"video": {"sampleRate": {"exact": 1}, "width": 640, "advanced": [{"channelCount": 2}]}}';
  const constraints = (await read(text)).get("videoinput");
  expect(constraints?.basic.map(({ property }) => property.name)).toEqual(["width"]);
  expect(constraints?.advanced).toEqual([[]]);
});

test.each([
  ["{}", "constraints must request video, audio or both (TypeError)"],
  ["null", "constraints must request video, audio or both (TypeError)"],
  ['{"video": false, "audio": 0}', "constraints must request video, audio or both (TypeError)"],
  ["5", "line 1, column 1: constraints must be an object, got 5."],
  [
    '{"video": {\n  "frameRate": {"max": "fast"}}}',
    'line 2, column 24: constraints.video.frameRate.max must be a finite number, got "fast".',
  ],
  [
    '{"audio": {"advanced": [{}, {"latency": "x"}]}}',
    'line 1, column 41: constraints.audio.advanced[1].latency must be a finite number, got "x".',
  ],
  [
    '{"video": {"zoom": {"exact": 2}}}',
    "line 1, column 30: constraints.video.zoom.exact cannot be required to choose a device",
  ],
  [
    '{"video": {"width": }}',
    'constraints must be JSON, but at line 1, column 21 there is "}" where a value must be.',
  ],
  ["'{}'", "(this shell passes single quotes on)"],
])("%s is refused", async (text, message) => {
  await expect(read(text)).rejects.toThrow(message);
});

test("zoom may be wished for, and asked for in advanced sets", async () => {
  const text = '{"video": {"zoom": 2, "advanced": [{"zoom": {"exact": 3}}]}}';
  const constraints = (await read(text)).get("videoinput");
  expect(constraints?.basic.map(({ property }) => property.name)).toEqual(["zoom"]);
  expect(constraints?.advanced[0]).toHaveLength(1);
});

test("only properties that are named are registered", () => {
  expect(Object.keys(propertiesNamed('{"video": {"width": 1}}'))).toEqual([]);
  expect(Object.keys(propertiesNamed('{"video": {"tilt": true, "advanced": [{"iso": 1}]}}'))).toEqual([
    "tilt",
    "iso",
  ]);
  expect(Object.keys(propertiesNamed('{"video": {"constructor": 1}}'))).toEqual([]);
});

test("names that mean nothing are told", async () => {
  const text =
    '{"vidoe": true, "video": {"widht": 1, "height": {"maximum": 2}, "sampleRate": 3, "deviceId": ["a"],' +
    ' "facingMode": {"min": "user"}, "advanced": [{"fooBar": 1}, {"width": {"min": 1}}]}}';
  const { registry } = await createEngine({});
  expect(notesOn(text, registry)).toEqual([
    "line 1, column 11: constraints.vidoe is neither video nor audio and is passed over.",
    "line 1, column 36: constraints.video.widht is no constrainable property and is passed over.",
    "line 1, column 61: constraints.video.height.maximum is none of min, max, exact, ideal and is passed over.",
    "line 1, column 79: constraints.video.sampleRate is no property of video and is passed over.",
    "line 1, column 123: constraints.video.facingMode.min is none of exact, ideal and is passed over.",
    "line 1, column 156: constraints.video.advanced[0].fooBar is no constrainable property and is passed over.",
  ]);
  expect(notesOn('{"video": {"width": {"min": 1}}, "audio": {"sampleRate": [1]}}', registry)).toEqual([]);
});
