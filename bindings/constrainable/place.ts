/** The most elements of lists that one conversion reads, so that an endless iterator is an error and not a hang. */
export const mostElements = 1_000_000;

/**
 * Where in its argument a conversion stands: `constraints.video.advanced[3].frameRate.max`.
 * The conversion only moves the parts; they are put into words when an error is made, so the way without errors
 * builds no strings.
 */
export class Place {
  /** The index of the advanced constraint set, or -1 outside of them. */
  set = -1;
  /** The member of the constraint set, or "". */
  property = "";
  /** The member of the constraint, or "". */
  member = "";
  /** The index in a list of strings, or -1 outside of one. */
  element = -1;
  #elementsRead = 0;
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** Moves to a member of the constraint. */
  at(member: string): this {
    this.member = member;
    return this;
  }

  /** Counts an element of a list; throws a RangeError when the lists of one conversion have too many together. */
  countElement(): void {
    if (++this.#elementsRead > mostElements) {
      throw new RangeError(`${this.#inWords()} must end, got ${mostElements} elements.`);
    }
  }

  /** The error for a value at this place: `what` it must be, and what it is. */
  typeError(what: string, value: unknown): TypeError {
    return new TypeError(`${this.#inWords()} must be ${what}, got ${inWords(value)}.`);
  }

  #inWords(): string {
    let words = this.#root;
    if (this.set >= 0) words += `.advanced[${this.set}]`;
    if (this.property !== "") words += `.${this.property}`;
    if (this.member !== "") words += `.${this.member}`;
    if (this.element >= 0) words += `[${this.element}]`;
    return words;
  }
}

const longestString = 40;

/** A value in a few words for an error message. Calls nothing of the value's own, so no value can spoil the message. */
export function inWords(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value.slice(0, longestString)) + (value.length > longestString ? "..." : "");
    case "bigint": // its digits may be endless
    case "symbol":
    case "function":
      return `a ${typeof value}`;
    case "object":
      return value === null ? "null" : Array.isArray(value) ? "an array" : "an object";
    default:
      return Object.is(value, -0) ? "-0" : String(value);
  }
}
