import {
  endOfRecord,
  endOfSet,
  EXACT,
  exactMask,
  exactOf,
  firstRecord,
  firstSet,
  hasBound,
  IDEAL,
  idealMask,
  idealOf,
  MAX,
  markSatisfied,
  maxOf,
  MIN,
  minOf,
  recordCount,
  recordTarget,
  setCount,
} from "../../assembly/request";

/** Two sets: a number with all bounds and discrete values; then an empty set. */
const request: usize = memory.data(256, 8);

function write(): void {
  memory.fill(request, 0, 256);
  store<i32>(request, 2);
  const set = request + 8;
  store<i32>(set, 2);
  const number = set + 8;
  store<i32>(number, 3);
  store<i32>(number, MIN | MAX | EXACT | IDEAL, 4);
  store<f64>(number, 1, 8);
  store<f64>(number, 2, 16);
  store<f64>(number, 3, 24);
  store<f64>(number, 4, 32);
  const values = number + 40;
  store<i32>(values, -2);
  store<i32>(values, EXACT | IDEAL, 4);
  store<i32>(values, 5, 24);
  store<i32>(values, 6, 32);
}

describe("a request", () => {
  it("is read as it is laid out", () => {
    write();
    expect(setCount(request)).toBe(2);
    const set = firstSet(request);
    expect(recordCount(set)).toBe(2);
    const number = firstRecord(set);
    expect(recordTarget(number)).toBe(3);
    expect(minOf(number)).toBe(1);
    expect(maxOf(number)).toBe(2);
    expect(exactOf(number)).toBe(3);
    expect(idealOf(number)).toBe(4);
    expect(hasBound(number, EXACT)).toBe(EXACT);
    const values = endOfRecord(number);
    expect(recordTarget(values)).toBe(-2);
    expect(hasBound(values, MIN | MAX)).toBe(0);
    expect(exactMask(values)).toBe(5);
    expect(idealMask(values)).toBe(6);
    expect(endOfRecord(values)).toBe(endOfSet(set));
  });

  it("keeps of each set whether it was satisfied, and of no other", () => {
    write();
    const set = firstSet(request);
    const next = endOfSet(set);
    expect(recordCount(next)).toBe(0);
    expect(endOfSet(next)).toBe(next + 8);
    markSatisfied(next, true);
    expect(load<i32>(set, 4)).toBe(0);
    expect(load<i32>(next, 4)).toBe(1);
    markSatisfied(next, false);
    expect(load<i32>(next, 4)).toBe(0);
    expect(recordCount(set)).toBe(2);
  });
});
