/** Tracks that are disabled, and the camera behind them. */
import { exactly } from "../../quirks/page/tools.js";
import { until } from "../../native-media/pages/waiting.js";
import { only, stop, trackfitBrowser } from "./common.js";
import { OwnCamera } from "./own-camera.js";

/** What a track shows whoever begins to watch it now: by its brightest pixel. */
async function looks(track: MediaStreamTrack, as: "black" | "picture"): Promise<string> {
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  document.body.append(video);
  void video.play().catch(() => undefined);
  const context = new OffscreenCanvas(16, 16).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("There is no canvas.");
  const look = (): string => {
    if (video.videoWidth === 0) return "nothing";
    context.drawImage(video, 0, 0, 16, 16);
    const { data } = context.getImageData(0, 0, 16, 16);
    return data.some((value, i) => i % 4 !== 3 && value > 40) ? "picture" : "black";
  };
  await until(() => look() === as, as);
  video.srcObject = null;
  video.remove();
  return as;
}

/** Whether the camera's tracks are enabled while tracks of two kinds come, go, and are enabled and disabled. */
export async function ofCamera(conversion: "always" | "as-needed"): Promise<unknown> {
  const camera = new OwnCamera();
  const devices = await camera.devices({ conversion });
  const stream = await devices.getUserMedia({ video: exactly(640, 480) });
  const track = only(stream.getTracks());
  const isOn = (): boolean =>
    [...camera.tracks].some(({ readyState, enabled }) => readyState === "live" && enabled);
  const on = [isOn()];
  track.enabled = false;
  on.push(isOn());
  const seen = [await looks(track, "black")];
  track.enabled = true;
  on.push(isOn());
  seen.push(await looks(track, "picture"));
  const clone = track.clone();
  track.enabled = false;
  on.push(isOn());
  seen.push(await looks(clone, "picture"));
  clone.enabled = false;
  on.push(isOn());
  const other = clone.clone();
  on.push(isOn());
  other.enabled = true;
  on.push(isOn());
  seen.push(await looks(other, "picture"), await looks(clone, "black"));
  other.stop();
  on.push(isOn());
  track.stop();
  clone.enabled = true;
  on.push(isOn());
  seen.push(await looks(clone, "picture"));
  stop(stream);
  clone.stop();
  camera.close();
  return { on, seen };
}

/** What a track of the browser's hardware shows while it is disabled, and after that. */
export async function ofHardware(): Promise<string[]> {
  const { install } = await trackfitBrowser();
  const undo = install();
  const stream = await navigator.mediaDevices.getUserMedia({ video: exactly(300, 300) });
  const track = only(stream.getTracks());
  const seen = [await looks(track, "picture")];
  track.enabled = false;
  seen.push(await looks(track, "black"));
  track.enabled = true;
  seen.push(await looks(track, "picture"));
  stop(stream);
  undo();
  return seen;
}
