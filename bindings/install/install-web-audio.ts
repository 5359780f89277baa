/** What a window's Web Audio gets in place of its own. */
import { isStream } from "../capture/media-stream.js";
import { requireArguments } from "../capture/web-idl.js";
import { isObject } from "../constrainable/objects.js";
import { changeProperties, type PropertyChange } from "./property-changes.js";
import { reject } from "../solver/argument-errors.js";
import { takeNative } from "../sinks/web-audio/native-source.js";
import {
  createMediaStreamSource,
  createMediaStreamTrackSource,
  sourceNodesOf,
  type AnyMediaStream,
  type AnyMediaStreamTrack,
} from "../sinks/web-audio/source-nodes.js";
import { isAudioContext, isNativeStream, type AudioNodeClass } from "../sinks/web-audio/web-audio-classes.js";

/** What has Web Audio: a window, or an object with an implementation's classes. */
export interface WebAudioScope {
  readonly AudioContext: typeof AudioContext;
  /** Where it is there, the scope gets the interfaces of the nodes, too. */
  readonly AudioNode?: AudioNodeClass;
}

/** Whether a target has Web Audio. */
export function hasWebAudio(target: object): target is WebAudioScope {
  return isObject(target) && typeof (target as Partial<WebAudioScope>).AudioContext === "function";
}

/** What is changed in a window, and what to do besides when the changes are undone. */
export interface WebAudioChanges {
  readonly changes: readonly PropertyChange[];
  readonly uninstall: () => void;
}

/**
 * What installWebAudio() is to change: `createMediaStreamSource()` and `createMediaStreamTrackSource()` of AudioContext,
 * and the interfaces of the two nodes.
 */
export function webAudioChanges(target: WebAudioScope): WebAudioChanges {
  const { AudioNode: audioNode } = target;
  const prototype: object = target.AudioContext.prototype;
  const { native, giveBack } = takeNative(prototype);
  const streamSource = operation(prototype, "createMediaStreamSource", (context, stream) => {
    // What else the implementation takes, it takes as before: in Node, its streams are no MediaStream objects.
    if (native && isObject(stream) && !isStream(stream) && !isNativeStream(stream)) {
      return native.call(context, stream as globalThis.MediaStream);
    }
    return createMediaStreamSource(context, stream as AnyMediaStream);
  });
  const trackSource = operation(prototype, "createMediaStreamTrackSource", (context, track) =>
    createMediaStreamTrackSource(context, track as AnyMediaStreamTrack),
  );
  const changes = [streamSource, trackSource];
  if (typeof audioNode !== "function") return { changes, uninstall: giveBack };
  // Quirk 16: Chromium and WebKit, there is no MediaStreamTrackAudioSourceNode.
  const interfaces = Object.entries(sourceNodesOf(audioNode)).map(([key, value]) => ({
    object: target,
    name: "target",
    key,
    descriptor: { value: value as unknown, writable: true, enumerable: false, configurable: true },
  }));
  return { changes: [...changes, ...interfaces], uninstall: giveBack };
}

/**
 * Lets the AudioContext of a window take tracks and streams of this package besides its own:
 * `createMediaStreamSource()`, `createMediaStreamTrackSource()`, and the interfaces of both nodes where the target has
 * AudioNode. In Node, `installWebAudio({ AudioContext })` with the class of `node-web-audio-api`. The function
 * returned puts every property back as it was. TypeError, with nothing changed, for a target without AudioContext or
 * with properties that cannot be replaced.
 */
export function installWebAudio(target: object): () => void {
  if (!hasWebAudio(target)) reject("target", "a window with AudioContext", target);
  const { changes, uninstall } = webAudioChanges(target);
  let undo: () => void;
  try {
    undo = changeProperties(changes);
  } catch (error) {
    uninstall();
    throw error;
  }
  return () => {
    undo();
    uninstall();
  };
}

function operation(
  prototype: object,
  key: string,
  create: (context: AudioContext, argument: unknown) => AudioNode,
): PropertyChange {
  const holder = {
    [key](this: unknown, ...values: unknown[]): AudioNode {
      if (!isAudioContext(this)) throw new TypeError("Illegal invocation");
      requireArguments(key, values.length, 1);
      return create(this, values[0]);
    },
  };
  const value = holder[key] as object;
  Object.defineProperty(value, "length", { value: 1 });
  return {
    object: prototype,
    name: "AudioContext.prototype",
    key,
    descriptor: { value, writable: true, enumerable: true, configurable: true },
  };
}
