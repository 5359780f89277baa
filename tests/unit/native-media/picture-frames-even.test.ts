/** Browsers that take only even sides, as Firefox. */
import { frameOf } from "../../../bindings/native-media/picture-frames.js";
import { VideoFrame as PortableFrame } from "../../../bindings/sinks/video-frame.js";
import { bytesOf, noise, removeFrames } from "./frames.js";

beforeAll(() => {
  const EvenFrame = class VideoFrame extends PortableFrame {
    constructor(data: Uint8Array, init: VideoFrameBufferInit) {
      if (init.codedWidth % 2 || init.codedHeight % 2) throw new TypeError("invalid");
      super(data, init);
    }
  };
  Object.defineProperty(globalThis, "VideoFrame", { configurable: true, value: EvenFrame });
});

afterAll(removeFrames);

test.each([
  [63, 47, 64, 48],
  [63, 48, 64, 48],
  [64, 47, 64, 48],
  [1, 1, 2, 2],
])(
  "a picture of %d x %d is shown in its size, of %d x %d",
  async (width, height, codedWidth, codedHeight) => {
    const data = noise(width, height);
    const frame = frameOf({ width, height, data, timestamp: 0 });
    expect(frame).toMatchObject({ codedWidth, codedHeight, displayWidth: width, displayHeight: height });
    expect(await bytesOf(frame)).toEqual(data);
  },
);
