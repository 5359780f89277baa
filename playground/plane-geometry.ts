/** Requests as areas of the plane of widths and heights. */

/** A point of the plane, in pixels of a picture. */
export interface Point {
  readonly width: number;
  readonly height: number;
}

/** What a request says of one numeric property. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly ideal: number | undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** Reads the constraint of a numeric property; no bounds and no ideal where it has none. */
export function boundsOf(constraint: unknown): Bounds {
  if (typeof constraint !== "object" || constraint === null) {
    return { min: 0, max: Infinity, ideal: numberOf(constraint) };
  }
  const { min, max, exact, ideal }: { readonly [Name in "min" | "max" | "exact" | "ideal"]?: unknown } =
    constraint;
  const only = numberOf(exact);
  return {
    min: Math.max(numberOf(min) ?? 0, only ?? 0),
    max: Math.min(numberOf(max) ?? Infinity, only ?? Infinity),
    ideal: numberOf(ideal),
  };
}

/** The part of a convex polygon where a linear function is not negative. */
function clip(polygon: readonly Point[], inside: (point: Point) => number): Point[] {
  return polygon.flatMap((point, i) => {
    const next = polygon[(i + 1) % polygon.length] ?? point;
    const here = inside(point);
    const there = inside(next);
    const kept = here >= 0 ? [point] : [];
    if (here >= 0 === there >= 0) return kept;
    const part = here / (here - there);
    const crossing = {
      width: point.width + part * (next.width - point.width),
      height: point.height + part * (next.height - point.height),
    };
    return [...kept, crossing];
  });
}

/** The sizes within `extent` that required constraints allow; a line where one of them is exact, or nothing. */
export function allowedSizes(width: Bounds, height: Bounds, ratio: Bounds, extent: Point): Point[] {
  const everything: Point[] = [
    { width: 0, height: 0 },
    { width: extent.width, height: 0 },
    extent,
    { width: 0, height: extent.height },
  ];
  const sides: ((point: Point) => number)[] = [
    (point) => point.width - width.min,
    (point) => point.height - height.min,
  ];
  if (width.max < Infinity) sides.push((point) => width.max - point.width);
  if (height.max < Infinity) sides.push((point) => height.max - point.height);
  if (ratio.min > 0) sides.push((point) => point.width - ratio.min * point.height);
  if (ratio.max < Infinity) sides.push((point) => ratio.max * point.height - point.width);
  // Some slack, lest rounding loses the line of an exact value.
  const slack = 1e-6 * Math.max(extent.width, extent.height);
  return sides.reduce<Point[]>((polygon, side) => clip(polygon, (point) => side(point) + slack), everything);
}

/** Whether a request narrows the plane at all. */
export function isNarrowed(...bounds: readonly Bounds[]): boolean {
  return bounds.some(({ min, max }) => min > 0 || max < Infinity);
}

/** Where the line of a ratio leaves the plane. */
export function endOfRatio(ratio: number, extent: Point): Point {
  return ratio * extent.height <= extent.width
    ? { width: ratio * extent.height, height: extent.height }
    : { width: extent.width, height: extent.width / ratio };
}
