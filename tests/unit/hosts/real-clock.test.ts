/** The platform's clock, on timers that are stepped and, for what only Node tells, on its own. */
import { jest } from "@jest/globals";
import { inBackground, realClock } from "../../../bindings/hosts/real-clock.js";
import { steppedClock } from "../../../bindings/hosts/stepped-clock.js";

describe("on stepped timers", () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  test("a timer runs once, not before its time, whatever the fraction", () => {
    const clock = realClock();
    const start = clock.now();
    const times: number[] = [];
    clock.setTimeout(() => times.push(clock.now() - start), 1000 / 60);
    jest.advanceTimersByTime(16);
    expect(times).toEqual([]);
    jest.advanceTimersByTime(100);
    expect(times).toEqual([17]);
  });

  test("a cleared timer does not run", () => {
    const clock = realClock();
    const ran = jest.fn();
    const timer = clock.setTimeout(ran, 10);
    clock.clearTimeout(timer);
    clock.clearTimeout(timer);
    clock.clearTimeout(99);
    jest.advanceTimersByTime(20);
    expect(ran).not.toHaveBeenCalled();
    expect(jest.getTimerCount()).toBe(0);
  });

  test("delays longer than the platform's timers can take are waited for", () => {
    const clock = realClock();
    const ran = jest.fn();
    const month = 30 * 24 * 3600 * 1000;
    clock.setTimeout(ran, month);
    jest.advanceTimersByTime(month - 1);
    expect(ran).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(ran).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  test.each([NaN, -1])("a delay of %p is none", (delay) => {
    const ran = jest.fn();
    realClock().setTimeout(ran, delay);
    jest.advanceTimersByTime(1);
    expect(ran).toHaveBeenCalledTimes(1);
  });
});

test("a timer keeps the process alive, one in the background does not", () => {
  const alive = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const clock = realClock();
  const before = alive();
  const timers = [clock.setTimeout(() => undefined, 1e7), clock.setTimeout(() => undefined, 1e12)];
  expect(alive()).toBe(before + 2);
  for (const timer of timers) inBackground(clock, timer);
  inBackground(clock, 12345);
  expect(alive()).toBe(before);
  for (const timer of timers) clock.clearTimeout(timer);
});

test("a stepped clock's timers are in the background already", async () => {
  const clock = steppedClock();
  const ran = jest.fn();
  inBackground(clock, clock.setTimeout(ran, 1));
  await clock.advance(1);
  expect(ran).toHaveBeenCalledTimes(1);
});
