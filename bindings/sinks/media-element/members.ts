/** What media elements get in place of their own members. */
import { isStream } from "../../capture/media-stream.js";
import { internal, requireArguments, toDOMString } from "../../capture/web-idl.js";
import { inWords } from "../../constrainable/place.js";
import type { ElementEnvironment } from "./element-environment.js";
import { IdlePlay } from "./idle-play.js";
import {
  callMember,
  defineAttribute,
  defineOperation,
  type PropertyDefinition,
} from "./member-definitions.js";
import { MediaElementPlayback } from "./playback.js";
import { TimeRanges } from "./time-ranges.js";

const BY_LOAD = "by a new load";

/** WebIDL's conversion to double. */
function checkDouble(value: unknown, name: string): void {
  if (Number.isFinite(Number(value))) return;
  throw new TypeError(`${name} must be a finite number, got ${inWords(value)}.`);
}

/**
 * The members of HTMLMediaElement and HTMLVideoElement that differ while the media provider object is a MediaStream
 * (Media Capture and Streams, 6, with its table). Without one each does what it did in that window before, and
 * `play()` gives a promise in any case.
 */
export function mediaElementMembers(environment: ElementEnvironment): PropertyDefinition[] {
  const media: object = environment.window.HTMLMediaElement.prototype;
  const video: object = environment.window.HTMLVideoElement.prototype;
  const playbacks = new WeakMap<object, MediaElementPlayback>();
  const idle = new IdlePlay();

  const playing = (element: unknown): MediaElementPlayback | undefined => {
    const playback = playbacks.get(element as object);
    return playback?.stream ? playback : undefined;
  };
  const attribute = (
    key: string,
    get: (playback: MediaElementPlayback) => unknown,
    convert?: (value: unknown) => void,
    object = media,
  ): PropertyDefinition =>
    defineAttribute(object, key, {
      get(element, before) {
        const playback = playing(element);
        return playback ? get(playback) : before();
      },
      // What is set while a stream is played is converted and then ignored.
      ...(convert && {
        set(element: unknown, value: unknown, before: () => void) {
          if (playing(element)) convert(value);
          else before();
        },
      }),
    });
  const numeric = (key: string, get: (playback: MediaElementPlayback) => number): PropertyDefinition =>
    attribute(key, get, (value) => checkDouble(value, key));

  const elements = elementsOf(media);
  const srcObject = defineAttribute(media, "srcObject", {
    get(element, before) {
      elements.check(element, "srcObject");
      return playing(element)?.stream ?? before() ?? null;
    },
    set(target, value, before) {
      const element = elements.check(target, "srcObject");
      idle.abort(element, BY_LOAD);
      if (!isStream(value)) {
        const isOther = value !== null && value !== undefined;
        if (isOther && !elements.hadSrcObject) {
          throw new TypeError(`srcObject must be a MediaStream or null, got ${inWords(value)}.`);
        }
        unassign(element);
        before();
        return;
      }
      let playback = playbacks.get(element);
      if (!playback) playbacks.set(element, (playback = new MediaElementPlayback(element, environment)));
      playback.assign(value);
    },
  });
  const unassign = (element: HTMLMediaElement): void => {
    const playback = playing(element);
    if (!playback) return;
    playback.assign(null);
    // HTML, 4.8.11.5, the media element load algorithm, step 8, which had no effect while a stream was played.
    const { playbackRate, defaultPlaybackRate } = element;
    if (playbackRate !== defaultPlaybackRate) element.playbackRate = defaultPlaybackRate;
  };

  return [
    srcObject,
    attribute("networkState", ({ networkState }) => networkState),
    attribute("readyState", ({ readyState }) => readyState),
    attribute("duration", ({ duration }) => duration),
    attribute("paused", ({ paused }) => paused),
    attribute("ended", ({ ended }) => ended),
    attribute("audioTracks", ({ tracks }) => tracks.audioTracks),
    attribute("videoTracks", ({ tracks }) => tracks.videoTracks),
    attribute("videoWidth", ({ videoWidth }) => videoWidth, undefined, video),
    attribute("videoHeight", ({ videoHeight }) => videoHeight, undefined, video),
    attribute(
      "preload",
      () => "none",
      (value) => toDOMString(value, "preload"),
    ),
    attribute("buffered", () => new TimeRanges(internal)),
    numeric("currentTime", ({ currentTime }) => currentTime),
    attribute("seeking", () => false),
    numeric("defaultPlaybackRate", () => 1),
    numeric("playbackRate", () => 1),
    attribute("played", ({ currentTime }) => new TimeRanges(internal, currentTime)),
    attribute("seekable", () => new TimeRanges(internal)),
    defineOperation(media, "load", 0, (element, _, before) => {
      const playback = playing(element);
      idle.abort(element, BY_LOAD);
      if (playback) playback.load();
      else before();
    }),
    defineOperation(media, "play", 0, (element, _, before) => {
      const playback = playing(element);
      return playback ? playback.play() : idle.answer(element, before());
    }),
    defineOperation(media, "pause", 0, (element, _, before) => {
      const playback = playing(element);
      idle.abort(element, "by a call to pause()");
      if (playback) playback.pause();
      else before();
    }),
    defineOperation(media, "fastSeek", 1, (element, values, before) => {
      elements.check(element, "fastSeek");
      requireArguments("fastSeek", values.length, 1);
      checkDouble(values[0], "time");
      return playing(element) ? undefined : before();
    }),
  ];
}

/** What there is to know of a window's media elements before their members are replaced. */
function elementsOf(media: object): {
  hadSrcObject: boolean;
  check(element: unknown, member: string): HTMLMediaElement;
} {
  const paused = Object.getOwnPropertyDescriptor(media, "paused");
  return {
    hadSrcObject: "srcObject" in media,
    check(element, member) {
      try {
        // Throws on everything but the window's elements.
        if (callMember(paused, "get", element) !== undefined) return element as HTMLMediaElement;
      } catch {
        // An error of our own says more.
      }
      throw new TypeError(`${member} called on an object that is no HTMLMediaElement.`);
    },
  };
}
