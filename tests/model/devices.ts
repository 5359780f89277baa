/** Small devices, so that frames cost little and every size of a camera can be looked at. */
import type { SourceDescription } from "../../bindings/solver/types.js";

/** Towards the user; any rate when scaled. */
const front: SourceDescription = {
  kind: "videoinput",
  deviceId: "front",
  groupId: "phone",
  label: "Front",
  facingMode: "user",
  modes: [
    { width: 64, height: 48, frameRates: [30] },
    { width: 128, height: 72, frameRates: [30, 60] },
  ],
};

/** Away from the user: its fastest mode is not its largest, and rates are divided by whole numbers only. */
const back: SourceDescription = {
  kind: "videoinput",
  deviceId: "back",
  groupId: "phone",
  label: "Back",
  facingMode: "environment",
  frameRates: "integral",
  modes: [
    { width: 64, height: 48, frameRates: [60] },
    { width: 96, height: 96, frameRates: [30] },
    { width: 128, height: 72, frameRates: [15, 30] },
  ],
};

/** Never scales, faces nowhere. */
const fixed: SourceDescription = {
  kind: "videoinput",
  deviceId: "fixed",
  label: "Fixed",
  resizeModes: ["none"],
  modes: [
    { width: 64, height: 48, frameRates: [30] },
    { width: 96, height: 54, frameRates: [15, 30] },
  ],
};

/** Cancels echo in mono only. */
const phone: SourceDescription = {
  kind: "audioinput",
  deviceId: "phone",
  groupId: "phone",
  label: "Phone",
  capabilities: { sampleRate: { min: 8000, max: 48000 }, channelCount: { min: 1, max: 2 } },
  alternatives: [
    { echoCancellation: [true], channelCount: { min: 1, max: 1 } },
    { echoCancellation: [false], channelCount: { min: 1, max: 2 } },
  ],
};

/** One rate, one channel. */
const headset: SourceDescription = {
  kind: "audioinput",
  deviceId: "headset",
  groupId: "headset",
  label: "Headset",
  capabilities: {
    sampleRate: { min: 16000, max: 16000 },
    channelCount: { min: 1, max: 1 },
    echoCancellation: [false],
  },
};

/** By their ids in the host. */
export const descriptions: ReadonlyMap<string, SourceDescription> = new Map(
  [front, phone, back, fixed, headset].map((description) => [description.deviceId, description]),
);

/** The ids of all devices. */
export const deviceIds: readonly string[] = [...descriptions.keys()];

/** The ids of those that are plugged in at first. */
export const pluggedAtFirst: readonly string[] = ["front", "phone", "back"];

/** The ids of the cameras. */
export const cameraIds: readonly string[] = deviceIds.filter((id) => describe(id).kind === "videoinput");

/** The description of a device. */
export function describe(id: string): SourceDescription {
  const description = descriptions.get(id);
  if (!description) throw new Error(`There is no device ${id}.`);
  return description;
}
