/**
 * The solver's public shapes: what goes in (a source description, constraints) and what comes out (a fit or a
 * misfit). Nothing here runs.
 */

/** The kind of a source, as `MediaDeviceInfo.kind` names it. */
export type SourceKind = "videoinput" | "audioinput";

/**
 * One size a camera, its driver or the operating system offers, with its frame rates.
 * Width and height are in pixels, rates in frames per second.
 */
export interface NativeMode {
  width: number;
  height: number;
  /** The rates of this size: a list, or every rate of a range. Rates are positive. */
  frameRates: number[] | { min: number; max: number };
  /** The pixel format as the device names it. Told back, never compared. */
  format?: string;
}

/** A range a property can be set within. A missing end is open. `step` is told by some browsers and not enforced. */
export interface CapabilityRange {
  min?: number;
  max?: number;
  step?: number;
}

/** What a property can be set to: a range, a list of values, or one value. */
export type Capability = CapabilityRange | readonly (string | boolean)[] | string | number | boolean;

/**
 * The values a source can be set to, by property: what `getCapabilities()` of a browser returns, and any registered
 * property besides (Media Capture and Streams, 4.3.5).
 */
export type SourceCapabilities = MediaTrackCapabilities | { readonly [name: string]: Capability | undefined };

/** The system's own defaults of a source, by property. */
export type SourceDefaults =
  MediaTrackSettings | { readonly [name: string]: string | number | boolean | undefined };

/** One device as data: everything the solver knows of it. */
export interface SourceDescription {
  kind: SourceKind;
  /** The id that a `deviceId` constraint is compared with. */
  deviceId: string;
  groupId?: string;
  /** A name for people. */
  label?: string;
  /** Where the camera faces; a list when it can be turned. An empty list means it is not known. */
  facingMode?: string | string[];
  /** The native modes of a camera. With them, size, ratio, rate and resizeMode come from here, not from `capabilities`. */
  modes?: NativeMode[];
  /** Whether the native modes are offered as they are, cropped and scaled, or both (the default). */
  resizeModes?: ("none" | "crop-and-scale")[];
  /** Under crop-and-scale: any rate up to the native one (the default), or native / k only. */
  frameRates?: "any" | "integral";
  /** Ranges and lists of every other property, and of size and rate where there are no modes. */
  capabilities?: SourceCapabilities;
  /** Values that go together; each entry stands over `capabilities`. */
  alternatives?: SourceCapabilities[];
  /** The system's own defaults; they decide among settings of equal distance. */
  defaults?: SourceDefaults;
}

/** `MediaTrackSettings` with the members that TypeScript's own lacks (Media Capture and Streams, 4.3.7). */
export interface TrackSettings extends MediaTrackSettings {
  /** In seconds. */
  latency?: number;
  resizeMode?: string;
}

/** `MediaTrackCapabilities` with the members that TypeScript's own lacks (Media Capture and Streams, 4.3.5). */
export interface TrackCapabilities extends MediaTrackCapabilities {
  /** In seconds. */
  latency?: DoubleRange;
  resizeMode?: string[];
}

/** What SelectSettings chose (Media Capture and Streams, 11.1). */
export interface Fit {
  ok: true;
  /** The chosen settings dictionary. */
  settings: TrackSettings;
  /** The fitness distance of the settings to the basic constraint set: 0 is a perfect fit. */
  distance: number;
  /** For each advanced constraint set, in order, whether the settings satisfy it and it was kept. */
  advanced: boolean[];
  /** The entry of `modes` the device runs in to deliver the settings; absent where the source has no modes. */
  nativeMode?: NativeMode;
}

/** One required constraint of a conflict. */
export interface ConflictMember {
  /** The property. */
  name: string;
  bound: "min" | "max" | "exact";
  /** What was asked for. */
  value: unknown;
  /**
   * The value nearest to `value` with which the members of the conflict can hold together, the others unchanged: each
   * moves alone. Required bounds that are no members are left out of account, so that one of them may be in conflict
   * with the new value. Absent where no value would do.
   */
  nearest?: unknown;
}

/** Why SelectSettings found nothing. */
export interface Misfit {
  ok: false;
  /** A required constraint that no settings dictionary satisfies, or "" where no single one is to blame. */
  failedConstraint: string;
  /** A smallest set of required bounds that no settings dictionary satisfies together. */
  conflict: ConflictMember[];
  /** The conflict in words. */
  message: string;
}

/** A source and what it makes of the constraints. */
export interface RankedSource {
  source: SourceDescription;
  fit: Fit | Misfit;
}
