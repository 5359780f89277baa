/** Media elements of a browser, put right where they play streams otherwise than Media Capture and Streams, 6, has it. */
import { ElementWatch } from "./media-element-repairs/element-watch.js";
import { departuresOf } from "./media-element-repairs/engine.js";
import { NativeElement, nativeMembers } from "./media-element-repairs/native-element.js";
import { NativeStreams } from "./media-element-repairs/native-streams.js";
import { playbackMembers } from "./media-element-repairs/playback-members.js";
import { tableMembers } from "./media-element-repairs/table-members.js";
import type { PropertyChange } from "./property-changes.js";

export { trackStopped } from "./media-element-repairs/element-watch.js";

/** What is to be changed in a window, and what to do besides when the changes are undone. */
export interface MediaElementRepairs {
  readonly changes: readonly PropertyChange[];
  readonly uninstall: () => void;
}

/**
 * What has to be changed in a window so that its media elements play streams as section 6 has it. Only what its browser
 * has otherwise is changed, for elements that play a stream. `uninstall` gives them back to the browser: it is called
 * before the changes are undone, or after.
 */
export function mediaElementRepairs(window: Window & typeof globalThis): MediaElementRepairs {
  const departures = departuresOf(window);
  const members = nativeMembers(window);
  const streams = new NativeStreams(window);
  const isRight = departures.ending === "right";
  const watch = new ElementWatch(window, members, streams, departures.ending === "lost");
  const native = (element: unknown): NativeElement => new NativeElement(element as HTMLMediaElement, members);
  const table = tableMembers(window, departures, {
    hasStream: (element) =>
      watch.playback(element) !== undefined || streams.isStream(native(element).srcObject),
    currentTime(element) {
      const playback = watch.playback(element);
      if (playback) return playback.currentTime;
      const { readyState, currentTime } = native(element);
      return readyState === 0 ? 0 : currentTime;
    },
  });
  const definitions = isRight ? table : [...playbackMembers(window, watch, streams), ...table];
  return {
    changes: definitions.map((definition) => ({ ...definition, name: nameOf(window, definition.object) })),
    uninstall: () => watch.uninstall(),
  };
}

/** What the object is called in errors. */
function nameOf(window: Window & typeof globalThis, object: object): string {
  const interfaces = ["HTMLMediaElement", "HTMLVideoElement", "MediaStream", "MediaStreamTrack"] as const;
  const found = interfaces.find((name) => window[name].prototype === object);
  return `${found ?? "window"}.prototype`;
}
