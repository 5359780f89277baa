/** Bytes to lines. */
import { isUtf8 } from "node:buffer";

/** A line of text, or what is wrong with it. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly error?: string;
}

/** The longest line that is read, in bytes. */
export const longestLine = 64 * 1024 * 1024;

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Puts lines together from pieces of input, holding no more than one line. */
export class LineReader {
  #limit: number;
  #number = 1;
  #parts: Buffer[] = [];
  #length = 0;

  constructor(limit = longestLine) {
    this.#limit = limit;
  }

  /** The lines that end in this piece. */
  *read(piece: Uint8Array): Generator<Line> {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      this.#add(bytes.subarray(start, end));
      yield this.#finish();
      start = end + 1;
    }
    if (start < bytes.length) this.#add(bytes.subarray(start));
  }

  /** The last line, where no newline ends it. */
  *end(): Generator<Line> {
    if (this.#length > 0) yield this.#finish();
  }

  #add(part: Buffer): void {
    this.#length += part.length;
    if (this.#length <= this.#limit) this.#parts.push(part);
    else this.#parts = [];
  }

  #finish(): Line {
    const [first = Buffer.alloc(0), ...others] = this.#parts;
    const length = this.#length;
    const number = this.#number++;
    this.#parts = [];
    this.#length = 0;
    if (length > this.#limit) {
      return {
        number,
        text: "",
        error: `the line must be at most ${String(this.#limit)} bytes long, got ${String(length)}.`,
      };
    }
    let bytes = others.length === 0 ? first : Buffer.concat([first, ...others]);
    if (bytes.at(-1) === RETURN) bytes = bytes.subarray(0, -1);
    if (!isUtf8(bytes)) return { number, text: "", error: "the line must be text in UTF-8." };
    const text = bytes.toString();
    // A byte order mark is no part of the first line.
    return { number, text: number === 1 && text.startsWith("\uFEFF") ? text.slice(1) : text };
  }
}
