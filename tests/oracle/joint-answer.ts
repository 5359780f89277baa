/**
 * The joint choice by looking at every cell.
 */
import { type RequiredBound, requiredBounds } from "./fitness-distance.js";
import type { Cell, JointQuestion } from "./joint-space.js";
import type { Question } from "./question.js";
import { type Groups, Walk } from "./walk.js";

const tie = 1e-9;

/** What one track was found to get. */
export interface TrackAnswer {
  readonly advanced: readonly boolean[];
  readonly distance: number;
}

export type JointAnswer =
  | {
      readonly feasible: true;
      readonly tracks: readonly TrackAnswer[];
      /** The cells that are optimal for all tracks, in their order. */
      readonly left: readonly Cell[];
    }
  /** `left`: the cells that the other tracks leave. */
  | { readonly feasible: false; readonly left: readonly Cell[] };

/** What a walk finds in a cell. */
export function groupsIn(walk: Walk, { configurations }: Cell): Groups {
  const all = new Map<number, number>();
  for (const configuration of configurations) {
    for (const [violated, distance] of walk.groupsOf(configuration)) {
      all.set(violated, Math.min(distance, all.get(violated) ?? Infinity));
    }
  }
  return all;
}

function least(groups: Groups, adopted: number): number {
  let found = Infinity;
  for (const [violated, distance] of groups)
    if ((violated & adopted) === 0) found = Math.min(found, distance);
  return found;
}

/** SelectSettings for one track in cells in which it is feasible; the cells that are optimal for it. */
function serve(walk: Walk, cells: readonly Cell[]): { answer: TrackAnswer; left: Cell[] } {
  const found = cells.map((cell) => ({ cell, groups: groupsIn(walk, cell) }));
  let adopted = 0;
  const advanced = walk.flags.map((_, i) => {
    const wanted = adopted | (1 << i);
    if (!found.some(({ groups }) => least(groups, wanted) < Infinity)) return false;
    adopted = wanted;
    return true;
  });
  const distances = found.map(({ cell, groups }) => ({ cell, distance: least(groups, adopted) }));
  const distance = Math.min(...distances.map((one) => one.distance));
  const left = distances.filter((one) => one.distance <= distance + tie).map(({ cell }) => cell);
  return { answer: { advanced, distance }, left };
}

/** The cells in which the required constraints of these tracks hold. */
function cellsFor(questions: readonly Question[], cells: readonly Cell[]): readonly Cell[] {
  let left = cells;
  for (const question of questions) {
    const walk = new Walk(question, question.basic, []);
    left = left.filter((cell) => groupsIn(walk, cell).size > 0);
  }
  return left;
}

/** The settings of all tracks, or that the first can have none. */
export function jointAnswer({ questions, cells }: JointQuestion): JointAnswer {
  const [requester, ...others] = questions;
  const space = cellsFor(others, cells);
  if (requester === undefined) throw new RangeError("There is no requester.");
  let left = cellsFor([requester], space);
  if (left.length === 0) return { feasible: false, left: space };
  const tracks = questions.map((question) => {
    const served = serve(new Walk(question, question.basic, question.advanced), left);
    left = served.left;
    return served.answer;
  });
  return { feasible: true, tracks, left };
}

/** A required bound of one of the tracks. */
export interface TrackBound extends RequiredBound {
  readonly track: number;
}

/** Which required bounds of all tracks can hold together, tried out. */
export class Bounds {
  readonly all: readonly TrackBound[];
  readonly #violations: readonly (readonly number[])[][];

  constructor({ questions, cells }: JointQuestion) {
    this.all = questions.flatMap(({ basic }, track) =>
      requiredBounds(basic).map((bound) => ({ ...bound, track })),
    );
    this.#violations = questions.map((question) => {
      const own = requiredBounds(question.basic).map(({ name, member }) => new Map([[name, member]]));
      const walk = new Walk(question, new Map(), own);
      return cells.map((cell) => [...groupsIn(walk, cell).keys()]);
    });
  }

  /** The numbers of the cells in which the bounds that `inside` names hold together. */
  cellsWith(inside: (index: number) => boolean): number[] {
    const masks = this.#violations.map((_, track) => {
      const own = this.all.flatMap((bound, index) => (bound.track === track ? [inside(index)] : []));
      return own.reduce((mask, is, bit) => (is ? mask | (1 << bit) : mask), 0);
    });
    const count = this.#violations[0]?.length ?? 0;
    return Array.from({ length: count }, (_, cell) => cell).filter((cell) =>
      masks.every((mask, track) =>
        this.#violations[track]?.[cell]?.some((violated) => (violated & mask) === 0),
      ),
    );
  }
}
