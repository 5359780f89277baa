/** Media elements that play streams, in a window whose own do not. */
import type { Clock } from "../hosts/clock.js";
import { realClock } from "../hosts/real-clock.js";
import { ElementEnvironment, type MediaElementWindow } from "../sinks/media-element/element-environment.js";
import { mediaElementMembers } from "../sinks/media-element/members.js";
import { reject } from "../solver/argument-errors.js";
import { changeProperties, type PropertyChange } from "./property-changes.js";

/** Options of installMediaElements(). */
export interface MediaElementOptions {
  /** By which `currentTime` runs; the platform's, when left out. */
  clock?: Clock;
}

/** What is changed in a window, and what to do besides when the changes are undone. */
export interface MediaElementChanges {
  readonly changes: readonly PropertyChange[];
  readonly uninstall: () => void;
}

/** Whether a target has media elements, of which it is then known that they play nothing themselves. */
export function hasMediaElements(target: object): target is MediaElementWindow {
  const { HTMLMediaElement: media, HTMLVideoElement: video } = target as Partial<MediaElementWindow>;
  return typeof media === "function" && typeof video === "function";
}

/** Whether a target has media elements that cannot play streams, as jsdom's cannot. */
export function lacksPlayback(target: object): target is MediaElementWindow {
  return hasMediaElements(target) && !("srcObject" in target.HTMLMediaElement.prototype);
}

/** What installMediaElements() is to change. */
export function mediaElementChanges(window: MediaElementWindow, clock: Clock): MediaElementChanges {
  const environment = new ElementEnvironment(window, clock);
  const changes = mediaElementMembers(environment).map((definition) => ({
    ...definition,
    name: definition.object === window.HTMLVideoElement.prototype ? "HTMLVideoElement" : "HTMLMediaElement",
  }));
  return { changes, uninstall: () => environment.uninstall() };
}

/**
 * Lets the media elements of a window (jsdom's, for one, which play nothing) play MediaStreams, as Media Capture and
 * Streams, 6, has it: `srcObject`, `play()`, `pause()`, `load()`, the events, the size of the video. The function
 * returned undoes it and lets go of all streams; the elements' state is then what it was. TypeError, with nothing
 * changed, for a window without media elements or with properties that cannot be replaced.
 */
export function installMediaElements(window: object, options: MediaElementOptions = {}): () => void {
  if (!hasMediaElements(window)) reject("window", "a window with media elements", window);
  const { changes, uninstall } = mediaElementChanges(window, options.clock ?? realClock());
  const undo = changeProperties(changes);
  return () => {
    uninstall();
    undo();
  };
}
