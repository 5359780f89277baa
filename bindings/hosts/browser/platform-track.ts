/** What the platform itself says of a track and does with it, also of one that answers as this package's do. */

/** The platform's MediaStreamTrack.prototype that a track inherits from. */
function platformPrototype(track: MediaStreamTrack): object {
  let prototype = Object.getPrototypeOf(track) as object;
  for (;;) {
    const next = Object.getPrototypeOf(prototype) as object | null;
    if (!next || !("getSettings" in next)) return prototype;
    prototype = next;
  }
}

function call(track: MediaStreamTrack, name: keyof MediaStreamTrack, ...values: unknown[]): unknown {
  const method = Reflect.get(platformPrototype(track), name) as (...values: unknown[]) => unknown;
  return Reflect.apply(method, track, values);
}

/** getSettings() of the platform. */
export function platformSettings(track: MediaStreamTrack): MediaTrackSettings {
  return call(track, "getSettings") as MediaTrackSettings;
}

/** applyConstraints() of the platform. */
export function applyToPlatform(track: MediaStreamTrack, constraints: MediaTrackConstraints): Promise<void> {
  return call(track, "applyConstraints", constraints) as Promise<void>;
}

/** Another track of the platform, with the platform's prototype. */
export function clonePlatform(track: MediaStreamTrack): MediaStreamTrack {
  return call(track, "clone") as MediaStreamTrack;
}

/** stop() of the platform. */
export function stopPlatform(track: MediaStreamTrack): void {
  call(track, "stop");
}

/** Whether the platform says that a track is muted. */
export function isPlatformMuted(track: MediaStreamTrack): boolean {
  return Reflect.get(platformPrototype(track), "muted", track) === true;
}

/** Lets the platform put media, or black pictures and silence, on a track. */
export function enablePlatform(track: MediaStreamTrack, isEnabled: boolean): void {
  Reflect.set(platformPrototype(track), "enabled", isEnabled, track);
}
