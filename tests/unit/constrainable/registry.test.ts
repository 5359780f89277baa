import { createRegistry } from "../../../bindings/constrainable/registration.js";
import { specifiedRegistry } from "../../../bindings/constrainable/registry.js";
import { thrownBy } from "./plain.js";

const specified = [
  ["width", "ulong", "video", 640],
  ["height", "ulong", "video", 480],
  ["aspectRatio", "double", "video", undefined],
  ["frameRate", "double", "video", 30],
  ["facingMode", "string", "video", undefined],
  ["resizeMode", "string", "video", "none"],
  ["sampleRate", "ulong", "audio", 48000],
  ["sampleSize", "ulong", "audio", 16],
  ["echoCancellation", "boolean", "audio", true],
  ["autoGainControl", "boolean", "audio", undefined],
  ["noiseSuppression", "boolean", "audio", undefined],
  ["latency", "double", "audio", undefined],
  ["channelCount", "ulong", "audio", undefined],
  ["deviceId", "string", "both", undefined],
  ["groupId", "string", "both", undefined],
];

describe("specifiedRegistry", () => {
  test("has the specification's fifteen in its order", () => {
    const kinds: Record<string, string> = {
      videoinput: "video",
      audioinput: "audio",
      "videoinput,audioinput": "both",
    };
    expect(
      specifiedRegistry.properties.map((property) => [
        property.name,
        property.type,
        kinds[property.kinds.join()],
        property.default,
      ]),
    ).toStrictEqual(specified);
    expect(specifiedRegistry.properties.every(({ allowedRequired }) => allowedRequired)).toBe(true);
    expect(specifiedRegistry.properties.some(({ acceptsBoolean }) => acceptsBoolean)).toBe(false);
  });

  test("finds properties by name", () => {
    for (const property of specifiedRegistry.properties) {
      expect(specifiedRegistry.get(property.name)).toBe(property);
    }
    expect(specifiedRegistry.get("zoom")).toBeUndefined();
    expect(specifiedRegistry.get("toString")).toBeUndefined();
  });
});

describe("createRegistry", () => {
  test("adds properties in order of registration, and reads in lexicographical order", () => {
    const registry = createRegistry({ zoom: "double", Zoom: "ulong", iso: { type: "ulong", default: 100 } });
    expect(registry.properties.slice(15)).toStrictEqual([
      {
        name: "zoom",
        type: "double",
        kinds: ["videoinput", "audioinput"],
        acceptsBoolean: false,
        allowedRequired: false,
      },
      {
        name: "Zoom",
        type: "ulong",
        kinds: ["videoinput", "audioinput"],
        acceptsBoolean: false,
        allowedRequired: false,
      },
      {
        name: "iso",
        type: "ulong",
        kinds: ["videoinput", "audioinput"],
        acceptsBoolean: false,
        allowedRequired: false,
        default: 100,
      },
    ]);
    expect(registry.inReadingOrder.map(({ name }) => name)).toStrictEqual(
      ["zoom", "Zoom", "iso", ...specified.map(([name]) => name)].sort(),
    );
    expect(specifiedRegistry.properties).toHaveLength(15);
  });

  test("keeps what a registration says", () => {
    const registry = createRegistry({
      pan: { type: "double", kinds: ["videoinput"], acceptsBoolean: true, default: -0.5 },
      beam: { type: "string", kinds: ["audioinput", "videoinput"], default: "wide" },
      torch: { type: "boolean", default: false },
    });
    expect(registry.get("pan")).toMatchObject({ kinds: ["videoinput"], acceptsBoolean: true, default: -0.5 });
    expect(registry.get("beam")).toMatchObject({ kinds: ["videoinput", "audioinput"], default: "wide" });
    expect(registry.get("torch")).toMatchObject({ default: false });
  });

  test("freezes what it gives out and copies what it is given", () => {
    const kinds: "videoinput"[] = ["videoinput"];
    const registry = createRegistry({ pan: { type: "double", kinds } });
    kinds.pop();
    expect(registry.get("pan")?.kinds).toStrictEqual(["videoinput"]);
    for (const part of [registry, registry.properties, registry.inReadingOrder, ...registry.properties]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
    expect(registry.properties.every((property) => Object.isFrozen(property.kinds))).toBe(true);
  });

  const types = '"ulong", "double", "boolean" or "string"';
  test.each<[properties: unknown, message: string]>([
    [null, "properties must be an object, got null."],
    [["zoom"], "properties must be an object, got an array."],
    ["zoom", 'properties must be an object, got "zoom".'],
    [{ width: "ulong" }, "properties.width must not be registered: the specification defines it."],
    [
      { advanced: "string" },
      "properties.advanced must have another name: this one is taken in every request.",
    ],
    [
      { toString: "string" },
      "properties.toString must have another name: this one is taken in every request.",
    ],
    [
      { constructor: "ulong" },
      "properties.constructor must have another name: this one is taken in every request.",
    ],
    [
      JSON.parse('{"__proto__":"ulong"}'),
      'properties must be named by identifiers such as "zoom", got "__proto__".',
    ],
    [{ "a b": "double" }, 'properties must be named by identifiers such as "zoom", got "a b".'],
    [{ "": "double" }, 'properties must be named by identifiers such as "zoom", got "".'],
    [{ 0: "double" }, 'properties must be named by identifiers such as "zoom", got "0".'],
    [{ zoom: "float" }, `properties.zoom must be ${types} or an object, got "float".`],
    [{ zoom: undefined }, `properties.zoom must be ${types} or an object, got undefined.`],
    [{ zoom: {} }, `properties.zoom.type must be ${types}, got undefined.`],
    [{ zoom: { type: 5 } }, `properties.zoom.type must be ${types}, got 5.`],
    [
      { zoom: { type: "double", kind: "videoinput" } },
      'properties.zoom must have no members but type, kinds, acceptsBoolean and default, got "kind".',
    ],
    [
      { zoom: { type: "double", kinds: [] } },
      'properties.zoom.kinds must be a list of "videoinput", "audioinput" or both, got an array.',
    ],
    [
      { zoom: { type: "double", kinds: "videoinput" } },
      'properties.zoom.kinds must be a list of "videoinput", "audioinput" or both, got "videoinput".',
    ],
    [
      { zoom: { type: "double", kinds: ["videoinput", "video"] } },
      'properties.zoom.kinds[1] must be "videoinput" or "audioinput", got "video".',
    ],
    [
      { zoom: { type: "double", acceptsBoolean: 1 } },
      "properties.zoom.acceptsBoolean must be a boolean, got 1.",
    ],
    [
      { torch: { type: "boolean", acceptsBoolean: true } },
      'properties.torch.acceptsBoolean must be false for a property of type "boolean", got true.',
    ],
    [
      { zoom: { type: "double", default: Number.NaN } },
      "properties.zoom.default must be a finite number, got NaN.",
    ],
    [
      { iso: { type: "ulong", default: 1.5 } },
      "properties.iso.default must be an integer from 0 to 4294967295, got 1.5.",
    ],
    [{ torch: { type: "boolean", default: 1 } }, "properties.torch.default must be a boolean, got 1."],
    [{ beam: { type: "string", default: true } }, "properties.beam.default must be a string, got true."],
  ])("refuses %j", (properties, message) => {
    const create = () => createRegistry(properties as Parameters<typeof createRegistry>[0]);
    expect(thrownBy(create)).toStrictEqual(new TypeError(message));
  });
});
