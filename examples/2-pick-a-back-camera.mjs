// Asks a phone for its back camera, and learns why a request cannot be met.
import { createMediaDevices, virtualHost } from "trackfit";

const host = virtualHost({ devices: ["iphone-12-front-camera", "iphone-12-back-dual-wide-camera"] });
const mediaDevices = await createMediaDevices({ host });

const stream = await mediaDevices.getUserMedia({
  video: { facingMode: { exact: "environment" }, width: 1280, height: 720, frameRate: 30 },
});
const [track] = stream.getVideoTracks();
const { width, height, frameRate } = track.getSettings();
console.log(`${track.label}: ${width}x${height} at ${frameRate} fps`);

try {
  await track.applyConstraints({ width: { exact: 1280 }, height: { exact: 720 }, frameRate: { min: 120 } });
} catch (error) {
  console.log(`${error.name} (${error.constraint}): ${error.message}`);
}
track.stop();

// prints:
//   iPhone 12, Back Dual Wide Camera: 1280x720 at 30 fps
//   OverconstrainedError (frameRate): frameRate: at least 120 fps asked, this camera goes up to 60 fps
