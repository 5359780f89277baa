import { checkInternal, defineInterface, requireArguments } from "../../capture/web-idl.js";

/** HTML, 4.8.11.13: the list of time ranges that an element has, at most one of them. */
export class TimeRanges {
  readonly #end: number | undefined;

  /** No range, or the one from 0 to `end` seconds. Only elements make them: TypeError. */
  constructor(token: symbol, end?: number) {
    checkInternal(token);
    this.#end = end;
  }

  /** How many ranges there are. */
  get length(): number {
    return this.#end === undefined ? 0 : 1;
  }

  /** Where a range starts, in seconds. Throws an "IndexSizeError" where there is no such range. */
  start(index: number): number {
    this.#range("start", index, arguments.length);
    return 0;
  }

  /** Where a range ends, in seconds. Throws an "IndexSizeError" where there is no such range. */
  end(index: number): number {
    return this.#range("end", index, arguments.length);
  }

  #range(method: string, index: number, given: number): number {
    requireArguments(`TimeRanges.${method}`, given, 1);
    // As an unsigned long.
    const place = Number(index) >>> 0;
    if (place >= this.length || this.#end === undefined) {
      throw new DOMException(`There are ${this.length} ranges, none at index ${place}.`, "IndexSizeError");
    }
    return this.#end;
  }

  static {
    defineInterface(this, "TimeRanges", (value) => #end in value);
  }
}

Object.defineProperty(TimeRanges, "length", { value: 0 });
