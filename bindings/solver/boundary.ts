/**
 * The boundary to the core: the only file that knows the layout of its memory. What is written here is read by
 * assembly/source.ts and assembly/request.ts; what assembly/select.ts and assembly/conflict.ts write is read here.
 */
import type {
  Constraint,
  Constraints,
  ConstraintSet,
  ConstraintValue,
  NumericParameters,
  StringParameters,
} from "../constrainable/convert.js";
import type { PropertyRegistry } from "../constrainable/registry.js";
import { misfit } from "./misfit.js";
import {
  FIRST_DISCRETE,
  HAS_RATE,
  HAS_SIZE,
  isList,
  NATIVE,
  settingsSpace,
  type Group,
  type Place,
  type Row,
  type SettingsSpace,
} from "./settings-space.js";
import { roundRatio, type ReadSource } from "./source-description.js";
import type { ConflictMember, Fit, Misfit, TrackSettings } from "./types.js";

/** The core's exports. Addresses are byte offsets into its memory; 0 is none. */
export interface CoreExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** A block of at least `size` bytes, aligned to eight; 0 when memory has run out. */
  allocate(size: number): number;
  /** Gives a block back. */
  release(block: number): void;
  /** Runs SelectSettings; where its result stands, or 0 when memory has run out. */
  solve(source: number, request: number): number;
}

/** A source in the core's memory. */
export interface EncodedSource {
  readonly address: number;
  readonly space: SettingsSpace;
}

/** Sizes in bytes: the head of a source, a row, a record of a constraint. */
const HEAD = 40;
const ROW = 80;
const RECORD = 40;
/** Bounds of a record. */
const BOUNDS = ["min", "max", "exact"] as const;
const MIN = 1;
const MAX = 2;
const EXACT = 4;
const IDEAL = 8;
const EXISTS = 16;
const LACKS = 32;
const REQUIRED = MIN | MAX | EXACT;
/** The mark of an advanced set that is satisfied. */
const SATISFIED = 1;
/** Where the numeric targets start in a fit. */
const TARGETS = 2;

/** What a core that has no memory left is answered with. */
export function outOfMemory(): RangeError {
  return new RangeError("The solver is out of memory.");
}

/** Masks take whole doubles. */
const even = (count: number): number => count + (count & 1);

/** The bits of a value, or of a list of them; those that the property does not have have none. */
function maskOf({ values }: Place, wanted: unknown): number {
  let mask = 0;
  for (const value of Array.isArray(wanted) ? (wanted as unknown[]) : [wanted]) {
    const bit = values?.indexOf(value as string) ?? -1;
    if (bit >= 0) mask |= 1 << bit;
  }
  return mask;
}

/** What runs a solver: WebAssembly, or the JavaScript made of it. */
export type Build = "webassembly" | "javascript";

/** The core, its memory and the properties it knows: sources that were read and converted constraints go in. */
export class Engine {
  readonly registry: PropertyRegistry;
  readonly build: Build;
  readonly #exports: CoreExports;
  /** The core's memory, and where in it the request is. For the joint engine, as all that is protected here. */
  protected floats = new Float64Array(0);
  protected ints = new Int32Array(0);
  protected requestAddress = 0;
  #requestSize = 0;

  constructor(exports: CoreExports, registry: PropertyRegistry, build: Build) {
    this.#exports = exports;
    this.registry = registry;
    this.build = build;
  }

  #allocate(size: number): number {
    const address = this.#exports.allocate(size);
    if (address === 0) throw outOfMemory();
    this.readMemory();
    return address;
  }

  /** Growing the memory replaces its buffer; WebAssembly's are emptied then, so that they need not be asked for. */
  protected readMemory(): void {
    if (this.ints.length && this.build === "webassembly") return;
    const { buffer } = this.#exports.memory;
    if (this.ints.buffer === buffer) return;
    this.floats = new Float64Array(buffer);
    this.ints = new Int32Array(buffer);
  }

  /** Writes a source into the core's memory. */
  encode(source: ReadSource, space = settingsSpace(source, this.registry)): EncodedSource {
    const { rows, groups, numbers, discretes, defaults } = space;
    const compared = ["width", "height", "frameRate", ...numbers.map(({ property }) => property.name)];
    const masks = HEAD + 8 * compared.length;
    const rowsAt = masks + 4 * even(discretes.length);
    const groupsAt = rowsAt + ROW * rows.length;
    const groupSize = 8 + 16 * numbers.length + 4 * even(discretes.length);
    const address = this.#allocate(groupsAt + groupSize * groups.length);
    const floats = this.floats;
    const ints = this.ints;

    const counts = [rows.length, groups.length, numbers.length, discretes.length];
    ints.set([...counts, HEAD, masks, rowsAt, groupsAt, groupSize], address >>> 2);
    floats.set(
      compared.map((name) => Number(defaults.get(name))),
      (address + HEAD) >>> 3,
    );
    ints.set(
      discretes.map((discrete) => maskOf(discrete, defaults.get(discrete.property.name))),
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
    this.ints[address >>> 2] = firstRow;
    this.ints[(address >>> 2) + 1] = endRow;
    let at = (address >>> 3) + 1;
    for (const { property } of space.numbers) {
      const domain = domains.get(property.name);
      // An empty range stands for a property that the group lacks.
      const range = domain && !isList(domain) ? domain : { lo: Infinity, hi: -Infinity };
      this.floats[at++] = range.lo;
      this.floats[at++] = range.hi;
    }
    const masks = space.discretes.map((discrete) => {
      const domain = domains.get(discrete.property.name);
      return domain && isList(domain) ? maskOf(discrete, domain) : 0;
    });
    this.ints.set(masks, 2 * at);
  }

  /** Frees a source. */
  release(source: EncodedSource): void {
    this.#exports.release(source.address);
  }

  /** Media Capture and Streams, 11.1, SelectSettings. */
  select({ address, space }: EncodedSource, { basic, advanced }: Constraints): Fit | Misfit {
    let end = this.encodeSet(8, basic, space, false);
    const starts: number[] = [];
    for (const set of advanced) {
      starts.push(end);
      end = this.encodeSet(end, set, space, true);
    }
    this.ints[this.requestAddress >>> 2] = 1 + advanced.length;
    const answer = this.#exports.solve(address, this.requestAddress);
    if (answer === 0) throw outOfMemory();
    this.readMemory();
    const result = (answer >>> 3) + 1;
    return this.floats[result - 1]
      ? this.readFit(result, starts, space)
      : this.#readMisfit(result, basic, space);
  }

  /** Makes room for `size` bytes of the request, keeping what it holds; it grows to the largest seen and no further. */
  #reserve(size: number): void {
    if (size <= this.#requestSize) return;
    const address = this.#allocate(2 * size);
    this.ints.copyWithin(
      address >>> 2,
      this.requestAddress >>> 2,
      (this.requestAddress + this.#requestSize) >>> 2,
    );
    this.#exports.release(this.requestAddress);
    this.requestAddress = address;
    this.#requestSize = 2 * size;
  }

  /** Writes a constraint set at an offset of the request; returns where it ends. */
  protected encodeSet(start: number, set: ConstraintSet, space: SettingsSpace, isAdvanced: boolean): number {
    this.#reserve(start + 8 + set.length * RECORD);
    const head = (this.requestAddress + start) >>> 2;
    let at = head + 2;
    for (const { property, value } of set) {
      const place = space.places.get(property);
      if (!place) continue;
      let bounds = this.#encodeBounds(at >>> 1, place, value, isAdvanced);
      // Of a property that does not apply to the source (fitness distance, step 3) an ideal is nothing.
      if (isAdvanced || !place.applies) bounds &= REQUIRED;
      if (bounds === 0) continue;
      this.ints[at] = place.target;
      this.ints[at + 1] = bounds;
      at += RECORD >>> 2;
    }
    this.ints[head] = (at - head - 2) / (RECORD >>> 2);
    return start + 4 * (at - head);
  }

  /** Writes the bounds of a constraint; returns which it has. */
  #encodeBounds(record: number, place: Place, value: ConstraintValue, isAdvanced: boolean): number {
    if (typeof value === "boolean" && !place.values) {
      if (!isAdvanced) return value ? EXISTS : LACKS;
      // What exists is a finite number; what does not exist satisfies nothing (fitness distance, step 2).
      this.floats[record + 1] = value ? -Number.MAX_VALUE : Infinity;
      return MIN;
    }
    if (typeof value !== "object" || Array.isArray(value)) {
      return this.#encodeBound(record, isAdvanced ? EXACT : IDEAL, value, place);
    }
    const { min, max, exact, ideal } = value as NumericParameters & StringParameters;
    return (
      this.#encodeBound(record, MIN, min, place) |
      this.#encodeBound(record, MAX, max, place) |
      this.#encodeBound(record, EXACT, exact, place) |
      this.#encodeBound(record, IDEAL, ideal, place)
    );
  }

  #encodeBound(record: number, bound: number, value: unknown, place: Place): number {
    // Empty lists constrain nothing.
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return 0;
    const slot = record + 32 - Math.clz32(bound);
    if (place.values) this.ints[2 * slot] = maskOf(place, value);
    else {
      let number = place.property.name === "aspectRatio" ? roundRatio(value as number) : (value as number);
      // Policy: a negative ideal of one of the specification's properties, which are positive, is as good as 0.
      if (bound === IDEAL && place.property.allowedRequired && number < 0) number = 0;
      this.floats[slot] = number;
    }
    return bound;
  }

  /** Reads a fit. */
  protected readFit(result: number, starts: readonly number[], space: SettingsSpace): Fit {
    const floats = this.floats;
    const { numbers, rows } = space;
    const { flags = 0, mode }: Partial<Row> = rows[floats[result + 1] as number] ?? {};
    const targets = result + TARGETS;
    const discretes = targets + 4 + numbers.length + FIRST_DISCRETE;
    const settings: TrackSettings & Record<string, unknown> = {};
    if (flags & HAS_SIZE) {
      settings.width = floats[targets] as number;
      settings.height = floats[targets + 1] as number;
      settings.aspectRatio = floats[targets + 2] as number;
    }
    if (flags & HAS_RATE) settings.frameRate = floats[targets + 3] as number;
    if (mode) settings.resizeMode = flags & NATIVE ? "none" : "crop-and-scale";
    for (const { property, target, values } of space.offered) {
      // Some settings dictionaries of the source may lack the property.
      const value = values ? values[floats[discretes - target] as number] : floats[targets + target];
      if (value !== undefined && value === value) settings[property.name] = value;
    }
    const fit: Fit = {
      ok: true,
      settings,
      distance: floats[result] as number,
      advanced: starts.map((start) => this.ints[((this.requestAddress + start) >>> 2) + 1] === SATISFIED),
    };
    if (mode) fit.nativeMode = mode;
    return fit;
  }

  #readMisfit(result: number, basic: ConstraintSet, space: SettingsSpace): Misfit {
    const conflict: ConflictMember[] = [];
    for (let at = result + 1; conflict.length < (this.floats[result] as number); at += 3) {
      conflict.push(this.readMember(at, basic, space));
    }
    return misfit(space.kind, conflict);
  }

  /** Reads a member of a conflict. */
  protected readMember(at: number, basic: ConstraintSet, { places }: SettingsSpace): ConflictMember {
    // The core blames nothing but what it was given.
    const { property, value } = basic.find(
      (constraint) => places.get(constraint.property)?.target === this.floats[at],
    ) as Constraint;
    const bound = BOUNDS[31 - Math.clz32(this.floats[at + 1] as number)] as ConflictMember["bound"];
    const member: ConflictMember = {
      name: property.name,
      bound,
      value: (value as Record<string, unknown>)[bound],
    };
    const nearest = this.floats[at + 2] as number;
    const values = places.get(property)?.values;
    // NaN stands for none.
    if (nearest === nearest) member.nearest = values ? values[nearest] : nearest;
    return member;
  }
}
