/** The real thing under test: virtual devices on a stepped clock, a document, and what has come of it. */
import { runReactions, runTask, runToRest } from "./tasks-by-hand.js";
import type { CaptureContext } from "../../bindings/capture/capture-context.js";
import { createMediaDevices } from "../../bindings/capture/create-media-devices.js";
import { DeviceSource } from "../../bindings/capture/device-source.js";
import { DocumentState } from "../../bindings/capture/document-state.js";
import type { PromptAnswer, PromptRequest } from "../../bindings/capture/media-devices-options.js";
import { contextOf, type MediaDevices } from "../../bindings/capture/media-devices.js";
import { stateOf, type MediaStreamTrack } from "../../bindings/capture/media-stream-track.js";
import { Permissions } from "../../bindings/capture/permissions.js";
import { connectSink } from "../../bindings/capture/track-sink.js";
import { SteppedClock } from "../../bindings/hosts/stepped-clock.js";
import { VirtualHost } from "../../bindings/hosts/virtual/virtual-host.js";
import type { SourceDescription } from "../../bindings/solver/types.js";
import { describe, deviceIds, pluggedAtFirst } from "./devices.js";
import { OpenSources } from "./open-sources.js";

/** A picture or block that a track's sink was given. */
export interface Delivered {
  readonly width: number;
  readonly height: number;
  /** Whether all of it is black or silent. */
  readonly isEmpty: boolean;
}

/** A track, and all that it has told. */
export class Heard {
  readonly track: MediaStreamTrack;
  /** The id of its device in the host. */
  readonly device: string;
  /** The events that it has fired. */
  readonly events: string[] = [];
  /** What has gone wrong at its events. */
  readonly faults: string[] = [];
  /** What its sink was given since this was emptied last; undefined without a sink. */
  delivered: Delivered[] | undefined;
  /** How often its sink was told of the end. */
  endings = 0;
  #isMuted: boolean;
  /** Set by whoever calls stop(). */
  isStopped = false;

  constructor(track: MediaStreamTrack, device: string) {
    this.track = track;
    this.device = device;
    this.#isMuted = track.muted;
    for (const type of ["mute", "unmute", "ended"]) track.addEventListener(type, () => this.#hear(type));
  }

  /** The document's source of it. */
  get source(): DeviceSource {
    const { source } = stateOf(this.track);
    if (source instanceof DeviceSource) return source;
    throw new Error("The source of a track must be a device's.");
  }

  get isLive(): boolean {
    return this.track.readyState === "live";
  }

  stop(): void {
    this.isStopped = true;
    this.track.stop();
  }

  /** Connects a sink. */
  listen(): void {
    if (this.delivered) return;
    this.delivered = [];
    connectSink(this.track, {
      picture: ({ width, height, data }) => {
        const luma = data.subarray(0, width * height);
        this.#take({ width, height, isEmpty: luma.every((value) => value === 16) });
      },
      block: ({ channels }) => {
        this.#take({
          width: channels.length,
          height: 1,
          isEmpty: channels.every((channel) => channel.every((sample) => sample === 0)),
        });
      },
      ended: () => {
        this.endings += 1;
        if (this.isLive) this.faults.push("its sink was told of the end while it was live");
      },
    });
  }

  #take(delivered: Delivered): void {
    if (!this.isLive || this.endings > 0) this.faults.push("it delivered after its end");
    this.delivered?.push(delivered);
  }

  #hear(type: string): void {
    const { track, events, faults } = this;
    if (this.isStopped) faults.push(`${type} after stop()`);
    if (events.includes("ended")) faults.push(`${type} after ended`);
    events.push(type);
    if (type === "ended") {
      if (this.isLive) faults.push("ended while live");
      return;
    }
    if (!this.isLive) faults.push(`${type} while ended`);
    if (track.muted !== (type === "mute")) faults.push(`${type} while muted is ${track.muted}`);
    if (track.muted === this.#isMuted) faults.push(`${type} without a change`);
    this.#isMuted = track.muted;
  }
}

/** Of each kind of media the candidate that fits worst. */
export function lastOf({ candidates }: PromptRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(candidates).map(([kind, choices]) => [kind, choices.at(-1)?.deviceId ?? ""]),
  );
}

/** A prompt that waits for its answer. */
export interface Prompt {
  readonly request: PromptRequest;
  answer(answer: PromptAnswer): void;
  fail(): void;
}

/** Virtual devices, a document, its MediaDevices object, and its tracks. */
export class World {
  readonly clock = new SteppedClock();
  readonly host = new VirtualHost({ devices: pluggedAtFirst.map(describe), clock: this.clock });
  readonly watched = new OpenSources(this.host);
  readonly document = new DocumentState();
  readonly permissions = new Permissions();
  readonly tracks: Heard[] = [];
  /** The prompts that wait, where nothing answers them at once. */
  readonly prompts: Prompt[] = [];
  /** The devices that have been made to fail, by their ids in the host. */
  readonly hasFailed = new Set<string>();
  /** Requests for media that are pending. */
  requests = 0;
  /** Answers prompts at once. */
  answer: ((request: PromptRequest) => PromptAnswer) | undefined;
  readonly #described = new Map<string, SourceDescription>();
  readonly #byDocumentId = new Map<string, string>();
  #mediaDevices: MediaDevices | undefined;
  #context: CaptureContext | undefined;

  async begin(): Promise<this> {
    const { watched: host, document, permissions } = this;
    const prompt = (request: PromptRequest): PromptAnswer | Promise<PromptAnswer> => {
      if (this.answer) return this.answer(request);
      return new Promise((resolve, reject) => {
        const fail = (): void => reject(new Error("the prompt broke"));
        this.prompts.push({ request, answer: resolve, fail });
      });
    };
    const failureLimit = false;
    this.#mediaDevices = await createMediaDevices({ host, document, permissions, prompt, failureLimit });
    this.#context = contextOf(this.#mediaDevices);
    for (const id of deviceIds) this.#byDocumentId.set(this.described(id).deviceId, id);
    // The core is compiled in another thread, which nothing here waits for.
    await this.#context.solver.selectSettings(describe("front"), {});
    await this.#context.solver.selectJointly(describe("front"), [{}]);
    await runToRest();
    return this;
  }

  get mediaDevices(): MediaDevices {
    if (!this.#mediaDevices) throw new Error("The world has not begun.");
    return this.#mediaDevices;
  }

  get context(): CaptureContext {
    if (!this.#context) throw new Error("The world has not begun.");
    return this.#context;
  }

  /** A device as the document sees it, plugged in or not. */
  described(id: string): SourceDescription {
    let described = this.#described.get(id);
    if (!described) this.#described.set(id, (described = this.#describe(id)));
    return described;
  }

  #describe(id: string): SourceDescription {
    const description = describe(id);
    const { kind, groupId, label = "" } = description;
    const open = (): never => {
      throw new Error("Only described.");
    };
    return this.context.describe({ id, kind, groupId, label, description, isDefault: false, open });
  }

  /** The id in the host of a device by its id in the document. */
  hostId(documentId: string | undefined): string {
    const id = this.#byDocumentId.get(documentId ?? "");
    if (id === undefined) throw new Error(`There is no device ${documentId}.`);
    return id;
  }

  /** Keeps account of a new track from its first moment. */
  hear(track: MediaStreamTrack): Heard {
    const heard = new Heard(track, this.hostId(stateOf(track).settings.deviceId));
    this.tracks.push(heard);
    return heard;
  }

  /** Asks for media; the tracks are heard as soon as the promise resolves. */
  async getUserMedia(constraints: MediaStreamConstraints): Promise<Heard[]> {
    this.requests += 1;
    try {
      const stream = await this.mediaDevices.getUserMedia(constraints);
      return stream.getTracks().map((track) => this.hear(track));
    } finally {
      this.requests -= 1;
    }
  }

  /** Lets everything happen that is going to happen without time passing. */
  async settle(): Promise<void> {
    await runToRest();
  }

  /** Lets a few tasks or reactions run, and leaves the rest. */
  async turn(tasks: number): Promise<void> {
    for (let i = 0; i < tasks; i++) {
      await runReactions();
      runTask();
    }
  }

  /** Lets time pass; whole milliseconds. */
  async pass(milliseconds: number): Promise<void> {
    this.clock.advanceSync(milliseconds);
    await runToRest();
  }
}

/** What a promise comes to, without waiting for it. */
export interface Outcome<T> {
  state: "pending" | "fulfilled" | "rejected";
  value?: T;
  reason?: unknown;
}

/** Follows a promise. */
export function follow<T>(promise: Promise<T>): Outcome<T> {
  const outcome: Outcome<T> = { state: "pending" };
  promise.then(
    (value) => Object.assign(outcome, { state: "fulfilled", value }),
    (reason: unknown) => Object.assign(outcome, { state: "rejected", reason }),
  );
  return outcome;
}
