/** getUserMedia: Media Capture and Streams, 10.2. */
import type { Constraint, Constraints, ConstraintSet } from "../constrainable/convert.js";
import { constraintsForDeviceSelection } from "../constrainable/device-selection.js";
import { isObject } from "../constrainable/objects.js";
import type { HostDevice, Wishes } from "../hosts/host.js";
import { byRank } from "../solver/rank.js";
import type { Fit, Misfit, RankedSource, SourceDescription } from "../solver/types.js";
import type { CaptureContext } from "./capture-context.js";
import { copyDictionary, toDictionary } from "./dictionaries.js";
import { FailureLimit } from "./failure-limit.js";
import type { PromptAnswer } from "./media-devices-options.js";
import type { MediaStream } from "./media-stream.js";
import { mediaTypeOf, type MediaType } from "./media-types.js";
import { OverconstrainedError } from "./overconstrained-error.js";
import { TrackPlan } from "./track-plan.js";
import { TrackState } from "./track-state.js";

/** What is asked for of one kind of media. */
export interface MediaRequest {
  readonly type: MediaType;
  readonly constraints: Constraints;
}

interface Choice {
  readonly device: HostDevice;
  readonly description: SourceDescription;
  readonly fit: Fit;
  /** For a source without other tracks. */
  readonly plan: TrackPlan;
}

/** A kind of media, what is asked for of it, and the devices that will do, best first. */
interface Selection extends MediaRequest {
  candidates: Choice[];
  readonly inquiry: Inquiry;
}

/** What has been learned of devices for one kind of media of one request. */
interface Inquiry {
  /** Ids of devices: each is asked once, even if its answers cannot be relied on. */
  readonly asked: Set<string>;
  /** Ids of those that could not be opened. */
  readonly failed: Set<string>;
  /** Why the last of them could not. */
  error?: Error;
}

/** The misfit of a request, to become an OverconstrainedError once it is known what may be told. */
class ConstraintFailure extends Error {
  readonly misfit: Pick<Misfit, "failedConstraint" | "message">;

  constructor(misfit: Pick<Misfit, "failedConstraint" | "message">) {
    super(misfit.message);
    this.misfit = misfit;
  }
}

/** Properties by which a request names a device. */
const NAMING: ReadonlySet<string> = new Set(["deviceId", "groupId", "facingMode"]);

const DEFAULT_LIMIT = { count: 100, delay: 200 };

/** Answers requests for media in one document. */
export class UserMedia {
  #context: CaptureContext;
  #expose: (kinds: readonly string[]) => void;
  #limit: FailureLimit | undefined;

  /** `expose` sets the device information exposure (9.2.3). */
  constructor(context: CaptureContext, expose: (kinds: readonly string[]) => void) {
    const { failureLimit = DEFAULT_LIMIT } = context.options;
    this.#context = context;
    this.#expose = expose;
    this.#limit = failureLimit === false ? undefined : new FailureLimit(context.clock, failureLimit);
  }

  /** Media Capture and Streams, 10.2, getUserMedia, step 6, for requests with at least one kind of media. */
  async request(requests: readonly MediaRequest[]): Promise<MediaStream> {
    const context = this.#context;
    await context.document.waitForFocus();
    try {
      await this.#unlock(requests);
      const selections: Selection[] = [];
      for (const request of requests) selections.push(await this.#select(request));
      this.#checkDocument();
      const tracks = await this.#provide(selections);
      this.#expose(requests.map(({ type }) => type.kind));
      const { objects } = context;
      return objects.stream(tracks.map((track) => objects.track(track)));
    } catch (error) {
      const mayTell = context.canExposeAny();
      if (!mayTell) await this.#limit?.wait();
      if (!(error instanceof ConstraintFailure)) throw error;
      const { failedConstraint, message } = error.misfit;
      throw mayTell
        ? new OverconstrainedError(failedConstraint, message)
        : new OverconstrainedError("", "No device satisfies the constraints.");
    } finally {
      context.host.release?.(requests.map(({ type }) => type.sourceKind));
    }
  }

  /** Has the platform ask the user, if it is the platform that does. */
  async #unlock(requests: readonly MediaRequest[]): Promise<void> {
    const { host } = this.#context;
    if (!host.unlock) return;
    const wished = requests.map(({ type: { sourceKind }, constraints }) => [
      sourceKind,
      toDictionary(constraintsForDeviceSelection(constraints, sourceKind)),
    ]);
    const kinds = requests.map(({ type }) => type.sourceKind);
    await host.unlock(kinds, Object.fromEntries(wished) as Wishes).catch((error: unknown) => {
      const { name, constraint, message } = error as Partial<OverconstrainedError>;
      if (name !== "OverconstrainedError") throw error;
      throw new ConstraintFailure({ failedConstraint: constraint ?? "", message: message ?? "" });
    });
  }

  /** Step 6.3: the devices that will do. */
  async #select(request: MediaRequest): Promise<Selection> {
    const inquiry: Inquiry = { asked: new Set(), failed: new Set() };
    for (;;) {
      const selection = await this.#selectAmong(request, inquiry);
      const best = selection.candidates[0]?.device;
      // The best that a device may turn out to be is better than what others are: that it is has to be found out.
      if (!best || !this.#canLearn(best, inquiry)) return selection;
      await this.#learn(best, request, inquiry);
    }
  }

  /** Step 6.5.4: which error a device that cannot be opened makes. What a platform says of the request itself stands. */
  #openingError(reason: unknown, { type, constraints }: MediaRequest, label: string): Error {
    const { isPlatform = false } = this.#context.host;
    const isError = reason instanceof Error || reason instanceof DOMException;
    const { name = "", message = "", constraint } = (isError ? reason : {}) as Partial<OverconstrainedError>;
    const told = `The ${type.device} "${label}" could not be opened${message === "" ? "" : `: ${message}`}`;
    if (isPlatform && name === "OverconstrainedError" && constraint !== undefined) {
      // Others are of what this package asked for on its own account.
      if (requires(constraints, constraint)) {
        return new ConstraintFailure({ failedConstraint: constraint, message: told });
      }
    }
    const known = ["NotReadableError", "NotAllowedError", ...(isPlatform ? PLATFORM_ERRORS : [])];
    return domException(told, known.includes(name) ? name : "AbortError", isError ? reason : undefined);
  }

  /** Whether more can be found out of a device. While it is in use it would have to do two things at once. */
  #canLearn(device: HostDevice, { asked }: Inquiry): boolean {
    return device.learn !== undefined && !asked.has(device.id) && !this.#context.isLive(device);
  }

  /** Has a device tell more of itself, by opening it: step 6.5.4 where that fails. */
  async #learn(device: HostDevice, request: MediaRequest, inquiry: Inquiry): Promise<void> {
    inquiry.asked.add(device.id);
    try {
      await device.learn?.();
    } catch (reason) {
      const error = this.#openingError(reason, request, device.label);
      if (error.name === "NotAllowedError") throw error;
      inquiry.failed.add(device.id);
      inquiry.error = error;
    }
  }

  async #selectAmong({ type, constraints }: MediaRequest, inquiry: Inquiry): Promise<Selection> {
    const context = this.#context;
    const all = await context.host.devices();
    const devices = all.filter(({ kind, description }) => kind === type.deviceKind && description);
    if (devices.length === 0) throw new DOMException(`There is no ${type.device}.`, "NotFoundError");
    const selecting = constraintsForDeviceSelection(constraints, type.sourceKind);
    // The system's default device first: ranking keeps the order of equals.
    devices.sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
    const left = devices.filter(({ id }) => !inquiry.failed.has(id));
    const ranked = await Promise.all(
      left.map((device) => {
        const description = this.#canLearn(device, inquiry) ? device.possible : undefined;
        return this.#try(device, context.describe(device, description), selecting);
      }),
    );
    const candidates: Choice[] = [];
    for (const { source, fit } of byRank(ranked)) {
      const { device, plan } = ranked.find((other) => other.source === source) ?? {};
      if (fit.ok && device && plan) candidates.push({ device, description: source, fit, plan });
    }
    if (candidates.length === 0 && inquiry.error) throw inquiry.error;
    if (candidates.length === 0) throw new ConstraintFailure(await this.#blame(ranked, selecting));
    const permitted = candidates.filter(({ device }) => context.permissionFor(device) !== "denied");
    if (permitted.length === 0) throw notAllowed(`Permission to use the ${type.device} is denied.`);
    return { type, constraints: selecting, candidates: await this.#asChosen(permitted, selecting), inquiry };
  }

  /**
   * Step 6.5.1, "may be determined by asking the user": the device that the user has chosen comes first, unless the request
   * names another. Leave for all devices of a kind is no choice of one.
   */
  async #asChosen(candidates: readonly Choice[], { basic, advanced }: Constraints): Promise<Choice[]> {
    const chosen = candidates.find(({ device }) => device.isChosen);
    if (!chosen) return [...candidates];
    const others = candidates.filter((candidate) => candidate !== chosen);
    const names = (set: ConstraintSet): ConstraintSet =>
      set.filter(({ property }) => NAMING.has(property.name));
    const naming: Constraints = { basic: names(basic), advanced: advanced.map(names) };
    const named = await Promise.all(
      [chosen, ...others].map(({ device, description }) => this.#try(device, description, naming)),
    );
    const [best] = byRank(named);
    return best?.source === chosen.description ? [chosen, ...others] : [...candidates];
  }

  /** What a device makes of the constraints when it is used for nothing else. */
  async #try(
    device: HostDevice,
    source: SourceDescription,
    constraints: Constraints,
  ): Promise<RankedSource & { readonly device: HostDevice; readonly plan?: TrackPlan }> {
    const plan = await TrackPlan.make(this.#context.solver, source, [constraints]);
    if (!(plan instanceof TrackPlan)) return { source, device, fit: plan };
    const [fit] = plan.fit.fits;
    if (!fit) throw new TypeError("A plan has a fit for each track.");
    return { source, device, fit, plan };
  }

  /** Step 6.3.5: a required constraint that no settings of any device satisfy, or "". */
  async #blame(
    ranked: readonly RankedSource[],
    { basic }: Constraints,
  ): Promise<Pick<Misfit, "failedConstraint" | "message">> {
    const failsEverywhere = async (constraint: Constraint): Promise<boolean> => {
      const alone = toDictionary({ basic: [constraint], advanced: [] });
      for (const { source } of ranked) {
        if ((await this.#context.solver.selectSettings(source, alone)).ok) return false;
      }
      return true;
    };
    const messages = ranked.flatMap(({ source: { label = "", deviceId }, fit }) => {
      if (fit.ok) return [];
      return ranked.length === 1 ? fit.message : `${label === "" ? deviceId : label}: ${fit.message}`;
    });
    const message = messages.join("; ");
    for (const constraint of basic) {
      if (await failsEverywhere(constraint)) return { failedConstraint: constraint.property.name, message };
    }
    return { failedConstraint: "", message };
  }

  /** Steps 6.5 and 6.6: asks for permission and opens devices, until each kind of media has a track. */
  async #provide(selections: readonly Selection[]): Promise<TrackState[]> {
    const provided = new Map<Selection, TrackState>();
    try {
      while (provided.size < selections.length) {
        const open = selections.filter((selection) => !provided.has(selection));
        const chosen = await this.#askPermission(open);
        this.#checkDocument();
        const opened = await Promise.allSettled(
          open.map(async (selection, i) => {
            const track = await this.#open(selection, chosen[i]);
            if (track) provided.set(selection, track);
          }),
        );
        for (const result of opened) if (result.status === "rejected") throw result.reason;
      }
      return selections.flatMap((selection) => provided.get(selection) ?? []);
    } catch (error) {
      for (const track of provided.values()) track.stop();
      throw error;
    }
  }

  /** Step 6.5.1: request permission to use. Returns the device chosen for each kind of media. */
  async #askPermission(selections: readonly Selection[]): Promise<(Choice | undefined)[]> {
    const context = this.#context;
    for (const { type } of selections) {
      if (!context.isAllowed(type)) throw notAllowed(`The permissions policy forbids the ${type.device}.`);
    }
    const { prompt, origin = "null" } = context.options;
    const asked = selections.filter(
      ({ candidates: [best] }) => best && context.permissionFor(best.device) !== "granted",
    );
    let answer: PromptAnswer = "granted";
    if (asked.length > 0 && prompt) {
      const candidates = Object.fromEntries(
        asked.map(({ type, candidates: choices }) => [
          type.kind,
          choices.map(({ device, description: { deviceId }, fit }) => ({
            deviceId,
            label: device.label,
            fit: copyDictionary(fit),
          })),
        ]),
      );
      try {
        answer = await prompt({ origin, candidates });
      } catch (error) {
        throw notAllowed("Permission was denied: the prompt failed.", error);
      }
    }
    if (answer === "denied") throw notAllowed("Permission was denied.");
    const { choices, remember } = readAnswer(answer);
    const chosen = selections.map((selection) => {
      const { type, candidates } = selection;
      const wanted = asked.includes(selection) ? choices[type.kind] : undefined;
      if (wanted === undefined) return candidates[0];
      const choice = candidates.find(({ description }) => description.deviceId === wanted);
      if (!choice) throw notAllowed(`The prompt chose a ${type.device} that is no candidate.`);
      return choice;
    });
    if (remember) {
      selections.forEach((selection, i) => {
        const choice = chosen[i];
        if (!choice || !asked.includes(selection)) return;
        context.permissions.set(selection.type.permission, "granted", choice.description.deviceId);
      });
    }
    return chosen;
  }

  /** Steps 6.5.4 to 6.6: the track, or undefined where the device failed and others are left to try. */
  async #open(selection: Selection, choice: Choice | undefined): Promise<TrackState | undefined> {
    const { type, constraints } = selection;
    if (!choice) throw new DOMException(`No ${type.device} is left.`, "NotFoundError");
    if (this.#canLearn(choice.device, selection.inquiry)) {
      // It is tried because others failed, and only now found out what it can do.
      await this.#learn(choice.device, selection, selection.inquiry);
      selection.candidates = await this.#learnedAnew(selection);
      if (selection.candidates.length > 0) return undefined;
      const { error } = selection.inquiry;
      throw error ?? new DOMException(`No ${type.device} that fits is left.`, "NotFoundError");
    }
    const context = this.#context;
    const source = context.sourceOf(choice.device, type);
    const track = new TrackState(source);
    let misfit: Misfit | undefined;
    try {
      misfit = await source.attach(track, constraints, choice.plan);
    } catch (error) {
      this.#checkDocument();
      selection.candidates = selection.candidates.filter((candidate) => candidate !== choice);
      if (selection.candidates.length > 0) return undefined;
      throw this.#openingError(error, selection, choice.device.label);
    }
    if (misfit) throw new ConstraintFailure(misfit);
    if (context.permissions.state(type.permission, choice.description.deviceId) === "denied") {
      track.stop();
      throw notAllowed(`Permission to use the ${type.device} was revoked.`);
    }
    return track;
  }

  /** The candidates that are left, by what is known of them now. */
  async #learnedAnew({ type, constraints, candidates, inquiry }: Selection): Promise<Choice[]> {
    const left = new Set(candidates.map(({ device }) => device.id));
    const again = await this.#selectAmong({ type, constraints }, inquiry).catch(() => undefined);
    return again?.candidates.filter(({ device }) => left.has(device.id)) ?? [];
  }

  /** Nothing is opened and nobody asked for a document that is gone. */
  #checkDocument(): void {
    if (!this.#context.document.isUnloaded) return;
    throw new DOMException("The document is not fully active.", "InvalidStateError");
  }
}

/** The prompt's answer; what is none grants nothing. */
function readAnswer(answer: Exclude<PromptAnswer, "denied">): {
  choices: Readonly<Record<string, string>>;
  remember: boolean;
} {
  if (answer === "granted") return { choices: {}, remember: false };
  const { choices = {}, remember = false } =
    isObject(answer) && !Array.isArray(answer) ? answer : { choices: null };
  if (!isObject(choices)) {
    throw notAllowed(
      'The prompt must answer "granted", "denied" or an object with choices, and nothing is granted otherwise.',
    );
  }
  return { choices, remember };
}

/** `cause` is told as errors tell it, which DOMExceptions have no option for. */
function domException(message: string, name: string, cause?: unknown): DOMException {
  const error = new DOMException(message, name);
  if (cause !== undefined) {
    Object.defineProperty(error, "cause", { value: cause, writable: true, configurable: true });
  }
  return error;
}

function notAllowed(message: string, cause?: unknown): DOMException {
  return domException(message, "NotAllowedError", cause);
}

/** Names of errors of a platform's getUserMedia() that are no matter of one device: scripts tell them apart. */
const PLATFORM_ERRORS = ["NotFoundError", "SecurityError", "InvalidStateError"];

/** Whether a request requires something of a property. */
function requires({ basic }: Constraints, name: string): boolean {
  return basic.some(
    ({ property, value }) =>
      property.name === name &&
      isObject(value) &&
      ["exact", "min", "max"].some((member) => Reflect.get(value, member) !== undefined),
  );
}

/** Reads which kinds of media are asked for, of converted MediaStreamConstraints. */
export function requestsOf(converted: Readonly<Record<string, false | Constraints>>): MediaRequest[] {
  return Object.entries(converted).flatMap(([kind, constraints]) =>
    constraints === false ? [] : { type: mediaTypeOf(kind), constraints },
  );
}
