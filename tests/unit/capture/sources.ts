/** The devices that the tests of capture are run on. */
import type { SourceDescription } from "../../../bindings/solver/types.js";

/** A phone's camera towards its user: 640x480 and 1280x720 at 30. */
export const front: SourceDescription = {
  kind: "videoinput",
  deviceId: "front",
  groupId: "phone",
  label: "Front Camera",
  facingMode: "user",
  modes: [
    { width: 640, height: 480, frameRates: [30] },
    { width: 1280, height: 720, frameRates: [30] },
  ],
};

/** A phone's camera away from its user: 640x480 at 30, 1280x720 at 60 and 1920x1080 at 30. */
export const back: SourceDescription = {
  kind: "videoinput",
  deviceId: "back",
  groupId: "phone",
  label: "Back Camera",
  facingMode: "environment",
  modes: [
    { width: 640, height: 480, frameRates: [30] },
    { width: 1280, height: 720, frameRates: [60] },
    { width: 1920, height: 1080, frameRates: [30] },
  ],
};

/** A microphone whose processing can be switched. */
export const microphone: SourceDescription = {
  kind: "audioinput",
  deviceId: "microphone",
  groupId: "phone",
  label: "Phone Microphone",
  capabilities: {
    sampleRate: { min: 8000, max: 48000 },
    sampleSize: { min: 16, max: 16 },
    channelCount: { min: 1, max: 2 },
    latency: { min: 0.01, max: 0.1 },
    echoCancellation: [true, false],
    autoGainControl: [true, false],
    noiseSuppression: [true, false],
  },
};

/** Another physical device's microphone, which cannot cancel echo and whose gain control is always on. */
export const headset: SourceDescription = {
  kind: "audioinput",
  deviceId: "headset",
  groupId: "headset",
  label: "Headset Microphone",
  capabilities: {
    sampleRate: { min: 16000, max: 16000 },
    sampleSize: { min: 16, max: 16 },
    channelCount: { min: 1, max: 1 },
    latency: { min: 0.02, max: 0.02 },
    echoCancellation: [false],
    autoGainControl: [true],
    noiseSuppression: [true, false],
  },
};

/** A camera of which nothing is known but its one size: no label, no group, no direction. */
export const plain: SourceDescription = {
  kind: "videoinput",
  deviceId: "plain",
  modes: [{ width: 640, height: 480, frameRates: [30] }],
};
