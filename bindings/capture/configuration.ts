/** How a device has to run for the settings that were chosen for its tracks. */
import type { Configuration } from "../hosts/host.js";
import type { JointFit } from "../solver/joint-types.js";
import type { TrackSettings } from "../solver/types.js";

/** Settings of which the device has to provide the most that a track has; tracks get by with less. */
const LARGEST = ["width", "height", "frameRate", "sampleRate", "sampleSize", "channelCount"] as const;

/** The configuration that a joint fit needs. */
export function configurationFor({ fits, nativeMode, frameRate, shared }: JointFit): Configuration {
  const settings: TrackSettings = { ...fits[0]?.settings, ...shared };
  for (const name of LARGEST) {
    const values = fits.flatMap((fit) => fit.settings[name] ?? []);
    if (values.length > 0) settings[name] = Math.max(...values);
  }
  return { nativeMode, frameRate: frameRate ?? settings.frameRate, settings };
}

/** Whether a device that runs in the one runs in the other. */
export function isSameConfiguration(a: Configuration, b: Configuration): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
