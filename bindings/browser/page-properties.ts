/** Constrainable properties beyond the specification's that the page's browser knows. */
import type { PropertyRegistration, PropertyRegistrationOptions } from "../constrainable/registry.js";

type Names = readonly string[];

/** MediaStream Image Capture, 5.1, and what a camera's driver has besides: ranges of numbers. */
const CAMERA_NUMBERS: Names = [
  ...["exposureCompensation", "exposureTime", "colorTemperature", "iso"],
  ...["brightness", "contrast", "saturation", "sharpness", "focusDistance"],
];
/** Ranges of numbers of which `true` asks for permission to move the camera. */
const MOVEMENTS: Names = ["pan", "tilt", "zoom"];
const CAMERA_WORDS: Names = ["whiteBalanceMode", "exposureMode", "focusMode", "displaySurface", "cursor"];
const CAMERA_SWITCHES: Names = [
  ...["torch", "backgroundBlur", "backgroundSegmentationMask", "eyeGazeCorrection", "faceFraming"],
  ...["logicalSurface", "powerEfficient"],
];
const MICROPHONE_SWITCHES: Names = ["voiceIsolation", "suppressLocalAudioPlayback", "restrictOwnAudio"];

function each(names: Names, registration: PropertyRegistrationOptions): [string, PropertyRegistration][] {
  return names.map((name) => [name, registration]);
}

/** All of which it is known what they are; not `pointsOfInterest`, whose points are no type of property here. */
export const knownProperties: Readonly<Record<string, PropertyRegistration>> = Object.fromEntries([
  ...each(MOVEMENTS, { type: "double", kinds: ["videoinput"], acceptsBoolean: true }),
  ...each(CAMERA_NUMBERS, { type: "double", kinds: ["videoinput"] }),
  ...each(CAMERA_WORDS, { type: "string", kinds: ["videoinput"] }),
  ...each(CAMERA_SWITCHES, { type: "boolean", kinds: ["videoinput"] }),
  ...each(MICROPHONE_SWITCHES, { type: "boolean", kinds: ["audioinput"] }),
]);

/** Those that the page's browser knows, what the page has registered itself left out. */
export function pageProperties(
  registered: Readonly<Record<string, PropertyRegistration>>,
): Readonly<Record<string, PropertyRegistration>> {
  const { navigator } = globalThis as { navigator?: Partial<Navigator> };
  const supported: object = navigator?.mediaDevices?.getSupportedConstraints() ?? {};
  return Object.fromEntries(
    Object.entries(knownProperties).filter(([name]) => name in supported && !(name in registered)),
  );
}
