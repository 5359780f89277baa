/** Which names somebody may have meant. */

/** Longer input is cut: no name is nearly as long, and the time stays bounded. */
const LONGEST = 100;

/** The least number of characters to insert, remove or replace to make one text of the other. */
export function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const removed = (above[column] ?? 0) + 1;
      const inserted = (current[column - 1] ?? 0) + 1;
      current.push(Math.min(replaced, removed, inserted));
    }
    above = current;
  }
  return above[to.length] ?? 0;
}

/** The names at the smallest edit distances, nearest first; of equal ones the earlier. */
export function nearestNames(name: string, names: readonly string[], number = 3): string[] {
  const asked = name.slice(0, LONGEST).toLowerCase();
  return names
    .map((candidate) => ({ candidate, distance: editDistance(asked, candidate) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, number)
    .map(({ candidate }) => candidate);
}
