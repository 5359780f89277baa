/** The package's objects in place of a global object's own. */
import { mediaDevicesFor } from "../capture/create-media-devices.js";
import { contextOf, MediaDevices } from "../capture/media-devices.js";
import type { MediaDevicesOptions } from "../capture/media-devices-options.js";
import type { CaptureHost } from "../hosts/host.js";
import { virtualHost } from "../hosts/virtual/virtual-host.js";
import { reject } from "../solver/argument-errors.js";
import { hasMediaElements, lacksPlayback, mediaElementChanges } from "./install-media-elements.js";
import { interfaceChanges } from "./interfaces.js";
import { navigatorChanges } from "./navigator.js";
import { changeProperties, type PropertyChange } from "./property-changes.js";

/** Options of install(): those of createMediaDevices(), of which none is needed, and three more. */
export interface InstallOptions extends Omit<MediaDevicesOptions, "host"> {
  /** Where the devices are; virtual ones, when left out. */
  host?: CaptureHost;
  /** What `navigator.mediaDevices` is to be; made by the other options, when left out. */
  mediaDevices?: MediaDevices;
  /** Whether media elements are made to play streams. When left out: where there are some that cannot, as in jsdom. */
  mediaElements?: boolean;
}

const installations = new WeakMap<object, () => void>();

/**
 * Puts `navigator.mediaDevices`, `navigator.getUserMedia` and the interfaces of the specification into a global object
 * and lets its media elements play streams; for tests in Node and jsdom. A global object that is no secure context
 * (`isSecureContext` is false) gets only the interfaces that such ones have.
 *
 * The function returned puts every property back as it was, as `uninstall(target)` does; tracks that scripts hold go on,
 * and nothing else of MediaDevices that it made. TypeError, with nothing
 * changed, where a property cannot be replaced or an option is wrong. Where it is installed already, it warns on the
 * console and changes nothing, and neither does the function returned.
 */
export function install(target: object = globalThis, options: InstallOptions = {}): () => void {
  if ((typeof target !== "object" && typeof target !== "function") || target === null) {
    reject("target", "a global object", target);
  }
  if (installations.has(target)) {
    console.warn("trackfit is installed in this global object already; call uninstall() before install().");
    return () => undefined;
  }
  const { changes, close } = planned(target, options);
  let undo: () => void;
  try {
    undo = changeProperties(changes);
  } catch (error) {
    close();
    throw error;
  }
  const restore = (): void => {
    if (installations.get(target) !== restore) return;
    installations.delete(target);
    close();
    undo();
  };
  installations.set(target, restore);
  return restore;
}

/** Puts every property that `install(target)` replaced back as it was. Does nothing where it is not installed. */
export function uninstall(target: object = globalThis): void {
  installations.get(target)?.();
}

/** What options ask for: `mediaDevices` as it is, or one made by the others. */
function mediaDevicesOf(options: Omit<InstallOptions, "mediaElements">): MediaDevices {
  const { mediaDevices, host = virtualHost(), ...others } = options;
  if (mediaDevices === undefined) return mediaDevicesFor({ ...others, host });
  if (!(mediaDevices instanceof MediaDevices)) {
    reject("options.mediaDevices, when provided,", "a MediaDevices object", mediaDevices);
  }
  const [other] = Object.keys(options).filter((name) => name !== "mediaDevices");
  if (other !== undefined) {
    reject(`options.${other}`, "left out where there is options.mediaDevices", Reflect.get(options, other));
  }
  return mediaDevices;
}

function planned(target: object, options: InstallOptions): { changes: PropertyChange[]; close: () => void } {
  if (typeof options !== "object" || options === null) reject("options", "an object", options);
  const { mediaElements = lacksPlayback(target), ...others } = options;
  if (typeof mediaElements !== "boolean") {
    reject("options.mediaElements, when provided,", "a boolean", mediaElements);
  }
  if (mediaElements && !hasMediaElements(target)) reject("target", "a window with media elements", target);
  const mediaDevices = mediaDevicesOf(others);
  const isSecure = (target as { readonly isSecureContext?: unknown }).isSecureContext !== false;
  const changes = interfaceChanges(target, isSecure);
  if (isSecure) changes.push(...navigatorChanges(target, mediaDevices));
  const context = contextOf(mediaDevices);
  // One that is given has a life of its own.
  const closeOwn = (): void => {
    if (options.mediaDevices === undefined) context.close();
  };
  if (!mediaElements || !hasMediaElements(target)) return { changes, close: closeOwn };
  const elements = mediaElementChanges(target, context.clock);
  const close = (): void => {
    elements.uninstall();
    closeOwn();
  };
  return { changes: [...changes, ...elements.changes], close };
}
