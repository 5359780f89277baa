/** Text in columns. */
import type { Look, Paint } from "./output.js";

/** A column of a table. */
export interface Column {
  readonly title: string;
  readonly align?: "right";
  /** Whether its cells may be broken into lines where the table is too wide. */
  readonly flexible?: boolean;
  /** How a cell is set off. */
  readonly look?: (cell: string) => Look | undefined;
}

const GAP = "  ";
const NARROWEST = 10;
const ZERO_WIDTH = /^[\p{M}\p{Cf}]$/u;
const WIDE =
  /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}\p{Emoji_Presentation}]$/u;

/** Text without what would move the cursor. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, " ");
}

/** How many columns of a terminal a text takes. */
export function widthOfText(text: string): number {
  let width = 0;
  for (const character of text) {
    if (character > "\u02ff" && ZERO_WIDTH.test(character)) continue;
    width += character > "\u10ff" && WIDE.test(character) ? 2 : 1;
  }
  return width;
}

/** Breaks a text into lines of at most `width`, between words where it can. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (let word of text.split(" ")) {
    if (line !== "" && widthOfText(line) + 1 + widthOfText(word) > width) {
      lines.push(line);
      line = "";
    } else if (line !== "") line += " ";
    while (line === "" && widthOfText(word) > width) {
      let head = "";
      for (const character of word) {
        if (head !== "" && widthOfText(head + character) > width) break;
        head += character;
      }
      lines.push(head);
      word = word.slice(head.length);
    }
    line += word;
  }
  lines.push(line);
  return lines;
}

function pad(text: string, width: number, align: "right" | undefined): string {
  const space = " ".repeat(Math.max(0, width - widthOfText(text)));
  return align === "right" ? space + text : text + space;
}

/** The widths of the columns: as wide as their cells, the flexible ones narrowed, widest first, until all fit. */
function fitWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): number[] {
  const widths = columns.map(({ title }, i) =>
    Math.max(...[title, ...rows.map((row) => row[i] ?? "")].map(widthOfText)),
  );
  let excess = widths.reduce((sum, one) => sum + one + GAP.length, -GAP.length) - width;
  for (; excess > 0; excess--) {
    let widest = -1;
    columns.forEach(({ flexible }, i) => {
      if (flexible && (widths[i] ?? 0) > Math.max(NARROWEST, widths[widest] ?? 0)) widest = i;
    });
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** Renders a table of at most `width` characters a line, as far as its fixed columns allow, with a line of titles. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  paint: Paint,
): string[] {
  const cells = rows.map((row) => row.map(printable));
  const widths = fitWidths(columns, cells, width);
  const render = (
    row: readonly string[],
    lookOf: (column: Column, cell: string) => Look | undefined,
  ): string[] => {
    const wrapped = columns.map((_, i) => wrap(row[i] ?? "", widths[i] ?? 0));
    const height = Math.max(...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) => {
      const parts = columns.map((column, i) => {
        const text = wrapped[i]?.[line] ?? "";
        const isLast = wrapped.slice(i + 1).every((lines) => (lines[line] ?? "") === "");
        const padded = isLast && column.align !== "right" ? text : pad(text, widths[i] ?? 0, column.align);
        const look = lookOf(column, row[i] ?? "");
        return look && text !== "" ? paint(look, padded) : padded;
      });
      while (parts.length > 0 && parts.at(-1)?.trim() === "") parts.pop();
      return parts.join(GAP);
    });
  };
  const titles = columns.map(({ title }) => title);
  return [
    ...render(titles, () => "dim"),
    ...cells.flatMap((row) => render(row, (column, cell) => column.look?.(cell))),
  ];
}
