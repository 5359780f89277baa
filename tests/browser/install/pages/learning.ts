/** What it takes to learn of devices, and what comes of it. */
import { only, outcome, stop, trackfitBrowser } from "./common.js";

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

/** A native mode that every fake camera with more than one has besides its first. */
const SECOND: MediaTrackConstraints & { resizeMode: ConstrainDOMString } = {
  width: { exact: 1280 },
  height: { exact: 720 },
  resizeMode: { exact: "none" },
};

/** Asks for a camera's second mode; the size it got, or the name of the error. */
async function second(): Promise<string> {
  const stream = await outcome(navigator.mediaDevices.getUserMedia({ video: SECOND }));
  if (!(stream instanceof MediaStream)) return stream.name;
  const { width, height } = only(stream.getVideoTracks()).getSettings();
  stop(stream);
  return `${width}x${height}`;
}

/** Two requests at once in a document that has never captured, as of a component that is mounted twice; and one later. */
export async function twice(): Promise<string> {
  const { install } = await trackfitBrowser();
  const undo = install();
  const { mediaDevices } = navigator;
  const video = true;
  stop(...(await Promise.all([mediaDevices.getUserMedia({ video }), mediaDevices.getUserMedia({ video })])));
  const size = await second();
  undo();
  return size;
}

/** What a document gets of a camera while it holds a track that is none of this package's, and after. */
export async function besidesNative(): Promise<{ during: string; after: string }> {
  const native = await navigator.mediaDevices.getUserMedia({ video: true });
  const { install } = await trackfitBrowser();
  const undo = install();
  stop(await navigator.mediaDevices.getUserMedia({ video: true }));
  const during = await second();
  stop(native);
  const after = await second();
  undo();
  return { during, after };
}
