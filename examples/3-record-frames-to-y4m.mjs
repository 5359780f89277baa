// Records two seconds of a cropped and scaled camera to a Y4M file: node 3-record-frames-to-y4m.mjs [file]
import { open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createMediaDevices,
  MediaStreamTrackProcessor,
  steppedClock,
  virtualHost,
  y4mWriter,
} from "trackfit";

const file = process.argv[2] ?? join(tmpdir(), `trackfit-example-${process.pid}.y4m`);
// Time is stepped by hand, so two seconds take no two seconds.
const clock = steppedClock();
const mediaDevices = await createMediaDevices({ host: virtualHost({ clock }) });
const stream = await mediaDevices.getUserMedia({
  video: { width: { exact: 320 }, height: { exact: 180 }, frameRate: { exact: 15 } },
});
const [track] = stream.getVideoTracks();
const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();

const output = await open(file, "w");
const writer = y4mWriter({ width: 320, height: 180, frameRate: 15 });
await output.write(writer.header);
let frames = 0;
for (; frames < 30; frames++) {
  const [{ value: frame }] = await Promise.all([reader.read(), clock.advance(1000 / 15)]);
  await output.write(await writer.frame(frame));
  frame.close();
}
track.stop();
const { size } = await output.stat();
await output.close();
console.log(`${frames} frames of 320x180, ${size} bytes`);
if (process.argv[2] === undefined) await rm(file);

// prints:
//   30 frames of 320x180, 2592243 bytes
