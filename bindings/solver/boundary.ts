/**
 * The boundary to the core: the only file that knows the layout of its memory. What is written here is read by
 * assembly/source.ts and assembly/request.ts; what assembly/select.ts and assembly/conflict.ts write is read here.
 */
import type {
  Constraints,
  ConstraintSet,
  ConstraintValue,
  NumericParameters,
} from "../constrainable/convert.js";
import { misfit } from "./misfit.js";
import {
  FIRST_DISCRETE,
  HAS_RATE,
  HAS_SIZE,
  isList,
  NATIVE,
  type Group,
  type Place,
  type SettingsSpace,
} from "./settings-space.js";
import { roundRatio } from "./source-description.js";
import type { ConflictMember, Fit, Misfit, TrackSettings } from "./types.js";

/** The core's exports. Addresses are byte offsets into its memory; 0 is none. */
export interface CoreExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** A block of at least `size` bytes, aligned to eight; 0 when memory has run out. */
  allocate(size: number): number;
  /** Gives a block back. */
  release(block: number): void;
  /** Runs SelectSettings: 1 with a fit in the result, 0 with a conflict, -1 when memory has run out. */
  solve(source: number, request: number): number;
  /** Where the last result stands. */
  resultAddress(): number;
}

/** A source in the core's memory. */
export interface EncodedSource {
  readonly address: number;
  readonly space: SettingsSpace;
}

/** Sizes in bytes: the head of a source, a row, a record of a numeric constraint and of one with values. */
const HEAD = 40;
const ROW = 80;
const RECORD = 48;
const VALUES_RECORD = 24;
/** Bounds of a record. */
const BOUNDS = ["min", "max", "exact", "ideal"] as const;
const MIN = 1;
const MAX = 2;
const EXACT = 4;
const IDEAL = 8;
const EXISTS = 16;
const LACKS = 32;
/** From a required existence to an ideal one. */
const IDEALLY = 2;
const REQUIRED = MIN | MAX | EXACT | EXISTS | LACKS;
/** The mark of an advanced set that is satisfied. */
const SATISFIED = 1;
/** Where the numeric targets start in a fit. */
const TARGETS = 2;

/** Masks take whole doubles. */
const even = (count: number): number => count + (count & 1);

function isNothing(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

/** The bits of a value, or of a list of them; those that the property does not have have none. */
function maskOf({ values }: Place, wanted: unknown): number {
  let mask = 0;
  for (const value of Array.isArray(wanted) ? (wanted as unknown[]) : [wanted]) {
    const bit = values?.indexOf(value as string) ?? -1;
    if (bit >= 0) mask |= 1 << bit;
  }
  return mask;
}

/** The core and its memory. */
export class Core {
  readonly #exports: CoreExports;
  #floats = new Float64Array(0);
  #ints = new Int32Array(0);
  #request = 0;
  #requestSize = 0;

  constructor(exports: CoreExports) {
    this.#exports = exports;
  }

  #allocate(size: number): number {
    const address = this.#exports.allocate(size);
    if (address === 0) throw new RangeError(`The solver has no ${String(size)} bytes of memory left.`);
    this.#view();
    return address;
  }

  /** Growing the memory replaces its buffer. */
  #view(): void {
    const { buffer } = this.#exports.memory;
    if (this.#ints.buffer === buffer) return;
    this.#floats = new Float64Array(buffer);
    this.#ints = new Int32Array(buffer);
  }

  /** Writes a source into the core's memory. */
  encodeSource(space: SettingsSpace): EncodedSource {
    const { rows, groups, numbers, discretes, defaults } = space;
    const masks = HEAD + 8 * (defaults.length + numbers.length);
    const rowsAt = masks + 4 * even(discretes.length);
    const groupsAt = rowsAt + ROW * rows.length;
    const groupSize = 8 + 16 * numbers.length + 4 * even(discretes.length);
    const address = this.#allocate(groupsAt + groupSize * groups.length);
    const floats = this.#floats;
    const ints = this.#ints;

    const counts = [rows.length, groups.length, numbers.length, discretes.length];
    ints.set([...counts, HEAD, masks, rowsAt, groupsAt, groupSize], address >>> 2);
    floats.set([...defaults, ...numbers.map((number) => Number(number.default))], (address + HEAD) >>> 3);
    ints.set(
      discretes.map((discrete) => maskOf(discrete, discrete.default)),
      (address + masks) >>> 2,
    );
    rows.forEach(({ bounds, flags }, i) => {
      const row = address + rowsAt + i * ROW;
      floats.set(bounds, row >>> 3);
      ints[(row >>> 2) + 2 * bounds.length] = flags;
    });
    groups.forEach((group, i) => {
      this.#encodeGroup(address + groupsAt + i * groupSize, group, space);
    });
    return { address, space };
  }

  #encodeGroup(address: number, { firstRow, endRow, domains }: Group, space: SettingsSpace): void {
    this.#ints[address >>> 2] = firstRow;
    this.#ints[(address >>> 2) + 1] = endRow;
    let at = (address >>> 3) + 1;
    for (const { name } of space.numbers) {
      const domain = domains.get(name);
      // An empty range stands for a property that the group lacks.
      const range = domain && !isList(domain) ? domain : { lo: Infinity, hi: -Infinity };
      this.#floats[at++] = range.lo;
      this.#floats[at++] = range.hi;
    }
    const masks = space.discretes.map((discrete) => {
      const domain = domains.get(discrete.name);
      return domain && isList(domain) ? maskOf(discrete, domain) : 0;
    });
    this.#ints.set(masks, 2 * at);
  }

  /** Frees a source. */
  releaseSource(source: EncodedSource): void {
    this.#exports.release(source.address);
  }

  /** Media Capture and Streams, 11.1, SelectSettings. */
  solve({ address, space }: EncodedSource, { basic, advanced }: Constraints): Fit | Misfit {
    this.#view();
    let end = this.#encodeSet(8, basic, space, false);
    for (const set of advanced) end = this.#encodeSet(end, set, space, true);
    this.#ints[this.#request >>> 2] = 1 + advanced.length;
    const outcome = this.#exports.solve(address, this.#request);
    if (outcome < 0) throw new RangeError("The solver has no memory left.");
    this.#view();
    const result = this.#exports.resultAddress() >>> 3;
    return outcome > 0
      ? this.#readFit(result, advanced.length, space)
      : this.#readMisfit(result, basic, space);
  }

  /** Makes room for `size` bytes of the request, keeping what it holds; it grows to the largest seen and no further. */
  #reserve(size: number): void {
    if (size <= this.#requestSize) return;
    const address = this.#allocate(2 * size);
    this.#ints.copyWithin(address >>> 2, this.#request >>> 2, (this.#request + this.#requestSize) >>> 2);
    this.#exports.release(this.#request);
    this.#request = address;
    this.#requestSize = 2 * size;
  }

  /** Writes a constraint set at an offset of the request; returns where it ends. */
  #encodeSet(start: number, set: ConstraintSet, space: SettingsSpace, isAdvanced: boolean): number {
    this.#reserve(start + 8 + set.length * RECORD);
    let records = 0;
    let at = start + 8;
    for (const { property, value } of set) {
      const place = space.places.get(property);
      if (!place) continue;
      // Of a property that does not apply to the source (fitness distance, step 3) an ideal is nothing.
      const allowed = isAdvanced || !property.kinds.includes(space.kind) ? REQUIRED : -1;
      const end = place.values
        ? this.#encodeValues(at, place, value, allowed, isAdvanced)
        : this.#encodeNumber(at, place, value as number | boolean | NumericParameters, allowed, isAdvanced);
      if (end > at) records += 1;
      at = end;
    }
    this.#ints[(this.#request + start) >>> 2] = records;
    return at;
  }

  /** Writes a record of those bounds of a constraint that are in `allowed`; returns where it ends. */
  #encodeNumber(
    start: number,
    place: Place,
    value: number | boolean | NumericParameters,
    allowed: number,
    isAdvanced: boolean,
  ): number {
    const address = this.#request + start;
    const head = address >>> 2;
    const at = (address >>> 3) + 2;
    let bounds = 0;
    if (typeof value === "object") {
      const { min, max, exact, ideal } = value;
      if (min !== undefined) bounds |= this.#encodeBound(at, MIN, min, place);
      if (max !== undefined) bounds |= this.#encodeBound(at + 1, MAX, max, place);
      if (exact !== undefined) bounds |= this.#encodeBound(at + 2, EXACT, exact, place);
      if (ideal !== undefined) bounds |= this.#encodeBound(at + 3, IDEAL, ideal, place);
    } else if (typeof value === "boolean") bounds = (value ? EXISTS : LACKS) << (isAdvanced ? 0 : IDEALLY);
    else
      bounds = isAdvanced
        ? this.#encodeBound(at + 2, EXACT, value, place)
        : this.#encodeBound(at + 3, IDEAL, value, place);
    bounds &= allowed;
    if (bounds === 0) return start;
    this.#ints[head] = place.target;
    this.#ints[head + 1] = RECORD;
    this.#ints[head + 2] = bounds;
    return start + RECORD;
  }

  #encodeBound(at: number, bound: number, value: number, { isRatio, isPositive }: Place): number {
    let number = isRatio ? roundRatio(value) : value;
    // Policy: a negative ideal of one of the specification's properties, which are positive, is as good as 0.
    if (bound === IDEAL && isPositive && number < 0) number = 0;
    this.#floats[at] = number;
    return bound;
  }

  /** The same for a property with values. */
  #encodeValues(
    start: number,
    place: Place,
    value: ConstraintValue,
    allowed: number,
    isAdvanced: boolean,
  ): number {
    let exact: unknown;
    let ideal: unknown;
    if (typeof value === "object" && !Array.isArray(value)) ({ exact, ideal } = value);
    else if (isAdvanced) exact = value;
    else ideal = value;
    // Empty lists constrain nothing.
    const bounds = ((isNothing(exact) ? 0 : EXACT) | (isNothing(ideal) ? 0 : IDEAL)) & allowed;
    if (bounds === 0) return start;
    const head = (this.#request + start) >>> 2;
    this.#ints[head] = place.target;
    this.#ints[head + 1] = VALUES_RECORD;
    this.#ints[head + 2] = bounds;
    this.#ints[head + 4] = maskOf(place, exact);
    this.#ints[head + 5] = maskOf(place, ideal);
    return start + VALUES_RECORD;
  }

  #readFit(result: number, advancedCount: number, space: SettingsSpace): Fit {
    const floats = this.#floats;
    const { numbers, rows } = space;
    const row = rows[floats[result + 1] ?? 0];
    const discretes = result + TARGETS + 4 + numbers.length;
    const settings: TrackSettings & Record<string, unknown> = {};
    if (row && row.flags & HAS_SIZE) {
      settings.width = floats[result + TARGETS] ?? 0;
      settings.height = floats[result + TARGETS + 1] ?? 0;
      settings.aspectRatio = floats[result + TARGETS + 2] ?? 0;
    }
    if (row && row.flags & HAS_RATE) settings.frameRate = floats[result + TARGETS + 3] ?? 0;
    if (row?.mode) settings.resizeMode = row.flags & NATIVE ? "none" : "crop-and-scale";
    for (const { name, target, values } of space.offered) {
      // Some settings dictionaries of the source may lack the property.
      const value = values
        ? values[floats[discretes + FIRST_DISCRETE - target] ?? -1]
        : floats[result + TARGETS + target];
      if (value !== undefined && value === value) settings[name] = value;
    }
    const fit: Fit = {
      ok: true,
      settings,
      distance: floats[result] ?? 0,
      advanced: this.#readMarks(advancedCount),
    };
    if (row?.mode) fit.nativeMode = row.mode;
    return fit;
  }

  /** Whether each advanced set was satisfied. */
  #readMarks(count: number): boolean[] {
    const ints = this.#ints;
    const marks: boolean[] = [];
    let at = (this.#request + 8) >>> 2;
    for (let set = 0; set <= count; set++) {
      if (set > 0) marks.push(ints[at + 1] === SATISFIED);
      let records = ints[at] ?? 0;
      for (at += 2; records > 0; records--) at += (ints[at + 1] ?? 0) >>> 2;
    }
    return marks;
  }

  #readMisfit(result: number, basic: ConstraintSet, space: SettingsSpace): Misfit {
    const floats = this.#floats;
    const asked = new Map<number, ConstraintValue>();
    for (const { property, value } of basic) {
      const place = space.places.get(property);
      if (place) asked.set(place.target, value);
    }
    const byTarget = new Map([...space.places.values()].map((place) => [place.target, place]));
    const conflict: ConflictMember[] = [];
    for (let at = result + 2; conflict.length < (floats[result + 1] ?? 0); at += 3) {
      const target = floats[at] ?? 0;
      const { name = "", values } = byTarget.get(target) ?? {};
      const bound = BOUNDS[Math.log2(floats[at + 1] ?? 1)] as ConflictMember["bound"];
      const member: ConflictMember = {
        name,
        bound,
        value: (asked.get(target) as Record<string, unknown>)[bound],
      };
      const nearest = floats[at + 2] ?? NaN;
      if (!Number.isNaN(nearest)) member.nearest = values ? values[nearest] : nearest;
      conflict.push(member);
    }
    return misfit(space.kind, byTarget.get(floats[result] ?? NaN)?.name ?? "", conflict);
  }
}
