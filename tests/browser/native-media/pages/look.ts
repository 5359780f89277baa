/** Eyes for what becomes of the known pictures. */
import { centredCrop } from "../../../../bindings/flow/picture-fitter.js";
import { bars, THRESHOLD, type Size } from "./known-input.js";

/** What a picture shows of the known one. */
export interface Seen extends Size {
  /** The disc, from its first light pixel to its last, and the middle of it, in the picture's pixels. */
  readonly disc: { readonly width: number; readonly height: number; readonly x: number; readonly y: number };
  /** The frame's number. */
  readonly number: number;
}

let reading: CanvasRenderingContext2D | null | undefined;

/** The green of an image's pixels. */
function greens(image: CanvasImageSource, { width, height }: Size): (x: number, y: number) => number {
  reading ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!reading) throw new Error("no canvas");
  reading.canvas.width = width;
  reading.canvas.height = height;
  reading.drawImage(image, 0, 0, width, height);
  const { data } = reading.getImageData(0, 0, width, height);
  return (x, y) => data[4 * (Math.round(y) * width + Math.round(x)) + 1] ?? 0;
}

/** Looks at a picture that was made of an input of this size. */
export function look(image: CanvasImageSource, size: Size, input: Size): Seen {
  const { width, height } = size;
  const green = greens(image, size);
  const columns = Array.from({ length: width }, (_, x) => x).filter(
    (x) => green(x, Math.floor(height / 2)) > THRESHOLD,
  );
  const rows = Array.from({ length: height }, (_, y) => y).filter(
    (y) => green(Math.floor(width / 2), y) > THRESHOLD,
  );
  const [left = 0, right = 0] = [columns[0], columns.at(-1)];
  const [top = 0, bottom = 0] = [rows[0], rows.at(-1)];
  const crop = centredCrop(input.width, input.height, width, height);
  const scale = width / crop.width;
  const number = bars(input).reduce(
    (sum, { x, y }, i) =>
      sum + (green((x - crop.x) * scale - 0.5, (y - crop.y) * scale - 0.5) > THRESHOLD ? 1 << i : 0),
    0,
  );
  return {
    width,
    height,
    disc: {
      width: right - left + 1,
      height: bottom - top + 1,
      x: (left + right + 1) / 2,
      y: (top + bottom + 1) / 2,
    },
    number,
  };
}

/** What a correct picture of this size shows, as `look` sees it. */
export function expectedDisc({ width, height }: Size, input: Size): Seen["disc"] {
  const crop = centredCrop(input.width, input.height, width, height);
  const scale = width / crop.width;
  const diameter = (input.height / 2) * scale;
  return {
    width: diameter,
    height: diameter,
    x: (input.width / 2 - crop.x) * scale,
    y: (input.height / 2 - crop.y) * scale,
  };
}
