/** What other specifications may add: constrainable properties and kinds of media (Media Capture and Streams, 16). */
import { createMediaDevices } from "../../../bindings/capture/create-media-devices.js";
import { registerMediaType } from "../../../bindings/capture/media-types.js";
import { registerConstrainableProperty } from "../../../bindings/capture/registered-properties.js";
import { userAgentOf } from "../../../bindings/capture/user-agent.js";
import type { TrackConstraints } from "../../../bindings/constrainable/constraint-types.js";
import type { CaptureHost, HostDevice } from "../../../bindings/hosts/host.js";
import { virtualHost } from "../../../bindings/hosts/virtual/virtual-host.js";
import type { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import type { SourceDescription } from "../../../bindings/solver/types.js";

const phone: SourceDescription = {
  kind: "videoinput",
  deviceId: "back",
  label: "Back camera",
  facingMode: "environment",
  modes: [{ width: 1280, height: 720, frameRates: [30] }],
  capabilities: { zoom: { min: 1, max: 8 }, torch: [false, true] },
};

/** Constraints with properties that TypeScript's library does not know. */
const asking = (constraints: object): TrackConstraints => constraints;
const settingsOf = (track: MediaStreamTrack): Record<string, unknown> => ({ ...track.getSettings() });

async function open(host: CaptureHost, constraints: object): Promise<MediaStreamTrack> {
  const mediaDevices = await createMediaDevices({ host });
  const stream = await mediaDevices.getUserMedia({ video: asking(constraints) });
  const [track] = stream.getVideoTracks();
  if (!track) throw new Error("no track");
  return track;
}

describe("registered constrainable properties", () => {
  beforeAll(() => {
    registerConstrainableProperty("zoom", { type: "double", kinds: ["videoinput"], acceptsBoolean: true });
    registerConstrainableProperty("torch", { type: "boolean", kinds: ["videoinput"] });
  });

  test("are supported, capabilities, settings and constraints", async () => {
    const host = virtualHost({ devices: [phone] });
    const mediaDevices = await createMediaDevices({ host });
    expect(mediaDevices.getSupportedConstraints()).toMatchObject({ width: true, zoom: true, torch: true });
    const track = await open(host, { zoom: 3, torch: true });
    expect(track.getCapabilities()).toMatchObject({ zoom: { min: 1, max: 8 }, torch: [false, true] });
    expect(settingsOf(track)).toMatchObject({ zoom: 3, torch: true });
    expect(track.getConstraints()).toEqual({ zoom: 3, torch: true });
    await track.applyConstraints(asking({ advanced: [{ zoom: 8 }] }));
    expect(settingsOf(track)).toMatchObject({ zoom: 8, torch: false });
    await expect(track.applyConstraints(asking({ zoom: { exact: 9 } }))).rejects.toMatchObject({
      name: "OverconstrainedError",
      constraint: "zoom",
    });
    expect(settingsOf(track)).toMatchObject({ zoom: 8 });
    track.stop();
  });

  test("cannot be required to choose a device, as they are not among those allowed (10.2)", async () => {
    await expect(open(virtualHost({ devices: [phone] }), { zoom: { exact: 2 } })).rejects.toThrow(TypeError);
  });

  test("belong to the device: its tracks have the same value, and cannot require different ones", async () => {
    const track = await open(virtualHost({ devices: [phone] }), { zoom: 2 });
    const clone = track.clone();
    await clone.applyConstraints(asking({ zoom: { exact: 5 } }));
    expect([settingsOf(track)["zoom"], settingsOf(clone)["zoom"]]).toEqual([5, 5]);
    const refused = track.applyConstraints(asking({ zoom: { max: 4 } }));
    await expect(refused).rejects.toMatchObject({
      name: "OverconstrainedError",
      constraint: "zoom",
      message: expect.stringMatching(/another track/) as string,
    });

    clone.stop();
    await track.applyConstraints(asking({ zoom: { max: 4 } }));
    expect(settingsOf(track)["zoom"]).toBeLessThanOrEqual(4);
    track.stop();
  });

  test("are registered once, and well-formed", () => {
    expect(() => {
      registerConstrainableProperty("zoom", "double");
    }).toThrow(TypeError);
    expect(() => {
      registerConstrainableProperty("width", "ulong");
    }).toThrow(TypeError);
  });
});

describe("a new kind of media", () => {
  /** A host whose camera is a depth camera. */
  function depthHost(): CaptureHost {
    const host = virtualHost({ devices: [{ ...phone, deviceId: "depth", label: "Depth camera" }] });
    const asDepth = (device: HostDevice): HostDevice => ({
      id: device.id,
      kind: "depthinput" as MediaDeviceKind,
      label: device.label,
      groupId: device.groupId,
      description: device.description,
      isDefault: device.isDefault,
      open: (configuration, observer) => device.open(configuration, observer),
    });
    return {
      clock: host.clock,
      devices: async () => (await host.devices()).map(asDepth),
      observe: (listener) => host.observe(listener),
    };
  }

  beforeAll(() => {
    registerMediaType("depth", { like: "video", permission: "depth-camera", device: "depth camera" });
  });

  test("is asked for, enumerated, permitted and got by its own names", async () => {
    const asked: string[] = [];
    const mediaDevices = await createMediaDevices({
      host: depthHost(),
      policy(feature) {
        asked.push(feature);
        return true;
      },
    });
    const request = { depth: { width: 320 } } as MediaStreamConstraints;
    const stream = await mediaDevices.getUserMedia(request);
    const { getDepthTracks } = stream as unknown as Record<string, () => MediaStreamTrack[]>;
    const tracks = getDepthTracks?.call(stream) ?? [];
    expect(tracks.map(({ kind, label }) => [kind, label])).toEqual([["depth", "Depth camera"]]);
    expect(tracks[0]?.getSettings().width).toBe(320);
    expect(stream.getVideoTracks()).toEqual([]);
    expect(asked).toContain("depth-camera");
    const devices = await mediaDevices.enumerateDevices();
    expect(devices.map(({ kind, label }) => [kind, label])).toEqual([["depthinput", "Depth camera"]]);
    expect(userAgentOf(mediaDevices).indicators.kind("depth")).toEqual({ accessible: true, live: true });
    await expect(mediaDevices.getUserMedia({ video: true })).rejects.toMatchObject({ name: "NotFoundError" });
    tracks[0]?.stop();
  });

  test("has a name of its own", () => {
    expect(() => {
      registerMediaType("video", { like: "video" });
    }).toThrow(TypeError);
    expect(() => {
      registerMediaType("Depth 2", { like: "video" });
    }).toThrow(TypeError);
  });
});
