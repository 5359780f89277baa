/** In what a browser's own answer departs from the specification, and from itself. */
import { toDictionary } from "../../../bindings/capture/dictionaries.js";
import { convertTrackConstraints } from "../../../bindings/constrainable/convert.js";
import { specifiedRegistry } from "../../../bindings/constrainable/registry.js";
import type { NativeMode, SourceDescription } from "../../../bindings/solver/types.js";
import { fitnessDistance, setsOf, type Constraints, type Settings } from "../../oracle/fitness-distance.js";
import { propertiesWith, roundedRatio } from "../../oracle/properties.js";
import { solved, type Expectation } from "./expectation.js";
import { isRefused, type Answer, type Granted } from "./page/answers.js";
import type { Request } from "./table.js";

/** Kinds of departures. */
export const departures = [
  "accepts-infeasible",
  "refuses-feasible",
  "breaks-required",
  "skips-advanced",
  "is-further",
  "delivers-nothing",
  "blames-another",
] as const;

export type Departure = (typeof departures)[number];

/**
 * What a native answer comes to. "is-nearer": it does better than what is known of the cameras allows, so that too little is
 * known of them: nothing that the browser is to blame for.
 */
export type Verdict = Departure | "is-nearer" | "as-good";

const properties = propertiesWith();
/** Distances this close are ties. */
const TIE = 1e-9;

/** What a native answer comes to; of several faults the gravest. Frames count for more than what is told of them. */
export function verdictOn(
  request: Request,
  expected: Expectation,
  answer: Answer,
  sources: readonly SourceDescription[],
): Verdict {
  if (isRefused(answer)) {
    if (!("error" in expected)) return "refuses-feasible";
    const isSame =
      answer.error === expected.error &&
      (answer.error === "TypeError" || expected.constraints.includes(answer.constraint ?? ""));
    return isSame ? "as-good" : "blames-another";
  }
  if ("error" in expected && expected.error === "TypeError") return "accepts-infeasible";
  if (answer.size?.[0] === 0) return "error" in expected ? "accepts-infeasible" : "delivers-nothing";
  const { basic, advanced } = setsOf(plain(request), properties);
  const distanceOf = (one: Settings): number => fitnessDistance(one, basic, "videoinput");
  const [first, ...others] = readings(answer, sources);
  const settings = others.reduce((best, one) => (distanceOf(one) < distanceOf(best) ? one : best), first);
  const distance = distanceOf(settings);
  if ("error" in expected) {
    return distance < Infinity && isBeyond(answer, sources) ? "is-nearer" : "accepts-infeasible";
  }
  if (distance === Infinity) return "breaks-required";
  const satisfied = advanced.map((set) => fitnessDistance(settings, set, "videoinput") < Infinity);
  const differing = satisfied.findIndex((isSatisfied, i) => isSatisfied !== expected.advanced[i]);
  if (differing >= 0) return satisfied[differing] === true ? "is-nearer" : "skips-advanced";
  if (distance > expected.distance + TIE) return "is-further";
  return distance < expected.distance - TIE ? "is-nearer" : "as-good";
}

/** Whether frames have come that are larger than any that are known of the cameras. */
function isBeyond({ size }: Granted, sources: readonly SourceDescription[]): boolean {
  if (!size) return false;
  const [width, height] = size;
  return sources.every(({ modes = [] }) => modes.every((mode) => width > mode.width || height > mode.height));
}

/** The request as WebIDL leaves it. */
function plain(request: Request): Constraints {
  return toDictionary(convertTrackConstraints(solved(request), specifiedRegistry)) as Constraints;
}

/**
 * The settings, with the size that frames have, and with what follows from it where the browser does not tell it: a native
 * mode may be meant as it is or as cropped by nothing.
 */
function readings(
  { settings, size }: Granted,
  sources: readonly SourceDescription[],
): readonly [Settings, ...Settings[]] {
  const told = settings as MediaTrackSettings;
  const { frameRate, deviceId } = told;
  const [width, height] = size ?? [told.width, told.height];
  const { modes = [], facingMode } = sources.find((source) => source.deviceId === deviceId) ?? {};
  const isNative = modes.some(
    (mode) => mode.width === width && mode.height === height && hasRate(mode, frameRate ?? 30),
  );
  const reading = (resizeMode: string): Settings => ({
    ...(typeof facingMode === "string" && { facingMode }),
    resizeMode,
    ...settings,
    // The ratio may be told in single precision, or of other frames than those that come.
    ...(width !== undefined &&
      height !== undefined && { width, height, aspectRatio: roundedRatio(width / height) }),
  });
  return isNative ? [reading("none"), reading("crop-and-scale")] : [reading("crop-and-scale")];
}

function hasRate({ frameRates }: NativeMode, rate: number): boolean {
  return Array.isArray(frameRates)
    ? frameRates.includes(rate)
    : rate >= frameRates.min && rate <= frameRates.max;
}

/** Whether frames that were looked at have another size than the settings tell. */
export function isDeliveredOtherwise({ settings, size }: Granted): boolean {
  return size !== undefined && (size[0] !== settings["width"] || size[1] !== settings["height"]);
}
