/** install() and uninstall() in a page. */
import { exactly, shown } from "../../quirks/page/tools.js";
import { only, outcome, settled, stop, trackfitBrowser, warningsOf } from "./common.js";

/** Imports the module and does nothing with it. */
export async function importing(): Promise<string[]> {
  const module = await trackfitBrowser();
  await settled();
  return Object.keys(module).sort();
}

/** Installs, does most of what a page may do, and uninstalls. */
export async function lifetime(): Promise<unknown> {
  const { install, uninstall } = await trackfitBrowser();
  const { mediaDevices } = navigator;
  const prototype = Object.getPrototypeOf(mediaDevices) as object;
  // Where nothing is installed it does nothing.
  uninstall();
  const undo = install();
  const isSame = navigator.mediaDevices === mediaDevices && Object.getPrototypeOf(mediaDevices) === prototype;
  const stream = await mediaDevices.getUserMedia({ video: exactly(320, 240), audio: true });
  const [video, audio] = [only(stream.getVideoTracks()), only(stream.getAudioTracks())];
  await video.applyConstraints(exactly(640, 480));
  const clone = stream.clone();
  const { size } = await shown(video);
  const context = new AudioContext();
  context.createMediaStreamSource(stream);
  await context.close();
  const devices = await mediaDevices.enumerateDevices();
  const ours = {
    isSame,
    isSubclass: Object.getPrototypeOf(Object.getPrototypeOf(video)) === MediaStreamTrack.prototype,
    isStream: stream instanceof MediaStream && stream.constructor !== MediaStream,
    isClone: clone instanceof MediaStream && clone.getTracks().length === 2,
    kinds: [video.kind, audio.kind],
    size,
    labels: devices.every(({ kind, label }) => kind === "audiooutput" || label !== ""),
    own: Reflect.ownKeys(mediaDevices).length,
    isKnown: mediaDevices.getSupportedConstraints().aspectRatio,
  };
  stop(stream, clone);
  undo();
  undo();
  uninstall();
  return { ...ours, isSameAfter: navigator.mediaDevices === mediaDevices };
}

/** What the page calls. */
function method(): unknown {
  return Reflect.get(MediaDevices.prototype, "getUserMedia");
}

/** What the browser itself gives. */
export async function native(): Promise<unknown> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  const track = only(stream.getTracks());
  const prototypes = [
    Object.getPrototypeOf(stream) === MediaStream.prototype,
    Object.getPrototypeOf(track) === MediaStreamTrack.prototype,
  ];
  stop(stream);
  return { prototypes, isNative: String(method()).includes("[native code]") };
}

/** Installs a second time: what was there before stays. */
export async function twice(): Promise<unknown> {
  const { install } = await trackfitBrowser();
  const undo = install();
  const before = method();
  const undoes: (() => void)[] = [];
  const warnings = await warningsOf(() => undoes.push(install()));
  const isSame = method() === before;
  for (const second of undoes) second();
  const isThere = method() === before;
  undo();
  return { warnings, isSame, isThere, isGone: method() !== before };
}

/** Installs where that is impossible: with bad options, and over a property that is for good. */
export async function impossible(): Promise<unknown> {
  const { install } = await trackfitBrowser();
  const attempt = (options?: object): string => {
    try {
      install(options);
      return "installed";
    } catch (error) {
      return (error as Error).name;
    }
  };
  const before = method();
  const bad = [
    attempt({ host: 5 }),
    attempt({ conversion: "never" }),
    attempt({ permissions: { camera: "yes" } }),
  ];
  const descriptor = Object.getOwnPropertyDescriptor(MediaDevices.prototype, "enumerateDevices") ?? {};
  Object.defineProperty(MediaDevices.prototype, "enumerateDevices", { ...descriptor, configurable: false });
  const fixed = attempt();
  return { bad, fixed, isUntouched: method() === before };
}

/** A MediaDevices object beside the page's own. */
export async function ponyfill(): Promise<unknown> {
  const { createBrowserDevices } = await trackfitBrowser();
  const mediaDevices = await createBrowserDevices();
  const before = await mediaDevices.enumerateDevices();
  const stream = (await mediaDevices.getUserMedia({
    video: exactly(320, 240),
  })) as unknown as MediaStream;
  const track = only(stream.getVideoTracks());
  const { width, height } = track.getSettings();
  const clone = stream.clone();
  const seen = {
    before: before.map(({ deviceId, label }) => deviceId + label).join(""),
    told: `${width}x${height}`,
    size: (await shown(track)).size,
    isNative: track instanceof MediaStreamTrack && stream instanceof MediaStream,
    clones: clone.getTracks().map((other) => other.getConstraints().width),
  };
  stop(stream, clone);
  return seen;
}

/** Tries to install, and to create devices, in an insecure context. */
export async function insecurely(): Promise<unknown> {
  const { install, createBrowserDevices } = await trackfitBrowser();
  const warnings = await warningsOf(() => install()());
  const created = await outcome(createBrowserDevices());
  return {
    isSecure: isSecureContext,
    mediaDevices: typeof (navigator as Partial<Navigator>).mediaDevices,
    warnings,
    created: "name" in created ? created.name : "created",
  };
}

/** A track that is held while install() is undone. */
export async function held(): Promise<unknown> {
  const { install } = await trackfitBrowser();
  const undo = install();
  const stream = await navigator.mediaDevices.getUserMedia({ video: exactly(640, 480) });
  const track = only(stream.getTracks());
  undo();
  await track.applyConstraints(exactly(320, 240));
  const { width, height } = track.getSettings();
  const seen = { state: track.readyState, told: `${width}x${height}`, size: (await shown(track)).size };
  track.stop();
  return { ...seen, after: track.readyState };
}
