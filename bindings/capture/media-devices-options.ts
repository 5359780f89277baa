/** What createMediaDevices() takes: the host, and the decisions that the specification leaves to a user agent. */
import type { PropertyRegistrations } from "../constrainable/constraint-types.js";
import type { CaptureHost, HostDevice } from "../hosts/host.js";
import type { Fit } from "../solver/types.js";
import type { IdStore } from "./device-ids.js";
import type { DocumentState } from "./document-state.js";
import type { DeviceInfoInit } from "./media-device-info.js";
import type { Permissions } from "./permissions.js";

/** A device that would do, as the prompt gets to see it. */
export interface Candidate {
  readonly deviceId: string;
  readonly label: string;
  /** Its best settings and how near they are to the request. */
  readonly fit: Fit;
}

/** What the user is asked: by kind of media, the candidates in order of fitness. */
export interface PromptRequest {
  readonly origin: string;
  readonly candidates: Readonly<Record<string, readonly Candidate[]>>;
}

/**
 * The user's answer: "granted" for the best candidates, "denied" (for now), or the deviceId chosen for each kind of
 * media; `remember` keeps the permission for the chosen devices. A promise that never settles is a user who never answers.
 */
export type PromptAnswer =
  "granted" | "denied" | { readonly choices?: Readonly<Record<string, string>>; readonly remember?: boolean };

/** Options of createMediaDevices(). */
export interface MediaDevicesOptions {
  /** Where the devices are: `virtualHost()`, for one. */
  host: CaptureHost;
  /** Asks the user. Grants the best candidates, when left out. */
  prompt?: (request: PromptRequest) => PromptAnswer | PromiseLike<PromptAnswer>;
  /** The states of permissions ("camera", "microphone") to begin with, or the permissions themselves. All "prompt". */
  permissions?: Permissions | Readonly<Record<string, PermissionState>>;
  /** Whether the document may use "camera" and "microphone" (Media Capture and Streams, 13). Both, when left out. */
  policy?: ((feature: string) => boolean) | Readonly<Record<string, boolean>>;
  /** The document's activity and focus. Fully active and focused, when left out. */
  document?: DocumentState;
  /** The document's origin: device ids are the same within it and unguessable from others. "null", when left out. */
  origin?: string;
  /** Where the key of the origin's device ids is kept: anything like `localStorage`. In memory, when left out. */
  store?: IdStore;
  /** Properties beyond the specification's fifteen, besides those of registerConstrainableProperty(). */
  properties?: PropertyRegistrations;
  /** Whether a worker resolves constraints. In this thread, when left out. */
  worker?: boolean;
  /** Up to how many milliseconds devicechange events are put off, at random (Media Capture and Streams, 15). 0. */
  deviceChangeFuzz?: number;
  /**
   * Whether a device that is neither camera nor microphone is listed (Media Capture and Streams, 9.2.4), given the infos
   * of those that are. None is, when left out.
   */
  exposeDevice?: (device: HostDevice, inputs: readonly DeviceInfoInit[]) => boolean;
  /**
   * How many requests of a document without exposed devices may fail before failures are slowed down, and by how
   * many milliseconds each (Media Capture and Streams, 15). 100 and 200, when left out; false for no limit.
   */
  failureLimit?: { readonly count: number; readonly delay: number } | false;
}
