/**
 * The boundary to the core: the only file that knows the layout of its memory. What is written here is read by
 * assembly/source.ts and assembly/request.ts; what assembly/select.ts and assembly/conflict.ts write is read here.
 */
import type { Constraints, ConstraintSet, NumericParameters, StringParameters } from "../constrainable/convert.js";
import type { ConstrainableProperty } from "../constrainable/registry.js";
import { distanceIfAbsent, requiredBound, type Bound } from "./absent-properties.js";
import type { Domain, Domains } from "./source-description.js";
import { roundRatio } from "./source-description.js";
import type { DiscreteProperty, SettingsSpace } from "./settings-space.js";

/** The core's exports. Addresses are byte offsets into its memory; 0 is none. */
export interface CoreExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** A block of at least `size` bytes, aligned to eight; 0 when memory has run out. */
  allocate(size: number): number;
  /** Gives a block back. */
  release(block: number): void;
  /** Completes a source that has been written. */
  prepare(source: number): void;
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

/** The core's choice: numbers of the space's tables, NaN or -1 where a property has no value. */
export interface RawFit {
  ok: true;
  distance: number;
  advanced: boolean[];
  row: number;
  width: number;
  height: number;
  aspectRatio: number;
  frameRate: number;
  /** By the space's `numbers`. */
  numbers: number[];
  /** By the space's `discretes`. */
  discretes: number[];
}

/** One bound of a conflict, its nearest value not yet translated. */
export interface RawConflictMember {
  property: ConstrainableProperty;
  bound: Bound;
  nearest: number;
}

/** The core's reason for no choice. */
export interface RawMisfit {
  ok: false;
  /** A property that alone is to blame. */
  failed?: ConstrainableProperty;
  members: RawConflictMember[];
}

const HEADER = 48;
const ROW = 80;

const MIN = 1;
const MAX = 2;
const EXACT = 4;
const IDEAL = 8;
const EXISTS = 16;
const LACKS = 32;
/** From a required boolean to an ideal one. */
const IDEALLY = 2;

const IMPOSSIBLE = 2;
const SATISFIED = 1;

const NUMERIC_RECORD = 48;
const RESIZE_MODES = ["none", "crop-and-scale"];

const even = (count: number): number => count + (count & 1);

function isList(value: unknown): value is string[] {
  return Array.isArray(value);
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
    if (address === 0) throw new RangeError(`The solver's memory has no ${size} bytes left.`);
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
    const { rows, groups, numbers, discretes, words } = space;
    const table = HEADER + 8 * (3 + numbers.length);
    const masks = table + 8 * discretes.length;
    const rowsAt = masks + 4 * even(words);
    const groupsAt = rowsAt + ROW * rows.length;
    const groupSize = 8 + 16 * numbers.length + 4 * even(words);
    const address = this.#allocate(groupsAt + groupSize * groups.length);
    const ints = this.#ints;
    const floats = this.#floats;

    const head = address >> 2;
    const offsets = [HEADER, table, masks, rowsAt, groupsAt, groupSize];
    [rows.length, groups.length, numbers.length, discretes.length, words, ...offsets].forEach((value, i) => {
      ints[head + i] = value;
    });
    const { width, height, frameRate } = space.defaults;
    let at = (address + HEADER) >> 3;
    floats[at++] = width;
    floats[at++] = height;
    floats[at++] = frameRate;
    for (const number of numbers) floats[at++] = typeof number.default === "number" ? number.default : NaN;
    at = (address + table) >> 2;
    ints.fill(0, (address + masks) >> 2, (address + rowsAt) >> 2);
    for (const discrete of discretes) {
      ints[at++] = discrete.firstWord;
      ints[at++] = discrete.words;
      if (discrete.default !== undefined) this.#mark((address + masks) >> 2, discrete, [discrete.default]);
    }
    at = (address + rowsAt) >> 3;
    for (const row of rows) {
      floats[at] = row.widthMin;
      floats[at + 1] = row.widthMax;
      floats[at + 2] = row.heightMin;
      floats[at + 3] = row.heightMax;
      floats[at + 4] = row.ratioMin;
      floats[at + 5] = row.ratioMax;
      floats[at + 6] = row.rateMin;
      floats[at + 7] = row.rateMax;
      ints[(at + 8) << 1] = row.flags;
      at += ROW >> 3;
    }
    groups.forEach((group, i) => {
      this.#encodeGroup(address + groupsAt + i * groupSize, group.firstRow, group.endRow, group.domains, space);
    });
    this.#exports.prepare(address);
    return { address, space };
  }

  #encodeGroup(address: number, firstRow: number, endRow: number, domains: Domains, space: SettingsSpace): void {
    const { numbers, discretes, words } = space;
    this.#ints[address >> 2] = firstRow;
    this.#ints[(address >> 2) + 1] = endRow;
    let at = (address + 8) >> 3;
    for (const { property } of numbers) {
      const domain: Domain | undefined = domains.get(property.name);
      const range = domain && !isListOfValues(domain) ? domain : { lo: Infinity, hi: -Infinity };
      this.#floats[at++] = range.lo;
      this.#floats[at++] = range.hi;
    }
    const masks = at << 1;
    this.#ints.fill(0, masks, masks + even(words));
    for (const discrete of discretes) {
      const domain = domains.get(discrete.property.name);
      if (domain && isListOfValues(domain)) this.#mark(masks, discrete, domain);
    }
  }

  /** Sets the bits of values in masks that start at a word of memory. */
  #mark(masks: number, discrete: Pick<DiscreteProperty, "values" | "firstWord">, values: readonly (string | boolean | number)[]): void {
    for (const value of values) {
      const index = discrete.values.indexOf(value as string | boolean);
      if (index < 0) continue;
      const at = masks + discrete.firstWord + (index >> 5);
      this.#ints[at] = (this.#ints[at] ?? 0) | (1 << (index & 31));
    }
  }

  /** Frees a source. */
  releaseSource(source: EncodedSource): void {
    this.#exports.release(source.address);
  }

  /**
   * Makes room for `more` bytes of the request behind `used`, which are kept. Requests grow the block to the largest
   * seen and no further.
   */
  #reserve(used: number, more: number): void {
    if (used + more <= this.#requestSize) return;
    const size = Math.max(4096, 2 * (used + more)) - 64;
    const address = this.#allocate(size);
    if (this.#request !== 0) {
      this.#ints.copyWithin(address >> 2, this.#request >> 2, (this.#request + used) >> 2);
      this.#exports.release(this.#request);
    }
    this.#request = address;
    this.#requestSize = size;
  }

  /** SelectSettings for a source that lacks no required property of the basic set. */
  solve(source: EncodedSource, constraints: Constraints): RawFit | RawMisfit {
    const { space } = source;
    const { basic, advanced } = constraints;
    this.#view();
    // Properties that the source lacks are settled here: the core knows nothing of them.
    let missing = 0;
    for (const { property, value } of basic) {
      if (space.targets.has(property) || !property.kinds.includes(space.kind)) continue;
      missing += distanceIfAbsent(property, value);
    }
    let used = 8;
    this.#reserve(0, used);
    used = this.#encodeSet(used, basic, space, false);
    for (const set of advanced) used = this.#encodeSet(used, set, space, true);
    this.#ints[this.#request >> 2] = 1 + advanced.length;

    const outcome = this.#exports.solve(source.address, this.#request);
    if (outcome < 0) throw new RangeError("The solver's memory has run out.");
    this.#view();
    const result = this.#exports.resultAddress() >> 3;
    return outcome === 0
      ? this.#readMisfit(result, basic, space)
      : this.#readFit(result, space, missing, advanced.length);
  }

  /** Writes a constraint set at an offset of the request; returns where it ends. */
  #encodeSet(start: number, set: ConstraintSet, space: SettingsSpace, bareIsExact: boolean): number {
    this.#reserve(start, 8 + set.length * NUMERIC_RECORD + 8 * (space.words + set.length));
    let records = 0;
    let possible = true;
    let at = start + 8;
    for (const { property, value } of set) {
      const target = space.targets.get(property);
      if (target === undefined) {
        possible &&= !bareIsExact || requiredBound(value, true) === undefined;
        continue;
      }
      const end =
        target >= 0
          ? this.#encodeNumber(at, target, property, value as number | boolean | NumericParameters, bareIsExact)
          : this.#encodeValues(at, target, value as boolean | string | string[] | StringParameters, space, bareIsExact);
      if (end > at) records += 1;
      at = end;
    }
    const head = (this.#request + start) >> 2;
    this.#ints[head] = records;
    this.#ints[head + 1] = possible ? 0 : IMPOSSIBLE;
    return at;
  }

  #encodeNumber(
    start: number,
    target: number,
    property: ConstrainableProperty,
    value: number | boolean | NumericParameters,
    bareIsExact: boolean,
  ): number {
    const address = this.#request + start;
    const floats = this.#floats;
    const at = (address >> 3) + 2;
    // Policy: a negative ideal of the specification's positive properties is as good as 0.
    const leastIdeal = property.allowedRequired ? 0 : -Infinity;
    let bounds = 0;
    if (typeof value === "number") {
      const rounded = property.name === "aspectRatio" ? roundRatio(value) : value;
      floats[at + 2] = rounded;
      floats[at + 3] = Math.max(rounded, leastIdeal);
      bounds = bareIsExact ? EXACT : IDEAL;
    } else if (typeof value === "boolean") {
      bounds = (value ? EXISTS : LACKS) << (bareIsExact ? 0 : IDEALLY);
    } else {
      const round = property.name === "aspectRatio" ? roundRatio : same;
      if (value.min !== undefined) {
        floats[at] = round(value.min);
        bounds |= MIN;
      }
      if (value.max !== undefined) {
        floats[at + 1] = round(value.max);
        bounds |= MAX;
      }
      if (value.exact !== undefined) {
        floats[at + 2] = round(value.exact);
        bounds |= EXACT;
      }
      if (value.ideal !== undefined && !bareIsExact) {
        floats[at + 3] = Math.max(round(value.ideal), leastIdeal);
        bounds |= IDEAL;
      }
      if (bounds === 0) return start;
    }
    const ints = this.#ints;
    ints[address >> 2] = target;
    ints[(address >> 2) + 1] = NUMERIC_RECORD;
    ints[(address >> 2) + 2] = bounds;
    return start + NUMERIC_RECORD;
  }

  #encodeValues(
    start: number,
    target: number,
    value: boolean | string | string[] | StringParameters,
    space: SettingsSpace,
    bareIsExact: boolean,
  ): number {
    let exact: unknown;
    let ideal: unknown;
    if (typeof value === "object" && !isList(value)) ({ exact, ideal } = value);
    else if (bareIsExact) exact = value;
    else ideal = value;
    if (isList(exact) && exact.length === 0) exact = undefined;
    if (bareIsExact || (isList(ideal) && ideal.length === 0)) ideal = undefined;
    if (exact === undefined && ideal === undefined) return start;

    const discrete = target === -1 ? RESIZE_MODE_VALUES : space.discretes[-2 - target];
    if (discrete === undefined) return start;
    const own = { values: [...discrete.values], firstWord: 0 };
    const head = (this.#request + start) >> 2;
    const length = 16 + 8 * discrete.words;
    this.#ints[head] = target;
    this.#ints[head + 1] = length;
    this.#ints[head + 2] = (exact === undefined ? 0 : EXACT) | (ideal === undefined ? 0 : IDEAL);
    this.#ints.fill(0, head + 4, head + (length >> 2));
    if (exact !== undefined) this.#mark(head + 4, own, isList(exact) ? exact : [exact as string | boolean]);
    if (ideal !== undefined) {
      this.#mark(head + 4 + discrete.words, own, isList(ideal) ? ideal : [ideal as string | boolean]);
    }
    return start + length;
  }

  #readFit(result: number, space: SettingsSpace, missing: number, advancedCount: number): RawFit {
    const floats = this.#floats;
    const number = (index: number): number => floats[result + index] ?? NaN;
    const numbers: number[] = [];
    const discretes: number[] = [];
    for (let i = 0; i < space.numbers.length; i++) numbers.push(number(7 + i));
    for (let i = 0; i < space.discretes.length; i++) discretes.push(number(7 + numbers.length + i));
    return {
      ok: true,
      distance: number(0) + missing,
      advanced: this.#readAdvanced(advancedCount),
      row: number(1),
      width: number(3),
      height: number(4),
      aspectRatio: number(5),
      frameRate: number(6),
      numbers,
      discretes,
    };
  }

  /** The advanced sets' marks, in order. */
  #readAdvanced(count: number): boolean[] {
    const ints = this.#ints;
    const satisfied: boolean[] = [];
    let at = (this.#request + 8) >> 2;
    for (let set = 0; set <= count; set++) {
      if (set > 0) satisfied.push(ints[at + 1] === SATISFIED);
      let records = ints[at] ?? 0;
      for (at += 2; records > 0; records--) at += (ints[at + 1] ?? 0) >> 2;
    }
    return satisfied;
  }

  #readMisfit(result: number, basic: ConstraintSet, space: SettingsSpace): RawMisfit {
    const floats = this.#floats;
    // The core counts the records that were written, which are fewer than the constraints.
    const written: ConstrainableProperty[] = [];
    let at = (this.#request + 16) >> 2;
    for (let records = this.#ints[(this.#request + 8) >> 2] ?? 0; records > 0; records--) {
      const target = this.#ints[at];
      for (const { property } of basic) if (space.targets.get(property) === target) written.push(property);
      at += (this.#ints[at + 1] ?? 0) >> 2;
    }
    const members: RawConflictMember[] = [];
    for (let i = 0; i < (floats[result + 1] ?? 0); i++) {
      const member = result + 2 + 3 * i;
      const property = written[floats[member] ?? 0];
      const bound = floats[member + 1] ?? 0;
      if (property === undefined) continue;
      members.push({
        property,
        bound: bound === MIN ? "min" : bound === MAX ? "max" : "exact",
        nearest: floats[member + 2] ?? NaN,
      });
    }
    const failed = written[floats[result] ?? -1];
    return failed === undefined ? { ok: false, members } : { ok: false, failed, members };
  }
}

const RESIZE_MODE_VALUES = { values: RESIZE_MODES, firstWord: 0, words: 1 } as const;

const same = (value: number): number => value;

function isListOfValues(domain: Domain): domain is (string | boolean)[] {
  return Array.isArray(domain);
}
