import {
  convertStreamConstraints,
  convertTrackConstraints,
} from "../../../bindings/constrainable/convert.js";
import { constraintsForDeviceSelection } from "../../../bindings/constrainable/device-selection.js";
import { createRegistry } from "../../../bindings/constrainable/registration.js";
import { specifiedRegistry } from "../../../bindings/constrainable/registry.js";
import { convert, plain, thrownBy } from "./plain.js";

const empty = { basic: [], advanced: [] };
const nan = Number.NaN;
const infinity = Number.POSITIVE_INFINITY;

describe("what constraints become, by row of edge-cases.md", () => {
  test.each<[row: number, given: unknown, becomes: unknown]>([
    [21, { width: { min: 0 } }, { width: { min: 0 } }],
    [21, { width: { min: 1 } }, { width: { min: 1 } }],
    [21, { width: { max: 4294967295 } }, { width: { max: 4294967295 } }],
    [22, { width: { max: 0 } }, { width: { max: 0 } }],
    [22, { width: { exact: 0 } }, { width: { exact: 0 } }],
    [22, { width: { exact: -0 } }, { width: { exact: 0 } }],
    [23, { width: { ideal: 0 } }, { width: { ideal: 0 } }],
    [23, { width: 0 }, { width: 0 }],
    [24, { frameRate: { ideal: 0 } }, { frameRate: { ideal: 0 } }],
    [24, { frameRate: -0 }, { frameRate: -0 }],
    [25, { aspectRatio: { ideal: -1 } }, { aspectRatio: { ideal: -1 } }],
    [25, { aspectRatio: -1 }, { aspectRatio: -1 }],
    [26, { width: nan }, { width: 0 }],
    [26, { width: -5 }, { width: 0 }],
    [26, { width: "abc" }, { width: 0 }],
    [26, { width: { min: nan } }, { width: { min: 0 } }],
    [26, { width: { exact: -0.5, ideal: -infinity } }, { width: { exact: 0, ideal: 0 } }],
    [27, { width: infinity }, { width: 4294967295 }],
    [27, { width: 1e20 }, { width: 4294967295 }],
    [27, { width: { max: 4294967296 } }, { width: { max: 4294967295 } }],
    [27, { width: 4294967294.5 }, { width: 4294967294 }],
    [27, { width: 4294967294.6 }, { width: 4294967295 }],
    [28, { width: 640.5 }, { width: 640 }],
    [28, { width: 641.5 }, { width: 642 }],
    [28, { width: 640.4999 }, { width: 640 }],
    [28, { width: 640.5001 }, { width: 641 }],
    [28, { width: 0.5 }, { width: 0 }],
    [28, { width: 5e-324 }, { width: 0 }],
    [28, { width: "640.5" }, { width: 640 }],
    [29, { width: true }, { width: 1 }],
    [29, { width: false }, { width: 0 }],
    [29, { frameRate: true }, { frameRate: 1 }],
    [29, { zoom: true }, { zoom: true }],
    [29, { zoom: false, iso: true }, { zoom: false, iso: true }],
    [29, { zoom: { exact: true } }, { zoom: { exact: 1 } }],
    [30, { width: null }, { width: {} }],
    [30, { width: [] }, { width: {} }],
    [30, { width: {} }, { width: {} }],
    [30, { width: undefined }, {}],
    [30, { width: () => 640 }, { width: {} }],
    [30, { width: [640] }, { width: {} }],
    [30, { width: { min: undefined, ideal: 7 } }, { width: { ideal: 7 } }],
    [30, { frameRate: null, deviceId: null, torch: null }, { deviceId: {}, frameRate: {}, torch: {} }],
    [30, { zoom: null }, { zoom: {} }],
    [30, { width: { min: null } }, { width: { min: 0 } }],
    [30, { frameRate: { min: null } }, { frameRate: { min: 0 } }],
    [32, { facingMode: [] }, { facingMode: [] }],
    [32, { facingMode: { exact: [] } }, { facingMode: { exact: [] } }],
    [32, { facingMode: { ideal: [] } }, { facingMode: { ideal: [] } }],
    [33, { facingMode: 5 }, { facingMode: "5" }],
    [33, { facingMode: true }, { facingMode: "true" }],
    [33, { facingMode: "sideways" }, { facingMode: "sideways" }],
    [33, { facingMode: { exact: 5, ideal: true } }, { facingMode: { exact: "5", ideal: "true" } }],
    [33, { facingMode: 5n }, { facingMode: "5" }],
    [33, { facingMode: { exact: null } }, { facingMode: { exact: "null" } }],
    [33, { facingMode: ["user", null, undefined, 1] }, { facingMode: ["user", "null", "undefined", "1"] }],
    [33, { facingMode: { exact: {} } }, { facingMode: { exact: "[object Object]" } }],
    [33, { facingMode: new String("ab") }, { facingMode: ["a", "b"] }],
    [33, { deviceId: "\ud800" }, { deviceId: "\ud800" }],
    [37, { foo: { exact: 1 } }, {}],
    [37, { advanced: [{ foo: 1 }] }, { advanced: [{}] }],
    [62, { echoCancellation: "remote-only" }, { echoCancellation: true }],
    [62, { echoCancellation: 0 }, { echoCancellation: false }],
    [62, { echoCancellation: "" }, { echoCancellation: false }],
    [62, { echoCancellation: { exact: "remote-only" } }, { echoCancellation: { exact: true } }],
    [
      62,
      { echoCancellation: { exact: null, ideal: {} } },
      { echoCancellation: { exact: false, ideal: true } },
    ],
    [
      62,
      { echoCancellation: { exact: 0n, ideal: Symbol() } },
      { echoCancellation: { exact: false, ideal: true } },
    ],
  ])("row %d: %p becomes %p", (_row, given, becomes) => {
    expect(convert(given)).toEqual(becomes);
  });

  test.each<[row: number, given: unknown, message: string]>([
    [31, { frameRate: nan }, "constraints.frameRate must be a finite number, got NaN."],
    [31, { frameRate: infinity }, "constraints.frameRate must be a finite number, got Infinity."],
    [31, { aspectRatio: "abc" }, 'constraints.aspectRatio must be a finite number, got "abc".'],
    [
      31,
      { frameRate: { max: infinity } },
      "constraints.frameRate.max must be a finite number, got Infinity.",
    ],
    [31, { frameRate: { ideal: {} } }, "constraints.frameRate.ideal must be a finite number, got an object."],
    [31, { frameRate: "1e999" }, 'constraints.frameRate must be a finite number, got "1e999".'],
    [31, { frameRate: 30n }, "constraints.frameRate must be a finite number, got a bigint."],
    [31, { width: { exact: 640n } }, "constraints.width.exact must be a number, got a bigint."],
    [31, { width: Symbol("w") }, "constraints.width must be a number, got a symbol."],
    [31, { zoom: 2n }, "constraints.zoom must be a finite number, got a bigint."],
    [31, { zoom: "wide" }, 'constraints.zoom must be a finite number, got "wide".'],
    [
      31,
      { advanced: [{}, {}, {}, { frameRate: { max: nan } }] },
      "constraints.advanced[3].frameRate.max must be a finite number, got NaN.",
    ],
    [33, { facingMode: Symbol("f") }, "constraints.facingMode must be a string, got a symbol."],
    [
      33,
      { facingMode: { exact: ["user", Symbol("f")] } },
      "constraints.facingMode.exact[1] must be a string, got a symbol.",
    ],
  ])("row %d: %p is a TypeError", (_row, given, message) => {
    expect(thrownBy(() => convert(given))).toStrictEqual(new TypeError(message));
  });

  test("row 1: {}, true and null for video, and {advanced: []}, are empty constraints", () => {
    for (const video of [{}, true, null, { advanced: [] }, [], "yes", 1, () => undefined]) {
      expect(convertStreamConstraints({ video }, specifiedRegistry)).toEqual({
        audio: false,
        video: empty,
      });
    }
  });

  test("row 2: no or false members ask for nothing", () => {
    for (const constraints of [
      undefined,
      null,
      {},
      { audio: false, video: undefined },
      { audio: 0, video: "" },
    ]) {
      expect(convertStreamConstraints(constraints, specifiedRegistry)).toEqual({
        audio: false,
        video: false,
      });
    }
  });

  test("row 38: what only sounds have is dropped from a request for video", () => {
    const constraints = convertTrackConstraints(
      {
        sampleRate: { exact: 1 },
        width: 640,
        deviceId: "a",
        advanced: [{ latency: 1 }, { height: 2, latency: 1 }],
      },
      specifiedRegistry,
    );
    expect(plain(constraintsForDeviceSelection(constraints, "videoinput"))).toEqual({
      width: 640,
      deviceId: "a",
      advanced: [{}, { height: 2 }],
    });
    expect(plain(constraintsForDeviceSelection(constraints, "audioinput"))).toEqual({
      sampleRate: { exact: 1 },
      deviceId: "a",
      advanced: [{ latency: 1 }, { latency: 1 }],
    });
  });

  test("row 39: zoom may be wished for to choose a device, and not required", () => {
    const zooming = createRegistry({ zoom: "double" });
    const choose = (value: unknown) =>
      constraintsForDeviceSelection(convertTrackConstraints(value, zooming), "videoinput");
    for (const member of ["exact", "min", "max"]) {
      expect(thrownBy(() => choose({ zoom: { [member]: 2 } }))).toStrictEqual(
        new TypeError(
          `constraints.video.zoom.${member} cannot be required to choose a device; only width, height, ` +
            "aspectRatio, frameRate, facingMode, resizeMode, sampleRate, sampleSize, echoCancellation, " +
            "autoGainControl, noiseSuppression, latency, channelCount, deviceId and groupId can.",
        ),
      );
    }
    for (const allowed of [{ zoom: 2 }, { zoom: { ideal: 2 } }, { advanced: [{ zoom: { exact: 2 } }] }]) {
      expect(plain(choose(allowed))).toEqual(allowed);
    }
  });

  test("row 39: an empty list requires nothing, so it may stand", () => {
    const beaming = createRegistry({ beam: "string" });
    const constraints = convertTrackConstraints({ beam: { exact: [] } }, beaming);
    expect(plain(constraintsForDeviceSelection(constraints, "audioinput"))).toEqual({
      beam: { exact: [] },
    });
    const required = convertTrackConstraints({ beam: { exact: ["wide"] } }, beaming);
    expect(thrownBy(() => constraintsForDeviceSelection(required, "audioinput"))).toHaveProperty(
      "message",
      expect.stringMatching(/^constraints\.audio\.beam\.exact cannot be required/),
    );
  });

  test("row 39: what is not for the kind is dropped before it could be refused", () => {
    const panning = createRegistry({ pan: { type: "double", kinds: ["videoinput"] } });
    const constraints = convertTrackConstraints({ pan: { exact: 1 } }, panning);
    expect(constraintsForDeviceSelection(constraints, "audioinput")).toStrictEqual(empty);
    expect(thrownBy(() => constraintsForDeviceSelection(constraints, "videoinput"))).toBeInstanceOf(
      TypeError,
    );
  });

  test.each<[given: unknown, becomes: unknown]>([
    ["", {}],
    [[""], {}],
    [["", ""], {}],
    [{ exact: "" }, {}],
    [{ ideal: "" }, {}],
    [{ exact: [""] }, {}],
    [{ exact: "", ideal: [""] }, {}],
    [{ exact: "", ideal: "a" }, { deviceId: { ideal: "a" } }],
    [{ exact: "a", ideal: "" }, { deviceId: { exact: "a" } }],
    [["", "a"], { deviceId: ["", "a"] }],
    [{ exact: "a" }, { deviceId: { exact: "a" } }],
    [[], { deviceId: [] }],
    [{}, { deviceId: {} }],
  ])("row 40: deviceId %p in getUserMedia becomes %p", (deviceId, becomes) => {
    const constraints = convertTrackConstraints({ deviceId, advanced: [{ deviceId }] }, specifiedRegistry);
    expect(plain(constraintsForDeviceSelection(constraints, "videoinput"))).toStrictEqual({
      ...(becomes as object),
      advanced: [becomes],
    });
  });

  test('row 40: elsewhere a deviceId of "" stays', () => {
    expect(convert({ deviceId: { exact: "" }, groupId: "" })).toEqual({
      deviceId: { exact: "" },
      groupId: "",
    });
  });
});
