/**
 * Globals that the hot loops use, held as constants: in Jest's contexts every look-up of a global is slow.
 */
export const infinity = Infinity;
export const { abs, floor, max, min, round } = Math;
