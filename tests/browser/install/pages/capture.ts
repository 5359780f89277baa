/** Capturing where a page's policy is strict. */
import { exactly, shown } from "../../quirks/page/tools.js";
import { only, stop, trackfit, trackfitBrowser } from "./common.js";

/** A size that no fake camera has natively, and one of the virtual camera's. */
const CONVERTED = exactly(400, 400);

/** What was loaded and started for it. */
function loaded(): string[] {
  return performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name).pathname)
    .filter((path) => path.startsWith("/dist/"));
}

/** Captures and converts; tells the sizes of frames, and whether WebAssembly was to be had. */
export async function capturing(devices: "hardware" | "virtual"): Promise<unknown> {
  const { install } = await trackfitBrowser();
  const { virtualHost } = await trackfit();
  const undo = install(devices === "hardware" ? {} : { host: virtualHost() });
  const { mediaDevices } = navigator;
  const stream = await mediaDevices.getUserMedia({ video: CONVERTED, audio: true });
  const track = only(stream.getVideoTracks());
  const first = (await shown(track)).size;
  await track.applyConstraints(exactly(320, 180));
  const { width, height } = track.getSettings();
  const seen = {
    first,
    told: `${width}x${height}`,
    size: (await shown(track)).size,
    audio: only(stream.getAudioTracks()).readyState,
    isCompiled: canCompile(),
    isJavaScript: loaded().some((path) => path.includes("javascript")),
  };
  stop(stream);
  undo();
  return seen;
}

/** Whether WebAssembly may run: the smallest module. */
function canCompile(): boolean {
  try {
    const module = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    return new WebAssembly.Instance(module) instanceof WebAssembly.Instance;
  } catch {
    return false;
  }
}
