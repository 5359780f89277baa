/** Jobs that overtake each other. */
import { jest } from "@jest/globals";
import { Latest } from "../../../playground/latest.js";

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

test("only the newest of several jobs is done, after its pause", async () => {
  const done: string[] = [];
  const latest = new Latest();
  for (const name of ["a", "b", "c"]) {
    latest.run(100, async () => {
      done.push(name);
      await Promise.resolve();
    });
    await jest.advanceTimersByTimeAsync(60);
  }
  expect(done).toEqual([]);
  await jest.advanceTimersByTimeAsync(60);
  expect(done).toEqual(["c"]);
});

test("one is done at a time, and told when it has been overtaken", async () => {
  const done: string[] = [];
  const latest = new Latest();
  let finish = (): void => undefined;
  latest.run(0, async (isCurrent) => {
    done.push("begins");
    await new Promise<void>((resolve) => (finish = resolve));
    done.push(isCurrent() ? "is current" : "is overtaken");
  });
  await jest.advanceTimersByTimeAsync(1);
  latest.run(0, () => Promise.resolve(void done.push("never")));
  latest.run(0, () => Promise.resolve(void done.push("follows")));
  await jest.advanceTimersByTimeAsync(1);
  expect(done).toEqual(["begins"]);
  finish();
  await jest.advanceTimersByTimeAsync(1);
  expect(done).toEqual(["begins", "is overtaken", "follows"]);
});
