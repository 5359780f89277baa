/** The user's side of a MediaDevices object: what people decide and see outside of the page. */
import { checkType } from "../hosts/check-arguments.js";
import { readKinds } from "./check-options.js";
import type { DocumentState } from "./document-state.js";
import type { Indicators } from "./indicators.js";
import {
  contextOf,
  isMediaDevices,
  rotateDeviceIds,
  setDeviceInformationExposure,
  type MediaDevices,
} from "./media-devices.js";
import { mediaTypes } from "./media-types.js";
import type { Permissions } from "./permissions.js";
import { reject } from "../solver/argument-errors.js";

/** What the user of a user agent can do and see. */
export interface UserAgent {
  /** The permissions of the document's origin: `permissions.set("camera", "denied")` revokes. */
  readonly permissions: Permissions;
  /** The document's activity, focus and end. */
  readonly document: DocumentState;
  /** What shows that devices are in use, or may be (Media Capture and Streams, 14). */
  readonly indicators: Indicators;
  /** Sets whether devices of kinds of media ("audio", "video") may be told of (Media Capture and Streams, 9.2.3). */
  setDeviceInformationExposure(kinds: Iterable<string>, value: boolean): void;
  /** Clears the origin's storage: its devices get new ids (Media Capture and Streams, 9.3). */
  clearStorage(): void;
  /**
   * Puts everything back as it began: tracks end, without an event, permissions are what the options said, nothing is
   * exposed, and the document is active and focused, unless it has been unloaded.
   */
  reset(): void;
}

/** The user agent behind a MediaDevices object of this package; TypeError for others. */
export function userAgentOf(mediaDevices: MediaDevices | globalThis.MediaDevices): UserAgent {
  if (!isMediaDevices(mediaDevices)) {
    reject("mediaDevices", "a MediaDevices object of this package", mediaDevices);
  }
  const { permissions, document, indicators, sources } = contextOf(mediaDevices);
  return {
    permissions,
    document,
    indicators,
    setDeviceInformationExposure: (kinds, value) => {
      const list = readKinds(kinds, "kinds");
      checkType(value, "boolean", "value");
      setDeviceInformationExposure(mediaDevices, list, value);
    },
    clearStorage: () => {
      rotateDeviceIds(mediaDevices);
    },
    reset: () => {
      for (const source of [...sources.values()]) source.stop();
      permissions.reset();
      const kinds = mediaTypes().map(({ kind }) => kind);
      setDeviceInformationExposure(mediaDevices, kinds, false);
      document.isFullyActive = true;
      document.hasFocus = true;
    },
  };
}
