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
  const fits = sources.filter((one): one is RankedSource & { fit: Fit } => one.fit.ok);
  const compare = (a: Fit, b: Fit): number => compareAdvanced(a, b) || a.distance - b.distance;
  // What lies within the tolerance of the least distance left ties, and the order given decides.
  const leastOf = new Map<RankedSource, Fit>();
  let least: Fit | undefined;
  for (const one of [...fits].sort((a, b) => compare(a.fit, b.fit))) {
    const { fit }: { fit: Fit } = one;
    if (!least || compare(least, fit) < -TIE) least = fit;
    leastOf.set(one, least);
  }
  fits.sort((a, b) => compare(leastOf.get(a) as Fit, leastOf.get(b) as Fit));
  return [...fits, ...sources.filter(({ fit }) => !fit.ok)];
}
