/** MediaRecorder on streams of ours; its files are read back by mediabunny. */
import { ALL_FORMATS, BlobSource, Input } from "mediabunny";
import { pictures, play, remove, settled, shown, type Size } from "./pictures.js";
import { begin, capture, exactly, type Devices } from "./scene.js";

/** What is in a file. */
export interface FileContents {
  readonly type: string;
  readonly size: Size | undefined;
  /** How many pictures and packets of sound. */
  readonly pictures: number;
  readonly sound: number;
  /** Seconds. */
  readonly duration: number;
}

/** What mediabunny finds in a file. */
export async function contentsOf(file: Blob): Promise<FileContents> {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  const video = await input.getPrimaryVideoTrack();
  const audio = await input.getPrimaryAudioTrack();
  const contents: FileContents = {
    type: file.type,
    size: video ? [await video.getDisplayWidth(), await video.getDisplayHeight()] : undefined,
    pictures: video ? (await video.computePacketStats()).packetCount : 0,
    sound: audio ? (await audio.computePacketStats()).packetCount : 0,
    duration: await input.computeDuration(),
  };
  input.dispose();
  return contents;
}

/** Records until there are so many pieces. */
export async function record(stream: MediaStream, pieces: number): Promise<Blob> {
  const recorder = new MediaRecorder(stream);
  const blobs: Blob[] = [];
  const stopped = new Promise<void>((resolve, reject) => {
    recorder.addEventListener("dataavailable", ({ data }) => {
      blobs.push(data);
      if (blobs.length === pieces) recorder.stop();
    });
    recorder.addEventListener("stop", () => resolve());
    recorder.addEventListener("error", (event) => {
      reject(new Error(`The recorder failed: ${event.type}`));
    });
  });
  recorder.start(400);
  await stopped;
  return new Blob(blobs, { type: recorder.mimeType });
}

/** Records a microphone. */
export async function soundRecording(devices: Devices) {
  await begin(devices);
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const contents = await contentsOf(await record(stream, 3));
  for (const track of stream.getTracks()) track.stop();
  return contents;
}

/** How many bytes a camera's recording has when so many pictures have been shown. */
export async function bytes(devices: Devices, count: number): Promise<number> {
  await begin(devices);
  const { stream, video } = await capture({});
  const element = await play(stream);
  const recorder = new MediaRecorder(stream);
  const recorded = new Promise<number>((resolve) => {
    recorder.addEventListener("dataavailable", ({ data }) => resolve(data.size));
  });
  recorder.start();
  await pictures(element, count);
  recorder.stop();
  const size = await recorded;
  video.stop();
  remove(element);
  return size;
}

/** Records a camera, and a microphone if there is to be sound. */
export async function recording(devices: Devices, size: Size, hasSound: boolean) {
  await begin(devices);
  const { stream, video, audio } = await capture(exactly(...size), hasSound);
  const element = await play(stream);
  const outcome = { settings: settled(video), shown: await shown(element, size) };
  const contents = await contentsOf(await record(stream, 4));
  const states = stream.getTracks().map(({ readyState }) => readyState);
  video.stop();
  audio?.stop();
  remove(element);
  return { ...outcome, contents, states };
}

/** Records a camera that was opened in a native mode and fitted anew. */
export async function refitted(
  devices: Devices,
  native: Size,
  size: Size,
  conversion: "as-needed" | "always",
) {
  await begin(devices, { conversion });
  const { stream, video } = await capture(exactly(...native));
  await video.applyConstraints(exactly(...size));
  const element = await play(stream);
  const outcome = { settings: settled(video), shown: await shown(element, size) };
  const contents = await contentsOf(await record(stream, 2));
  const isTheStream = new MediaRecorder(stream).stream === stream;
  video.stop();
  remove(element);
  return { ...outcome, recorded: contents.size, isTheStream };
}

/** Records a camera's own track that the browser scales, and is fitted anew meanwhile; the second time is the recorder's. */
export async function refittedMeanwhile(native: Size, sizes: readonly [Size, Size]) {
  await begin("hardware", { conversion: "as-needed" });
  const { stream, video } = await capture(exactly(...native));
  await video.applyConstraints(exactly(...sizes[0]));
  const recorder = new MediaRecorder(stream);
  const recordings: FileContents[] = [];
  for (const size of [sizes[1], sizes[0]]) {
    const blobs: Blob[] = [];
    const isOver = new Promise<void>((resolve) => {
      recorder.ondataavailable = ({ data }) => {
        blobs.push(data);
        if (blobs.length === 2) void video.applyConstraints(exactly(...size));
        if (blobs.length === 6) recorder.stop();
      };
      recorder.onstop = () => resolve();
    });
    recorder.start(400);
    await isOver;
    recordings.push(await contentsOf(new Blob(blobs, { type: recorder.mimeType })));
  }
  video.stop();
  return recordings.map(({ size, duration }) => ({ size, isWhole: duration > 1.5 }));
}
