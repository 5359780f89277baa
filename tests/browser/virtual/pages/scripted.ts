/** A page to which the init script has given devices. */
import type { InitScriptDevices } from "../../../../bindings/browser/init-script.js";
import { eventAfter, nameOfFailure } from "./events.js";
import { numbersOn, play, remove, sizeOf, untilSize } from "./screen.js";
import { heard } from "./sound.js";

const CAMERA = "virtual-camera";
const MICROPHONE = "virtual-microphone";

function devices(): InitScriptDevices {
  const { trackfit } = globalThis as { trackfit?: InitScriptDevices };
  if (!trackfit) throw new Error("The script has left nothing.");
  return trackfit;
}

async function cameraTrack(video: MediaTrackConstraints | true = true): Promise<MediaStreamTrack> {
  const [track] = (await navigator.mediaDevices.getUserMedia({ video })).getVideoTracks();
  if (!track) throw new Error("There is no track.");
  return track;
}

/** What the page's own element shows. */
export async function ownElement() {
  const video = document.querySelector("video");
  if (!video) throw new Error("The page has no element.");
  const numbers = await numbersOn(video, 5);
  const { srcObject } = video;
  const [track] = srcObject instanceof MediaStream ? srcObject.getVideoTracks() : [];
  return {
    numbers,
    size: sizeOf(video),
    label: track?.label,
    isNative: track instanceof MediaStreamTrack && /\[native code\]/.test(String(MediaStreamTrack)),
  };
}

async function cameraLabels(): Promise<string[]> {
  const infos = await navigator.mediaDevices.enumerateDevices();
  return infos.flatMap(({ kind, label }) => (kind === "videoinput" ? label : []));
}

/** Pulls the camera out while it is in use, and puts another one in. */
export async function plugging() {
  const { host } = devices();
  const { mediaDevices } = navigator;
  const track = await cameraTrack();
  const ended = eventAfter(track, "ended", () => undefined);
  await eventAfter(mediaDevices, "devicechange", () => host.unplug(CAMERA));
  await ended;
  const { readyState } = track;
  const without = await cameraLabels();
  const failure = await nameOfFailure(cameraTrack());
  await eventAfter(mediaDevices, "devicechange", () => host.plug("logitech-c270"));
  const replaced = await cameraLabels();
  const other = await cameraTrack();
  const { label } = other;
  other.stop();
  return { readyState, without, failure, replaced, label };
}

/** Mutes the camera and unmutes it. */
export async function muting() {
  const { host } = devices();
  const track = await cameraTrack();
  const states: boolean[] = [track.muted];
  await eventAfter(track, "mute", () => host.mute(CAMERA));
  states.push(track.muted);
  await eventAfter(track, "unmute", () => host.unmute(CAMERA));
  states.push(track.muted);
  const video = play(new MediaStream([track]));
  const [first = 0, second = 0] = await numbersOn(video, 2);
  remove(video);
  track.stop();
  return { states, rises: second > first };
}

/** Has the camera fail, and another program use it. */
export async function failing() {
  const { host } = devices();
  const names: string[] = [];
  const ask = async (): Promise<void> => {
    const taken = cameraTrack();
    names.push(await nameOfFailure(taken));
    await taken.then(
      (track) => track.stop(),
      () => undefined,
    );
  };
  host.fail(CAMERA);
  await ask();
  host.fail(CAMERA, "AbortError");
  await ask();
  host.fail(CAMERA, null);
  await ask();
  host.busy(CAMERA);
  await ask();
  host.busy(CAMERA, false);
  await ask();
  return { names, open: host.openSources };
}

/** Turns the camera. */
export async function turning() {
  const { host } = devices();
  const track = await cameraTrack({ width: { exact: 640 }, height: { exact: 480 } });
  const video = play(new MediaStream([track]));
  const told = (): (number | undefined)[] => {
    const { width, height } = track.getSettings();
    return [width, height];
  };
  await untilSize(video, [640, 480]);
  host.rotate(CAMERA, 90);
  await untilSize(video, [480, 640]);
  const turned = told();
  const numbers = await numbersOn(video, 2);
  host.rotate(CAMERA, 0);
  await untilSize(video, [640, 480]);
  const back = told();
  remove(video);
  track.stop();
  return { turned, back, numbers };
}

/** The devices that are listed. */
export async function listed() {
  const infos = await navigator.mediaDevices.enumerateDevices();
  return infos.map(({ kind, label, deviceId, groupId }) => ({
    kind,
    label,
    ids: [deviceId, groupId].map((id) => id !== ""),
  }));
}

/** What is listed before, during and after the use of a camera, and in a page that has used a microphone, too. */
export async function listedByAndBy() {
  const before = await listed();
  const track = await cameraTrack();
  const during = await listed();
  track.stop();
  const after = await listed();
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const withSound = await listed();
  for (const each of stream.getTracks()) each.stop();
  return { before, during, after, withSound };
}

/** What comes of requests for each kind of media. */
export async function requests() {
  const answers: Record<string, string> = {};
  for (const kind of ["audio", "video"] as const) {
    try {
      const [track] = (await navigator.mediaDevices.getUserMedia({ [kind]: true })).getTracks();
      answers[kind] = track?.label ?? "";
      track?.stop();
    } catch (error) {
      answers[kind] = (error as Error).name;
    }
  }
  return answers;
}

/** The tone of the microphone, as it is played and as it is heard. */
export async function tone() {
  const { host } = devices();
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const tones = { played: host.toneOf(MICROPHONE), heard: await heard(stream) };
  for (const track of stream.getTracks()) track.stop();
  return tones;
}

/** Puts the page back; tells whether a track that was in use goes on. */
export async function uninstalling() {
  const { host, uninstall } = devices();
  const track = await cameraTrack();
  uninstall();
  const video = play(new MediaStream([track]));
  const [first = 0, second = 0] = await numbersOn(video, 2);
  remove(video);
  track.stop();
  return { rises: second > first, open: host.openSources };
}
