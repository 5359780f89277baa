import { numericDistance } from "../../assembly/distance";
import { hasRate, nearestRate, rate, rateDistance } from "../../assembly/rate";
import { CROP_AND_SCALE, DECIMATED, HAS_RATE, NATIVE, ROW } from "../../assembly/source";

/** A row as bindings/solver/boundary.ts writes it, its rates alone. */
const row: usize = memory.data(80, 8);

function setRates(least: f64, greatest: f64, flags: i32): void {
  memory.fill(row, 0, ROW);
  store<f64>(row, least, 48);
  store<f64>(row, greatest, 56);
  store<i32>(row, flags | HAS_RATE, 64);
}

let state: u32 = 1;
function random(below: u32): u32 {
  state = state * 1664525 + 1013904223;
  return (state >>> 8) % below;
}

/** The nearest rate of a divided range, divisor by divisor. */
function slowNearest(least: f64, greatest: f64, ideal: f64, lo: f64, hi: f64): f64 {
  let nearest: f64 = Infinity;
  for (let divisor: f64 = 1; divisor <= 3000; divisor++) {
    const from = max(least / divisor, lo);
    const to = min(greatest / divisor, hi);
    if (from <= to) nearest = min(nearest, numericDistance(max(from, min(to, ideal)), ideal));
  }
  return nearest;
}

describe("rates of a range", () => {
  it("are all from its least to its greatest", () => {
    setRates(5, 30, NATIVE);
    expect(hasRate(row, 5, 5)).toBe(true);
    expect(hasRate(row, 12.34, 12.34)).toBe(true);
    expect(hasRate(row, 30.01, 60)).toBe(false);
    expect(hasRate(row, 0, 4.99)).toBe(false);
    nearestRate(row, 40, -Infinity, Infinity);
    expect(rate).toBe(30);
    expect(rateDistance).toBe(0.25);
    nearestRate(row, 20, 25, 60);
    expect(rate).toBe(25);
  });

  it("from an open end hold every rate but 0", () => {
    setRates(0, 30, CROP_AND_SCALE);
    expect(hasRate(row, 0, 0)).toBe(false);
    expect(hasRate(row, -5, 0)).toBe(false);
    expect(hasRate(row, 1e-300, 1e-300)).toBe(true);
    nearestRate(row, 0.001, -Infinity, Infinity);
    expect(rate).toBe(0.001);
    nearestRate(row, 10, 31, 40);
    expect(rateDistance).toBe(Infinity);
  });
});

describe("rates divided by whole numbers", () => {
  it("of one rate are its parts", () => {
    setRates(30, 30, DECIMATED | CROP_AND_SCALE);
    expect(hasRate(row, 15, 15)).toBe(true);
    expect(hasRate(row, 10, 10)).toBe(true);
    expect(hasRate(row, 16, 29)).toBe(false);
    expect(hasRate(row, 14, 16)).toBe(true);
    expect(hasRate(row, 0, 0)).toBe(false);
    nearestRate(row, 24, -Infinity, Infinity);
    expect(rate).toBe(30);
    nearestRate(row, 20, -Infinity, Infinity);
    expect(rate).toBe(15);
    nearestRate(row, 20, 16, Infinity);
    expect(rate).toBe(30);
  });

  it("are the nearest that a scan of the divisors finds", () => {
    state = 21;
    let wrong = 0;
    for (let i = 0; i < 2000; i++) {
      const least = ((1 + random(600)) as f64) / 10;
      const greatest = random(2) == 0 ? least : least + (random(300) as f64) / 10;
      const ideal = ((1 + random(900)) as f64) / 10;
      let lo: f64 = -Infinity;
      let hi: f64 = Infinity;
      if (random(2) == 0) lo = (random(400) as f64) / 10;
      if (random(2) == 0) hi = max(lo, 0.5 + (random(600) as f64) / 10);
      setRates(least, greatest, DECIMATED | CROP_AND_SCALE);
      nearestRate(row, ideal, lo, hi);
      const right = slowNearest(least, greatest, ideal, lo, hi);
      if (hasRate(row, lo, hi) != right < Infinity) wrong += 1;
      if (rateDistance != right && !(abs(rateDistance - right) < 1e-12)) wrong += 1;
    }
    expect(wrong).toBe(0);
  });

  it("end before divisors are no whole numbers any more", () => {
    setRates(30, 30, DECIMATED | CROP_AND_SCALE);
    nearestRate(row, 5e-324, -Infinity, Infinity);
    expect(rate > 0).toBe(true);
    expect(rateDistance <= 1).toBe(true);
  });
});
