/** Cameras that tell where they face only once they are open, as those of Firefox on a phone. */

/** What a page without this package is told of the first two cameras, and what it cost. */
export interface Pretence {
  /** Which cameras were opened, by the directions they face, in order. */
  readonly opened: string[];
  /** How many of them are live. */
  live(): number;
}

export interface PretenceOptions {
  /** Whether only one camera can be open at a time. */
  readonly isSingle?: boolean;
  /** The camera that a user chooses in each prompt for any, by where it faces. */
  readonly chosen?: string;
  /** What the browser says of its permissions, once it has asked; what it says by itself, when left out. */
  readonly leave?: PermissionState;
}

/** Methods as they are before they are replaced, to be called on what they are for. */
interface DevicesMethods {
  enumerateDevices: () => Promise<MediaDeviceInfo[]>;
  getUserMedia: (constraints: MediaStreamConstraints) => Promise<MediaStream>;
}

interface TrackMethods {
  getSettings: () => MediaTrackSettings;
  getCapabilities: () => MediaTrackCapabilities;
}

/** Makes the browser's first two cameras those of a phone, for as long as the document is there. */
export async function pretend({ isSingle = false, chosen, leave }: PretenceOptions = {}): Promise<Pretence> {
  const { prototype } = MediaDevices;
  const { mediaDevices } = navigator;
  const { enumerateDevices: enumerate, getUserMedia: native } = prototype as DevicesMethods;
  const first = await mediaDevices.getUserMedia({ video: true });
  for (const track of first.getTracks()) track.stop();
  const cameras = (await mediaDevices.enumerateDevices())
    .filter(({ kind }) => kind === "videoinput")
    .slice(0, 2);
  const [front, back] = cameras.map(({ deviceId }) => deviceId);
  const ids: Readonly<Record<string, string | undefined>> = { user: front, environment: back };
  const opened: string[] = [];
  const tracks: MediaStreamTrack[] = [];
  const live = (): MediaStreamTrack[] => tracks.filter(({ readyState }) => readyState === "live");
  let isUnlocked = false;

  const idOf = (video: MediaTrackConstraints): string | undefined => {
    const exactId = exactOf(video.deviceId);
    if (exactId !== undefined) return exactId;
    const exact = exactOf(video.facingMode);
    if (exact !== undefined && !(exact in ids)) throw new DOMException("", "OverconstrainedError");
    return ids[exact ?? chosen ?? anyOf(video.facingMode) ?? "user"] ?? front;
  };
  const directionOf = (id: string | undefined): string => (id === front ? "user" : "environment");

  Object.assign(prototype, {
    async enumerateDevices(this: MediaDevices): Promise<unknown> {
      const all = await enumerate.call(this);
      return all
        .filter(({ kind, deviceId }) => kind !== "videoinput" || deviceId === front || deviceId === back)
        .map(({ kind, deviceId, groupId, label }) =>
          isUnlocked || kind !== "videoinput"
            ? { kind, deviceId, groupId, label }
            : { kind, deviceId: "", groupId: "", label: "" },
        );
    },
    async getUserMedia(this: MediaDevices, constraints: MediaStreamConstraints): Promise<MediaStream> {
      if (!constraints.video) return native.call(this, constraints);
      const asked = constraints.video === true ? {} : constraints.video;
      const id = idOf(asked);
      if (isSingle && live().some((track) => settingsOf.call(track).deviceId !== id)) {
        throw new DOMException("Another camera is in use.", "NotReadableError");
      }
      const video = { ...asked, ...(id !== undefined && { deviceId: { exact: id } }) };
      delete video.facingMode;
      const stream = await native.call(this, { ...constraints, video });
      isUnlocked = true;
      opened.push(directionOf(id));
      tracks.push(...stream.getVideoTracks());
      return stream;
    },
  });
  const track = MediaStreamTrack.prototype;
  const { getSettings: settingsOf, getCapabilities: capabilitiesOf } = track as TrackMethods;
  Object.assign(track, {
    getSettings(this: MediaStreamTrack): MediaTrackSettings {
      const settings = settingsOf.call(this);
      return this.kind === "video" ? { ...settings, facingMode: directionOf(settings.deviceId) } : settings;
    },
    getCapabilities(this: MediaStreamTrack): MediaTrackCapabilities {
      const capabilities = capabilitiesOf.call(this);
      delete capabilities.facingMode;
      return capabilities;
    },
  });
  if (leave !== undefined) {
    Object.assign(Permissions.prototype, {
      query: () => Promise.resolve(Object.assign(new EventTarget(), { state: leave })),
    });
  }
  return { opened, live: () => live().length };
}

function exactOf(constraint: ConstrainDOMString | undefined): string | undefined {
  return typeof constraint === "object" && "exact" in constraint ? anyOf(constraint.exact) : undefined;
}

function anyOf(constraint: ConstrainDOMString | undefined): string | undefined {
  if (typeof constraint !== "object") return constraint;
  return Array.isArray(constraint) ? constraint[0] : anyOf(constraint.exact ?? constraint.ideal);
}
