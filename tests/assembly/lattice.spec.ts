import { scaleRatio } from "../../assembly/distance";
import {
  intersectRow,
  isInhabited,
  rowFirst,
  rowLast,
  seekDown,
  seekUp,
  setBox,
  setRatios,
} from "../../assembly/lattice";

/** A generator of its own, so that every run is the same. */
let state: u32 = 1;
function random(below: u32): u32 {
  state = state * 1664525 + 1013904223;
  return (state >>> 8) % below;
}

function hasPoint(lo: f64, hi: f64, height: f64): bool {
  return ceil(lo * height) <= hi * height;
}

function slowUp(lo: f64, hi: f64, from: f64): f64 {
  while (!hasPoint(lo, hi, from)) from += 1;
  return from;
}

function slowDown(lo: f64, hi: f64, from: f64): f64 {
  while (from > 0 && !hasPoint(lo, hi, from)) from -= 1;
  return from;
}

function isSize(width: f64, height: f64, lo: f64, hi: f64): bool {
  const ratio = scaleRatio(width / height);
  return ratio >= lo && ratio <= hi;
}

describe("seekUp", () => {
  it("finds the row that a scan finds, on many slopes", () => {
    state = 1;
    let wrong = 0;
    for (let i = 0; i < 4000; i++) {
      // Slopes off the lattice by an irrational bit, so that neither of the two meets a point.
      const lo = (random(3000) as f64) / 1000 + 0.000314159;
      const hi = lo + ((1 + random(200)) as f64) / 10000;
      const from = (1 + random(2000)) as f64;
      if (seekUp(lo, hi, from) != slowUp(lo, hi, from)) wrong += 1;
    }
    expect(wrong).toBe(0);
  });

  it("leaps far between close slopes", () => {
    // 355 / 113 is the best approximation of pi with so small a denominator.
    expect(seekUp(3.14159265, 3.1415931, 1)).toBe(113);
    expect(seekUp(1.41421356, 1.41421357, 1)).toBe(slowUp(1.41421356, 1.41421357, 1));
  });

  it("stays where it is when the slopes hold a point of every row", () => {
    expect(seekUp(0.2, 1.3, 7)).toBe(7);
    expect(seekUp(0, 0.1, 7)).toBe(7);
    expect(seekUp(4.2, Infinity, 9)).toBe(9);
  });
});

describe("seekDown", () => {
  it("finds the row that a scan finds, on many slopes", () => {
    state = 2;
    let wrong = 0;
    for (let i = 0; i < 4000; i++) {
      const lo = (random(3000) as f64) / 1000 + 0.000314159;
      const hi = lo + ((1 + random(200)) as f64) / 10000;
      const from = (1 + random(2000)) as f64;
      const found = seekDown(lo, hi, from);
      const right = slowDown(lo, hi, from);
      // Row 0 holds the point 0: below it nothing is looked for.
      if (right > 0 ? found != right : found > 0) wrong += 1;
    }
    expect(wrong).toBe(0);
  });

  it("goes back over what seekUp leapt over", () => {
    expect(seekDown(3.14159265, 3.1415931, 225)).toBe(113);
    expect(seekDown(3.14159265, 3.1415931, 112) < 1).toBe(true);
  });
});

describe("intersectRow", () => {
  it("gives the widths of the row, exactly those", () => {
    state = 3;
    let wrong = 0;
    for (let i = 0; i < 3000; i++) {
      const w0 = (1 + random(60)) as f64;
      const w1 = w0 + (random(90) as f64);
      const height = (1 + random(100)) as f64;
      // Ratios of small sizes, so that many widths are on the edge itself.
      let lo: f64 = 0;
      let hi: f64 = Infinity;
      if (random(3) > 0) lo = scaleRatio(((1 + random(40)) as f64) / ((1 + random(40)) as f64));
      if (random(3) > 0) hi = max(lo, scaleRatio(((1 + random(40)) as f64) / ((1 + random(40)) as f64)));
      setBox(w0, w1, 1, 100);
      setRatios(lo, hi);
      intersectRow(height);
      let first: f64 = 0;
      let last: f64 = -1;
      for (let width = w0; width <= w1; width++) {
        if (!isSize(width, height, lo, hi)) continue;
        if (first == 0) first = width;
        last = width;
      }
      if (first == 0) {
        if (rowFirst <= rowLast) wrong += 1;
      } else if (rowFirst != first || rowLast != last) wrong += 1;
    }
    expect(wrong).toBe(0);
  });

  it("decides 16/9 to ten decimals", () => {
    const ratio = scaleRatio(16.0 / 9.0);
    setBox(1, 1920, 1, 1080);
    setRatios(ratio, ratio);
    intersectRow(360);
    expect(rowFirst).toBe(640);
    expect(rowLast).toBe(640);
    intersectRow(361);
    expect(rowFirst > rowLast).toBe(true);
  });
});

describe("isInhabited", () => {
  it("says what a scan says, on many small boxes", () => {
    state = 4;
    let wrong = 0;
    let inhabited = 0;
    for (let i = 0; i < 3000; i++) {
      const w0 = (1 + random(40)) as f64;
      const w1 = w0 + (random(20) as f64);
      const h0 = (1 + random(40)) as f64;
      const h1 = h0 + (random(20) as f64);
      const lo = scaleRatio(((1 + random(60)) as f64) / ((1 + random(60)) as f64));
      const hi = random(2) == 0 ? lo : lo + (random(400) as f64) * 1e6;
      setBox(w0, w1, h0, h1);
      setRatios(lo, hi);
      let any = false;
      for (let height = h0; height <= h1; height++) {
        for (let width = w0; width <= w1; width++) any = any || isSize(width, height, lo, hi);
      }
      if (isInhabited() != any) wrong += 1;
      inhabited += any as i32;
    }
    expect(wrong).toBe(0);
    // Both answers are asked for.
    expect(inhabited > 300 && inhabited < 2700).toBe(true);
  });

  it("is decided on integers: width 641 has no height at 16/9", () => {
    const ratio = scaleRatio(16.0 / 9.0);
    setBox(641, 641, 1, 1080);
    setRatios(ratio, ratio);
    expect(isInhabited()).toBe(false);
    setRatios(17700000000, 17800000000);
    expect(isInhabited()).toBe(true);
  });

  it("is decided at the largest sizes", () => {
    const largest: f64 = 4294967295;
    setBox(1, largest, 1, largest);
    // The least ratio above 1 is 1 + 1 / 4294967294.
    setRatios(10000000001, 10000000001);
    expect(isInhabited()).toBe(false);
    setRatios(10000000002, 10000000002);
    expect(isInhabited()).toBe(true);
    setRatios(1, 1);
    expect(isInhabited()).toBe(false);
    setRatios(2, 2);
    expect(isInhabited()).toBe(true);
  });

  it("is false for what is empty of itself", () => {
    setBox(10, 9, 1, 5);
    setRatios(0, Infinity);
    expect(isInhabited()).toBe(false);
    setBox(1, 5, 10, 9);
    expect(isInhabited()).toBe(false);
    setBox(1, 5, 1, 5);
    setRatios(2e10, 1e10);
    expect(isInhabited()).toBe(false);
    setRatios(0, Infinity);
    expect(isInhabited()).toBe(true);
  });
});
