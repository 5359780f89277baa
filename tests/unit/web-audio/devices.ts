/** The microphones that the tests of Web Audio hear. */
import type { SourceDescription } from "../../../bindings/solver/types.js";

const capabilities = {
  sampleRate: { min: 8000, max: 96000 },
  sampleSize: { min: 16, max: 16 },
  channelCount: { min: 1, max: 2 },
};

/** The first microphone of its host, by which its tone is known. */
export const first: SourceDescription = {
  kind: "audioinput",
  deviceId: "first",
  label: "First Microphone",
  capabilities,
};

/** The second. */
export const second: SourceDescription = {
  kind: "audioinput",
  deviceId: "second",
  label: "Second Microphone",
  capabilities,
};
