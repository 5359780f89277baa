/** How channels become more or fewer. */

const HALF_POWER = Math.SQRT1_2;

/** For each output channel the gains of the input channels, by "inputs to outputs". */
const speakers: Readonly<Record<string, readonly (readonly number[])[]>> = {
  "1 to 2": [[1], [1]],
  "1 to 4": [[1], [1], [0], [0]],
  "1 to 6": [[0], [0], [1], [0], [0], [0]],
  "2 to 4": [[1, 0], [0, 1], [0], [0]],
  "2 to 6": [[1, 0], [0, 1], [0], [0], [0], [0]],
  "4 to 6": [[1], [0, 1], [0], [0], [0, 0, 1], [0, 0, 0, 1]],
  "2 to 1": [[0.5, 0.5]],
  "4 to 1": [[0.25, 0.25, 0.25, 0.25]],
  "6 to 1": [[HALF_POWER, HALF_POWER, 1, 0, 0.5, 0.5]],
  "4 to 2": [
    [0.5, 0, 0.5],
    [0, 0.5, 0, 0.5],
  ],
  "6 to 2": [
    [1, 0, HALF_POWER, 0, HALF_POWER],
    [0, 1, HALF_POWER, 0, 0, HALF_POWER],
  ],
  "6 to 4": [
    [1, 0, HALF_POWER],
    [0, 1, HALF_POWER],
    [0, 0, 0, 0, 1],
    [0, 0, 0, 0, 0, 1],
  ],
};

/**
 * Mixes channels up or down: between mono, stereo, quad and 5.1 as Web Audio's "speakers" interpretation does
 * (Web Audio API, 4.4.1), otherwise as "discrete": channels that are missing are silent, those beyond are
 * dropped. Like Web Audio it does not clip: 5.1 mixed down may exceed 1. `outputs` has as many lists as there
 * are output channels, each of `length` samples at least; samples go to them from their beginning.
 */
export function mixChannels(
  inputs: readonly Float32Array[],
  outputs: readonly Float32Array[],
  length: number,
): void {
  const matrix = speakers[`${inputs.length} to ${outputs.length}`];
  outputs.forEach((output, channel) => {
    const gains = matrix?.[channel];
    output.fill(0, 0, length);
    inputs.forEach((input, i) => {
      const gain = matrix ? (gains?.[i] ?? 0) : Number(i === channel);
      if (gain !== 0) add(input, gain, output, length);
    });
  });
}

function add(input: Float32Array, gain: number, output: Float32Array, length: number): void {
  for (let i = 0; i < length; i++) output[i] = (output[i] as number) + gain * (input[i] as number);
}
