/** Which sizes a request allows, as areas. */
import { allowedSizes, boundsOf, endOfRatio, isNarrowed } from "../../../playground/plane-geometry.js";

const extent = { width: 1000, height: 500 };
const free = boundsOf(undefined);

function area(points: readonly { width: number; height: number }[]): number {
  const doubled = points.reduce((sum, { width, height }, i) => {
    const next = points[(i + 1) % points.length] ?? { width, height };
    return sum + width * next.height - next.width * height;
  }, 0);
  return Math.round(Math.abs(doubled) / 2);
}

test("reads bounds of every form", () => {
  expect(boundsOf(640)).toEqual({ min: 0, max: Infinity, ideal: 640 });
  expect(boundsOf({ min: 1, max: 5, ideal: 3 })).toEqual({ min: 1, max: 5, ideal: 3 });
  expect(boundsOf({ exact: 4, min: 2 })).toEqual({ min: 4, max: 4, ideal: undefined });
  expect(boundsOf({ min: "x" })).toEqual(free);
});

test.each([
  ["everything", {}, 500_000],
  ["a least width", { width: { min: 400 } }, 300_000],
  ["a box", { width: { min: 400, max: 600 }, height: { max: 100 } }, 20_000],
  ["a least ratio", { aspectRatio: { min: 2 } }, 250_000],
  ["a greatest ratio", { aspectRatio: { max: 1 } }, 125_000],
  ["an exact width, a line", { width: { exact: 300 } }, 0],
])("allows %s", (_, request: Partial<Record<"width" | "height" | "aspectRatio", object>>, expected) => {
  const bounds = [boundsOf(request.width), boundsOf(request.height), boundsOf(request.aspectRatio)] as const;
  const allowed = allowedSizes(...bounds, extent);
  expect(allowed.length).toBeGreaterThan(2);
  // The slack that keeps lines visible is less than a thousandth.
  expect(Math.abs(area(allowed) - expected)).toBeLessThan(expected / 1000 + 5);
  expect(isNarrowed(...bounds)).toBe(Object.keys(request).length > 0);
});

test("allows nothing where bounds contradict each other", () => {
  expect(allowedSizes(boundsOf({ min: 600, max: 500 }), free, free, extent)).toEqual([]);
});

test("ends the line of a ratio at the edge", () => {
  expect(endOfRatio(1, extent)).toEqual({ width: 500, height: 500 });
  expect(endOfRatio(4, extent)).toEqual({ width: 1000, height: 250 });
});
