/** What readers of files share. */

/** Ends in a TypeError that says what is wrong with the file. */
export function malformed(problem: string): never {
  throw new TypeError(`media must be a well-formed file: ${problem}.`);
}

/** Bytes as text, one character each. */
export function textAt(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}
