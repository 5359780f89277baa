/** What the browsers differ in that no feature can be asked for. */

/** Whether the browser crops and scales each track of a camera on its own, exactly as it is told (Chromium does). */
export function isCropping(): boolean {
  return "MediaStreamTrackGenerator" in globalThis;
}
