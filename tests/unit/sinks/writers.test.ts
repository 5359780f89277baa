import { AudioData } from "../../../bindings/sinks/audio-data.js";
import { VideoFrame } from "../../../bindings/sinks/video-frame.js";
import { wavWriter } from "../../../bindings/sinks/wav-writer.js";
import { y4mWriter } from "../../../bindings/sinks/y4m-writer.js";
import { counting, countingFrame, errorName, rejectionName } from "./frames.js";

const text = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);

describe("Y4M", () => {
  test.each([
    [30, "30:1"],
    [29.97002997, "30000:1001"],
    [30000 / 1001, "30000:1001"],
    [12.5, "25:2"],
    [0.5, "1:2"],
    [29.97, "2997:100"],
    [Math.PI, "3141593:1000000"],
  ])("tells %d frames a second as %s", (frameRate, words) => {
    const { header } = y4mWriter({ width: 640, height: 480, frameRate });
    expect(text(header)).toBe(`YUV4MPEG2 W640 H480 F${words} Ip A1:1 C420jpeg XCOLORRANGE=LIMITED\n`);
  });

  test("has each frame's planes after its mark", async () => {
    const writer = y4mWriter({ width: 4, height: 4, frameRate: 30 });
    const bytes = await writer.frame(countingFrame());
    expect(text(bytes.subarray(0, 6))).toBe("FRAME\n");
    expect([...bytes.subarray(6)]).toEqual([...counting(24)]);
    const part = y4mWriter({ width: 3, height: 1, frameRate: 30 });
    const cropped = countingFrame({ visibleRect: { x: 0, y: 2, width: 3, height: 1 } });
    expect([...(await part.frame(cropped))].slice(6)).toEqual([8, 9, 10, 18, 19, 22, 23]);
  });

  test("takes no frame of another size or format, nor a closed one", async () => {
    const writer = y4mWriter({ width: 2, height: 2, frameRate: 30 });
    expect(await rejectionName(writer.frame(countingFrame()))).toBe("TypeError");
    const rgba = new VideoFrame(counting(16), {
      format: "RGBA",
      codedWidth: 2,
      codedHeight: 2,
      timestamp: 0,
    });
    expect(await rejectionName(writer.frame(rgba))).toBe("TypeError");
    rgba.close();
    expect(await rejectionName(writer.frame(rgba))).toBe("InvalidStateError");
  });

  test.each([
    [{ width: 0, height: 2, frameRate: 30 }, "settings.width must be a positive integer, got 0."],
    [{ width: 2, height: 2.5, frameRate: 30 }, "settings.height must be a positive integer, got 2.5."],
    [{ width: 2, height: 2, frameRate: NaN }, "settings.frameRate must be a positive number, got NaN."],
  ])("%j", (settings, message) => {
    expect(() => y4mWriter(settings)).toThrow(message);
  });
});

describe("WAV", () => {
  const data = new AudioData({
    ...{ format: "f32-planar", sampleRate: 44100, numberOfFrames: 2, numberOfChannels: 2, timestamp: 0 },
    data: new Float32Array([0.5, -0.5, 1, -1]),
  });

  test("is a header and 16-bit samples, interleaved", () => {
    const writer = wavWriter({ sampleRate: 44100, channelCount: 2 });
    const samples = writer.samples(data);
    expect([...new Int16Array(samples.buffer)]).toEqual([16384, 32767, -16384, -32768]);
    const header = writer.header(samples.length);
    expect([
      text(header.subarray(0, 4)),
      text(header.subarray(8, 16)),
      text(header.subarray(36, 40)),
    ]).toEqual([...["RIFF", "WAVEfmt ", "data"]]);
    const view = new DataView(header.buffer);
    expect([header.length, view.getUint32(4, true), view.getUint32(40, true)]).toEqual([44, 44, 8]);
    expect([20, 22, 32, 34].map((at) => view.getUint16(at, true))).toEqual([1, 2, 4, 16]);
    expect([16, 24, 28].map((at) => view.getUint32(at, true))).toEqual([16, 44100, 176400]);
  });

  test("takes no block of other settings, nor a closed one", () => {
    expect(errorName(() => wavWriter({ sampleRate: 48000, channelCount: 2 }).samples(data))).toBe(
      "TypeError",
    );
    expect(errorName(() => wavWriter({ sampleRate: 44100, channelCount: 1 }).samples(data))).toBe(
      "TypeError",
    );
    const closed = data.clone();
    closed.close();
    expect(errorName(() => wavWriter({ sampleRate: 44100, channelCount: 2 }).samples(closed))).toBe(
      "InvalidStateError",
    );
  });

  test("rejects settings and lengths that cannot be", () => {
    expect(() => wavWriter({ sampleRate: 0.5, channelCount: 1 })).toThrow("settings.sampleRate must be");
    expect(() => wavWriter({ sampleRate: 8000, channelCount: 0 })).toThrow("settings.channelCount must be");
    expect(() => wavWriter({ sampleRate: 8000, channelCount: 1 }).header(-1)).toThrow("byteLength must be");
  });
});
