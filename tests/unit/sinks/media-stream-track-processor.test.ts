import { AudioData } from "../../../bindings/sinks/audio-data.js";
import { MediaStreamTrackProcessor } from "../../../bindings/sinks/media-stream-track-processor.js";
import type { MediaStreamTrackProcessorInit } from "../../../bindings/sinks/media-stream-track-processor.js";
import { VideoFrame } from "../../../bindings/sinks/video-frame.js";
import { FakeTrack } from "./fake-track.js";
import { counting, errorName } from "./frames.js";

type Reader = ReadableStreamDefaultReader<VideoFrame | AudioData>;

function setUp(
  kind: "video" | "audio",
  maxBufferSize?: number,
): { fake: FakeTrack; processor: MediaStreamTrackProcessor; reader: Reader } {
  const fake = new FakeTrack(kind);
  const { track } = fake;
  const processor = new MediaStreamTrackProcessor(
    maxBufferSize === undefined ? { track } : { track, maxBufferSize },
  );
  return { fake, processor, reader: processor.readable.getReader() };
}

/** Pictures of 2x2 numbered by their timestamps and bytes. */
function deliver(fake: FakeTrack, ...numbers: number[]): void {
  const data = new Uint8Array(6);
  for (const number of numbers) fake.picture(data.fill(number), 2, 2, number);
  data.fill(255);
}

async function readFrame(reader: Reader): Promise<VideoFrame> {
  const { value } = await reader.read();
  if (!(value instanceof VideoFrame)) throw new Error("There must be a frame.");
  return value;
}

describe("the constructor", () => {
  test.each([
    ["nothing", undefined],
    ["no track", {}],
    ["null", { track: null }],
    ["a string", { track: "camera" }],
    ["what is not a track", { track: { kind: "video" } }],
  ])("rejects %s", (_, init) => {
    expect(
      errorName(() => new MediaStreamTrackProcessor(init as unknown as MediaStreamTrackProcessorInit)),
    ).toBe("TypeError");
  });

  test.each([[-1], [65536], [NaN], [Infinity], ["many"], [1n]])(
    "rejects %p as maxBufferSize",
    (maxBufferSize) => {
      const fake = new FakeTrack("video");
      const init = { track: fake.track, maxBufferSize } as unknown as MediaStreamTrackProcessorInit;
      expect(errorName(() => new MediaStreamTrackProcessor(init))).toBe("TypeError");
      expect(fake.sinks.size).toBe(0);
    },
  );

  test("converts maxBufferSize as WebIDL does; 0 is as none", async () => {
    const { fake, processor } = setUp("video", "2.9" as unknown as number);
    deliver(fake, 1, 2, 3);
    expect(processor.discardedFrames).toBe(1);
    const none = setUp("video", 0);
    deliver(none.fake, 1, 2, 3);
    expect((await readFrame(none.reader)).timestamp).toBe(3);
  });

  test("takes a track that has ended, and closes at once", async () => {
    const fake = new FakeTrack("video");
    fake.end();
    const { readable } = new MediaStreamTrackProcessor({ track: fake.track });
    expect(await readable.getReader().read()).toEqual({ done: true, value: undefined });
    expect(fake.sinks.size).toBe(0);
  });
});

describe("frames of video", () => {
  test("are copies of what the track delivers, with its timestamps", async () => {
    const { fake, reader } = setUp("video", 3);
    const data = counting(17);
    fake.picture(data, 3, 3, 40_000);
    data.fill(0);
    const frame = await readFrame(reader);
    expect([frame.format, frame.codedWidth, frame.codedHeight, frame.timestamp]).toEqual([
      "I420",
      3,
      3,
      40_000,
    ]);
    expect(frame.colorSpace).toMatchObject({ matrix: "smpte170m", fullRange: false });
    const bytes = new Uint8Array(frame.allocationSize());
    await frame.copyTo(bytes);
    expect([...bytes]).toEqual([...counting(17)]);
  });

  test("are the newest one where nobody has read, by default", async () => {
    const { fake, processor, reader } = setUp("video");
    deliver(fake, 1, 2, 3, 4, 5);
    const frame = await readFrame(reader);
    const bytes = new Uint8Array(6);
    await frame.copyTo(bytes);
    expect([frame.timestamp, ...bytes]).toEqual([5, 5, 5, 5, 5, 5, 5]);
    expect([processor.totalFrames, processor.discardedFrames]).toEqual([5, 4]);
  });

  test("wait in order; of too many the oldest are left out", async () => {
    const { fake, reader } = setUp("video", 3);
    deliver(fake, 1, 2, 3, 4, 5);
    const read = [];
    for (let i = 0; i < 3; i++) read.push((await readFrame(reader)).timestamp);
    expect(read).toEqual([3, 4, 5]);
  });

  test("go to reads that wait for them, in order", async () => {
    const { fake, processor, reader } = setUp("video");
    const reads = [1, 2, 3].map(() => readFrame(reader));
    await Promise.resolve();
    deliver(fake, 1);
    deliver(fake, 2);
    await new Promise((resolve) => setImmediate(resolve));
    deliver(fake, 3, 4);
    expect((await Promise.all(reads)).map(({ timestamp }) => timestamp)).toEqual([1, 2, 3]);
    expect((await readFrame(reader)).timestamp).toBe(4);
    expect(processor.discardedFrames).toBe(0);
  });

  test("of other sizes follow", async () => {
    const { fake, reader } = setUp("video", 2);
    fake.picture(counting(6), 2, 2, 1);
    fake.picture(counting(24), 4, 4, 2);
    expect((await readFrame(reader)).codedWidth).toBe(2);
    expect((await readFrame(reader)).codedWidth).toBe(4);
  });

  test("take no new buffers while those read are closed, nor while nobody reads", async () => {
    const { fake, reader } = setUp("video", 2);
    const picture = new Uint8Array(6000);
    for (let i = 0; i < 8; i++) fake.picture(picture, 100, 40, i);
    for (let i = 0; i < 2; i++) (await readFrame(reader)).close();
    const original = Uint8Array;
    let allocated = 0;
    globalThis.Uint8Array = new Proxy(Uint8Array, {
      construct(target, parameters: [number]) {
        if (typeof parameters[0] === "number" && parameters[0] >= 6000) allocated += 1;
        return new target(...parameters);
      },
    });
    try {
      expect(new Uint8Array(6000)).toHaveLength(6000);
      expect(allocated).toBe(1);
      for (let i = 8; i < 50; i++) {
        fake.picture(picture, 100, 40, i);
        (await readFrame(reader)).close();
      }
      for (let i = 50; i < 99; i++) fake.picture(picture, 100, 40, i);
      expect(allocated).toBe(1);
      // A reader that keeps what it reads takes the buffers with it.
      for (let i = 0; i < 20; i++) {
        fake.picture(picture, 100, 40, 100 + i);
        await readFrame(reader);
      }
      expect(allocated).toBeGreaterThan(15);
    } finally {
      globalThis.Uint8Array = original;
    }
  });

  test("that are read stay as they are while others flow", async () => {
    const { fake, reader } = setUp("video");
    deliver(fake, 1);
    const first = await readFrame(reader);
    const clone = first.clone();
    first.close();
    deliver(fake, 2, 3, 4, 5);
    const bytes = new Uint8Array(6);
    await clone.copyTo(bytes);
    expect([...bytes]).toEqual([1, 1, 1, 1, 1, 1]);
  });
});

describe("blocks of audio", () => {
  test("are f32-planar copies", async () => {
    const { fake, reader } = setUp("audio");
    const channels = [new Float32Array([0.5, 0.25]), new Float32Array([-1, 1])];
    fake.block(channels, 48000, 20_000);
    channels.forEach((channel) => channel.fill(9));
    const { value } = await reader.read();
    if (!(value instanceof AudioData)) throw new Error("There must be a block.");
    expect([value.format, value.sampleRate, value.numberOfFrames, value.numberOfChannels]).toEqual([
      ...["f32-planar", 48000, 2, 2],
    ]);
    expect(value.timestamp).toBe(20_000);
    const samples = new Float32Array(2);
    value.copyTo(samples, { planeIndex: 1 });
    expect([...samples]).toEqual([-1, 1]);
  });

  test("wait for a second by default", async () => {
    const { fake, processor, reader } = setUp("audio");
    for (let i = 0; i < 150; i++) fake.block([new Float32Array(480)], 48000, i * 10_000);
    expect(processor.discardedFrames).toBe(50);
    const { value } = await reader.read();
    expect(value?.timestamp).toBe(500_000);
  });
});

describe("the end", () => {
  test("of the track closes the stream, and closes what waits", async () => {
    const { fake, processor, reader } = setUp("video", 5);
    deliver(fake, 1, 2);
    fake.end();
    expect(await reader.read()).toEqual({ done: true, value: undefined });
    await reader.closed;
    expect(fake.sinks.size).toBe(0);
    deliver(fake, 3);
    fake.end();
    expect(processor.totalFrames).toBe(2);
  });

  test("of the track settles reads that wait", async () => {
    const { fake, reader } = setUp("video");
    const reads = [reader.read(), reader.read()];
    await Promise.resolve();
    fake.end();
    expect(await Promise.all(reads)).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
  });

  test("by cancelling disconnects from the track and closes what waits", async () => {
    const { fake, processor, reader } = setUp("video", 5);
    const [sink] = fake.sinks;
    deliver(fake, 1, 2);
    const closed: number[] = [];
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called on the frame that it is replaced for
    const { close } = VideoFrame.prototype;
    VideoFrame.prototype.close = function () {
      closed.push(this.timestamp);
      close.call(this);
    };
    try {
      await reader.cancel("enough");
    } finally {
      VideoFrame.prototype.close = close;
    }
    expect(closed).toEqual([1, 2]);
    expect(fake.sinks.size).toBe(0);
    // A track that has not noticed yet does no harm.
    sink?.picture({ data: new Uint8Array(6), width: 2, height: 2, timestamp: 9 });
    sink?.ended();
    expect(processor.totalFrames).toBe(2);
    expect(await reader.read()).toEqual({ done: true, value: undefined });
  });

  test("what is left out is closed", () => {
    const { fake } = setUp("video", 2);
    const closed: number[] = [];
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called on the frame that it is replaced for
    const { close } = VideoFrame.prototype;
    VideoFrame.prototype.close = function () {
      closed.push(this.timestamp);
      close.call(this);
    };
    try {
      deliver(fake, 1, 2, 3, 4);
    } finally {
      VideoFrame.prototype.close = close;
    }
    expect(closed).toEqual([1, 2]);
  });
});
