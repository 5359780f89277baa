/** Constraints that a browser knows beyond the specification's. */
import { exactly } from "../../quirks/page/tools.js";
import { only, stop, trackfitBrowser } from "./common.js";
import { OwnCamera } from "./own-camera.js";

/** What an object tells of; a list of nothing tells nothing. */
function names(object: object): string[] {
  const entries = Object.entries(object) as [string, unknown][];
  const told = entries.filter(([, value]) => !Array.isArray(value) || value.length > 0);
  return told.map(([name]) => name).sort();
}

/** What the browser knows, and tells of its own devices, that is missing once the package is installed. */
export async function missing(): Promise<unknown> {
  const { mediaDevices } = navigator;
  const told = async (): Promise<string[][]> => {
    const stream = await mediaDevices.getUserMedia({ video: true, audio: true });
    const [video, audio] = [only(stream.getVideoTracks()), only(stream.getAudioTracks())];
    const { getCapabilities = () => ({}) } = video as Partial<MediaStreamTrack>;
    const lists = [
      names(mediaDevices.getSupportedConstraints()),
      names(getCapabilities.call(video)),
      names(video.getSettings()),
      names(audio.getSettings()),
    ];
    stop(stream);
    return lists;
  };
  const natively = await told();
  const { install } = await trackfitBrowser();
  const undo = install();
  const ours = await told();
  undo();
  const [supported, capabilities, video, audio] = natively.map((list, i) =>
    list.filter((name) => !ours[i]?.includes(name)),
  );
  return { supported, capabilities, video, audio };
}

const CAPABILITIES = {
  exposureMode: ["continuous", "manual"],
  exposureTime: { min: 10, max: 500, step: 5 },
  brightness: { min: 0, max: 255, step: 1 },
  torch: true,
};

/** What a camera is told, and what its track tells, one request after another. */
export async function applied(conversion: "always" | "as-needed"): Promise<unknown> {
  const { mediaDevices } = navigator;
  const supported = { ...mediaDevices.getSupportedConstraints() };
  for (const name of Object.keys(CAPABILITIES)) Reflect.set(supported, name, true);
  const property = { value: () => supported, configurable: true };
  Object.defineProperty(mediaDevices, "getSupportedConstraints", property);
  const camera = new OwnCamera(CAPABILITIES, {
    exposureMode: "continuous",
    exposureTime: 100,
    brightness: 128,
    torch: false,
  });
  const devices = await camera.devices({ conversion });
  Reflect.deleteProperty(mediaDevices, "getSupportedConstraints");
  const stream = await devices.getUserMedia({ video: exactly(640, 480) });
  const track = only(stream.getTracks());
  const steps: unknown[] = [];
  const note = (): void => {
    const { exposureMode, exposureTime, brightness, torch } = track.getSettings() as Record<string, unknown>;
    const told = camera.applied.splice(0).flatMap(({ advanced = [] }) => advanced);
    steps.push({ told, settings: [exposureMode, exposureTime, brightness, torch] });
  };
  const ask = async (constraints: object): Promise<void> => {
    await track.applyConstraints({ ...exactly(640, 480), ...constraints });
    note();
  };
  note();
  // The camera goes on to expose by itself.
  camera.settings["exposureTime"] = 300;
  await ask({ brightness: 130 });
  await ask({ brightness: 130, advanced: [{ exposureMode: "manual", exposureTime: 55 }] });
  await ask({ advanced: [{ torch: true }] });
  stop(stream);
  camera.close();
  return steps;
}
