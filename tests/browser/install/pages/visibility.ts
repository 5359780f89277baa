/** Pages that are hidden, and documents that go. */
import { only, outcome, settled, stop, trackfit, trackfitBrowser } from "./common.js";

/** What a hidden page has asked for, and whether it has been answered. */
interface Asked {
  readonly stream: Promise<MediaStream>;
  isAnswered: boolean;
}

const key = Symbol.for("trackfit.asked");
const kept = globalThis as { [key]?: Asked };

/** Has the document tell that it is hidden, or tell the truth again, where a browser cannot really hide it. */
export function pretend(isHidden: boolean): void {
  if (isHidden) Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
  else Reflect.deleteProperty(document, "visibilityState");
  document.dispatchEvent(new Event("visibilitychange"));
}

/** Installs, and captures once: the next request is answered faster than one that is another object's first. */
export async function begin(): Promise<void> {
  const { install } = await trackfitBrowser();
  const { virtualHost } = await trackfit();
  install({ host: virtualHost() });
  stop(await navigator.mediaDevices.getUserMedia({ video: true }));
}

/** Asks for a camera. */
export async function ask(): Promise<{ visibility: string; isAnswered: boolean }> {
  const { DocumentState, virtualHost } = await trackfit();
  const { createBrowserDevices } = await trackfitBrowser();
  const stream = navigator.mediaDevices.getUserMedia({ video: true });
  const asked: Asked = { stream, isAnswered: false };
  kept[key] = asked;
  const answered = (): void => void (asked.isAnswered = true);
  stream.then(answered, answered);
  // Another that believes to be visible, and asks later: when it has been answered, the first one is waiting.
  const other = await createBrowserDevices({ host: virtualHost(), document: new DocumentState() });
  for (const track of (await other.getUserMedia({ video: true })).getTracks()) track.stop();
  await settled();
  return { visibility: document.visibilityState, isAnswered: asked.isAnswered };
}

/** Waits for the answer to what has been asked. */
export async function answer(): Promise<unknown> {
  const asked = kept[key];
  if (!asked) throw new Error("Nothing has been asked.");
  const stream = await outcome(asked.stream);
  if (!(stream instanceof MediaStream)) return stream;
  const { readyState } = only(stream.getTracks());
  stop(stream);
  return readyState;
}

/** A document in a frame captures from virtual devices, and goes. */
export async function leave(): Promise<unknown> {
  const { virtualHost } = await trackfit();
  const host = virtualHost();
  const frame = document.createElement("iframe");
  frame.allow = "camera; microphone";
  const load = (url: string): Promise<void> =>
    new Promise((resolve) => {
      frame.addEventListener("load", () => resolve(), { once: true });
      frame.src = url;
      if (!frame.isConnected) document.body.append(frame);
    });
  await load(location.href);
  const inner = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!inner) throw new Error("There is no window.");
  const captured = new Promise<MediaStreamTrack>((resolve) => Object.assign(inner, { host, resolve }));
  const script = inner.document.createElement("script");
  script.type = "module";
  script.textContent = `
    import { install } from "/dist/browser.js";
    install({ host });
    navigator.mediaDevices.getUserMedia({ video: true }).then((stream) => resolve(stream.getTracks()[0]));`;
  inner.document.body.append(script);
  const track = await captured;
  const before = { state: track.readyState, open: host.openSources };
  await load("about:blank");
  await settled();
  const seen = { before, after: { state: track.readyState, open: host.openSources } };
  frame.remove();
  return seen;
}
