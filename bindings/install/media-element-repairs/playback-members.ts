/** The members that tell of the end of playback, and those through which the end is brought about. */
import {
  defineAttribute,
  defineOperation,
  type PropertyDefinition,
} from "../../sinks/media-element/member-definitions.js";
import type { ElementWatch } from "./element-watch.js";
import type { RepairedWindow } from "./engine.js";
import type { NativeStreams } from "./native-streams.js";
import type { StreamPlayback } from "./stream-playback.js";

/** The members that a window's media elements and streams get where the browser does not end playback as it should. */
export function playbackMembers(
  window: RepairedWindow,
  watch: ElementWatch,
  streams: NativeStreams,
): PropertyDefinition[] {
  const media = window.HTMLMediaElement.prototype;
  const attribute = (
    key: string,
    get: (playback: StreamPlayback) => unknown,
    object: object = media,
  ): PropertyDefinition =>
    defineAttribute(object, key, {
      get(element, before) {
        const playback = watch.playback(element);
        return playback ? get(playback) : before();
      },
    });
  const operation = (key: string, call: (playback: StreamPlayback) => unknown): PropertyDefinition =>
    defineOperation(media, key, 0, (element, _, before) => {
      const playback = watch.playback(element);
      return playback ? call(playback) : before();
    });
  const video = window.HTMLVideoElement.prototype;
  return [
    defineAttribute(media, "srcObject", {
      get: (element, before) => watch.playback(element)?.stream ?? before(),
      set(element, value, before) {
        const isElement = element instanceof window.HTMLMediaElement;
        if (isElement && streams.isStream(value)) {
          watch.assign(element, value);
          return;
        }
        const playback = watch.playback(element);
        before();
        if (playback && isElement) watch.release(element);
      },
    }),
    attribute("paused", ({ paused }) => paused),
    attribute("ended", ({ ended }) => ended),
    attribute("readyState", ({ readyState }) => readyState),
    attribute("duration", ({ duration }) => duration),
    attribute("videoWidth", ({ size }) => size[0], video),
    attribute("videoHeight", ({ size }) => size[1], video),
    operation("play", (playback) => playback.play()),
    operation("pause", (playback) => {
      playback.pause();
    }),
    defineOperation(media, "load", 0, (element, _, before) => {
      const playback = watch.playback(element);
      if (!playback) return before();
      watch.assign(element as HTMLMediaElement, playback.stream);
      return undefined;
    }),
    ...streamMembers(window, watch),
  ];
}

/** The operations on streams and tracks that fire no event: they are looked at after each call. */
function streamMembers(window: RepairedWindow, watch: ElementWatch): PropertyDefinition[] {
  const stream = window.MediaStream.prototype;
  const changing = (key: "addTrack" | "removeTrack"): PropertyDefinition =>
    defineOperation(stream, key, 1, (changed, _, before) => {
      before();
      watch.streamChanged(changed as MediaStream);
    });
  return [
    changing("addTrack"),
    changing("removeTrack"),
    defineOperation(window.MediaStreamTrack.prototype, "stop", 0, (track, _, before) => {
      before();
      watch.trackChanged(track as MediaStreamTrack);
    }),
  ];
}
