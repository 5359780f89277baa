/** One request, asked of one device after the other. */
import type { Engine } from "../solver/boundary.js";
import { readSource, type ReadSource } from "../solver/source-description.js";
import type {
  ConflictMember,
  Fit,
  Misfit,
  NativeMode,
  SourceDescription,
  SourceKind,
} from "../solver/types.js";
import type { Request } from "./request.js";
import { UnknownMembers } from "./unknown-members.js";

/** A description that has been read. */
export interface Device {
  readonly description: SourceDescription;
  readonly read: ReadSource;
  /** What in it means nothing, in words that begin with the place. */
  readonly notes: readonly string[];
}

/** What `--json` tells of a device. */
export interface Result {
  device: string;
  kind: SourceKind;
  ok: boolean;
  settings?: MediaTrackSettings;
  distance?: number;
  advanced?: boolean[];
  nativeMode?: NativeMode;
  failedConstraint?: string;
  conflict?: ConflictMember[];
  message?: string;
}

/** A solver with the request it is asked. */
export class Fitting {
  readonly request: Request;
  #engine: Engine;
  #unknown = new UnknownMembers();

  constructor(engine: Engine, request: Request) {
    this.#engine = engine;
    this.request = request;
  }

  /** Reads a source description; TypeError where it is none. */
  read(value: unknown): Device {
    const description = value as SourceDescription;
    const read = readSource(description, this.#engine.registry);
    return { description, read, notes: this.#unknown.notesOn(description) };
  }

  /** Asks a device; undefined where nothing is requested of its kind. */
  fit({ read }: Device): Fit | Misfit | undefined {
    const constraints = this.request.get(read.kind);
    if (constraints === undefined) return undefined;
    const encoded = this.#engine.encode(read);
    try {
      return this.#engine.select(encoded, constraints);
    } finally {
      this.#engine.release(encoded);
    }
  }
}

/** The answer of a device as `--json` tells it. */
export function resultOf({ deviceId, kind }: SourceDescription, fit: Fit | Misfit): Result {
  return { device: deviceId, kind, ...fit };
}
