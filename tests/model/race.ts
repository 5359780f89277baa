/**
 * Things that happen before others have come to their end. Nothing is predicted; what must hold whatever happens is
 * looked at whenever everything has come to rest.
 */
import { tasksWaiting } from "./tasks-by-hand.js";
import { describe, pluggedAtFirst } from "./devices.js";
import { faultsOf } from "./invariants.js";
import { permissionFor, THREE_SECONDS } from "./model.js";
import { sorted, type Asked } from "./required.js";
import { constraintsOf, inWords, type Request } from "./requests.js";
import { follow, lastOf, type Heard, type Outcome, type World } from "./world.js";

const GET_USER_MEDIA_ERRORS = [
  "AbortError",
  "InvalidStateError",
  "NotAllowedError",
  "NotFoundError",
  "NotReadableError",
  "OverconstrainedError",
];

/** What devices may be made to fail with. */
export const FAILURES = ["NotReadableError", "AbortError", "NotAllowedError", "OperationError"] as const;

/** What a prompt may come to. */
export type Reply = "granted" | "denied" | "for good" | "throws" | "the last one";

interface Applied {
  readonly heard: Heard;
  readonly asked: Asked;
  readonly outcome: Outcome<void>;
}

/** A world in which several things happen at once. */
export class Race {
  /** What has been done. */
  readonly done: string[] = [];
  readonly #plugged = new Set(pluggedAtFirst);
  readonly #requests: Outcome<Heard[]>[] = [];
  readonly #applied: Applied[] = [];
  /** What the constraints of tracks must be, as soon as that is known. */
  readonly #asked = new Map<Heard, Asked>();
  #openedBeforeUnload: number | undefined;

  constructor(readonly world: World) {}

  take(requests: Partial<Record<"audio" | "video", Request>>, isPrompted: boolean): void {
    const asked: Partial<Record<string, Asked>> = {};
    for (const [kind, request] of Object.entries(requests)) asked[kind] = this.#constraints(request);
    const shown = Object.entries(requests).map(([kind, request]) => `${kind}: ${inWords(request)}`);
    this.#tell(`getUserMedia({ ${shown.join(", ")} })${isPrompted ? " with a prompt" : ""}`);
    // The prompt asks when it comes to it; what is set now is what the latest request has.
    this.world.answer = isPrompted ? undefined : () => "granted";
    this.#requests.push(follow(this.world.getUserMedia(asked as MediaStreamConstraints)));
  }

  reply(place: number, reply: Reply): void {
    const { prompts } = this.world;
    const [prompt] = prompts.splice(place % Math.max(1, prompts.length), 1);
    if (!prompt) return;
    this.#tell(`a prompt: ${reply}`);
    if (reply === "throws") prompt.fail();
    else if (reply === "granted" || reply === "denied") prompt.answer(reply);
    else {
      prompt.answer(reply === "for good" ? { remember: true } : { choices: lastOf(prompt.request) });
    }
  }

  clone(place: number): void {
    const heard = this.#track(place);
    if (!heard) return;
    this.#tell(`clone ${this.#name(heard)}`);
    const clone = this.world.hear(heard.track.clone());
    this.#asked.set(clone, heard.track.getConstraints() as Asked);
  }

  apply(place: number, request: Request): void {
    const heard = this.#track(place);
    if (!heard) return;
    const asked = this.#constraints(request);
    this.#tell(`${this.#name(heard)}.applyConstraints(${inWords(request)})`);
    const outcome = follow(heard.track.applyConstraints(asked as MediaTrackConstraints));
    this.#applied.push({ heard, asked, outcome });
  }

  stop(place: number): void {
    const heard = this.#track(place);
    if (!heard) return;
    this.#tell(`${this.#name(heard)}.stop()`);
    heard.stop();
  }

  enable(place: number, isEnabled: boolean): void {
    const heard = this.#track(place);
    if (!heard) return;
    this.#tell(`${this.#name(heard)}.enabled = ${isEnabled}`);
    heard.track.enabled = isEnabled;
  }

  enableAll(isEnabled: boolean): void {
    this.#tell(`enabled = ${isEnabled} for all tracks`);
    for (const { track } of this.world.tracks) track.enabled = isEnabled;
  }

  listen(place: number): void {
    const heard = this.#track(place);
    if (!heard) return;
    this.#tell(`listen to ${this.#name(heard)}`);
    heard.listen();
  }

  plug(id: string): void {
    if (this.#plugged.has(id)) return;
    this.#tell(`plug(${id})`);
    this.world.host.plug(describe(id));
    this.#plugged.add(id);
  }

  unplug(id: string): void {
    if (!this.#plugged.has(id)) return;
    this.#tell(`unplug(${id})`);
    this.world.host.unplug(id);
    this.#plugged.delete(id);
  }

  mute(id: string, isMuted: boolean): void {
    if (!this.#plugged.has(id)) return;
    this.#tell(`mute(${id}, ${isMuted})`);
    this.world.host.mute(id, isMuted);
  }

  rotate(id: string, degrees: number): void {
    if (!this.#plugged.has(id) || describe(id).kind === "audioinput") return;
    this.#tell(`rotate(${id}, ${degrees})`);
    this.world.host.rotate(id, degrees);
  }

  fail(id: string, name: string | null): void {
    if (!this.#plugged.has(id)) return;
    this.#tell(`fail(${id}, ${name})`);
    this.world.host.fail(id, name);
    if (name !== null) this.world.hasFailed.add(id);
  }

  permit(id: string, state: PermissionState, isForAll: boolean): void {
    const name = permissionFor(id);
    this.#tell(`${name} of ${isForAll ? "all" : id} ${state}`);
    this.world.permissions.set(name, state, isForAll ? undefined : this.world.described(id).deviceId);
  }

  focus(hasFocus: boolean): void {
    this.#tell(`hasFocus = ${hasFocus}`);
    this.world.document.hasFocus = hasFocus;
  }

  unload(): void {
    this.#tell("unload()");
    this.#openedBeforeUnload ??= this.#timesOpened;
    this.world.document.unload();
    // Ended without events, as by stop().
    for (const heard of this.world.tracks) heard.isStopped = true;
  }

  /** Lets a few tasks run. */
  async tasks(count: number): Promise<void> {
    this.#tell(`${count} tasks`);
    await this.world.turn(count);
  }

  /** Lets a few reactions of promises run. */
  async reactions(count: number): Promise<void> {
    this.#tell(`${count} reactions`);
    for (let i = 0; i < count; i++) await Promise.resolve();
  }

  /** Lets time pass, at the end of which everything is at rest. */
  async pass(milliseconds: number): Promise<void> {
    this.#tell(`${milliseconds} ms`);
    await this.world.pass(milliseconds);
    this.check();
  }

  async rest(): Promise<void> {
    this.#tell("rest");
    await this.world.settle();
    this.check();
  }

  /** Answers and stops everything, and looks at what is left. */
  async finish(): Promise<void> {
    const { world } = this;
    await this.rest();
    this.focus(true);
    await this.rest();
    while (world.prompts.length > 0) {
      this.reply(0, "denied");
      await this.rest();
    }
    for (const heard of world.tracks) heard.stop();
    this.#tell("stop() for all tracks");
    await this.pass(THREE_SECONDS);
    await this.pass(THREE_SECONDS);
    const left = {
      openSources: world.host.openSources,
      sources: world.context.sources.size,
      timers: world.clock.pending,
      tasks: tasksWaiting(),
    };
    expect(left).toEqual({ openSources: 0, sources: 0, timers: 0, tasks: 0 });
  }

  /** What must hold at rest. */
  check(): void {
    const faults = [
      ...faultsOf(this.world),
      ...this.#promiseFaults(),
      ...this.#constraintsFaults(),
      ...this.#permissionFaults(),
      ...this.#unloadFaults(),
    ];
    expect(faults).toEqual([]);
  }

  get #timesOpened(): number {
    return [...this.world.watched.timesOpened.values()].reduce((sum, times) => sum + times, 0);
  }

  #promiseFaults(): string[] {
    const faults: string[] = [];
    const { document, prompts } = this.world;
    const pending = this.#requests.filter(({ state }) => state === "pending").length;
    const mayWait = document.isFullyActive && document.hasFocus ? prompts.length : Infinity;
    if (pending > mayWait) faults.push(`${pending} requests are pending with ${prompts.length} prompts`);
    for (const { state, reason } of this.#requests) {
      if (state === "rejected" && !isOneOf(reason, GET_USER_MEDIA_ERRORS))
        faults.push(`getUserMedia: ${String(reason)}`);
    }
    for (const { outcome } of this.#applied) {
      if (outcome.state === "pending") faults.push("applyConstraints() is pending");
      if (outcome.state === "rejected" && !isOneOf(outcome.reason, ["OverconstrainedError", ...FAILURES])) {
        faults.push(`applyConstraints: ${String(outcome.reason)}`);
      }
    }
    return faults;
  }

  /** getConstraints() tells what was applied last with success. */
  #constraintsFaults(): string[] {
    for (const { heard, asked, outcome } of this.#applied.splice(0)) {
      if (outcome.state === "fulfilled") this.#asked.set(heard, asked);
    }
    const faults: string[] = [];
    for (const [heard, asked] of this.#asked) {
      if (!heard.isLive) continue;
      const [is, should] = [sorted(heard.track.getConstraints()), sorted(asked)];
      if (is !== should) faults.push(`${this.#name(heard)} has the constraints ${is}, not ${should}`);
    }
    return faults;
  }

  #permissionFaults(): string[] {
    return this.world.tracks.flatMap((heard) => {
      if (!heard.isLive) return [];
      const { deviceId } = this.world.described(heard.device);
      const state = this.world.permissions.state(permissionFor(heard.device), deviceId);
      return state === "denied" ? [`${this.#name(heard)} is live without permission`] : [];
    });
  }

  #unloadFaults(): string[] {
    if (this.#openedBeforeUnload === undefined) return [];
    const faults: string[] = [];
    if (this.#timesOpened > this.#openedBeforeUnload)
      faults.push("a device was opened for a document that is gone");
    for (const heard of this.world.tracks)
      if (heard.isLive) faults.push("a track is live in a document that is gone");
    return faults;
  }

  #track(place: number): Heard | undefined {
    const live = this.world.tracks.filter(({ isLive }) => isLive);
    const from = place < 90 && live.length > 0 ? live : this.world.tracks;
    return from[place % Math.max(1, from.length)];
  }

  #name(heard: Heard): string {
    return `track${this.world.tracks.indexOf(heard) + 1}`;
  }

  #constraints(request: Request): Asked {
    return constraintsOf(request, (id) => this.world.described(id).deviceId);
  }

  #tell(words: string): void {
    this.done.push(words);
  }
}

function isOneOf(reason: unknown, names: readonly string[]): boolean {
  return reason instanceof DOMException && names.includes(reason.name);
}
