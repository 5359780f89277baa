/** What the browsers differ in that no feature can be asked for. */

/** Whether the browser crops and scales each track of a camera on its own, exactly as it is told (Chromium does). */
export function isCropping(): boolean {
  // Quirk 9: Firefox, sizes are granted to tracks of its fake camera, which stay as they are.
  // Quirk 11: WebKit, pictures of another shape than the camera's are stretched.
  return "MediaStreamTrackGenerator" in globalThis;
}
