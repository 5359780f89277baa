/** The order of several sources. */
import type { Fit, RankedSource } from "./types.js";

/** Distances this close are ties. */
const TIE = 1e-9;

/** Compares which advanced sets two fits satisfy, in order: the one that satisfies the first differing set is first. */
function compareAdvanced({ advanced: a }: Fit, { advanced: b }: Fit): number {
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return a[i] ? -1 : 1;
  }
  return 0;
}

/** Sorts sources, best first; of equally good ones, and of misfits, the order given is kept. */
export function byRank(sources: readonly RankedSource[]): RankedSource[] {
  const fits: { source: RankedSource; fit: Fit; order: number; place: number }[] = [];
  const misfits: RankedSource[] = [];
  sources.forEach((source, order) => {
    if (source.fit.ok) fits.push({ source, fit: source.fit, order, place: 0 });
    else misfits.push(source);
  });
  fits.sort((a, b) => compareAdvanced(a.fit, b.fit) || a.fit.distance - b.fit.distance);
  // What lies within the tolerance of the least distance left ties, and the order given decides.
  let least: Fit | undefined;
  let place = 0;
  for (const one of fits) {
    if (!least || compareAdvanced(least, one.fit) || one.fit.distance > least.distance + TIE) {
      least = one.fit;
      place += 1;
    }
    one.place = place;
  }
  fits.sort((a, b) => a.place - b.place || a.order - b.order);
  return [...fits.map(({ source }) => source), ...misfits];
}
