// A camera of the corpus as a source description.
import { count, distinct, rateOf, titleOf } from "./text.mjs";

/** What a camera without any rate is assumed to do. */
const ASSUMED_RATE = 30;

/** Sizes that stand for a grid of sizes, where they lie on it. */
const COMMON_SIZES = [
  [160, 120],
  [176, 144],
  [320, 180],
  [320, 240],
  [352, 288],
  [424, 240],
  [480, 270],
  [640, 360],
  [640, 480],
  [800, 600],
  [848, 480],
  [960, 540],
  [1024, 576],
  [1024, 768],
  [1280, 720],
  [1280, 960],
  [1600, 1200],
  [1920, 1080],
  [2048, 1536],
  [2560, 1440],
  [2592, 1944],
  [3264, 2448],
  [3840, 2160],
  [4096, 2160],
];

/** Why a list is not the whole list, by what its note says. */
const INCOMPLETE = [
  [/\bThe list is cut\b/, "the list is cut in its origin"],
  [/\btrimmed by its author\b/, "the list was trimmed by its author"],
  [/\bsample lines\b/, "only sample lines of the list are known"],
  [/\bOnly the active format\b/, "only the active format is known"],
];

/** What a note says that the modes alone do not. */
const REMARKS = [
  [/the figure is the highest rate of the mode/, "The highest rate of a mode is taken as its only one."],
  [/other rates of a size are not shown/, "The one rate told of a size is taken as its only one."],
  [/Size list of the MJPG format/, "The sizes of the MJPG format only; other formats are not told."],
];

/** Directions that a name tells outright. */
const DIRECTIONS = [
  [/\bback camera\b/i, "environment"],
  [/\bfront camera\b|\buser facing\b/i, "user"],
];

/** Why the camera is left out, if it is. */
export function reasonToLeaveOut({ note }) {
  return INCOMPLETE.find(([pattern]) => pattern.test(note))?.[1];
}

function numbersIn(rates) {
  return Array.isArray(rates) ? rates : [rates.min, rates.max];
}

/** The modes of stepwise sizes: one for each common size on the grid, and the largest. */
function onGrid(modes, assumed) {
  const stepwise = modes.filter(({ width }) => typeof width === "object");
  if (stepwise.length === 0) return modes;
  const grids = distinct(stepwise.map(({ width, height, frameRates }) => ({ width, height, frameRates })));
  const sizes = grids.flatMap(({ width, height, frameRates }) => {
    const lies = (side, { min, max, step = 1 }) => side >= min && side <= max && (side - min) % step === 0;
    const largest = ({ min, max, step = 1 }) => max - ((max - min) % step);
    const common = COMMON_SIZES.filter(([w, h]) => lies(w, width) && lies(h, height));
    return distinct([...common, [largest(width), largest(height)]]).map(([w, h]) => ({
      width: w,
      height: h,
      frameRates,
    }));
  });
  for (const { width, height } of grids) {
    assumed.push(
      `Stepwise sizes, ${width.min} to ${width.max} by ${width.step ?? 1} x ${height.min} to ${height.max} by ` +
        `${height.step ?? 1}: the common sizes on that grid and the largest stand for all.`,
    );
  }
  const formats = stepwise.map(({ format }) => format);
  assumed.push(`One mode without a format for ${count(formats.length, "format")}: ${formats.join(", ")}.`);
  return distinct([...modes.filter((mode) => !stepwise.includes(mode)), ...sizes]);
}

/** Rates for the modes that have none. */
function withRates(modes, assumed) {
  const isRated = ({ frameRates }) => !Array.isArray(frameRates) || frameRates.length > 0;
  const unrated = modes.filter((mode) => !isRated(mode)).length;
  if (unrated === 0) return modes;
  const known = modes.find(isRated);
  const rates = known?.frameRates ?? [ASSUMED_RATE];
  if (known === undefined)
    assumed.push(`No rates are told: ${ASSUMED_RATE} frames per second for every mode.`);
  else {
    assumed.push(
      `Rates are told for ${known.width}x${known.height} and taken for the ${count(unrated, "other mode")} too.`,
    );
  }
  return modes.map((mode) => (isRated(mode) ? mode : { ...mode, frameRates: rates }));
}

function ratesOf(rates, place) {
  if (Array.isArray(rates)) return distinct(rates.map((rate) => rateOf(rate, place)));
  return { min: rateOf(rates.min, place), max: rateOf(rates.max, place) };
}

function modesOf(data, assumed) {
  let found = data.modes;
  const stills = found.filter(({ format }) => format === "image").length;
  if (stills > 0 && stills < found.length) {
    found = found.filter(({ format }) => format !== "image");
    assumed.push(`The ${count(stills, "size")} of the image list are for still pictures and left out.`);
  }
  const rated = withRates(onGrid(found, assumed), assumed);
  const modes = rated.map(({ width, height, frameRates, format }, i) => ({
    width,
    height,
    frameRates: ratesOf(frameRates, `modes[${i}].frameRates`),
    // "any" is a line without a format.
    ...(format !== undefined && format !== "any" && { format }),
  }));
  const kept = distinct(modes);

  const some = (test) => rated.some(({ frameRates }) => test(frameRates));
  if (some((rates) => numbersIn(rates).some((rate) => typeof rate === "string"))) {
    assumed.push("Rates given as fractions are written as numbers.");
  }
  if (some(({ minExclusive, maxExclusive }) => minExclusive || maxExclusive)) {
    assumed.push("Ranges of rates that leave out an end are taken as closed.");
  }
  if (data.modes.some(({ frameIntervals100ns }) => frameIntervals100ns !== undefined)) {
    assumed.push("Rates are made from intervals in units of 100 ns and rounded to three decimals.");
  }
  if (some((rates) => Array.isArray(rates) && new Set(rates).size < rates.length)) {
    assumed.push("Rates that a mode names repeatedly are merged.");
  }
  if (kept.length < modes.length) {
    assumed.push(
      `${count(modes.length - kept.length, "mode")} with the size, format and rates of another merged.`,
    );
  }
  return kept;
}

/** The source description of a camera; what it takes for granted is added to `assumed`. */
export function cameraSource(slug, data, assumed) {
  const label = titleOf(data);
  const [, facingMode] = DIRECTIONS.find(([pattern]) => pattern.test(label)) ?? [];
  const modes = modesOf(data, assumed);
  for (const [pattern, remark] of REMARKS) if (pattern.test(data.note)) assumed.push(remark);
  if (facingMode !== undefined) assumed.push(`facingMode "${facingMode}" is derived from the name.`);
  return {
    kind: "videoinput",
    deviceId: slug,
    label,
    ...(facingMode !== undefined && { facingMode }),
    modes,
  };
}
