/** What a device offers: its native modes, or what its capabilities say. */
import type { NativeMode, SourceDescription } from "../bindings/solver/index.js";
import { html } from "./dom.js";
import { measured, ratesText, sizeText, valueText } from "./words.js";

interface OfferRow {
  readonly cells: readonly string[];
  /** Said in small letters under the first cell. */
  readonly formats?: string;
  readonly isUsed: boolean;
}

interface Offer {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly OfferRow[];
}

/** Modes of the same size and rates stand in one row with all their formats. */
function modeRows(modes: readonly NativeMode[], used: NativeMode | undefined): OfferRow[] {
  const rows = new Map<string, { mode: NativeMode; formats: Set<string>; isUsed: boolean }>();
  const isSame = (mode: NativeMode): boolean =>
    used !== undefined && JSON.stringify(mode) === JSON.stringify({ ...mode, ...used });
  for (const mode of modes) {
    const key = `${mode.width}x${mode.height} ${ratesText(mode)}`;
    const row = rows.get(key) ?? { mode, formats: new Set<string>(), isUsed: false };
    if (mode.format !== undefined) row.formats.add(mode.format);
    row.isUsed ||= isSame(mode);
    rows.set(key, row);
  }
  return [...rows.values()]
    .sort((a, b) => b.mode.width * b.mode.height - a.mode.width * a.mode.height)
    .map(({ mode, formats, isUsed }) => ({
      cells: [sizeText(mode.width, mode.height), ratesText(mode)],
      formats: [...formats].join(", "),
      isUsed,
    }));
}

function rangeText(name: string, capability: unknown): string {
  if (typeof capability !== "object" || capability === null) return measured(name, capability);
  if (Array.isArray(capability)) return capability.map(valueText).join(", ");
  const { min, max }: { readonly min?: unknown; readonly max?: unknown } = capability;
  if (min === max) return measured(name, min);
  return `${min === undefined ? "" : valueText(min)} – ${max === undefined ? "" : measured(name, max)}`;
}

function capabilityRows(capabilities: object): OfferRow[] {
  return Object.entries(capabilities).map(([name, capability]) => ({
    cells: [name, rangeText(name, capability)],
    isUsed: false,
  }));
}

function offerOf(description: SourceDescription, used: NativeMode | undefined): Offer {
  const { modes = [], capabilities = {}, alternatives = [] } = description;
  if (modes.length > 0) {
    const caption = `${modes.length} native ${modes.length === 1 ? "mode" : "modes"}`;
    return { caption, head: ["Size", "fps"], rows: modeRows(modes, used) };
  }
  if (alternatives.length > 0) {
    const names = [...new Set(alternatives.flatMap((entry) => Object.keys(entry)))];
    const rows = alternatives.map((entry) => {
      const values: Readonly<Record<string, unknown>> = { ...capabilities, ...entry };
      return { cells: names.map((name) => rangeText(name, values[name])), isUsed: false };
    });
    return { caption: `${alternatives.length} configurations`, head: names, rows };
  }
  return { caption: "Capabilities", head: ["Property", "Values"], rows: capabilityRows(capabilities) };
}

/** Writes the offer into a table, and gives its caption. */
export function showOffer(
  table: HTMLTableElement,
  description: SourceDescription,
  used: NativeMode | undefined,
): string {
  const { caption, head, rows } = offerOf(description, used);
  table.tHead?.replaceChildren(html("tr", {}, ...head.map((name) => html("th", { scope: "col" }, name))));
  table.tBodies[0]?.replaceChildren(...rows.map(tableRow));
  return caption;
}

function tableRow({ cells: [first = "", ...others], formats = "", isUsed }: OfferRow): HTMLTableRowElement {
  const head = html("th", { scope: "row" }, first);
  if (isUsed) head.append(html("span", { class: "tag" }, "in use"));
  if (formats !== "") head.append(html("span", { class: "format" }, formats));
  const row = html("tr", { class: isUsed ? "used" : undefined }, head);
  row.append(...others.map((text) => html("td", {}, text)));
  return row;
}
