/** Y4M files: uncompressed pictures. */
import { pictureSize } from "../media.js";
import { isFrameRate, isPictureSize, MOST_FRAMES } from "./limits.js";
import { malformed, textAt } from "./file-bytes.js";

/** A Y4M file whose pictures are all there, in I420. */
export interface Y4mFile {
  readonly kind: "videoinput";
  readonly width: number;
  readonly height: number;
  /** Pictures per second; undefined where the file does not say. */
  readonly frameRate: number | undefined;
  /** The pictures, of the file's own memory. */
  readonly pictures: readonly Uint8Array[];
}

const SIGNATURE = "YUV4MPEG2";
const FRAME = "FRAME";
/** Characters a line may have; lines are some tens long. */
const LONGEST_LINE = 1024;
const LINE_FEED = 10;
/** 4:2:0 with eight bits; they differ in where chroma samples lie, by half a pixel. */
const COLOURS = ["420jpeg", "420", "420mpeg2", "420paldv"];

/** Whether a file says that it is one. */
export function isY4m(bytes: Uint8Array): boolean {
  return textAt(bytes, 0, SIGNATURE.length) === SIGNATURE;
}

/** Reads a Y4M file; TypeError where it is malformed or its pictures are not 4:2:0 with eight bits. */
export function readY4m(bytes: Uint8Array): Y4mFile {
  const header = lineAt(bytes, 0, "the header");
  const parameters = new Map<string, string>();
  for (const parameter of header.split(" ").slice(1)) parameters.set(parameter.charAt(0), parameter.slice(1));
  const width = sizeOf(parameters.get("W"), "W, the width,");
  const height = sizeOf(parameters.get("H"), "H, the height,");
  if (!isPictureSize(width, height)) malformed(`pictures of ${width} x ${height} are too large`);
  const colours = parameters.get("C");
  if (colours !== undefined && !COLOURS.includes(colours)) {
    malformed(`C, the colour space, must be one of ${COLOURS.join(", ")}, and is ${JSON.stringify(colours)}`);
  }
  return {
    kind: "videoinput",
    width,
    height,
    frameRate: rateOf(parameters.get("F")),
    pictures: picturesOf(bytes, header.length + 1, pictureSize(width, height)),
  };
}

function lineAt(bytes: Uint8Array, from: number, name: string): string {
  const length = bytes.subarray(from, from + LONGEST_LINE).indexOf(LINE_FEED);
  return length >= 0 ? textAt(bytes, from, length) : malformed(`${name} has no end`);
}

function sizeOf(value: string | undefined, name: string): number {
  if (value === undefined) malformed(`${name} is missing from the header`);
  const size = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  return size > 0 ? size : malformed(`${name} must be a positive integer, and is ${JSON.stringify(value)}`);
}

function rateOf(value: string | undefined): number | undefined {
  // 0:0 is how the format says that it is not known.
  if (value === undefined || value === "0:0") return undefined;
  const [, numerator, denominator] = /^(\d{1,10}):(\d{1,10})$/.exec(value) ?? [];
  const rate = Number(numerator) / Number(denominator);
  if (isFrameRate(rate)) return rate;
  return malformed(
    `F, the frame rate, must be a ratio up to ${MOST_FRAMES}, and is ${JSON.stringify(value)}`,
  );
}

function picturesOf(bytes: Uint8Array, from: number, size: number): Uint8Array[] {
  const pictures: Uint8Array[] = [];
  for (let at = from; at < bytes.length;) {
    const name = `picture ${pictures.length}`;
    const line = lineAt(bytes, at, `the line before ${name}`);
    if (line !== FRAME && !line.startsWith(`${FRAME} `)) malformed(`${name} does not begin with ${FRAME}`);
    const start = at + line.length + 1;
    at = start + size;
    if (at > bytes.length) malformed(`${name} has ${bytes.length - start} of its ${size} bytes`);
    pictures.push(bytes.subarray(start, at));
  }
  return pictures.length > 0 ? pictures : malformed("it has no pictures");
}
