/** `trackfit devices`: the catalogue. */
import { loadCatalogue, type CatalogueEntry } from "../../devices/index.js";
import type { SourceDescription } from "../solver/types.js";
import { paintFor, widthOf, type Output } from "./output.js";
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

const COLUMNS: readonly Column[] = [
  { title: "name", flexible: true, look: () => "bold" },
  { title: "title", flexible: true },
  { title: "kind" },
  { title: "modes", align: "right" },
  { title: "largest", align: "right" },
  { title: "highest", align: "right" },
];

function row({ name, title, kind, modes, largest, frameRate, sampleRate }: Summary): string[] {
  const rate = frameRate === undefined ? undefined : rateInWords(frameRate);
  return [
    name,
    title,
    kind === "videoinput" ? "camera" : "microphone",
    modes === undefined ? "-" : String(modes),
    largest ? sizeInWords(largest.width, largest.height) : "-",
    rate ?? (sampleRate === undefined ? "-" : sampleRateInWords(sampleRate)),
  ];
}

/** Runs `trackfit devices`. */
export async function devicesCommand(asJson: boolean, output: Output): Promise<void> {
  const summaries = (await loadCatalogue()).map(summary);
  if (asJson) {
    output.write(`[\n${summaries.map((one) => `  ${JSON.stringify(one)}`).join(",\n")}\n]\n`);
    return;
  }
  const lines = renderTable(COLUMNS, summaries.map(row), widthOf(process.stdout), paintFor(process.stdout));
  output.write(lines.map((line) => `${line}\n`).join(""));
}
