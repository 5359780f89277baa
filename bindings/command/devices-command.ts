/** `trackfit devices`: the catalogue. */
import { loadCatalogue, type CatalogueEntry } from "../../devices/index.js";
import type { SourceDescription } from "../solver/types.js";
import { paintFor, widthOf, type Output, type Paint } from "./output.js";
import { renderTable, type Column } from "./table.js";
import { rateInWords, sampleRateInWords, sizeInWords } from "./words.js";

/** What the list tells of a device. */
interface Summary {
  name: string;
  title: string;
  kind: SourceDescription["kind"];
  /** The number of native modes; absent where only ranges are known. */
  modes?: number;
  largest?: { width: number; height: number };
  frameRate?: number;
  sampleRate?: number;
}

/** The greatest value that capabilities offer of a property. */
function greatest({ capabilities, alternatives = [] }: SourceDescription, name: string): number | undefined {
  const offers = [capabilities, ...alternatives].flatMap((all) => {
    const offer = (all as Readonly<Record<string, unknown>> | undefined)?.[name];
    const value = typeof offer === "object" && offer !== null ? (offer as { max?: unknown }).max : offer;
    return typeof value === "number" ? [value] : [];
  });
  return offers.length === 0 ? undefined : Math.max(...offers);
}

function summary({ name, title, source }: CatalogueEntry): Summary {
  const { kind, modes = [] } = source;
  const told: Summary = { name, title, kind };
  if (modes.length > 0) {
    const [first, ...others] = modes;
    const largest = others.reduce(
      (a, b) => (b.width * b.height > a.width * a.height ? b : a),
      first ?? { width: 0, height: 0 },
    );
    told.modes = modes.length;
    told.largest = { width: largest.width, height: largest.height };
    told.frameRate = Math.max(
      ...modes.flatMap(({ frameRates }) => (Array.isArray(frameRates) ? frameRates : [frameRates.max])),
    );
    return told;
  }
  const [width, height, frameRate, sampleRate] = ["width", "height", "frameRate", "sampleRate"].map(
    (property) => greatest(source, property),
  );
  if (width !== undefined && height !== undefined) told.largest = { width, height };
  if (frameRate !== undefined) told.frameRate = frameRate;
  if (sampleRate !== undefined) told.sampleRate = sampleRate;
  return told;
}

/** A column, and what stands in it. */
interface DeviceColumn extends Column {
  readonly cell: (device: Summary) => string;
}

const NAME: DeviceColumn = { title: "name", look: () => "bold", cell: ({ name }) => name };
const TITLE: DeviceColumn = { title: "title", flexible: true, cell: ({ title }) => title };
const KIND: DeviceColumn = { title: "kind", cell: kindInWords };
const OTHERS: readonly DeviceColumn[] = [
  { title: "modes", align: "right", cell: ({ modes = "-" }) => String(modes) },
  {
    title: "largest",
    align: "right",
    cell: ({ largest }) => (largest ? sizeInWords(largest.width, largest.height) : "-"),
  },
  { title: "highest rate", align: "right", cell: highestRate },
];
/** With less, kind and title stand below the names. Names are to be copied and so never broken. */
const WIDE = 110;

function kindInWords({ kind }: Summary): string {
  return kind === "videoinput" ? "camera" : "microphone";
}

function highestRate({ frameRate, sampleRate }: Summary): string {
  if (frameRate !== undefined) return rateInWords(frameRate);
  return sampleRate === undefined ? "-" : sampleRateInWords(sampleRate);
}

function table(devices: readonly Summary[], width: number, paint: Paint): string[] {
  const render = (columns: readonly DeviceColumn[]): string[] => {
    const rows = devices.map((device) => columns.map(({ cell }) => cell(device)));
    return renderTable(columns, rows, width, paint);
  };
  if (width >= WIDE) return render([NAME, TITLE, KIND, ...OTHERS]);
  const [head = "", ...lines] = render([NAME, ...OTHERS]);
  const below = devices.map((device) => `  ${kindInWords(device)}: ${device.title}`);
  return [head, ...lines.flatMap((line, i) => [line, below[i] ?? ""])];
}

/** Runs `trackfit devices`. */
export async function devicesCommand(asJson: boolean, output: Output): Promise<void> {
  const summaries = (await loadCatalogue()).map(summary);
  if (asJson) {
    output.write(`[\n${summaries.map((one) => `  ${JSON.stringify(one)}`).join(",\n")}\n]\n`);
    return;
  }
  // A pipe gets a line a device.
  const lines = table(summaries, widthOf(process.stdout, Infinity), paintFor(process.stdout));
  output.write(lines.map((line) => `${line}\n`).join(""));
}
