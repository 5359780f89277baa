/** The real thing and the model side by side, step by step: each step is taken by both, and then they are compared. */
import type { Fit, Misfit, SourceDescription } from "../../bindings/solver/types.js";
import type { Solver } from "../../bindings/solver/solver.js";
import type { PromptAnswer, PromptRequest } from "../../bindings/capture/media-devices-options.js";
import { describe } from "./devices.js";
import { expectNone, faultsOf, upright } from "./invariants.js";
import { Lights } from "./lights.js";
import {
  ModelDevice,
  ModelSource,
  permissionFor,
  THREE_SECONDS,
  type Model,
  type ModelTrack,
} from "./model.js";
import { canHaveTogether, sorted, type Asked } from "./required.js";
import { constraintsOf, type Request } from "./requests.js";
import { follow, lastOf, type Heard, type Outcome, type World } from "./world.js";

/** How a user answers. */
export type Answer = "granted" | "denied" | "the last one" | "for good";

interface Choice {
  readonly kind: "audio" | "video";
  readonly device: ModelDevice;
  readonly constraints: Asked;
}

type Expected = { readonly error: readonly string[] } | { readonly choices: readonly Choice[] };

/** Smallest step of time: everything happens at multiples of it. */
export const SLICE = 250;

export class Sequence {
  readonly #heardOf = new Map<ModelTrack, Heard>();
  readonly #lights = new Lights();

  constructor(
    readonly world: World,
    readonly model: Model,
    readonly solver: Solver,
  ) {}

  /** The real track of one of the model's. */
  #heard(track: ModelTrack): Heard {
    const heard = this.#heardOf.get(track);
    if (!heard) throw new Error(`There is no ${track.name}.`);
    return heard;
  }

  async plug(id: string): Promise<void> {
    this.world.host.plug(describe(id));
    this.model.devices.set(id, new ModelDevice(id));
    await this.#compare();
  }

  async unplug(id: string): Promise<void> {
    const device = this.#device(id);
    const source = this.model.sourceOf(device);
    this.world.host.unplug(id);
    device.isPlugged = false;
    this.model.devices.delete(id);
    if (source?.isOpen) this.model.endAll(source, permissionFor(id));
    await this.#compare();
  }

  async mute(id: string, isMuted: boolean): Promise<void> {
    const device = this.#device(id);
    const source = this.model.sourceOf(device);
    this.world.host.mute(id, isMuted);
    device.isMuted = isMuted;
    if (source?.isOpen) this.model.setMuted(source, isMuted, permissionFor(id));
    await this.#compare();
  }

  async rotate(id: string, degrees: number): Promise<void> {
    const device = this.#device(id);
    const source = this.model.sourceOf(device);
    this.world.host.rotate(id, degrees);
    device.rotation = degrees;
    if (source?.isOpen) source.rotation = degrees;
    await this.#compare();
  }

  async getUserMedia(requests: Partial<Record<"audio" | "video", Request>>, answer: Answer): Promise<void> {
    const { world } = this;
    const documentId = (id: string): string => world.described(id).deviceId;
    const asked: Partial<Record<"audio" | "video", Asked>> = {};
    for (const kind of ["audio", "video"] as const) {
      if (requests[kind]) asked[kind] = constraintsOf(requests[kind], documentId);
    }
    const expected = this.#expect(asked, answer);
    world.answer = (request) => answerTo(request, answer);
    const outcome = follow(world.getUserMedia(asked as MediaStreamConstraints));
    await world.settle();
    if ("error" in expected) expectError(outcome, expected.error);
    else this.#take(outcome, expected.choices);
    await this.#compare();
  }

  async clone(track: ModelTrack): Promise<void> {
    const heard = this.#heard(track);
    const clone = heard.track.clone();
    expect([clone.kind, clone.label, clone.enabled, clone.readyState]).toEqual([
      heard.track.kind,
      heard.track.label,
      heard.track.enabled,
      heard.track.readyState,
    ]);
    const added = this.world.hear(clone);
    if (track.isLive) {
      const { source, constraints, isEnabled } = track;
      const copy = this.model.add(source, constraints, isEnabled, permissionFor(heard.device));
      this.#heardOf.set(copy, added);
    }
    await this.#compare();
  }

  async apply(track: ModelTrack, request: Request): Promise<void> {
    const heard = this.#heard(track);
    const asked = constraintsOf(request, (id) => this.world.described(id).deviceId);
    const others = [...track.source.tracks].filter((other) => other !== track);
    const source = this.world.described(heard.device);
    const isPossible = canHaveTogether(source, [asked, ...others.map(({ constraints }) => constraints)]);
    const outcome = follow(heard.track.applyConstraints(asked as MediaTrackConstraints));
    await this.world.settle();
    if (!track.isLive || isPossible) {
      expect(outcome).toEqual({ state: "fulfilled", value: undefined });
      if (track.isLive) track.constraints = asked;
    } else {
      expectError(outcome, ["OverconstrainedError"]);
      const { constraint } = outcome.reason as { constraint: string };
      if (constraint !== "") expect(Object.keys(asked)).toContain(constraint);
      const single = Object.keys(asked).filter(
        (name) => name !== "advanced" && !canHaveTogether(source, [{ [name]: asked[name] }]),
      );
      if (single.length > 0) expect(single).toContain(constraint);
    }
    await this.#compare();
  }

  async stop(track: ModelTrack): Promise<void> {
    const heard = this.#heard(track);
    heard.stop();
    expect(heard.isLive).toBe(false);
    this.model.stop(track, permissionFor(heard.device));
    await this.#compare();
  }

  async enable(tracks: readonly ModelTrack[], isEnabled: boolean): Promise<void> {
    for (const track of tracks) {
      const heard = this.#heard(track);
      heard.track.enabled = isEnabled;
      track.isEnabled = isEnabled;
      if (track.isLive) this.model.flowChanged(track.source, permissionFor(heard.device));
    }
    await this.#compare();
  }

  async listen(track: ModelTrack): Promise<void> {
    this.#heard(track).listen();
    await this.#compare();
  }

  async permit(
    name: "camera" | "microphone",
    state: PermissionState,
    device: string | undefined,
  ): Promise<void> {
    const id = device === undefined ? undefined : this.world.described(device).deviceId;
    this.world.permissions.set(name, state, id);
    this.model.setPermission(name, state, device);
    await this.#compare();
  }

  async unload(): Promise<void> {
    this.world.document.unload();
    this.model.isUnloaded = true;
    for (const track of this.model.tracks) {
      const heard = this.#heard(track);
      if (heard.isLive) throw new Error("A track is live after the document was unloaded.");
      heard.isStopped = true;
      this.model.stop(track, permissionFor(track.source.device.id));
    }
    await this.#compare();
  }

  async pass(slices: number): Promise<void> {
    for (let slice = 0; slice < slices; slice++) {
      for (const heard of this.world.tracks) if (heard.delivered) heard.delivered.length = 0;
      this.model.now += SLICE;
      await this.world.pass(SLICE);
      await this.#compare();
      expectNone(this.world.tracks.flatMap(flowFaults));
    }
  }

  /** Ends everything and waits: nothing may be left. */
  async finish(): Promise<void> {
    const { world, model } = this;
    for (const track of model.tracks) await this.stop(track);
    await this.pass(THREE_SECONDS / SLICE);
    const { context } = world;
    expect([world.host.openSources, context.sources.size, world.clock.pending]).toEqual([0, 0, 0]);
  }

  #device(id: string): ModelDevice {
    const device = this.model.devices.get(id);
    if (!device) throw new Error(`The device ${id} is not plugged in.`);
    return device;
  }

  /** What 10.2 makes of a request. */
  #expect(asked: Partial<Record<"audio" | "video", Asked>>, answer: Answer): Expected {
    const { model } = this;
    if (model.isUnloaded) return { error: ["InvalidStateError"] };
    const choices: Choice[] = [];
    let isAsked = false;
    for (const [kind, constraints] of Object.entries(asked) as ["audio" | "video", Asked][]) {
      const devices = [...model.devices.values()].filter(({ id }) => describe(id).kind === `${kind}input`);
      if (devices.length === 0) return { error: ["NotFoundError"] };
      const ranked = this.#rank(devices, constraints).filter(([, fit]) => fit.ok);
      if (ranked.length === 0) return { error: ["OverconstrainedError"] };
      const isPermitted = (device: ModelDevice): PermissionState =>
        model.sourceOf(device) ? "granted" : model.permission(permissionFor(device.id), device.id);
      const candidates = ranked
        .map(([device]) => device)
        .filter((device) => isPermitted(device) !== "denied");
      const [best] = candidates;
      if (!best) return { error: ["NotAllowedError"] };
      const isPrompted = isPermitted(best) !== "granted";
      isAsked ||= isPrompted;
      const device = isPrompted && answer === "the last one" ? (candidates.at(-1) ?? best) : best;
      choices.push({ kind, device, constraints });
      // Later kinds may still fail before anything is asked or opened, so nothing is changed here.
    }
    if (isAsked && answer === "denied") return { error: ["NotAllowedError"] };
    this.#remember(choices, answer);
    const misfits = choices.filter((choice) => !this.#fitsIn(choice));
    if (misfits.length === 0) return { choices };
    // What was opened for the other kind is closed again.
    for (const choice of choices) if (!misfits.includes(choice)) this.#openAndClose(choice);
    return { error: ["OverconstrainedError"] };
  }

  #rank(devices: readonly ModelDevice[], constraints: Asked): [ModelDevice, Fit | Misfit][] {
    const bySource = new Map<SourceDescription, ModelDevice>(
      devices.map((device) => [this.world.described(device.id), device]),
    );
    return this.solver.rank([...bySource.keys()], constraints).map(({ source, fit }) => {
      const device = bySource.get(source);
      if (!device) throw new Error("The ranking has a source that was not given.");
      return [device, fit];
    });
  }

  /** The permissions that an answer for good leaves behind. */
  #remember(choices: readonly Choice[], answer: Answer): void {
    if (answer !== "for good") return;
    for (const { device } of choices) {
      const name = permissionFor(device.id);
      const isGranted =
        this.model.sourceOf(device) !== undefined || this.model.permission(name, device.id) === "granted";
      if (!isGranted) this.model.setPermission(name, "granted", device.id);
    }
  }

  #fitsIn({ device, constraints }: Choice): boolean {
    const others = [...(this.model.sourceOf(device)?.tracks ?? [])].map((track) => track.constraints);
    return canHaveTogether(this.world.described(device.id), [constraints, ...others]);
  }

  /** A track that comes and goes at once, as another kind of media failed. */
  #openAndClose(choice: Choice): void {
    const track = this.#open(choice);
    this.#flash(choice);
    this.model.stop(track, permissionFor(choice.device.id));
    this.model.tracks.splice(this.model.tracks.indexOf(track), 1);
  }

  #open({ device, constraints }: Choice): ModelTrack {
    const existing = this.model.sourceOf(device);
    const source = existing ?? new ModelSource(device);
    // 10.2, step 6.5.5: the device is live from now on, be it muted.
    source.unwantedSince = undefined;
    return this.model.add(source, constraints, true, permissionFor(device.id));
  }

  #take(outcome: Outcome<Heard[]>, choices: readonly Choice[]): void {
    expect(outcome).toMatchObject({ state: "fulfilled" });
    const heard = outcome.value ?? [];
    expect(heard.map(({ track, device }) => [track.kind, device])).toEqual(
      choices.map(({ kind, device }) => [kind, device.id]),
    );
    choices.forEach((choice, i) => {
      const track = this.#open(choice);
      const added = heard[i];
      if (!added) throw new Error("A track is missing.");
      expect([added.track.enabled, added.isLive, added.track.muted]).toEqual([
        true,
        true,
        choice.device.isMuted,
      ]);
      this.#heardOf.set(track, added);
    });
  }

  /** What shows at a moment that has passed when everything has settled: a device that was live and accessible. */
  #flash({ kind, device }: Choice): void {
    const { indicators } = this.world.context;
    const { deviceId } = this.world.described(device.id);
    const on = (map: ReadonlyMap<string, boolean>): Map<string, boolean> =>
      new Map([...map, [deviceId, true]]);
    const maps = {
      kindsAccessible: indicators.kindsAccessible,
      devicesAccessible: on(indicators.devicesAccessible),
      devicesLive: on(indicators.devicesLive),
    };
    this.#lights.follow(maps, (other) => (other === deviceId ? kind : this.#kindOf(other)), this.model.now);
  }

  #kindOf(deviceId: string): string {
    return describe(this.world.hostId(deviceId)).kind === "videoinput" ? "video" : "audio";
  }

  /** Compares when everything has settled. */
  async #compare(): Promise<void> {
    const { world, model } = this;
    await world.settle();
    this.#lookAtTheGone();
    expectNone(faultsOf(world));
    expectNone([
      ...this.#trackFaults(),
      ...this.#sourceFaults(),
      ...this.#mapFaults(),
      ...this.#lightFaults(),
    ]);
    expect(world.context.sources.size).toBe(model.sources.size);
  }

  /** 4.3.1: of a device that is gone and was not open, tracks may end at any time until they have to. */
  #lookAtTheGone(): void {
    for (const source of [...this.model.sources]) {
      if (source.isOpen || source.device.isPlugged) continue;
      for (const track of [...source.tracks]) {
        if (this.#heardOf.get(track)?.isLive === false)
          this.model.end(track, permissionFor(source.device.id));
      }
    }
  }

  #trackFaults(): string[] {
    return this.model.tracks.flatMap((track) => {
      const heard = this.#heardOf.get(track);
      if (!heard) return ["a track is missing"];
      const faults: string[] = [];
      const differ = (what: string, is: unknown, should: unknown): void => {
        const [got, expected] = [JSON.stringify(is), JSON.stringify(should)];
        if (got !== expected) faults.push(`a track of ${heard.device}: ${what} is ${got}, not ${expected}`);
      };
      const { source } = track;
      differ("whether it is live", heard.isLive, track.isLive);
      differ("enabled", heard.track.enabled, track.isEnabled);
      differ("its events", heard.events, track.events);
      differ("constraints", sorted(heard.track.getConstraints()), sorted(track.constraints));
      if (!track.isLive || !heard.isLive) return faults;
      differ("muted", heard.track.muted, source.isMuted);
      const isTurned = source.rotation % 180 !== 0;
      const settings = heard.track.getSettings();
      const straight = upright(heard);
      if (isTurned && settings.width !== straight.height)
        faults.push(`a track of ${heard.device} is not flipped`);
      if (!isTurned && settings.width !== straight.width)
        faults.push(`a track of ${heard.device} is flipped`);
      const alike = [...source.tracks].every(
        (other) => sorted(other.constraints) === sorted(track.constraints),
      );
      if (alike) {
        const best = this.solver.selectSettings(this.world.described(heard.device), track.constraints);
        differ("its settings", sorted(straight), best.ok ? sorted(best.settings) : best.message);
      }
      return faults;
    });
  }

  /** Whether devices are open and shown live as they must be; where it is open to choice, the model follows. */
  #sourceFaults(): string[] {
    const { model } = this;
    const { indicators } = this.world.context;
    const faults: string[] = [];
    for (const source of model.sources) {
      const { id } = source.device;
      const isOpen = this.world.watched.of(id).length > 0;
      const { unwantedSince = Infinity, idleSince = Infinity } = source;
      if (source.isWanted && !isOpen) faults.push(`${id} is wanted and closed`);
      if (model.now - idleSince >= THREE_SECONDS && isOpen) faults.push(`${id} is open after three seconds`);
      const isLive = indicators.devicesLive.get(this.world.described(id).deviceId) ?? false;
      if (model.now - unwantedSince >= THREE_SECONDS && isLive)
        faults.push(`${id} is live after three seconds`);
      if (source.device.isPlugged) source.isOpen = isOpen;
    }
    return faults;
  }

  #mapFaults(): string[] {
    // Nothing is shown of a document that is gone.
    if (this.model.isUnloaded) return [];
    const { kindsAccessible, devicesAccessible } = this.world.context.indicators;
    const faults: string[] = [];
    for (const [id, should] of this.model.accessible) {
      const is = devicesAccessible.get(this.world.described(id).deviceId) ?? false;
      if (is !== should) faults.push(`${id} is ${is ? "" : "not "}accessible`);
    }
    for (const [kind, name] of [
      ["video", "camera"],
      ["audio", "microphone"],
    ] as const) {
      const should = this.model.permission(name) === "granted";
      if (kindsAccessible.get(kind) !== should) faults.push(`${kind} is ${should ? "not " : ""}accessible`);
    }
    return faults;
  }

  #lightFaults(): string[] {
    const { indicators } = this.world.context;
    const should = this.#lights.follow(indicators, (deviceId) => this.#kindOf(deviceId), this.model.now);
    return [...should].flatMap(([key, isOn]) => {
      const [what = "", of = ""] = key.split(" ");
      const shown =
        of === "any"
          ? indicators.any
          : of === "audio" || of === "video"
            ? indicators.kind(of)
            : indicators.device(of);
      const is = what === "live" ? shown.live : shown.accessible;
      return is === isOn ? [] : [`the light of ${key} is ${is ? "on" : "off"}`];
    });
  }
}

function answerTo(request: PromptRequest, answer: Answer): PromptAnswer {
  if (answer === "for good") return { remember: true };
  return answer === "the last one" ? { choices: lastOf(request) } : answer;
}

function expectError({ state, reason }: Outcome<unknown>, names: readonly string[]): void {
  expect(state).toBe("rejected");
  expect(reason).toBeInstanceOf(DOMException);
  expect(names).toContain((reason as DOMException).name);
}

/** Faults of what a track has delivered in one slice of time: 4.3.1, media flow, and 5. */
function flowFaults({ track, delivered, device, isLive }: Heard): string[] {
  if (!delivered || !isLive) return [];
  const { width, height, channelCount, frameRate = 0 } = track.getSettings();
  const isEmpty = track.muted || !track.enabled;
  const faults = new Set<string>();
  for (const media of delivered) {
    if (media.isEmpty !== isEmpty) faults.add(media.isEmpty ? "black or silent" : "not black or silent");
    if (track.kind === "audio") {
      if (media.width !== channelCount) faults.add(`${media.width} channels, not ${channelCount}`);
    } else if (media.width !== width || media.height !== height) {
      faults.add(`${media.width}x${media.height}, not ${width}x${height}`);
    }
  }
  const expected = (frameRate * SLICE) / 1000;
  if (track.kind === "video" && Math.abs(delivered.length - expected) > 2) {
    faults.add(`${delivered.length} pictures, not ${expected}`);
  }
  if (track.kind === "audio" && delivered.length === 0) faults.add("nothing");
  return [...faults].map((fault) => `a track of ${device} delivered ${fault}`);
}
