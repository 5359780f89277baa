/** The fitness distance of numbers, and the rounding of aspect ratios. */

/** Aspect ratios are compared as whole multiples of this: "rounded to the tenth decimal place". */
export const RATIO_SCALE: f64 = 1e10;

/**
 * Media Capture and Streams, 11.1, fitness distance, step 7. Never above 2, which numbers of opposite sign approach
 * (and where their difference is beyond the doubles).
 */
export function numericDistance(actual: f64, ideal: f64): f64 {
  if (actual == ideal) return 0;
  return min<f64>(abs(actual - ideal) / max<f64>(abs(actual), abs(ideal)), 2);
}

/** The same for positive numbers, where it is computed most. */
// @ts-ignore: decorator
@inline
export function positiveDistance(actual: f64, ideal: f64): f64 {
  return abs(actual - ideal) / max(actual, ideal);
}

/** The same for positive numbers. */
export function distanceOf(actual: f64, ideal: f64): f64 {
  return positiveDistance(actual, ideal);
}

/** An aspect ratio in units of the tenth decimal place, halves rounded up as Math.round does. */
export function scaleRatio(ratio: f64): f64 {
  const scaled = ratio * RATIO_SCALE;
  const below = floor(scaled);
  return scaled - below >= 0.5 ? below + 1 : below;
}
