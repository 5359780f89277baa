/** Cameras whose pictures come to another size by themselves. */
import { exactly, shown, told } from "../../quirks/page/tools.js";
import { until } from "../../native-media/pages/waiting.js";
import { only, stop } from "./common.js";
import { OwnCamera } from "./own-camera.js";

/** Waits until a track tells a size; tells that, and what is shown. */
async function coming(track: MediaStreamTrack, size: string): Promise<string> {
  await until(() => told(track) === size, `${size} in place of ${told(track)}`);
  return `${told(track)} ${(await shown(track)).size}`;
}

/** What tracks tell and show, those that are fed with converted pictures, while a camera goes through sizes. */
export async function converted(): Promise<unknown> {
  const camera = new OwnCamera();
  const devices = await camera.devices({ conversion: "always" });
  const stream = await devices.getUserMedia({ video: exactly(640, 480) });
  const track = only(stream.getTracks());
  const small = track.clone();
  await small.applyConstraints(exactly(300, 300));
  const seen = [await coming(track, "640x480")];
  camera.come(480, 360);
  seen.push(await coming(track, "480x360"), await coming(small, "300x300"));
  // What is asked for meanwhile is done as far as the camera lets it.
  await small.applyConstraints(exactly(160, 120));
  await track.applyConstraints({ width: 640, height: 360 });
  seen.push(await coming(track, "480x270"), await coming(small, "160x120"));
  camera.come(360, 480);
  seen.push(await coming(track, "270x480"));
  camera.come(640, 480);
  seen.push(await coming(track, "640x360"), await coming(small, "160x120"));
  camera.come(480, 640);
  seen.push(await coming(track, "360x640"), await coming(small, "120x160"));
  const { muted, readyState } = track;
  stop(stream);
  small.stop();
  camera.close();
  return { seen, muted, readyState };
}

/** As `converted`, of a camera's own track. */
export async function direct(): Promise<unknown> {
  const camera = new OwnCamera();
  const devices = await camera.devices({ conversion: "as-needed" });
  const stream = await devices.getUserMedia({ video: exactly(640, 480) });
  const track = only(stream.getTracks());
  const isOwn = camera.tracks.has(track);
  const seen: string[] = [];
  for (const [width, height] of [
    [480, 360],
    [480, 640],
    [640, 480],
  ] as const) {
    camera.come(width, height);
    seen.push(await coming(track, `${width}x${height}`));
  }
  const { aspectRatio } = track.getSettings();
  stop(stream);
  camera.close();
  return { isOwn, seen, aspectRatio };
}
