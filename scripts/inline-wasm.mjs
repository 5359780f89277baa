// Puts the bytes of a .wasm file into the bundle as text.
import { readFile } from "node:fs/promises";

// The printable characters by how often minified JavaScript has them, but for those a string literal may escape.
const CHARACTERS = `etr,ni()=a.o sluchf:{}d;mp&0_g>?v[]by#w1+!j2Mx|kA-RSzC43NO8E<IW*65F/97qLTUGVXBDHJPYKZ%Q@^~`;
const FIRST = 32;
/** Characters from here on stand for the bytes that have no printable one. */
const RARE = 161;
/** In the table of the printable ones a byte stands for itself, past the quotation marks. */
const OFFSET = 35;

/**
 * An ES module whose default export is the bytes.
 *
 * One character a byte, so that gzip still finds the module's repetitions, which base64 hides from it. gzip codes the
 * module and the JavaScript around it by one table: the bytes that are most frequent get the characters that are.
 * Of the encodings tried this one is the smallest; base64 takes a fifth more.
 */
export function moduleOf(bytes) {
  const frequency = new Array(256).fill(0);
  for (const byte of bytes) frequency[byte] += 1;
  const byFrequency = [...frequency.keys()].sort((a, b) => frequency[b] - frequency[a] || a - b);
  const characterOf = byFrequency.map(() => "");
  const table = new Array(127 - FIRST).fill(0);
  byFrequency.forEach((byte, rank) => {
    const character = CHARACTERS[rank];
    characterOf[byte] = character ?? String.fromCharCode(RARE + byte);
    if (character !== undefined) table[character.charCodeAt(0) - FIRST] = byte;
  });
  const text = Array.from(bytes, (byte) => characterOf[byte]).join("");
  const printable = table.map((byte) => String.fromCharCode(OFFSET + byte)).join("");
  return `const text = ${JSON.stringify(text)};
const printable = ${JSON.stringify(printable)};
export default /* @__PURE__ */ (() =>
  Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    return code < ${RARE} ? printable.charCodeAt(code - ${FIRST}) - ${OFFSET} : code - ${RARE};
  }))();
`;
}

/** The esbuild plugin. The bundle must be written with `charset: "utf8"`. */
export const inlineWasm = {
  name: "inline-wasm",
  setup(build) {
    build.onLoad({ filter: /\.wasm$/ }, async ({ path }) => ({ contents: moduleOf(await readFile(path)) }));
  },
};
