/** Media Capture and Streams, 6, first item: AudioTrack and VideoTrack objects of a stream. */
import { MediaStream } from "../../../bindings/capture/media-stream.js";
import type {
  AudioTrackList,
  VideoTrack,
  VideoTrackList,
} from "../../../bindings/sinks/media-element/media-track-list.js";
import { tasks, TestWindow, testTrack } from "./media-elements.js";

const window = new TestWindow();
type WithTracks = HTMLVideoElement & { audioTracks: AudioTrackList; videoTracks: VideoTrackList };

async function assigned(stream: MediaStream): Promise<WithTracks> {
  const { element } = window.element("video", { autoplay: "" });
  element.srcObject = stream;
  await tasks();
  return element as WithTracks;
}

/** The types and the tracks of a list's events, since they were last taken. */
function record(list: AudioTrackList | VideoTrackList): () => unknown[] {
  const events: unknown[] = [];
  for (const type of ["addtrack", "removetrack", "change"]) {
    list.addEventListener(type, (event) => events.push([type, Reflect.get(event, "track")]));
  }
  return () => events.splice(0);
}

test("id and label are the track's, kind is main, language empty", async () => {
  const [camera, microphone] = [testTrack("video", "Front"), testTrack("audio", "Headset")];
  const element = await assigned(new MediaStream([camera.track, microphone.track]));
  const [video, audio] = [element.videoTracks[0], element.audioTracks[0]];
  expect(video).toMatchObject({
    id: camera.track.id,
    label: "Front",
    kind: "main",
    language: "",
    selected: true,
  });
  expect(audio).toMatchObject({
    id: microphone.track.id,
    label: "Headset",
    kind: "main",
    language: "",
    enabled: true,
  });
  expect([video, audio].map((track) => Object.prototype.toString.call(track))).toEqual([
    "[object VideoTrack]",
    "[object AudioTrack]",
  ]);
  expect(element.videoTracks.getTrackById(camera.track.id)).toBe(video);
  expect(element.audioTracks.getTrackById(camera.track.id)).toBeNull();
  expect([...element.videoTracks]).toEqual([video]);
  expect(element.videoTracks.selectedIndex).toBe(0);
  expect([element.videoTracks.length, element.audioTracks.length]).toEqual([1, 1]);
  element.srcObject = null;
});

test("the lists follow the live tracks of the stream, with events", async () => {
  const [first, second, third] = [testTrack("video"), testTrack("video"), testTrack("video")];
  const stream = new MediaStream([first.track]);
  const element = await assigned(stream);
  const list = element.videoTracks;
  const take = record(list);
  const shown = list[0];
  stream.addTrack(second.track);
  const next = list[1];
  stream.addTrack(third.track);
  expect([list.length, list.selectedIndex]).toEqual([3, 0]);
  await tasks();
  expect(take()).toEqual([
    ["addtrack", next],
    ["addtrack", list[2]],
  ]);
  first.track.stop();
  expect([list.length, list[0], list.selectedIndex]).toEqual([2, next, 0]);
  expect(2 in list).toBe(false);
  expect([first.sinks.size, second.sinks.size, third.sinks.size]).toEqual([0, 1, 0]);
  expect(shown?.selected).toBe(false);
  stream.removeTrack(second.track);
  await tasks();
  expect(take()).toEqual([
    ["removetrack", shown],
    ["removetrack", next],
  ]);
  expect(list.selectedIndex).toBe(0);
  element.srcObject = null;
  expect(element.videoTracks).not.toBe(list);
});

test("a script selects what is shown and enables what is heard", async () => {
  const [one, two, microphone] = [testTrack("video"), testTrack("video"), testTrack("audio")];
  const element = await assigned(new MediaStream([one.track, two.track, microphone.track]));
  one.flow(640, 480);
  const [videos, audios] = [element.videoTracks, element.audioTracks];
  const [takeVideo, takeAudio] = [record(videos), record(audios)];
  const changes: string[] = [];
  videos.onchange = () => changes.push("video");
  audios.onchange = () => changes.push("audio");

  (videos[1] as VideoTrack).selected = true;
  (videos[1] as VideoTrack).selected = true;
  expect([videos[0]?.selected, videos.selectedIndex]).toEqual([false, 1]);
  expect([one.sinks.size, two.sinks.size, microphone.sinks.size]).toEqual([0, 1, 1]);
  two.flow(320, 240);
  expect(element.videoWidth).toBe(320);
  (videos[1] as VideoTrack).selected = false;
  expect([videos.selectedIndex, two.sinks.size]).toEqual([-1, 0]);
  const heard = audios[0];
  if (heard) heard.enabled = false;
  expect(microphone.sinks.size).toBe(0);
  if (heard) heard.enabled = true;
  expect(microphone.sinks.size).toBe(1);
  await tasks();
  expect(takeVideo()).toEqual(Array(2).fill(["change", undefined]));
  expect(takeAudio()).toEqual(Array(2).fill(["change", undefined]));
  expect(changes.sort()).toEqual(["audio", "audio", "video", "video"]);
  element.srcObject = null;
});

test("scripts cannot make any, nor use their members on other objects", async () => {
  const element = await assigned(new MediaStream([testTrack("video").track, testTrack("audio").track]));
  for (const object of [
    element.videoTracks,
    element.audioTracks,
    element.videoTracks[0],
    element.audioTracks[0],
    element.played,
  ]) {
    const { constructor } = object as object as { constructor: new () => unknown };
    expect(() => new constructor()).toThrow(TypeError);
    expect(constructor.length).toBe(0);
    const prototype = Object.getPrototypeOf(object) as object;
    for (const descriptor of Object.values(Object.getOwnPropertyDescriptors(prototype))) {
      if (descriptor.get) expect(() => descriptor.get?.call({}) as unknown).toThrow(TypeError);
    }
  }
  element.srcObject = null;
});
