/** Small sources and ways to ask, for the tests of the solver. */
import { createSolver, type Solver, type SourceDescription } from "../../../bindings/solver/index.js";
import type { Fit, Misfit, NativeMode } from "../../../bindings/solver/types.js";

/** Both builds of the core; every table runs over them. */
export const builds = ["webassembly", "javascript"] as const;

/** What the tests register besides the specification's properties. */
export const properties = {
  zoom: { type: "double", kinds: ["videoinput"], acceptsBoolean: true },
  pan: { type: "double", kinds: ["videoinput"], acceptsBoolean: true },
  torch: { type: "boolean", kinds: ["videoinput"] },
  whiteBalanceMode: { type: "string", kinds: ["videoinput"] },
  iso: { type: "ulong", kinds: ["videoinput"], default: 100 },
} as const;

export function startSolver(build: (typeof builds)[number]): Promise<Solver> {
  return createSolver({ build, properties });
}

type Size = `${number}x${number}` | `${number}x${number}@${number}`;

/** "1280x720@60" as a native mode; 30 frames per second where no rate is told. */
export function mode(size: Size): NativeMode {
  const [, width, height, rate] = /^(\d+)x(\d+)(?:@([\d.]+))?$/.exec(size) ?? [];
  return { width: Number(width), height: Number(height), frameRates: [Number(rate ?? 30)] };
}

/** A camera with these modes, everything else by default. */
export function camera(sizes: readonly Size[], more: Partial<SourceDescription> = {}): SourceDescription {
  return { kind: "videoinput", deviceId: "camera", modes: sizes.map(mode), ...more };
}

/** The model N of edge-cases.md: native modes only. */
export function native(...sizes: Size[]): SourceDescription {
  return camera(sizes, { resizeModes: ["none"] });
}

/** The model R of edge-cases.md: any size up to the mode's, and its rate divided by whole numbers. */
export function resizable(size: Size, more: Partial<SourceDescription> = {}): SourceDescription {
  return camera([size], { resizeModes: ["crop-and-scale"], frameRates: "integral", ...more });
}

/** A microphone with these capabilities. */
export function microphone(
  capabilities: NonNullable<SourceDescription["capabilities"]>,
  more: Partial<SourceDescription> = {},
): SourceDescription {
  return { kind: "audioinput", deviceId: "microphone", capabilities, ...more };
}

/** Asks with whatever a caller without types might pass. */
export function ask(solver: Solver, source: unknown, constraints?: unknown): Fit | Misfit {
  return solver.selectSettings(source as SourceDescription, constraints as MediaTrackConstraints);
}

/** The fit, or an error that tells why there is none. */
export function fitOf(answer: Fit | Misfit): Fit {
  if (answer.ok) return answer;
  throw new Error(`A fit was expected, got: ${answer.message}.`);
}

/** The misfit, or an error that tells what fits. */
export function misfitOf(answer: Fit | Misfit): Misfit {
  if (!answer.ok) return answer;
  throw new Error(`A misfit was expected, got ${JSON.stringify(answer.settings)}.`);
}

/** The settings as properties that may be registered ones. */
export function settingsOf(answer: Fit | Misfit): Readonly<Record<string, unknown>> {
  return { ...fitOf(answer).settings };
}

/** "1280x720" of a fit. */
export function sizeOf(answer: Fit | Misfit): string {
  const { width, height } = fitOf(answer).settings;
  return `${String(width)}x${String(height)}`;
}

/** What a function throws. */
export function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown.");
}
