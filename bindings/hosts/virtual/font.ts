/** Letters for the test pattern, five pixels wide and seven high. */

/** Pixels from one letter to the next. */
export const ADVANCE = 6;
/** Pixels from one line to the next. */
export const LINE = 9;

/** Each glyph's seven rows from the top: a digit to the base of 32 a row, its bits the pixels from the left. */
// prettier-ignore
const GLYPHS: Readonly<Record<string, string>> = {
  A: "ehhvhhh", B: "uhhuhhu", C: "ehggghe", D: "uhhhhhu", E: "vgguggv", F: "vgguggg", G: "ehgnhhf",
  H: "hhhvhhh", I: "e44444e", J: "72222ic", K: "hikokih", L: "ggggggv", M: "hrllhhh", N: "hhpljhh",
  O: "ehhhhhe", P: "uhhuggg", Q: "ehhhlid", R: "uhhukih", S: "fgge11u", T: "v444444", U: "hhhhhhe",
  V: "hhhhha4", W: "hhhllla", X: "hha4ahh", Y: "hha4444", Z: "v1248gv", "0": "ehjlphe", "1": "4c4444e",
  "2": "eh1248v", "3": "v2421he", "4": "26aiv22", "5": "vgu11he", "6": "68guhhe", "7": "v124888",
  "8": "ehhehhe", "9": "ehhf12c", ".": "00000cc", ":": "0cc0cc0", ";": "0cc0c48", "-": "000v000",
  "_": "000000v", "/": "01248g0", "(": "2488842", ")": "8422248", "[": "e88888e", "]": "e22222e",
  "'": "c480000", "+": "044v440", "#": "aavavaa", "@": "eh1dlle", "&": "cik8lid", "!": "4444004",
  "?": "eh12404", "%": "op248j3", "*": "04lel40", "=": "00v0v00", "<": "248g842", ">": "8421248",
  "|": "4444444", "~": "008l200", ",": "0000c48", " ": "0000000", "\\": "0g84210", "\"": "aaa0000",
};

/** What stands for letters that there are none of. */
const BOX = "vhhhhhv";

/** The letters of a text as they are drawn: capitals without accents. */
export function lettersOf(text: string): string[] {
  return Array.from(text.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase());
}

/** Calls back with the column, from 0, and the row, from 0 to 6, of every pixel of a line of letters. */
export function eachPixel(letters: readonly string[], set: (column: number, row: number) => void): void {
  letters.forEach((letter, place) => {
    const glyph = Object.hasOwn(GLYPHS, letter) ? (GLYPHS[letter] ?? BOX) : BOX;
    for (let row = 0; row < glyph.length; row++) {
      const bits = parseInt(glyph.charAt(row), 32);
      for (let column = 0; column < 5; column++) {
        if ((bits >> (4 - column)) & 1) set(place * ADVANCE + column, row);
      }
    }
  });
}
