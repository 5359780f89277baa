import { jest } from "@jest/globals";
import { Deliveries } from "../../../bindings/native-media/deliveries.js";

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Which of some promises have been resolved by now. */
async function resolved(promises: readonly Promise<void>[]): Promise<boolean[]> {
  const states = promises.map(() => false);
  promises.forEach((promise, i) => void promise.then(() => (states[i] = true)));
  await Promise.resolve();
  await Promise.resolve();
  return states;
}

test("a frame keeps the promises of its version and of those before", async () => {
  const deliveries = new Deliveries();
  const promises = [1, 2, 3].map((version) => deliveries.expect(version));
  deliveries.delivered(2);
  expect(await resolved(promises)).toEqual([true, true, false]);
  expect(jest.getTimerCount()).toBe(1);
  deliveries.delivered(3);
  expect(await resolved(promises)).toEqual([true, true, true]);
  expect(jest.getTimerCount()).toBe(0);
});

test("without a frame it is over after half a second", async () => {
  const promise = new Deliveries().expect(1);
  jest.advanceTimersByTime(499);
  expect(await resolved([promise])).toEqual([false]);
  jest.advanceTimersByTime(1);
  expect(await resolved([promise])).toEqual([true]);
});

test("the end keeps them all, those made later too", async () => {
  const deliveries = new Deliveries();
  const promise = deliveries.expect(1);
  deliveries.end();
  expect(await resolved([promise, deliveries.expect(2)])).toEqual([true, true]);
  expect(jest.getTimerCount()).toBe(0);
});
