/** The low-pass filter of a change of sample rate: a sinc in a Kaiser window. */

/** Zero crossings of the sinc to each side. */
const CROSSINGS = 32;
/** Shape of the window: about 80 dB of stop band. */
const BETA = 7.857;
/**
 * Where the pass band ends, of what both rates can carry: the rest is for the slope, so that nothing folds
 * back.
 */
const CUTOFF = 0.92;
/** Coefficients a filter may have; beyond that, it has fewer phases and the ones between are interpolated. */
const MOST_COEFFICIENTS = 1 << 20;
const MOST_PHASES = 512;

/** Coefficients for the positions between two input samples at which output samples may lie. */
export interface ResamplingFilter {
  /** Coefficients of a phase; the output sample lies between the middle two. */
  readonly taps: number;
  /** Phases between one input sample and the next. There is one more, for the next itself. */
  readonly phases: number;
  /** Of phase p from p * taps on; they add up to 1. */
  readonly coefficients: Float32Array;
}

/** The modified Bessel function of the first kind and order 0. */
function bessel(x: number): number {
  let sum = 1;
  for (let term = 1, k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** The filter's impulse response up to a factor, at a distance in zero crossings. */
function response(x: number): number {
  const position = x / CROSSINGS;
  if (Math.abs(position) >= 1) return 0;
  const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  return sinc * bessel(BETA * Math.sqrt(1 - position * position));
}

/** Makes the filter for `from` to `to` samples a second, which have no common divisor. */
export function makeFilter(from: number, to: number): ResamplingFilter {
  const scale = CUTOFF * Math.min(1, to / from);
  const half = Math.ceil(CROSSINGS / scale);
  const taps = 2 * half;
  const phases = Math.max(1, Math.min(to, MOST_PHASES, Math.floor(MOST_COEFFICIENTS / taps)));
  const coefficients = new Float32Array((phases + 1) * taps);
  const row = new Float64Array(taps);
  for (let phase = 0; phase <= phases; phase++) {
    let sum = 0;
    for (let i = 0; i < taps; i++) {
      const value = response((i - half + 1 - phase / phases) * scale);
      row[i] = value;
      sum += value;
    }
    for (let i = 0; i < taps; i++) coefficients[phase * taps + i] = (row[i] ?? 0) / sum;
  }
  return { taps, phases, coefficients };
}
