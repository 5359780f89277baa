/** Where text goes: standard output and standard error. */
import * as util from "node:util";

/** Gathers text and writes it in large pieces, no faster than the reader takes it. */
export class Output {
  #stream: NodeJS.WritableStream;
  #fail: (error: NodeJS.ErrnoException) => void;
  #hasFailed = false;
  #parts: string[] = [];

  /** `fail` is told, once, that the stream takes no more text; from then on text is dropped. */
  constructor(stream: NodeJS.WritableStream, fail: (error: NodeJS.ErrnoException) => void) {
    this.#stream = stream;
    this.#fail = fail;
    // Each write is told of its own failure; without a listener the process would end.
    stream.on("error", () => undefined);
  }

  /** Adds text; it is written by the next `flush()`. */
  write(text: string): void {
    this.#parts.push(text);
  }

  /** Writes what has gathered and waits until that is done; throws what `fail` throws. */
  async flush(): Promise<void> {
    const text = this.#parts.join("");
    this.#parts = [];
    if (text === "" || this.#hasFailed) return;
    const error = await new Promise<Error | null | undefined>((done) => this.#stream.write(text, done));
    if (!error) return;
    this.#hasFailed = true;
    this.#fail(error);
  }
}

/** The ways text may be set off on a terminal. */
export type Look = "bold" | "dim" | "green" | "yellow" | "cyan" | "red";

/** Sets text off. */
export type Paint = (look: Look, text: string) => string;

/** Paints on a terminal, unless NO_COLOR is set (no-color.org); elsewhere text is left as it is. */
export function paintFor(stream: { readonly isTTY?: boolean }): Paint {
  // Node before 20.12 has no styleText.
  const { styleText } = util as { readonly styleText?: typeof util.styleText };
  const isPlain = stream.isTTY !== true || !styleText || (process.env["NO_COLOR"] ?? "") !== "";
  return (look, text) => (isPlain || text === "" ? text : styleText(look, text));
}

/** The width to fill: the terminal's, else what COLUMNS says, else `otherwise`. */
export function widthOf(stream: { readonly columns?: number }, otherwise = 100): number {
  const told = Number(process.env["COLUMNS"] ?? "");
  // A terminal that does not know its width says 0.
  const width = stream.columns || (Number.isInteger(told) && told > 0 ? told : otherwise);
  return Math.max(width, 40);
}
