/**
 * The boundary to the core that also chooses jointly. What is written here besides what Engine writes is read by
 * assembly/joint-request.ts; what assembly/joint-select.ts and assembly/joint-conflict.ts write is read here.
 */
import type { Constraints } from "../constrainable/convert.js";
import type { PropertyRegistry } from "../constrainable/registry.js";
import { Engine, outOfMemory, type Build, type CoreExports, type EncodedSource } from "./boundary.js";
import { jointMisfit } from "./joint-misfit.js";
import { jointSpace, type JointSpace } from "./joint-space.js";
import type { JointFit, JointMember, JointMisfit } from "./joint-types.js";
import type { Place } from "./settings-space.js";
import type { ReadSource } from "./source-description.js";
import type { TrackSettings } from "./types.js";

/** The exports of the core that also chooses jointly. */
export interface JointCoreExports extends CoreExports {
  /** Chooses the settings of several tracks; where its answer stands, or 0 when memory has run out. Changes the source. */
  solveJointly(source: number, joint: number): number;
}

/** A source in the core's memory as one track has it, and what it was read from. */
export interface JointSource extends EncodedSource {
  readonly read: ReadSource;
}

/** Sizes in bytes: the head of a joint request, a row; where in a row its surplus is, and the rows in a source's head. */
const JOINT_HEAD = 16;
const ROW = 80;
const SURPLUS = 72;
const ROWS_AT = 24;
/** In doubles: a result apart from its further properties, the head of a conflict, a member of it. */
const RESULT_HEAD = 7;
const CONFLICT_HEAD = 1;
const MEMBER = 4;

/** Where the properties that belong to the device begin: behind the specification's, as registered ones are. */
function firstShared(places: readonly Place[]): number {
  const first = places.findIndex(isShared);
  return first < 0 ? places.length : first;
}

function isShared({ property }: Place): boolean {
  return !property.allowedRequired;
}

/** The core that also chooses jointly, and its memory. */
export class JointEngine extends Engine {
  readonly #core: JointCoreExports;

  constructor(core: JointCoreExports, registry: PropertyRegistry, build: Build) {
    super(core, registry, build);
    this.#core = core;
  }

  /** Writes a source into the core's memory. */
  override encode(read: ReadSource): JointSource {
    return { ...super.encode(read), read };
  }

  /**
   * Chooses settings for several tracks on one source, the first of which is the requester (Media Capture and Streams,
   * 5, and 11.1, SelectSettings); assembly/joint-select.ts says how.
   */
  selectJointly(source: JointSource, tracks: readonly Constraints[]): JointFit | JointMisfit {
    const [requester = { basic: [], advanced: [] }] = tracks;
    const alone = this.select(source, requester);
    if (!alone.ok) return { ...alone, conflict: alone.conflict.map((member) => ({ ...member, track: 0 })) };
    const space = jointSpace(source.read, tracks, this.registry);
    // The choice takes from the source's groups, so it has a source of its own.
    const encoded = super.encode(source.read, space);
    try {
      this.#writeSurplus(encoded.address, space);
      const starts = this.#writeRequests(tracks, space);
      const answer = this.#core.solveJointly(encoded.address, this.requestAddress);
      if (answer === 0) throw outOfMemory();
      this.readMemory();
      return this.floats[answer >>> 3]
        ? this.#readFits((answer >>> 3) + 1, starts, space)
        : this.#readConflict((answer >>> 3) + 1, tracks, space);
    } finally {
      this.release(encoded);
    }
  }

  #writeSurplus(address: number, { rows }: JointSpace): void {
    const first = address + (this.ints[(address + ROWS_AT) >>> 2] as number);
    rows.forEach(({ surplus }, i) => {
      if (surplus !== undefined) this.floats[(first + i * ROW + SURPLUS) >>> 3] = surplus;
    });
  }

  /** Writes the tracks' requests; returns where the advanced sets of each are. */
  #writeRequests(tracks: readonly Constraints[], space: JointSpace): number[][] {
    let end = JOINT_HEAD;
    const starts = tracks.map(({ basic, advanced }) => {
      const start = end;
      const ofTrack: number[] = [];
      end = this.encodeSet(start + 8, basic, space, false);
      for (const set of advanced) {
        ofTrack.push(end);
        end = this.encodeSet(end, set, space, true);
      }
      this.ints[(this.requestAddress + start) >>> 2] = 1 + advanced.length;
      return ofTrack;
    });
    const head = [tracks.length, firstShared(space.numbers), firstShared(space.discretes)];
    this.ints.set(head, this.requestAddress >>> 2);
    return starts;
  }

  #readFits(at: number, starts: readonly (readonly number[])[], space: JointSpace): JointFit {
    const size = RESULT_HEAD + space.numbers.length + space.discretes.length;
    // The first number of a result says no more than that it is one.
    const fits = starts.map((ofTrack, i) => this.readFit(at + i * size + 1, ofTrack, space));
    const row = space.rows[this.floats[at + 2] as number];
    const settings = fits[0]?.settings as TrackSettings & Record<string, unknown>;
    const shared: TrackSettings & Record<string, unknown> = {};
    for (const place of space.offered) {
      const { name } = place.property;
      if (isShared(place) && name in settings) shared[name] = settings[name];
    }
    const fit: JointFit = { ok: true, fits, shared };
    if (row?.mode) fit.nativeMode = row.mode;
    if (row?.operatingRate !== undefined) fit.frameRate = row.operatingRate;
    return fit;
  }

  #readConflict(at: number, tracks: readonly Constraints[], space: JointSpace): JointMisfit {
    const conflict: JointMember[] = [];
    const basicOf = (track: number) => tracks[track]?.basic ?? [];
    for (let i = 0; i < (this.floats[at] as number); i++) {
      const member = at + CONFLICT_HEAD + i * MEMBER;
      const track = this.floats[member] as number;
      conflict.push({ ...this.readMember(member + 1, basicOf(track), space), track });
    }
    return jointMisfit(space.kind, conflict);
  }
}
