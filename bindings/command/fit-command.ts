/** `trackfit fit`. */
import type { Constraints } from "../constrainable/convert.js";
import { createEngine } from "../solver/create-solver.js";
import { byRank } from "../solver/rank.js";
import type { RankedSource, SourceKind } from "../solver/types.js";
import type { FitTask } from "./arguments.js";
import { catalogueDevices, loadDevices } from "./device-files.js";
import { fitTable } from "./fit-table.js";
import { Fitting, resultOf, type Device } from "./fitting.js";
import { paintFor, widthOf, type Output } from "./output.js";
import { kinds, namesIn, notesOn, parseConstraints, propertiesNamed, readRequest } from "./request.js";
import { fitStream } from "./stream.js";

/** The standard streams of the command. */
export interface Streams {
  /** Looked at only where it is read. */
  readonly input: AsyncIterable<Uint8Array>;
  readonly output: Output;
  readonly errors: Output;
}

/** The devices of each requested kind in order of rank. */
type Ranking = ReadonlyMap<SourceKind, RankedSource[]>;

function rank(fitting: Fitting, devices: readonly Device[]): Ranking {
  const answers = devices.flatMap((device): RankedSource[] => {
    const fit = fitting.fit(device);
    return fit === undefined ? [] : [{ source: device.description, fit }];
  });
  const requested = kinds.filter((kind) => fitting.request.has(kind));
  return new Map(
    requested.map((kind) => [kind, byRank(answers.filter(({ source }) => source.kind === kind))]),
  );
}

function json(ranking: Ranking, top = Infinity): string {
  const results = [...ranking.values()].flatMap((ranked) => ranked.slice(0, top));
  const lines = results.map(({ source, fit }) => `  ${JSON.stringify(resultOf(source, fit))}`);
  return lines.length === 0 ? "[]\n" : `[\n${lines.join(",\n")}\n]\n`;
}

function tables(
  ranking: Ranking,
  request: ReadonlyMap<SourceKind, Constraints>,
  top: number | undefined,
): string {
  const width = widthOf(process.stdout);
  const paint = paintFor(process.stdout);
  const parts = [...request].map(([kind, constraints]) => {
    const named = namesIn(constraints);
    const advancedCount = constraints.advanced.length;
    const lines = fitTable(ranking.get(kind) ?? [], { kind, named, advancedCount, top, width, paint });
    return lines.map((line) => `${line}\n`).join("");
  });
  return parts.join("\n");
}

/** Runs `trackfit fit`; gives the exit code. */
export async function fitCommand(task: FitTask, streams: Streams): Promise<number> {
  const { constraints, devices, top } = task;
  const { output, errors } = streams;
  parseConstraints(constraints);
  const engine = await createEngine({ properties: propertiesNamed(constraints) });
  for (const note of notesOn(constraints, engine.registry)) errors.write(`trackfit: ${note}\n`);
  await errors.flush();
  const fitting = new Fitting(engine, readRequest(constraints, engine.registry));
  if (devices === "-") return fitStream(fitting, streams.input, output, errors);
  const read = fitting.read.bind(fitting);
  const loaded = devices === undefined ? await catalogueDevices(read) : await loadDevices(devices, read);
  for (const note of loaded.flatMap(({ notes }) => notes)) errors.write(`trackfit: ${note}\n`);
  const ranking = rank(fitting, loaded);
  output.write(task.json ? json(ranking, top) : tables(ranking, fitting.request, top));
  return [...ranking.values()].every((ranked) => ranked[0]?.fit.ok === true) ? 0 : 1;
}
