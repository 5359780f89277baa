import { Decimation } from "../../../bindings/flow/decimation.js";

/** Indexes of the pictures taken out of `count` at `native` per second; timestamps are rounded as a host rounds them. */
function taken(
  native: number,
  rate: number,
  count: number,
  jitter: (i: number) => number = () => 0,
): number[] {
  const decimation = new Decimation();
  decimation.setRate(rate);
  const indexes = Array.from({ length: count }, (_, i) => i);
  return indexes.filter((i) => decimation.takes(Math.round((i * 1e6) / native + jitter(i))));
}

function gaps(indexes: number[]): number[] {
  return indexes.slice(1).map((index, i) => index - (indexes[i] ?? NaN));
}

test.each([24, 25, 29.97, 30, 30000 / 1001, 59.94, 60, 7.5, 1, 0.5])(
  "%d to the same rate takes all",
  (rate) => {
    expect(taken(rate, rate, 5000)).toHaveLength(5000);
  },
);

test("a rate above the native one takes all", () => {
  expect(taken(30, 30.0001, 5000)).toHaveLength(5000);
  expect(taken(24, 30, 5000)).toHaveLength(5000);
});

test("30 to 15 takes every second, 60 to 20 every third, 30 to 1 every thirtieth", () => {
  expect(gaps(taken(30, 15, 3000))).toEqual(Array(1499).fill(2));
  expect(gaps(taken(60, 20, 3000))).toEqual(Array(999).fill(3));
  expect(gaps(taken(30, 1, 3000))).toEqual(Array(99).fill(30));
});

test("30 to 24 takes four of every five", () => {
  const indexes = taken(30, 24, 3000);
  expect(indexes).toHaveLength(2400);
  for (let group = 0; group < 600; group++) {
    expect(indexes.filter((index) => Math.floor(index / 5) === group)).toHaveLength(4);
  }
});

test.each([
  [30, 24],
  [30, 29],
  [30, 20],
  [30, 16],
  [60, 50],
  [60, 24],
  [30, 12.5],
  [29.97, 10],
  [120, 7],
])("%d to %d is evenly spaced and does not drift", (native, rate) => {
  const count = native * 600;
  const indexes = taken(native, rate, count);
  expect(Math.abs(indexes.length - rate * 600)).toBeLessThanOrEqual(1);
  const [least, most] = [Math.floor(native / rate), Math.ceil(native / rate)];
  expect(gaps(indexes).every((gap) => gap === least || gap === most)).toBe(true);
  // Every picture is within a native period of its moment.
  const late = indexes.map((index, n) => index / native - n / rate);
  expect(Math.max(...late.map(Math.abs))).toBeLessThanOrEqual(1 / native + 1e-6);
});

test("jitter of a fifth of a period loses none of the same rate, and leaves every second of half of it", () => {
  let seed = 1;
  const jitter = (i: number): number => {
    seed = (seed * 48271) % 2147483647;
    return i === 0 ? 0 : ((seed / 2147483647) * 2 - 1) * 6600;
  };
  expect(taken(30, 30, 3000, jitter)).toHaveLength(3000);
  expect(gaps(taken(30, 15, 3000, jitter))).toEqual(Array(1499).fill(2));
});

test("what a source misses is not made up for in a bunch", () => {
  const decimation = new Decimation();
  decimation.setRate(10);
  const stamps = [0, 33, 67, 100, 567, 600, 633, 667, 700, 733, 767, 800].map((ms) => 1000 * ms);
  expect(stamps.filter((stamp) => decimation.takes(stamp))).toEqual([0, 100_000, 567_000, 667_000, 767_000]);
});

test("a new rate goes on from the last picture", () => {
  const decimation = new Decimation();
  decimation.setRate(30);
  expect([0, 33_333].map((stamp) => decimation.takes(stamp))).toEqual([true, true]);
  decimation.setRate(10);
  const stamps = [66_667, 100_000, 133_333, 166_667, 200_000, 233_333];
  expect(stamps.filter((stamp) => decimation.takes(stamp))).toEqual([133_333, 233_333]);
});
