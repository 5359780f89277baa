import { frameOf } from "../../../bindings/native-media/picture-frames.js";
import { bytesOf, installFrames, noise, removeFrames } from "./frames.js";

afterEach(removeFrames);

function picture(width: number, height: number) {
  return { width, height, data: noise(width, height), timestamp: 33_333.4 };
}

test.each([
  [64, 48],
  [63, 47],
  [1, 1],
])(
  "a frame of %d x %d has the picture's bytes, a whole timestamp and a camera's colours",
  async (width, height) => {
    installFrames();
    const frame = frameOf(picture(width, height));
    expect(frame).toMatchObject({
      codedWidth: width,
      codedHeight: height,
      timestamp: 33_333,
      format: "I420",
    });
    expect(frame.colorSpace.toJSON()).toEqual({
      primaries: "smpte170m",
      transfer: "smpte170m",
      matrix: "smpte170m",
      fullRange: false,
    });
    expect(await bytesOf(frame)).toEqual(noise(width, height));
  },
);
