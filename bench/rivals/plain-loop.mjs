// What a person writes who has a list of modes and nothing else: no cropping, no advanced sets, no reasons.

/** Ratios are compared as the specification rounds them. */
const roundRatio = (ratio) => Math.round(ratio * 1e10) / 1e10;

/** A camera's modes, one entry a size and rate. */
export function flatModes(source) {
  return source.modes.flatMap(({ width, height, frameRates }) =>
    frameRates.map((frameRate) => ({ width, height, frameRate, aspectRatio: roundRatio(width / height) })),
  );
}

function distance(value, ideal) {
  return value === ideal ? 0 : Math.abs(value - ideal) / Math.max(value, ideal);
}

/** The bounds and the ideal of a request for one property; the ideal is 0 where there is none. */
function bounds(constraint) {
  return { min: constraint?.min ?? 0, max: constraint?.max ?? Infinity, ideal: constraint?.ideal ?? 0 };
}

/** The mode of smallest distance among those within the required bounds; the first of equals. */
export function selectMode(modes, constraints) {
  const width = bounds(constraints.width);
  const height = bounds(constraints.height);
  const frameRate = bounds(constraints.frameRate);
  const aspectRatio = bounds(constraints.aspectRatio);
  let best;
  let least = Infinity;
  for (const mode of modes) {
    if (mode.width < width.min || mode.width > width.max) continue;
    if (mode.height < height.min || mode.height > height.max) continue;
    if (mode.frameRate < frameRate.min || mode.frameRate > frameRate.max) continue;
    if (mode.aspectRatio < aspectRatio.min || mode.aspectRatio > aspectRatio.max) continue;
    let sum = 0;
    if (width.ideal > 0) sum += distance(mode.width, width.ideal);
    if (height.ideal > 0) sum += distance(mode.height, height.ideal);
    if (frameRate.ideal > 0) sum += distance(mode.frameRate, frameRate.ideal);
    if (aspectRatio.ideal > 0) sum += distance(mode.aspectRatio, aspectRatio.ideal);
    if (sum < least) {
      least = sum;
      best = mode;
    }
  }
  return best === undefined ? undefined : { settings: best, distance: least };
}

/** Every camera's best native mode, best camera first; `lists` are the cameras' flat modes. */
export function rankLists(lists, constraints) {
  const ranked = [];
  for (const modes of lists) {
    const fit = selectMode(modes, constraints);
    if (fit !== undefined) ranked.push(fit);
  }
  return ranked.sort((a, b) => a.distance - b.distance);
}
