import { mixChannels } from "../../../bindings/flow/channel-mix.js";

const H = Math.SQRT1_2;

function mix(inputs: number[], count: number): number[] {
  const outputs = Array.from({ length: count }, () => new Float32Array(3).fill(9));
  mixChannels(
    inputs.map((value) => new Float32Array([value, 0])),
    outputs,
    2,
  );
  expect(outputs.every((output) => output[1] === 0 && output[2] === 9)).toBe(true);
  return outputs.map((output) => Number(output[0]?.toFixed(5)));
}

// The Web Audio API, 4.4.1, "speakers"; 5.1 is L R C LFE SL SR, quad is L R SL SR.
const [L, R, C, E, SL, SR] = [0.1, 0.2, 0.3, 0.9, 0.05, 0.01];
test.each([
  ["mono to stereo", [L], [L, L]],
  ["mono to quad", [L], [L, L, 0, 0]],
  ["mono to 5.1", [L], [0, 0, L, 0, 0, 0]],
  ["stereo to quad", [L, R], [L, R, 0, 0]],
  ["stereo to 5.1", [L, R], [L, R, 0, 0, 0, 0]],
  ["quad to 5.1", [L, R, SL, SR], [L, R, 0, 0, SL, SR]],
  ["stereo to mono", [L, R], [0.5 * (L + R)]],
  ["quad to mono", [L, R, SL, SR], [0.25 * (L + R + SL + SR)]],
  ["5.1 to mono", [L, R, C, E, SL, SR], [H * (L + R) + C + 0.5 * (SL + SR)]],
  ["quad to stereo", [L, R, SL, SR], [0.5 * (L + SL), 0.5 * (R + SR)]],
  ["5.1 to stereo", [L, R, C, E, SL, SR], [L + H * (C + SL), R + H * (C + SR)]],
  ["5.1 to quad", [L, R, C, E, SL, SR], [L + H * C, R + H * C, SL, SR]],
  ["discrete, up", [L, R, C], [L, R, C, 0, 0, 0, 0]],
  ["discrete, down", [L, R, C, E, SL], [L, R, C]],
  ["mono to three, discrete", [L], [L, 0, 0]],
])("%s", (_, inputs, outputs) => {
  expect(mix(inputs, outputs.length)).toEqual(outputs.map((value) => Number(Math.fround(value).toFixed(5))));
});
