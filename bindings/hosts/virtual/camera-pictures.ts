/** The pictures of one open virtual camera. */
import type { Picture } from "../media.js";
import { PictureResampler } from "./resample-picture.js";
import type { VideoMode } from "./running-mode.js";
import { TestPattern } from "./test-pattern.js";
import type { Y4mFile } from "./y4m.js";

/** Pictures later than this by the file's own time, in parts of one, are shown already. */
const TOLERANCE = 1e-3;

/** What decides how a camera's pictures look. */
export interface CameraView {
  readonly mode: VideoMode;
  /** Degrees clockwise: 0, 90, 180 or 270. */
  readonly rotation: number;
  readonly label: string;
  /** Shown instead of the test pattern. */
  readonly file: Y4mFile | undefined;
}

/** Makes pictures of one view, of which each is good until the next is made. */
export interface CameraPictures {
  /** The picture of a number, so many microseconds after the source's first. */
  pictureAt(number: number, time: number): Picture;
}

/**
 * Pictures are upright, as a phone delivers them however it is held: on a device turned by 90 or 270 degrees their
 * width and height are flipped, and they show another part of the same scene.
 */
export function cameraPictures({ mode, rotation, label, file }: CameraView): CameraPictures {
  const isFlipped = rotation % 180 !== 0;
  const [width, height] = isFlipped ? [mode.height, mode.width] : [mode.width, mode.height];
  const dataAt = file ? filePictures(file, width, height) : patternPictures(width, height, mode, label);
  return {
    pictureAt: (number, time) => ({
      width,
      height,
      data: dataAt(number, time),
      timestamp: Math.round(time),
    }),
  };
}

type DataAt = (number: number, time: number) => Uint8Array;

function patternPictures(width: number, height: number, { frameRate }: VideoMode, label: string): DataAt {
  const rate = Number(frameRate.toFixed(2));
  const pattern = new TestPattern(width, height, [label, `${width}x${height} ${rate} FPS`]);
  return (number) => pattern.draw(number);
}

/** The file's pictures at the file's own pace, or one by one where it tells none, over and over. */
function filePictures(file: Y4mFile, width: number, height: number): DataAt {
  const { pictures, frameRate } = file;
  const isFitting = file.width === width && file.height === height;
  const resampler = isFitting ? undefined : new PictureResampler(file, { width, height });
  let shown = -1;
  let data: Uint8Array = new Uint8Array();
  return (number, time) => {
    const passed = frameRate === undefined ? number : Math.floor((time * frameRate) / 1e6 + TOLERANCE);
    const place = passed % pictures.length;
    const picture = pictures[place];
    if (picture && place !== shown) {
      shown = place;
      data = resampler ? resampler.make(picture) : picture;
    }
    return data;
  };
}
