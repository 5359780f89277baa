/** The page's conductor: a device and a request in, everything that is shown out. */
import type {
  Fit,
  Misfit,
  PreparedSource,
  Solver,
  SourceKind,
  TrackConstraints,
} from "../bindings/solver/index.js";
import { readAddress, writeAddress } from "./address.js";
import { reasonOf, type Remedy, type Theirs } from "./answer.js";
import type { DeviceSet, PlaygroundDevice } from "./devices.js";
import { examples } from "./examples.js";
import { assess } from "./fitness.js";
import { Follower } from "./follower.js";
import { removeBound, setBound } from "./json-text.js";
import type { NativeChoice } from "./native-choice.js";
import type { Point } from "./plane-geometry.js";
import { readRequest, type Request } from "./request.js";
import type { Column } from "./settings-table.js";
import type { Views } from "./views.js";
import { distanceText, headlineOf, originOf } from "./words.js";

interface Entry {
  readonly device: PlaygroundDevice;
  readonly prepared: PreparedSource;
}

/** The answer that is shown: to the last request that could be read. */
interface Shown {
  readonly device: PlaygroundDevice;
  readonly constraints: TrackConstraints;
  readonly answer: Fit | Misfit;
}

const KINDS: readonly SourceKind[] = ["videoinput", "audioinput"];

/** The page. */
export class Playground {
  readonly #solver: Solver;
  readonly #views: Views;
  readonly #texts: Record<SourceKind, string>;
  readonly #follower: Follower;
  #set: DeviceSet | undefined;
  #unobserve: (() => void) | undefined;
  #entries: Entry[] = [];
  #chosen: string | undefined;
  /** The kind whose request is in the editor. */
  #kind: SourceKind | undefined;
  #shown: Shown | undefined;
  #native: NativeChoice | "asking" | undefined;

  constructor(solver: Solver, views: Views) {
    this.#solver = solver;
    this.#views = views;
    const { device, texts } = readAddress();
    this.#chosen = device;
    this.#texts = {
      videoinput: texts.videoinput ?? examples.videoinput[0]?.text ?? "{}",
      audioinput: texts.audioinput ?? examples.audioinput[0]?.text ?? "{}",
    };
    // Whoever wants less motion starts the picture.
    const isRunning = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#follower = new Follower(views.picture, isRunning, {
      asked: () => this.#shown,
      native: (choice) => {
        this.#native = choice;
        this.#show();
      },
      learned: () => this.#relist(),
    });
  }

  /** Takes devices from another set. */
  async use(set: DeviceSet): Promise<void> {
    this.#unobserve?.();
    this.#views.picture.close();
    this.#set = set;
    this.#unobserve = set.observe(() => void this.#relist());
    await this.#relist();
  }

  /** Turns to another device. */
  choose(id: string): void {
    this.#chosen = id;
    this.#views.devices.check(id);
    this.update();
  }

  /** The text of the request has become another. */
  edited(text: string): void {
    if (this.#kind) this.#texts[this.#kind] = text;
    this.update();
  }

  /** Takes the value of a conflict that would do. */
  mend({ name, bound, value }: Remedy): void {
    this.setBound(name, bound, value);
    // The button that was pressed is gone.
    this.#views.focusVerdict();
  }

  /** Sets a bound. A text that cannot be read stays as it is. */
  setBound(name: string, bound: string, value: unknown): void {
    this.#edit((text) => setBound(text, name, bound, value));
  }

  /** Takes a bound out. A text that cannot be read stays as it is. */
  removeBound(name: string, bound: string): void {
    this.#edit((text) => removeBound(text, name, bound));
  }

  /** Asks for a size, as ideals. */
  pick({ width, height }: Point): void {
    this.#edit((text) => setBound(setBound(text, "width", "ideal", width), "height", "ideal", height));
  }

  /** Starts or stops the picture. */
  toggle(): void {
    this.#follower.toggle();
  }

  /** Answers the request as it is now. */
  update(): void {
    const entry = this.#entries.find(({ device }) => device.id === this.#chosen);
    if (!entry) return;
    const { device, prepared } = entry;
    const { kind } = device;
    if (kind !== this.#kind) {
      this.#kind = kind;
      this.#views.openRequest(kind, this.#texts[kind]);
    }
    const requests = new Map(KINDS.map((each) => [each, readRequest(this.#texts[each], each)]));
    this.#rate(requests);
    const request = requests.get(kind);
    if (!request) return;
    this.#views.editor.judge(request.problem, request.problem ? [] : request.hints);
    writeAddress(device.id, kind, this.#texts[kind]);
    const before = this.#shown;
    // While the text cannot be read, the answer to what could be read last stays.
    const earlier = before?.device.id === device.id ? before.constraints : undefined;
    const constraints = request.constraints ?? earlier ?? {};
    const told = earlier
      ? "This answers the last request that could be read."
      : "This answers a request for anything.";
    this.#views.setEarlier(request.problem ? told : "");
    this.#shown = { device, constraints, answer: prepared.selectSettings(constraints) };
    if (
      before?.device.id !== device.id ||
      JSON.stringify(before.constraints) !== JSON.stringify(constraints)
    ) {
      this.#native = undefined;
      this.#follower.follow();
    }
    this.#show();
    if (request.problem) this.#views.announcer.tell(`${request.problem.place}: ${request.problem.message}`);
    else this.#announce(this.#shown, request.hints);
  }

  #edit(edit: (text: string) => string): void {
    const { text } = this.#views.editor;
    if (this.#kind && !readRequest(text, this.#kind).problem) this.#views.editor.replace(edit(text));
  }

  async #relist(): Promise<void> {
    const set = this.#set;
    if (!set) return;
    const devices = await set.list();
    if (set !== this.#set) return;
    for (const { prepared } of this.#entries) prepared.release();
    this.#entries = devices.map((device) => ({ device, prepared: this.#solver.prepare(device.description) }));
    if (!devices.some(({ id }) => id === this.#chosen)) this.#chosen = devices[0]?.id;
    this.#views.devices.list(devices, this.#chosen, set.isVirtual);
    this.#views.showEmpty(devices.length === 0);
    if (devices.length > 0) this.update();
    else {
      this.#shown = undefined;
      this.#views.picture.close();
    }
  }

  /** Tells of each device how well it fits the request of its kind. */
  #rate(requests: ReadonlyMap<SourceKind, Request>): void {
    const { devices } = this.#views;
    for (const [kind, { constraints }] of requests) {
      const entries = this.#entries.filter(({ device }) => device.kind === kind);
      const ranked = constraints
        ? this.#solver.rank(
            entries.map((entry) => entry.prepared),
            constraints,
          )
        : [];
      for (const { device } of entries) {
        const place = ranked.findIndex(({ source }) => source === device.description);
        const answer = ranked[place]?.fit;
        devices.rate(device.id, answer && { answer, isBest: answer.ok && place === 0 && ranked.length > 1 });
      }
    }
  }

  #theirs(column: Column | undefined): Theirs {
    const native = this.#native;
    if (this.#set?.isVirtual !== false) return { state: "none", why: "knows nothing of virtual devices" };
    if (native !== "asking" && native?.ok === false) return { state: "rejected", error: native.error };
    if (!column) {
      return this.#follower.isRunning
        ? { state: "asking" }
        : { state: "none", why: "is asked while the picture runs" };
    }
    const { settings, assessment } = column;
    const { distance, terms } = assessment;
    const broken = [...terms].flatMap(([name, term]) => (term === Infinity ? name : []));
    return { state: "settings", headline: headlineOf(settings), distance, broken };
  }

  #show(): void {
    if (!this.#shown) return;
    const { device, constraints, answer } = this.#shown;
    const { kind, description } = device;
    const column = (settings: Fit["settings"]): Column => ({
      settings,
      assessment: assess(this.#solver, kind, settings, constraints),
    });
    const ours = answer.ok ? column(answer.settings) : undefined;
    const theirs = this.#native !== "asking" && this.#native?.ok ? column(this.#native.settings) : undefined;
    this.#views.show({
      kind,
      description,
      constraints,
      answer,
      ours,
      theirs: this.#set?.isVirtual === false ? (theirs ?? "none") : undefined,
      told: this.#theirs(theirs),
    });
  }

  #announce({ device, answer }: Shown, hints: readonly string[]): void {
    const text = answer.ok
      ? `${headlineOf(answer.settings)} ${originOf(answer)}, distance ${distanceText(answer.distance)}.`
      : `Nothing fits. ${reasonOf(answer)}`;
    this.#views.announcer.tell([`${device.label}: ${text}`, ...hints].join(" "));
  }
}
