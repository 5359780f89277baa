/** Where things stand in JSON text: syntax errors, and the values that an error message speaks of. */

/** A member's name or an element's index for each level. */
export type JsonPath = readonly (string | number)[];

/** What is wrong with a text that is no JSON: the message in words, and the offset. */
export class JsonProblem extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const WORD = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

class Scanner {
  #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Throws the problem of a text that is no JSON. Without recursion, so any depth will do. */
  scan(visit: (path: JsonPath, offset: number) => void): void {
    const path: (string | number)[] = [];
    for (;;) {
      this.#space();
      visit(path, this.#at);
      if (this.#enter(path)) continue;
      for (;;) {
        this.#space();
        const last = path.at(-1);
        if (last === undefined) {
          if (this.#at < this.#text.length) throw this.#problem("the end must be");
          return;
        }
        const isList = typeof last === "number";
        if (this.#take(",")) {
          path[path.length - 1] = isList ? last + 1 : this.#name();
          break;
        }
        if (!this.#take(isList ? "]" : "}")) throw this.#problem(`"," or "${isList ? "]" : "}"}" must be`);
        path.pop();
      }
    }
  }

  /** Reads a value, or the beginning of one with values in it; then true. */
  #enter(path: (string | number)[]): boolean {
    if (this.#take("{")) {
      this.#space();
      if (this.#take("}")) return false;
      path.push(this.#name());
      return true;
    }
    if (this.#take("[")) {
      this.#space();
      if (this.#take("]")) return false;
      path.push(0);
      return true;
    }
    if (this.#text[this.#at] === '"') this.#string();
    else if (!this.#match(WORD)) throw this.#problem("a value must be");
    return false;
  }

  #name(): string {
    this.#space();
    const start = this.#at;
    if (this.#text[start] !== '"') throw this.#problem("a name in double quotes must be");
    this.#string();
    const name = JSON.parse(this.#text.slice(start, this.#at)) as string;
    this.#space();
    if (!this.#take(":")) throw this.#problem('":" must be');
    return name;
  }

  #string(): void {
    const start = this.#at++;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === '"') break;
      if (character === undefined) throw new JsonProblem("there is a string that does not end", start);
      if (character < " ") throw this.#problem("a string goes on and an escape must be");
      if (character !== "\\") this.#at++;
      else if (!this.#match(ESCAPE)) throw this.#problem("a valid escape must be");
    }
    this.#at++;
  }

  #space(): void {
    while (/[ \t\n\r]/.test(this.#text[this.#at] ?? "")) this.#at++;
  }

  #take(character: string): boolean {
    const is = this.#text[this.#at] === character;
    if (is) this.#at++;
    return is;
  }

  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const is = pattern.test(this.#text);
    if (is) this.#at = pattern.lastIndex;
    return is;
  }

  #problem(must: string): JsonProblem {
    const code = this.#text.codePointAt(this.#at);
    const found =
      code === undefined ? "the text ends" : `there is ${JSON.stringify(String.fromCodePoint(code))}`;
    return new JsonProblem(`${found} where ${must}`, this.#at);
  }
}

/** Calls `visit` for every value of JSON text, in order, with the offset where it begins. The path is reused. */
export function visitJson(text: string, visit: (path: JsonPath, offset: number) => void): void {
  new Scanner(text).scan(visit);
}

/** What is wrong with a text, or undefined where it is JSON. */
export function jsonProblem(text: string): JsonProblem | undefined {
  try {
    visitJson(text, () => undefined);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof JsonProblem) return thrown;
    throw thrown;
  }
}

/** The offset of the value at a path of JSON text, or of the innermost that is there. */
export function offsetOf(text: string, path: JsonPath): number {
  let found = 0;
  visitJson(text, (visited, offset) => {
    // Of members with the same name the last one counts, so later ones may take the place.
    if (visited.length <= path.length && visited.every((key, level) => key === path[level])) found = offset;
  });
  return found;
}

/** The path that words such as "constraints.video.advanced[3].width must be ..." begin with, without its root. */
export function pathInWords(words: string): (string | number)[] | undefined {
  const [whole] = /^\w+(?:\.\w+|\[\d+\])*/.exec(words) ?? [];
  if (whole === undefined) return undefined;
  const parts = whole.match(/\w+/g) ?? [];
  return parts.slice(1).map((part) => (/^\d/.test(part) ? Number(part) : part));
}

/** Where in its line an offset stands, for people: "column 14", from 1, in characters. */
export function columnInWords(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return `column ${String(Array.from(line).length + 1)}`;
}

/** An offset for people: "line 3, column 14". `firstLine` is the number of the text's first line. */
export function placeInWords(text: string, offset: number, firstLine = 1): string {
  const before = text.slice(0, offset).split("\n").length - 1;
  return `line ${String(firstLine + before)}, ${columnInWords(text, offset)}`;
}
