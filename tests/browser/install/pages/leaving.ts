/** What is left of the package in a page that it was installed in. */
import { exactly } from "../../quirks/page/tools.js";
import { only, stop, trackfit, trackfitBrowser } from "./common.js";

type ListenerArguments = [type: string, listener: EventListener, options?: boolean | AddEventListenerOptions];

/** Counts what goes on by itself: solvers' workers, timers that repeat, listeners of the page. */
function takeCounts(): () => Record<"workers" | "timers" | "listeners", number> {
  const workers = new Set<Worker>();
  const timers = new Set<unknown>();
  const listeners = new Set<string>();
  const own = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      if (/\/worker\.js$/.test(String(url))) workers.add(this);
    }
    override terminate(): void {
      workers.delete(this);
      super.terminate();
    }
  };
  const { setInterval: start, clearInterval: end } = globalThis;
  Object.assign(globalThis, {
    Worker: own,
    setInterval(...values: Parameters<typeof setInterval>): unknown {
      const timer = start(...values);
      timers.add(timer);
      return timer;
    },
    clearInterval(timer: number) {
      timers.delete(timer);
      end(timer);
    },
  });
  for (const target of [document, window]) {
    const identities = new Map<unknown, number>();
    const key = (type: unknown, listener: unknown): string => {
      identities.set(listener, identities.get(listener) ?? identities.size);
      return `${target === window ? "window" : "document"} ${String(type)} ${identities.get(listener)}`;
    };
    const [add, remove] = [target.addEventListener.bind(target), target.removeEventListener.bind(target)];
    Object.assign(target, {
      addEventListener(...values: ListenerArguments) {
        listeners.add(key(values[0], values[1]));
        add(...values);
      },
      removeEventListener(...values: ListenerArguments) {
        listeners.delete(key(values[0], values[1]));
        remove(...values);
      },
    });
  }
  return () => ({ workers: workers.size, timers: timers.size, listeners: listeners.size });
}

/** The counts when they are all 0, or after ten seconds. */
async function atRest(counts: ReturnType<typeof takeCounts>): Promise<unknown> {
  const end = performance.now() + 10_000;
  while (performance.now() < end && Object.values(counts()).some((count) => count > 0)) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return counts();
}

/** Installs, asks for media and uninstalls, several times, with a host of the page's in the end. */
export async function cycles(): Promise<unknown> {
  const counts = takeCounts();
  const { browserHost, install } = await trackfitBrowser();
  let during = counts();
  for (const options of [{}, {}, { host: browserHost() }]) {
    const undo = install(options);
    stop(await navigator.mediaDevices.getUserMedia({ video: exactly(320, 240) }));
    during = counts();
    undo();
  }
  return { hasSome: during.workers === 1 && during.listeners > 0, left: await atRest(counts) };
}

/** A track that outlives the installation, and is given other settings then. */
export async function outlived(): Promise<unknown> {
  const counts = takeCounts();
  const { install } = await trackfitBrowser();
  const undo = install();
  const stream = await navigator.mediaDevices.getUserMedia({ video: exactly(640, 480) });
  undo();
  const track = only(stream.getVideoTracks());
  await track.applyConstraints(exactly(320, 240));
  const { width, height } = track.getSettings();
  stop(stream);
  return { told: `${width}x${height}`, left: await atRest(counts) };
}

/** Devices beside the page's own, whose document is ended. */
export async function unloaded(): Promise<unknown> {
  const counts = takeCounts();
  const { createBrowserDevices } = await trackfitBrowser();
  const { userAgentOf } = await trackfit();
  const mediaDevices = await createBrowserDevices();
  const stream = await mediaDevices.getUserMedia({ video: exactly(320, 240) });
  const hasSome = counts().listeners > 0;
  userAgentOf(mediaDevices).document.unload();
  return { hasSome, state: only(stream.getTracks()).readyState, left: await atRest(counts) };
}
