// Lists the devices before and after the user has let the page capture: only then do they have names and ids.
import { createMediaDevices, virtualHost } from "trackfit";

const host = virtualHost({
  devices: ["logitech-hd-pro-c920", "iphone-12-back-dual-wide-camera", "anker-powerconf-c200-mic"],
});
const mediaDevices = await createMediaDevices({ host });

const before = await mediaDevices.enumerateDevices();
console.log("before:", before.map(({ kind, label }) => `${kind} "${label}"`).join(", "));

const stream = await mediaDevices.getUserMedia({ video: true });
const after = await mediaDevices.enumerateDevices();
console.log("after: ", after.map(({ kind, label }) => `${kind} "${label}"`).join(", "));

for (const track of stream.getTracks()) track.stop();

// prints:
//   before: audioinput "", videoinput ""
//   after:  audioinput "", videoinput "HD Pro Webcam C920", videoinput "iPhone 12, Back Dual Wide Camera"
