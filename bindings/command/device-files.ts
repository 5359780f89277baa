/** The devices that `--devices FILE|NAME ...` names. */
import { isUtf8 } from "node:buffer";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { nearestNames } from "../../devices/nearest-names.js";
import type { Device } from "./fitting.js";
import { InputError, messageOf } from "./input-error.js";
import { jsonProblem, offsetOf, pathInWords, placeInWords, type JsonPath } from "./json-places.js";

/** Reads a source description; throws where it is none. */
export type ReadDevice = (description: unknown) => Device;

/** JSON text of a file: all of it, or one of its lines. */
interface Part {
  readonly text: string;
  readonly firstLine: number;
}

/** Loads the catalogue. It is a file of its own, fetched only when it is needed. */
export async function catalogueDevices(read: ReadDevice): Promise<Device[]> {
  const { loadCatalogue } = await import("../../devices/index.js");
  return (await loadCatalogue()).map(({ source }) => read(source));
}

async function fromCatalogue(name: string, read: ReadDevice): Promise<Device | undefined> {
  const { loadCatalogue } = await import("../../devices/index.js");
  const entry = (await loadCatalogue()).find((candidate) => candidate.name === name);
  return entry && read(entry.source);
}

async function textOf(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const reason = { ENOENT: "there is none", EISDIR: "it is a folder", EACCES: "it may not be read" }[code];
    throw new InputError(`${file} must be a file of source descriptions, but ${reason ?? messageOf(error)}.`);
  }
  if (!isUtf8(bytes)) throw new InputError(`${file} must be text in UTF-8.`);
  return bytes.toString().replace(/^\uFEFF/, "");
}

function parse(file: string, { text, firstLine }: Part): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const problem = jsonProblem(text);
    if (!problem) throw error;
    const place = placeInWords(text, problem.offset, firstLine);
    throw new InputError(`${file} must be JSON, but at ${place} ${problem.message}.`);
  }
}

function isObjectOnItsOwn(line: string): boolean {
  return line.trimStart().startsWith("{") && jsonProblem(line) === undefined;
}

/** The lines with something on them of newline-delimited JSON; one part where the file is a single JSON text. */
function partsOf(file: string, text: string): Part[] {
  const lines = text.split("\n").map((line, i) => ({ text: line.replace(/\r$/, ""), firstLine: i + 1 }));
  const written = lines.filter((line) => line.text.trim() !== "");
  const isLines =
    /\.(?:ndjson|jsonl)$/i.test(file) || (written.length > 1 && isObjectOnItsOwn(written[0]?.text ?? ""));
  return isLines ? written : [{ text, firstLine: 1 }];
}

function readAt(file: string, part: Part, value: unknown, at: JsonPath, read: ReadDevice): Device {
  const placed = (message: string): string => {
    const offset = offsetOf(part.text, [...at, ...(pathInWords(message) ?? [])]);
    return `${file}, ${placeInWords(part.text, offset, part.firstLine)}: ${message}`;
  };
  try {
    const device = read(value);
    return { ...device, notes: device.notes.map(placed) };
  } catch (error) {
    throw new InputError(placed(messageOf(error)));
  }
}

/** Reads a file: a description, an array of them, or one on each line. */
export async function devicesOfFile(file: string, read: ReadDevice): Promise<Device[]> {
  const text = await textOf(file);
  return partsOf(file, text).flatMap((part) => {
    const value = parse(file, part);
    return Array.isArray(value)
      ? value.map((item: unknown, i) => readAt(file, part, item, [i], read))
      : readAt(file, part, value, [], read);
  });
}

async function unknownName(name: string): Promise<InputError> {
  const { catalogueNames } = await import("../../devices/index.js");
  const nearest = nearestNames(name, await catalogueNames()).join(", ");
  const got = JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}...` : name);
  return new InputError(
    `--devices must name files or devices of the catalogue, got ${got}; nearest in the catalogue: ${nearest}.`,
  );
}

/** Loads what files and names of the catalogue stand for, in the order given. */
export async function loadDevices(given: readonly string[], read: ReadDevice): Promise<Device[]> {
  const devices: Device[] = [];
  for (const name of given) {
    const looksLikeFile = /[\\/]|\.(?:json|ndjson|jsonl)$/i.test(name);
    const entry = looksLikeFile ? undefined : await fromCatalogue(name, read);
    if (entry) devices.push(entry);
    else if (looksLikeFile || existsSync(name)) devices.push(...(await devicesOfFile(name, read)));
    else throw await unknownName(name);
  }
  return devices;
}
