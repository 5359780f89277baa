// What a list of samples comes to. Times are nanoseconds.

/** The value below which `share` of the samples lie, between neighbours in proportion. */
export function quantile(samples, share) {
  const sorted = Float64Array.from(samples).sort();
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

export function median(samples) {
  return quantile(samples, 0.5);
}

/** Numbers in [0, 1) that are the same on every run (mulberry32). */
export function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * The ratio of two medians with its 95 % interval: a bootstrap over rounds, so that a disturbance that hit both rivals
 * of a round is drawn for both.
 */
export function ratioOfMedians(above, below, resamples = 1000) {
  const random = seededRandom(20211013);
  const { length } = above;
  const ratios = new Float64Array(resamples);
  const drawnAbove = new Float64Array(length);
  const drawnBelow = new Float64Array(length);
  for (let resample = 0; resample < resamples; resample++) {
    for (let i = 0; i < length; i++) {
      const round = Math.floor(random() * length);
      drawnAbove[i] = above[round];
      drawnBelow[i] = below[round];
    }
    ratios[resample] = median(drawnAbove) / median(drawnBelow);
  }
  return {
    value: median(above) / median(below),
    low: quantile(ratios, 0.025),
    high: quantile(ratios, 0.975),
  };
}

/** The exponent e of time = c * n ** e, by least squares over the logarithms of the upper half of the points. */
export function exponent(points) {
  const upper = points.filter(([n]) => n > 0).slice(-Math.max(3, Math.ceil(points.length / 2)));
  const logs = upper.map(([n, time]) => [Math.log(n), Math.log(time)]);
  const mean = (index) => logs.reduce((sum, log) => sum + log[index], 0) / logs.length;
  const [meanN, meanTime] = [mean(0), mean(1)];
  let covariance = 0;
  let variance = 0;
  for (const [n, time] of logs) {
    covariance += (n - meanN) * (time - meanTime);
    variance += (n - meanN) ** 2;
  }
  return covariance / variance;
}
