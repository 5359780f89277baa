/** A microphone that the browser lists once more as "default", as Chromium does on most machines. */
import { only, outcome, stop, trackfitBrowser } from "./common.js";

const ALIAS = "default";

interface DevicesMethods {
  enumerateDevices: () => Promise<MediaDeviceInfo[]>;
  getUserMedia: (constraints: MediaStreamConstraints) => Promise<MediaStream>;
}

/** Lists the last microphone as the default one, and opens it by that name; tells its id. */
async function pretend(): Promise<string> {
  const { prototype } = MediaDevices;
  const { enumerateDevices: enumerate, getUserMedia: native } = prototype as DevicesMethods;
  const isKnown = ({ kind, deviceId }: MediaDeviceInfo): boolean =>
    kind !== "audioinput" || deviceId !== ALIAS;
  stop(await navigator.mediaDevices.getUserMedia({ audio: true }));
  const microphones = (await navigator.mediaDevices.enumerateDevices()).filter(
    (device) => device.kind === "audioinput" && isKnown(device),
  );
  const id = microphones.at(-1)?.deviceId ?? "";
  const byAlias = new WeakSet<MediaStreamTrack>();
  Object.assign(prototype, {
    async enumerateDevices(this: MediaDevices): Promise<unknown[]> {
      const devices = (await enumerate.call(this)).filter(isKnown);
      const meant = devices.find(({ kind, deviceId }) => kind === "audioinput" && deviceId === id);
      if (!meant) return devices;
      const { kind, groupId, label } = meant;
      return [{ kind, groupId, label: `Default - ${label}`, deviceId: ALIAS }, ...devices];
    },
    async getUserMedia(this: MediaDevices, constraints: MediaStreamConstraints): Promise<MediaStream> {
      const { audio } = constraints;
      const asked = JSON.stringify((audio as MediaTrackConstraints | undefined)?.deviceId) ?? ALIAS;
      if (!audio || !asked.includes(ALIAS)) return native.call(this, constraints);
      const others = audio === true ? {} : audio;
      const stream = await native.call(this, {
        ...constraints,
        audio: { ...others, deviceId: { exact: id } },
      });
      for (const track of stream.getAudioTracks()) byAlias.add(track);
      return stream;
    },
  });
  const track = MediaStreamTrack.prototype;
  const { getSettings: settingsOf } = track as { getSettings: () => MediaTrackSettings };
  Object.assign(track, {
    getSettings(this: MediaStreamTrack): MediaTrackSettings {
      const settings = settingsOf.call(this);
      return byAlias.has(this) ? { ...settings, deviceId: ALIAS } : settings;
    },
  });
  return id;
}

/** What comes of asking by a name. */
export interface Named {
  /** Whether it is the device that is meant; or the name of the error. */
  readonly answers: readonly (boolean | string)[];
  readonly asked: unknown;
  readonly applied: string;
}

/** Asks for the device by its name in each way that there is, for any, and for one that is not there. */
export async function named(): Promise<Named> {
  const id = await pretend();
  const { install } = await trackfitBrowser();
  const undo = install();
  const { mediaDevices } = navigator;
  const answers: (boolean | string)[] = [];
  for (const deviceId of [{ exact: ALIAS }, ALIAS, [ALIAS], undefined, { exact: "communications" }]) {
    const audio = deviceId === undefined ? true : { deviceId };
    const stream = await outcome(mediaDevices.getUserMedia({ audio }));
    if (stream instanceof MediaStream) {
      answers.push(only(stream.getAudioTracks()).getSettings().deviceId === id);
      stop(stream);
    } else answers.push(stream.name);
  }
  const stream = await mediaDevices.getUserMedia({ audio: { advanced: [{ deviceId: ALIAS }] } });
  const track = only(stream.getAudioTracks());
  const applied = await outcome(track.applyConstraints({ deviceId: { exact: ALIAS } }));
  const asked = track.getConstraints();
  stop(stream);
  undo();
  return { answers, asked, applied: applied ? applied.name : "granted" };
}
