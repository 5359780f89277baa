import type { Spans } from "./spans.js";

/** Where a plane lies within its bytes. */
export interface PlaneView {
  readonly data: Uint8Array;
  /** The index of the first sample. */
  readonly offset: number;
  /** Samples from one row to the next. */
  readonly stride: number;
}

/**
 * Scales a plane down to `target`, without gaps from `targetOffset` on: every sample is the mean of the area
 * it covers, rounded to the nearest, halves up. Sums are integers below 2^53, so the result is the same
 * everywhere. `sums` is scratch space for a row of the source.
 */
export function scalePlane(
  source: PlaneView,
  target: Uint8Array,
  targetOffset: number,
  columns: Spans,
  rows: Spans,
  sums: Int32Array,
): void {
  const width = columns.first.length;
  const height = rows.first.length;
  const sourceWidth = (columns.last[width - 1] ?? 0) + 1;
  for (let y = 0; y < height; y++) {
    addRows(source, sourceWidth, rows, y, sums);
    meanOfColumns(sums, target, targetOffset + y * width, columns, rows.total);
  }
}

// Test environments that run code in a context of its own look a global up at every use, which takes longer than all else.
const { imul } = Math;

/** The weighted sums, column by column, of the source rows that the output row covers. */
function addRows(source: PlaneView, width: number, rows: Spans, y: number, sums: Int32Array): void {
  const { data, offset, stride } = source;
  const first = rows.first[y] ?? 0;
  const last = rows.last[y] ?? 0;
  const firstWeight = rows.firstWeight[y] ?? 0;
  const lastWeight = rows.lastWeight[y] ?? 0;
  const top = offset + first * stride;
  const bottom = offset + last * stride;
  // Sums stay below 2^26, so that the products of `imul` are whole.
  for (let x = 0; x < width; x++) {
    sums[x] = imul(data[top + x] as number, firstWeight) + imul(data[bottom + x] as number, lastWeight);
  }
  const weight = rows.middleWeight[y] ?? 0;
  for (let row = top + stride; row < bottom; row += stride) {
    for (let x = 0; x < width; x++) {
      sums[x] = (sums[x] as number) + imul(data[row + x] as number, weight);
    }
  }
}

/** Up to so many phases, each is run through on its own: its weights stay in registers. */
const MOST_PHASES = 16;

function meanOfColumns(
  sums: Int32Array,
  target: Uint8Array,
  offset: number,
  columns: Spans,
  rowTotal: number,
): void {
  const { period, regular, first } = columns;
  const factor = 1 / (columns.total * rowTotal);
  const phases = period > MOST_PHASES ? 0 : Math.min(period, regular);
  for (let phase = 0; phase < phases; phase++) meanOfPhase(sums, target, offset, columns, factor, phase);
  const rest = phases === 0 ? 0 : regular;
  if (rest < first.length) meanOfRest(sums, target, offset, columns, factor, rest);
}

/**
 * What is added to a mean, so that cutting it off rounds it. The quarter keeps exact halves from falling
 * below themselves by the rounding of the factor; no other mean is as near to one.
 */
function biasOf(factor: number): number {
  return 0.5 + factor / 4;
}

/** Every output sample of a phase: they lie a period apart and have the same weights. */
function meanOfPhase(
  sums: Int32Array,
  target: Uint8Array,
  offset: number,
  { first, last, firstWeight, lastWeight, middleWeight, period, step, regular }: Spans,
  factor: number,
  phase: number,
): void {
  const start = first[phase] ?? 0;
  const width = (last[phase] ?? 0) - start;
  const [a, b] = [firstWeight[phase] ?? 0, lastWeight[phase] ?? 0];
  const middle = middleWeight[phase] ?? 0;
  const bias = biasOf(factor);
  if (width <= 1) {
    for (let x = phase, i = start; x < regular; x += period, i += step) {
      target[offset + x] = (((sums[i] as number) * a + (sums[i + width] as number) * b) * factor + bias) | 0;
    }
    return;
  }
  for (let x = phase, i = start; x < regular; x += period, i += step) {
    let sum = (sums[i] as number) * a + (sums[i + width] as number) * b;
    for (let j = i + 1; j < i + width; j++) sum += (sums[j] as number) * middle;
    target[offset + x] = (sum * factor + bias) | 0;
  }
}

/** The output samples from `from` on, each by its own weights. */
function meanOfRest(
  sums: Int32Array,
  target: Uint8Array,
  offset: number,
  { first, last, firstWeight, lastWeight, middleWeight }: Spans,
  factor: number,
  from: number,
): void {
  const bias = biasOf(factor);
  for (let x = from; x < first.length; x++) {
    const a = first[x] as number;
    const b = last[x] as number;
    let sum = (sums[a] as number) * (firstWeight[x] as number);
    sum += (sums[b] as number) * (lastWeight[x] as number);
    const middle = middleWeight[x] as number;
    for (let i = a + 1; i < b; i++) sum += (sums[i] as number) * middle;
    target[offset + x] = (sum * factor + bias) | 0;
  }
}
