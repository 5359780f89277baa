/** The members of the table of Media Capture and Streams, 6, where browsers depart from it. */
import { requireArguments, toDOMString } from "../../capture/web-idl.js";
import { inWords } from "../../constrainable/place.js";
import {
  defineAttribute,
  defineOperation,
  type PropertyDefinition,
} from "../../sinks/media-element/member-definitions.js";
import type { Departures, RepairedWindow } from "./engine.js";
import { timeRanges } from "./time-ranges.js";

/** What there is to know of an element that plays a stream. */
export interface TableSource {
  /** Whether an element plays a stream. */
  hasStream(element: unknown): boolean;
  /** Its playback position in seconds. */
  currentTime(element: unknown): number;
}

/** WebIDL's conversion to double. */
function checkDouble(value: unknown, name: string): void {
  if (Number.isFinite(Number(value))) return;
  throw new TypeError(`${name} must be a finite number, got ${inWords(value)}.`);
}

/** The members that a window's media elements get because their browser has them differently. */
export function tableMembers(
  window: RepairedWindow,
  departures: Departures,
  source: TableSource,
): PropertyDefinition[] {
  const media = window.HTMLMediaElement.prototype;
  const attribute = (
    key: string,
    get: (element: unknown) => unknown,
    convert?: (value: unknown) => void,
  ): PropertyDefinition =>
    defineAttribute(media, key, {
      get: (element, before) => (source.hasStream(element) ? get(element) : before()),
      // What is set while a stream is played is converted and then ignored.
      ...(convert && {
        set(element: unknown, value: unknown, before: () => void) {
          if (source.hasStream(element)) convert(value);
          else before();
        },
      }),
    });
  const members: PropertyDefinition[] = [];
  if (departures.positionIsSettable) {
    // Quirk 42: Chromium, Firefox and WebKit, currentTime reads what was set before the stream until there is data.
    // Quirk 43: Chromium and WebKit, currentTime reads what is set until there is data.
    // Quirk 44: WebKit, an element stands still after currentTime was set, or fastSeek() called.
    members.push(
      attribute(
        "currentTime",
        (element) => source.currentTime(element),
        (value) => checkDouble(value, "currentTime"),
      ),
    );
  }
  if (departures.playedIsEmpty) {
    // Quirk 40: Chromium and Firefox, played is empty before anything has been played.
    // Quirk 41: Firefox, played is empty while an element plays by autoplay.
    members.push(attribute("played", (element) => timeRanges(window, source.currentTime(element))));
  }
  if (departures.ratesAreSettable) {
    // Quirk 46: WebKit, playbackRate, defaultPlaybackRate and preload can be set until there is data.
    for (const key of ["playbackRate", "defaultPlaybackRate"]) {
      members.push(
        attribute(
          key,
          () => 1,
          (value) => checkDouble(value, key),
        ),
      );
    }
    members.push(
      attribute(
        "preload",
        () => "none",
        (value) => toDOMString(value, "preload"),
      ),
    );
  }
  if (departures.ending === "lost") {
    members.push(
      // Quirk 45: WebKit, a stream is seekable.
      attribute("seekable", () => timeRanges(window)),
      attribute("seeking", () => false),
      defineOperation(media, "fastSeek", 1, (element, values, before) => {
        if (!source.hasStream(element)) return before();
        requireArguments("fastSeek", values.length, 1);
        checkDouble(values[0], "time");
        return undefined;
      }),
    );
  }
  return members;
}
