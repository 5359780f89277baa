/** How browsers list devices, and which interfaces they have. */
import { observing } from "./tools.js";

/** Microphones that are listed under a name instead of an id. */
export function aliases(): Promise<unknown> {
  return observing(async (open) => {
    await open({ audio: true });
    const devices = await navigator.mediaDevices.enumerateDevices();
    const named = devices.filter(({ kind, deviceId }) => kind === "audioinput" && deviceId === "default");
    return named.length;
  });
}

/** What a new document in a frame is told of devices. */
async function listedInFrame(allow: string): Promise<readonly MediaDeviceInfo[]> {
  const frame = document.createElement("iframe");
  frame.allow = allow;
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  frame.src = location.href;
  document.body.append(frame);
  await loaded;
  const devices = await frame.contentWindow?.navigator.mediaDevices.enumerateDevices();
  frame.remove();
  return devices ?? [];
}

/** Whether devices have ids before the page has captured. */
export async function idsBeforeCapture(): Promise<unknown> {
  const devices = await listedInFrame("camera; microphone");
  return devices.some(({ deviceId }) => deviceId !== "");
}

/** Whether cameras are listed that the document may not use. */
export async function forbidden(): Promise<unknown> {
  const devices = await listedInFrame("camera 'none'; microphone");
  return devices.some(({ kind }) => kind === "videoinput") ? "listed" : "not listed";
}

/** Whether devices tell what they can do. */
export function inputDeviceInfo(): Promise<unknown> {
  return observing(async (open) => {
    await open({ video: true });
    const devices = await navigator.mediaDevices.enumerateDevices();
    const camera = devices.find(({ kind }) => kind === "videoinput") as Partial<InputDeviceInfo> | undefined;
    return {
      isInterface: "InputDeviceInfo" in globalThis,
      tells: Object.keys(camera?.getCapabilities?.() ?? {}).includes("width"),
    };
  });
}

/** Whether scripts can tell errors of constraints by their interface. */
export function overconstrainedError(): Promise<unknown> {
  return Promise.resolve("OverconstrainedError" in globalThis);
}
