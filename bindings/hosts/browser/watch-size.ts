/** When to look at the size that a track of the browser tells. */

/** How often, in milliseconds: no browser tells that a camera has come to another size. */
const LOOKING = 500;

/**
 * Calls back now and then, and at once when the device is turned, of which browsers tell before its pictures are, until the
 * function returned is called.
 */
export function watchSize(look: () => void): () => void {
  const timer = globalThis.setInterval(look, LOOKING);
  const { orientation } = (globalThis as { screen?: { orientation?: EventTarget } }).screen ?? {};
  orientation?.addEventListener("change", look);
  return () => {
    globalThis.clearInterval(timer);
    orientation?.removeEventListener("change", look);
  };
}
