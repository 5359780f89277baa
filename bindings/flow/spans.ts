/**
 * For each of a row of output samples, what it covers of a row of source samples: both are cells of equal
 * size laid over the same length, and a weight is the length two cells have in common, as an exact integer.
 * The weights of every output sample add up to `total`.
 */
export interface Spans {
  readonly total: number;
  /**
   * After so many output samples and so many source samples the weights are the same again, up to `regular`.
   */
  readonly period: number;
  readonly step: number;
  /** How many output samples are not cut off at the end. */
  readonly regular: number;
  /** The first source sample covered, and the last. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Weights of the first, of the last (0 where that is the first), and of each one between them. */
  readonly firstWeight: Int32Array;
  readonly lastWeight: Int32Array;
  readonly middleWeight: Int32Array;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** The spans of `to` luma samples over `from`; `to` is at most `from`. */
export function lumaSpans(from: number, to: number): Spans {
  return spans(from, to, 1);
}

/**
 * The spans of the chroma samples that belong to `to` luma samples, over those that belong to `from`. A
 * chroma sample covers two luma samples in both, so colours stay where the light is; the last of an odd
 * number covers one.
 */
export function chromaSpans(from: number, to: number): Spans {
  return spans(from, to, 2);
}

/** Of samples that cover `size` luma samples each. */
function spans(from: number, to: number, size: 1 | 2): Spans {
  const divisor = greatestCommonDivisor(from, to);
  const [period, step] = [to / divisor, from / divisor];
  // In units in which luma samples are whole: `period` long in the source, `step` long in the output.
  const [inLength, outLength] = [size * period, size * step];
  const count = Math.ceil(to / size);
  const [first, last] = [new Int32Array(count), new Int32Array(count)];
  const [firstWeight, lastWeight, middleWeight] = [
    new Int32Array(count),
    new Int32Array(count),
    new Int32Array(count),
  ];
  for (let i = 0; i < count; i++) {
    const start = i * outLength;
    const end = Math.min(start + outLength, period * from);
    // A sample that is cut off covers half of what the others do: its weights count twice.
    const factor = outLength / (end - start);
    const a = Math.floor(start / inLength);
    const b = Math.ceil(end / inLength) - 1;
    first[i] = a;
    last[i] = b;
    firstWeight[i] = factor * (Math.min(end, (a + 1) * inLength) - start);
    lastWeight[i] = a === b ? 0 : factor * (end - b * inLength);
    middleWeight[i] = factor * inLength;
  }
  const regular = Math.floor(to / size);
  return { total: outLength, period, step, regular, first, last, firstWeight, lastWeight, middleWeight };
}
