/** Only has to compile: streams and tracks go wherever the platform's go, and the installed objects come back. */
/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters, @typescript-eslint/no-unused-vars
   -- nothing here runs: values stand for their types */
import {
  type AudioData,
  createMediaDevices,
  MediaStreamTrackProcessor,
  userAgentOf,
  type VideoFrame,
  virtualHost,
} from "../../bindings/index.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function expectType<T extends true>(): T | undefined {
  return undefined;
}

export async function uses(
  video: HTMLVideoElement,
  connection: RTCPeerConnection,
  installed: MediaDevices,
): Promise<void> {
  const mediaDevices = await createMediaDevices({ host: virtualHost() });
  const stream = await mediaDevices.getUserMedia({ video: { width: 5, resizeMode: "none" } });
  const platforms: MediaStream = stream;
  video.srcObject = stream;
  for (const track of stream.getTracks()) {
    const platformTrack: MediaStreamTrack = track;
    connection.addTrack(track, stream);
    platforms.addTrack(platformTrack);
    track.contentHint = "motion";
    const either = new MediaStreamTrackProcessor({ track });
    expectType<Equal<typeof either.readable, ReadableStream<VideoFrame | AudioData>>>();
  }
  for (const track of stream.getVideoTracks()) {
    const processor = new MediaStreamTrackProcessor({ track });
    expectType<Equal<typeof processor.readable, ReadableStream<VideoFrame>>>();
  }
  for (const track of stream.getAudioTracks()) {
    const processor = new MediaStreamTrackProcessor({ track });
    expectType<Equal<typeof processor.readable, ReadableStream<AudioData>>>();
  }
  userAgentOf(installed).permissions.set("camera", "denied");
  userAgentOf(mediaDevices).document.hasFocus = true;
  // @ts-expect-error a host is no MediaDevices object
  userAgentOf(virtualHost());
}
