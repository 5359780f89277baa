/**
 * The settings space of a source for several tracks: a group for each operating point, which is one native mode at one
 * of its rates, in each configuration. Tracks whose settings are of the same group go together.
 */
import type { Constraints } from "../constrainable/convert.js";
import type { PropertyRegistry } from "../constrainable/registry.js";
import { DECIMATED, settingsSpace, type Row, type SettingsSpace } from "./settings-space.js";
import type { ReadSource } from "./source-description.js";
import type { NativeMode } from "./types.js";

/** The core's flags of a row of one operating point, and of one whose rate may be off by rounding. */
const OPERATING_POINT = 32;
const ROUNDED_RATE = 64;
/** As many multiples of a rate are all operating rates; of more, those beside other rates are. */
const MOST_MULTIPLES = 1000;
/** A row of one operating point. */
export interface OperatingRow extends Row {
  readonly operatingRate: number;
  /** What modes of one size are compared by, the least first: the highest rate of the row that one track has. */
  readonly surplus: number;
}

/** The settings space of a source for several tracks; without native modes, its rows are of no operating point. */
export interface JointSpace extends SettingsSpace {
  readonly rows: readonly (Row & Partial<OperatingRow>)[];
}

/** Every number that constraints on the rate mention. */
function mentionedRates(tracks: readonly Constraints[]): number[] {
  return tracks
    .flatMap(({ basic, advanced }) => [basic, ...advanced].flat())
    .filter(({ property }) => property.name === "frameRate")
    .flatMap(({ value }): unknown[] => (typeof value === "object" ? Object.values(value) : [value]))
    .filter((value) => typeof value === "number");
}

/**
 * The rates at which a native mode has to be considered, ascending: of a list all; of a range its ends and what
 * constraints and defaults mention.
 *
 * These are enough for an exact answer. A track of the native size has the operating rate r itself, a scaled one
 * min(r, ideal) or whatever its bounds make of it. Between two neighbours among the ends and the mentioned numbers no
 * required constraint changes from satisfied to not, and each track's distance either stays as it is or has no minimum
 * inside. So the rates that are optimal for the first track are some of these numbers and whole stretches between them;
 * on each of these the same holds for the second track, and so on: the last track's optimum is at one of them. Where
 * rates are divided by whole numbers, r / k passes a mentioned number where r is its k-fold, so the multiples are
 * numbers of the same kind.
 */
function operatingRates(
  { frameRates }: NativeMode,
  integral: boolean,
  mentioned: readonly number[],
): number[] {
  if (Array.isArray(frameRates)) return [...new Set(frameRates)].sort((a, b) => a - b);
  const { min, max } = frameRates;
  const rates = new Set<number>();
  const add = (rate: number): void => {
    if (rate > 0 && rate >= min && rate <= max) rates.add(rate);
  };
  [min, max, ...mentioned].forEach(add);
  if (integral) {
    const beside = [...rates];
    for (const rate of new Set(mentioned)) {
      if (!(rate > 0 && rate <= max)) continue;
      const first = Math.floor(min / rate);
      const last = Math.floor(max / rate);
      if (last - first <= MOST_MULTIPLES) for (let k = first; k <= last; k++) add(k * rate);
      else for (const other of beside) for (const k of [0, 1]) add((Math.floor(other / rate) + k) * rate);
    }
  }
  return [...rates].sort((a, b) => a - b);
}

/** Makes a row of a mode's single rate one of an operating point of the mode. */
function operatingRow(row: Row, mode: NativeMode, operatingRate: number): OperatingRow {
  const { frameRates } = mode;
  const isRange = !Array.isArray(frameRates);
  const isDecimated = (row.flags & DECIMATED) > 0;
  // As of the row that one track has: of a list, each rate that is divided has a row of its own.
  const surplus = isRange ? frameRates.max : isDecimated ? operatingRate : Math.max(...frameRates);
  const flags = OPERATING_POINT | (isDecimated && isRange ? ROUNDED_RATE : 0);
  return { bounds: row.bounds, flags: row.flags | flags, mode, operatingRate, surplus };
}

/** The settings space of a source that has been read, for tracks with these constraints. */
export function jointSpace(
  source: ReadSource,
  tracks: readonly Constraints[],
  registry: PropertyRegistry,
): JointSpace {
  const { modes, resizeModes, integral, defaults } = source;
  const mentioned = [...mentionedRates(tracks), Number(defaults.get("frameRate"))];
  const points = modes.flatMap((mode) =>
    operatingRates(mode, integral, mentioned).map((rate) => ({ mode, rate })),
  );
  const single = points.map(({ mode, rate }) => ({ ...mode, frameRates: [rate] }));
  const space = settingsSpace({ ...source, modes: single }, registry);
  if (points.length === 0) return space;
  const rowsOfPoint = resizeModes.length;
  return {
    ...space,
    rows: points.flatMap(({ mode, rate }, i) =>
      space.rows.slice(i * rowsOfPoint, (i + 1) * rowsOfPoint).map((row) => operatingRow(row, mode, rate)),
    ),
    groups: space.groups.flatMap(({ domains }) =>
      points.map((_, i) => ({ firstRow: i * rowsOfPoint, endRow: (i + 1) * rowsOfPoint, domains })),
    ),
  };
}
