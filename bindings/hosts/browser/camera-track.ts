/** The native tracks of one open camera: opened, brought into a mode, cloned, watched. */
import type { Conversion } from "../../native-media/converter.js";
import type { NativeMode, SourceDescription, TrackSettings } from "../../solver/types.js";
import type { Configuration, SourceObserver } from "../host.js";
import { deviceSettings, exactSize, isIn, nativeSize, sizeConstraints, type Size } from "./native-size.js";
import type { PlatformMediaDevices } from "./platform-media-devices.js";
import {
  applyToPlatform,
  clonePlatform,
  enablePlatform,
  isPlatformMuted,
  platformSettings,
  stopPlatform,
} from "./platform-track.js";

/** A camera's tracks; at most one of them, the spare, is nobody's. */
export class CameraTrack {
  readonly #deviceId: string;
  /** What it does when nothing is asked of it. */
  readonly #defaults: TrackSettings;
  readonly #platform: PlatformMediaDevices;
  readonly #observer: SourceObserver;
  readonly #tracks = new Map<MediaStreamTrack, () => void>();
  #spare: MediaStreamTrack | undefined;
  #size: Size | undefined;
  #isMuted = false;
  /** Whether a track that nobody holds delivers pictures. */
  #isEnabled = true;
  #rotation = 0;
  /** Its pictures have been seen, which do not lie. */
  #isSeen = false;

  constructor(
    { deviceId, defaults = {} }: SourceDescription,
    platform: PlatformMediaDevices,
    observer: SourceObserver,
  ) {
    this.#deviceId = deviceId;
    this.#defaults = defaults;
    this.#platform = platform;
    this.#observer = observer;
  }

  /** Whether there is a track of it. */
  get isOpen(): boolean {
    return this.#tracks.size > 0;
  }

  get isMuted(): boolean {
    return this.#isMuted;
  }

  /** What the browser tells of it. */
  get settings(): MediaTrackSettings {
    const [any] = this.#tracks.keys();
    return any ? platformSettings(any) : {};
  }

  /** 0, or 90 while the pictures have the native mode's sides the other way round. */
  get rotation(): number {
    return this.#rotation;
  }

  /** Opens the camera in a mode, or brings a track of it there. Rejects with getUserMedia's DOMException. */
  async open(configuration: Configuration, opened?: MediaStreamTrack): Promise<void> {
    const track = opened ?? (await this.#open(configuration));
    this.#watch(track);
    this.#spare = track;
    this.#isMuted = isPlatformMuted(track);
    try {
      await this.configure(configuration);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Brings the camera, of which there is only this track besides the spare one, into a mode. */
  async configure(configuration: Configuration, only?: MediaStreamTrack): Promise<void> {
    if (only) this.dropSpare();
    const track = only ?? this.spare();
    const { nativeMode, frameRate } = configuration;
    let told = platformSettings(track);
    const extras = deviceSettings(configuration.settings, told, this.#defaults);
    if (!nativeMode) {
      if (extras) await applyToPlatform(track, { advanced: [extras] });
      return;
    }
    if (extras || !isIn(told, nativeMode, frameRate)) {
      await applyToPlatform(track, {
        ...sizeConstraints(nativeMode),
        // Quirk 13: WebKit, a rate that is required is passed over: pictures are left out later.
        ...rateOf(frameRate),
        ...(extras && { advanced: [extras] }),
      });
      told = platformSettings(track);
    }
    this.#size = nativeMode;
    // Quirk 9: Firefox, a track of its fake camera stays as it was opened.
    if (!isIn(told, nativeMode)) told = await this.#reopen(nativeMode, told, frameRate, only);
    if (!this.#isSeen) this.#turn(nativeSize(told));
  }

  /** Its pictures have this size. Portable devices deliver their pictures' sides as they hold them. */
  see(size: Size): void {
    this.#isSeen = true;
    this.#turn(size);
  }

  /**
   * Opens the camera once more, in a mode that a track of it did not go to, in place of the spare track. What the old track
   * told is given, and what the new one tells is returned.
   */
  async #reopen(
    mode: NativeMode,
    before: MediaTrackSettings,
    frameRate: number | undefined,
    only?: MediaStreamTrack,
  ): Promise<MediaTrackSettings> {
    if (only) throw unreached(mode, before);
    const replaced = this.spare();
    const opened = await this.#getTrack({ ...exactSize(mode), ...rateOf(frameRate) });
    enablePlatform(opened, this.#isEnabled);
    const told = platformSettings(opened);
    if (!isIn(told, mode)) {
      stopPlatform(opened);
      throw unreached(mode, told);
    }
    this.#watch(opened);
    this.#spare = opened;
    this.release(replaced);
    return told;
  }

  /** Has the browser crop and scale a track itself; the device gets its settings besides. */
  async crop(
    { width, height, frameRate }: Conversion,
    track: MediaStreamTrack,
    settings: TrackSettings,
  ): Promise<void> {
    const extras = deviceSettings(settings, platformSettings(track), this.#defaults);
    await applyToPlatform(track, {
      ...exactSize({ width, height }),
      frameRate: { exact: frameRate },
      ...(extras && { advanced: [extras] }),
    });
    const told = platformSettings(track);
    const size = nativeSize(told);
    if (!size || size.width !== width || size.height !== height) throw unreached({ width, height }, told);
  }

  /** A track that nobody holds. */
  spare(): MediaStreamTrack {
    if (this.#spare) return this.#spare;
    const [any] = this.#tracks.keys();
    if (!any) throw new DOMException("The camera is closed.", "AbortError");
    const clone = clonePlatform(any);
    enablePlatform(clone, this.#isEnabled);
    this.#watch(clone);
    this.#spare = clone;
    return clone;
  }

  /** The spare track, which somebody holds from now on. */
  takeSpare(): MediaStreamTrack {
    const track = this.spare();
    this.#spare = undefined;
    enablePlatform(track, true);
    return track;
  }

  /**
   * Lets the camera deliver pictures, or black ones, to the track that nobody holds: browsers switch a camera off, and its
   * light, while all its tracks are disabled.
   */
  setEnabled(isEnabled: boolean): void {
    if (this.#isEnabled === isEnabled) return;
    this.#isEnabled = isEnabled;
    if (this.#spare) enablePlatform(this.#spare, isEnabled);
  }

  /** Ends a track that somebody held. */
  release(track: MediaStreamTrack): void {
    this.#tracks.get(track)?.();
    this.#tracks.delete(track);
    stopPlatform(track);
  }

  dropSpare(): void {
    if (!this.#spare || this.#tracks.size === 1) return;
    this.release(this.#spare);
    this.#spare = undefined;
  }

  close(): void {
    for (const track of [...this.#tracks.keys()]) this.release(track);
    this.#spare = undefined;
  }

  #open({ nativeMode, frameRate }: Configuration): Promise<MediaStreamTrack> {
    return this.#getTrack({ ...(nativeMode && sizeConstraints(nativeMode)), ...rateOf(frameRate) });
  }

  async #getTrack(constraints: MediaTrackConstraints): Promise<MediaStreamTrack> {
    const stream = await this.#platform.getUserMedia({
      video: { ...constraints, deviceId: { exact: this.#deviceId } },
    });
    const [track] = stream.getVideoTracks();
    if (!track) throw new DOMException("The browser gave no track.", "NotReadableError");
    return track;
  }

  #watch(track: MediaStreamTrack): void {
    const ended = (): void => {
      this.close();
      this.#observer.ended();
    };
    const muted = (): void => {
      const isMuted = [...this.#tracks.keys()].every(isPlatformMuted);
      if (isMuted === this.#isMuted) return;
      this.#isMuted = isMuted;
      this.#observer.muted(isMuted);
    };
    track.addEventListener("ended", ended, { capture: true });
    track.addEventListener("mute", muted, { capture: true });
    track.addEventListener("unmute", muted, { capture: true });
    this.#tracks.set(track, () => {
      track.removeEventListener("ended", ended, { capture: true });
      track.removeEventListener("mute", muted, { capture: true });
      track.removeEventListener("unmute", muted, { capture: true });
    });
  }

  #turn(told: Size | undefined): void {
    const size = this.#size;
    if (!told || !size || size.width === size.height || told.width === told.height) return;
    const rotation = told.width > told.height === size.width > size.height ? 0 : 90;
    if (rotation === this.#rotation) return;
    this.#rotation = rotation;
    this.#observer.rotated(rotation);
  }
}

function rateOf(frameRate: number | undefined): MediaTrackConstraints {
  return frameRate === undefined ? {} : { frameRate: { ideal: frameRate } };
}

function unreached({ width, height }: Size, told: MediaTrackSettings): DOMException {
  const { width: w = 0, height: h = 0 } = nativeSize(told) ?? {};
  return new DOMException(
    `The camera was to deliver ${width}x${height} and delivers ${w}x${h}.`,
    "AbortError",
  );
}
