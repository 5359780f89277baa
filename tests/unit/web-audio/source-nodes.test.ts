/** The source nodes as interfaces: their exceptions, attributes and prototypes. */
import {
  AudioContext as NodeAudioContext,
  AudioNode as NodeAudioNode,
  GainNode,
  OfflineAudioContext,
} from "node-web-audio-api";
import { MediaStream } from "../../../bindings/capture/media-stream.js";
import type { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import {
  createMediaStreamSource,
  createMediaStreamTrackSource,
  MediaStreamAudioSourceNode,
  MediaStreamTrackAudioSourceNode,
  sourceNodesOf,
} from "../../../bindings/sinks/web-audio/source-nodes.js";
import { scene } from "../capture/scene.js";
import { front, microphone } from "../capture/sources.js";
import { thrownBy } from "./thrown-by.js";

const context = new NodeAudioContext({ sinkId: { type: "none" } } as AudioContextOptions);
const offline = new OfflineAudioContext(1, 128, 48000) as unknown as AudioContext;
let audio: MediaStreamTrack;
let video: MediaStreamTrack;

beforeAll(async () => {
  const s = await scene({ devices: [front, microphone] });
  audio = await s.microphone("microphone");
  video = await s.camera("front");
});

afterAll(async () => {
  audio.stop();
  video.stop();
  await context.close();
});

/** As a caller without types may call. */
type Untyped = new (...args: unknown[]) => AudioNode;
const StreamNode = MediaStreamAudioSourceNode as unknown as Untyped;
const TrackNode = MediaStreamTrackAudioSourceNode as unknown as Untyped;

test("a node is an AudioNode of its context, to be connected at once", () => {
  const stream = new MediaStream([audio, video]);
  for (const node of [
    new MediaStreamAudioSourceNode(context, { mediaStream: stream }),
    new MediaStreamTrackAudioSourceNode(context, { mediaStreamTrack: audio }),
    createMediaStreamSource(context, stream),
    createMediaStreamTrackSource(context, audio),
  ]) {
    expect(node).toBeInstanceOf(NodeAudioNode);
    expect(node).not.toBeInstanceOf(GainNode);
    expect("gain" in node).toBe(false);
    expect(node.context).toBe(context);
    expect([node.numberOfInputs, node.numberOfOutputs]).toEqual([0, 1]);
    expect([node.channelCount, node.channelCountMode, node.channelInterpretation]).toEqual([
      2,
      "max",
      "speakers",
    ]);
    expect(node.connect(context.destination)).toBe(context.destination);
    expect(thrownBy(() => node.disconnect(context.destination))).toBe("nothing");
  }
});

test("each is of its own class and has its name", () => {
  const byStream = createMediaStreamSource(context, new MediaStream([audio]));
  const byTrack = createMediaStreamTrackSource(context, audio);
  expect(byStream).toBeInstanceOf(MediaStreamAudioSourceNode);
  expect(byStream).not.toBeInstanceOf(MediaStreamTrackAudioSourceNode);
  expect(byTrack).toBeInstanceOf(MediaStreamTrackAudioSourceNode);
  expect(byTrack).not.toBeInstanceOf(MediaStreamAudioSourceNode);
  expect(Reflect.get(byStream, Symbol.toStringTag)).toBe("MediaStreamAudioSourceNode");
  expect(Reflect.get(byTrack, Symbol.toStringTag)).toBe("MediaStreamTrackAudioSourceNode");
  for (const value of [undefined, null, 1, {}, context.createGain()]) {
    expect(value instanceof MediaStreamAudioSourceNode).toBe(false);
  }
});

test("mediaStream is the stream it was made from, and cannot be set", () => {
  const stream = new MediaStream([audio]);
  const node = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
  expect(node.mediaStream).toBe(stream);
  expect(Reflect.set(node, "mediaStream", new MediaStream())).toBe(false);
  expect(node.mediaStream).toBe(stream);
  expect("mediaStream" in createMediaStreamTrackSource(context, audio)).toBe(false);
  expect("mediaStreamTrack" in createMediaStreamTrackSource(context, audio)).toBe(false);
});

test("the classes for an AudioNode interface derive from it, and are those of its contexts' nodes", () => {
  const classes = sourceNodesOf(NodeAudioNode);
  expect(sourceNodesOf(NodeAudioNode)).toEqual(classes);
  const { MediaStreamAudioSourceNode: Stream, MediaStreamTrackAudioSourceNode: Track } = classes;
  for (const [constructor, name] of [
    [Stream, "MediaStreamAudioSourceNode"],
    [Track, "MediaStreamTrackAudioSourceNode"],
  ] as const) {
    expect(Object.getPrototypeOf(constructor)).toBe(NodeAudioNode);
    expect(Object.getPrototypeOf(constructor.prototype)).toBe(NodeAudioNode.prototype);
    expect([constructor.name, constructor.length]).toEqual([name, 2]);
    expect(constructor.prototype.constructor).toBe(constructor);
  }
  expect(createMediaStreamTrackSource(context, audio).constructor).toBe(Track);
  expect(new Track(context, { mediaStreamTrack: audio })).toBeInstanceOf(MediaStreamTrackAudioSourceNode);
  const derived = new (class Derived extends Stream {})(context, { mediaStream: new MediaStream([audio]) });
  expect(derived.constructor.name).toBe("Derived");
  expect(derived).toBeInstanceOf(Stream);
  expect(Object.keys(Object.getOwnPropertyDescriptors(Stream.prototype)).sort()).toEqual([
    "constructor",
    "mediaStream",
    "numberOfInputs",
  ]);
});

test("attributes are of nodes only", () => {
  const { MediaStreamAudioSourceNode: Stream } = sourceNodesOf(NodeAudioNode);
  for (const attribute of ["mediaStream", "numberOfInputs"]) {
    expect(thrownBy(() => Reflect.get(Stream.prototype, attribute, {}) as unknown)).toBe(
      "TypeError: Illegal invocation",
    );
  }
});

describe("a context that is no AudioContext is a NotSupportedError", () => {
  test.each([
    ["an OfflineAudioContext", offline],
    ["null", null],
    ["undefined", undefined],
    ["an object", {}],
    ["an object with its name", { [Symbol.toStringTag]: "AudioContext" }],
  ])("%s", (_, value) => {
    expect(thrownBy(() => new TrackNode(value, { mediaStreamTrack: audio }))).toBe("NotSupportedError");
    expect(thrownBy(() => new StreamNode(value, { mediaStream: new MediaStream([audio]) }))).toBe(
      "NotSupportedError",
    );
    // Before anything of the options is looked at.
    expect(thrownBy(() => new TrackNode(value, {}))).toBe("NotSupportedError");
  });
});

test("a track that is no audio track is an InvalidStateError", () => {
  expect(thrownBy(() => new TrackNode(context, { mediaStreamTrack: video }))).toBe("InvalidStateError");
  expect(thrownBy(() => createMediaStreamTrackSource(context, video))).toBe("InvalidStateError");
});

test("a stream without an audio track is an InvalidStateError", () => {
  for (const stream of [new MediaStream(), new MediaStream([video])]) {
    expect(thrownBy(() => new StreamNode(context, { mediaStream: stream }))).toBe("InvalidStateError");
    expect(thrownBy(() => createMediaStreamSource(context, stream))).toBe("InvalidStateError");
  }
});

test.each([
  [undefined, "options.mediaStream must be a MediaStream, got undefined."],
  [null, "options.mediaStream must be a MediaStream, got undefined."],
  [{}, "options.mediaStream must be a MediaStream, got undefined."],
  [{ mediaStream: null }, "options.mediaStream must be a MediaStream, got null."],
  [{ mediaStream: {} }, "options.mediaStream must be a MediaStream, got an object."],
  ["text", 'options must be an object, got "text".'],
])("options %j without a stream are a TypeError", (options, message) => {
  expect(thrownBy(() => new StreamNode(context, options))).toBe(`TypeError: ${message}`);
});

test.each([
  [undefined, "options.mediaStreamTrack must be a MediaStreamTrack, got undefined."],
  [{ mediaStream: {} }, "options.mediaStreamTrack must be a MediaStreamTrack, got undefined."],
  [
    { mediaStreamTrack: { kind: "audio" } },
    "options.mediaStreamTrack must be a MediaStreamTrack, got an object.",
  ],
  [{ mediaStreamTrack: "audio" }, 'options.mediaStreamTrack must be a MediaStreamTrack, got "audio".'],
])("options %j without a track are a TypeError", (options, message) => {
  expect(thrownBy(() => new TrackNode(context, options))).toBe(`TypeError: ${message}`);
});

test("too few arguments, no new, and classes of another implementation are TypeErrors", () => {
  const stream = new MediaStream([audio]);
  expect(thrownBy(() => new StreamNode())).toBe(
    "TypeError: MediaStreamAudioSourceNode takes 2 arguments, got 0.",
  );
  expect(thrownBy(() => new TrackNode(context))).toBe(
    "TypeError: MediaStreamTrackAudioSourceNode takes 2 arguments, got 1.",
  );
  expect(thrownBy(() => Reflect.apply(StreamNode, undefined, [context, { mediaStream: stream }]))).toMatch(
    /^TypeError/,
  );
  const Other = sourceNodesOf(EventTarget as unknown as typeof NodeAudioNode);
  expect(thrownBy(() => new Other.MediaStreamAudioSourceNode(context, { mediaStream: stream }))).toMatch(
    /^TypeError: The context/,
  );
});
