/** The pixel formats of frames and where their planes lie in memory. */
import type { Rectangle } from "./rectangle.js";
import { dictionary, notSupportedError, typeError, unsignedLong } from "./web-idl.js";

/** WebCodecs' formats that frames can be in here. */
export type PixelFormat = "I420" | "RGBA" | "RGBX" | "BGRA" | "BGRX";

/** One plane of a format: a sample stands for so many pixels each way and takes so many bytes. */
export interface PlaneFormat {
  readonly sampleWidth: number;
  readonly sampleHeight: number;
  readonly sampleBytes: number;
}

const luma: PlaneFormat = { sampleWidth: 1, sampleHeight: 1, sampleBytes: 1 };
const chroma: PlaneFormat = { sampleWidth: 2, sampleHeight: 2, sampleBytes: 1 };
const packed: readonly PlaneFormat[] = [{ sampleWidth: 1, sampleHeight: 1, sampleBytes: 4 }];

/** The planes of each format. */
export const planesOf: Readonly<Record<PixelFormat, readonly PlaneFormat[]>> = {
  I420: [luma, chroma, chroma],
  RGBA: packed,
  RGBX: packed,
  BGRA: packed,
  BGRX: packed,
};

const supported = Object.keys(planesOf) as PixelFormat[];
const others = /^(?:I4(?:20|22|44)A?(?:P1[02])?|NV12)$/;

/** Converts a `VideoPixelFormat`; NotSupportedError for those that frames cannot be in here. */
export function convertPixelFormat(value: unknown, place: string): PixelFormat {
  const text = typeof value === "symbol" ? "" : String(value);
  const format = supported.find((candidate) => candidate === text);
  if (format) return format;
  if (others.test(text)) {
    throw notSupportedError(`${place} must be one of ${supported.join(", ")} in this package, got ${text}.`);
  }
  throw typeError(place, "a VideoPixelFormat", value);
}

/** A plane's part that is copied, and where it lies on either side. All but rows in bytes. */
export interface PlaneCopy {
  readonly rows: number;
  readonly rowBytes: number;
  /** Of the plane's samples within its own plane: first row, and first byte of a row. */
  readonly sourceRow: number;
  readonly sourceColumn: number;
  readonly offset: number;
  readonly stride: number;
}

/** Where all planes of a part of a picture lie. */
export interface CombinedLayout {
  readonly allocationSize: number;
  readonly planes: readonly PlaneCopy[];
}

/** Converts a `sequence<PlaneLayout>`. */
export function convertLayout(value: unknown, place: string): PlaneLayout[] {
  if (typeof value !== "object" || value === null || !(Symbol.iterator in value)) {
    throw typeError(place, "a list", value);
  }
  return Array.from(value as Iterable<unknown>, (item, i) => {
    const { offset, stride } = dictionary(item, `${place}[${i}]`);
    return {
      offset: unsignedLong(offset, `${place}[${i}].offset`),
      stride: unsignedLong(stride, `${place}[${i}].stride`),
    };
  });
}

/**
 * WebCodecs, 9.4.8, "Parse Visible Rect": the rectangle given, or the default; within the coded size, and
 * where it has been given beginning at whole samples of every plane.
 */
export function parseVisibleRect(
  defaultRect: Rectangle,
  given: Rectangle | undefined,
  codedWidth: number,
  codedHeight: number,
  format: PixelFormat,
  place: string,
): Rectangle {
  const rect = given ?? defaultRect;
  if (given) {
    if (rect.width <= 0 || rect.height <= 0) throw new TypeError(`${place} must have a width and a height.`);
    if (rect.x < 0 || rect.y < 0 || rect.right > codedWidth || rect.bottom > codedHeight) {
      throw new TypeError(`${place} must lie within the coded size, ${codedWidth}x${codedHeight}.`);
    }
    if (![rect.x, rect.y, rect.width, rect.height].every(Number.isInteger)) {
      throw new TypeError(`${place} must be in whole pixels.`);
    }
  }
  const isAligned = planesOf[format].every(
    ({ sampleWidth, sampleHeight }) => rect.x % sampleWidth === 0 && rect.y % sampleHeight === 0,
  );
  if (!isAligned) throw new TypeError(`${place} must begin at even pixels in ${format}.`);
  return rect;
}

/** WebCodecs, 9.4.8, "Compute Layout and Allocation Size". */
export function computeLayout(
  rect: Rectangle,
  format: PixelFormat,
  layout: readonly PlaneLayout[] | undefined,
): CombinedLayout {
  const formats = planesOf[format];
  if (layout && layout.length !== formats.length) {
    throw new TypeError(`layout must have ${formats.length} planes for ${format}, got ${layout.length}.`);
  }
  let allocationSize = 0;
  const ranges: { from: number; to: number }[] = [];
  const planes = formats.map(({ sampleWidth, sampleHeight, sampleBytes }, i) => {
    const rows = Math.ceil(rect.height / sampleHeight);
    const rowBytes = Math.ceil(rect.width / sampleWidth) * sampleBytes;
    const { offset, stride } = layout?.[i] ?? { offset: allocationSize, stride: rowBytes };
    if (stride < rowBytes) throw typeError(`layout[${i}].stride`, `at least ${rowBytes}`, stride);
    const range = { from: offset, to: offset + stride * rows };
    if (range.to > 4294967295) throw new TypeError(`layout[${i}] must end before 4 GB.`);
    if (ranges.some(({ from, to }) => range.from < to && from < range.to)) {
      throw new TypeError(`layout[${i}] must not overlap with the planes before it.`);
    }
    ranges.push(range);
    allocationSize = Math.max(allocationSize, range.to);
    const sourceRow = rect.y / sampleHeight;
    return { rows, rowBytes, sourceRow, sourceColumn: (rect.x / sampleWidth) * sampleBytes, offset, stride };
  });
  return { allocationSize, planes };
}
