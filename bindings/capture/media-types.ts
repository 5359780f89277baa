/** The kinds of media there are; the specification's two, and what is registered by the steps of 16.1. */
import { reject } from "../solver/argument-errors.js";
import type { SourceKind } from "../solver/types.js";

/** A kind of track and all that belongs to it. */
export interface MediaType {
  /** `MediaStreamTrack.kind`, and the member of MediaStreamConstraints that asks for it. */
  readonly kind: string;
  /** `MediaDeviceInfo.kind` of devices that are sources of it. */
  readonly deviceKind: string;
  /** The name of the permission and of the policy-controlled feature. */
  readonly permission: string;
  /** Which of the specification's kinds of source it is described, constrained and delivered like. */
  readonly sourceKind: SourceKind;
  /** What people call a device of it. */
  readonly device: string;
}

const types: MediaType[] = [
  {
    kind: "audio",
    deviceKind: "audioinput",
    permission: "microphone",
    sourceKind: "audioinput",
    device: "microphone",
  },
  {
    kind: "video",
    deviceKind: "videoinput",
    permission: "camera",
    sourceKind: "videoinput",
    device: "camera",
  },
];

/** The kinds of media, in the order in which requests are looked at. */
export function mediaTypes(): readonly MediaType[] {
  return types;
}

/** The kind of media of a track's kind. */
export function mediaTypeOf(kind: string): MediaType {
  return types.find((type) => type.kind === kind) ?? reject("kind", "a registered kind of media", kind);
}

/** The kind of media that devices of a kind are sources of; undefined for outputs. */
export function mediaTypeOfDevice(deviceKind: string): MediaType | undefined {
  return types.find((type) => type.deviceKind === deviceKind);
}

const listeners: ((type: MediaType) => void)[] = [];

/** Calls back for every kind of media that is registered from now on. */
export function onMediaType(listener: (type: MediaType) => void): void {
  listeners.push(listener);
}

/**
 * Registers a new kind of media, by the steps of Media Capture and Streams, 16.1: tracks of the kind, a member of
 * MediaStreamConstraints, `MediaStream.prototype.get<Kind>Tracks()`, a kind of device, a permission and a
 * policy-controlled feature of its own. Constraints and muted output are those of the kind it is `like`.
 * Throws TypeError for a name that is taken or unfit.
 */
export function registerMediaType(
  kind: string,
  options: { like: "audio" | "video"; deviceKind?: string; permission?: string; device?: string },
): void {
  if (typeof kind !== "string" || !/^[a-z]+$/.test(kind)) reject("kind", "a word in lower case", kind);
  const like = mediaTypeOf(options.like);
  const type: MediaType = {
    kind,
    deviceKind: options.deviceKind ?? `${kind}input`,
    permission: options.permission ?? kind,
    sourceKind: like.sourceKind,
    device: options.device ?? `${kind} device`,
  };
  const taken = types.some(
    (other) =>
      other.kind === type.kind ||
      other.deviceKind === type.deviceKind ||
      other.permission === type.permission,
  );
  if (taken) reject("kind", "new, like its device kind and permission", kind);
  types.push(type);
  for (const listener of listeners) listener(type);
}
