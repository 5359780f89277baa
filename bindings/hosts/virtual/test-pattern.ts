/** The picture of a virtual camera: colour bars, its name, the frame number and a square that moves. */
import { pictureSize } from "../media.js";
import { ADVANCE, eachPixel, lettersOf, LINE } from "./font.js";
import { BLACK, cellEdges, CELLS, codeOf, WHITE } from "./frame-code.js";

/** Bars of 75 %, from the left: white, yellow, cyan, green, magenta, red, blue; luma and both chromas. */
const BARS = [
  [180, 128, 128],
  [162, 44, 142],
  [131, 156, 44],
  [112, 72, 58],
  [84, 184, 198],
  [65, 100, 212],
  [35, 212, 114],
] as const;

/** Parts of the height that lie above the lines of text, and that they take. */
const TEXT_TOP = 1 / 24;
const TEXT_HEIGHT = 1 / 6;
/** Parts of the height that lie above the band the square moves in, and that the band takes. */
const BAND_TOP = 5 / 6;
const BAND_HEIGHT = 1 / 12;
/** Pictures from one end of the band to the other. */
const CROSSING = 120;

/**
 * Draws a test pattern of one size. All pictures of it are the same bytes, drawn anew: the background is drawn once,
 * and only what changes again.
 */
export class TestPattern {
  readonly #width: number;
  readonly #height: number;
  readonly #data: Uint8Array;
  readonly #columns: number[];
  readonly #rows: number[];
  readonly #drawn: number[] = [];
  readonly #line: Uint8Array;
  readonly #bandTop: number;
  readonly #side: number;
  #squareAt = 0;

  /** Lines of text are drawn above the frame number, as many letters of each as fit. */
  constructor(width: number, height: number, lines: readonly string[]) {
    this.#width = width;
    this.#height = height;
    this.#data = new Uint8Array(pictureSize(width, height));
    const shorter = Math.min(width, height);
    this.#columns = cellEdges(width, shorter);
    this.#rows = cellEdges(height, shorter);
    this.#line = new Uint8Array((this.#columns[CELLS] ?? 0) - (this.#columns[0] ?? 0));
    this.#bandTop = Math.floor(height * BAND_TOP);
    this.#side = Math.min(width, Math.floor(height * BAND_HEIGHT));
    this.#drawBars();
    this.#drawText(lines);
    this.#grey(0, this.#bandTop, width, this.#side, BLACK);
    const left = this.#columns[0] ?? 0;
    const top = this.#rows[0] ?? 0;
    this.#grey(left, top, this.#line.length, (this.#rows[CELLS] ?? 0) - top, BLACK);
  }

  /** The picture of a number, in I420; good until the next is drawn. */
  draw(number: number): Uint8Array {
    codeOf(number).forEach((bits, row) => {
      if (this.#drawn[row] === bits) return;
      this.#drawn[row] = bits;
      this.#drawCells(row, bits);
    });
    const room = this.#width - this.#side;
    const at = Math.floor((room * (number % CROSSING)) / CROSSING);
    this.#luma(this.#squareAt, this.#bandTop, this.#side, this.#side, BLACK);
    this.#luma(at, this.#bandTop, this.#side, this.#side, WHITE);
    this.#squareAt = at;
    return this.#data;
  }

  #drawCells(row: number, bits: number): void {
    const left = this.#columns[0] ?? 0;
    for (let column = 0; column < CELLS; column++) {
      const luma = (bits >> (CELLS - 1 - column)) & 1 ? WHITE : BLACK;
      this.#line.fill(luma, (this.#columns[column] ?? 0) - left, (this.#columns[column + 1] ?? 0) - left);
    }
    const end = this.#rows[row + 1] ?? 0;
    for (let y = this.#rows[row] ?? 0; y < end; y++) this.#data.set(this.#line, y * this.#width + left);
  }

  #drawBars(): void {
    const chromaWidth = (this.#width + 1) >> 1;
    const chromaHeight = (this.#height + 1) >> 1;
    let from = 0;
    [this.#width, chromaWidth, chromaWidth].forEach((width, plane) => {
      const height = plane === 0 ? this.#height : chromaHeight;
      for (let x = 0; x < width; x++) {
        this.#data[from + x] = BARS[Math.floor((x * BARS.length) / width)]?.[plane] ?? 0;
      }
      for (let y = 1; y < height; y++) this.#data.copyWithin(from + y * width, from, from + width);
      from += width * height;
    });
  }

  #drawText(lines: readonly string[]): void {
    const rows = lines.map(lettersOf);
    const longest = rows.reduce((most, { length }) => Math.max(most, length), 1);
    const scale = Math.floor(
      Math.min(
        (this.#height * TEXT_HEIGHT) / (LINE * rows.length),
        (this.#width * 0.95) / (ADVANCE * longest + 1),
      ),
    );
    const size = Math.max(1, scale);
    const fitting = Math.floor((this.#width / size - 1) / ADVANCE);
    const top = Math.floor(this.#height * TEXT_TOP);
    rows.forEach((row, number) => {
      const letters = row.slice(0, Math.max(0, fitting));
      const width = (letters.length * ADVANCE + 1) * size;
      const left = (this.#width - width) >> 1;
      const above = top + number * LINE * size;
      if (letters.length === 0 || above + LINE * size > this.#height) return;
      this.#grey(left, above, width, LINE * size, BLACK);
      eachPixel(letters, (x, y) => {
        this.#luma(left + (x + 1) * size, above + (y + 1) * size, size, size, WHITE);
      });
    });
  }

  /** A rectangle of one luma without colour. */
  #grey(left: number, top: number, width: number, height: number, luma: number): void {
    this.#luma(left, top, width, height, luma);
    const chromaWidth = (this.#width + 1) >> 1;
    const chromaSize = chromaWidth * ((this.#height + 1) >> 1);
    const plane = this.#width * this.#height;
    const [from, to] = [left >> 1, (left + width + 1) >> 1];
    for (let y = top >> 1; y < (top + height + 1) >> 1; y++) {
      const start = plane + y * chromaWidth;
      this.#data.fill(128, start + from, start + to);
      this.#data.fill(128, start + chromaSize + from, start + chromaSize + to);
    }
  }

  #luma(left: number, top: number, width: number, height: number, luma: number): void {
    for (let y = top; y < top + height; y++) {
      const start = y * this.#width + left;
      this.#data.fill(luma, start, start + width);
    }
  }
}
