import { numericDistance, RATIO_SCALE, scaleRatio } from "../../assembly/distance";
import { setBox, setRatios } from "../../assembly/lattice";
import { bestDistance, bestHeight, bestWidth, minimize, setIdeals } from "../../assembly/plane";

/** A generator of its own, so that every run is the same. */
let state: u32 = 1;
function random(below: u32): u32 {
  state = state * 1664525 + 1013904223;
  return (state >>> 8) % below;
}

function distanceOf(width: f64, height: f64, w: f64, h: f64, r: f64): f64 {
  let sum: f64 = 0;
  if (w > 0) sum += numericDistance(width, w);
  if (h > 0) sum += numericDistance(height, h);
  if (r > 0) sum += numericDistance(scaleRatio(width / height) / RATIO_SCALE, r);
  return sum;
}

/** Every size of a box, one by one. */
function enumerate(w0: f64, w1: f64, h0: f64, h1: f64, lo: f64, hi: f64, w: f64, h: f64, r: f64): f64 {
  let least: f64 = Infinity;
  for (let height = h0; height <= h1; height++) {
    for (let width = w0; width <= w1; width++) {
      const ratio = scaleRatio(width / height);
      if (ratio >= lo && ratio <= hi) least = min(least, distanceOf(width, height, w, h, r));
    }
  }
  return least;
}

/** Ratios are rounded to ten decimals, and the search may pass over what only the rounding makes nearer. */
function differs(a: f64, b: f64): bool {
  return a != b && !(abs(a - b) <= 1e-10);
}

function nearest(width: f64, height: f64, ratio: f64, below: f64): void {
  setIdeals(width, height, ratio);
  minimize(below);
}

describe("minimize", () => {
  it("finds what enumeration finds, on many small boxes", () => {
    state = 11;
    let wrong = 0;
    let empty = 0;
    for (let i = 0; i < 6000; i++) {
      const w0 = (1 + random(20)) as f64;
      const w1 = w0 + (random(40) as f64);
      const h0 = (1 + random(20)) as f64;
      const h1 = h0 + (random(40) as f64);
      let lo: f64 = 0;
      let hi: f64 = Infinity;
      if (random(3) == 0) lo = scaleRatio(((1 + random(50)) as f64) / ((1 + random(50)) as f64));
      if (random(3) == 0) hi = max(lo, scaleRatio(((1 + random(50)) as f64) / ((1 + random(50)) as f64)));
      const w: f64 = random(4) == 0 ? 0 : ((1 + random(70)) as f64);
      const h: f64 = random(4) == 0 ? 0 : ((1 + random(70)) as f64);
      const r: f64 = random(4) == 0 ? 0 : ((1 + random(50)) as f64) / ((1 + random(50)) as f64);
      setBox(w0, w1, h0, h1);
      setRatios(lo, hi);
      nearest(w, h, r, Infinity);
      const least = enumerate(w0, w1, h0, h1, lo, hi, w, h, r);
      if (least == Infinity) empty += 1;
      if (differs(bestDistance, least)) wrong += 1;
      // The size it names is in the box, and has the distance it names.
      else if (least < Infinity) {
        const ratio = scaleRatio(bestWidth / bestHeight);
        if (bestWidth < w0 || bestWidth > w1 || bestHeight < h0 || bestHeight > h1) wrong += 1;
        else if (ratio < lo || ratio > hi) wrong += 1;
        else if (differs(distanceOf(bestWidth, bestHeight, w, h, r), least)) wrong += 1;
      }
    }
    expect(wrong).toBe(0);
    expect(empty > 50 && empty < 3000).toBe(true);
  });

  it("finds the specification's ideals of edge-cases.md", () => {
    setBox(1, 1920, 1, 1080);
    setRatios(0, Infinity);
    nearest(1280, 720, 1.5, Infinity);
    expect(bestDistance).toBeCloseTo(0.15625, 9);
    nearest(720, 1280, 0, Infinity);
    expect(bestDistance).toBeCloseTo(0.15625, 9);
    expect(bestWidth).toBe(720);
    expect(bestHeight).toBe(1080);
    nearest(1000, 700, 1.6, Infinity);
    expect(bestDistance).toBeCloseTo(3.0 / 28.0, 9);
    const ratio = scaleRatio(17.0 / 10.0);
    setRatios(ratio, Infinity);
    nearest(1280, 960, 0, Infinity);
    expect(bestWidth).toBe(1632);
    expect(bestHeight).toBe(960);
  });

  it("looks for nothing that is not below the limit", () => {
    setBox(1, 100, 1, 100);
    setRatios(0, Infinity);
    nearest(200, 0, 0, 0.5);
    expect(bestDistance).toBe(Infinity);
    nearest(200, 0, 0, 0.51);
    expect(bestDistance).toBe(0.5);
  });

  it("finds nothing in an empty box", () => {
    setBox(641, 641, 1, 1080);
    const ratio = scaleRatio(16.0 / 9.0);
    setRatios(ratio, ratio);
    nearest(640, 480, 0, Infinity);
    expect(bestDistance).toBe(Infinity);
    setBox(10, 9, 1, 1080);
    nearest(640, 480, 0, Infinity);
    expect(bestDistance).toBe(Infinity);
  });
});
