import {
  convertStreamConstraints,
  convertTrackConstraints,
} from "../../../bindings/constrainable/convert.js";
import { createRegistry } from "../../../bindings/constrainable/registration.js";
import { specifiedRegistry } from "../../../bindings/constrainable/registry.js";
import { recording } from "./recording.js";
import { convert } from "./plain.js";

const fifteenInOrder = [
  "aspectRatio",
  "autoGainControl",
  "channelCount",
  "deviceId",
  "echoCancellation",
  "facingMode",
  "frameRate",
  "groupId",
  "height",
  "latency",
  "noiseSuppression",
  "resizeMode",
  "sampleRate",
  "sampleSize",
  "width",
];
const gets = (names: readonly string[]): string[] => names.map((name) => `get ${name}`);
const range = (name: string): string[] =>
  gets([name, ...["max", "min", "exact", "ideal"].map((m) => `${name}.${m}`)]);

describe("what conversion reads", () => {
  test("each member once, in lexicographical order, then advanced; unknown ones never", () => {
    const log: string[] = [];
    convertTrackConstraints(recording({ foo: 1, width: 1, advanced: undefined }, log), specifiedRegistry);
    expect(log).toStrictEqual(gets([...fifteenInOrder, "advanced"]));
  });

  test("registered members among the others", () => {
    const log: string[] = [];
    const registry = createRegistry({ zoom: "double", Iso: "ulong", exposureTime: "double" });
    convertTrackConstraints(recording({ foo: 1 }, log), registry);
    expect(log).toStrictEqual(
      gets([...fifteenInOrder, "zoom", "Iso", "exposureTime"].sort().concat("advanced")),
    );
  });

  test.each([
    ["the fifteen", specifiedRegistry],
    ["registered ones too", createRegistry({ zoom: "double" })],
  ])("a member is converted before the next is read: %s", (_name, registry) => {
    const log: string[] = [];
    const request = {
      width: { ideal: 1, max: 2 },
      height: null,
      frameRate: { exact: 3 },
      torch: {},
      echoCancellation: { ideal: true },
    };
    convertTrackConstraints(recording(request, log), registry);
    const expected = registry.inReadingOrder.flatMap(({ name }) => {
      if (name === "echoCancellation") return gets([name, `${name}.exact`, `${name}.ideal`]);
      return name === "width" || name === "frameRate" ? range(name) : gets([name]);
    });
    expect(log).toStrictEqual([...expected, "get advanced"]);
  });

  test("the iterator method of a list of strings is read once, and before any member", () => {
    const log: string[] = [];
    convertTrackConstraints(recording({ facingMode: { exact: {} } }, log), specifiedRegistry);
    expect(log.filter((entry) => entry.startsWith("get facingMode."))).toStrictEqual(
      gets([
        "facingMode.Symbol(Symbol.iterator)",
        "facingMode.exact",
        "facingMode.exact.Symbol(Symbol.iterator)",
        "facingMode.exact.Symbol(Symbol.toPrimitive)",
        "facingMode.exact.toString",
        "facingMode.exact.Symbol(Symbol.toStringTag)",
        "facingMode.ideal",
      ]),
    );
  });

  test("a sequence is read by the iterator protocol: next once, the value not at the end, no return", () => {
    const log: string[] = [];
    const results = [{ value: "user", done: false }, { value: "left" }, { value: "unread", done: 1 }];
    const iterator = {
      get next() {
        log.push("next");
        return (...args: unknown[]) => {
          expect(args).toHaveLength(0);
          return recording(results.shift() ?? {}, log);
        };
      },
      get return() {
        log.push("return");
        return undefined;
      },
    };
    expect(convert({ facingMode: { [Symbol.iterator]: () => iterator } })).toStrictEqual({
      facingMode: ["user", "left"],
    });
    expect(log).toStrictEqual(["next", "get done", "get value", "get done", "get value", "get done"]);
  });

  test("audio and its members before video, by WebIDL's order", () => {
    const log: string[] = [];
    convertStreamConstraints(
      recording({ video: { width: 1 }, audio: {}, preferCurrentTab: true }, log),
      specifiedRegistry,
    );
    const members = [...fifteenInOrder, "advanced"];
    expect(log).toStrictEqual([
      "get audio",
      ...members.map((name) => `get audio.${name}`),
      "get video",
      ...members.map((name) => `get video.${name}`),
    ]);
  });

  test("members of prototypes count, and functions are dictionaries", () => {
    class Request {
      get width() {
        return 640;
      }
    }
    expect(convert(new Request())).toStrictEqual({ width: 640 });
    expect(convert(Object.assign(() => undefined, { height: 480 }))).toStrictEqual({ height: 480 });
  });

  test("advanced sets have no advanced member", () => {
    const log: string[] = [];
    convert({ advanced: [recording({ advanced: [{ width: 1 }] }, log)] });
    expect(log).not.toContain("get advanced");
  });
});
