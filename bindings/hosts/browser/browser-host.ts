/** The browser's own cameras and microphones as a host. */
import { memoryStore, type IdStore } from "../../capture/device-ids.js";
import { reject } from "../../solver/argument-errors.js";
import type { SourceDescription, SourceKind } from "../../solver/types.js";
import type { Clock } from "../clock.js";
import type { CaptureHost, HostDevice, Wishes } from "../host.js";
import { realClock } from "../real-clock.js";
import { callReporting } from "../report-exception.js";
import { isGrantedForAll } from "./granted-for-all.js";
import { isCropping } from "./browser-traits.js";
import { BrowserDevice } from "./browser-device.js";
import { DeviceMemory } from "./device-memory.js";
import { isRequired, stringsOf, unlockingWish } from "./unlocking-wish.js";
import { PlatformMediaDevices } from "./platform-media-devices.js";
import { WarmTracks } from "./warm-tracks.js";

/** Options of browserHost(). */
export interface BrowserHostOptions {
  /** The platform's object; `navigator.mediaDevices`, when left out. */
  mediaDevices?: globalThis.MediaDevices;
  /** Where it is kept what has been found out of devices: `localStorage`, when left out and allowed. */
  store?: IdStore;
  /**
   * "as-needed": the first track of a camera, if it needs no conversion, is the camera's own, at no cost. What it may need
   * later it is refused where the browser does not do it itself. "always": tracks are fed with converted pictures from
   * the beginning, so that each can be given any settings at any time. When left out: "as-needed" in browsers that crop
   * and scale a track exactly themselves (Chromium), "always" in others.
   */
  conversion?: "as-needed" | "always";
  /** For how many milliseconds, at most, a camera is asked for its native modes when it is first used. 2000. */
  askingTime?: number;
}

/** How often devices are looked at where the browser tells of changes late or not at all, in milliseconds. */
const POLLING = 3000;

/** Constraints that a browser is asked for tracks with, by kind. */
type Asked = ReadonlyMap<SourceKind, MediaTrackConstraints>;

const NOTHING: Asked = new Map();

/** Where a camera can face: Media Capture and Streams, 4.3.8, VideoFacingModeEnum. */
const DIRECTIONS = ["user", "environment", "left", "right"];

/** The hardware of a page. */
export class BrowserHost implements CaptureHost {
  readonly isPlatform = true;
  readonly clock: Clock = realClock();
  readonly #platform: PlatformMediaDevices;
  readonly #memory: DeviceMemory;
  readonly #warm: WarmTracks;
  readonly #conversion: "as-needed" | "always";
  readonly #askingTime: number;
  readonly #listeners = new Set<{ readonly listener: () => void }>();
  readonly #devices = new Map<string, BrowserDevice>();
  /** Devices that a user has chosen in the browser's prompt and given leave for, and for no other, by kind. */
  readonly #chosen = new Map<MediaDeviceKind, string>();
  /** Directions for which the browser has been asked for a camera. */
  readonly #directions = new Set<string>();
  /** Those that were required: a user may have chosen a camera that does not face as one was only wished to. */
  readonly #required = new Set<string>();
  /** What the browser is being asked for. */
  readonly #asking = new Map<SourceKind, Promise<void>>();
  #infos: Promise<readonly globalThis.MediaDeviceInfo[]> | undefined;
  #stopWatching: (() => void) | undefined;

  /** TypeError where the page has no `navigator.mediaDevices`, as in an insecure context. */
  constructor(options: BrowserHostOptions = {}) {
    const { mediaDevices = pageMediaDevices(), askingTime = 2000 } = options;
    const { conversion = isCropping() ? "as-needed" : "always" } = options;
    if (typeof mediaDevices !== "object") {
      reject("options.mediaDevices", "navigator.mediaDevices of a secure context", mediaDevices);
    }
    if (conversion !== "as-needed" && conversion !== "always") {
      reject("options.conversion, when provided,", `"as-needed" or "always"`, conversion);
    }
    if (typeof askingTime !== "number" || !(askingTime >= 0)) {
      reject("options.askingTime, when provided,", "a number of milliseconds", askingTime);
    }
    this.#platform = new PlatformMediaDevices(mediaDevices);
    this.#memory = new DeviceMemory(options.store ?? pageStore());
    this.#warm = new WarmTracks(this.clock);
    this.#conversion = conversion;
    this.#askingTime = askingTime;
  }

  async devices(): Promise<readonly HostDevice[]> {
    const infos = await this.#list();
    const devices = infos.filter((info) => !isAlias(info, infos)).map((info) => this.#device(info));
    for (const kind of ["audioinput", "videoinput", "audiooutput"] as const) {
      const ofKind = devices.filter((device) => device.kind === kind);
      const chosen = this.#chosen.get(kind);
      const preferred =
        ofKind.find(({ id }) => id === chosen) ??
        ofKind.find((device) => infos.some((info) => isAlias(info, infos) && isSame(info, device))) ??
        ofKind[0];
      for (const device of ofKind) {
        device.isDefault = device === preferred;
        device.isChosen = device.id === chosen;
        const aliases = infos.filter((info) => isAlias(info, infos) && isSame(info, device));
        device.aliases = aliases.map(({ deviceId }) => deviceId);
      }
    }
    return devices;
  }

  /** What is known of the cameras and microphones; modes only of cameras that have been used. */
  async descriptions(): Promise<SourceDescription[]> {
    return (await this.devices()).flatMap(({ description }) => description ?? []);
  }

  observe(listener: () => void): () => void {
    const entry = { listener };
    this.#listeners.add(entry);
    this.#stopWatching ??= this.#watch();
    return () => {
      if (!this.#listeners.delete(entry) || this.#listeners.size > 0) return;
      this.#stopWatching?.();
      this.#stopWatching = undefined;
    };
  }

  /** Stops watching the browser's devices; open sources go on. */
  close(): void {
    this.#listeners.clear();
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#warm.stop();
  }

  async unlock(kinds: readonly SourceKind[], wished: Wishes = {}): Promise<void> {
    await this.#ask(() => this.#locked(kinds, wished));
    if (!kinds.includes("videoinput")) return;
    const wish = unlockingWish(wished.videoinput, "videoinput");
    const undirected = (): Promise<Asked> => this.#undirected(wish);
    await this.#ask(undirected).catch((error: unknown) => {
      // There is none that faces there.
      if ((error as Partial<Error>).name !== "OverconstrainedError") throw error;
      this.#noteDirections(wish);
    });
  }

  release(kinds: readonly SourceKind[]): void {
    for (const kind of kinds) this.#warm.stop(kind);
  }

  /** What the browser is to be asked for where it tells nothing of devices. */
  async #locked(kinds: readonly SourceKind[], wished: Wishes): Promise<Asked> {
    const infos = await this.#list();
    // Where there are none, the browser says why: that may be the page's policy.
    const locked = kinds.filter((kind) => infos.every((info) => info.kind !== kind || info.deviceId === ""));
    return new Map(locked.map((kind) => [kind, unlockingWish(wished[kind], kind)]));
  }

  /** What it is to be asked for where only the browser knows which of several cameras faces as one is wanted to. */
  async #undirected(wish: MediaTrackConstraints): Promise<Asked> {
    const asked = isRequired(wish.facingMode) ? this.#required : this.#directions;
    const wanted = isRequired(wish.deviceId)
      ? []
      : stringsOf(wish.facingMode).filter((direction) => !asked.has(direction));
    const infos = wanted.length > 0 ? await this.#list() : [];
    const facing = infos.flatMap((info) => (info.kind === "videoinput" ? [this.#device(info).facing] : []));
    const isKnown = facing.some((directions) => directions?.some((direction) => wanted.includes(direction)));
    return facing.length < 2 || isKnown || !facing.includes(undefined)
      ? NOTHING
      : new Map([["videoinput", wish]]);
  }

  /**
   * Asks the browser for tracks, if there is something to ask for, and keeps them for a moment. While it is being asked for
   * others of the kind, or a device of the kind is being learned of, waits: of a camera with two tracks nothing can be learned.
   */
  async #ask(toAsk: () => Promise<Asked>): Promise<void> {
    for (;;) {
      const asked = await toAsk();
      if (asked.size === 0) return;
      const kinds = [...asked.keys()];
      const learning = [...this.#devices.values()].filter(({ kind }) =>
        kinds.some((other) => other === kind),
      );
      const others = [
        ...kinds.flatMap((kind) => this.#asking.get(kind) ?? []),
        ...learning.flatMap((device) => device.learning ?? []),
      ];
      if (others.length > 0) {
        await Promise.allSettled(others);
        continue;
      }
      const asking = this.#open(asked).finally(() => {
        for (const kind of kinds) this.#asking.delete(kind);
      });
      for (const kind of kinds) this.#asking.set(kind, asking);
      return asking;
    }
  }

  async #open(asked: Asked): Promise<void> {
    const { audioinput: audio = false, videoinput: video = false } = Object.fromEntries(asked);
    // Many a machine can run one camera at a time only.
    if (video) this.#warm.stop("videoinput");
    const stream = await this.#platform.getUserMedia({ audio, video });
    if (video) this.#noteDirections(video);
    this.#refresh();
    const infos = await this.#list();
    for (const track of stream.getTracks()) {
      const kind = track.kind === "audio" ? "audioinput" : "videoinput";
      const { deviceId } = track.getSettings();
      const info = meantBy(
        infos.find((other) => other.kind === kind && other.deviceId === deviceId),
        infos,
      );
      if (info) {
        this.#device(info).note(track);
        if (!(await isGrantedForAll(kind))) this.#chosen.set(kind, info.deviceId);
        this.#warm.keep(kind, info.deviceId, track);
      } else track.stop();
    }
  }

  /** The browser has been asked for a camera that faces there, and gave it if there is one. */
  #noteDirections({ facingMode }: MediaTrackConstraints): void {
    for (const direction of stringsOf(facingMode)) {
      this.#directions.add(direction);
      if (isRequired(facingMode)) this.#required.add(direction);
    }
  }

  #device(info: globalThis.MediaDeviceInfo): BrowserDevice {
    const key = `${info.kind} ${info.deviceId}`;
    let device = this.#devices.get(key);
    if (!device) {
      device = new BrowserDevice(info, {
        platform: this.#platform,
        memory: this.#memory,
        warm: this.#warm,
        clock: this.clock,
        conversion: this.#conversion,
        askingTime: this.#askingTime,
        facings: () => DIRECTIONS.filter((direction) => !this.#directions.has(direction)),
        changed: () => this.#tell(),
      });
      this.#devices.set(key, device);
    }
    device.update(info);
    return device;
  }

  #list(): Promise<readonly globalThis.MediaDeviceInfo[]> {
    this.#infos ??= this.#platform.enumerateDevices().catch((error: unknown) => {
      this.#refresh();
      throw error;
    });
    return this.#infos;
  }

  #refresh(): void {
    this.#infos = undefined;
  }

  #tell(): void {
    this.#refresh();
    for (const entry of [...this.#listeners]) {
      if (this.#listeners.has(entry)) callReporting(entry.listener);
    }
  }

  #watch(): () => void {
    const stops = [this.#platform.onDeviceChange(() => this.#tell())];
    if (typeof document === "object") {
      const look = (): void => void this.#look();
      document.addEventListener("visibilitychange", look);
      stops.push(() => document.removeEventListener("visibilitychange", look));
      // Not every browser tells of every change, or at once.
      if (!("MediaStreamTrackGenerator" in globalThis)) {
        const timer = globalThis.setInterval(look, POLLING);
        stops.push(() => globalThis.clearInterval(timer));
      }
    }
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Tells of a change that the browser has not told of. */
  async #look(): Promise<void> {
    if (document.visibilityState !== "visible" || !this.#infos) return;
    try {
      const [before, now] = [await this.#infos, await this.#platform.enumerateDevices()];
      if (inText(before) !== inText(now)) this.#tell();
    } catch {
      // Whoever asks for the devices is told.
    }
  }
}

/** The hardware of the page as a host. TypeError in an insecure context, where there is none. */
export function browserHost(options?: BrowserHostOptions): BrowserHost {
  return new BrowserHost(options);
}

/**
 * Whether it is a device that is listed once more, as the default one or that for communication.
 * Quirk 4: Chromium, such devices are listed under names in place of ids.
 */
function isAlias(info: globalThis.MediaDeviceInfo, infos: readonly globalThis.MediaDeviceInfo[]): boolean {
  if (info.deviceId !== "default" && info.deviceId !== "communications") return false;
  if (info.kind === "audiooutput") return false;
  return infos.some((other) => !isNamed(other) && isSame(other, info));
}

/** The device that an entry of the list is of. */
function meantBy(
  info: globalThis.MediaDeviceInfo | undefined,
  infos: readonly globalThis.MediaDeviceInfo[],
): globalThis.MediaDeviceInfo | undefined {
  if (!info || !isAlias(info, infos)) return info;
  return infos.find((other) => !isNamed(other) && isSame(other, info));
}

function isNamed({ deviceId }: globalThis.MediaDeviceInfo): boolean {
  return deviceId === "default" || deviceId === "communications";
}

interface Grouped {
  readonly kind: MediaDeviceKind;
  readonly groupId: string | undefined;
}

function isSame(a: Grouped, b: Grouped): boolean {
  return a.kind === b.kind && a.groupId === b.groupId;
}

function inText(infos: readonly globalThis.MediaDeviceInfo[]): string {
  return JSON.stringify(infos.map(({ kind, deviceId, groupId, label }) => [kind, deviceId, groupId, label]));
}

function pageMediaDevices(): globalThis.MediaDevices | undefined {
  const { navigator } = globalThis as { navigator?: { mediaDevices?: globalThis.MediaDevices } };
  return navigator?.mediaDevices;
}

function pageStore(): IdStore {
  try {
    return globalThis.localStorage ?? memoryStore();
  } catch {
    return memoryStore();
  }
}
