// A camera is plugged in and pulled out again while the page looks on.
import { once } from "node:events";
import { createMediaDevices, virtualHost } from "trackfit";

const host = virtualHost();
const mediaDevices = await createMediaDevices({ host });
const stream = await mediaDevices.getUserMedia({ video: true });

let changed = once(mediaDevices, "devicechange");
await host.plug({
  kind: "videoinput",
  deviceId: "usb",
  label: "USB camera",
  modes: [{ width: 1920, height: 1080, frameRates: [30] }],
});
await changed;
const cameras = (await mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput");
console.log("cameras:", cameras.map(({ label }) => label).join(", "));

const usb = cameras.find(({ label }) => label === "USB camera");
const request = { video: { deviceId: { exact: usb.deviceId } } };
const [track] = (await mediaDevices.getUserMedia(request)).getVideoTracks();
changed = once(mediaDevices, "devicechange");
const ended = once(track, "ended");
host.unplug("usb");
await Promise.all([changed, ended]);
console.log(`${track.label}: ${track.readyState}`);
for (const each of stream.getTracks()) each.stop();

// prints:
//   cameras: Virtual camera, USB camera
//   USB camera: ended
