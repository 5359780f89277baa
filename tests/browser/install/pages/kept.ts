/** What the platform's tracks have besides the specification's members. */
import { exactly } from "../../quirks/page/tools.js";
import { until } from "../../native-media/pages/waiting.js";
import { only, stop, trackfit, trackfitBrowser } from "./common.js";

/** The hints of clones, and of clones of these. */
export async function hints(devices: "hardware" | "virtual", side: number): Promise<string[]> {
  const { install } = await trackfitBrowser();
  const { virtualHost } = await trackfit();
  const undo = install(devices === "hardware" ? {} : { host: virtualHost() });
  const stream = await navigator.mediaDevices.getUserMedia({ video: exactly(side, 240), audio: true });
  const [video, audio] = [only(stream.getVideoTracks()), only(stream.getAudioTracks())];
  video.contentHint = "text";
  audio.contentHint = "music";
  const clone = stream.clone();
  const tracks = [...clone.getVideoTracks(), ...clone.getAudioTracks(), video.clone().clone()];
  const seen = tracks.map(({ contentHint }) => contentHint);
  video.contentHint = "motion";
  seen.push(only(clone.getVideoTracks()).contentHint);
  stop(stream, clone);
  for (const track of tracks) track.stop();
  undo();
  return seen;
}

type Counted = MediaStreamTrack & { readonly stats?: { readonly deliveredFrames?: number } | null };

/** Whether frames are counted, of the camera's own track and of a converted one; null where the browser does not. */
export async function counts(): Promise<unknown> {
  const { install } = await trackfitBrowser();
  const undo = install();
  const stream = await navigator.mediaDevices.getUserMedia({ video: exactly(640, 480) });
  const tracks: Counted[] = [only(stream.getTracks())];
  const converted: Counted = only(tracks).clone();
  await converted.applyConstraints(exactly(300, 300));
  tracks.push(converted);
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = new MediaStream(tracks.slice(0, 1));
  await video.play();
  const isCounting = async (track: Counted): Promise<boolean | null> => {
    if (!("stats" in MediaStreamTrack.prototype)) return null;
    await until(() => (track.stats?.deliveredFrames ?? 0) > 3, "a fourth frame");
    return true;
  };
  const counting = [];
  for (const track of tracks) counting.push(await isCounting(track));
  video.srcObject = null;
  stop(stream);
  converted.stop();
  undo();
  return counting;
}
