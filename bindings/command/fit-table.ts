/** What `trackfit fit` prints of one kind of device. */
import type { Fit, Misfit, RankedSource, SourceDescription, SourceKind } from "../solver/types.js";
import type { Look, Paint } from "./output.js";
import { printable, renderTable, widthOfText, wrap, type Column } from "./table.js";
import { advancedInWords, distanceInWords, originInWords, settingsInWords } from "./words.js";

const DEFAULT_FITS = 20;
const DEFAULT_MISFITS = 10;
const NAMES: Readonly<Record<SourceKind, { media: string; one: string; many: string }>> = {
  videoinput: { media: "video", one: "camera", many: "cameras" },
  audioinput: { media: "audio", one: "microphone", many: "microphones" },
};

/** What a table shows and how. */
export interface TableOptions {
  readonly kind: SourceKind;
  /** The properties that the constraints name. */
  readonly named: ReadonlySet<string>;
  /** How many advanced sets the constraints have. */
  readonly advancedCount: number;
  /** How many fits to show, and how many misfits. */
  readonly top: number | undefined;
  readonly width: number;
  readonly paint: Paint;
}

const LOOKS: Readonly<Record<string, Look>> = { native: "green", scaled: "cyan", cropped: "yellow" };

/** A name for each device: its label, with the id where labels are the same or missing. */
function namer(sources: readonly SourceDescription[]): (source: SourceDescription) => string {
  const labels = new Map<string, number>();
  for (const { label = "" } of sources) labels.set(label, (labels.get(label) ?? 0) + 1);
  return ({ label = "", deviceId }) => {
    if (label === "") return deviceId === "" ? "(no name)" : deviceId;
    return labels.get(label) === 1 ? label : `${label} (${deviceId})`;
  };
}

/** A column, and what stands in it. */
interface FitColumn extends Column {
  readonly cell: (fit: Fit, name: string, rank: number) => string;
}

function columns({ kind, named, advancedCount }: TableOptions): FitColumn[] {
  const all: FitColumn[] = [
    { title: "#", align: "right", look: () => "dim", cell: (_fit, _name, rank) => String(rank) },
    { title: "device", flexible: true, look: () => "bold", cell: (_fit, name) => name },
    { title: "settings", flexible: true, cell: ({ settings }) => settingsInWords({ ...settings }, named) },
    { title: "distance", cell: ({ distance }) => distanceInWords(distance) },
  ];
  // A microphone has no modes to be native, scaled or cropped.
  if (kind === "videoinput") {
    const look = (cell: string): Look | undefined => LOOKS[cell.split(" ")[0] ?? ""];
    all.push({ title: "how", flexible: true, look, cell: originInWords });
  }
  if (advancedCount > 0) {
    all.push({ title: "advanced", cell: ({ advanced }) => advancedInWords(advanced) });
  }
  return all;
}

/** Devices with the same reason stand together, the reason below them. */
function misfitLines(
  misfits: readonly { name: string; fit: Misfit }[],
  width: number,
  paint: Paint,
): string[] {
  const byReason = new Map<string, string[]>();
  for (const { name, fit } of misfits) {
    const names = byReason.get(fit.message) ?? [];
    names.push(printable(name));
    byReason.set(fit.message, names);
  }
  return [...byReason].flatMap(([reason, names]) => [
    ...linesOfNames(names, width - 2).map((line) => `  ${paint("bold", line)}`),
    ...wrap(printable(reason), width - 6).map((line) => `      ${line}`),
  ]);
}

/** Names separated by commas, broken between names where that will do. */
function linesOfNames(names: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = "";
  names.forEach((name, i) => {
    const told = i < names.length - 1 ? `${name},` : name;
    if (line !== "" && widthOfText(line) + 1 + widthOfText(told) > width) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? told : ` ${told}`;
  });
  return [...lines, line].flatMap((one) => wrap(one, width));
}

function more(total: number, shown: number): string[] {
  return total > shown ? [`  ... and ${String(total - shown)} more (--top ${String(total)})`] : [];
}

/** The table of the devices that fit, and below it those that cannot. `ranked` is in order of rank. */
export function fitTable(ranked: readonly RankedSource[], options: TableOptions): string[] {
  const { kind, top, width, paint } = options;
  const { media, one, many } = NAMES[kind];
  if (ranked.length === 0) return [paint("bold", `${media}: there are no ${many} to fit`)];
  const nameOf = namer(ranked.map(({ source }) => source));
  const fits = ranked.flatMap(({ source, fit }) => (fit.ok ? [{ name: nameOf(source), fit }] : []));
  const misfits = ranked.flatMap(({ source, fit }) => (fit.ok ? [] : [{ name: nameOf(source), fit }]));
  const all = `${String(ranked.length)} ${ranked.length === 1 ? one : many}`;
  const some = fits.length === 0 ? "none" : String(fits.length);
  const lines = [paint("bold", `${media}: ${some} of ${all} ${fits.length > 1 ? "fit" : "fits"}`)];
  if (fits.length > 0) {
    const shown = fits.slice(0, top ?? DEFAULT_FITS);
    const columnsOfFits = columns(options);
    const rows = shown.map(({ name, fit }, i) => columnsOfFits.map(({ cell }) => cell(fit, name, i + 1)));
    lines.push("", ...renderTable(columnsOfFits, rows, width, paint), ...more(fits.length, shown.length));
  }
  if (misfits.length > 0) {
    const shown = misfits.slice(0, top ?? DEFAULT_MISFITS);
    const count = `${String(misfits.length)} ${misfits.length === 1 ? one : many} cannot`;
    lines.push(
      "",
      paint("bold", count),
      "",
      ...misfitLines(shown, width, paint),
      ...more(misfits.length, shown.length),
    );
  }
  return lines;
}
