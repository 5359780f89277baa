/**
 * The frame number as cells that are black or white: a square in the centre of the picture, half as wide and high as
 * the picture's shorter side, of eight rows of eight cells.
 *
 *     row 0        white, black, white, black, ...      finds the code
 *     rows 1 to 4  the number, 32 bits                  each row from the most significant bit,
 *     rows 5 and 6 CRC-16/CCITT of these four bytes     white is 1
 *     row 7        black, white, black, white, ...      finds the code
 *
 * The square stays whole where the picture is cropped about its centre to anything from 16:9 to 9:16, and legible where
 * it is then scaled down to a shorter side of 36 pixels.
 */

/** Rows, and cells in each. */
export const CELLS = 8;
/** The square's share of the picture's shorter side. */
export const SHARE = 0.5;
/** The luma of black and of white cells. */
export const BLACK = 16;
export const WHITE = 235;
/** The first and the last row, as bits. */
export const TOP = 0xaa;
export const BOTTOM = 0x55;

/** CRC-16/CCITT-FALSE of bytes. */
function checksum(bytes: readonly number[]): number {
  let register = 0xffff;
  for (const byte of bytes) {
    register ^= byte << 8;
    for (let bit = 0; bit < 8; bit++)
      register = ((register << 1) ^ (register & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return register;
}

/** The rows of the code of a number, which is taken modulo 2 ** 32. */
export function codeOf(number: number): number[] {
  const bytes = [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff);
  const check = checksum(bytes);
  return [TOP, ...bytes, check >> 8, check & 0xff, BOTTOM];
}

/** The number of which these are the rows; undefined where they are no code. */
export function numberOf(rows: readonly number[]): number | undefined {
  const number = rows.slice(1, 5).reduce((value, byte) => value * 256 + byte, 0);
  return codeOf(number).every((row, i) => row === rows[i]) ? number : undefined;
}

/** The first column or row of pixels of each cell, and the one after the last, on a side of so many pixels. */
export function cellEdges(side: number, shorterSide: number): number[] {
  const cell = (shorterSide * SHARE) / CELLS;
  return Array.from({ length: CELLS + 1 }, (_, i) => Math.round(side / 2 + (i - CELLS / 2) * cell));
}
