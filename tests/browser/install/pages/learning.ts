/** What it takes to learn of devices, and what comes of it. */
import { only, outcome, stop, trackfitBrowser } from "./common.js";
import { pretend, type PretenceOptions } from "./pretence.js";

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
async function second(camera: MediaTrackConstraints = {}): Promise<string> {
  const stream = await outcome(navigator.mediaDevices.getUserMedia({ video: { ...SECOND, ...camera } }));
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

/** What a document gets of a camera, and of any, while it holds a track that is none of this package's, and after. */
export async function besidesNative(): Promise<{
  during: string;
  after: string;
  any: string;
}> {
  const native = await navigator.mediaDevices.getUserMedia({ video: true });
  const { deviceId = "" } = only(native.getVideoTracks()).getSettings();
  const camera = { deviceId: { exact: deviceId } };
  const { install } = await trackfitBrowser();
  const undo = install();
  const during = await second(camera);
  const any = await second();
  stop(native);
  const after = await second(camera);
  undo();
  return { during, any, after };
}

/** Whether the browser grants the first request of a document, through this package and by itself. */
export async function granted(
  constraints: MediaStreamConstraints,
): Promise<{ ours: string; native: string }> {
  const ask = async (): Promise<string> => {
    const stream = await outcome(navigator.mediaDevices.getUserMedia(constraints));
    if (!(stream instanceof MediaStream)) return stream.name;
    stop(stream);
    return "granted";
  };
  const { install } = await trackfitBrowser();
  const undo = install();
  const ours = await ask();
  undo();
  return { ours, native: await ask() };
}

/** What is had of cameras that tell where they face only once they are open. */
export interface Faced {
  /** Where the camera of each request faces, or the name of the error. */
  readonly answers: readonly string[];
  /** The cameras that were opened, in order. */
  readonly opened: readonly string[];
  /** How many are live when the last answer has come and its track, if there is one, is stopped. */
  readonly live: number;
}

/** Requests one after the other, each track stopped before the next, in a document that has never captured. */
export async function facing(
  requests: readonly MediaTrackConstraints[],
  options: PretenceOptions = {},
): Promise<Faced> {
  const pretence = await pretend(options);
  const { install } = await trackfitBrowser();
  const undo = install();
  const answers: string[] = [];
  for (const video of requests) {
    const stream = await outcome(navigator.mediaDevices.getUserMedia({ video }));
    if (stream instanceof MediaStream) {
      answers.push(only(stream.getVideoTracks()).getSettings().facingMode ?? "unknown");
      stop(stream);
    } else answers.push(stream.name);
  }
  const live = pretence.live();
  undo();
  return { answers, opened: pretence.opened, live };
}

/** A first request that fails: the error's name, and how many tracks of the browser are live then. */
export async function failing(
  video: MediaTrackConstraints,
): Promise<{ name: string; isOpened: boolean; live: number }> {
  const tracks: MediaStreamTrack[] = [];
  const { prototype } = MediaDevices;
  const { getUserMedia: native } = prototype as {
    getUserMedia: (constraints: MediaStreamConstraints) => Promise<MediaStream>;
  };
  Object.assign(prototype, {
    async getUserMedia(this: MediaDevices, constraints: MediaStreamConstraints): Promise<MediaStream> {
      const stream = await native.call(this, constraints);
      tracks.push(...stream.getTracks());
      return stream;
    },
  });
  const { install } = await trackfitBrowser();
  const undo = install();
  const answer = await outcome(navigator.mediaDevices.getUserMedia({ video }));
  const live = tracks.filter(({ readyState }) => readyState === "live").length;
  undo();
  return { name: "name" in answer ? answer.name : "granted", isOpened: tracks.length > 0, live };
}

/** How many cameras there are, and of how many there is still something to learn when each has been learned of. */
export async function learningOfAll(): Promise<{ cameras: number; left: number }> {
  stop(await navigator.mediaDevices.getUserMedia({ video: true }));
  const { browserHost } = await trackfitBrowser();
  const host = browserHost({ askingTime: 60_000 });
  const cameras = (await host.devices()).filter(({ kind }) => kind === "videoinput");
  for (const camera of cameras) await camera.learn?.();
  host.close();
  return { cameras: cameras.length, left: cameras.filter(({ learn }) => learn).length };
}
