// What an application does when its camera is taken: the part of it under test, and a camera that fails on demand.
import { createMediaDevices, virtualHost } from "trackfit";

async function openCamera(mediaDevices, say) {
  try {
    return await mediaDevices.getUserMedia({ video: true, audio: true });
  } catch (error) {
    if (error.name !== "NotReadableError") throw error;
    say(`The camera is in use (${error.message}); going on with sound alone.`);
    return await mediaDevices.getUserMedia({ audio: true });
  }
}

const host = virtualHost();
const mediaDevices = await createMediaDevices({ host });

host.busy("virtual-camera");
const stream = await openCamera(mediaDevices, console.log);
console.log(
  "tracks:",
  stream
    .getTracks()
    .map(({ kind }) => kind)
    .join(", "),
);
for (const track of stream.getTracks()) track.stop();

host.busy("virtual-camera", false);
const both = await openCamera(mediaDevices, console.log);
console.log(
  "tracks:",
  both
    .getTracks()
    .map(({ kind }) => kind)
    .join(", "),
);
for (const track of both.getTracks()) track.stop();
console.log("sources left open:", host.openSources);

// prints:
//   The camera is in use (The camera "Virtual camera" could not be opened: The virtual device "virtual-camera" is in use by another program.); going on with sound alone.
//   tracks: audio
//   tracks: audio, video
//   sources left open: 0
