/** This package's answers in place of a page's own. */
import { MediaDeviceInfo } from "../capture/media-device-info.js";
import { InputDeviceInfo } from "../capture/input-device-info.js";
import { contextOf, type MediaDevices } from "../capture/media-devices.js";
import { OverconstrainedError } from "../capture/overconstrained-error.js";
import {
  INSTALLED,
  installation,
  platformMethods,
  type Installation,
} from "../hosts/browser/platform-media-devices.js";
import { imageCaptureChanges } from "../install/image-capture.js";
import { hasWebAudio, webAudioChanges } from "../install/install-web-audio.js";
import { mediaElementRepairs } from "../install/media-element-repairs.js";
import { mediaRecorderChanges } from "../install/media-recorder.js";
import { navigatorChanges } from "../install/navigator.js";
import { changeProperties, type PropertyChange } from "../install/property-changes.js";
import { clonesTracks } from "../native/native-objects.js";
import {
  browserDevicesFor,
  goesToPlatform,
  pageObjects,
  type BrowserDevicesOptions,
} from "./create-browser-devices.js";
import { PageMediaDevices } from "./page-media-devices.js";

/** Options of install(). */
export type BrowserInstallOptions = BrowserDevicesOptions;

/**
 * Puts this package's answers into the page: `navigator.mediaDevices` stays the page's own object and answers as
 * createBrowserDevices() does, `navigator.getUserMedia` too; media elements, Web Audio, device infos and
 * OverconstrainedError follow the specification. Tracks and streams are native. Nothing is installed in an insecure
 * context, and where it is installed already; both are told on the console.
 *
 * The function returned, like uninstall(), puts every property back as it was; tracks that scripts hold go on. TypeError,
 * with nothing changed, for bad options and where a property cannot be replaced.
 */
export function install(options: BrowserInstallOptions = {}): () => void {
  if (!globalThis.isSecureContext) {
    console.warn("trackfit is not installed: media devices need a secure context (https, localhost).");
    return () => undefined;
  }
  if (installation()) {
    console.warn("trackfit is installed in this page already; call uninstall() before install().");
    return () => undefined;
  }
  const devices = browserDevicesFor(options);
  const { mediaDevices } = devices;
  const page = PageMediaDevices.of(globalThis.navigator, mediaDevices);
  const elements = mediaElementRepairs(window);
  const webAudio = hasWebAudio(globalThis) ? webAudioChanges(globalThis) : undefined;
  let undo = (): void => undefined;
  const restore = (): void => {
    elements.uninstall();
    undo();
    webAudio?.uninstall();
    page?.close();
    devices.close();
  };
  let isOver = false;
  const uninstall = (): void => {
    if (isOver) return;
    isOver = true;
    restore();
  };
  try {
    undo = changeProperties([
      installed(uninstall),
      ...(page?.changes ?? []),
      ...navigatorParts(mediaDevices, page !== undefined),
      ...interfaces(),
      ...(webAudio?.changes ?? []),
      ...imageCaptureChanges(globalThis),
      ...mediaRecorderChanges(window),
      ...elements.changes,
    ]);
  } catch (error) {
    restore();
    throw error;
  }
  return uninstall;
}

/** Puts every property that install() replaced back as it was. Does nothing where it is not installed. */
export function uninstall(): void {
  installation()?.uninstall();
}

/** The mark by which copies of this package see each other. */
function installed(uninstall: () => void): PropertyChange {
  const { mediaDevices } = globalThis.navigator as Partial<Navigator>;
  const value: Installation = { uninstall, platform: mediaDevices && platformMethods(mediaDevices) };
  const descriptor = { value, writable: false, enumerable: false, configurable: true };
  return { object: globalThis, name: "window", key: INSTALLED, descriptor };
}

/** `navigator.getUserMedia`, and `navigator.mediaDevices` where the page has none. */
function navigatorParts(mediaDevices: MediaDevices, hasOwn: boolean): PropertyChange[] {
  const isPlatform = contextOf(mediaDevices).host.isPlatform === true;
  const yields = ([constraints]: readonly unknown[]): boolean => goesToPlatform(constraints, isPlatform);
  const changes = navigatorChanges(globalThis, mediaDevices, (stream) =>
    pageObjects().localStream(stream.getTracks()),
  ).map((change) => (change.key === "getUserMedia" ? { ...change, yields } : change));
  return hasOwn ? changes.filter(({ key }) => key !== "mediaDevices") : changes;
}

function interfaces(): PropertyChange[] {
  // Quirk 8: Firefox, there is no interface OverconstrainedError.
  const changes = Object.entries({ MediaDeviceInfo, InputDeviceInfo, OverconstrainedError }).map(
    ([key, value]) => ({
      object: globalThis,
      name: "window",
      key,
      descriptor: { value: value, writable: true, enumerable: false, configurable: true },
    }),
  );
  const clone = {
    object: MediaStream.prototype,
    name: "MediaStream.prototype",
    key: "clone",
    descriptor: { value: clonesTracks(globalThis), writable: true, enumerable: true, configurable: true },
  };
  return [...changes, clone];
}
