/** The source of a device in one document, and its tracks: Media Capture and Streams, 4.3 and 5. */
import { convertTrackConstraints, type Constraints } from "../constrainable/convert.js";
import type {
  Configuration,
  HostDevice,
  HostSource,
  Outlets,
  Outputs,
  SourceObserver,
} from "../hosts/host.js";
import { inBackground } from "../hosts/real-clock.js";
import { roundRatio } from "../solver/source-description.js";
import type { Misfit, SourceDescription, TrackCapabilities, TrackSettings } from "../solver/types.js";
import type { CaptureContext } from "./capture-context.js";
import type { CaptureObjects } from "./capture-objects.js";
import { isSameConfiguration } from "./configuration.js";
import type { MediaType } from "./media-types.js";
import { SinkSwitchboard } from "./sink-switchboard.js";
import { nextTask, queueTask } from "./tasks.js";
import { TrackPlan } from "./track-plan.js";
import type { TrackSink } from "./track-sink.js";
import type { TrackSource, TrackState } from "./track-state.js";

/** How long a device may stay open while all its tracks are muted or disabled, in milliseconds (4.3.1). */
const RELINQUISH_AFTER = 3000;

/** What settings are chosen for, besides the tracks that are there. */
interface Request {
  readonly requester?: TrackState;
  /** Its constraints from now on. */
  readonly constraints?: Constraints;
  /** It is a new track, for which the device is opened. */
  readonly isNew?: boolean;
  /** What was found for it already, where there are no other tracks. */
  readonly alone?: TrackPlan | undefined;
}

/** A device in use, with the tracks that it is the source of. */
export class DeviceSource implements TrackSource {
  readonly type: MediaType;
  readonly label: string;
  readonly deviceId: string;
  /** The live tracks, in order of creation. */
  readonly tracks = new Set<TrackState>();
  #context: CaptureContext;
  #device: HostDevice;
  #description: SourceDescription;
  #forget: () => void;
  #opened: HostSource | undefined;
  /** The platform's tracks, which outlive their end. */
  #outlets: Outlets | undefined;
  #configuration: Configuration | undefined;
  #isMuted = false;
  #rotation = 0;
  #hasEnded = false;
  /** Muted because the document had no focus when the device was wanted again. */
  #awaitsFocus = false;
  #relinquishing: number | undefined;
  /** Tracks on their way: the source is not stopped before they have come. */
  #arriving = 0;
  /** Operations of the device happen one after another. */
  #last: Promise<unknown> = Promise.resolve();
  #switchboard: SinkSwitchboard;

  constructor(context: CaptureContext, device: HostDevice, type: MediaType, forget: () => void) {
    this.#context = context;
    this.#device = device;
    this.#description = context.describe(device);
    this.type = type;
    this.label = device.label;
    this.deviceId = this.#description.deviceId;
    this.#forget = forget;
    this.#switchboard = new SinkSwitchboard(context.clock, type.sourceKind);
  }

  get muted(): boolean {
    return this.#isMuted || this.#awaitsFocus;
  }

  get objects(): CaptureObjects {
    return this.#context.objects;
  }

  /** Whether it has live tracks. */
  get isLive(): boolean {
    return this.tracks.size > 0;
  }

  /** Whether the device is gone; its tracks have ended or are about to. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  convert(constraints: unknown): Constraints {
    return convertTrackConstraints(constraints, this.#context.registry);
  }

  capabilities(): TrackCapabilities {
    return this.#context.capabilities(this.#device);
  }

  delivered(settings: TrackSettings): TrackSettings {
    const turned = this.#rotation % 180 === 0 ? settings : flipped(settings);
    return this.#opened?.delivered?.(turned) ?? turned;
  }

  /**
   * Gives a new track its constraints, opening the device where that is needed: getUserMedia, steps 6.5.1.4 and 6.6.
   * Returns the misfit; rejects with the host's DOMException. `plan` is for a source without other tracks.
   */
  async attach(track: TrackState, constraints: Constraints, plan?: TrackPlan): Promise<Misfit | undefined> {
    this.#arriving += 1;
    try {
      return await this.#enqueue(async () => {
        const chosen = await this.#planAndRun({ requester: track, constraints, isNew: true, alone: plan });
        if (!(chosen instanceof TrackPlan)) return chosen;
        // The document may have gone between the plan's last step and this one.
        if (this.#hasEnded) throw this.#gone();
        this.tracks.add(track);
        track.constraints = constraints;
        track.muted = this.muted;
        this.#assign(chosen);
        this.#setLive(true);
        this.flowChanged();
        return undefined;
      });
    } finally {
      this.#arriving -= 1;
      this.#stopIfUnused();
    }
  }

  applyConstraints(track: TrackState, constraints: Constraints): Promise<Misfit | undefined> {
    return this.#enqueue(async () => {
      try {
        const plan = await this.#planAndRun({ requester: track, constraints });
        if (!(plan instanceof TrackPlan)) return plan;
        track.constraints = constraints;
        this.#assign(plan);
      } catch (error) {
        // Whoever stops a track in the meantime has no more use for its settings.
        if (track.isLive) throw error;
      }
      return undefined;
    });
  }

  adopt(clone: TrackState, original: TrackState): void {
    this.tracks.add(clone);
    this.#outlets?.clone(original, clone);
    this.#switchboard.configure(clone, this.delivered(clone.settings));
    this.flowChanged();
  }

  platformTrack(track: TrackState): globalThis.MediaStreamTrack | undefined {
    return this.#outlets?.track(track);
  }

  deviceTrack(track: TrackState): globalThis.MediaStreamTrack | undefined {
    return this.#outlets?.deviceTrack?.(track);
  }

  release(track: TrackState): void {
    const isLeaving = this.tracks.delete(track);
    this.#switchboard.end(track);
    this.#outlets?.end(track);
    if (!isLeaving) return;
    if (this.#hasEnded && this.tracks.size === 0) this.#forget();
    this.#stopIfUnused();
    if (this.#hasEnded) return;
    this.flowChanged();
    this.#fitAnew();
  }

  connect(track: TrackState, sink: TrackSink): () => void {
    if (!track.isLive) {
      sink.ended();
      return () => undefined;
    }
    const disconnect = this.#switchboard.connect(track, sink, this.delivered(track.settings));
    this.flowChanged();
    return () => {
      disconnect();
      this.flowChanged();
    };
  }

  /** Media Capture and Streams, 4.3.1: gives the device back while no track wants its media, and takes it again. */
  flowChanged(): void {
    if (this.#hasEnded) return;
    const isWanted = [...this.tracks].some((track) => track.enabled && !this.#isMuted);
    if (isWanted) {
      if (this.#relinquishing !== undefined) this.#context.clock.clearTimeout(this.#relinquishing);
      this.#relinquishing = undefined;
      if (this.#opened) this.#setLive(true);
      else if (this.#configuration) this.#reacquire();
    } else if (this.tracks.size > 0 && this.#relinquishing === undefined && !this.#context.host.isPlatform) {
      this.#relinquishing = this.#context.clock.setTimeout(() => {
        this.#relinquishing = undefined;
        this.#relinquish();
      }, RELINQUISH_AFTER);
      inBackground(this.#context.clock, this.#relinquishing);
    }
    for (const track of this.tracks) this.#outlets?.setEnabled(track, track.enabled);
    this.#switchboard.update(this.#opened, (track) => track.enabled && !track.muted && !this.muted);
  }

  /** The document has gained or lost focus. */
  focusChanged(): void {
    if (!this.#awaitsFocus || !this.#context.document.hasFocus) return;
    this.flowChanged();
    if (this.#isEnabled) return;
    // What is disabled by now need not be taken again to be unmuted.
    this.#awaitsFocus = false;
    this.#tellMuted();
  }

  /** Ends all tracks, each in a task and with an event. */
  endTracks(): void {
    for (const track of this.tracks) track.end();
  }

  /** The host's devices have changed: this one may be gone, which a source that is not open is not told otherwise. */
  devicesChanged(devices: readonly HostDevice[]): void {
    const { kind, id } = this.#device;
    const isThere = devices.some((device) => device.kind === kind && device.id === id);
    if (!isThere && !this.#opened && !this.#hasEnded) this.#lost();
  }

  /** Stops the source: Media Capture and Streams, 4.3. Tracks that are left end without an event. */
  stop(): void {
    if (!this.#hasEnded) {
      this.#hasEnded = true;
      this.#close();
    }
    for (const track of [...this.tracks]) track.stop();
    this.#forget();
  }

  get #isEnabled(): boolean {
    return [...this.tracks].some(({ enabled }) => enabled);
  }

  #stopIfUnused(): void {
    if (this.tracks.size === 0 && this.#arriving === 0 && !this.#hasEnded) this.stop();
  }

  #enqueue<T>(operation: () => Promise<T>): Promise<T> {
    const result = this.#last.then(operation);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /**
   * Chooses settings for all tracks together, for one of them with new constraints, and has the device run for them. A
   * clone that is made in the meantime asks for something, too, so that it is done again. Undefined where the requester
   * has been stopped.
   */
  async #planAndRun(request: Request = {}): Promise<TrackPlan | Misfit | undefined> {
    const { requester, constraints, isNew = false, alone } = request;
    for (let attempt = 0; ; attempt++) {
      if (requester && !requester.isLive) return undefined;
      const others = (): Constraints[] =>
        [...this.tracks].filter((track) => track !== requester).map((track) => track.constraints);
      const asked = [...(constraints ? [constraints] : []), ...others()];
      const offer = requester && this.#outlets?.offers(requester);
      const description = offer?.description ?? this.#description;
      const plan =
        alone && asked.length === 1 && !offer
          ? alone
          : await TrackPlan.make(this.#context.solver, description, asked);
      if (requester && !requester.isLive) return undefined;
      if (plan instanceof TrackPlan) {
        // A device that has been relinquished takes the configuration up when it is wanted again.
        if (this.#opened || isNew) {
          await this.#run(plan.configuration, this.#outputsOf(plan, requester, constraints));
        } else this.#configuration = plan.configuration;
      } else if (attempt > 0) this.#fitAnew();
      // Tracks that are there are given settings in a task (11.1, ApplyConstraints).
      if (this.tracks.size > 0) await nextTask();
      if (requester && !requester.isLive) return undefined;
      if (this.#hasEnded && requester) throw this.#gone();
      if (!(plan instanceof TrackPlan)) {
        return offer ? { ...plan, message: `${plan.message}. ${offer.reason}` } : plan;
      }
      if (others().every((other) => plan.settingsFor(other))) return plan;
    }
  }

  #gone(): DOMException {
    return new DOMException(`The ${this.type.device} "${this.label}" is gone.`, "AbortError");
  }

  /** Gives the tracks the settings that were chosen for what they ask for. */
  #assign(plan: TrackPlan): void {
    for (const track of this.tracks) {
      const settings = plan.settingsFor(track.constraints);
      if (!settings) continue;
      track.settings = settings;
      this.#switchboard.configure(track, this.delivered(settings));
    }
  }

  /** What a plan has each track deliver. */
  #outputsOf(plan: TrackPlan, requester?: TrackState, constraints?: Constraints): Outputs {
    const outputs = new Map<TrackState, TrackSettings>();
    const add = (track: TrackState, asked: Constraints): void => {
      const settings = plan.settingsFor(asked);
      if (settings) outputs.set(track, settings);
    };
    for (const track of this.tracks) add(track, track.constraints);
    if (requester && constraints) add(requester, constraints);
    return outputs;
  }

  /** Opens the device in a configuration, or brings it there. */
  async #run(configuration: Configuration, outputs: Outputs): Promise<void> {
    if (this.#opened) {
      const isSame = this.#configuration && isSameConfiguration(this.#configuration, configuration);
      // What the platform's tracks deliver may differ nevertheless.
      if (isSame && !this.#outlets) return;
      await this.#opened.configure(configuration, outputs);
      this.#configuration = configuration;
      return;
    }
    if (this.#hasEnded) throw this.#gone();
    let isCurrent = true;
    const observer: SourceObserver = {
      muted: (isMuted) => {
        if (isCurrent) this.#setMuted(isMuted);
      },
      rotated: (rotation) => {
        if (isCurrent) this.#setRotation(rotation);
      },
      ended: () => {
        if (isCurrent) this.#lost();
        isCurrent = false;
      },
    };
    const opened = await this.#device.open(configuration, observer, outputs);
    if (this.#hasEnded) {
      opened.close();
      throw this.#gone();
    }
    this.#opened = opened;
    this.#outlets = opened.outlets;
    this.#configuration = configuration;
    this.#rotation = opened.rotation;
    this.#configureFlows();
    this.#isMuted = opened.muted;
    this.#awaitsFocus = false;
    this.#tellMuted();
  }

  /** Gives the device back, if it is still there. */
  #close(): void {
    if (this.#relinquishing !== undefined) this.#context.clock.clearTimeout(this.#relinquishing);
    this.#relinquishing = undefined;
    this.#switchboard.update(undefined, () => false);
    this.#opened?.close();
    this.#opened = undefined;
    this.#setLive(false);
    const { permissions, indicators } = this.#context;
    // Media Capture and Streams, 4.3: when the source is stopped, step 3; one that is relinquished is not.
    if (this.#hasEnded && permissions.state(this.type.permission, this.deviceId) !== "granted") {
      indicators.setDeviceAccessible(this.type.kind, this.deviceId, false);
    }
  }

  #setLive(isLive: boolean): void {
    const { indicators } = this.#context;
    const { kind } = this.type;
    if ((indicators.devicesLive.get(this.deviceId) ?? false) !== isLive) {
      indicators.setDeviceLive(kind, this.deviceId, isLive);
    }
    if (isLive && !indicators.devicesAccessible.get(this.deviceId)) {
      indicators.setDeviceAccessible(kind, this.deviceId, true);
    }
  }

  #setMuted(isMuted: boolean): void {
    if (this.#isMuted === isMuted) return;
    this.#isMuted = isMuted;
    this.#tellMuted();
    this.flowChanged();
  }

  #tellMuted(): void {
    for (const track of this.tracks) track.queueMuted(this.muted);
  }

  #setRotation(rotation: number): void {
    this.#rotation = rotation;
    queueTask(() => {
      this.#configureFlows();
    });
  }

  #configureFlows(): void {
    for (const track of this.tracks) this.#switchboard.configure(track, this.delivered(track.settings));
  }

  /** The device has gone. */
  #lost(): void {
    this.#opened = undefined;
    this.#hasEnded = true;
    this.#close();
    if (this.tracks.size === 0) this.#forget();
    this.endTracks();
  }

  #relinquish(): void {
    void this.#enqueue(() => {
      // A muted source stays open to hear when it is unmuted; it provides nothing.
      if (this.#isMuted) this.#setLive(false);
      else if (!this.#isEnabled && !this.#hasEnded) this.#close();
      return Promise.resolve();
    });
  }

  #reacquire(): void {
    if (!this.#context.document.hasFocus) {
      this.#awaitsFocus = true;
      this.#tellMuted();
      return;
    }
    void this.#enqueue(async () => {
      const configuration = this.#configuration;
      if (this.#opened || this.#hasEnded || !configuration || !this.#isEnabled) return;
      try {
        await this.#run(configuration, new Map());
      } catch {
        this.#lost();
        return;
      }
      this.flowChanged();
    });
  }

  /** A track has gone, and with it what it required: the others may do better. */
  #fitAnew(): void {
    void this.#enqueue(async () => {
      if (this.tracks.size === 0 || this.#hasEnded) return;
      try {
        const plan = await this.#planAndRun();
        if (plan instanceof TrackPlan) this.#assign(plan);
      } catch {
        // What held before still holds.
      }
    });
  }
}

/** Settings of pictures that lie on their side. */
function flipped(settings: TrackSettings): TrackSettings {
  const { width, height } = settings;
  if (width === undefined || height === undefined) return settings;
  return {
    ...settings,
    width: height,
    height: width,
    aspectRatio: roundRatio(height / width),
  };
}
