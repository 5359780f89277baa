/** Tones and what they are measured by. */

/** Samples of a sine. */
export function tone(
  frequency: number,
  sampleRate: number,
  from: number,
  count: number,
  amplitude = 0.5,
): Float32Array {
  return Float32Array.from(
    { length: count },
    (_, i) => amplitude * Math.sin((2 * Math.PI * frequency * (from + i)) / sampleRate),
  );
}

/** The sine of the given frequency that is nearest to the samples, and how far above the rest of them it is. */
export function measureTone(
  samples: readonly number[],
  frequency: number,
  sampleRate: number,
): { amplitude: number; phase: number; decibels: number } {
  // Least squares for a sin + b cos: the normal equations of two unknowns.
  let [ss, sc, cc, sy, cy] = [0, 0, 0, 0, 0];
  const angle = (2 * Math.PI * frequency) / sampleRate;
  samples.forEach((value, i) => {
    const [sin, cos] = [Math.sin(angle * i), Math.cos(angle * i)];
    ss += sin * sin;
    sc += sin * cos;
    cc += cos * cos;
    sy += sin * value;
    cy += cos * value;
  });
  const determinant = ss * cc - sc * sc;
  const a = (sy * cc - cy * sc) / determinant;
  const b = (cy * ss - sy * sc) / determinant;
  let [signal, noise] = [0, 0];
  samples.forEach((value, i) => {
    const fitted = a * Math.sin(angle * i) + b * Math.cos(angle * i);
    signal += fitted * fitted;
    noise += (value - fitted) ** 2;
  });
  return {
    amplitude: Math.hypot(a, b),
    phase: Math.atan2(b, a),
    decibels: 10 * Math.log10(signal / Math.max(noise, 1e-30)),
  };
}
