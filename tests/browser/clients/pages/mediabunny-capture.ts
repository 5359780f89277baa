/** mediabunny captures tracks of ours into files. */
import {
  BufferTarget,
  getFirstEncodableVideoCodec,
  MediaStreamAudioTrackSource,
  MediaStreamVideoTrackSource,
  Mp4OutputFormat,
  Output,
  Quality,
  WebMOutputFormat,
} from "mediabunny";
import { contentsOf } from "./media-recorder.js";
import { pictures, play, remove, settled, type Size } from "./pictures.js";
import { begin, capture, exactly, type Devices } from "./scene.js";

const formats = {
  "video/mp4": () => new Mp4OutputFormat(),
  "video/webm": () => new WebMOutputFormat(),
};

/** Captures a camera and a microphone until a number of pictures has been shown. */
export async function captured(devices: Devices, size: Size, type: keyof typeof formats) {
  await begin(devices);
  const { stream, video, audio } = await capture(exactly(...size), true);
  const [width, height] = size;
  const format = formats[type]();
  const codec = await getFirstEncodableVideoCodec(format.getSupportedVideoCodecs(), { width, height });
  if (!codec || !audio) throw new Error("There is no codec or no microphone.");
  const quality = new Quality("medium");
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const picturesSource = new MediaStreamVideoTrackSource(video as MediaStreamVideoTrack, { codec, quality });
  const soundSource = new MediaStreamAudioTrackSource(audio as MediaStreamAudioTrack, {
    codec: "opus",
    quality,
  });
  const errors: string[] = [];
  for (const source of [picturesSource, soundSource]) {
    source.errorPromise.catch((error: unknown) => errors.push(String(error)));
  }
  output.addVideoTrack(picturesSource);
  output.addAudioTrack(soundSource);
  const element = await play(stream);
  await output.start();
  await pictures(element, 30);
  await output.finalize();
  remove(element);
  const outcome = {
    settings: settled(video),
    errors,
    contents: await contentsOf(new Blob([target.buffer ?? new ArrayBuffer(0)], { type })),
  };
  video.stop();
  audio.stop();
  return outcome;
}
