// Exhaustive search of a crop-and-scale space: every integer width and height, as tight as JavaScript allows.

function distance(value, ideal) {
  return Math.abs(value - ideal) / Math.max(value, ideal);
}

/** Sizes below 16384 that miss a bound of two decimals miss it by more than this, in pixels. */
const TOLERANCE = 1e-6;

/**
 * The size of smallest distance up to `maxWidth` x `maxHeight` for ideals of width, height and ratio, with the ratio
 * within its `min` and `max`. What depends on the height alone is tabulated, so that one division a size is left.
 * Rounding the ratio to ten decimals is left out: it moves a distance by less than 1e-10.
 */
export function enumerateSizes(maxWidth, maxHeight, { width, height, aspectRatio }) {
  const { min = 0, max = Infinity, ideal } = aspectRatio;
  const ofHeight = new Float64Array(maxHeight + 1);
  const idealWidth = new Float64Array(maxHeight + 1);
  const leastWidth = new Float64Array(maxHeight + 1);
  const mostWidth = new Float64Array(maxHeight + 1);
  for (let h = 1; h <= maxHeight; h++) {
    ofHeight[h] = distance(h, height.ideal);
    idealWidth[h] = h * ideal;
    leastWidth[h] = h * min - TOLERANCE;
    mostWidth[h] = h * max + TOLERANCE;
  }
  const bounded = min > 0 || max < Infinity;
  let least = Infinity;
  let bestWidth = 0;
  let bestHeight = 0;
  for (let w = 1; w <= maxWidth; w++) {
    const ofWidth = distance(w, width.ideal);
    for (let h = 1; h <= maxHeight; h++) {
      if (bounded && (w < leastWidth[h] || w > mostWidth[h])) continue;
      const wanted = idealWidth[h];
      const sum = ofWidth + ofHeight[h] + (w < wanted ? 1 - w / wanted : 1 - wanted / w);
      if (sum < least) {
        least = sum;
        bestWidth = w;
        bestHeight = h;
      }
    }
  }
  return { width: bestWidth, height: bestHeight, distance: least };
}
