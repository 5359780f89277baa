/** The interface behind which sources live: virtual devices, a browser's hardware, another machine's. */
import type { TrackConstraints } from "../constrainable/constraint-types.js";
import type { NativeMode, SourceDescription, SourceKind, TrackSettings } from "../solver/types.js";
import type { Clock } from "./clock.js";
import type { MediaConsumer } from "./media.js";

/** What a device can do, and by which names. */
export interface HostDescription extends SourceDescription {
  /** Other ids that a platform knows the device by for the time being ("default"); constraints may name it so. */
  aliases?: readonly string[];
}

/** A device that a host has. */
export interface HostDevice {
  /** Unique among the host's devices; never shown to applications as it is. */
  readonly id: string;
  readonly kind: MediaDeviceKind;
  /** "" where it has none. */
  readonly label: string;
  /** Equal for devices that belong to the same physical device; undefined for one that stands alone. */
  readonly groupId: string | undefined;
  /** What the device can do; undefined for devices that are no sources ("audiooutput"). Its `deviceId` is `id`. */
  readonly description: HostDescription | undefined;
  /** Whether the system prefers it among those of its kind. */
  readonly isDefault: boolean;
  /** Whether the user has chosen it, by the platform's own prompt, and given leave for it and for no other of its kind. */
  readonly isChosen?: boolean;
  /**
   * Opens the device in a configuration. Rejects with a DOMException: "NotReadableError" where another program or the
   * hardware prevents it, "AbortError" for any other reason.
   */
  open(configuration: Configuration, observer: SourceObserver, outputs?: Outputs): Promise<HostSource>;
  /**
   * Finds out, by opening the device, what its description does not tell yet; the host's devices tell it from then on.
   * Absent where nothing is left to be found out. Rejects as `open` does.
   */
  readonly learn?: (() => Promise<void>) | undefined;
  /**
   * What the device may turn out to be, while there is something left to be found out: everything that its description
   * does not rule out. Whatever could be the best device for a request is learned of before it is chosen or refused.
   */
  readonly possible?: HostDescription | undefined;
}

/** What each of a source's tracks is to deliver, by a key that stands for the track; of use to hosts with outlets. */
export type Outputs = ReadonlyMap<object, TrackSettings>;

/** How a device is to run. */
export interface Configuration {
  /** The native mode, of a device that has modes. */
  readonly nativeMode: NativeMode | undefined;
  /** Frames per second of a camera, one of the mode's. */
  readonly frameRate: number | undefined;
  /** Settings that belong to the device and not to one of its tracks (zoom, torch), or those of its only track. */
  readonly settings: TrackSettings;
}

/** What an open source tells, at any time until it has been closed or has ended. */
export interface SourceObserver {
  /** The source has become unable, or able again, to provide data. */
  muted(isMuted: boolean): void;
  /** The captured picture is now turned by so many degrees clockwise: 0, 90, 180 or 270; or has come to another size. */
  rotated(rotation: number): void;
  /** The source is gone for good: unplugged, failed. Nothing follows. */
  ended(): void;
}

/** An open device. Opening one twice makes two of them. */
export interface HostSource {
  /** Whether it provides no data at the moment. */
  readonly muted: boolean;
  /** Degrees clockwise that pictures are turned by at the moment: 0, 90, 180 or 270. */
  readonly rotation: number;
  /**
   * What a track with these settings, flipped as pictures are, delivers at the moment, of a device that may do otherwise than
   * it was told. Settings that are left as they are, when absent.
   */
  delivered?(settings: TrackSettings): TrackSettings;
  /** The tracks that the platform itself makes and feeds, of a source that has such. */
  readonly outlets?: Outlets;
  /** Changes how it runs. Rejects as `open` does, and then runs as before. */
  configure(configuration: Configuration, outputs?: Outputs): Promise<void>;
  /**
   * Starts providing data, as the configuration says, until the function returned is called. Pictures come as they are
   * delivered: on a device turned by 90 or 270 degrees their width and height are the native mode's flipped.
   */
  read(consumer: MediaConsumer): () => void;
  /** Gives the device back. Nothing is told or provided any more. */
  close(): void;
}

/** What a device can do for a track for the time being, and why it is not more. */
export interface Offer {
  readonly description: SourceDescription;
  readonly reason: string;
}

/** Tracks of the platform, one for each of a source's tracks, by the keys of its outputs. */
export interface Outlets {
  /**
   * What the device can do for a track, a new one where there is no such key, as long as its other tracks are there;
   * undefined where that is all it can.
   */
  offers(key: object): Offer | undefined;
  /** The platform's track for a key, also after its end. */
  track(key: object): globalThis.MediaStreamTrack | undefined;
  /**
   * A track of the device itself, for what is asked of a device and not of a track, as photos are: the key's own where it
   * is the device's.
   */
  deviceTrack?(key: object): globalThis.MediaStreamTrack | undefined;
  /** Another track that delivers the same. */
  clone(key: object, clone: object): void;
  /** Lets a track deliver media, or black pictures and silence. */
  setEnabled(key: object, isEnabled: boolean): void;
  /** Ends a track. */
  end(key: object): void;
}

/** What is asked of the devices of each kind. */
export type Wishes = Readonly<Partial<Record<SourceKind, TrackConstraints>>>;

/** Where sources come from. */
export interface CaptureHost {
  readonly clock: Clock;
  /**
   * Whether the devices are a platform's own, as a browser's are: the platform gives them ids for the origin, asks the
   * user, shows what is in use, and relinquishes devices.
   */
  readonly isPlatform?: boolean;
  /**
   * Has the platform ask the user, where its devices tell nothing of themselves before, and which device is meant, where
   * only the platform knows that. `wished` are the constraints of the request, by kind. Rejects with what getUserMedia()
   * is to reject with.
   */
  unlock?(kinds: readonly SourceKind[], wished?: Wishes): Promise<void>;
  /** A request for the kinds has been answered: what was opened for it and not taken is given back. */
  release?(kinds: readonly SourceKind[]): void;
  /** The devices there are, in order of enumeration. */
  devices(): Promise<readonly HostDevice[]>;
  /** Calls back when devices have come or gone or a system default has changed, until the function returned is called. */
  observe(listener: () => void): () => void;
}
