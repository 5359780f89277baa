/** Media Capture and Streams, 9.2 (enumerateDevices), 9.2.1 to 9.2.4, 9.4 and 13. */
import { InputDeviceInfo } from "../../../bindings/capture/input-device-info.js";
import { MediaDeviceInfo } from "../../../bindings/capture/media-device-info.js";
import { only, type Scene, scene } from "./scene.js";
import { back, front, headset, microphone } from "./sources.js";

const speaker = {
  kind: "audiooutput",
  deviceId: "speaker",
  groupId: "headset",
  label: "Headset Speaker",
} as const;

/** What a list of devices looks like from outside. */
async function enumerated(s: Scene): Promise<MediaDeviceInfo[]> {
  return await s.until(s.mediaDevices.enumerateDevices());
}

async function labels(s: Scene): Promise<string[]> {
  return (await enumerated(s)).map(({ label }) => label);
}

describe("before anything is captured", () => {
  test("at most one microphone and one camera, without ids and labels [9.2-19, 9.2.1-1, 9.2-21, 9.2-23]", async () => {
    const s = await scene();
    const promise = s.mediaDevices.enumerateDevices();
    expect(promise).toBeInstanceOf(Promise);
    const devices = await s.until(promise);
    expect(devices.map((device) => device.toJSON())).toEqual([
      { deviceId: "", kind: "audioinput", label: "", groupId: "" },
      { deviceId: "", kind: "videoinput", label: "", groupId: "" },
    ]);
  });

  test.each([
    ["no device", [], []],
    ["a camera only", [front], ["videoinput"]],
    ["microphones only", [microphone, headset], ["audioinput"]],
    ["a loudspeaker only", [speaker], []],
  ] as const)("with %s", async (_what, devices, kinds) => {
    const s = await scene({ devices: [...devices] });
    expect((await enumerated(s)).map(({ kind }) => kind)).toEqual(kinds);
  });

  test("input devices are InputDeviceInfo objects, whose capabilities are empty [9.2-22, 9.4-2]", async () => {
    const s = await scene();
    for (const device of await enumerated(s)) {
      expect(device).toBeInstanceOf(MediaDeviceInfo);
      if (!(device instanceof InputDeviceInfo)) throw new Error("It is no InputDeviceInfo.");
      expect(device.getCapabilities()).toEqual({});
    }
  });
});

describe("after capture", () => {
  test("all devices of the kind, with ids and labels; the other kind as before [9.2.1-2, 9.2.1-3, 9.2.3-1, 10.2-23]", async () => {
    const s = await scene();
    await s.take({ video: true });
    const devices = await enumerated(s);
    expect(devices.map(({ kind, label }) => [kind, label])).toEqual([
      ["audioinput", ""],
      ["audioinput", ""],
      ["videoinput", "Front Camera"],
      ["videoinput", "Back Camera"],
    ]);
    for (const { kind, deviceId, groupId } of devices) {
      expect([deviceId === "", groupId === ""]).toEqual(
        kind === "audioinput" ? [true, true] : [false, false],
      );
    }
  });

  test("of audio the same [9.2.3-2, 9.2.1-2]", async () => {
    const s = await scene();
    await s.take({ audio: true });
    expect((await enumerated(s)).map(({ kind, label }) => [kind, label])).toEqual([
      ["audioinput", "Phone Microphone"],
      ["audioinput", "Headset Microphone"],
      ["videoinput", ""],
      ["videoinput", ""],
    ]);
  });

  test("information stays exposed when all tracks have ended [9.2.2-5]", async () => {
    const s = await scene();
    (await s.take({ video: true })).getTracks().forEach((track) => track.stop());
    await s.settle();
    expect(await labels(s)).toContain("Front Camera");
  });

  test("a failed request exposes nothing [9.2.2-5, 10.2-23]", async () => {
    const s = await scene({ prompt: () => "denied" });
    await expect(s.take({ video: true })).rejects.toMatchObject({ name: "NotAllowedError" });
    expect(await labels(s)).toEqual(["", ""]);
  });

  test("deviceId is the setting of the device's tracks, the same each time [9.2.1-3, 9.3-1]", async () => {
    const s = await scene();
    const { deviceId, groupId } = (await s.camera("back")).getSettings();
    const find = async (): Promise<MediaDeviceInfo | undefined> =>
      (await enumerated(s)).find(({ label }) => label === "Back Camera");
    expect(await find()).toMatchObject({ deviceId, groupId });
    s.host.plug({ ...back, deviceId: "another", label: "Another" });
    await s.settle();
    expect(await find()).toMatchObject({ deviceId, groupId });
  });

  test("every device has an id of its own [9.3-1, 9.3-8]", async () => {
    const s = await scene();
    await s.take({ audio: true, video: true });
    const devices = await enumerated(s);
    expect(devices.map(({ kind }) => kind)).toEqual(["audioinput", "audioinput", "videoinput", "videoinput"]);
    expect(new Set(devices.map(({ kind, deviceId }) => `${kind} ${deviceId}`)).size).toBe(4);
  });

  test("devices of one physical device share a groupId [9.2.1-4]", async () => {
    const s = await scene();
    await s.take({ audio: true, video: true });
    const groups = new Map((await enumerated(s)).map(({ label, groupId }) => [label, groupId]));
    const phone = groups.get("Front Camera");
    expect([groups.get("Back Camera"), groups.get("Phone Microphone")]).toEqual([phone, phone]);
    expect(groups.get("Headset Microphone")).not.toBe(phone);
  });

  test("getCapabilities of a device are those of a track of it [9.4-1]", async () => {
    const s = await scene();
    await s.take({ audio: true, video: true });
    for (const device of await enumerated(s)) {
      if (!(device instanceof InputDeviceInfo)) throw new Error(device.kind);
      const kind = device.kind === "videoinput" ? "video" : "audio";
      const stream = await s.take({ [kind]: { deviceId: { exact: device.deviceId } } });
      expect(device.getCapabilities()).toEqual(only(stream.getTracks()).getCapabilities());
      expect(Object.keys(device.getCapabilities()).length).toBeGreaterThan(5);
    }
  });
});

describe("exposure", () => {
  test.each([
    ["video", "front", "Back Camera"],
    ["audio", "headset", "Phone Microphone"],
  ] as const)(
    "a live track exposes its kind (%s), whatever was decided [9.2.2-3, 9.2.2-4]",
    async (kind, id, label) => {
      const s = await scene();
      const track = kind === "video" ? await s.camera(id) : await s.microphone(id);
      s.userAgent.setDeviceInformationExposure([kind], false);
      s.document.hasFocus = false;
      expect(await labels(s)).toContain(label);
      track.stop();
      s.document.hasFocus = true;
      // Only a decision that changes drops the stored list (9.2.3).
      for (const value of [true, false]) s.userAgent.setDeviceInformationExposure([kind], value);
      await s.settle();
      expect(await labels(s)).toEqual(["", ""]);
    },
  );

  test("otherwise the decision counts, either way [9.2.2-5, 9.2.2-1]", async () => {
    const s = await scene();
    s.userAgent.setDeviceInformationExposure(["video"], true);
    s.document.hasFocus = false;
    expect(await labels(s)).toEqual(["", "", "Front Camera", "Back Camera"]);
    s.userAgent.setDeviceInformationExposure(["video"], false);
    s.document.hasFocus = true;
    expect(await labels(s)).toEqual(["", ""]);
  });
});

describe("order", () => {
  test("microphones, then cameras, then others; the default first of each [9.2-16, 9.2-18, 9.2-21]", async () => {
    const s = await scene({ devices: [front, microphone, speaker, back, headset] });
    s.host.setDefault("back");
    s.host.setDefault("headset");
    await s.take({ audio: true, video: true });
    expect((await labels(s)).filter((label) => label !== "Headset Speaker")).toEqual([
      "Headset Microphone",
      "Phone Microphone",
      "Back Camera",
      "Front Camera",
    ]);
  });

  test("a changed default comes first from then on [9.2-16, 9.2-8]", async () => {
    const s = await scene();
    await s.take({ audio: true });
    expect((await labels(s))[0]).toBe("Phone Microphone");
    s.host.setDefault("headset");
    await s.settle();
    expect((await labels(s))[0]).toBe("Headset Microphone");
  });
});

describe("other devices", () => {
  test("are not told of by default [9.2.4-1]", async () => {
    const s = await scene({ devices: [microphone, speaker] });
    expect((await enumerated(s)).map(({ kind }) => kind)).toEqual(["audioinput"]);
  });

  test("are told of where the decision says so, last of all, the default output first [9.2-20, 9.2-21]", async () => {
    const other = { ...speaker, deviceId: "other", label: "Other Speaker" };
    const hidden = { ...speaker, deviceId: "hidden", label: "Hidden Speaker" };
    const s = await scene({
      devices: [speaker, hidden, other, microphone, front],
      exposeDevice: ({ label }) => label !== "Hidden Speaker",
    });
    s.host.setDefault("other");
    await s.take({ audio: true, video: true });
    const devices = await enumerated(s);
    expect(devices.map(({ kind, label }) => [kind, label])).toEqual([
      ["audioinput", "Phone Microphone"],
      ["videoinput", "Front Camera"],
      ["audiooutput", "Other Speaker"],
      ["audiooutput", "Headset Speaker"],
    ]);
    for (const device of devices.slice(2)) expect(device).not.toBeInstanceOf(InputDeviceInfo);
  });

  test("a headset's microphone and loudspeaker share a groupId [9.2.1-4]", async () => {
    const s = await scene({ devices: [headset, speaker, microphone], exposeDevice: () => true });
    await s.take({ audio: true });
    const groups = new Map((await enumerated(s)).map(({ label, groupId }) => [label, groupId]));
    expect(groups.get("Headset Speaker")).toBe(groups.get("Headset Microphone"));
    expect(groups.get("Phone Microphone")).not.toBe(groups.get("Headset Microphone"));
  });
});

describe("waiting", () => {
  test("goes on until the document has focus [9.2-13, 9.2.2-2]", async () => {
    const s = await scene();
    s.document.hasFocus = false;
    const promise = s.mediaDevices.enumerateDevices();
    expect(await s.isPending(promise)).toBe(true);
    s.document.hasFocus = true;
    expect(await s.until(promise)).toHaveLength(2);
  });

  test("and until it is fully active [9.2-13, 9.2.2-2]", async () => {
    const s = await scene();
    s.document.isFullyActive = false;
    const promise = s.mediaDevices.enumerateDevices();
    expect(await s.isPending(promise)).toBe(true);
    s.document.isFullyActive = true;
    expect(await s.until(promise)).toHaveLength(2);
  });

  test("is not needed where information is exposed [9.2.2-1]", async () => {
    const s = await scene();
    await s.take({ video: true });
    s.document.hasFocus = false;
    expect(await labels(s)).toContain("Front Camera");
  });
});

describe("the stored list", () => {
  test("is told again as copies while it holds [9.2-14]", async () => {
    const s = await scene();
    await s.take({ audio: true, video: true });
    const [first, second] = [await enumerated(s), await enumerated(s)];
    expect(second.map((device) => device.toJSON())).toEqual(first.map((device) => device.toJSON()));
    expect(second).not.toBe(first);
    for (const device of second) expect(first).not.toContain(device);
    first.pop();
    expect(await enumerated(s)).toHaveLength(4);
  });

  test("is dropped when devices change [9.2-8]", async () => {
    const s = await scene();
    await s.take({ video: true });
    expect(await labels(s)).toContain("Back Camera");
    s.unplug("back");
    await s.settle();
    expect(await labels(s)).not.toContain("Back Camera");
    s.plug("back");
    await s.settle();
    expect(await labels(s)).toContain("Back Camera");
  });

  test("is dropped when exposure changes [9.2.3-1, 9.2.3-2]", async () => {
    const s = await scene();
    expect(await labels(s)).toEqual(["", ""]);
    await s.take({ video: true });
    expect(await labels(s)).toContain("Front Camera");
    await s.take({ audio: true });
    expect(await labels(s)).toContain("Phone Microphone");
  });
});

describe("permissions policy", () => {
  test.each([
    ["camera", "videoinput", "audioinput"],
    ["microphone", "audioinput", "videoinput"],
  ] as const)(
    "without %s no device of the kind is told of [9.2-15, 9.2-17, 13-2]",
    async (feature, hidden, shown) => {
      const s = await scene({ policy: { [feature]: false } });
      expect((await enumerated(s)).map(({ kind }) => kind)).toEqual([shown]);
      const kind = shown === "audioinput" ? "audio" : "video";
      await s.take({ [kind]: true });
      const devices = await enumerated(s);
      expect(devices).toHaveLength(2);
      expect(devices.map((device) => device.kind)).not.toContain(hidden);
    },
  );

  test("both are allowed by default [13-3]", async () => {
    const s = await scene();
    expect(await enumerated(s)).toHaveLength(2);
    expect((await s.take({ audio: true, video: true })).getTracks()).toHaveLength(2);
  });

  test("a request for what is not allowed is rejected with NotAllowedError [13-1]", async () => {
    const asked: unknown[] = [];
    const s = await scene({
      policy: (feature) => feature !== "camera",
      prompt: (request) => {
        asked.push(request);
        return "granted";
      },
    });
    for (const constraints of [{ video: true }, { audio: true, video: true }]) {
      await expect(s.take(constraints)).rejects.toMatchObject({ name: "NotAllowedError" });
    }
    expect(asked).toEqual([]);
    expect(s.watched.opened).toEqual([]);
    expect((await s.take({ audio: true })).getTracks()).toHaveLength(1);
  });
});

describe("what changes meanwhile", () => {
  test("a device plugged in while devices are looked for is in the next list [9.2-21]", async () => {
    const s = await scene({ devices: [front] });
    await s.take({ video: true });
    const first = s.mediaDevices.enumerateDevices();
    s.host.plug(back);
    await s.until(first);
    await s.settle();
    expect((await enumerated(s)).map(({ label }) => label)).toEqual(["Front Camera", "Back Camera"]);
  });

  test("calls that wait for the focus go on when exposure lets them [9.2-11]", async () => {
    let answer: ((answer: "granted") => void) | undefined;
    const s = await scene({
      devices: [front],
      prompt: () => {
        s.document.hasFocus = false;
        return new Promise((resolve) => (answer = resolve));
      },
    });
    let changes = 0;
    s.mediaDevices.ondevicechange = () => void (changes += 1);
    const request = s.mediaDevices.getUserMedia({ video: true });
    await s.settle();
    const devices = s.mediaDevices.enumerateDevices();
    s.host.plug(back);
    expect(await s.isPending(devices)).toBe(true);
    answer?.("granted");
    await s.until(request);
    expect(await s.until(devices)).toHaveLength(2);
    await s.settle();
    expect(changes).toBe(1);
  });

  test("a host that cannot tell its devices any more fails the calls, and nothing else", async () => {
    const s = await scene({ devices: [front] });
    await s.take({ video: true });
    await enumerated(s);
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on("unhandledRejection", note);
    let changes = 0;
    s.mediaDevices.ondevicechange = () => void (changes += 1);
    s.watched.devices = () => Promise.reject(new Error("broken"));
    s.host.plug(back);
    await s.settle();
    await expect(s.until(s.mediaDevices.enumerateDevices())).rejects.toThrow("broken");
    process.off("unhandledRejection", note);
    expect([unhandled, changes]).toEqual([[], 1]);
  });
});
