/** The devices of a virtual host that is told of none: a laptop's. */
import type { NativeMode, SourceDescription } from "../../solver/types.js";

const groupId = "virtual-laptop";

/** The native modes of a laptop's camera. */
export const defaultModes: NativeMode[] = [
  { width: 640, height: 480, frameRates: [30, 60] },
  { width: 1280, height: 720, frameRates: [30, 60] },
  { width: 1920, height: 1080, frameRates: [30] },
];

/** A camera that faces the user, up to 1920 x 1080, and a microphone with one or two channels. */
export const defaultDevices: readonly SourceDescription[] = [
  {
    kind: "videoinput",
    deviceId: "virtual-camera",
    groupId,
    label: "Virtual camera",
    facingMode: "user",
    modes: defaultModes,
  },
  {
    kind: "audioinput",
    deviceId: "virtual-microphone",
    groupId,
    label: "Virtual microphone",
    capabilities: {
      sampleRate: { min: 8000, max: 48000 },
      sampleSize: { min: 16, max: 16 },
      channelCount: { min: 1, max: 2 },
      latency: { min: 0.01, max: 0.01 },
      echoCancellation: [true, false],
      autoGainControl: [true, false],
      noiseSuppression: [true, false],
    },
  },
];
