/** What it takes to learn of devices, and what comes of it. */
import { only, stop, trackfitBrowser } from "./common.js";

/** How often the browser itself was asked. */
export interface Calls {
  getUserMedia: number;
  applyConstraints: number;
}

/** Counts what the browser is asked from now on. */
function counting(): Calls {
  const calls: Calls = { getUserMedia: 0, applyConstraints: 0 };
  count(MediaDevices.prototype, "getUserMedia", calls);
  count(MediaStreamTrack.prototype, "applyConstraints", calls);
  return calls;
}

function count(prototype: object, name: keyof Calls, calls: Calls): void {
  const native = Reflect.get(prototype, name) as (...values: unknown[]) => unknown;
  Object.assign(prototype, {
    [name](this: unknown, ...values: unknown[]): unknown {
      calls[name]++;
      return Reflect.apply(native, this, values);
    },
  });
}

/** Forgets all that was found out on earlier visits. */
export function forget(): void {
  localStorage.clear();
}

/** A document that asks for a camera: what the browser was asked for it, and the size it got. */
export async function visit(): Promise<{ calls: Calls; size: string }> {
  const calls = counting();
  const { install } = await trackfitBrowser();
  const undo = install();
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  const { width, height } = only(stream.getVideoTracks()).getSettings();
  stop(stream);
  undo();
  return { calls, size: `${width}x${height}` };
}
