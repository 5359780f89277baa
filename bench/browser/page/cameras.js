// The page's cameras as the browser has them and as trackfit has them.

/** Exactly a native mode of a camera: nothing is left to be converted. */
export function nativeMode(deviceId, [width, height], frameRate) {
  return {
    deviceId: { exact: deviceId },
    width: { exact: width },
    height: { exact: height },
    frameRate: { exact: frameRate },
    resizeMode: { exact: "none" },
  };
}

/** The ids of the cameras, which are told once one has been used. */
export async function cameraIds() {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  for (const track of stream.getTracks()) track.stop();
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === "videoinput").map(({ deviceId }) => deviceId);
}

/** Trackfit's devices over the page's own, after it has learned all that it will of these cameras. */
export async function learnedDevices(deviceIds, options = {}) {
  const { createBrowserDevices } = await import("/dist/browser.js");
  const mediaDevices = await createBrowserDevices({ askingTime: 60_000, ...options });
  for (const deviceId of deviceIds) {
    const stream = await mediaDevices.getUserMedia({ video: { deviceId: { exact: deviceId } } });
    for (const track of stream.getTracks()) track.stop();
  }
  return mediaDevices;
}

/** The only track of a request for video. */
export async function trackOf(mediaDevices, video) {
  const stream = await mediaDevices.getUserMedia({ video });
  return stream.getVideoTracks()[0];
}

/** The settings that matter of a track. */
export function settingsOf(track) {
  const { deviceId, width, height, frameRate, resizeMode } = track.getSettings();
  return { deviceId, width, height, frameRate, resizeMode };
}

/** Fails where two tracks have not the same settings. */
export function mustBeAlike(one, other) {
  const [a, b] = [one, other].map((track) => JSON.stringify(settingsOf(track)));
  if (a !== b) throw new Error(`Settings must be alike, got ${a} and ${b}.`);
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
