/** How far given settings are from a request, whoever chose them. */
import type {
  Misfit,
  Solver,
  SourceCapabilities,
  SourceDescription,
  SourceKind,
  TrackConstraints,
  TrackSettings,
} from "../bindings/solver/index.js";

/** Settings held against a request. */
export interface Assessment {
  /** The fitness distance; Infinity where a required constraint is broken. */
  readonly distance: number;
  /** What each property that is asked for adds to it. */
  readonly terms: ReadonlyMap<string, number>;
  /** Which advanced sets the settings satisfy. */
  readonly advanced: readonly boolean[];
}

/**
 * A source that can be put into these settings and no others: the distance of its only settings dictionary is theirs.
 * The aspect ratio is left to width and height, which decide it, and which all browsers tell.
 */
export function sourceOf(kind: SourceKind, settings: TrackSettings): SourceDescription {
  const { deviceId = "", groupId, aspectRatio, ...others } = settings;
  const isSized = others.width !== undefined && others.height !== undefined;
  const values = isSized || aspectRatio === undefined ? others : { ...others, aspectRatio };
  const capabilities: SourceCapabilities = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "number" ? value : [value]]),
  );
  return { kind, deviceId, capabilities, ...(groupId === undefined ? {} : { groupId }) };
}

function distanceOf(answer: Misfit | { readonly distance: number }): number {
  return "distance" in answer ? answer.distance : Infinity;
}

/** Assesses settings by the fitness distance of Media Capture and Streams, 11.1. */
export function assess(
  solver: Solver,
  kind: SourceKind,
  settings: TrackSettings,
  constraints: TrackConstraints,
): Assessment {
  const source = solver.prepare(sourceOf(kind, settings));
  try {
    const { advanced = [], ...basic } = constraints;
    const terms = new Map<string, number>();
    for (const [name, constraint] of Object.entries(basic)) {
      terms.set(name, distanceOf(source.selectSettings({ [name]: constraint })));
    }
    // Without the basic set, which the settings may break.
    const satisfied = source.selectSettings({ advanced });
    return {
      distance: distanceOf(source.selectSettings(basic)),
      terms,
      advanced: satisfied.ok ? satisfied.advanced : [],
    };
  } finally {
    source.release();
  }
}
