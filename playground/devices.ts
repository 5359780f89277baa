/** Where the page's devices come from. */
import { browserHost, createBrowserDevices } from "../bindings/browser/index.js";
import {
  virtualHost,
  type CaptureHost,
  type HostDevice,
  type SourceDescription,
  type SourceKind,
  type TrackConstraints,
} from "../bindings/index.js";
import { without } from "./json-text.js";

/** A device to choose. */
export interface PlaygroundDevice {
  readonly id: string;
  readonly kind: SourceKind;
  readonly label: string;
  readonly description: SourceDescription;
  /** The id that the browser itself knows it by; undefined for a virtual one. */
  readonly nativeId: string | undefined;
  /** Opens it to find out what its description does not tell; undefined where there is nothing to be found out. */
  readonly learn: (() => Promise<void>) | undefined;
  /** A stream of it, with one track that keeps to the constraints. */
  open(constraints: TrackConstraints): Promise<MediaStream>;
}

/** A set of devices. */
export interface DeviceSet {
  readonly isVirtual: boolean;
  list(): Promise<PlaygroundDevice[]>;
  /** Calls back when devices have come or gone. */
  observe(listener: () => void): () => void;
}

/** A set of devices that are made up. */
export interface VirtualSet extends DeviceSet {
  plug(name: string): Promise<void>;
  unplug(id: string): void;
}

/** What is plugged in at the beginning, besides the virtual laptop's camera and microphone. */
const PLUGGED = ["logitech-hd-pro-c920", "raspberrypi-hq-camera-imx477", "iphone-15-back-camera-track"];

/** The host with only one of its devices, so that no other is chosen for a request. */
function only(host: CaptureHost, id: string): CaptureHost {
  const { clock, isPlatform } = host;
  return {
    clock,
    ...(isPlatform !== undefined && { isPlatform }),
    ...(host.unlock && { unlock: (...asked) => host.unlock?.(...asked) ?? Promise.resolve() }),
    ...(host.release && { release: (kinds) => host.release?.(kinds) }),
    devices: async () => (await host.devices()).filter((device) => device.id === id),
    observe: (listener) => host.observe(listener),
  };
}

/** The request without the ids of devices, which are others in a page than they are in a description. */
function withoutIds(constraints: TrackConstraints): TrackConstraints {
  const { advanced } = constraints;
  return {
    ...without(constraints, "deviceId", "groupId", "advanced"),
    ...(advanced && { advanced: advanced.map((set) => without(set, "deviceId", "groupId")) }),
  };
}

function playgroundDevice(host: CaptureHost, device: HostDevice): PlaygroundDevice | undefined {
  const { id, description } = device;
  if (!description) return undefined;
  const { kind } = description;
  let mediaDevices: ReturnType<typeof createBrowserDevices> | undefined;
  return {
    id,
    kind,
    label: device.label || description.label || (kind === "videoinput" ? "Camera" : "Microphone"),
    description,
    nativeId: host.isPlatform ? id : undefined,
    learn: device.learn,
    async open(constraints) {
      // Each device has an object of its own, and they need not have a worker each.
      mediaDevices ??= createBrowserDevices({ host: only(host, id), worker: false });
      const member = withoutIds(constraints);
      const request = kind === "videoinput" ? { video: member } : { audio: member };
      // What it gives is one of the platform's own streams.
      return await (await mediaDevices).getUserMedia(request);
    },
  };
}

/** Cameras first, for they have more to show. */
async function list(host: CaptureHost): Promise<PlaygroundDevice[]> {
  const devices = (await host.devices()).flatMap((device) => playgroundDevice(host, device) ?? []);
  return devices.sort((a, b) => b.kind.localeCompare(a.kind));
}

/** Virtual devices: a laptop's, and some of the catalogue. */
export async function virtualDevices(more: readonly string[]): Promise<VirtualSet> {
  const host = virtualHost();
  for (const name of new Set([...PLUGGED, ...more])) {
    // The address may name what the catalogue does not have, or what is plugged in already.
    await host.plug(name).catch(() => undefined);
  }
  return {
    isVirtual: true,
    list: () => list(host),
    observe: (listener) => host.observe(listener),
    plug: (name) => host.plug(name),
    unplug: (id) => host.unplug(id),
  };
}

/** Whether the machine's devices can be used without asking anybody. */
export async function isHardwarePermitted(): Promise<boolean> {
  const { permissions, mediaDevices } = navigator as Partial<Navigator>;
  if (!permissions || !mediaDevices) return false;
  try {
    const { state } = await permissions.query({ name: "camera" });
    const devices = await mediaDevices.enumerateDevices();
    return state === "granted" && devices.some(({ kind }) => kind === "videoinput");
  } catch {
    // A browser that knows no such permission asks each time.
    return false;
  }
}

/** The machine's devices. Rejects with an error in words where there are none, or they may not be used. */
export async function hardwareDevices(): Promise<DeviceSet> {
  if (!isSecureContext) throw new Error("Cameras need a secure context: https, or localhost.");
  const host = browserHost();
  try {
    await host.unlock(["videoinput", "audioinput"]);
  } catch (error) {
    const { name } = error as Error;
    if (name === "NotAllowedError") throw new Error("Permission was denied.", { cause: error });
    if (name !== "NotFoundError") throw error;
  }
  // Devices that have been opened to ask would bias what the browser chooses.
  host.close();
  if ((await list(host)).length === 0) throw new Error("This machine has no camera and no microphone.");
  return {
    isVirtual: false,
    list: () => list(host),
    observe: (listener) => host.observe(listener),
  };
}
