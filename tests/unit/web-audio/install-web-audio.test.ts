/** Web Audio of a window, or of Node, that takes tracks of this package besides its own. */
import { jest } from "@jest/globals";
import { AudioContext as NodeAudioContext, AudioNode as NodeAudioNode } from "node-web-audio-api";
import { MediaStream } from "../../../bindings/capture/media-stream.js";
import { installWebAudio } from "../../../bindings/install/install-web-audio.js";
import {
  createMediaStreamSource,
  createMediaStreamTrackSource,
  MediaStreamTrackAudioSourceNode,
  sourceNodesOf,
  type AnyMediaStream,
  type AnyMediaStreamTrack,
} from "../../../bindings/sinks/web-audio/source-nodes.js";
import { AudioScene } from "./audio.js";
import { thrownBy } from "./thrown-by.js";

interface InstalledContext {
  createMediaStreamSource(stream: unknown): AudioNode & { readonly mediaStream: unknown };
  createMediaStreamTrackSource(track: unknown): AudioNode;
}

let s: AudioScene;

// A worklet of node-web-audio-api keeps a core busy, so a busy machine renders slowly.
jest.setTimeout(120_000);
let context: InstalledContext;
const undoings: (() => void)[] = [];

/** Undone after the test. */
function install(target: object): () => void {
  const undo = installWebAudio(target);
  undoings.push(undo);
  return undo;
}

beforeEach(async () => {
  s = await AudioScene.begin();
  context = s.context as unknown as InstalledContext;
});

afterEach(async () => {
  for (const undo of undoings.splice(0).reverse()) undo();
  await s.end();
});

test("its AudioContext makes both nodes, and they are heard", async () => {
  const target = { AudioContext: NodeAudioContext, AudioNode: NodeAudioNode };
  install(target);
  const classes = sourceNodesOf(NodeAudioNode);
  expect(target).toMatchObject(classes);
  const track = await s.capture.microphone("first");
  const stream = new MediaStream([track]);
  const byStream = context.createMediaStreamSource(stream);
  expect(byStream.constructor).toBe(classes.MediaStreamAudioSourceNode);
  expect(byStream.mediaStream).toBe(stream);
  byStream.connect(s.input);
  await s.until(() => s.hears(440));
  byStream.disconnect();
  await s.until(() => s.isSilent);
  const byTrack = context.createMediaStreamTrackSource(track);
  expect(byTrack.constructor).toBe(classes.MediaStreamTrackAudioSourceNode);
  byTrack.connect(s.input);
  await s.until(() => s.hears(440));
});

test("undoing it leaves every descriptor as it was", () => {
  const target = { AudioContext: NodeAudioContext, AudioNode: NodeAudioNode };
  const describe = (): unknown => [
    Object.getOwnPropertyDescriptors(target),
    Object.getOwnPropertyDescriptors(NodeAudioContext.prototype),
    Object.getOwnPropertyDescriptors(NodeAudioNode.prototype),
  ];
  const before = describe();
  const undo = installWebAudio(target);
  expect(describe()).not.toEqual(before);
  undo();
  expect(describe()).toEqual(before);
});

test("an object without AudioNode gets no interfaces", () => {
  const target = { AudioContext: NodeAudioContext };
  install(target);
  expect(Object.keys(Object.getOwnPropertyDescriptors(target))).toEqual(["AudioContext"]);
});

test("the methods are as WebIDL has them", () => {
  install({ AudioContext: NodeAudioContext });
  for (const name of ["createMediaStreamSource", "createMediaStreamTrackSource"]) {
    const descriptor = Object.getOwnPropertyDescriptor(NodeAudioContext.prototype, name);
    expect(descriptor).toMatchObject({ writable: true, enumerable: true, configurable: true });
    const method = Reflect.get(NodeAudioContext.prototype, name) as () => unknown;
    expect([method.name, method.length]).toEqual([name, 1]);
    expect(thrownBy(() => Reflect.apply(method, {}, [{}]))).toBe("TypeError: Illegal invocation");
    expect(thrownBy(() => Reflect.apply(method, context, []))).toBe(
      `TypeError: ${name} takes 1 argument, got 0.`,
    );
  }
});

test("the methods throw what the constructors do", async () => {
  install({ AudioContext: NodeAudioContext });
  expect(thrownBy(() => context.createMediaStreamSource(new MediaStream()))).toBe("InvalidStateError");
  expect(thrownBy(() => context.createMediaStreamSource(null))).toMatch(/^TypeError: mediaStream must be/);
  expect(thrownBy(() => context.createMediaStreamTrackSource({}))).toMatch(
    /^TypeError: mediaStreamTrack must be/,
  );
  const track = await s.capture.microphone("first");
  expect(thrownBy(() => context.createMediaStreamTrackSource(track))).toBe("nothing");
});

test.each([null, 1, {}, { AudioContext: "a" }])("%j has no Web Audio", (target) => {
  expect(thrownBy(() => installWebAudio(target as object))).toMatch(/^TypeError: target must be a window/);
});

describe("what is native", () => {
  /** Stands for the track, the stream and the class of a page: Node has none. */
  const native = (tag: string, members: object): object =>
    Object.defineProperty({ ...members }, Symbol.toStringTag, { value: tag });
  const nativeTrack = (id: string, kind = "audio"): AnyMediaStreamTrack =>
    native("MediaStreamTrack", { id, kind }) as AnyMediaStreamTrack;
  const nativeStream = (...tracks: AnyMediaStreamTrack[]): AnyMediaStream =>
    native("MediaStream", {
      getAudioTracks: () => tracks.filter(({ kind }) => kind === "audio"),
    }) as AnyMediaStream;

  let played: AnyMediaStream[];
  let before: PropertyDescriptor | undefined;
  let own: PropertyDescriptor | undefined;

  beforeEach(() => {
    played = [];
    own = Object.getOwnPropertyDescriptor(NodeAudioContext.prototype, "createMediaStreamSource");
    Object.defineProperty(NodeAudioContext.prototype, "createMediaStreamSource", {
      configurable: true,
      writable: true,
      enumerable: true,
      value(this: AudioContext, stream: AnyMediaStream) {
        played.push(stream);
        return this.createConstantSource();
      },
    });
    before = Object.getOwnPropertyDescriptor(globalThis, "MediaStream");
    Object.defineProperty(globalThis, "MediaStream", {
      configurable: true,
      value: function (tracks: AnyMediaStreamTrack[]) {
        return nativeStream(...tracks);
      },
    });
  });

  afterEach(() => {
    for (const undo of undoings.splice(0).reverse()) undo();
    Object.defineProperty(NodeAudioContext.prototype, "createMediaStreamSource", own ?? {});
    if (before) Object.defineProperty(globalThis, "MediaStream", before);
    else Reflect.deleteProperty(globalThis, "MediaStream");
  });

  describe.each([0, 1, 2])("installed %d times", (times) => {
    beforeEach(() => {
      for (let i = 0; i < times; i++) install({ AudioContext: NodeAudioContext });
    });

    test("a track is played by the context's own node, in a stream of its own", () => {
      const track = nativeTrack("a");
      const node = createMediaStreamTrackSource(s.context, track);
      expect(played.map((stream) => stream.getAudioTracks())).toEqual([[track]]);
      expect(node).toBeInstanceOf(MediaStreamTrackAudioSourceNode);
      expect(thrownBy(() => createMediaStreamTrackSource(s.context, nativeTrack("v", "video")))).toBe(
        "InvalidStateError",
      );
    });

    test("a stream with one audio track is played as it is", () => {
      const stream = nativeStream(nativeTrack("b"), nativeTrack("a", "video"));
      expect(createMediaStreamSource(s.context, stream).mediaStream).toBe(stream);
      expect(played).toEqual([stream]);
      expect(played[0]).toBe(stream);
    });

    test("of a stream with several, the first by the order of ids is played", () => {
      const stream = nativeStream(nativeTrack("b"), nativeTrack("a"), nativeTrack("c"));
      expect(createMediaStreamSource(s.context, stream).mediaStream).toBe(stream);
      expect(played.map((one) => one.getAudioTracks().map(({ id }) => id))).toEqual([["a"]]);
      expect(thrownBy(() => createMediaStreamSource(s.context, nativeStream()))).toBe("InvalidStateError");
    });
  });

  test("what is neither goes to the method that was there before", () => {
    install({ AudioContext: NodeAudioContext });
    const other = {};
    context.createMediaStreamSource(other);
    expect(played[0]).toBe(other);
  });
});
