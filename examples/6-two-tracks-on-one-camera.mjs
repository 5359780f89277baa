// Two tracks of one camera: each has settings of its own, and neither can break what the other requires.
import { createMediaDevices, virtualHost } from "trackfit";

const mediaDevices = await createMediaDevices({ host: virtualHost() });
const stream = await mediaDevices.getUserMedia({ video: { width: { min: 1280 }, frameRate: { exact: 60 } } });
const [preview] = stream.getVideoTracks();
const thumbnail = preview.clone();

await thumbnail.applyConstraints({ width: { exact: 160 }, height: { exact: 90 }, frameRate: { exact: 5 } });
for (const track of [preview, thumbnail]) {
  const { width, height, frameRate, resizeMode } = track.getSettings();
  console.log(`${width}x${height} at ${frameRate} fps, ${resizeMode}`);
}

try {
  // 1920x1080 runs at 30 fps only, and the preview requires 60.
  await thumbnail.applyConstraints({ width: { exact: 1920 } });
} catch (error) {
  console.log(`${error.name} (${error.constraint}): ${error.message}`);
}
console.log(`still ${thumbnail.getSettings().width}x${thumbnail.getSettings().height}`);
preview.stop();
thumbnail.stop();

// prints:
//   1280x720 at 60 fps, none
//   160x90 at 5 fps, crop-and-scale
//   OverconstrainedError (width): width: exactly 1920 asked, another track of this camera needs frameRate exactly 60 fps; all could be had with width exactly 1280
//   still 160x90
