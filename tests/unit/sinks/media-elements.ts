/** Media elements of jsdom, and tracks whose media the tests give themselves. */
import { JSDOM, VirtualConsole } from "jsdom";
import { mediaTypeOf } from "../../../bindings/capture/media-types.js";
import { portableObjects } from "../../../bindings/capture/capture-objects.js";
import type { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import { TrackState, type TrackSource } from "../../../bindings/capture/track-state.js";
import type { TrackSink } from "../../../bindings/capture/track-sink.js";
import { pictureSize } from "../../../bindings/hosts/media.js";
import { SteppedClock } from "../../../bindings/hosts/stepped-clock.js";
import { installMediaElements } from "../../../bindings/install/install-media-elements.js";

/** A track without a device behind it. */
export interface TestTrack {
  readonly track: MediaStreamTrack;
  /** The sinks connected at the moment. */
  readonly sinks: ReadonlySet<TrackSink>;
  /** Lets a picture or a block flow out of it. */
  flow(width?: number, height?: number): void;
  /** Ends as an unplugged device's does: in a task, with an event. */
  end(): void;
}

/** `isAtOnce` lets media flow to a sink already while it is being connected. */
export function testTrack(kind: "audio" | "video", label = `Test ${kind}`, isAtOnce = false): TestTrack {
  const sinks = new Set<TrackSink>();
  const give = (sink: TrackSink, width = 640, height = 480): void => {
    if (kind === "audio") sink.block({ sampleRate: 48000, channels: [new Float32Array(480)], timestamp: 0 });
    else sink.picture({ width, height, data: new Uint8Array(pictureSize(width, height)), timestamp: 0 });
  };
  const source: Partial<TrackSource> = {
    type: mediaTypeOf(kind),
    label,
    muted: false,
    objects: portableObjects,
    release: () => undefined,
    flowChanged: () => undefined,
    connect(_, sink) {
      sinks.add(sink);
      if (isAtOnce) give(sink);
      return () => void sinks.delete(sink);
    },
  };
  const state = new TrackState(source as TrackSource);
  return {
    track: portableObjects.track(state),
    sinks,
    flow(width = 640, height = 480) {
      for (const sink of [...sinks]) give(sink, width, height);
    },
    end: () => state.end(),
  };
}

/** All events of media elements, as HTML lists them, 4.8.11.16. */
const eventTypes = [
  ...[
    "loadstart",
    "progress",
    "suspend",
    "abort",
    "error",
    "emptied",
    "stalled",
    "loadedmetadata",
    "loadeddata",
  ],
  ...["canplay", "canplaythrough", "playing", "waiting", "seeking", "seeked", "ended", "durationchange"],
  ...["timeupdate", "play", "pause", "ratechange", "resize", "volumechange"],
];

/** A window whose media elements play by a stepped clock. */
export class TestWindow {
  readonly clock = new SteppedClock(5000);
  readonly virtualConsole = new VirtualConsole();
  readonly window = new JSDOM("<!doctype html><body></body>", { virtualConsole: this.virtualConsole }).window;
  readonly uninstall = installMediaElements(this.window, { clock: this.clock });

  /** An element in the document, and the events it has fired since they were last taken. */
  element<Name extends "audio" | "video">(
    name: Name,
    attributes: Readonly<Record<string, string>> = {},
  ): { element: HTMLElementTagNameMap[Name]; take: () => string[] } {
    const element = this.window.document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    this.window.document.body.append(element);
    const events: string[] = [];
    for (const type of eventTypes) element.addEventListener(type, () => events.push(type));
    return { element, take: () => events.splice(0) };
  }
}

/** Lets all tasks run that are due, and those that they queue. */
export async function tasks(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
}
