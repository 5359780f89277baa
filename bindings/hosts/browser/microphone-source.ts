/** An open microphone of the browser: its tracks are the platform's own, which processes sound as it is told. */
import type { SourceDescription, TrackSettings } from "../../solver/types.js";
import type { Configuration, HostSource, Offer, Outlets, Outputs, SourceObserver } from "../host.js";
import type { MediaConsumer } from "../media.js";
import { readBlocks } from "./read-blocks.js";
import type { DeviceSetting } from "./browser-device.js";
import { isCropping } from "./browser-traits.js";
import {
  applyToPlatform,
  clonePlatform,
  enablePlatform,
  isPlatformMuted,
  platformSettings,
  stopPlatform,
} from "./platform-track.js";

/** Fixed by the device, and no matter of how sound is processed. */
const INHERENT = ["deviceId", "groupId"];

/** A microphone's tracks, each with its own settings. */
export class MicrophoneSource implements HostSource, Outlets {
  readonly #description: SourceDescription;
  readonly #setting: DeviceSetting;
  readonly #observer: SourceObserver;
  readonly #live = new Map<object, MediaStreamTrack>();
  /** Tracks stay known after their end. */
  readonly #tracks = new WeakMap<object, MediaStreamTrack>();
  /** What it was opened with; nobody's until the first output takes it. */
  #spare: MediaStreamTrack | undefined;
  #isMuted = false;
  #isClosed = false;

  constructor(description: SourceDescription, setting: DeviceSetting, observer: SourceObserver) {
    this.#description = description;
    this.#setting = setting;
    this.#observer = observer;
  }

  get outlets(): Outlets {
    return this;
  }

  get muted(): boolean {
    return this.#isMuted;
  }

  get rotation(): number {
    return 0;
  }

  /** Opens the microphone, or goes on with a track of it that is open already. */
  async start({ settings }: Configuration, outputs: Outputs, track?: MediaStreamTrack): Promise<void> {
    this.#spare = track ?? (await this.#open(settings));
    this.#isMuted = isPlatformMuted(this.#spare);
    await this.#deliver(outputs);
  }

  async configure(_: Configuration, outputs: Outputs = new Map()): Promise<void> {
    await this.#deliver(outputs);
  }

  offers(key: object): Offer | undefined {
    const track = this.#live.get(key);
    if (!track || !isCropping()) return undefined;
    // Quirk 3: Chromium, sound processing stays what it was when the track was made.
    const { echoCancellation, autoGainControl, noiseSuppression, voiceIsolation } = platformSettings(
      track,
    ) as MediaTrackSettings & { readonly voiceIsolation?: boolean };
    const fixed = { echoCancellation, autoGainControl, noiseSuppression, voiceIsolation };
    const { capabilities = {}, alternatives = [] } = this.#description;
    const kept = alternatives.filter((values) =>
      Object.entries(fixed).every(([name, value]) => isAmong(value, Reflect.get(values, name))),
    );
    return {
      description: {
        ...this.#description,
        capabilities: { ...capabilities, ...listed(fixed) },
        alternatives: kept,
      },
      reason: "This browser processes a track's sound as it was asked to when the track was made.",
    };
  }

  track(key: object): MediaStreamTrack | undefined {
    return this.#tracks.get(key);
  }

  clone(key: object, clone: object): void {
    const track = this.#live.get(key);
    if (track) this.#add(clone, clonePlatform(track));
  }

  setEnabled(key: object, isEnabled: boolean): void {
    const track = this.#live.get(key);
    if (track) enablePlatform(track, isEnabled);
  }

  end(key: object): void {
    const track = this.#live.get(key);
    this.#live.delete(key);
    if (track) stopPlatform(track);
  }

  read(consumer: MediaConsumer): () => void {
    const [track] = this.#live.values();
    return track ? readBlocks(track, (block) => consumer.block(block)) : () => undefined;
  }

  close(): void {
    this.#isClosed = true;
    this.#dropSpare();
    for (const key of [...this.#live.keys()]) this.end(key);
  }

  async #deliver(outputs: Outputs): Promise<void> {
    const before = [...this.#live].map(([key, track]) => ({ key, settings: platformSettings(track) }));
    try {
      for (const [key, settings] of outputs) {
        const track = this.#live.get(key);
        if (track) await process(track, settings);
        else await this.#make(key, settings);
      }
    } catch (error) {
      for (const { key, settings } of before) {
        const track = this.#live.get(key);
        if (track) await process(track, settings).catch(() => undefined);
      }
      throw error;
    } finally {
      if (this.#live.size > 0) this.#dropSpare();
    }
  }

  /** A track with the settings: a clone of one that has them, or one of its own. */
  async #make(key: object, settings: TrackSettings): Promise<void> {
    const same = [...this.#live.values()].find((track) => !differences(track, settings));
    let track = this.#spare;
    this.#spare = undefined;
    if (track && !(await hasProcessed(track, settings))) {
      // It was opened with other processing, and keeps that.
      stopPlatform(track);
      track = undefined;
    }
    track ??= same ? clonePlatform(same) : await this.#open(settings);
    try {
      await process(track, settings);
    } catch (error) {
      stopPlatform(track);
      throw error;
    }
    if (this.#isClosed) {
      stopPlatform(track);
      return;
    }
    this.#add(key, track);
  }

  async #open(settings: TrackSettings): Promise<MediaStreamTrack> {
    const stream = await this.#setting.platform.getUserMedia({
      audio: { ...wished(settings), deviceId: { exact: this.#description.deviceId } },
    });
    const [track] = stream.getAudioTracks();
    if (!track) throw new DOMException("The browser gave no track.", "NotReadableError");
    return track;
  }

  #add(key: object, track: MediaStreamTrack): void {
    this.#live.set(key, track);
    this.#tracks.set(key, track);
    const muted = (): void => {
      const isMuted = [...this.#live.values()].every(isPlatformMuted);
      if (this.#isClosed || isMuted === this.#isMuted) return;
      this.#isMuted = isMuted;
      this.#observer.muted(isMuted);
    };
    track.addEventListener("mute", muted, { capture: true });
    track.addEventListener("unmute", muted, { capture: true });
    track.addEventListener(
      "ended",
      () => {
        if (this.#isClosed) return;
        this.#isClosed = true;
        this.#observer.ended();
        this.#setting.changed();
      },
      { capture: true },
    );
  }

  #dropSpare(): void {
    if (this.#spare) stopPlatform(this.#spare);
    this.#spare = undefined;
  }
}

function isAmong(value: unknown, list: unknown): boolean {
  return !Array.isArray(list) || list.includes(value);
}

/** Values as lists of the one. */
function listed(values: Readonly<Record<string, unknown>>): Record<string, boolean[]> {
  const lists: Record<string, boolean[]> = {};
  for (const [name, value] of Object.entries(values)) if (typeof value === "boolean") lists[name] = [value];
  return lists;
}

/** The settings of sound that a track has not. */
function differences(track: MediaStreamTrack, settings: TrackSettings): MediaTrackConstraints | undefined {
  const current = platformSettings(track) as Record<string, unknown>;
  const entries = Object.entries(settings).filter(
    ([name, value]) => !INHERENT.includes(name) && name in current && current[name] !== value,
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** Has the platform process a track's sound so; whether it does. */
function hasProcessed(track: MediaStreamTrack, settings: TrackSettings): Promise<boolean> {
  return process(track, settings).then(
    () => true,
    () => false,
  );
}

/** Has the platform process a track's sound so; AbortError where it does not. */
async function process(track: MediaStreamTrack, settings: TrackSettings): Promise<void> {
  if (!differences(track, settings)) return;
  await applyToPlatform(track, wished(settings));
  const missed = differences(track, settings);
  if (!missed) return;
  const names = Object.entries(missed).map(([name, value]) => `${name} ${String(value)}`);
  throw new DOMException(`The microphone does not deliver ${names.join(", ")}.`, "AbortError");
}

/** Constraints for settings that a browser is known to deliver together. */
function wished(settings: TrackSettings): MediaTrackConstraints {
  const entries = Object.entries(settings as Record<string, unknown>).filter(
    ([name]) => !INHERENT.includes(name),
  );
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "boolean" ? { exact: value } : { ideal: value }]),
  );
}
