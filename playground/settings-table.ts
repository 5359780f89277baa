/** The table of settings: each property, what was asked of it, what came of it and what that costs. */
import { specifiedRegistry } from "../bindings/constrainable/registry.js";
import type { SourceKind, TrackConstraints, TrackSettings } from "../bindings/solver/index.js";
import { html } from "./dom.js";
import type { Assessment } from "./fitness.js";
import { askedText, distanceText, valueText } from "./words.js";

/** Settings and how far they are from the request. */
export interface Column {
  readonly settings: TrackSettings;
  readonly assessment: Assessment;
}

/** What the table shows. */
export interface TableView {
  readonly kind: SourceKind;
  readonly constraints: TrackConstraints;
  readonly ours: Column | undefined;
  /** The column is left out where the browser was not asked. */
  readonly theirs: Column | "none" | undefined;
}

/** They tell devices apart and are long; shown where they are asked for. */
const IDS = ["deviceId", "groupId"];

function settingOf(column: Column | "none" | undefined, name: string): unknown {
  if (column === undefined || column === "none") return undefined;
  const settings: Readonly<Record<string, unknown>> = { ...column.settings };
  const { width, height } = column.settings;
  // Firefox does not tell the ratio, which is there nevertheless.
  if (name === "aspectRatio" && settings[name] === undefined && width !== undefined && height !== undefined) {
    return width / height;
  }
  return settings[name];
}

function cell(column: Column | "none" | undefined, name: string, look: string): HTMLTableCellElement {
  if (column === undefined || column === "none") return html("td", { class: look }, "–");
  const value = settingOf(column, name);
  const term = column.assessment.terms.get(name);
  const parts: Node[] = [html("span", { class: "value" }, value === undefined ? "–" : valueText(value))];
  if (term !== undefined) {
    const cost = term === Infinity ? "broken" : term > 0 ? "costs" : "free";
    parts.push(html("span", { class: `term ${cost}` }, distanceText(term)));
  }
  return html("td", { class: look }, ...parts);
}

function row(name: string, { constraints, ours, theirs }: TableView): HTMLTableRowElement {
  const asked = (constraints as Readonly<Record<string, unknown>>)[name];
  const cells = [
    html("th", { scope: "row" }, name),
    html("td", { class: "asked" }, asked === undefined ? "" : askedText(asked)),
    cell(ours, name, "ours"),
  ];
  if (theirs !== undefined) cells.push(cell(theirs, name, "theirs"));
  const known = ours && theirs !== undefined && theirs !== "none";
  const differs =
    known && valueText(settingOf(ours, name) ?? "") !== valueText(settingOf(theirs, name) ?? "");
  return html("tr", { class: differs ? "differs" : undefined }, ...cells);
}

/** What an advanced set says, in a line. */
function setText(set: MediaTrackConstraintSet): string {
  const members = Object.entries(set).map(([name, constraint]) => {
    // A bare value in an advanced set is required.
    const isBare = typeof constraint !== "object" || constraint === null || Array.isArray(constraint);
    return `${name} ${askedText(isBare ? { exact: constraint as unknown } : constraint)}`;
  });
  return members.join(", ") || "nothing";
}

function advancedRow(
  set: MediaTrackConstraintSet,
  i: number,
  { ours, theirs }: TableView,
): HTMLTableRowElement {
  const met = (column: Column | "none" | undefined, look: string): HTMLTableCellElement => {
    const isMet = column !== undefined && column !== "none" ? column.assessment.advanced[i] : undefined;
    const told = isMet === undefined ? "–" : isMet ? "met" : "passed over";
    return html("td", { class: look }, html("span", { class: isMet ? "value" : "value unmet" }, told));
  };
  const cells = [
    html("th", { scope: "row" }, `advanced ${i + 1}`),
    html("td", { class: "asked" }, setText(set)),
  ];
  cells.push(met(ours, "ours"));
  if (theirs !== undefined) cells.push(met(theirs, "theirs"));
  return html("tr", {}, ...cells);
}

/** Writes the head, the rows and the sum into the table. */
export function showTable(table: HTMLTableElement, view: TableView, browser: string): void {
  const { kind, constraints, ours, theirs } = view;
  const names = specifiedRegistry.properties
    .filter(({ name, kinds }) => {
      if (name in constraints) return true;
      if (!kinds.includes(kind) || IDS.includes(name)) return false;
      return [ours, theirs].some((column) => settingOf(column, name) !== undefined);
    })
    .map(({ name }) => name);
  const head = [
    html("th", { scope: "col" }, "Property"),
    html("th", { scope: "col" }, "Asked"),
    html("th", { scope: "col", class: "ours" }, "Trackfit"),
  ];
  const total = (column: Column | "none" | undefined): string =>
    column === undefined || column === "none" ? "–" : distanceText(column.assessment.distance);
  const sum = [
    html("th", { scope: "row", colspan: 2 }, "Fitness distance, the sum"),
    html("td", { class: "ours" }, html("span", { class: "value" }, total(ours))),
  ];
  if (theirs !== undefined) {
    head.push(html("th", { scope: "col", class: "theirs" }, browser));
    sum.push(html("td", { class: "theirs" }, html("span", { class: "value" }, total(theirs))));
  }
  table.tHead?.replaceChildren(html("tr", {}, ...head));
  const sets = constraints.advanced ?? [];
  table.tBodies[0]?.replaceChildren(
    ...names.map((name) => row(name, view)),
    ...sets.map((set, i) => advancedRow(set, i, view)),
  );
  table.tFoot?.replaceChildren(html("tr", {}, ...sum));
}
