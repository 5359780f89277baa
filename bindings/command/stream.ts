/** `trackfit fit ... --devices -`: newline-delimited JSON in, newline-delimited JSON out, line by line. */
import { resultOf, type Fitting } from "./fitting.js";
import { InputError, messageOf } from "./input-error.js";
import { columnInWords, jsonProblem } from "./json-places.js";
import { LineReader, type Line } from "./lines.js";
import type { Output } from "./output.js";

function parse({ text }: Line): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const problem = jsonProblem(text);
    if (!problem) throw error;
    const place = columnInWords(text, problem.offset);
    throw new InputError(`the line must be JSON, but at ${place} ${problem.message}.`);
  }
}

class StreamFitting {
  fitted = 0;
  usable = 0;
  bad = 0;
  #fitting: Fitting;
  #output: Output;
  #errors: Output;

  constructor(fitting: Fitting, output: Output, errors: Output) {
    this.#fitting = fitting;
    this.#output = output;
    this.#errors = errors;
  }

  /** Answers lines and hands the answers on. */
  async answer(lines: Iterable<Line>): Promise<void> {
    for (const line of lines) {
      if (line.error !== undefined) this.#report(line.number, line.error);
      else if (line.text.trim() !== "") this.#answerLine(line);
    }
    await this.#output.flush();
    await this.#errors.flush();
  }

  #answerLine(line: Line): void {
    let answer: object;
    try {
      const device = this.#fitting.read(parse(line));
      for (const note of device.notes) this.#tell(line.number, note);
      const fit = this.#fitting.fit(device);
      const { description } = device;
      const { deviceId, kind } = description;
      const skipped = `${kind === "videoinput" ? "video" : "audio"} is not requested`;
      answer = fit ? resultOf(description, fit) : { device: deviceId, kind, ok: null, skipped };
      if (fit?.ok) this.fitted += 1;
    } catch (error) {
      this.#report(line.number, messageOf(error));
      return;
    }
    this.usable += 1;
    this.#output.write(`${JSON.stringify({ line: line.number, ...answer })}\n`);
  }

  #report(line: number, error: string): void {
    this.bad += 1;
    this.#output.write(`${JSON.stringify({ line, error })}\n`);
    this.#tell(line, error);
  }

  #tell(line: number, message: string): void {
    this.#errors.write(`trackfit: line ${String(line)}: ${message}\n`);
  }
}

/** Fits every device of the input, one a line, in constant memory; gives the exit code. */
export async function fitStream(
  fitting: Fitting,
  input: AsyncIterable<Uint8Array>,
  output: Output,
  errors: Output,
): Promise<number> {
  const reader = new LineReader();
  const stream = new StreamFitting(fitting, output, errors);
  for await (const piece of input) await stream.answer(reader.read(piece));
  await stream.answer(reader.end());
  if (stream.fitted > 0) return 0;
  if (stream.usable > 0) return 1;
  if (stream.bad > 0) return 2;
  errors.write("trackfit: standard input held no source descriptions.\n");
  return 1;
}
