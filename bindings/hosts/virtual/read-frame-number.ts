/** Finds the frame number in a picture of a virtual camera, whatever size it was made. */
import type { Picture } from "../media.js";
import { BOTTOM, CELLS, numberOf, SHARE, TOP } from "./frame-code.js";

/** The least difference in luma of black and white. */
const CONTRAST = 40;
/** From one size of the square tried to the next. */
const STEP = 1.02;
/** Pixels that rounding may have moved the centre by. */
const OFFSETS = [0, -0.5, 0.5];
/** Where a cell is looked at, from its centre, in parts of its side. */
const SPOTS = [-0.2, 0, 0.2];

/**
 * The frame number in a picture of a virtual camera's test pattern: the number of the picture since its source was
 * opened, from 0, modulo 2 ** 32. Pictures may have been cropped about the centre and scaled down without stretching,
 * to aspect ratios from 9:16 to 16:9 and a shorter side of 36 pixels. Undefined where there is no number.
 */
export function readFrameNumber(picture: Picture): number | undefined {
  const { width, height } = picture;
  const smallest = Math.min(width, height);
  const largest = Math.max(width, height);
  // Uncropped pictures and those cropped along one side; then everything between.
  const found = readAt(picture, height) ?? readAt(picture, width);
  if (found !== undefined) return found;
  for (let side = smallest; side <= largest; side *= STEP) {
    const number = readAt(picture, side);
    if (number !== undefined) return number;
  }
  return undefined;
}

/** Reads the code as if the shorter side of the picture had had so many pixels before it was cropped. */
function readAt(picture: Picture, shorterSide: number): number | undefined {
  const cell = (shorterSide * SHARE) / CELLS;
  for (const down of OFFSETS) {
    for (const right of OFFSETS) {
      const number = readCells(picture, picture.width / 2 + right, picture.height / 2 + down, cell);
      if (number !== undefined) return number;
    }
  }
  return undefined;
}

function readCells(picture: Picture, x: number, y: number, cell: number): number | undefined {
  const lumaAt = (row: number, column: number): number =>
    cellLuma(picture, x + (column + 0.5 - CELLS / 2) * cell, y + (row + 0.5 - CELLS / 2) * cell, cell);
  let black = 0;
  let white = 0;
  for (let column = 0; column < CELLS; column++) {
    const [above, below] = [lumaAt(0, column), lumaAt(CELLS - 1, column)];
    white += column % 2 === 0 ? above : below;
    black += column % 2 === 0 ? below : above;
  }
  if (!((white - black) / CELLS >= CONTRAST)) return undefined;
  const threshold = (white + black) / (2 * CELLS);
  const rowBits = (row: number): number => {
    let bits = 0;
    for (let column = 0; column < CELLS; column++)
      bits = bits * 2 + (lumaAt(row, column) > threshold ? 1 : 0);
    return bits;
  };
  if (rowBits(0) !== TOP || rowBits(CELLS - 1) !== BOTTOM) return undefined;
  return numberOf(Array.from({ length: CELLS }, (_, row) => rowBits(row)));
}

/** The mean luma about a cell's centre; NaN outside of the picture. */
function cellLuma({ width, height, data }: Picture, x: number, y: number, cell: number): number {
  let sum = 0;
  for (const down of SPOTS) {
    for (const right of SPOTS) {
      const column = Math.floor(x + right * cell);
      const row = Math.floor(y + down * cell);
      if (column < 0 || column >= width || row < 0 || row >= height) return NaN;
      sum += data[row * width + column] ?? NaN;
    }
  }
  return sum / SPOTS.length ** 2;
}
