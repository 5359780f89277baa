/** Tracks of pages whose permissions change, and what is heard of them. */
import { outcome, settled, trackfitBrowser } from "./common.js";

interface Kept {
  readonly tracks: MediaStreamTrack[];
  readonly heard: string[];
}

const key = Symbol.for("trackfit.permissions");
const window = globalThis as { [key]?: Kept };

function kept(): Kept {
  return (window[key] ??= { tracks: [], heard: [] });
}

/** Installs; with permissions that are not the browser's, if it is told some. */
export async function begin(permissions?: Record<string, PermissionState>): Promise<void> {
  const { install } = await trackfitBrowser();
  install(permissions ? { permissions } : {});
}

/** Has the browser's own getUserMedia() wait for ever where a camera is asked for, as before a prompt that nobody answers. */
export function stall(): void {
  const { prototype } = MediaDevices;
  const native: (constraints?: MediaStreamConstraints) => Promise<MediaStream> = Reflect.get(
    prototype,
    "getUserMedia",
  );
  Object.assign(prototype, {
    getUserMedia(this: MediaDevices, constraints?: MediaStreamConstraints): Promise<MediaStream> {
      return constraints?.video ? new Promise(() => undefined) : Reflect.apply(native, this, [constraints]);
    },
  });
}

/** Asks for a camera, and then for a microphone and for devices; which of them have been answered when the last has. */
export async function besides(): Promise<unknown> {
  let isAnswered = false;
  const answered = (): void => void (isAnswered = true);
  ask({ video: true }).then(answered, answered);
  const microphone = await ask({ audio: true });
  const devices = await navigator.mediaDevices.enumerateDevices();
  await settled();
  const kinds = [...new Set(devices.map(({ kind }) => kind))];
  return { isAnswered, microphone, kinds };
}

/** Hears of a track from now on. */
function keep(track: MediaStreamTrack): void {
  const { tracks, heard } = kept();
  const name = `${track.kind} ${tracks.length}`;
  tracks.push(track);
  track.addEventListener("ended", () => heard.push(`${name} listener`));
  track.onended = () => heard.push(`${name} handler`);
}

/** Asks; keeps the tracks, and what is heard of them. */
export async function ask(constraints: MediaStreamConstraints): Promise<string> {
  const stream = await outcome(navigator.mediaDevices.getUserMedia(constraints));
  if (!(stream instanceof MediaStream)) return stream.name;
  for (const track of stream.getTracks()) keep(track);
  return "granted";
}

/** Makes a clone of the first track. */
export function clone(): void {
  const [first] = kept().tracks;
  if (!first) throw new Error("There is no track.");
  keep(first.clone());
}

/** Resolves when every track of a kind has ended, and all that might be told of it has been. */
export async function ended(kind: string): Promise<void> {
  const live = kept().tracks.filter((track) => track.kind === kind && track.readyState === "live");
  await Promise.all(
    live.map((track) => new Promise((resolve) => track.addEventListener("ended", resolve, { once: true }))),
  );
  await settled();
}

/** What was heard of the tracks, and how they are. */
export function told(): { heard: string[]; states: string[] } {
  const { tracks, heard } = kept();
  return { heard: [...heard], states: tracks.map(({ readyState }) => readyState) };
}
