/** One audio context for all tracks of the page that are fed with samples: browsers allow few. */

let context: AudioContext | undefined;
let users = 0;
let stopResuming: (() => void) | undefined;

/** What people do that lets a page play sound. */
const GESTURES = ["pointerup", "touchend", "keydown"];

/** The page's context, and what tells that it is not used any more; the last one to leave closes it. */
export function enterSharedContext(): { readonly context: AudioContext; readonly leave: () => void } {
  context ??= new AudioContext();
  const entered = context;
  if (users === 0) stopResuming = resumeWhenAllowed(entered);
  users += 1;
  let isInside = true;
  return {
    context: entered,
    leave() {
      if (!isInside) return;
      isInside = false;
      users -= 1;
      if (users > 0) return;
      stopResuming?.();
      context = undefined;
      void entered.close();
    },
  };
}

/** Browsers let a context run after a gesture, and only if it is told to at that moment. */
function resumeWhenAllowed(suspended: AudioContext): () => void {
  const resume = (): void => {
    if (suspended.state === "running" || suspended.state === "closed") return;
    suspended.resume().catch(() => {
      // Not yet.
    });
  };
  resume();
  for (const type of GESTURES) addEventListener(type, resume, { capture: true, passive: true });
  return () => {
    for (const type of GESTURES) removeEventListener(type, resume, { capture: true });
  };
}
