/** The order of several sources. */
import type { RankedSource } from "./types.js";

/** Distances this close are ties. */
const TIE = 1e-9;

/** Compares which advanced sets two fits satisfy, in order: the one that satisfies the first differing set is first. */
function compareAdvanced(a: readonly boolean[], b: readonly boolean[]): number {
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return a[i] ? -1 : 1;
  }
  return 0;
}

/** Sorts sources, best first; of equally good ones, and of misfits, the order given is kept. */
export function byRank(sources: readonly RankedSource[]): RankedSource[] {
  const fits: { source: RankedSource; advanced: boolean[]; distance: number; order: number }[] = [];
  const misfits: RankedSource[] = [];
  sources.forEach((source, order) => {
    const { fit } = source;
    if (fit.ok) fits.push({ source, advanced: fit.advanced, distance: fit.distance, order });
    else misfits.push(source);
  });
  fits.sort(
    (a, b) => compareAdvanced(a.advanced, b.advanced) || a.distance - b.distance || a.order - b.order,
  );
  // What lies within the tolerance of the least distance left ties, and the order given decides.
  for (let start = 0, end = 0; start < fits.length; start = end) {
    const first = fits[start];
    while (end < fits.length) {
      const next = fits[end];
      if (
        !first ||
        !next ||
        compareAdvanced(first.advanced, next.advanced) ||
        next.distance > first.distance + TIE
      )
        break;
      end += 1;
    }
    const tied = fits.slice(start, end).sort((a, b) => a.order - b.order);
    fits.splice(start, tied.length, ...tied);
  }
  return [...fits.map(({ source }) => source), ...misfits];
}
