/** Requests whose solver's worker is killed. */
import { exactly, shown } from "../../quirks/page/tools.js";
import { only, outcome, settled, stop, trackfitBrowser } from "./common.js";

/** How a worker ends: told by an event, as a crash is, or in silence, as when the system kills it. */
export type Death = "crash" | "silence";

/** How long a solver's worker may take, in milliseconds. Drivers have longer timers in the page. */
const DEADLINE = 30_000;

interface Killing {
  /** The next question a solver's worker is asked ends it. */
  arm(death: Death): void;
  readonly workers: number;
  readonly killed: number;
}

/** Keeps deadlines, so that they can be over before their time. */
function takeDeadlines(): () => void {
  const { setTimeout: start, clearTimeout: end } = globalThis;
  const waiting = new Map<number, () => void>();
  const take = (handler: () => void, time = 0, ...values: unknown[]): number => {
    const timer = start(handler, time, ...values);
    if (time === DEADLINE) waiting.set(timer, handler);
    return timer;
  };
  globalThis.setTimeout = take as typeof setTimeout;
  globalThis.clearTimeout = (timer) => {
    waiting.delete(timer as number);
    end(timer);
  };
  return () => {
    for (const handler of waiting.values()) handler();
    waiting.clear();
  };
}

/** Replaces the window's Worker by one that dies when it is told to. */
function takeWorkers(): Killing {
  const expire = takeDeadlines();
  const counts = { workers: 0, killed: 0 };
  let armed: Death | undefined;
  const post = Reflect.get(Worker.prototype, "postMessage") as (...values: unknown[]) => void;
  const own = class extends Worker {
    readonly #isSolver: boolean;

    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.#isSolver = /\/worker\.js$/.test(String(url));
      if (this.#isSolver) counts.workers += 1;
    }

    override postMessage(message: unknown, options?: StructuredSerializeOptions | Transferable[]): void {
      if (!this.#isSolver || !armed) {
        Reflect.apply(post, this, [message, options]);
        return;
      }
      const isCrash = armed === "crash";
      armed = undefined;
      counts.killed += 1;
      // A worker that has been terminated tells nothing any more.
      if (!isCrash) this.terminate();
      setTimeout(() => {
        if (isCrash) this.dispatchEvent(new ErrorEvent("error", { message: "killed" }));
        else expire();
      });
    }
  };
  Object.assign(globalThis, { Worker: own });
  return {
    arm: (death) => (armed = death),
    get workers() {
      return counts.workers;
    },
    get killed() {
      return counts.killed;
    },
  };
}

/** Kills the worker during a request for media and during one for other settings. */
export async function killed(death: Death): Promise<unknown> {
  const killing = takeWorkers();
  const { install } = await trackfitBrowser();
  const undo = install();
  const first = await navigator.mediaDevices.getUserMedia({ video: exactly(640, 480) });
  const before = killing.workers;
  killing.arm(death);
  // Questions that have been asked before are answered without the worker.
  const second = await outcome(navigator.mediaDevices.getUserMedia({ video: exactly(480, 360) }));
  const track = only(first.getTracks());
  killing.arm(death);
  const applied = await outcome(track.applyConstraints(exactly(320, 240)));
  const { width, height } = track.getSettings();
  const third = await navigator.mediaDevices.getUserMedia({ video: exactly(640, 480) });
  const seen = {
    before,
    killed: killing.killed,
    isReplaced: killing.workers > before,
    second: second instanceof MediaStream ? "granted" : second,
    applied: applied ?? `${width}x${height}`,
    third: only(third.getTracks()).readyState,
  };
  stop(first, third);
  if (second instanceof MediaStream) stop(second);
  undo();
  return seen;
}

/** Kills the worker that converts pictures, while a track of the camera's own and a converted one are live. */
export async function converterKilled(): Promise<unknown> {
  const converters: Worker[] = [];
  const own = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      if (String(url).endsWith("/converter-worker.js")) converters.push(this);
    }
  };
  Object.assign(globalThis, { Worker: own });
  const { install } = await trackfitBrowser();
  const undo = install();
  const ask = (width: number, height: number): Promise<MediaStream> =>
    navigator.mediaDevices.getUserMedia({ video: exactly(width, height) });
  const streams = [await ask(640, 480), await ask(300, 300)];
  const tracks = streams.map((stream) => only(stream.getTracks()));
  const [, converted] = tracks;
  if (!converted) throw new Error("There is no track.");
  const { size } = await shown(converted);
  if (converters.length === 0) {
    stop(...streams);
    undo();
    return { size, workers: 0 };
  }
  const heard: string[] = [];
  tracks.forEach((track, i) => (track.onended = () => heard.push(`${i} ${track.readyState}`)));
  const ended = tracks.map((track) => new Promise((resolve) => track.addEventListener("ended", resolve)));
  converters[0]?.terminate();
  await Promise.all(ended);
  await settled();
  const next = await ask(300, 300);
  const seen = {
    size,
    heard,
    isActive: streams.some(({ active }) => active),
    next: (await shown(only(next.getTracks()))).size,
    workers: converters.length,
  };
  stop(next);
  undo();
  return seen;
}
