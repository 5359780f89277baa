import type { BrowserName } from "./browsers.mjs";

/** A browser's column in the table: its heading, and its values by the titles of the rows. */
export interface Column {
  heading: string;
  values: Record<string, string>;
}
export type Columns = { readonly [Name in BrowserName]?: Column };

/** The column of what tests have told of a browser; throws where a row is missing. */
export function columnOf(
  name: BrowserName,
  results: { version: string; rows: Record<string, string> },
): Column;
/** The columns of a table in Markdown; none of a text that is no table. */
export function columnsIn(text: string): Columns;
/** The table in Markdown. */
export function tableOf(columns: Columns): string;
/** What differs between two tables, in words; versions do not count. */
export function differences(present: Columns, wanted: Columns): string[];
