/** A clock for pages that are hidden, where browsers present no pictures and hold timers up; those of workers go on. */
import { packageWorker } from "./conversion-worker.js";

/** Milliseconds. */
const PERIOD = 33;

const listeners = new Set<{ readonly tick: () => void }>();
let worker: Worker | undefined;

/**
 * Calls back thirty times a second while the page is hidden, until the function returned is called. Where no worker can be
 * started it never does.
 */
export function tickWhileHidden(tick: () => void): () => void {
  const entry = { tick };
  listeners.add(entry);
  if (listeners.size === 1) document.addEventListener("visibilitychange", look);
  look();
  return () => {
    if (!listeners.delete(entry) || listeners.size > 0) return;
    document.removeEventListener("visibilitychange", look);
    look();
  };
}

/** Has the clock run while it is needed. */
function look(): void {
  const isNeeded = listeners.size > 0 && document.visibilityState === "hidden";
  if (isNeeded === (worker !== undefined)) return;
  worker?.terminate();
  worker = isNeeded ? packageWorker() : undefined;
  if (!worker) return;
  worker.addEventListener("message", () => {
    for (const { tick } of [...listeners]) tick();
  });
  worker.postMessage({ period: PERIOD });
}
