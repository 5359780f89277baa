/** What the package's own functions are given: mistakes are told, by name. */
import { createMediaDevices, mediaDevicesFor } from "../../../bindings/capture/create-media-devices.js";
import { DocumentState } from "../../../bindings/capture/document-state.js";
import { Permissions } from "../../../bindings/capture/permissions.js";
import { userAgentOf } from "../../../bindings/capture/user-agent.js";
import { virtualHost } from "../../../bindings/hosts/virtual/virtual-host.js";
import { scene } from "./scene.js";
import { front } from "./sources.js";

const host = virtualHost();

/** Calls with an argument of any type. */
function given<T>(call: (argument: never) => T, argument: unknown): () => T {
  return () => call(argument as never);
}

describe("createMediaDevices()", () => {
  test.each([
    ["nothing", undefined, "options must be an object, got undefined."],
    ["a list", [host], "options must be an object, got an array."],
    ["no host", {}, "options.host must be a host such as virtualHost() returns, got undefined."],
    [
      "null as a host",
      { host: null },
      "options.host must be a host such as virtualHost() returns, got null.",
    ],
    ["half a host", { host: { devices: () => [], observe: () => undefined } }, "options.host.clock must be"],
    ["a misspelt option", { host, promt: () => "denied" }, "options must have no members but host, prompt,"],
    [
      "an answer as a prompt",
      { host, prompt: "granted" },
      'options.prompt must be a function, got "granted".',
    ],
    [
      "permissions by kinds of media",
      { host, permissions: { video: "denied" } },
      'options.permissions must have no members but microphone and camera, got "video".',
    ],
    [
      "a state that is none",
      { host, permissions: { camera: "allowed" } },
      'options.permissions.camera must be "granted", "denied" or "prompt", got "allowed".',
    ],
    ["a policy in words", { host, policy: "self" }, 'options.policy must be an object, got "self".'],
    ["a policy's list", { host, policy: { camera: ["self"] } }, "options.policy.camera must be a boolean"],
    [
      "a document's look-alike",
      { host, document: { hasFocus: true } },
      "options.document must be a DocumentState",
    ],
    ["a number as an origin", { host, origin: 5 }, "options.origin must be a string, got 5."],
    [
      "an empty store",
      { host, store: {} },
      "options.store must be an object with getItem, setItem and removeItem",
    ],
    ["a word as a worker", { host, worker: "yes" }, 'options.worker must be a boolean, got "yes".'],
    [
      "a word as a fuzz",
      { host, deviceChangeFuzz: "x" },
      "options.deviceChangeFuzz must be a number of at least 0",
    ],
    [
      "a negative fuzz",
      { host, deviceChangeFuzz: -1 },
      "options.deviceChangeFuzz must be a number of at least 0",
    ],
    [
      "a boolean to expose by",
      { host, exposeDevice: true },
      "options.exposeDevice must be a function, got true.",
    ],
    ["a number as a limit", { host, failureLimit: 5 }, "options.failureLimit must be an object, got 5."],
    ["half a limit", { host, failureLimit: { count: 5 } }, "options.failureLimit.delay must be a number"],
    ["a list as properties", { host, properties: [] }, "options.properties must be an object, got an array."],
  ])("does not take %s", async (_, options, message) => {
    const words = expect.stringContaining(message) as string;
    await expect(given(createMediaDevices, options)()).rejects.toMatchObject({
      name: "TypeError",
      message: words,
    });
    expect(given(mediaDevicesFor, options)).toThrow(message);
  });

  test("takes each option, and undefined for those that are left out", async () => {
    const document = new DocumentState();
    const permissions = new Permissions({ camera: "granted" });
    const limit = { count: Infinity, delay: 0 };
    const store = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
    const full = {
      prompt: () => "granted",
      permissions,
      policy: { camera: true },
      document,
      origin: "a",
      store,
    };
    const others = { properties: {}, worker: false, deviceChangeFuzz: 0, exposeDevice: () => true };
    for (const options of [
      { host, ...full, ...others, failureLimit: limit },
      { host, policy: () => true, permissions: {}, failureLimit: false },
      { host, prompt: undefined, permissions: undefined, store: undefined, worker: undefined },
    ]) {
      await expect(given(createMediaDevices, options)()).resolves.toBeDefined();
    }
  });
});

describe("virtualHost()", () => {
  const { deviceId } = front;
  test.each([
    ["null", null, "options must be an object, got null."],
    ["a list of devices", [front], "options must be an object, got an array."],
    [
      "a misspelt option",
      { device: [front] },
      'options must have no members but devices and clock, got "device".',
    ],
    [
      "half a clock",
      { clock: { now: () => 0 } },
      "options.clock must be a clock such as realClock() returns",
    ],
    [
      "a misspelt member of a description",
      { devices: [{ ...front, framerates: "integral" }] },
      "options.devices[0] must have no members but kind, deviceId,",
    ],
    [
      "a loudspeaker's modes",
      { devices: [{ kind: "audiooutput", deviceId, modes: [] }] },
      'options.devices[0] must have no members but kind, deviceId, groupId and label, got "modes".',
    ],
  ])("does not take %s", (_, options, message) => {
    expect(given(virtualHost, options)).toThrow(TypeError);
    expect(given(virtualHost, options)).toThrow(message);
  });

  test("plug() takes no options that it does not know", async () => {
    const empty = virtualHost({ devices: [] });
    const plug = (options: object) => () => {
      empty.plug(front, options);
    };
    expect(plug({ isDefault: true })).toThrow(
      'options must have no members but default and media, got "isDefault".',
    );
    expect(plug({ default: "yes" })).toThrow('options.default must be a boolean, got "yes".');
    expect(await empty.devices()).toEqual([]);
  });
});

describe("the user's side", () => {
  test("permissions go by the names of permissions", () => {
    const permissions = new Permissions();
    const message = 'name must be "microphone" or "camera", got "video".';
    for (const call of [
      () => {
        permissions.set("video", "denied");
      },
      () => permissions.state("video"),
      () => new Permissions({ video: "denied" }),
    ]) {
      expect(call).toThrow(new TypeError(message));
    }
    expect(given((state) => new Permissions(state), null)).toThrow("states must be an object, got null.");
    expect(given((state) => new Permissions(state), { camera: "no" })).toThrow(
      'states.camera must be "granted"',
    );
  });

  test.each([
    ["video", 'kinds must be a list of kinds of media, got "video".'],
    [["audio", "camera"], 'kinds[1] must be "audio" or "video", got "camera".'],
  ])("setDeviceInformationExposure() does not take %p", (kinds, message) => {
    const agent = userAgentOf(mediaDevicesFor({ host }));
    const expose = (list: Iterable<string>, value: boolean) => () => {
      agent.setDeviceInformationExposure(list, value);
    };
    expect(expose(kinds, true)).toThrow(new TypeError(message));
    expect(expose(new Set(["video"]), "yes" as never)).toThrow('value must be a boolean, got "yes".');
    expect(expose(new Set(["video"]).values(), true)).not.toThrow();
  });

  test.each([undefined, null, {}, host])("userAgentOf() takes no other objects (%#)", (other) => {
    expect(given(userAgentOf, other)).toThrow(
      "mediaDevices must be a MediaDevices object of this package, got",
    );
  });
});

test.each([
  ["throws", () => fail()],
  ["rejects", () => Promise.reject(new RangeError("the prompt is broken"))],
])("a prompt that %s denies, and what it %s is the cause", async (_, prompt) => {
  const s = await scene({ prompt: prompt });
  const error: unknown = await s.take({ video: true }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    name: "NotAllowedError",
    message: "Permission was denied: the prompt failed.",
  });
  expect((error as Error).cause).toEqual(new RangeError("the prompt is broken"));
});

function fail(): never {
  throw new RangeError("the prompt is broken");
}
