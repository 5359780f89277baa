/** What the description of a virtual device leaves out and the device has all the same. */
import type { SourceCapabilities, SourceDescription } from "../../solver/types.js";
import { defaultModes } from "./default-devices.js";

/** What the pictures of a camera without modes have, and the blocks of a microphone: as those of the default devices. */
const DELIVERED = {
  videoinput: { width: { min: 1, max: 1920 }, height: { min: 1, max: 1080 }, frameRate: { min: 1, max: 60 } },
  audioinput: { sampleRate: { min: 8000, max: 48000 }, channelCount: { min: 1, max: 2 } },
} as const;

/** What stands for a camera's size or rate. */
const OF_PICTURES = ["width", "height", "aspectRatio", "frameRate"] as const;

/**
 * A description that tells of everything the device delivers, so that a track's settings do: a camera of whose pictures
 * nothing is told gets the default camera's modes, and what else is missing gets a range.
 */
export function completeDescription(description: SourceDescription): SourceDescription {
  const { kind, modes = [], capabilities = {}, alternatives = [] } = description;
  if (modes.length > 0) return description;
  const products = (alternatives.length > 0 ? alternatives : [{}]).map((alternative) =>
    definedMembers({ ...capabilities, ...definedMembers(alternative) }),
  );
  if (kind === "videoinput" && !products.some((told) => OF_PICTURES.some((name) => name in told))) {
    return Object.freeze({ ...description, modes: defaultModes });
  }
  const missing = Object.entries(DELIVERED[kind]).filter(([name]) => !products.every((told) => name in told));
  if (missing.length === 0) return description;
  // What all alternatives have in common is in the capabilities, and each may have its own instead.
  const completed = { ...Object.fromEntries(missing), ...definedMembers(capabilities) };
  return Object.freeze({ ...description, capabilities: Object.freeze(completed) });
}

/** Undefined members are missing ones. */
function definedMembers(capabilities: SourceCapabilities): SourceCapabilities {
  return Object.fromEntries(Object.entries(capabilities).filter(([, value]) => value !== undefined));
}
