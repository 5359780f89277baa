/** An open camera of the browser and the tracks made of it. */
import { roundRatio } from "../../solver/source-description.js";
import type { NativeMode, SourceDescription, TrackSettings } from "../../solver/types.js";
import { isCropping } from "./browser-traits.js";
import type { DeviceSetting } from "./browser-device.js";
import { CameraTrack } from "./camera-track.js";
import { nativeSize, toldSettings, type Size } from "./native-size.js";
import { enablePlatform, platformSettings } from "./platform-track.js";
import { watchSize } from "./watch-size.js";
import type { Configuration, HostSource, Offer, Outlets, Outputs, SourceObserver } from "../host.js";
import type { MediaConsumer } from "../media.js";
import { createConverter, type Conversion, type Converter } from "../../native-media/converter.js";
import { sizeWithin, type InputSize } from "../../native-media/input-size.js";
import { readPictures } from "./read-pictures.js";

/** Told to whom it concerns. */
const UNCONVERTED =
  'A track in use is the camera\'s own, which this browser cannot crop or scale; with the option conversion: "always" each can be.';

/** What delivers one track: the camera's own track, or one that is fed with converted pictures. */
type Outlet =
  | { readonly kind: "direct"; readonly track: MediaStreamTrack; delivers: Conversion }
  | {
      readonly kind: "converted";
      readonly track: MediaStreamTrack;
      readonly converter: Converter;
      delivers: Conversion;
    };

/**
 * A camera runs in one mode. The first track, if its settings are those of the mode, is the camera's own; all others are
 * fed with converted pictures. A browser changes a camera's mode only while there is a single track of it, so that one,
 * which a script holds and which cannot be exchanged, and one for the converters are all there ever are.
 * Quirk 1: Chromium, the mode of a camera cannot change while there are two tracks of it.
 * Quirk 15: WebKit, constraints applied to a clone change the track that it was made of.
 */
export class CameraSource implements HostSource, Outlets {
  readonly #description: SourceDescription;
  readonly #setting: DeviceSetting;
  readonly #observer: SourceObserver;
  readonly #outlets = new Map<object, Outlet>();
  /** Tracks stay known after their end. */
  readonly #tracks = new WeakMap<object, MediaStreamTrack>();
  /** Those that deliver black pictures. */
  readonly #disabled = new Set<object>();
  readonly #camera: CameraTrack;
  #mode: NativeMode | undefined;
  #frameRate = 30;
  /** The size of its pictures while that is not the mode's; of the camera's own track, while that is not what is planned. */
  #given: Size | undefined;
  /** Looks at the camera's own track. */
  #stopWatching: (() => void) | undefined;
  /** What its tracks tell is about to change. */
  #isChanging = false;

  constructor(description: SourceDescription, setting: DeviceSetting, observer: SourceObserver) {
    this.#description = description;
    this.#setting = setting;
    this.#observer = observer;
    this.#camera = new CameraTrack(description, setting.platform, {
      muted: (isMuted) => observer.muted(isMuted),
      rotated: (rotation) => this.#rotated(rotation),
      ended: () => this.#ended(),
    });
  }

  get outlets(): Outlets {
    return this;
  }

  get muted(): boolean {
    return this.#camera.isMuted;
  }

  get rotation(): number {
    return this.#camera.rotation;
  }

  /** Opens the camera, or goes on with a track of it that is open already. */
  async start(configuration: Configuration, outputs: Outputs, track?: MediaStreamTrack): Promise<void> {
    this.#note(configuration);
    await this.#camera.open(configuration, track);
    await this.#deliver(outputs);
  }

  async configure(configuration: Configuration, outputs: Outputs = new Map()): Promise<void> {
    const before = { mode: this.#mode, frameRate: this.#frameRate };
    const direct = this.#direct();
    const isSameMode = !configuration.nativeMode || isSame(configuration.nativeMode, this.#mode);
    if (!isSameMode) this.#given = undefined;
    // A camera that left the mode by itself would refuse to go back: what it does is put up with.
    const asked = this.#given ? { ...configuration, nativeMode: undefined } : configuration;
    this.#note(configuration);
    this.#isChanging = true;
    try {
      const isAlone = outputs.size <= 1 && !this.#hasConverters();
      if (!direct || !isAlone || this.#isNative(direct.key, outputs)) {
        // The camera's own track is to be the only one.
        if (direct) this.#feed(undefined);
        await this.#camera.configure(asked, direct?.track);
      }
      await this.#deliver(outputs);
    } catch (error) {
      this.#mode = before.mode;
      this.#frameRate = before.frameRate;
      throw error;
    } finally {
      this.#isChanging = false;
      this.#feedConverters();
    }
  }

  /** What a track with these settings, turned as pictures are, delivers: a camera may come to another size by itself. */
  delivered(planned: TrackSettings): TrackSettings {
    const settings = toldSettings(planned, this.#camera.settings);
    const { width, height } = settings;
    if (!this.#given || width === undefined || height === undefined) return settings;
    const size = this.#hasConverters() ? sizeWithin(this.#given, { width, height }) : this.#given;
    if (size.width === width && size.height === height) return settings;
    return { ...settings, ...size, aspectRatio: roundRatio(size.width / size.height) };
  }

  offers(key: object): Offer | undefined {
    const direct = this.#direct();
    if (!direct || isCropping()) return undefined;
    const description: SourceDescription = { ...this.#description };
    if (direct.key === key) description.resizeModes = ["none"];
    else if (this.#mode) description.modes = [this.#mode];
    return { description, reason: UNCONVERTED };
  }

  track(key: object): MediaStreamTrack | undefined {
    return this.#tracks.get(key);
  }

  deviceTrack(key: object): MediaStreamTrack | undefined {
    const outlet = this.#outlets.get(key);
    if (outlet?.kind !== "converted") return outlet?.track;
    return this.#camera.isOpen ? this.#camera.spare() : undefined;
  }

  clone(key: object, clone: object): void {
    const outlet = this.#outlets.get(key);
    if (outlet) this.#add(clone, this.#convert(outlet.delivers));
  }

  setEnabled(key: object, isEnabled: boolean): void {
    const track = this.#outlets.get(key)?.track;
    if (!track) return;
    enablePlatform(track, isEnabled);
    if (isEnabled) this.#disabled.delete(key);
    else this.#disabled.add(key);
    this.#enableCamera();
  }

  end(key: object): void {
    const outlet = this.#outlets.get(key);
    if (!outlet) return;
    this.#outlets.delete(key);
    this.#disabled.delete(key);
    this.#enableCamera();
    if (outlet.kind === "converted") outlet.converter.close();
    else {
      // Converters go on with a track that nobody else holds.
      this.#stopWatching?.();
      this.#given = undefined;
      this.#feedConverters();
      this.#camera.release(outlet.track);
    }
    if (!this.#hasConverters() && this.#direct()) this.#camera.dropSpare();
  }

  read(consumer: MediaConsumer): () => void {
    return readPictures(this.#camera.spare(), (picture) => consumer.picture(picture));
  }

  close(): void {
    for (const key of [...this.#outlets.keys()]) this.end(key);
    this.#camera.close();
  }

  /** Makes what is missing, and has the rest deliver what it is to. */
  async #deliver(outputs: Outputs): Promise<void> {
    const direct = this.#direct();
    const changes: Promise<void>[] = [];
    for (const [key, settings] of outputs) {
      const delivers = this.#delivered(settings);
      const outlet = this.#outlets.get(key);
      if (!outlet) this.#add(key, this.#make(delivers));
      else {
        outlet.delivers = delivers;
        if (outlet.kind === "converted") changes.push(outlet.converter.configure(delivers));
      }
    }
    this.#feedConverters();
    await Promise.all(changes);
    // With a second track there, the browser crops what the camera delivers and leaves its mode alone.
    if (direct && !this.#isNative(direct.key, outputs)) {
      const settings = outputs.get(direct.key);
      if (settings) await this.#camera.crop(this.#delivered(settings), direct.track, settings);
    }
  }

  #make(delivers: Conversion): Outlet {
    const isDirect =
      this.#setting.conversion === "as-needed" &&
      this.#outlets.size === 0 &&
      isSameConversion(delivers, this.#delivered(this.#native()));
    return isDirect ? { kind: "direct", track: this.#camera.takeSpare(), delivers } : this.#convert(delivers);
  }

  #convert(delivers: Conversion): Outlet {
    const converter = createConverter(this.#camera.spare(), delivers, (input) => this.#sized(input));
    // Nothing can stand in for a track that scripts hold.
    void converter.failed.then(() => this.#failed());
    return { kind: "converted", track: converter.track, converter, delivers };
  }

  #add(key: object, outlet: Outlet): void {
    this.#outlets.set(key, outlet);
    this.#tracks.set(key, outlet.track);
    this.#enableCamera();
    if (outlet.kind === "direct") this.#stopWatching = watchSize(() => this.#look(outlet));
  }

  /** The camera works for whoever wants its pictures, and for nobody else; converters go on with the black ones it gives. */
  #enableCamera(): void {
    this.#camera.setEnabled(this.#outlets.size === 0 || this.#disabled.size < this.#outlets.size);
  }

  #direct(): (Outlet & { readonly kind: "direct"; readonly key: object }) | undefined {
    for (const [key, outlet] of this.#outlets) if (outlet.kind === "direct") return { ...outlet, key };
    return undefined;
  }

  /** Whether a track is to deliver what the camera does. */
  #isNative(key: object, outputs: Outputs): boolean {
    const settings = outputs.get(key);
    const delivers = settings ? this.#delivered(settings) : this.#outlets.get(key)?.delivers;
    return delivers === undefined || isSameConversion(delivers, this.#delivered(this.#native()));
  }

  #hasConverters(): boolean {
    return [...this.#outlets.values()].some(({ kind }) => kind === "converted");
  }

  #feedConverters(): void {
    if (this.#hasConverters() && this.#camera.isOpen) this.#feed(this.#camera.spare());
  }

  #feed(input: MediaStreamTrack | undefined): void {
    for (const outlet of this.#outlets.values()) {
      if (outlet.kind === "converted") outlet.converter.setInput(input);
    }
  }

  #note({ nativeMode, frameRate }: Configuration): void {
    this.#mode = nativeMode ?? this.#mode;
    this.#frameRate = frameRate ?? this.#frameRate;
  }

  #native(): Conversion {
    const { width = 640, height = 480 } = this.#mode ?? {};
    return { width, height, frameRate: this.#frameRate };
  }

  /** Settings as pictures have them: turned, when the camera is. */
  #delivered(settings: TrackSettings): Conversion {
    const { width = 640, height = 480, frameRate = 30 } = settings;
    return this.rotation % 180 === 0
      ? { width, height, frameRate }
      : { width: height, height: width, frameRate };
  }

  /** Told by a converter. */
  #sized({ width, height, isShort }: InputSize): void {
    this.#camera.see({ width, height });
    this.#give(isShort || isSame({ width, height }, this.#given) ? { width, height } : undefined);
  }

  /** What the camera's own track tells, where no converter sees its pictures. */
  #look(outlet: Outlet): void {
    if (this.#isChanging || this.#hasConverters()) return;
    const told = nativeSize(platformSettings(outlet.track));
    if (!told) return;
    this.#camera.see(told);
    this.#give(isSame(told, outlet.delivers) ? undefined : told);
  }

  #give(size: Size | undefined): void {
    if (isSame(size, this.#given)) return;
    this.#given = size;
    this.#observer.rotated(this.rotation);
  }

  #rotated(rotation: number): void {
    for (const outlet of this.#outlets.values()) {
      const { width, height, frameRate } = outlet.delivers;
      outlet.delivers = { width: height, height: width, frameRate };
      if (outlet.kind === "converted") void outlet.converter.configure(outlet.delivers);
    }
    this.#observer.rotated(rotation);
  }

  #ended(): void {
    for (const outlet of this.#outlets.values()) if (outlet.kind === "converted") outlet.converter.close();
    this.#observer.ended();
    this.#setting.changed();
  }

  /** What converted pictures has died, and the camera goes on. */
  #failed(): void {
    this.close();
    this.#observer.ended();
  }
}

function isSameConversion(a: Conversion, b: Conversion): boolean {
  return isSame(a, b) && a.frameRate === b.frameRate;
}

function isSame(a: Size | undefined, b: Size | undefined): boolean {
  return a?.width === b?.width && a?.height === b?.height;
}
